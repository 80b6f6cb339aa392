import { daysBetween, type CalendarDay } from "../../kernel/calendar-day.ts";

/** A week of work is the most that a broken disk may take [convention]. */
const backupEveryDays = 7;

/** Whether the system administrator is to back the store up today. */
export function backupDue(last: CalendarDay | undefined, today: CalendarDay): boolean {
  return last === undefined || daysBetween(last, today) >= backupEveryDays;
}
