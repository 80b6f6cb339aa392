import { readApplication } from "../../../../db/readers/applications.ts";
import { readConsultations } from "../../../../db/readers/consultations.ts";
import {
  insertConsultation,
  insertConsultationDecision,
  insertConsultationFollowUp,
  insertConsultationVoid,
} from "../../../../db/writers/consultations.ts";
import {
  consultationBases,
  type ConsultationBasis,
  type ConsultationOutcome,
  type FollowUpMethod,
} from "../../../../shared/domain/application/consultation.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { readingOf, readRecordedEvents } from "../applications/case-clock.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { readConsultedCase } from "./consulted-case.ts";

const signature = (work: Work) => ({
  account_id: work.actor.accountId,
  recorded_at: instantOf(work.ports),
});

export async function openConsultation(
  work: Work,
  input: {
    applicationId: string;
    basis: ConsultationBasis;
    name: string;
    contact: string;
    phone: string;
    address: string;
    reason: string;
    asked: string;
    documentNo: string;
    clockId?: string | undefined;
  },
) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const { party } = consultationBases[input.basis];
  if ([input.name, input.reason, input.asked].some((text) => detectClassificationMark(text)))
    return refuse("secret-mark");
  const events = (await readRecordedEvents(work.db, input.applicationId)).map((entry) => entry.event);
  const reading = readingOf(events, work.calendar, todayOf(work.ports));
  if (input.clockId === undefined) {
    if (reading.closing) return refuse("case-closed");
  } else {
    const entry = reading.consultations.find((each) => each.id === input.clockId);
    const known = await readConsultations(work.db, { applicationId: input.applicationId });
    if (!entry || entry.party !== party || known.some((each) => each.clock_id === input.clockId))
      return refuse("clock-entry-not-free");
  }
  const id = work.ports.newId();
  try {
    await write(work, async (tx, audit) => {
      await insertConsultation(tx, {
        id,
        application_id: input.applicationId,
        clock_id: input.clockId ?? id,
        party,
        basis: input.basis,
        name: input.name,
        contact: input.contact,
        phone: input.phone,
        address: input.address,
        reason: input.reason,
        asked: input.asked,
        document_no: input.documentNo,
        ...signature(work),
      });
      audit({
        act: "consultation.opened",
        subjectKind: "application",
        subjectId: input.applicationId,
        detail: { consultationId: id, basis: input.basis },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("applications", `application:${input.applicationId}`);
  return answer({ consultationId: id });
}

export async function voidConsultation(work: Work, input: { consultationId: string; reason: string }) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view } = consulted;
  const signed = record.letters.some((link) =>
    consulted.letters.some((letter) => letter.letterId === link.letter_id && letter.issue),
  );
  if (signed || view.reading || record.packets.length > 0) return refuse("consultation-went-out");
  await write(work, async (tx, audit) => {
    await insertConsultationVoid(tx, {
      consultation_id: record.id,
      reason: input.reason,
      ...signature(work),
    });
    audit({
      act: "consultation.voided",
      subjectKind: "application",
      subjectId: record.application_id,
      detail: { consultationId: record.id },
    });
  });
  work.changed("applications", `application:${record.application_id}`);
  return answer(null);
}

export async function followUpConsultation(
  work: Work,
  input: {
    consultationId: string;
    onDay: CalendarDay;
    method: FollowUpMethod;
    note: string;
    nextOn?: CalendarDay | undefined;
  },
) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view, today } = consulted;
  if (input.onDay > today) return refuse("day-in-future");
  if (input.nextOn !== undefined && input.nextOn <= input.onDay) return refuse("next-day-before");
  if (view.life.stage !== "awaitingReceipt" && view.life.stage !== "awaitingOpinion")
    return refuse("consultation-not-waiting");
  await write(work, async (tx, audit) => {
    await insertConsultationFollowUp(tx, {
      id: work.ports.newId(),
      consultation_id: record.id,
      on_day: input.onDay,
      method: input.method,
      note: input.note,
      next_on: input.nextOn ?? null,
      ...signature(work),
    });
    audit({
      act: "consultation.followedUp",
      subjectKind: "application",
      subjectId: record.application_id,
      detail: { consultationId: record.id, onDay: input.onDay },
    });
  });
  work.changed("applications", `application:${record.application_id}`);
  return answer(null);
}

export async function decideConsultation(
  work: Work,
  input: { consultationId: string; outcome: ConsultationOutcome; reason: string },
) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const { record, view, reading } = consulted;
  if (reading.closing) return refuse("case-closed");
  if (view.life.stage !== "toDecide" && !view.decision) return refuse("nothing-to-decide");
  if (view.notice?.signed) return refuse("notice-signed");
  if (detectClassificationMark(input.reason)) return refuse("secret-mark");
  await write(work, async (tx, audit) => {
    await insertConsultationDecision(tx, {
      id: work.ports.newId(),
      consultation_id: record.id,
      outcome: input.outcome,
      reason: input.reason,
      ...signature(work),
    });
    audit({
      act: "consultation.decided",
      subjectKind: "application",
      subjectId: record.application_id,
      detail: { consultationId: record.id, outcome: input.outcome },
    });
  });
  work.changed("applications", `application:${record.application_id}`);
  return answer(null);
}
