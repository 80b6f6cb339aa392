import type { AccessRole } from "../access/roles.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { overdueWords } from "../clock/due-reading.ts";
import { addWorkdays, countWorkdays, isWorkday } from "../clock/index.ts";
import {
  approvalValidThrough,
  reassessmentDue,
  reviewStageDue,
  reviewStageWorkdays,
} from "../clock/review-stage-clock.ts";
import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { reviewStages, type ReviewStage } from "./review-stages.ts";

/**
 * Reminders of the review desk (review.md §6). The time of a review is never excluded from the 20 working days of 条例26
 * and 33, so what is late at one stage is late for the law.
 */

/** Who is told that a stage is about to be late; nobody stands above the last one but the office that publishes. */
export const overseerOf: Readonly<Record<ReviewStage, AccessRole>> = {
  selfCheck: "unitHead",
  unitHeadReview: "leader",
  confidentialityCheck: "leader",
  officeCheck: "leader",
  leaderApproval: "disclosureOffice",
};

/** What a paper itself must keep to: publication (条例26) or the answer to an applicant (条例33). */
interface PaperTerm {
  readonly stage: ReviewStage;
  readonly stagePath: readonly ReviewStage[];
  readonly arrivedOn: CalendarDay;
  readonly paperDue?: CalendarDay | undefined;
}

/**
 * Whether a paper is urgent at 专门审查, so that it is checked the same day [convention]: the period of the paper leaves
 * no more working days than this and the later stages would take. An urgency that follows from the dates needs no mark
 * that somebody sets or forgets.
 */
export function isUrgent(paper: PaperTerm, calendar: WorkCalendar): boolean {
  if (paper.paperDue === undefined || paper.stage !== "confidentialityCheck") return false;
  const ahead = paper.stagePath.slice(paper.stagePath.indexOf(paper.stage));
  const needed = ahead.reduce((sum, stage) => sum + reviewStageWorkdays[stage], 0);
  return (
    paper.paperDue <= paper.arrivedOn || countWorkdays(paper.arrivedOn, paper.paperDue, calendar) <= needed
  );
}

/** The last day of a stage for this very paper. */
export function paperStageDue(paper: PaperTerm, calendar: WorkCalendar): CalendarDay {
  return reviewStageDue(paper.stage, paper.arrivedOn, calendar, { urgent: isUrgent(paper, calendar) }).day;
}

/**
 * From which day the overseer sees a stage: one working day before its last one. A stage of a single day is not
 * complained of on the day it arrived, but on its last one; an urgent check, which ends the same day, at once.
 */
export function escalationDay(
  stage: { readonly arrivedOn: CalendarDay; readonly dueDay: CalendarDay },
  calendar: WorkCalendar,
): CalendarDay {
  let before = addDays(stage.dueDay, -1);
  while (!isWorkday(before, calendar)) before = addDays(before, -1);
  return before <= stage.arrivedOn ? stage.dueDay : before;
}

/** The latest last day that can be escalated on a day: what is due later is nobody's concern yet. */
export function escalationHorizon(today: CalendarDay, calendar: WorkCalendar): CalendarDay {
  return addWorkdays(today, 1, calendar).day;
}

export interface StageReminder {
  readonly kind: "overdue" | "urgent" | "lastDay" | "dayBefore";
  readonly words: string;
}

/** What is to be said about the time of a stage, if anything yet; the same words for who holds it and who oversees it. */
export function stageReminder(
  at: {
    readonly stage: ReviewStage;
    readonly arrivedOn: CalendarDay;
    readonly dueDay: CalendarDay;
    readonly today: CalendarDay;
  },
  calendar: WorkCalendar,
): StageReminder | undefined {
  const { label } = reviewStages[at.stage];
  if (at.today > at.dueDay) {
    const late = countWorkdays(at.dueDay, at.today, calendar);
    return { kind: "overdue", words: `${label}${overdueWords(late, "sentence")}` };
  }
  if (at.stage === "confidentialityCheck" && at.dueDay === sameDay(at, calendar))
    return { kind: "urgent", words: `加急，${label}当日办结` };
  if (at.today === at.dueDay) return { kind: "lastDay", words: `${label}今天届满` };
  return at.today >= escalationDay(at, calendar)
    ? { kind: "dayBefore", words: `${label}下一个工作日届满` }
    : undefined;
}

const sameDay = (at: { readonly arrivedOn: CalendarDay }, calendar: WorkCalendar): CalendarDay =>
  reviewStageDue("confidentialityCheck", at.arrivedOn, calendar, { urgent: true }).day;

/** How long before its day a paper that was kept back is shown. */
export const reassessmentShownDays = 14;

/**
 * Whether a day fits 暂缓公开: after today, and within the year after which even a refusal is looked at again (条例18);
 * putting a paper off for longer would be a refusal without its ground.
 */
export function deferDayProblem(
  day: CalendarDay | undefined,
  today: CalendarDay,
  calendar: WorkCalendar,
): "defer-day-missing" | "defer-day-out-of-range" | undefined {
  if (day === undefined) return "defer-day-missing";
  return day > today && day <= reassessmentDue(today, calendar).day ? undefined : "defer-day-out-of-range";
}

/**
 * The day of a 暂缓公开 that another machine decided, as it stands here when the answer comes in: a day that passed on the
 * way brings the paper back at once. An answer of a machine that names no day yet has none.
 */
export function arrivedDeferDay(
  named: CalendarDay | undefined,
  decidedOn: CalendarDay,
  today: CalendarDay,
  calendar: WorkCalendar,
): Result<CalendarDay | undefined, "defer-day-out-of-range"> {
  if (named === undefined) return ok(undefined);
  if (deferDayProblem(named, decidedOn, calendar) !== undefined) return err("defer-day-out-of-range");
  return ok(named > today ? named : addDays(today, 1));
}

/** Working days an approved paper may lie before the office is asked what it waits for [convention]. */
const approvedWaits = 3;

export interface ApprovedReminder {
  /** The day the release is due by. */
  readonly due: CalendarDay;
  readonly kind: "expired" | "expiring" | "paperDue" | "waits";
  readonly article: string;
}

/**
 * An approval that was not used yet: the period of the paper (条例26) comes first; without one it should not lie; and
 * after six months it is void and the paper is reviewed again (review.md §7 [convention]).
 */
export function approvedReminder(
  approved: { readonly approvedOn: CalendarDay; readonly paperDue?: CalendarDay | undefined },
  today: CalendarDay,
  calendar: WorkCalendar,
): ApprovedReminder {
  const validThrough = approvalValidThrough(approved.approvedOn, calendar);
  if (today > validThrough)
    return { due: validThrough, kind: "expired", article: "批准满 6 个月未发布，须重新送审" };
  if (countWorkdays(today, validThrough, calendar) <= 10)
    return { due: validThrough, kind: "expiring", article: "批准将满 6 个月，到期失效" };
  if (approved.paperDue !== undefined && approved.paperDue < validThrough)
    return { due: approved.paperDue, kind: "paperDue", article: "条例第二十六条" };
  return {
    due: addWorkdays(approved.approvedOn, approvedWaits, calendar).day,
    kind: "waits",
    article: "批准后待发布",
  };
}
