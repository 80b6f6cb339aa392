import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import type { ClockEvent } from "./clock-events.ts";
import { readClock } from "./read-clock.ts";

/** One open application whose due day a new calendar moves or confirms. */
export interface RecomputedDue {
  readonly applicationId: string;
  readonly before: CalendarDay;
  readonly after: CalendarDay;
  /** The date was 暂定 and no longer is, though it may be the same day. */
  readonly confirmed: boolean;
}

/**
 * What importing a year does to open applications: those whose due day changes, or stops being provisional. Closed ones
 * keep their history. The result is what the audit entry of the import lists.
 * Source: calendar.md §5.
 */
export function recomputeDues(
  applications: readonly { readonly applicationId: string; readonly events: readonly ClockEvent[] }[],
  before: WorkCalendar,
  after: WorkCalendar,
  asOf: CalendarDay,
): readonly RecomputedDue[] {
  return applications.flatMap(({ applicationId, events }) => {
    const old = readClock(events, before, asOf);
    const now = readClock(events, after, asOf);
    if (now.closing || !old.effectiveDue || !now.effectiveDue) return [];
    const confirmed = old.provisional && !now.provisional;
    if (old.effectiveDue === now.effectiveDue && !confirmed) return [];
    return [{ applicationId, before: old.effectiveDue, after: now.effectiveDue, confirmed }];
  });
}
