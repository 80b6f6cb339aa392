import { useRef, useState, type KeyboardEvent } from "react";

import { useToday } from "../../session/session-store.ts";
import type { FieldControl } from "../field/field.tsx";
import { Icon } from "../icon/icon.tsx";
import { addDays, parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { parseDayText, shownDay } from "./day-text.ts";
import "./day-input.css";

/**
 * A calendar day, typed in any usual form or picked; ↑ and ↓ move it by a day. The value is "YYYY-MM-DD", never a
 * moment; what is no day is handed on as it was typed, so that the form can say so.
 */
export function DayInput({
  value,
  onChange,
  control,
  label,
  min,
  max,
  disabled = false,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly control?: FieldControl;
  readonly label?: string;
  readonly min?: string;
  readonly max?: string;
  readonly disabled?: boolean;
}) {
  const today = useToday();
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const settle = (): void => {
    if (typed === undefined) return;
    onChange(parseDayText(typed, today) ?? typed.trim());
    setTyped(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") {
      settle();
      return;
    }
    const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    const day = parseDayText(typed ?? shownDay(value), today);
    if (step === 0 || !day) return;
    event.preventDefault();
    setTyped(undefined);
    onChange(addDays(day, step));
  };
  return (
    <span className="day-input">
      <input
        type="text"
        className="day-input__text"
        value={typed ?? shownDay(value)}
        disabled={disabled}
        aria-label={label}
        placeholder="年月日"
        autoComplete="off"
        {...control}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className="day-input__pick"
        tabIndex={-1}
        disabled={disabled}
        aria-label="从日历选"
        onClick={() => picker.current?.showPicker()}
      >
        <Icon name="chevronDown" size={13} />
      </button>
      <input
        ref={picker}
        type="date"
        className="day-input__picker"
        tabIndex={-1}
        aria-hidden="true"
        min={min}
        max={max}
        value={parseCalendarDay(value) ?? ""}
        onChange={(event) => {
          setTyped(undefined);
          onChange(event.target.value);
        }}
      />
    </span>
  );
}
