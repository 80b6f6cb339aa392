import { addDays, type CalendarDay, parseCalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type DueReading, dueByRule } from "./due-reading.ts";

/**
 * Doubtful matter: report within 10 working days after the provisional classification is drawn up; the secrecy
 * authority decides within 10 working days of receipt. Source: 保密法实施条例25.
 */
export function secretDoubtReport(provisionalClassifiedOn: CalendarDay, calendar: WorkCalendar): DueReading {
  return dueByRule(provisionalClassifiedOn, "secretDoubtReport", calendar);
}

/** Source: 保密法实施条例25. */
export function secretDoubtDecision(receivedByAuthorityOn: CalendarDay, calendar: WorkCalendar): DueReading {
  return dueByRule(receivedByAuthorityOn, "secretDoubtDecision", calendar);
}

const momentPattern =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/**
 * The moment by which a leak must be reported: 24 hours after discovery, written like the input (same offset and
 * precision). Hours run through nights, weekends and holidays. Undefined when the text is no moment.
 * Source: 保密法实施条例61.
 */
export function leakReportBy(discoveredAt: string): string | undefined {
  const match = momentPattern.exec(discoveredAt);
  const day = match && parseCalendarDay(match[1]);
  // A fixed offset has no summer time, so 24 hours later is the same time on the next day.
  return day ? `${addDays(day, 1)}${discoveredAt.slice(10)}` : undefined;
}
