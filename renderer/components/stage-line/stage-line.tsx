import type { StageView } from "../../../shared/contract/reviews.ts";
import { dayOfInstant, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { shortDate } from "../../wording/dates.ts";
import { StepLine } from "./step-line.tsx";

/** The stages of one review in a line, each decided one with who and when. */
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
    <StepLine
      label="审查环节"
      steps={stages.map(({ stage, label, state, personName, decidedAt }) => ({
        key: stage,
        label,
        state,
        remarks: [
          ...(personName ? [personName === ownName ? "我" : personName] : []),
          ...(decidedAt ? [shortDate(dayOfInstant(decidedAt), today)] : []),
        ],
      }))}
    />
  );
}
