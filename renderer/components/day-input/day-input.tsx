import type { FieldControl } from "../field/field.tsx";
import "./day-input.css";

/** A calendar day by keyboard or picker; the value is "YYYY-MM-DD" or empty, never a moment. */
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
  return (
    <input
      type="date"
      className="day-input"
      value={value}
      min={min}
      max={max}
      disabled={disabled}
      aria-label={label}
      {...control}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
