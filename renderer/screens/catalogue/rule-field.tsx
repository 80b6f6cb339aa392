import { Input, Select } from "antd";

import { readRule, writeRule, type RuleForm } from "../../../shared/domain/publication/catalogue-rules.ts";
import { Field } from "../../components/field/field.tsx";

/** What is being written: a form, and its value as typed. */
export interface RuleDraft {
  readonly form: number | undefined;
  readonly value: string;
}

export function draftOfRule(forms: readonly RuleForm[], rule: string): RuleDraft {
  const read = readRule(forms, rule);
  return { form: read ? forms.indexOf(read.form) : undefined, value: read?.value ?? "" };
}

/** "" where none is chosen; what is no rule yet is refused by the core, in words. */
export function ruleOfDraft(forms: readonly RuleForm[], { form, value }: RuleDraft): string {
  const chosen = form === undefined ? undefined : forms[form];
  return chosen ? writeRule(chosen, value.trim()) : "";
}

export const undecidedWords = "还没有定";
const undecided = -1;

const valueNames = { count: "日数", monthDay: "月-日", day: "年-月-日" } as const;
const examples = { count: "20", monthDay: "01-31", day: "2027-12-31" } as const;

/** A term chosen from the ways it can be said, with its one value beside it. */
export function RuleField({
  label,
  forms,
  draft,
  required = false,
  hint,
  problem,
  onChange,
}: {
  readonly label: string;
  readonly forms: readonly RuleForm[];
  readonly draft: RuleDraft;
  readonly required?: boolean;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly onChange: (draft: RuleDraft) => void;
}) {
  const value = draft.form === undefined ? undefined : forms[draft.form]?.value;
  return (
    <Field label={label} required={required} hint={hint} problem={problem}>
      {({ id }) => (
        <div className={`catalogue__rule ${value ? "catalogue__rule--valued" : ""}`}>
          <Select<number>
            id={id}
            value={draft.form ?? undecided}
            options={[
              ...(required ? [] : [{ value: undecided, label: undecidedWords }]),
              ...forms.map((form, at) => ({ value: at, label: form.words.replace("N", "若干") })),
            ]}
            onChange={(form) =>
              onChange({
                form: form === undecided ? undefined : form,
                value: forms[form]?.value === value ? draft.value : "",
              })
            }
          />
          {value ? (
            <Input
              aria-label={`${label}，${valueNames[value]}`}
              value={draft.value}
              placeholder={`如 ${examples[value]}`}
              onChange={(event) => onChange({ ...draft, value: event.target.value })}
            />
          ) : null}
        </div>
      )}
    </Field>
  );
}
