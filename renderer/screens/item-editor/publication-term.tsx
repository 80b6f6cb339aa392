import { InputNumber, Select } from "antd";
import { useState } from "react";

import type { ItemMetadata } from "../../../shared/contract/items.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import type { FieldsProps } from "./timing-fields.tsx";

type Period = NonNullable<ItemMetadata["publicationPeriod"]>;

const kinds: readonly { readonly value: Period["kind"]; readonly label: string }[] = [
  { value: "permanent", label: "长期" },
  { value: "until", label: "到某日" },
  { value: "naturalDays", label: "若干日（自然日）" },
  { value: "workdays", label: "若干个工作日" },
  { value: "untilSuperseded", label: "被新的信息代替为止" },
];

/** What a kind means before the person says more; 到某日 has no day that could be guessed, so it is none yet. */
function periodOf(kind: Period["kind"]): Period | undefined {
  switch (kind) {
    case "until":
      return undefined;
    case "naturalDays":
      return { kind, days: 30 };
    case "workdays":
      return { kind, days: 7 };
    default:
      return { kind };
  }
}

/** 公开时限: how long it stays public (seed 四(九)2). */
export function PublicationTerm({ metadata, editable, today, onChange }: FieldsProps) {
  const { publicationPeriod: period, ...rest } = metadata;
  const [untilChosen, setUntilChosen] = useState(false);
  const kind = period?.kind ?? (untilChosen ? "until" : null);
  const change = (next: Period | undefined) => onChange(next ? { ...rest, publicationPeriod: next } : rest);
  const required = metadata.disclosureProperty === "proactive";
  return (
    <div className="form-grid">
      <Field
        label="公开时限（公开到何时）"
        required={required}
        {...(kind === "until" ? {} : { settles: ["term-missing"] })}
      >
        {({ id }) => (
          <Select<Period["kind"]>
            id={id}
            disabled={!editable}
            value={kind}
            placeholder="请选择"
            options={[...kinds]}
            onChange={(chosen) => {
              setUntilChosen(chosen === "until");
              change(periodOf(chosen));
            }}
          />
        )}
      </Field>
      {kind === "until" ? (
        <Field label="到哪一天" required settles={["term-missing", "term-over"]}>
          {(control) => (
            <DayInput
              control={control}
              min={today}
              disabled={!editable}
              value={period?.kind === "until" ? period.day : ""}
              onChange={(value) => {
                const day = parseCalendarDay(value);
                change(day ? { kind: "until", day } : undefined);
              }}
            />
          )}
        </Field>
      ) : null}
      {period?.kind === "naturalDays" || period?.kind === "workdays" ? (
        <Field label={period.kind === "workdays" ? "几个工作日" : "几日"} required>
          {({ id }) => (
            <InputNumber
              id={id}
              min={1}
              max={period.kind === "workdays" ? 10_000 : 36_500}
              precision={0}
              disabled={!editable}
              value={period.days}
              onChange={(days) => {
                if (days) change({ kind: period.kind, days });
              }}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
