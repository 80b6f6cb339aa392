import { addDays, calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { dayFacts, type WorkCalendar } from "./calendar.ts";

/**
 * Numbers of all working days of a calendar, so that a period is a subtraction instead of a walk. It covers the years of
 * the calendar and some around them; days outside are walked.
 */
export interface WorkdayTable {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
  /** Working days through the n-th day of the table. */
  readonly through: Int32Array;
  /** The working days in order. */
  readonly workdays: readonly CalendarDay[];
  /** Index of the first day of each month, by (year − first year) × 12 + month − 1. */
  readonly monthStarts: Int32Array;
  readonly firstYear: number;
}

/** Years around the calendar's own that relief periods, long dates and old cases may touch. */
const YEARS_BEFORE = 2;
const YEARS_AFTER = 5;

const tables = new WeakMap<WorkCalendar, WorkdayTable>();

function buildTable(calendar: WorkCalendar): WorkdayTable {
  const years = Object.keys(calendar.years).map(Number);
  const firstYear = Math.min(...years, 2024) - YEARS_BEFORE;
  const lastYear = Math.max(...years, 2024) + YEARS_AFTER;
  const first = calendarDay(`${firstYear}-01-01`);
  const last = calendarDay(`${lastYear}-12-31`);
  const counts: number[] = [];
  const workdays: CalendarDay[] = [];
  const monthStarts = new Int32Array((lastYear - firstYear + 1) * 12);
  for (let day = first, index = 0; day <= last; day = addDays(day, 1), index += 1) {
    if (day.endsWith("-01")) {
      monthStarts[(Number(day.slice(0, 4)) - firstYear) * 12 + Number(day.slice(5, 7)) - 1] = index;
    }
    if (dayFacts(day, calendar).workday) workdays.push(day);
    counts.push(workdays.length);
  }
  return { first, last, through: Int32Array.from(counts), workdays, monthStarts, firstYear };
}

/** The table of a calendar, built once for each value of it. */
export function workdayTable(calendar: WorkCalendar): WorkdayTable {
  let table = tables.get(calendar);
  if (!table) {
    table = buildTable(calendar);
    tables.set(calendar, table);
  }
  return table;
}

function digits(day: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + day.charCodeAt(at) - 48;
  return value;
}

/** Working days of the table through `day`; undefined outside the table. */
export function workdaysThrough(day: CalendarDay, table: WorkdayTable): number | undefined {
  if (day < table.first || day > table.last) return undefined;
  const month = (digits(day, 0, 4) - table.firstYear) * 12 + digits(day, 5, 7) - 1;
  return table.through[(table.monthStarts[month] ?? 0) + digits(day, 8, 10) - 1];
}
