import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import type { ClockEvent, ConsultedParty, OrganConsultationBasis } from "../clock/clock-events.ts";
import { clockWarning, type ClockWarning } from "../clock/clock-notice.ts";
import { type ReceiptFacts, resolveReceiptDate } from "../clock/receipt-date.ts";
import { readServiceDate, type ServiceReading } from "../clock/service-date.ts";
import { serviceSpellings } from "../clock/service-spellings.ts";
import { isInputRecord, RuleInputReader } from "./rule-input.ts";
import { channelSpellings } from "./spellings.ts";

/** What a question about one application tells, turned into the events the clock reads. */
export interface ApplicationQuestion {
  readonly events: readonly ClockEvent[];
  readonly receiptDate?: CalendarDay;
  readonly confirmBy?: CalendarDay;
  readonly awaitingConfirmation: boolean;
  readonly receiptWarnings: readonly ClockWarning[];
  readonly receiptReason?: { readonly text: string; readonly article: string };
  readonly service?: ServiceReading;
  /** Facts the question left out and that were taken to be lawful. */
  readonly assumptions: readonly string[];
  /** The extension lacks the consent of the head of the 工作机构. */
  readonly extensionRefused: boolean;
  readonly extensionPlanned: boolean;
  readonly neverCorrected: boolean;
  readonly neverPaid: boolean;
  readonly goodReasonForDelay: boolean;
}

interface Receipt {
  readonly day?: CalendarDay;
  readonly confirmBy?: CalendarDay;
  readonly awaiting: boolean;
  readonly warnings: readonly ClockWarning[];
  readonly reason?: { readonly text: string; readonly article: string };
}

function given<T extends object>(facts: { readonly [Key in keyof T]: T[Key] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function resolve(facts: ReceiptFacts, reader: RuleInputReader, calendar: WorkCalendar): Receipt {
  const resolved = resolveReceiptDate(facts, calendar);
  if (!resolved.ok) {
    reader.fail(
      resolved.error.type === "fact-missing"
        ? { type: "unsupported-input", field: resolved.error.field }
        : { type: "invalid-value", field: "confirmedOn", expected: "day" },
    );
    return { awaiting: false, warnings: [] };
  }
  const { receiptDate, confirmBy, warnings, status, reason } = resolved.value;
  return {
    ...(receiptDate ? { day: receiptDate } : {}),
    ...(confirmBy ? { confirmBy } : {}),
    awaiting: status === "awaitingConfirmation",
    warnings,
    reason,
  };
}

function readReceipt(reader: RuleInputReader, calendar: WorkCalendar): Receipt | undefined {
  const fixed = reader.day("receiptDate", "receivedOn", "applicationReceivedOn");
  const channel = reader.word(channelSpellings, "submissionChannel", "channel");
  const mailed = channel === "registeredMail";
  const facts = given<Omit<ReceiptFacts, "channel">>({
    submittedOn: reader.day(
      "submittedOn",
      "submittedAt",
      "uploadedOn",
      "uploadedAt",
      "formSignedOn",
      "formFilledOn",
      "filledOn",
      "transcriptSignedOn",
      // 口头申请: the day the form is filled and signed.
      ...(channel === "oral" ? ["signedOn", "signedAt"] : []),
    ),
    signedByOrganOn: reader.day(
      "signedByOrganOn",
      "organSignedOn",
      "mailRoomSignedOn",
      "signedByMailRoomOn",
      ...(mailed ? ["signedOn", "signedAt"] : []),
    ),
    arrivedOn: reader.day("arrivedOn", "arrivedAt", "deliveredToOrganOn"),
    confirmedOn: reader.day("confirmedOn", "confirmedAt", "receiptConfirmedOn", "bothSidesConfirmedOn"),
  });
  reader.day("officeReceivedOn", "receivedByOfficeOn", "forwardedToOfficeOn");
  const received = reader.day("mailArrivedOn");
  if (fixed) {
    const byChannel = channel ? resolveReceiptDate({ channel, ...facts }, calendar) : undefined;
    const lawful = byChannel?.ok ? byChannel.value.receiptDate : undefined;
    const differs = lawful !== undefined && lawful !== fixed;
    return { day: fixed, awaiting: false, warnings: differs ? [clockWarning("receiptDateDiffers")] : [] };
  }
  if (channel) {
    return resolve({ channel, ...(received ? { arrivedOn: received } : {}), ...facts }, reader, calendar);
  }
  // Without a channel only a fact that itself fixes the date can be used; an upload or arrival cannot.
  const day = facts.confirmedOn ?? facts.signedByOrganOn;
  if (day) return { day, awaiting: false, warnings: [] };
  if (facts.submittedOn ?? facts.arrivedOn)
    reader.fail({ type: "unsupported-input", field: "submissionChannel" });
  return undefined;
}

function readCorrectedReceipt(reader: RuleInputReader, calendar: WorkCalendar): Receipt | undefined {
  const fixed = reader.day("correctedReceivedOn", "correctedReceiptDate", "correctedApplicationReceivedOn");
  const channel = reader.word(
    channelSpellings,
    "correctedSubmissionChannel",
    "correctedChannel",
    "correctionChannel",
  );
  const facts = given<Omit<ReceiptFacts, "channel">>({
    submittedOn: reader.day("correctedSubmittedOn", "correctedSubmittedAt"),
    signedByOrganOn: reader.day("correctedSignedByOrganOn"),
    arrivedOn: reader.day("correctedArrivedOn", "correctedArrivedAt"),
    confirmedOn: reader.day("correctedConfirmedOn", "correctedConfirmedAt"),
  });
  if (fixed) return { day: fixed, awaiting: false, warnings: [] };
  if (channel) return resolve({ channel, ...facts }, reader, calendar);
  const day = facts.confirmedOn ?? facts.signedByOrganOn ?? facts.submittedOn;
  return day ? { day, awaiting: false, warnings: [] } : undefined;
}

const parties: Readonly<Record<string, ConsultedParty>> = {
  thirdParty: "thirdParty",
  "third-party": "thirdParty",
  third_party: "thirdParty",
  第三方: "thirdParty",
  otherOrgan: "otherOrgan",
  "other-organ": "otherOrgan",
  other_organ: "otherOrgan",
  otherOrgans: "otherOrgan",
  organ: "otherOrgan",
  其他机关: "otherOrgan",
};

const bases: Readonly<Record<string, OrganConsultationBasis>> = {
  jointInformation: "jointInformation",
  joint: "jointInformation",
  article34: "jointInformation",
  "34": "jointInformation",
  consistency: "consistency",
  article11: "consistency",
  "11": "consistency",
};

interface ConsultationDays {
  readonly party: ConsultedParty;
  readonly basis: OrganConsultationBasis | undefined;
  readonly issuedOn: CalendarDay | undefined;
  readonly receivedByThemOn: CalendarDay | undefined;
  readonly returnedOn: CalendarDay | undefined;
  readonly closedOn: CalendarDay | undefined;
}

function consultationEvents(id: string, days: ConsultationDays, assumptions: string[]): ClockEvent[] {
  const issuedOn = days.issuedOn ?? days.receivedByThemOn;
  if (!issuedOn) return [];
  if (!days.issuedOn) assumptions.push("consultationIssuedOnReceiptDay");
  const { party, basis } = days;
  const consultationId = id;
  const events: ClockEvent[] = [
    { type: "consultationIssued", onDay: issuedOn, consultationId, party, ...(basis ? { basis } : {}) },
  ];
  if (days.receivedByThemOn) {
    events.push({ type: "consultationReceivedByThem", onDay: days.receivedByThemOn, consultationId });
  }
  if (days.returnedOn) events.push({ type: "consultationReturned", onDay: days.returnedOn, consultationId });
  if (days.closedOn) events.push({ type: "consultationClosed", onDay: days.closedOn, consultationId });
  return events;
}

function readListedConsultations(reader: RuleInputReader, assumptions: string[]): ClockEvent[] {
  const events: ClockEvent[] = [];
  const decidedOn = reader.day("organDecidedOn");
  for (const [index, given] of (reader.shortList("consultations", "suspensions") ?? []).entries()) {
    // A bare pair of days is an interval that somebody consulted about; who, makes no difference to the count.
    const entry =
      Array.isArray(given) && given.length === 2
        ? {
            type: "otherOrgan",
            basis: "consistency",
            issuedOn: given[0] as unknown,
            returnedOn: given[1] as unknown,
          }
        : isInputRecord(given) && "from" in given && "to" in given
          ? { type: "otherOrgan", basis: "consistency", ...given }
          : given;
    if (!isInputRecord(entry)) {
      reader.fail({ type: "invalid-value", field: `consultations[${index}]`, expected: "object" });
      continue;
    }
    const inner = new RuleInputReader(entry);
    inner.isNull("returnedOn", "opinionReturnedOn", "receivedByThemOn", "closedOn");
    const party = inner.word(parties, "type", "party", "kind");
    // 条例32: after silence the organ decides; an opinion that came ended the consultation before.
    const closes = party === "thirdParty" && entry["returnedOn"] === null ? decidedOn : undefined;
    const days: ConsultationDays = {
      party: party ?? "thirdParty",
      basis: inner.word(bases, "basis", "article"),
      issuedOn: inner.day("issuedOn", "sentOn", "from", "letterIssuedOn"),
      receivedByThemOn: inner.day("receivedByThemOn", "receivedOn", "theyReceivedOn", "servedOn"),
      returnedOn: inner.day("returnedOn", "opinionReturnedOn", "opinionReceivedOn", "to", "repliedOn"),
      closedOn: inner.day("closedOn", "decidedOn", "organDecidedOn") ?? closes,
    };
    inner.value("id", "name");
    if (!party) inner.fail({ type: "unsupported-input", field: `consultations[${index}].type` });
    reader.absorb(inner, `consultations[${index}]`);
    events.push(
      ...consultationEvents(`consultation-${String(index + 1).padStart(3, "0")}`, days, assumptions),
    );
  }
  return events;
}

function readNamedConsultation(
  reader: RuleInputReader,
  party: ConsultedParty,
  assumptions: string[],
): ClockEvent[] {
  reader.isNull(`${party}ReturnedOn`, `${party}OpinionReturnedOn`, `${party}OpinionReceivedOn`);
  return consultationEvents(
    party,
    {
      party,
      basis: party === "otherOrgan" ? reader.word(bases, "otherOrganBasis") : undefined,
      issuedOn: reader.day(`${party}ConsultationIssuedOn`, `${party}IssuedOn`, `${party}LetterIssuedOn`),
      receivedByThemOn: reader.day(
        `${party}ReceivedOn`,
        `${party}ConsultationReceivedOn`,
        `${party}ReceivedByThemOn`,
        `${party}LetterReceivedOn`,
      ),
      returnedOn: reader.day(`${party}ReturnedOn`, `${party}OpinionReturnedOn`, `${party}OpinionReceivedOn`),
      closedOn: reader.day(`${party}ClosedOn`, `${party}DecidedOn`),
    },
    assumptions,
  );
}

/** Several notices of correction: only the first counts (条例30), which is for the clock to say. */
function readListedCorrectionNotices(reader: RuleInputReader): ClockEvent[] {
  const events: ClockEvent[] = [];
  for (const [index, entry] of (reader.shortList("correctionNotices") ?? []).entries()) {
    const inner = new RuleInputReader(isInputRecord(entry) ? entry : { issuedOn: entry });
    const onDay = inner.day("issuedOn", "sentOn", "on");
    const served = inner.day("receivedOn", "servedOn", "receivedByApplicantOn");
    const days = inner.dayCount("days", "correctionDays");
    const corrected = inner.day("correctedReceivedOn", "correctedOn");
    inner.isNull("correctedReceivedOn", "correctedOn");
    reader.absorb(inner, `correctionNotices[${index}]`);
    if (!onDay)
      reader.fail({ type: "invalid-value", field: `correctionNotices[${index}]`, expected: "object" });
    else {
      events.push({
        type: "correctionNoticeIssued",
        onDay,
        ...(days === undefined ? {} : { correctionDays: days }),
      });
      if (served && index === 0) events.push({ type: "correctionNoticeReceived", onDay: served });
      if (corrected) events.push({ type: "correctedReceived", onDay: corrected });
    }
  }
  return events;
}

function readCorrection(
  reader: RuleInputReader,
  receiptDate: CalendarDay | undefined,
  corrected: CalendarDay | undefined,
  assumptions: string[],
): ClockEvent[] {
  const issued = reader.day(
    "correctionNoticeIssuedOn",
    "correctionNoticeOn",
    "correctionIssuedOn",
    "correctionNoticeSentOn",
  );
  const served = reader.day(
    "correctionNoticeReceivedOn",
    // letters.md §4, document 39: the day the applicant received the notice, not the day the correction came.
    "correctionReceivedOn",
    "correctionNoticeServedOn",
    "correctionNoticeReceivedByApplicantOn",
  );
  const second = reader.day("secondCorrectionNoticeIssuedOn", "secondCorrectionNoticeOn");
  const days = reader.dayCount(
    "correctionDays",
    "correctionWorkdays",
    "correctionPeriodDays",
    "correctionPeriodWorkdays",
  );
  if (days !== undefined && days < 1) {
    reader.fail({ type: "invalid-value", field: "correctionDays", expected: "integer" });
  }
  const onDay = issued ?? served ?? (corrected ? receiptDate : undefined);
  const events: ClockEvent[] = readListedCorrectionNotices(reader);
  if (onDay && events.length === 0) {
    if (!issued) assumptions.push("correctionNoticeInTime");
    events.push({
      type: "correctionNoticeIssued",
      onDay,
      ...(days === undefined ? {} : { correctionDays: days }),
    });
  }
  if (served) events.push({ type: "correctionNoticeReceived", onDay: served });
  if (second) events.push({ type: "correctionNoticeIssued", onDay: second });
  if (corrected) events.push({ type: "correctedReceived", onDay: corrected });
  return events;
}

function readPayments(reader: RuleInputReader): {
  readonly paidOn?: CalendarDay;
  readonly partlyPaidOn?: CalendarDay;
} {
  const due = reader.integer("feeAmount", "amountDue", "feeDue");
  let paidOn = reader.day("paidOn", "feePaidOn", "paymentCompletedOn", "paidInFullOn");
  let partlyPaidOn = reader.day("partlyPaidOn", "partialPaidOn", "partialPaymentOn", "partPaidOn");
  const amount = reader.integer("amountPaid", "paidAmount");
  const partial = reader.flag("partialPayment", "partialPaid", "partial");
  let sum = 0;
  for (const [index, entry] of (reader.shortList("payments") ?? []).entries()) {
    const inner = new RuleInputReader(isInputRecord(entry) ? entry : {});
    const onDay = inner.day("on", "paidOn", "date");
    sum += inner.integer("amount") ?? 0;
    reader.absorb(inner, `payments[${index}]`);
    if (!onDay) reader.fail({ type: "invalid-value", field: `payments[${index}]`, expected: "object" });
    else if (due !== undefined && sum >= due) paidOn ??= onDay;
    else partlyPaidOn ??= onDay;
  }
  const short = partial === true || (due !== undefined && amount !== undefined && amount < due);
  if (short && paidOn) {
    partlyPaidOn = paidOn;
    paidOn = undefined;
  }
  return { ...(paidOn ? { paidOn } : {}), ...(partlyPaidOn ? { partlyPaidOn } : {}) };
}

function readFee(
  reader: RuleInputReader,
  receiptDate: CalendarDay | undefined,
  assumptions: string[],
): ClockEvent[] {
  const issued = reader.day("feeNoticeIssuedOn", "feeNoticePostedOn", "feeNoticeOn", "feeNoticeSentOn");
  const served = reader.day("feeNoticeReceivedOn", "feeNoticeServedOn", "feeNoticeReceivedByApplicantOn");
  const { paidOn, partlyPaidOn } = readPayments(reader);
  // Who has paid was told before: a notice that came later was issued on the day of payment at the latest.
  const known = served && paidOn && paidOn < served ? paidOn : served;
  const onDay = issued ?? known ?? (paidOn ? receiptDate : undefined);
  const events: ClockEvent[] = [];
  if (onDay) {
    if (!issued) assumptions.push("feeNoticeInTime");
    events.push({ type: "feeNoticeIssued", onDay });
  }
  if (served) events.push({ type: "feeNoticeReceived", onDay: served });
  if (partlyPaidOn) events.push({ type: "feePartlyPaid", onDay: partlyPaidOn });
  if (paidOn) events.push({ type: "feePaid", onDay: paidOn });
  return events;
}

interface Extensions {
  readonly events: readonly ClockEvent[];
  readonly refused: boolean;
  readonly planned: boolean;
}

/** Roles whose consent is not that of the head of the 工作机构 (条例33②). */
const notTheHead: ReadonlySet<string> = new Set([
  "drafter",
  "handler",
  "unitHead",
  "confidentialityReviewer",
  "reviewer",
  "systemAdmin",
  "承办人",
  "经办人",
  "处室负责人",
  "保密审查员",
]);

function readExtensions(
  reader: RuleInputReader,
  receiptDate: CalendarDay | undefined,
  assumptions: string[],
): Extensions {
  const days = reader.dayCount("extensionDays", "extensionWorkdays", "extendedBy");
  const noticeOn = reader.day(
    "extensionNoticeIssuedOn",
    "extensionNoticeOn",
    "extensionIssuedOn",
    "extensionNotifiedOn",
    "extensionNoticeSentOn",
  );
  const approvedOn = reader.day("extensionApprovedOn");
  const approved = reader.flag(
    "extensionApproved",
    "approvedByOfficeHead",
    "officeHeadApproved",
    "extensionConsent",
  );
  const approver = reader.value("extensionApprover", "approverName");
  reader.value("extensionReason");
  // A consent that is known not to exist is no consent (条例33②).
  const nobody = reader.isNull(
    "extensionApprover",
    "approverName",
    "extensionApprovedOn",
    "extensionApproved",
    "approvedByOfficeHead",
  );
  const events: ClockEvent[] = [];
  let planned = false;
  if (days !== undefined) {
    if (approvedOn) events.push({ type: "extensionApproved", onDay: approvedOn, days });
    const onDay = noticeOn ?? receiptDate;
    if (noticeOn === undefined) {
      planned = true;
      assumptions.push("extensionNoticeInTime");
    }
    if (onDay) events.push({ type: "extensionNoticeIssued", onDay, days });
  } else if (noticeOn) reader.fail({ type: "unsupported-input", field: "extensionDays" });
  const secondDays = reader.dayCount("secondExtensionDays");
  // Without a day of its own the second one came after the first.
  const secondOn =
    reader.day("secondExtensionNoticeIssuedOn") ??
    (noticeOn === undefined ? undefined : addDays(noticeOn, 1));
  if (secondDays !== undefined && secondOn) {
    events.push({ type: "extensionNoticeIssued", onDay: secondOn, days: secondDays });
  }
  for (const [index, entry] of (reader.shortList("extensions") ?? []).entries()) {
    const inner = new RuleInputReader(isInputRecord(entry) ? entry : {});
    const listedDays = inner.dayCount("days", "extensionDays", "workdays");
    const listedOn = inner.day("noticeIssuedOn", "issuedOn", "extensionNoticeIssuedOn");
    reader.absorb(inner, `extensions[${index}]`);
    if (listedDays === undefined || !listedOn) {
      reader.fail({ type: "invalid-value", field: `extensions[${index}]`, expected: "object" });
    } else events.push({ type: "extensionNoticeIssued", onDay: listedOn, days: listedDays });
  }
  const somebodyElse = typeof approver === "string" && notTheHead.has(approver);
  return { events, refused: approved === false || nobody || somebodyElse, planned };
}

function readAnswer(reader: RuleInputReader): {
  readonly event?: ClockEvent;
  readonly service?: ServiceReading;
} {
  const method = reader.word(serviceSpellings, "serviceMethod", "servedBy", "service", "deliveryMethod");
  const days = given<{ postedOn: CalendarDay; signedOn: CalendarDay; sentOn: CalendarDay }>({
    postedOn: reader.day("postedOn", "handedToPostOn"),
    signedOn: reader.day("signedOn", "signedByApplicantOn", "applicantSignedOn", "deliveredOn", "leftOn"),
    sentOn: reader.day("sentOn", "sentAt", "replySentOn"),
  });
  const plain = reader.day("repliedOn", "serviceClockDate", "answeredOn", "replyMadeOn");
  const receipt = reader.text("postalReceiptNo", "trackingNo");
  if (method) {
    const service = readServiceDate({ method, ...days, ...(receipt ? { postalReceiptNo: receipt } : {}) });
    if (!service.ok) {
      if (!plain) {
        reader.fail({ type: "unsupported-input", field: service.error.field });
        return {};
      }
      return { event: { type: "replied", onDay: plain } };
    }
    return {
      event: { type: "replied", onDay: service.value.serviceClockDate, serviceMethod: method },
      service: service.value,
    };
  }
  const inferred = plain ?? days.postedOn ?? days.signedOn ?? days.sentOn;
  return inferred ? { event: { type: "replied", onDay: inferred } } : {};
}

/** Reads the facts of one application out of a question; wrong values are kept by the reader. */
export function readApplicationQuestion(
  reader: RuleInputReader,
  calendar: WorkCalendar,
): ApplicationQuestion {
  const assumptions: string[] = [];
  const neverCorrected = reader.isNull("correctedReceivedOn", "correctedReceiptDate");
  const neverPaid = reader.isNull("paidOn", "feePaidOn", "paymentCompletedOn");
  reader.isNull("confirmedOn", "confirmedAt");
  const receipt = readReceipt(reader, calendar);
  const receiptDate = receipt?.day;
  const corrected = readCorrectedReceipt(reader, calendar);
  const correction = readCorrection(reader, receiptDate, corrected?.day, assumptions);
  const fee = readFee(reader, receiptDate, assumptions);
  const extensions = readExtensions(reader, receiptDate, assumptions);
  const consultations = [
    ...readListedConsultations(reader, assumptions),
    ...readNamedConsultation(reader, "thirdParty", assumptions),
    ...readNamedConsultation(reader, "otherOrgan", assumptions),
  ];
  const others: ClockEvent[] = [];
  const reasonsAsked = reader.day("reasonRequestReceivedOn", "reasonRequestIssuedOn", "reasonRequestedOn");
  const reasonDays = reader.dayCount("reasonDays");
  if (reasonsAsked) {
    others.push({
      type: "reasonRequested",
      onDay: reasonsAsked,
      ...(reasonDays === undefined ? {} : { reasonDays }),
    });
  }
  const reasonsGiven = reader.day("reasonGivenOn", "reasonsGivenOn", "reasonReceivedOn");
  if (reasonsGiven) others.push({ type: "reasonGiven", onDay: reasonsGiven });
  const delayedBy = reader.day(
    "delayedReplyBy",
    "delayedReplyDate",
    "delayedReplyDue",
    "delayedUntil",
    "delayedDue",
  );
  const delayedSet = reader.day("delayedReplySetOn", "delayedReplyNoticeIssuedOn", "delayedReplyIssuedOn");
  if (delayedBy) {
    const onDay = delayedSet ?? receiptDate;
    if (!delayedSet) assumptions.push("delayedReplyInTime");
    if (onDay) others.push({ type: "delayedReplySet", onDay, replyBy: delayedBy });
  }
  const withdrawnOn = reader.day("withdrawnOn");
  if (withdrawnOn) others.push({ type: "withdrawn", onDay: withdrawnOn });
  const answer = readAnswer(reader);
  const goodReasonForDelay = reader.flag("goodReason", "goodReasonForDelay", "justifiedDelay") === true;

  return {
    events: [
      ...(receiptDate ? [{ type: "received", onDay: receiptDate } as const] : []),
      ...correction,
      ...fee,
      ...consultations,
      ...extensions.events,
      ...others,
      ...(answer.event ? [answer.event] : []),
    ],
    ...(receiptDate ? { receiptDate } : {}),
    ...(receipt?.confirmBy ? { confirmBy: receipt.confirmBy } : {}),
    awaitingConfirmation: receipt?.awaiting === true,
    receiptWarnings: [...(receipt?.warnings ?? []), ...(corrected?.warnings ?? [])],
    ...(receipt?.reason ? { receiptReason: receipt.reason } : {}),
    ...(answer.service ? { service: answer.service } : {}),
    assumptions,
    extensionRefused: extensions.refused,
    extensionPlanned: extensions.planned,
    neverCorrected,
    neverPaid,
    goodReasonForDelay,
  };
}
