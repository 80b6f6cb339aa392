import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";

import type { CatalogueItemRow } from "../../../shared/contract/catalogue.ts";
import { channelKinds, type ChannelKind } from "../../../shared/domain/item/item-kinds.ts";
import {
  catalogueAudiences,
  catalogueItemProblem,
  catalogueItemProblems,
  disclosureLevels,
  disclosureMethods,
  missingElements,
  requiredElements,
  type CatalogueAudience,
  type CatalogueItemContent,
  type DisclosureLevel,
  type DisclosureMethod,
  type LegalBasis,
} from "../../../shared/domain/publication/catalogue-item.ts";
import { deadlineForms, periodForms } from "../../../shared/domain/publication/catalogue-rules.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { ActDialog } from "../../components/act-dialog/act-dialog.tsx";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useOrganisationName, useToday } from "../../session/session-store.ts";
import { draftOfRule, RuleField, ruleOfDraft, undecidedWords } from "./rule-field.tsx";

const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));
const undecided = { value: "" as const, label: undecidedWords };
const emptyBasis: LegalBasis = { title: "", number: "", article: "" };

function BasisFields({
  rows,
  onChange,
}: {
  readonly rows: readonly LegalBasis[];
  readonly onChange: (rows: readonly LegalBasis[]) => void;
}) {
  const change = (at: number, next: Partial<LegalBasis>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...next } : row)));
  return (
    <div className="form-stack">
      {rows.map((row, at) => (
        <div className="catalogue__basis" key={at}>
          <Input
            aria-label={`公开依据名称，第${at + 1}条`}
            placeholder="法律、法规、规章名称"
            value={row.title}
            onChange={(event) => change(at, { title: event.target.value })}
          />
          <Input
            aria-label={`公开依据文号，第${at + 1}条`}
            placeholder="文号、令号"
            value={row.number}
            onChange={(event) => change(at, { number: event.target.value })}
          />
          <Input
            aria-label={`公开依据条款，第${at + 1}条`}
            placeholder="条款"
            value={row.article}
            onChange={(event) => change(at, { article: event.target.value })}
          />
          <Button
            disabled={rows.length === 1}
            aria-label={`去掉第${at + 1}条公开依据`}
            onClick={() => onChange(rows.filter((_row, index) => index !== at))}
          >
            去掉
          </Button>
        </div>
      ))}
      <span>
        <Button size="small" onClick={() => onChange([...rows, emptyBasis])}>
          再加一条依据
        </Button>
      </span>
    </div>
  );
}

/** A new item of the catalogue, or a change of one. What is still empty of the six elements is said, not refused. */
export function ItemDialog({
  row,
  onDone,
  onClose,
}: {
  readonly row: CatalogueItemRow | undefined;
  readonly onDone: (itemId: string) => void;
  readonly onClose: () => void;
}) {
  // The version that was read into the fields; the row itself is read anew when somebody else saves one.
  const [basedOn] = useState(row?.version ?? 0);
  const today = useToday();
  const organ = useOrganisationName();
  const [itemCode, setItemCode] = useState(row?.itemCode ?? "");
  const [level1, setLevel1] = useState(row?.level1 ?? "");
  const [level2, setLevel2] = useState(row?.level2 ?? "");
  const [content, setContent] = useState(row?.contentElements.join("\n") ?? "");
  const [basis, setBasis] = useState<readonly LegalBasis[]>(row?.legalBasis ?? [emptyBasis]);
  const [statutory, setStatutory] = useState(row?.statutory ?? true);
  const [deadline, setDeadline] = useState(() =>
    draftOfRule(deadlineForms, row ? row.deadlineRule : "WD:20 from formed"),
  );
  const [subjectOrgan, setSubjectOrgan] = useState(row?.subjectOrgan ?? organ);
  const [responsibleUnit, setResponsibleUnit] = useState(row?.responsibleUnit ?? "");
  const [responsiblePost, setResponsiblePost] = useState(row?.responsiblePost ?? "");
  const [method, setMethod] = useState<DisclosureMethod | undefined>(row ? row.method : "proactive");
  const [audience, setAudience] = useState<CatalogueAudience>(row?.audience ?? "public");
  const [channels, setChannels] = useState<readonly ChannelKind[]>(row?.channels ?? []);
  const [level, setLevel] = useState<DisclosureLevel | undefined>(row?.level);
  const [period, setPeriod] = useState(() => draftOfRule(periodForms, row?.periodRule ?? "permanent"));
  const [validFrom, setValidFrom] = useState<string>(row?.validFrom ?? today);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();

  const day = parseCalendarDay(validFrom);
  const item: CatalogueItemContent = {
    itemCode: itemCode.trim(),
    level1: level1.trim(),
    level2: level2.trim(),
    contentElements: content
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
    legalBasis: basis.filter((each) => Object.values(each).some((text: string) => text.trim() !== "")),
    statutory,
    deadlineRule: ruleOfDraft(deadlineForms, deadline),
    subjectOrgan: subjectOrgan.trim(),
    responsibleUnit: responsibleUnit.trim(),
    responsiblePost: responsiblePost.trim(),
    method,
    audience,
    channels,
    level,
    periodRule: ruleOfDraft(periodForms, period),
    validFrom,
  };
  const problem = tried ? catalogueItemProblem(item, reason) : undefined;
  const said = (code: typeof problem) =>
    code !== undefined && problem === code ? catalogueItemProblems[code] : undefined;
  const missing = missingElements(item);

  const run = async (): Promise<void> => {
    setTried(true);
    if (!day || catalogueItemProblem(item, reason)) return;
    setBusy(true);
    const answer = await call("catalogue.save", {
      ...(row ? { itemId: row.itemId } : {}),
      basedOn,
      item: {
        ...item,
        contentElements: [...item.contentElements],
        legalBasis: [...item.legalBasis],
        channels: [...channels],
        validFrom: day,
      },
      reason,
    });
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast(row ? "已保存为新的一版" : "已列入目录");
    onDone(answer.value.itemId);
  };

  return (
    <ActDialog
      title={row ? "修改目录事项" : "新增目录事项"}
      act="保存"
      cancel="不保存"
      width={760}
      busy={busy}
      error={error}
      about="没有保存"
      onRun={() => void run()}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field label="事项编码" required problem={said("code-missing") ?? said("code-of-words")}>
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              placeholder="例如 ML-03-02"
              value={itemCode}
              onChange={(event) => setItemCode(event.target.value)}
            />
          )}
        </Field>
        <Field label="自哪一天起" required problem={tried && !day ? "写明日期" : undefined}>
          {(control) => <DayInput control={control} value={validFrom} onChange={setValidFrom} />}
        </Field>
        <Field label="一级事项" required problem={said("level-missing")}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              placeholder="例如 财政预决算"
              value={level1}
              onChange={(event) => setLevel1(event.target.value)}
            />
          )}
        </Field>
        <Field label="二级事项" required>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              placeholder="例如 部门预算"
              value={level2}
              onChange={(event) => setLevel2(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Field label="公开内容（要素）" hint="一行一项">
        {(control) => (
          <Input.TextArea
            {...control}
            rows={3}
            value={content}
            onChange={(event) => setContent(event.target.value)}
          />
        )}
      </Field>
      <Field label="公开依据" required problem={said("basis-missing")}>
        {({ id }) => (
          <div id={id}>
            <BasisFields rows={basis} onChange={setBasis} />
          </div>
        )}
      </Field>
      <Checkbox checked={statutory} onChange={(event) => setStatutory(event.target.checked)}>
        法定公开事项
      </Checkbox>
      <div className="form-grid">
        <RuleField
          label="公开时限"
          forms={deadlineForms}
          draft={deadline}
          problem={said("deadline-unreadable")}
          onChange={setDeadline}
        />
        <RuleField
          label="公开期限（公开到何时）"
          required
          forms={periodForms}
          draft={period}
          problem={said("period-unreadable")}
          onChange={setPeriod}
        />
        <Field label="公开主体">
          {(control) => (
            <Input
              {...control}
              value={subjectOrgan}
              onChange={(event) => setSubjectOrgan(event.target.value)}
            />
          )}
        </Field>
        <Field label="公开方式">
          {({ id }) => (
            <Select<DisclosureMethod | "">
              id={id}
              value={method ?? ""}
              options={[undecided, ...optionsOf(disclosureMethods)]}
              onChange={(next) => setMethod(next === "" ? undefined : next)}
            />
          )}
        </Field>
        <Field label="责任科室">
          {(control) => (
            <Input
              {...control}
              value={responsibleUnit}
              onChange={(event) => setResponsibleUnit(event.target.value)}
            />
          )}
        </Field>
        <Field label="责任岗位">
          {(control) => (
            <Input
              {...control}
              value={responsiblePost}
              onChange={(event) => setResponsiblePost(event.target.value)}
            />
          )}
        </Field>
        <Field label="公开对象" required>
          {({ id }) => (
            <Select<CatalogueAudience>
              id={id}
              value={audience}
              options={optionsOf(catalogueAudiences)}
              onChange={setAudience}
            />
          )}
        </Field>
        <Field label="公开层级">
          {({ id }) => (
            <Select<DisclosureLevel | "">
              id={id}
              value={level ?? ""}
              options={[undecided, ...optionsOf(disclosureLevels)]}
              onChange={(next) => setLevel(next === "" ? undefined : next)}
            />
          )}
        </Field>
      </div>
      <Field label="公开渠道和载体">
        {({ id }) => (
          <Select<ChannelKind[]>
            id={id}
            mode="multiple"
            placeholder="请选择"
            value={[...channels]}
            options={optionsOf(channelKinds)}
            onChange={setChannels}
          />
        )}
      </Field>
      <Field label="理由" required problem={said("reason-missing")} hint="记入各版记录和审计日志">
        {(control) => (
          <Input
            {...control}
            value={reason}
            placeholder={row ? "例如：责任科室调整" : "例如：编制 2026 年目录"}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {missing.length > 0 ? (
        <p className="text-13 text-soon" aria-live="polite">
          六要素还缺{missing.map((element) => requiredElements[element]).join("、")}
          ，可以先保存，列表里会标出来。
        </p>
      ) : null}
    </ActDialog>
  );
}
