import type { StageView } from "../../../shared/contract/reviews.ts";
import { dayOfInstant, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { shortDate } from "../../wording/dates.ts";
import { Icon } from "../icon/icon.tsx";
import "./stage-line.css";

/** The stages of one review in a line: done with who and when, the current one filled, the rest numbered. */
export function StageLine({
  stages,
  today,
  ownName,
}: {
  readonly stages: readonly StageView[];
  readonly today: CalendarDay;
  /** The signed-in person, shown as 「我」. */
  readonly ownName?: string;
}) {
  return (
    <ol className="stage-line" aria-label="审查环节">
      {stages.map((stage, index) => (
        <li
          key={stage.stage}
          className={`stage-line__stage stage-line__stage--${stage.state}`}
          aria-current={stage.state === "current" ? "step" : undefined}
        >
          {stage.state === "done" ? (
            <span className="stage-line__done">
              <Icon name="check" size={14} label="已办" />
            </span>
          ) : (
            <span className="stage-line__number">{index + 1}</span>
          )}
          <span className="stage-line__label">{stage.label}</span>
          {stage.personName ? (
            <span className="stage-line__who">{stage.personName === ownName ? "我" : stage.personName}</span>
          ) : null}
          {stage.decidedAt ? (
            <span className="stage-line__who">{shortDate(dayOfInstant(stage.decidedAt), today)}</span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
