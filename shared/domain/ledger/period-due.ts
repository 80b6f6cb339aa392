import { addDays, addMonths, calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { addWorkdays } from "../clock/counting.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import type { LedgerPeriod, LedgerState, LedgerStatus } from "./ledger-task.ts";

const monthsOf: Readonly<Record<LedgerPeriod, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** Working days after a period in which its progress is set down [convention] (catalogue.md §6 OB-17, §7). */
export const periodWorkdays = 10;

/** The first day of the period that a day lies in, so many periods later. */
function beginOf(period: LedgerPeriod, day: CalendarDay, later: number): CalendarDay {
  const months = monthsOf[period];
  const before = Math.floor((Number(day.slice(5, 7)) - 1) / months) * months;
  return addMonths(calendarDay(`${day.slice(0, 4)}-01-01`), before + later * months);
}

/** By when the progress of the period is set down that ends the day before this one. */
const dueBefore = (begin: CalendarDay, calendar: WorkCalendar): CalendarDay =>
  addWorkdays(addDays(begin, -1), periodWorkdays, calendar).day;

/**
 * By when the progress of a task that comes again (按季度) is to be set down: ten working days after the period in which it was
 * set down last, or in which its plan came. What was set down within a period cannot tell of all of it.
 */
export function periodDue(period: LedgerPeriod, lastOn: CalendarDay, calendar: WorkCalendar): CalendarDay {
  return dueBefore(beginOf(period, lastOn, 1), calendar);
}

/**
 * The same for a task of a plan of a year: after its last period was set down nothing of it comes again, though nobody called the
 * task done.
 */
export function progressDue(
  period: LedgerPeriod,
  { year, lastOn }: { readonly year: number; readonly lastOn: CalendarDay },
  calendar: WorkCalendar,
): CalendarDay | undefined {
  return lastOn.slice(0, 4) > String(year) ? undefined : periodDue(period, lastOn, calendar);
}

/** What was set down last before this day, or came before it, is 滞后 today: the same as {@link periodDue} tells of one task. */
export function lateBefore(period: LedgerPeriod, today: CalendarDay, calendar: WorkCalendar): CalendarDay {
  let later = 0;
  while (dueBefore(beginOf(period, today, later), calendar) >= today) later -= 1;
  return beginOf(period, today, later);
}

const labelOf: Readonly<Record<LedgerPeriod, (place: number) => string>> = {
  month: (place) => `${place}月`,
  quarter: (place) => `第${"一二三四"[place - 1] ?? ""}季度`,
  halfYear: (place) => (place === 1 ? "上半年" : "下半年"),
  year: () => "全年",
};

/** One period of the year of a plan, and how far the task was in it. */
export interface PeriodProgress {
  readonly label: string;
  readonly dueOn: CalendarDay;
  /** Absent: it was over when the plan came. */
  readonly state?: LedgerState;
}

/**
 * The periods of a year, the four quarters above all (catalogue.md §7). A period is 已完成 when something was set down after its end,
 * 滞后 when its term is over without that.
 */
export function periodProgress(
  period: LedgerPeriod,
  task: {
    readonly year: number;
    readonly cameOn: CalendarDay;
    /** The days on which progress was set down. */
    readonly setDownOn: readonly CalendarDay[];
    readonly status: LedgerStatus;
  },
  today: CalendarDay,
  calendar: WorkCalendar,
): readonly PeriodProgress[] {
  const year = calendarDay(`${task.year}-01-01`);
  return Array.from({ length: 12 / monthsOf[period] }, (_, place): PeriodProgress => {
    const begin = beginOf(period, year, place);
    const next = beginOf(period, year, place + 1);
    const dueOn = dueBefore(next, calendar);
    const label = labelOf[period](place + 1);
    if (next <= task.cameOn) return { label, dueOn };
    const isSetDown = task.status === "done" || task.setDownOn.some((day) => day >= next);
    if (isSetDown) return { label, dueOn, state: "done" };
    if (dueOn < today) return { label, dueOn, state: "late" };
    const isBegun =
      task.setDownOn.some((day) => day >= begin) || (next <= today && task.setDownOn.length > 0);
    return { label, dueOn, state: isBegun ? "inProgress" : "notStarted" };
  });
}
