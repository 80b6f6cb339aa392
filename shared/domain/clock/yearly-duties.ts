import { calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";

/** The two legal dates of the annual report on year `reportYear`. */
export interface AnnualReportDates {
  /** Department: submitted to the 主管部门 and published. */
  readonly department: CalendarDay;
  /** Local government: published. */
  readonly government: CalendarDay;
  readonly opensOn: CalendarDay;
  readonly article: string;
}

/**
 * 31 January and 31 March of the following year. Calendar days: they are dates, not periods, and never move over a
 * holiday. Source: 条例49.
 */
export function annualReportDates(reportYear: number): AnnualReportDates {
  const year = reportYear + 1;
  return {
    department: calendarDay(`${year}-01-31`),
    government: calendarDay(`${year}-03-31`),
    opensOn: calendarDay(`${year}-01-01`),
    article: "条例第四十九条",
  };
}
