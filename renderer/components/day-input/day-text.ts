import {
  addDays,
  formatChineseDate,
  parseCalendarDay,
  type CalendarDay,
} from "../../../shared/kernel/calendar-day.ts";

const forms = [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u, /^(\d{4})(\d{2})(\d{2})$/u] as const;
const withoutYear = /^(\d{1,2})[-/.月](\d{1,2})日?$/u;

/**
 * Reads a day as people in an office type it: 2026-9-16, 2026/9/16, 2026年9月16日, 20260916; without a year the one of
 * today; 今天, 昨天, 前天. Undefined when it is no real day.
 */
export function parseDayText(text: string, today: CalendarDay): CalendarDay | undefined {
  const typed = text
    .replaceAll(/\s+/gu, "")
    .replaceAll(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (typed === "今天") return today;
  if (typed === "昨天") return addDays(today, -1);
  if (typed === "前天") return addDays(today, -2);
  const whole = forms.map((form) => form.exec(typed)).find((match) => match !== null);
  const short = whole ? undefined : withoutYear.exec(typed);
  const [year, month, day] = whole
    ? [whole[1], whole[2], whole[3]]
    : short
      ? [today.slice(0, 4), short[1], short[2]]
      : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return parseCalendarDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** 「2026年9月16日」, or what was typed when it is no day. */
export function shownDay(value: string): string {
  const day = parseCalendarDay(value);
  return day ? formatChineseDate(day) : value;
}
