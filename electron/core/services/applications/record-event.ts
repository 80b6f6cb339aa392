import { readApplication } from "../../../../db/readers/applications.ts";
import { appendClockEvent, updateCaseCaches } from "../../../../db/writers/applications.ts";
import {
  allowedClockEvents,
  proofOf,
  readClock,
  type ClockEvent,
} from "../../../../shared/domain/clock/index.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { cachesOfReading, readRecordedEvents } from "./case-clock.ts";
import { parseClockEvent } from "./clock-event-input.ts";

/** Records one event of a case if the domain allows it on its day (条例30–35; V5, V6). */
export async function recordClockEvent(
  work: Work,
  input: { applicationId: string; event: unknown; note: string },
) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const event = parseClockEvent(input.event);
  const today = todayOf(work.ports);
  // Splitting is an act of its own: it makes the units in the same transaction.
  if (!event || event.type === "split" || event.onDay > today) return refuse("event-invalid");
  if (proofOf(event.type).required && input.note.trim() === "")
    return refuse("proof-missing", { field: "note" });
  const recorded = await readRecordedEvents(work.db, input.applicationId);
  const before = recorded.map((entry) => entry.event);
  if (before.some((entry) => entry.type === "split")) return refuse("case-closed");
  if (event.type === "eventRevoked") {
    if (!recorded.some((entry) => entry.eventId === event.eventId)) return refuse("event-invalid");
  } else {
    const verdict = allowedClockEvents(before, work.calendar, event.onDay).find(
      (entry) => entry.type === event.type,
    );
    if (verdict && !verdict.allowed) {
      const closed = verdict.reasons.some((reason) => reason.code === "caseClosed");
      return refuse(closed ? "case-closed" : "event-not-allowed", {
        facts: { reasons: verdict.reasons.map((reason) => `${reason.text}（${reason.article}）`) },
      });
    }
  }
  const eventId = work.ports.newId();
  const events: readonly ClockEvent[] = [...before, { ...event, id: eventId }];
  const reading = readClock(events, work.calendar, today);
  await write(work, async (tx, audit) => {
    await appendClockEvent(tx, {
      id: eventId,
      applicationId: input.applicationId,
      event,
      note: input.note,
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    await updateCaseCaches(tx, input.applicationId, cachesOfReading(reading));
    audit({
      act: "application.eventRecorded",
      subjectKind: "application",
      subjectId: input.applicationId,
      detail: { type: event.type, onDay: event.onDay, due: reading.effectiveDue ?? "" },
    });
  });
  work.changed("applications", `application:${input.applicationId}`);
  return answer({ eventId, reading });
}
