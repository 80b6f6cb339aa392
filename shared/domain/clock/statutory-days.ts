import { calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";

/** One day that the law itself makes a holiday for the whole population. */
export interface StatutoryDay {
  readonly day: CalendarDay;
  readonly name: string;
}

/**
 * Lunar and solar-term holidays by year. They are data, never a formula: the Chinese calendar of ICU puts 春节 2027
 * on 02-07, the official date is 02-06. Fixed-date holidays are added by `statutoryDays`.
 * Source: 《全国年节及纪念日放假办法》 Arts 2 and 6; dates of 2024–2027 from the State Council notices and the almanac.
 */
const movableDays: Readonly<Record<number, readonly (readonly [string, string])[]>> = {
  2024: [
    ["02-10", "春节"],
    ["02-11", "春节"],
    ["02-12", "春节"],
    ["04-04", "清明节"],
    ["06-10", "端午节"],
    ["09-17", "中秋节"],
  ],
  2025: [
    ["01-28", "春节"],
    ["01-29", "春节"],
    ["01-30", "春节"],
    ["01-31", "春节"],
    ["04-04", "清明节"],
    ["05-31", "端午节"],
    ["10-06", "中秋节"],
  ],
  2026: [
    ["02-16", "春节"],
    ["02-17", "春节"],
    ["02-18", "春节"],
    ["02-19", "春节"],
    ["04-05", "清明节"],
    ["06-19", "端午节"],
    ["09-25", "中秋节"],
  ],
  2027: [
    ["02-05", "春节"],
    ["02-06", "春节"],
    ["02-07", "春节"],
    ["02-08", "春节"],
    ["04-05", "清明节"],
    ["06-09", "端午节"],
    ["09-15", "中秋节"],
  ],
};

/** Whether the lunar and solar-term holidays of a year are in the data. */
export function movableDaysKnown(year: number): boolean {
  return movableDays[year] !== undefined;
}

/**
 * The statutory holidays of a year, in order. For a year whose lunar dates are not in the data only the fixed-date
 * holidays are returned (see `movableDaysKnown`).
 *
 * Source: 放假办法 Art 2; 除夕 and 2 May were added by the revision of 2024-11-10, in force from 2025.
 */
export function statutoryDays(year: number): readonly StatutoryDay[] {
  const fixed: (readonly [string, string])[] = [
    ["01-01", "元旦"],
    ["05-01", "劳动节"],
    ["10-01", "国庆节"],
    ["10-02", "国庆节"],
    ["10-03", "国庆节"],
  ];
  if (year >= 2025) fixed.push(["05-02", "劳动节"]);
  return [...fixed, ...(movableDays[year] ?? [])]
    .map(([monthDay, name]) => ({ day: calendarDay(`${year}-${monthDay}`), name }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}
