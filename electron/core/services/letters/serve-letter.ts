import {
  appendClockEvent,
  insertLetterService,
  updateCaseCaches,
} from "../../../../db/writers/applications.ts";
import type { ServiceMethod } from "../../../../shared/contract/applications.ts";
import { receivedAtOnce } from "../../../../shared/domain/application/delivery.ts";
import { readClock, type ClockEvent, type ClockReading } from "../../../../shared/domain/clock/index.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { cachesOfReading, readRecordedEvents } from "../applications/case-clock.ts";
import { write, type Work } from "../work.ts";
import { outgoingLetterId, readLetterFacts } from "./letter-state.ts";
import { serviceEvents } from "./service-events.ts";
import { casesOf, changedBy } from "./letter-touches.ts";

/**
 * Marks a letter as served; the clock events follow in the same transaction, so due dates move with it. A letter with
 * several answers is served once and answers each of its units: each gets its own event and outcome.
 */
export async function recordService(
  work: Work,
  asked: {
    letterId: string;
    method: ServiceMethod;
    clockDate: CalendarDay;
    receivedOn?: CalendarDay | undefined;
    trackingNo: string;
    note: string;
  },
) {
  const input = { ...asked, letterId: await outgoingLetterId(work, asked.letterId) };
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { letter } = state;
  if (!letter.issue || letter.voided) return refuse("not-signed");
  if (letter.service) return refuse("already-served");
  const today = todayOf(work.ports);
  if (input.clockDate > today || (input.receivedOn && input.receivedOn > today))
    return refuse("day-in-future");
  if (input.clockDate < letter.issue.issueDate) return refuse("before-issue-date");
  if (input.method === "post" && input.trackingNo.trim() === "") return refuse("tracking-number-missing");
  const receivedOn = input.receivedOn ?? (receivedAtOnce.has(input.method) ? input.clockDate : undefined);
  const at = instantOf(work.ports);
  const told: {
    readonly applicationId: string;
    readonly events: readonly ClockEvent[];
    readonly reading: ClockReading;
    readonly outcome: string | undefined;
  }[] = [];
  for (const answered of state.answers ?? [state]) {
    const { applicationId, letterId } = answered.letter;
    const template = answered.letter.template as LetterId;
    const clockId = answered.facts.consultation?.clockId ?? letterId;
    const events = serviceEvents(template, clockId, answered.fields, { ...input, receivedOn });
    const before = (await readRecordedEvents(work.db, applicationId)).map((entry) => entry.event);
    const reading = readClock([...before, ...events], work.calendar, today);
    told.push({ applicationId, events, reading, outcome: letterOutcomes[template]?.code });
  }
  await write(work, async (tx, audit) => {
    await insertLetterService(tx, {
      letterId: input.letterId,
      method: input.method,
      clockDate: input.clockDate,
      ...(receivedOn ? { receivedOn } : {}),
      trackingNo: input.trackingNo,
      note: input.note,
      accountId: work.actor.accountId,
      at,
    });
    for (const { applicationId, events, reading, outcome } of told) {
      for (const event of events)
        await appendClockEvent(tx, {
          id: work.ports.newId(),
          applicationId,
          event,
          note: letter.issue?.docNumber ?? "",
          accountId: work.actor.accountId,
          at,
        });
      await updateCaseCaches(tx, applicationId, cachesOfReading(reading), outcome);
    }
    audit({
      act: "letter.served",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { method: input.method, clockDate: input.clockDate },
    });
    for (const applicationId of casesOf(state))
      audit({
        act: "letter.served",
        subjectKind: "application",
        subjectId: applicationId,
        detail: { letterId: input.letterId },
      });
  });
  work.changed(...changedBy(state));
  return answer({ reading: told[0]?.reading ?? state.facts.reading });
}
