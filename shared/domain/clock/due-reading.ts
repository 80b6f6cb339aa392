import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type PeriodRule, type PeriodRuleId, periodRules } from "./clock-rules.ts";
import { addCalendarMonths, addNaturalDays, addWorkdays, countWorkdays } from "./counting.ts";

/** One due date with everything a person needs to check it. */
export interface DueReading {
  readonly anchor: CalendarDay;
  readonly day: CalendarDay;
  /** Last day before the roll over a rest day; natural-day and month periods only. */
  readonly rawLastDay?: CalendarDay;
  readonly length: number;
  readonly unit: "workdays" | "naturalDays" | "months";
  readonly provisional: boolean;
  readonly article: string;
  /** No text fixes this length; the organ may set its own. */
  readonly convention: boolean;
}

/** A period that is not one of the named rules, for example the own period of a catalogue item. */
export interface OwnPeriod {
  readonly length: number;
  readonly unit: "workdays" | "naturalDays" | "months";
  readonly article: string;
  readonly convention?: true;
}

/** The last day of any period from its anchor; natural-day and month periods roll over rest days. */
export function dueAfter(anchor: CalendarDay, period: OwnPeriod, calendar: WorkCalendar): DueReading {
  const { length, unit, article } = period;
  const common = { anchor, length, unit, article, convention: period.convention === true };
  switch (unit) {
    case "workdays":
      return { ...common, ...addWorkdays(anchor, length, calendar) };
    case "naturalDays":
      return { ...common, ...addNaturalDays(anchor, length, calendar) };
    default:
      return { ...common, ...addCalendarMonths(anchor, length, calendar) };
  }
}

/** The due date of a named rule. Throws for a rule in hours: that is a bug of the caller. */
export function dueByRule(anchor: CalendarDay, id: PeriodRuleId, calendar: WorkCalendar): DueReading {
  const rule: PeriodRule = periodRules[id];
  if (rule.unit === "hours") throw new Error("a period in hours has no due day");
  const { length, unit, article } = rule;
  return dueAfter(
    anchor,
    { length, unit, article, ...(rule.convention ? { convention: true } : {}) },
    calendar,
  );
}

/** How a due date stands on a day; counts are working days. */
export interface DueStanding {
  readonly state: "ahead" | "lastDay" | "overdue" | "done" | "doneLate";
  readonly remainingWorkdays: number;
  readonly overdueWorkdays: number;
}

/** Late, but no working day missed yet: the rest days right after the last day. Stands between 0 and one day over. */
export const lateWithoutWorkday = -0.5;

/** One number for lists and pictures: working days left, below 0 when over (`lateWithoutWorkday` on rest days). */
export function signedWorkdays(standing: {
  readonly state: string;
  readonly remainingWorkdays: number;
  readonly overdueWorkdays: number;
}): number {
  const { state, remainingWorkdays, overdueWorkdays } = standing;
  if (state !== "overdue" && overdueWorkdays <= 0) return remainingWorkdays;
  return overdueWorkdays > 0 ? -overdueWorkdays : lateWithoutWorkday;
}

/**
 * How what is late is said everywhere: 「超 2 个工作日」, in a sentence 「已超期 2 个工作日」, beside a heading that says
 * working days 「超 2 个」; on the rest days right after the last day 「已超期」. Takes the days over or, as its negative,
 * the signed number of lists.
 */
export function overdueWords(
  overdueWorkdays: number,
  length: "short" | "plain" | "sentence" = "plain",
): string {
  const days = Math.floor(Math.abs(overdueWorkdays));
  if (days === 0) return "已超期";
  if (length === "sentence") return `已超期 ${days} 个工作日`;
  return length === "short" ? `超 ${days} 个` : `超 ${days} 个工作日`;
}

/** Where a due date stands on `asOf`, or where it stood when it was met on `doneOn`. */
export function standingOf(
  due: CalendarDay,
  asOf: CalendarDay,
  calendar: WorkCalendar,
  doneOn?: CalendarDay,
): DueStanding {
  const day = doneOn !== undefined && doneOn <= asOf ? doneOn : asOf;
  const late = day > due;
  const done = day === doneOn;
  return {
    state: done ? (late ? "doneLate" : "done") : late ? "overdue" : day === due ? "lastDay" : "ahead",
    remainingWorkdays: done ? 0 : countWorkdays(day, due, calendar),
    overdueWorkdays: countWorkdays(due, day, calendar),
  };
}
