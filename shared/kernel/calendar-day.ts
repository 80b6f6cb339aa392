import type { Brand } from "./brand.ts";

/** A civil date in Asia/Shanghai, "2026-03-09". Compares and sorts as text. Never a moment. */
export type CalendarDay = Brand<string, "CalendarDay">;

/** A moment in UTC, RFC 3339 with "Z". */
export type Instant = Brand<string, "Instant">;

const DAY_MS = 86_400_000;
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

function toUtcMs(day: CalendarDay): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
}

function fromUtcMs(ms: number): CalendarDay {
  return new Date(ms).toISOString().slice(0, 10) as CalendarDay;
}

/** Reads "YYYY-MM-DD" that is a real day of the Gregorian calendar; undefined otherwise. */
export function parseCalendarDay(text: unknown): CalendarDay | undefined {
  if (typeof text !== "string" || !dayPattern.test(text)) return undefined;
  const ms = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)));
  return fromUtcMs(ms) === text ? (text as CalendarDay) : undefined;
}

/** For constants and tests. Throws on a text that is no day: that is a bug, not input. */
export function calendarDay(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  if (!day) throw new Error("not a calendar day");
  return day;
}

/** Adds natural days; negative counts go back. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return fromUtcMs(toUtcMs(day) + days * DAY_MS);
}

/** Natural days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((toUtcMs(to) - toUtcMs(from)) / DAY_MS);
}

/** The same day `months` later, or the last day of that month when it has no such day. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1 + months;
  const wanted = Number(day.slice(8, 10));
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return fromUtcMs(Date.UTC(year, month, Math.min(wanted, lastOfMonth)));
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: CalendarDay): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return new Date(toUtcMs(day)).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

/** The civil date in Asia/Shanghai (UTC+8, no summer time since 1991) of a moment. */
export function dayOfInstant(instant: Instant): CalendarDay {
  return fromUtcMs(Date.parse(instant) + 8 * 3_600_000);
}

/** 「2026-03-10 09:00:05」 of the clock on the wall (Asia/Shanghai): for tables that leave the program. */
export function officeTime(instant: Instant): string {
  const time = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 19);
  return `${dayOfInstant(instant)} ${time}`;
}

/** The moment a civil day begins in Asia/Shanghai: what is of the day and later is not before it. */
export function beginOfDay(day: CalendarDay): Instant {
  return new Date(toUtcMs(day) - 8 * 3_600_000).toISOString() as Instant;
}

/** 「2024年5月18日」, Arabic digits without leading zeros (GB/T 9704-2012, 7.3.5.4). */
export function formatChineseDate(day: CalendarDay): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** 「5月18日」 in the year of `today`, with the year otherwise: for lists, where the year only takes room. */
export function formatShortDate(day: CalendarDay, today: CalendarDay): string {
  return day.slice(0, 4) === today.slice(0, 4) ? formatChineseDate(day).slice(5) : formatChineseDate(day);
}
