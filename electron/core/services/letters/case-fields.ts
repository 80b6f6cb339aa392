import type { LetterRecord } from "../../../../db/readers/applications.ts";
import type { ApplicationIntake } from "../../../../shared/contract/applications.ts";
import type { OrganisationProfile } from "../../../../shared/contract/organisation.ts";
import {
  readClock,
  type ClockEvent,
  type ClockReading,
  type WorkCalendar,
} from "../../../../shared/domain/clock/index.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import {
  feeNotice,
  type CounterReading,
  type DeliveryMethod,
  type FeeNotice,
} from "../../../../shared/domain/fees/index.ts";
import type { DisclosureHold } from "../../../../shared/domain/letters/lint-context.ts";
import type { LetterFields } from "../../../../shared/domain/letters/field-values.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";

export interface CaseFacts {
  readonly applicationNo: string;
  readonly registeredOn: CalendarDay;
  readonly handlerName: string;
  readonly handlingUnit: string;
  readonly intake: ApplicationIntake;
  readonly events: readonly ClockEvent[];
  readonly reading: ClockReading;
  readonly letters: readonly LetterRecord[];
  readonly today: CalendarDay;
  /** Set on a unit of a split application. */
  readonly unitOf?: { readonly applicationNo: string; readonly position: number; readonly count: number };
  /** The consultation this letter belongs to: there may be several in a case. */
  readonly consultation?: {
    readonly name: string;
    readonly clockId: string;
    readonly letterIds: readonly string[];
  };
  readonly disclosureHolds: readonly DisclosureHold[];
  /** For a fee notice: what its sums follow from. */
  readonly fee?: {
    readonly counter?: CounterReading;
    readonly delivery: DeliveryMethod;
    readonly outcome?: string;
  };
}

/** The sums of a fee notice under the tariff it names; undefined in other letters and before a tariff is chosen. */
export function feeOfNotice(facts: CaseFacts, own: LetterFields): FeeNotice | undefined {
  const { feeBasis, feePages } = own;
  if (!facts.fee || (feeBasis !== "perItem" && feeBasis !== "perPage")) return undefined;
  const { counter, ...rest } = facts.fee;
  if (!counter)
    return {
      ok: false,
      obstacle: { reason: "收到申请之日还没有确定，或者这件申请不计入件数，不能收费", article: "收费办法4" },
    };
  return feeNotice(feeBasis, {
    counter,
    ...rest,
    ...(typeof feePages === "number" ? { pages: feePages } : {}),
  });
}

/** What an empty text or an absent day leaves out: an absent field, never an empty one. */
function present(fields: Readonly<Record<string, unknown>>): LetterFields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** The due day that an extension of `days` would give, were its notice issued today (条例33②). */
function dueIfExtended(facts: CaseFacts, days: number, calendar: WorkCalendar): CalendarDay | undefined {
  if (facts.reading.extension) return facts.reading.extendedDue;
  const reading = readClock(
    [
      ...facts.events,
      { type: "extensionApproved", onDay: facts.today, days },
      { type: "extensionNoticeIssued", onDay: facts.today, days },
    ],
    calendar,
    facts.today,
  );
  return reading.extendedDue;
}

/** Fields of a letter that come from the case, the profile and the clock; nobody types them (letters.md §2). */
export function caseFields(
  template: LetterId,
  facts: CaseFacts,
  profile: OrganisationProfile,
  calendar: WorkCalendar,
  own: LetterFields,
): LetterFields {
  const { intake, reading } = facts;
  // A letter on a joint application names all applicants (letters.md §1).
  const everybody = applicantNames(intake).join("、");
  const earlier = (id: LetterId) =>
    facts.letters.find((letter) => letter.template === id && letter.issue && !letter.voided);
  const correction = earlier("correction-notice");
  const fee = earlier("fee-notice");
  const reasonRequest = earlier("reason-request-notice");
  const linked = facts.consultation;
  const consultation = linked
    ? facts.letters.find(
        (letter) => linked.letterIds.includes(letter.letterId) && letter.issue && !letter.voided,
      )
    : (earlier("third-party-consultation-letter") ?? earlier("other-organ-consultation-letter"));
  const thirdParty = linked
    ? reading.consultations.find((each) => each.id === linked.clockId)
    : reading.consultations[0];
  const toThirdParty =
    template === "third-party-consultation-letter" || template === "third-party-decision-notice";
  const toOrgan = template === "other-organ-consultation-letter";
  const charged = feeOfNotice(facts, own);
  const extensionDays = typeof own.extensionDays === "number" ? own.extensionDays : undefined;
  return present({
    organName: profile.organName,
    contactOffice: profile.contactOffice,
    contactPhone: profile.phone,
    correctionAddress: `${profile.address}（${profile.contactOffice}）`,
    paymentMethod: profile.paymentMethod,
    payeeAccount: profile.payeeAccount,
    reconsiderationOrgan: profile.reconsiderationOrgan,
    courtName: profile.courtName,
    onlineReconsiderationChannel: profile.onlineReconsiderationChannel,
    addressee: toThirdParty
      ? (linked?.name ?? own.thirdPartyName)
      : toOrgan
        ? (linked?.name ?? own.otherOrganName)
        : everybody,
    applicantName: everybody,
    honorific: toThirdParty || intake.coApplicants.length === 0 ? undefined : "several",
    applicantType: intake.applicantType === "citizen" ? "citizen" : "organisation",
    organisationKind: intake.applicantType === "citizen" ? undefined : intake.applicantType,
    idType: intake.idType,
    idNumber: intake.idNumber,
    legalRepresentative: intake.legalRepresentative,
    agentName: intake.agentName,
    phone: intake.phone,
    email: intake.email,
    postalAddress: intake.postalAddress,
    postcode: intake.postcode,
    requestedInformation: intake.requestedInformation,
    obtainMethod: intake.obtainMethod,
    carrierForm: intake.carrierForm,
    helpNeeded: intake.helpNeeded,
    ...(template === "oral-application-transcript"
      ? { difficultyReason: intake.difficultyReason, readBack: intake.readBack ? true : undefined }
      : {}),
    applicationNo: facts.applicationNo,
    registeredOn: facts.registeredOn,
    splitCount: reading.closing?.type === "split" ? reading.closing.units : 1,
    remark:
      template === "application-registration-form" && facts.unitOf
        ? `由申请 ${facts.unitOf.applicationNo} 拆分，${facts.unitOf.count} 件中的第 ${facts.unitOf.position} 件`
        : undefined,
    submissionChannel: intake.submissionChannel,
    arrivedOn: intake.arrivedOn,
    receiptEvidence: intake.receiptEvidence,
    handlingUnit: facts.handlingUnit,
    handlerName: facts.handlerName,
    receiptDate: reading.receiptDate,
    correctedReceiptDate: reading.correction?.correctedOn,
    correctionNoticeDue: reading.correctionNoticeDue,
    correctionDue: reading.correction?.due,
    replyDue: template === "receipt-acknowledgement" ? reading.baseDue : reading.effectiveDue,
    replyExtended: reading.extension !== undefined && reading.extendedDue !== undefined ? true : undefined,
    extendedDue:
      template === "extension-notice" && extensionDays !== undefined
        ? dueIfExtended(facts, extensionDays, calendar)
        : reading.extendedDue,
    feePaidOn: reading.fee?.paidOn,
    payDue: reading.fee?.payDue,
    suspensionList:
      reading.suspensions.length > 0
        ? reading.suspensions.map(
            (entry) => `${formatChineseDate(entry.after)}至${formatChineseDate(entry.through)}`,
          )
        : undefined,
    correctionDocNumber: correction?.issue?.docNumber,
    correctionIssueDate: correction?.issue?.issueDate,
    correctionReceivedOn: reading.correction?.receivedOn,
    feeDocNumber: fee?.issue?.docNumber,
    feeNoticeReceivedOn: reading.fee?.receivedOn,
    reasonRequestDocNumber: reasonRequest?.issue?.docNumber,
    reasonRequestDate: reasonRequest?.issue?.issueDate,
    consultationDocNumber: consultation?.issue?.docNumber,
    consultationIssuedOn: thirdParty?.issuedOn ?? consultation?.issue?.issueDate,
    approverName: template === "extension-notice" ? profile.officeHeadName : undefined,
    serviceMethod: own.serviceMethod ?? (intake.obtainMethod === "email" ? "electronic" : undefined),
    outcome: undefined,
    ...(charged?.ok
      ? {
          feeFacts: charged.fields.feeFacts,
          feeDetail: charged.fields.feeDetail,
          feeAmount: charged.fields.feeAmount,
        }
      : {}),
  });
}

/** The fields a screen shows as coming from the case: they are not typed there. */
export const caseFieldNames: ReadonlySet<string> = new Set([
  "organName",
  "contactOffice",
  "contactPhone",
  "correctionAddress",
  "paymentMethod",
  "payeeAccount",
  "reconsiderationOrgan",
  "courtName",
  "onlineReconsiderationChannel",
  "addressee",
  "applicantName",
  "applicantType",
  "organisationKind",
  "idType",
  "idNumber",
  "legalRepresentative",
  "agentName",
  "phone",
  "email",
  "postalAddress",
  "postcode",
  "requestedInformation",
  "obtainMethod",
  "carrierForm",
  "helpNeeded",
  "applicationNo",
  "registeredOn",
  "submissionChannel",
  "arrivedOn",
  "receiptEvidence",
  "handlingUnit",
  "handlerName",
  "receiptDate",
  "correctedReceiptDate",
  "correctionNoticeDue",
  "correctionDue",
  "replyDue",
  "replyExtended",
  "extendedDue",
  "feePaidOn",
  "payDue",
  "feeFacts",
  "feeDetail",
  "feeAmount",
  "suspensionList",
  "correctionDocNumber",
  "correctionIssueDate",
  "correctionReceivedOn",
  "feeDocNumber",
  "feeNoticeReceivedOn",
  "reasonRequestDocNumber",
  "reasonRequestDate",
  "consultationDocNumber",
  "consultationIssuedOn",
  "docNumber",
  "issueDate",
  "historyClause",
  "honorific",
  "reliefParagraph",
]);
