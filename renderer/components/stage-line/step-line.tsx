import { Icon } from "../icon/icon.tsx";
import "./stage-line.css";

export interface Step {
  readonly key: string;
  readonly label: string;
  readonly state: "done" | "current" | "waiting";
  /** What stands behind the label: who, when. */
  readonly remarks: readonly string[];
}

/** Steps in a line: done ticked, the current one filled, the rest numbered. On a narrow place it goes on below. */
export function StepLine({
  label,
  steps,
  wraps = false,
  column = false,
}: {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly wraps?: boolean;
  /** One below the other, for a narrow column. */
  readonly column?: boolean;
}) {
  return (
    <ol
      className={`stage-line ${wraps ? "stage-line--wraps" : ""} ${column ? "stage-line--column" : ""}`}
      aria-label={label}
    >
      {steps.map((step, index) => (
        <li
          key={step.key}
          className={`stage-line__stage stage-line__stage--${step.state}`}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          {step.state === "done" ? (
            <span className="stage-line__done">
              <Icon name="check" size={14} label="已办" />
            </span>
          ) : (
            <span className="stage-line__number">{index + 1}</span>
          )}
          <span className="stage-line__label">{step.label}</span>
          {step.remarks.map((remark) => (
            <span key={remark} className="stage-line__who">
              {remark}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
