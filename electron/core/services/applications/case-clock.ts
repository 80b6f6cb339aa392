import { readClockEvents } from "../../../../db/readers/applications.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import type { CaseCaches } from "../../../../db/writers/applications.ts";
import type { RecordedClockEvent } from "../../../../shared/contract/applications.ts";
import {
  readClock,
  type ClockEvent,
  type ClockReading,
  type WorkCalendar,
} from "../../../../shared/domain/clock/index.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { parseClockEvent } from "./clock-event-input.ts";

/** The events of a case as the clock reads them, each with its stored id so that a later one can take it back. */
export async function readRecordedEvents(
  db: ReadDb,
  applicationId: string,
): Promise<readonly RecordedClockEvent[]> {
  return (await readClockEvents(db, applicationId)).map((record) => {
    const event = parseClockEvent(record.event);
    if (!event) throw new Error("stored clock event does not parse");
    return {
      eventId: record.eventId,
      event: { ...event, id: record.eventId },
      note: record.note,
      recordedAt: record.recordedAt as Instant,
      recordedBy: record.recordedBy,
    };
  });
}

export function readingOf(
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
  today: CalendarDay,
): ClockReading {
  return readClock(events, calendar, today);
}

/** What a list shows of a case, derived from its events alone (V6). */
export function cachesOfReading(reading: ClockReading): CaseCaches {
  const due = reading.effectiveDue ?? reading.confirmBy;
  return {
    state: reading.state,
    closed: reading.state === "answered" || reading.state === "closed",
    ...(due ? { dueDay: due } : {}),
    ...(reading.receiptDate ? { receiptDate: reading.receiptDate } : {}),
  };
}
