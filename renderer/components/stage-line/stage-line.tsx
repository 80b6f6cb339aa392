import { stepsAfterwards, type StageView, type StepAfterwards } from "../../../shared/contract/reviews.ts";
import { postCheckResults } from "../../../shared/domain/publication/post-check.ts";
import { dayOfInstant, type CalendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { shortDate } from "../../wording/dates.ts";
import { StepLine } from "./step-line.tsx";

/** The stages of one review in a line and what follows them, each done one with who and when. */
export function StageLine({
  stages,
  afterwards,
  today,
  ownName,
}: {
  readonly stages: readonly StageView[];
  readonly afterwards: readonly StepAfterwards[];
  readonly today: CalendarDay;
  /** The signed-in person, shown as 「我」. */
  readonly ownName?: string;
}) {
  const remarks = (personName: string | undefined, at: Instant | undefined): readonly string[] => [
    ...(personName ? [personName === ownName ? "我" : personName] : []),
    ...(at ? [shortDate(dayOfInstant(at), today)] : []),
  ];
  return (
    <StepLine
      label="审查环节"
      steps={[
        ...stages.map(({ stage, label, state, personName, decidedAt }) => ({
          key: stage,
          label,
          state,
          remarks: remarks(personName, decidedAt),
        })),
        ...afterwards.map(({ step, state, result, personName, doneAt }) => ({
          key: step,
          label: stepsAfterwards[step],
          state,
          remarks: [
            ...remarks(personName, doneAt),
            ...(result === "differs" ? [postCheckResults[result]] : []),
          ],
        })),
      ]}
    />
  );
}
