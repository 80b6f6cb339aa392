import { addDays, type CalendarDay, weekday } from "../../kernel/calendar-day.ts";
import { statutoryDays } from "./statutory-days.ts";

/** A run of rest days that a holiday notice names as one. */
export interface HolidayBlock {
  readonly name: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** One year of the working calendar, as announced by the State Council (放假安排通知). */
export interface CalendarYear {
  /** Title and number of the notice. */
  readonly notice: string;
  readonly noticeDate: CalendarDay;
  /** Rest days of the notice, weekend days inside a block included. */
  readonly off: readonly CalendarDay[];
  /** 调休上班: Saturdays and Sundays that are working days. */
  readonly makeup: readonly CalendarDay[];
  /** Names for the picture; a year imported without them is named after its statutory days. */
  readonly blocks?: readonly HolidayBlock[];
}

/**
 * A day that only this organ counts differently, with its legal source (放假办法 Art 4: ethnic-minority areas) or the
 * audited decision behind it (除夕 2024). Nothing else may change a counted day.
 */
export interface LocalDay {
  readonly day: CalendarDay;
  readonly kind: "off" | "makeup";
  readonly source: string;
}

/** The working calendar is data with a version; every decision records the version it used. */
export interface WorkCalendar {
  readonly version: string;
  readonly years: Readonly<Record<number, CalendarYear>>;
  readonly local?: readonly LocalDay[];
}

/**
 * What a day is. `official` is false when no State Council notice for its year is in the data: then only weekends and
 * statutory holidays are known, and every date that rests on it is 暂定.
 */
export interface DayFacts {
  readonly kind: "workday" | "makeup" | "weekend" | "holiday";
  readonly workday: boolean;
  readonly holiday?: string;
  readonly official: boolean;
}

interface CalendarIndex {
  readonly off: ReadonlySet<CalendarDay>;
  readonly makeup: ReadonlySet<CalendarDay>;
  readonly facts: Map<CalendarDay, DayFacts>;
}

/** Built once for each calendar value; a memo of a pure function, so callers never see it. */
const indexes = new WeakMap<WorkCalendar, CalendarIndex>();

function indexOf(calendar: WorkCalendar): CalendarIndex {
  const known = indexes.get(calendar);
  if (known) return known;
  const off = new Set<CalendarDay>();
  const makeup = new Set<CalendarDay>();
  for (const year of Object.values(calendar.years)) {
    for (const day of year.off) off.add(day);
    for (const day of year.makeup) makeup.add(day);
  }
  for (const local of calendar.local ?? []) {
    (local.kind === "off" ? off : makeup).add(local.day);
    (local.kind === "off" ? makeup : off).delete(local.day);
  }
  const index: CalendarIndex = { off, makeup, facts: new Map() };
  indexes.set(calendar, index);
  return index;
}

function yearOf(day: CalendarDay): number {
  return Number(day.slice(0, 4));
}

/** Whether the year of `day` has an official schedule in the data. */
export function isOfficial(day: CalendarDay, calendar: WorkCalendar): boolean {
  return calendar.years[yearOf(day)] !== undefined;
}

function isWeekend(day: CalendarDay): boolean {
  const number = weekday(day);
  return number === 0 || number === 6;
}

function holidayName(day: CalendarDay, calendar: WorkCalendar): string {
  return holidayBlockOf(day, calendar)?.name ?? "节假日";
}

function computeFacts(day: CalendarDay, calendar: WorkCalendar, index: CalendarIndex): DayFacts {
  const official = isOfficial(day, calendar);
  if (index.makeup.has(day)) return { kind: "makeup", workday: true, official };
  if (index.off.has(day))
    return { kind: "holiday", workday: false, holiday: holidayName(day, calendar), official };
  if (!official) {
    const statutory = statutoryDays(yearOf(day)).find((candidate) => candidate.day === day);
    if (statutory) return { kind: "holiday", workday: false, holiday: statutory.name, official };
  }
  return isWeekend(day)
    ? { kind: "weekend", workday: false, official }
    : { kind: "workday", workday: true, official };
}

/**
 * Classifies one civil day (Asia/Shanghai). A make-up Saturday or Sunday is a working day; a year without a schedule is
 * computed from weekends and statutory holidays and marked `official: false`.
 * Source: the State Council notices; 放假办法; calendar.md §5 of the handbook.
 */
export function dayFacts(day: CalendarDay, calendar: WorkCalendar): DayFacts {
  const index = indexOf(calendar);
  let facts = index.facts.get(day);
  if (!facts) {
    facts = computeFacts(day, calendar, index);
    index.facts.set(day, facts);
  }
  return facts;
}

/** Whether a day is a 工作日. */
export function isWorkday(day: CalendarDay, calendar: WorkCalendar): boolean {
  return dayFacts(day, calendar).workday;
}

/**
 * The named block a rest day belongs to. A year with block names uses them; otherwise the run of listed rest days
 * around the day is named after the statutory days in it.
 */
export function holidayBlockOf(day: CalendarDay, calendar: WorkCalendar): HolidayBlock | undefined {
  const year = calendar.years[yearOf(day)];
  const named = year?.blocks?.find((block) => block.from <= day && day <= block.to);
  if (named) return named;
  const off = indexOf(calendar).off;
  const statutory = statutoryDays(yearOf(day));
  const isListed = (candidate: CalendarDay): boolean =>
    off.has(candidate) || (!year && statutory.some((entry) => entry.day === candidate));
  if (!isListed(day)) return undefined;
  let from = day;
  let to = day;
  while (isListed(addDays(from, -1))) from = addDays(from, -1);
  while (isListed(addDays(to, 1))) to = addDays(to, 1);
  const names = new Set(
    statutory.filter((entry) => entry.day >= from && entry.day <= to).map((entry) => entry.name),
  );
  return { name: names.size > 0 ? [...names].join("、") : "节假日", from, to };
}

/** Working days of each month (January first) of a year; the figures handbooks print, used for self-tests. */
export function workdaysByMonth(year: number, calendar: WorkCalendar): readonly number[] {
  const counts = Array.from({ length: 12 }, () => 0);
  let day = `${year}-01-01` as CalendarDay;
  while (yearOf(day) === year) {
    const month = Number(day.slice(5, 7)) - 1;
    if (isWorkday(day, calendar)) counts[month] = (counts[month] ?? 0) + 1;
    day = addDays(day, 1);
  }
  return counts;
}
