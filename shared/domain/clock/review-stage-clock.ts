import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type DueReading, dueAfter, dueByRule } from "./due-reading.ts";

/** Stages of the review that have a target time. */
export type TimedReviewStage =
  | "selfCheck"
  | "unitHeadReview"
  | "confidentialityCheck"
  | "officeCheck"
  | "leaderApproval"
  | "postCheck";

/** Target lengths in working days; no national figure exists, an organ sets its own [convention]. */
export const reviewStageWorkdays: Readonly<Record<TimedReviewStage, number>> = {
  selfCheck: 1,
  unitHeadReview: 1,
  confidentialityCheck: 3,
  officeCheck: 1,
  leaderApproval: 1,
  postCheck: 1,
};

/**
 * When a stage should be finished: working days after it was opened; an urgent confidentiality check the same day.
 * The review's time is never excluded from the 20 working days of 条例26 and 33.
 */
export function reviewStageDue(
  stage: TimedReviewStage,
  openedOn: CalendarDay,
  calendar: WorkCalendar,
  options: {
    readonly urgent?: boolean;
    readonly workdays?: Readonly<Partial<Record<TimedReviewStage, number>>>;
  } = {},
): DueReading {
  const urgent = options.urgent === true && stage === "confidentialityCheck";
  const length = urgent ? 0 : (options.workdays?.[stage] ?? reviewStageWorkdays[stage]);
  return dueAfter(
    openedOn,
    { length, unit: "workdays", article: "审查规程第六节", convention: true },
    calendar,
  );
}

/** Last day an unused approval may still be released on: 6 months, then the item is reviewed again [convention]. */
export function approvalValidThrough(approvedOn: CalendarDay, calendar: WorkCalendar): CalendarDay {
  const due = dueByRule(approvedOn, "reviewValidity", calendar);
  return due.rawLastDay ?? due.day;
}

/** When a withheld item or refusal is to be looked at again: 12 months [convention]. Source: 条例18. */
export function reassessmentDue(decidedOn: CalendarDay, calendar: WorkCalendar): DueReading {
  return dueByRule(decidedOn, "reassessment", calendar);
}
