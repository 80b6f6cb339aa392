import { addDays, addMonths, type CalendarDay } from "../../kernel/calendar-day.ts";
import { dayFacts, isOfficial, type WorkCalendar } from "./calendar.ts";
import { workdaysThrough, workdayTable } from "./workday-table.ts";

/**
 * Days that are not counted: every day d with `after` < d <= `through`. The day a consultation letter goes out still
 * counts, the day the opinion arrives does not (law.md §4.1 rule 5).
 */
export interface Interval {
  readonly after: CalendarDay;
  readonly through: CalendarDay;
}

/** A computed last day, and whether it rests on a year without an official schedule (暂定). */
export interface DueDay {
  readonly day: CalendarDay;
  readonly provisional: boolean;
}

/** So many days in a row that are not counted, suspensions included, no case has: a guard against a calendar without working days. */
const MAX_DAYS = 4000;

/** Whether a day is not counted: an interval begins on the day after the one it names and holds its last day. */
export function isSuspended(day: CalendarDay, suspensions: readonly Interval[]): boolean {
  return suspensions.some((interval) => interval.after < day && day <= interval.through);
}

/** Whether any day after `from` through `to` is of a year without an official schedule. */
function touchesUnofficial(from: CalendarDay, to: CalendarDay, calendar: WorkCalendar): boolean {
  const last = Number(to.slice(0, 4));
  for (let year = Number(addDays(from, 1).slice(0, 4)); year <= last; year += 1) {
    if (calendar.years[year] === undefined) return true;
  }
  return false;
}

/** The same as `addWorkdays` read off the numbered working days; undefined when a day lies outside them. */
function addByTable(
  anchor: CalendarDay,
  workdays: number,
  calendar: WorkCalendar,
  suspensions: readonly Interval[],
): DueDay | undefined {
  const table = workdayTable(calendar);
  const start = workdaysThrough(anchor, table);
  if (start === undefined || workdays < 1) return undefined;
  let ordinal = start + workdays;
  for (const interval of suspensions.length > 1 ? uniteIntervals(suspensions) : suspensions) {
    const due = table.workdays[ordinal - 1];
    if (due === undefined) return undefined;
    if (interval.after >= due) continue;
    const from = workdaysThrough(interval.after > anchor ? interval.after : anchor, table);
    const to = workdaysThrough(interval.through > anchor ? interval.through : anchor, table);
    if (from === undefined || to === undefined) return undefined;
    ordinal += Math.max(0, to - from);
  }
  const day = table.workdays[ordinal - 1];
  return day && { day, provisional: touchesUnofficial(anchor, day, calendar) };
}

/**
 * The last day of a period of `workdays` working days. The anchor day is never counted; suspended days do not count.
 * `workdays` 0 gives the anchor itself.
 *
 * Source: 民诉法85, 行诉解释48 by analogy (条例 has no own rule); 条例33③ for the suspended days.
 */
export function addWorkdays(
  anchor: CalendarDay,
  workdays: number,
  calendar: WorkCalendar,
  suspensions: readonly Interval[] = [],
): DueDay {
  const byTable = addByTable(anchor, workdays, calendar, suspensions);
  if (byTable) return byTable;
  let day = anchor;
  let counted = 0;
  let provisional = false;
  for (let idle = 0; counted < workdays; idle += 1) {
    if (idle > MAX_DAYS) throw new Error("working calendar has no working days");
    day = addDays(day, 1);
    const facts = dayFacts(day, calendar);
    if (!facts.official) provisional = true;
    if (!facts.workday || isSuspended(day, suspensions)) continue;
    counted += 1;
    idle = 0;
  }
  return { day, provisional };
}

/** Working days d with `from` < d <= `to`, suspended ones left out; 0 when `to` is not after `from`. */
export function countWorkdays(
  from: CalendarDay,
  to: CalendarDay,
  calendar: WorkCalendar,
  suspensions: readonly Interval[] = [],
): number {
  if (to <= from) return 0;
  const table = workdayTable(calendar);
  const before = workdaysThrough(from, table);
  const through = workdaysThrough(to, table);
  if (before !== undefined && through !== undefined) {
    let counted = through - before;
    for (const interval of suspensions.length > 1 ? uniteIntervals(suspensions) : suspensions) {
      const start = interval.after > from ? interval.after : from;
      const end = interval.through < to ? interval.through : to;
      if (start < end) counted -= (workdaysThrough(end, table) ?? 0) - (workdaysThrough(start, table) ?? 0);
    }
    return counted;
  }
  let counted = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (dayFacts(day, calendar).workday && !isSuspended(day, suspensions)) counted += 1;
  }
  return counted;
}

/**
 * The day itself, or the first working day after it when it is a 法定休假日. A make-up working day is no rest day.
 * Only for natural-day and month periods: a working-day period ends on a working day by construction.
 * Source: 民诉法85③, 行诉法101.
 */
function rollForward(day: CalendarDay, calendar: WorkCalendar): DueDay {
  let candidate = day;
  let provisional = !isOfficial(candidate, calendar);
  while (!dayFacts(candidate, calendar).workday) {
    candidate = addDays(candidate, 1);
    if (!isOfficial(candidate, calendar)) provisional = true;
  }
  return { day: candidate, provisional };
}

/** A period in natural days or months: the arithmetic last day, and the day it really ends on. */
export interface NaturalDueDay extends DueDay {
  /** Last day before the roll over a rest day. */
  readonly rawLastDay: CalendarDay;
}

/** Last day of `days` natural days after the anchor, rolled over rest days. */
export function addNaturalDays(anchor: CalendarDay, days: number, calendar: WorkCalendar): NaturalDueDay {
  const rawLastDay = addDays(anchor, days);
  return { rawLastDay, ...rollForward(rawLastDay, calendar) };
}

/** Last day of `months` months after the anchor (same day of the month, or its last day), rolled over rest days. */
export function addCalendarMonths(
  anchor: CalendarDay,
  months: number,
  calendar: WorkCalendar,
): NaturalDueDay {
  const rawLastDay = addMonths(anchor, months);
  return { rawLastDay, ...rollForward(rawLastDay, calendar) };
}

/** Merges intervals that overlap or touch; the result is in order and disjoint (union, never the sum). */
export function uniteIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals
    .filter((interval) => interval.after < interval.through)
    .toSorted((a, b) => (a.after < b.after ? -1 : a.after > b.after ? 1 : a.through < b.through ? -1 : 1));
  const united: Interval[] = [];
  for (const interval of sorted) {
    const last = united.at(-1);
    if (last && interval.after <= last.through) {
      if (interval.through > last.through)
        united[united.length - 1] = { after: last.after, through: interval.through };
    } else united.push(interval);
  }
  return united;
}
