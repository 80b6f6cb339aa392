import { addDays, addMonths, calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { addWorkdays } from "../clock/counting.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import type { LedgerPeriod } from "./ledger-task.ts";

const monthsOf: Readonly<Record<LedgerPeriod, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** Working days after a period in which its progress is set down [convention] (catalogue.md §6 OB-17, §7). */
export const periodWorkdays = 10;

/**
 * By when the progress of a task that comes again (按季度) is to be set down: ten working days after the period in which it was
 * set down last, or in which its plan came. What was set down within a period cannot tell of all of it.
 */
export function periodDue(period: LedgerPeriod, lastOn: CalendarDay, calendar: WorkCalendar): CalendarDay {
  const months = monthsOf[period];
  const first = calendarDay(`${lastOn.slice(0, 4)}-01-01`);
  const after = addMonths(first, Math.ceil(Number(lastOn.slice(5, 7)) / months) * months);
  return addWorkdays(addDays(after, -1), periodWorkdays, calendar).day;
}
