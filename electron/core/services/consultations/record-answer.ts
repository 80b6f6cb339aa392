import { appendClockEvent, updateCaseCaches } from "../../../../db/writers/applications.ts";
import { insertConsultationAnswer } from "../../../../db/writers/consultations.ts";
import { insertBlob } from "../../../../db/writers/items.ts";
import {
  checkAnswer,
  consultationOpinions,
  type ConsultationOpinion,
} from "../../../../shared/domain/application/consultation.ts";
import { allowedClockEvents, readClock, type ClockEvent } from "../../../../shared/domain/clock/index.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { cachesOfReading } from "../applications/case-clock.ts";
import { write, type Work } from "../work.ts";
import { readConsultedCase } from "./consulted-case.ts";

/**
 * Records what they answered. The clock hears of it in the same transaction when it may still count; an answer recorded
 * anew takes the earlier entry back. After the case was closed it is kept on file and moves no date.
 */
export async function recordConsultationAnswer(
  work: Work,
  input: {
    consultationId: string;
    opinion: ConsultationOpinion;
    passages: string;
    reasons: string;
    arrivedOn: CalendarDay;
    proof: string;
  },
  form?: { readonly digest: string; readonly size: number },
) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view, events, today } = consulted;
  if (!view.reading) return refuse("consultation-not-sent");
  if (input.arrivedOn > today) return refuse("day-in-future");
  if (input.arrivedOn < view.reading.issuedOn) return refuse("answer-before-letter");
  const problem = checkAnswer(input, form !== undefined);
  if (problem) return refuse("answer-incomplete", { facts: { problem } });
  if ([input.passages, input.reasons, input.proof].some((text) => detectClassificationMark(text)))
    return refuse("secret-mark");
  const revoked = new Set(
    events.flatMap(({ event }) => (event.type === "eventRevoked" ? [event.eventId] : [])),
  );
  const standing = events.filter(
    ({ eventId, event }) =>
      event.type === "consultationReturned" &&
      event.consultationId === record.clock_id &&
      !revoked.has(eventId),
  );
  const takenBack: readonly ClockEvent[] = standing.map(({ eventId }) => ({
    type: "eventRevoked",
    onDay: today,
    eventId,
  }));
  const recorded = events.map((entry) => entry.event);
  const before = [...recorded, ...takenBack];
  const allowed = allowedClockEvents(before, work.calendar, input.arrivedOn).some(
    (verdict) => verdict.type === "consultationReturned" && verdict.allowed,
  );
  const eventId = work.ports.newId();
  const returned: ClockEvent = {
    type: "consultationReturned",
    onDay: input.arrivedOn,
    consultationId: record.clock_id,
  };
  // A closed case is not opened again by taking an entry back.
  const appended = allowed
    ? [...takenBack.map((event) => ({ id: work.ports.newId(), event })), { id: eventId, event: returned }]
    : [];
  const reading = readClock(
    [...recorded, ...appended.map(({ id, event }) => ({ ...event, id }))],
    work.calendar,
    today,
  );
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    for (const { id, event } of appended)
      await appendClockEvent(tx, {
        id,
        applicationId: record.application_id,
        event,
        note: `${record.name}：${consultationOpinions[input.opinion]}，${input.proof}`.slice(0, 2000),
        accountId: work.actor.accountId,
        at,
      });
    if (appended.length > 0) await updateCaseCaches(tx, record.application_id, cachesOfReading(reading));
    if (form) await insertBlob(tx, { digest: form.digest, size: form.size, at });
    await insertConsultationAnswer(tx, {
      id: work.ports.newId(),
      consultation_id: record.id,
      opinion: input.opinion,
      passages: input.opinion === "consent" ? "" : input.passages.trim(),
      reasons: input.reasons.trim(),
      arrived_on: input.arrivedOn,
      proof: input.proof,
      source: form ? "form" : "typed",
      form_digest: form?.digest ?? null,
      event_id: allowed ? eventId : null,
      account_id: work.actor.accountId,
      recorded_at: at,
    });
    audit({
      act: "consultation.answered",
      subjectKind: "application",
      subjectId: record.application_id,
      detail: { consultationId: record.id, opinion: input.opinion, source: form ? "form" : "typed" },
    });
  });
  work.changed("applications", `application:${record.application_id}`);
  return answer({ movesClock: allowed });
}
