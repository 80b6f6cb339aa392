import { Input, Select } from "antd";
import { useState } from "react";

import {
  departmentRuleTypes,
  screenOptionsOf,
  type DepartmentRule,
} from "../../../shared/domain/screening/department-rule-set.ts";
import { textFindingTypes, type TextFindingType } from "../../../shared/domain/screening/finding-types.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { Field } from "../../components/field/field.tsx";

const kinds = [
  { value: "word", label: "词语" },
  { value: "pattern", label: "模式（正则表达式）" },
] as const;
const severities = [
  { value: "must-fix", label: "必须处理" },
  { value: "look-at", label: "请核对" },
] as const;

/** One rule of the department: what to look for, how hard it is, what the reviewer reads, on what it rests. */
export function RuleDialog({
  rule,
  others,
  onDone,
  onClose,
}: {
  readonly rule: DepartmentRule;
  readonly others: readonly DepartmentRule[];
  readonly onDone: (rule: DepartmentRule) => void;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState(rule);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<DepartmentRule>) => setDraft({ ...draft, ...change });
  const missing = (text: string) => (tried && text.trim() === "" ? "请填写" : undefined);
  const compiled = screenOptionsOf({ version: 0, rules: [...others, draft], switchedOff: [] });
  const problem = compiled.ok ? undefined : compiled.error.find(({ ruleId }) => ruleId === draft.id)?.reason;
  const complete = [draft.text, draft.explanation, draft.source, draft.owner].every(
    (text) => text.trim() !== "",
  );
  const done = () => {
    setTried(true);
    if (!complete || problem) return;
    onDone({
      ...draft,
      text: draft.text.trim(),
      explanation: draft.explanation.trim(),
      source: draft.source.trim(),
      owner: draft.owner.trim(),
    });
  };
  return (
    <ActDialog
      title={others.some(({ id }) => id === rule.id) ? "修改规则" : "本单位规则"}
      act="确定"
      cancel="取消"
      wide
      onRun={done}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field label="查找什么" required>
          {({ id }) => (
            <Select
              id={id}
              data-first-field
              value={draft.kind}
              options={[...kinds]}
              onChange={(kind) => set({ kind })}
              style={{ width: "100%" }}
            />
          )}
        </Field>
        <Field label="程度" required>
          {({ id }) => (
            <Select
              id={id}
              value={draft.severity}
              options={[...severities]}
              onChange={(severity) => set({ severity })}
              style={{ width: "100%" }}
            />
          )}
        </Field>
        <Field
          label={draft.kind === "word" ? "词语" : "模式"}
          required
          wide
          problem={draft.text.trim() === "" ? missing(draft.text) : problem}
          hint={
            draft.kind === "word"
              ? "全角半角、夹在中间的零宽字符不影响查找"
              : "在折成半角的文字上查找；不支持不限次数的重复"
          }
        >
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={draft.text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </Field>
        <Field label="类别" required wide>
          {({ id }) => (
            <Select<TextFindingType>
              id={id}
              showSearch={{ optionFilterProp: "label" }}
              value={draft.type}
              options={departmentRuleTypes.map((type) => ({
                value: type,
                label: textFindingTypes[type].label,
              }))}
              onChange={(type) => set({ type })}
              style={{ width: "100%" }}
            />
          )}
        </Field>
        <Field label="给审查员的说明" required wide problem={missing(draft.explanation)}>
          {(control) => (
            <Input
              {...control}
              maxLength={400}
              value={draft.explanation}
              onChange={(event) => set({ explanation: event.target.value })}
            />
          )}
        </Field>
        <Field label="依据" required problem={missing(draft.source)}>
          {(control) => (
            <Input
              {...control}
              maxLength={400}
              value={draft.source}
              onChange={(event) => set({ source: event.target.value })}
            />
          )}
        </Field>
        <Field label="责任人" required problem={missing(draft.owner)}>
          {(control) => (
            <Input
              {...control}
              maxLength={400}
              value={draft.owner}
              onChange={(event) => set({ owner: event.target.value })}
            />
          )}
        </Field>
      </div>
    </ActDialog>
  );
}
