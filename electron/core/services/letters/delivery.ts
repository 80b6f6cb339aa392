import { readDeliverySteps } from "../../../../db/readers/applications.ts";
import {
  appendClockEvent,
  appendDeliveryStep,
  updateCaseCaches,
} from "../../../../db/writers/applications.ts";
import type { RecordedClockEvent } from "../../../../shared/contract/applications.ts";
import {
  checkDeliveryStep,
  deliveryMethods,
  readDelivery,
  sendingDay,
  type DeliveryMethod,
  type DeliveryReading,
  type DeliveryStep,
  type ReturnCause,
} from "../../../../shared/domain/application/delivery.ts";
import { readClock, type ClockEvent, type ClockReading } from "../../../../shared/domain/clock/index.ts";
import { composeLetter } from "../../../../shared/domain/letters/compose-letter.ts";
import type { LetterFields } from "../../../../shared/domain/letters/field-values.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterTemplates } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { cachesOfReading, readRecordedEvents } from "../applications/case-clock.ts";
import { write, type Work } from "../work.ts";
import { outgoingLetterId, readLetterFacts, type LetterFactsRead } from "./letter-state.ts";
import { deliveryStepOf } from "./read-deliveries.ts";
import { serviceEvents } from "./service-events.ts";

/** What the reader's receipt starts on the clock (条例30, 32, 34; 收费办法6). */
function receiptEvents(
  template: LetterId,
  consultationId: string,
  onDay: CalendarDay,
): readonly ClockEvent[] {
  switch (template) {
    case "correction-notice":
      return [{ type: "correctionNoticeReceived", onDay }];
    case "fee-notice":
      return [{ type: "feeNoticeReceived", onDay }];
    case "third-party-consultation-letter":
    case "other-organ-consultation-letter":
      return [{ type: "consultationReceivedByThem", onDay, consultationId }];
    default:
      return [];
  }
}

const sameFact = (a: ClockEvent, b: ClockEvent): boolean =>
  a.type === b.type &&
  ("consultationId" in a ? a.consultationId : "") === ("consultationId" in b ? b.consultationId : "");

function stillRecorded(events: readonly RecordedClockEvent[]): readonly RecordedClockEvent[] {
  const revoked = new Set(
    events.flatMap(({ event }) => (event.type === "eventRevoked" ? [event.eventId] : [])),
  );
  return events.filter(({ eventId, event }) => event.type !== "eventRevoked" && !revoked.has(eventId));
}

/** Records one later step of the service; dates that hang on it move in the same transaction. */
export async function recordDelivery(
  work: Work,
  asked: {
    letterId: string;
    kind: "sent" | "received" | "returned";
    onDay: CalendarDay;
    method?: DeliveryMethod | undefined;
    cause?: ReturnCause | undefined;
    trackingNo: string;
    note: string;
  },
) {
  const input = { ...asked, letterId: await outgoingLetterId(work, asked.letterId) };
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { letter } = state;
  if (!letter.service) return refuse("not-served");
  const today = todayOf(work.ports);
  if (input.onDay > today) return refuse("day-in-future");
  const steps = (await readDeliverySteps(work.db, letter.applicationId))
    .filter((record) => record.letterId === input.letterId)
    .map(deliveryStepOf);
  const step: DeliveryStep =
    input.kind === "sent"
      ? { kind: "sent", onDay: input.onDay, method: input.method ?? "post" }
      : input.kind === "returned"
        ? { kind: "returned", onDay: input.onDay, cause: input.cause ?? "unclaimed" }
        : { kind: "received", onDay: input.onDay };
  const refused = checkDeliveryStep(steps, step);
  if (refused) return refuse(refused);
  if (step.kind === "sent" && step.method === "post" && input.trackingNo.trim() === "")
    return refuse("tracking-number-missing");
  const before = readDelivery(steps);
  const after = readDelivery([...steps, step]);
  // A letter with several answers says what it says to the clock of each unit.
  const told: { applicationId: string; appended: readonly ClockEvent[]; reading: ClockReading }[] = [];
  for (const answered of state.answers ?? [state]) {
    const { applicationId } = answered.letter;
    const recorded = await readRecordedEvents(work.db, applicationId);
    const appended = appendedEvents(answered, recorded, step, before, after, today);
    const reading = readClock([...recorded.map((entry) => entry.event), ...appended], work.calendar, today);
    told.push({ applicationId, appended, reading });
  }
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await appendDeliveryStep(tx, {
      id: work.ports.newId(),
      letterId: input.letterId,
      kind: step.kind,
      onDay: step.onDay,
      ...(step.kind === "sent" ? { method: step.method } : {}),
      ...(step.kind === "returned" ? { cause: step.cause } : {}),
      trackingNo: input.trackingNo,
      note: input.note,
      accountId: work.actor.accountId,
      at,
    });
    for (const { applicationId, appended, reading } of told) {
      for (const event of appended)
        await appendClockEvent(tx, {
          id: work.ports.newId(),
          applicationId,
          event,
          note: [letter.issue?.docNumber ?? "", input.trackingNo, input.note]
            .filter((part) => part !== "")
            .join("，"),
          accountId: work.actor.accountId,
          at,
        });
      await updateCaseCaches(tx, applicationId, cachesOfReading(reading));
    }
    audit({
      act: "letter.deliveryRecorded",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { kind: step.kind, onDay: step.onDay },
    });
    for (const applicationId of new Set([letter.applicationId, ...told.map((each) => each.applicationId)]))
      audit({
        act: "letter.deliveryRecorded",
        subjectKind: "application",
        subjectId: applicationId,
        detail: { letterId: input.letterId },
      });
  });
  work.changed(
    "applications",
    `application:${letter.applicationId}`,
    `letter:${input.letterId}`,
    ...told.map((each) => `application:${each.applicationId}`),
  );
  return answer({ reading: told[0]?.reading ?? state.facts.reading });
}

/** What a step of the service says to the clock of the case that the letter answers. */
function appendedEvents(
  answered: LetterFactsRead,
  recorded: readonly RecordedClockEvent[],
  step: DeliveryStep,
  before: DeliveryReading,
  after: DeliveryReading,
  today: CalendarDay,
): readonly ClockEvent[] {
  // After a split the units carry the clock on; what reached the reader of an old letter says nothing to it.
  if (recorded.some(({ event }) => event.type === "split")) return [];
  const template = answered.letter.template as LetterId;
  const consultationId = answered.facts.consultation?.clockId ?? answered.letter.letterId;
  const standing = stillRecorded(recorded);
  const appended: ClockEvent[] = [];
  // A wrong address of ours was no service: what it said to the clock is taken back.
  if (before.clockDate && !after.clockDate) {
    const said = serviceEvents(template, consultationId, answered.fields, {
      method: "post",
      clockDate: before.clockDate,
      ...(before.receivedOn ? { receivedOn: before.receivedOn } : {}),
    });
    for (const { eventId, event } of standing)
      if (said.some((one) => sameFact(one, event) && event.onDay === one.onDay))
        appended.push({ type: "eventRevoked", onDay: today, eventId });
  }
  if (step.kind === "sent" && !before.clockDate)
    appended.push(
      ...serviceEvents(template, consultationId, answered.fields, {
        method: step.method,
        clockDate: sendingDay(step),
      }),
    );
  if (after.receivedOn && !before.receivedOn)
    for (const event of receiptEvents(template, consultationId, after.receivedOn))
      if (!standing.some((one) => sameFact(one.event, event))) appended.push(event);
  return appended;
}

/** The choice of the receipt's field that a way of serving belongs to. */
const receiptChoice: Readonly<Record<DeliveryMethod, string>> = {
  direct: "direct",
  pickUp: "direct",
  entrusted: "entrusted",
  post: "post",
  electronic: "electronic",
  portal: "electronic",
  retention: "retention",
  publicNotice: "retention",
};

/** 《送达回证》 to be signed: filled from the letter and the last sending, the rest left to the pen (民诉法87). */
export async function exportServiceReceipt(work: Work, asked: { letterId: string; format: "docx" | "pdf" }) {
  const input = { ...asked, letterId: await outgoingLetterId(work, asked.letterId) };
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const { letter } = state;
  if (!letter.issue) return refuse("not-signed");
  const sendings = (await readDeliverySteps(work.db, letter.applicationId)).filter(
    (record) => record.letterId === input.letterId && record.kind === "sent",
  );
  const last = sendings.at(-1);
  const method = last?.method as DeliveryMethod | undefined;
  const fields: LetterFields = {
    organName: work.profile.organName,
    addressee: typeof state.fields.addressee === "string" ? state.fields.addressee : "",
    letterTitle: state.template.name,
    docNumber: letter.issue.docNumber ?? "无文号",
    serviceMethod: receiptChoice[method ?? "direct"],
    serverName: work.actor.personName,
    ...(last?.trackingNo ? { trackingNo: last.trackingNo } : {}),
    ...(last && method === "post" ? { postedOn: last.onDay } : {}),
    ...(method === "pickUp" || method === "portal" ? { remark: deliveryMethods[method] } : {}),
  };
  const docx = await work.letterDesk.docx(
    composeLetter(letterTemplates["service-receipt"], fields, { templates: letterTemplates }),
  );
  const bytes = input.format === "docx" ? docx : await work.letterDesk.pdf(docx);
  if (!bytes) return refuse("pdf-not-available");
  await write(work, async (_tx, audit) => {
    audit({ act: "letter.receiptExported", subjectKind: "letter", subjectId: input.letterId });
    await Promise.resolve();
  });
  return answer({
    fileName: `送达回证（${letter.issue.docNumber ?? state.application.applicationNo}）.${input.format}`,
    mediaType:
      input.format === "docx"
        ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        : "application/pdf",
    bytes: Uint8Array.from(bytes),
  });
}
