import { Input, Select } from "antd";
import { useState } from "react";

import type { ItemMetadata } from "../../../shared/contract/items.ts";
import { endedMarks, type EndedMark } from "../../../shared/domain/publication/validity.ts";
import {
  dayOfInstant,
  parseCalendarDay,
  type CalendarDay,
  type Instant,
} from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { clockTime } from "../../wording/dates.ts";

/** What every part of 登记信息 is given. */
export interface FieldsProps {
  readonly metadata: ItemMetadata;
  readonly editable: boolean;
  readonly today: CalendarDay;
  readonly onChange: (metadata: ItemMetadata) => void;
}

const timeText = /^([01]\d|2[0-3]):[0-5]\d$/u;

/** 时度效: from when it may be seen. Part of what is reviewed; the center holds it back until then. */
export function PlannedTime({ metadata, editable, today, onChange }: FieldsProps) {
  const { notBefore, ...rest } = metadata;
  const day = notBefore === undefined ? "" : dayOfInstant(notBefore as Instant);
  const [time, setTime] = useState(notBefore === undefined ? "09:00" : clockTime(notBefore as Instant));
  const set = (nextDay: string, nextTime: string): void => {
    if (nextDay === "") onChange(rest);
    else if (parseCalendarDay(nextDay) && timeText.test(nextTime))
      onChange({ ...rest, notBefore: new Date(`${nextDay}T${nextTime}:00+08:00`).toISOString() });
  };
  return (
    <div className="form-grid">
      <Field
        label="计划公开日期"
        hint="不填就是交付后即公开；写进审查内容，到时由中心公开"
        settles={["planned-time-over"]}
      >
        {(control) => (
          <DayInput
            control={control}
            min={today}
            disabled={!editable}
            value={day}
            onChange={(value) => set(value, time)}
          />
        )}
      </Field>
      {day === "" ? null : (
        <Field label="几点以后" required>
          {(control) => (
            <Input
              {...control}
              disabled={!editable}
              value={time}
              status={timeText.test(time) ? "" : "error"}
              onChange={(event) => {
                setTime(event.target.value);
                set(day, event.target.value);
              }}
            />
          )}
        </Field>
      )}
    </div>
  );
}

const marks: readonly { readonly value: EndedMark | "none"; readonly label: string }[] = [
  { value: "none", label: "有效，不标注" },
  { value: "invalid", label: endedMarks.invalid },
  { value: "repealed", label: endedMarks.repealed },
];

/** 失效 or 废止 of something that is out: it stays readable and says so from then on. */
export function ValidityMark({ metadata, editable, today, onChange }: FieldsProps) {
  const { validity, ...rest } = metadata;
  const first = { from: today, basis: "" };
  return (
    <div className="form-grid">
      <Field
        label="效力标注"
        hint="已经公开的继续可读，标明不再有效；须重新审查"
        settles={["mark-before-release"]}
      >
        {({ id }) => (
          <Select<EndedMark | "none">
            id={id}
            disabled={!editable}
            value={validity?.mark ?? "none"}
            options={[...marks]}
            onChange={(mark) =>
              onChange(mark === "none" ? rest : { ...rest, validity: { ...(validity ?? first), mark } })
            }
          />
        )}
      </Field>
      {validity === undefined ? null : (
        <>
          <Field label="从哪一天起" required>
            {(control) => (
              <DayInput
                control={control}
                disabled={!editable}
                value={validity.from}
                onChange={(value) => {
                  const from = parseCalendarDay(value);
                  if (from) onChange({ ...rest, validity: { ...validity, from } });
                }}
              />
            )}
          </Field>
          <Field label="依据" required hint="被哪件文件废止，或者为什么失效" settles={["mark-without-basis"]}>
            {(control) => (
              <Input
                {...control}
                disabled={!editable}
                value={validity.basis}
                onChange={(event) =>
                  onChange({ ...rest, validity: { ...validity, basis: event.target.value } })
                }
              />
            )}
          </Field>
        </>
      )}
    </div>
  );
}
