import type {
  ApplicantType,
  ApplicationIntake,
  HelpKind,
  ObtainMethod,
  SubmissionChannel,
} from "../../../shared/contract/applications.ts";
import { readClock } from "../../../shared/domain/clock/read-clock.ts";
import {
  channelRules,
  resolveReceiptDate,
  type ReceiptEvidence,
  type ReceiptReading,
} from "../../../shared/domain/clock/receipt-date.ts";
import {
  applicantsProblems,
  checkApplicants,
  missingOfApplicants,
  type CoApplicant,
} from "../../../shared/domain/application/joint-applicants.ts";
import { checkUnits, unitProblems } from "../../../shared/domain/application/application-units.ts";
import type { WorkCalendar } from "../../../shared/domain/clock/calendar.ts";
import { parseCalendarDay, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";

/** What is typed on the intake form; days are texts until they are real days. */
export interface IntakeDraft {
  readonly submissionChannel: SubmissionChannel;
  readonly arrivedOn: string;
  readonly confirmedOn: string;
  readonly receiptEvidence: string;
  readonly applicantType: ApplicantType;
  readonly applicantName: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly legalRepresentative: string;
  readonly agentName: string;
  readonly agentProof: string;
  readonly coApplicants: readonly CoApplicant[];
  readonly representative: number;
  readonly phone: string;
  readonly email: string;
  readonly postalAddress: string;
  readonly postcode: string;
  readonly requestedInformation: string;
  readonly obtainMethod: ObtainMethod;
  readonly carrierForm: ApplicationIntake["carrierForm"];
  readonly helpNeeded: boolean;
  readonly helpKinds: readonly HelpKind[];
  readonly helpNote: string;
  readonly difficultyReason: string;
  readonly readBack: boolean;
  /** The matters the application is split into; empty while it is one. */
  readonly units: readonly string[];
}

export function freshIntake(today: CalendarDay): IntakeDraft {
  return {
    submissionChannel: "inPerson",
    arrivedOn: today,
    confirmedOn: "",
    receiptEvidence: "",
    applicantType: "citizen",
    applicantName: "",
    idType: "居民身份证",
    idNumber: "",
    legalRepresentative: "",
    agentName: "",
    agentProof: "",
    coApplicants: [],
    representative: 0,
    phone: "",
    email: "",
    postalAddress: "",
    postcode: "",
    requestedInformation: "",
    obtainMethod: "post",
    carrierForm: "paper",
    helpNeeded: false,
    helpKinds: [],
    helpNote: "",
    difficultyReason: "",
    readBack: false,
    units: [],
  };
}

export type IntakeField = keyof IntakeDraft;

function receiptDateOf(draft: IntakeDraft): CalendarDay | undefined {
  const day = channelRules[draft.submissionChannel].needsConfirmation ? draft.confirmedOn : draft.arrivedOn;
  return parseCalendarDay(day);
}

/** What stops the registration, by field, in words. A missing content of 条例29 does not: it is put right by 补正. */
export function intakeProblems(
  draft: IntakeDraft,
  today: CalendarDay,
): Readonly<Partial<Record<IntakeField, string>>> {
  const problems: Partial<Record<IntakeField, string>> = {};
  const arrived = parseCalendarDay(draft.arrivedOn);
  if (!arrived) problems.arrivedOn = "写明到达日期";
  else if (arrived > today) problems.arrivedOn = "到达日期不能晚于今天";
  if (channelRules[draft.submissionChannel].needsConfirmation && draft.confirmedOn !== "") {
    const confirmed = parseCalendarDay(draft.confirmedOn);
    if (!confirmed) problems.confirmedOn = "确认日期写得不对";
    else if (confirmed > today) problems.confirmedOn = "确认日期不能晚于今天";
    else if (arrived && confirmed < arrived) problems.confirmedOn = "确认日期不能早于到达日期";
  }
  if (draft.applicantName.trim() === "") problems.applicantName = "写明申请人姓名或者名称";
  if (draft.coApplicants.some((one) => one.applicantName.trim() === ""))
    problems.coApplicants = "写明每个共同申请人的姓名或者名称，或者去掉空着的";
  else {
    const applicants = checkApplicants(draft);
    if (applicants) problems.coApplicants = applicantsProblems[applicants];
  }
  if (draft.requestedInformation.trim() === "") problems.requestedInformation = "照申请原文填写";
  if (draft.helpNeeded && draft.helpKinds.length === 0 && draft.helpNote.trim() === "")
    problems.helpKinds = "写明需要什么帮助";
  if (draft.submissionChannel === "oral") {
    if (draft.difficultyReason.trim() === "") problems.difficultyReason = "写明书写有什么困难";
    if (!draft.readBack) problems.readBack = "代填的内容须向申请人宣读，经其确认";
  }
  const units = draft.units.length > 0 ? checkUnits(draft.units) : undefined;
  if (units) problems.units = unitProblems[units];
  else if (draft.units.length > 0 && !receiptDateOf(draft))
    problems.units = "收到申请之日还没有确定：先登记，与申请人确认以后再拆分";
  return problems;
}

/** The form as the core takes it. */
export function intakeOf(draft: IntakeDraft): ApplicationIntake & { units: string[] } {
  const confirmed = channelRules[draft.submissionChannel].needsConfirmation
    ? parseCalendarDay(draft.confirmedOn)
    : undefined;
  const { confirmedOn: _confirmedOn, arrivedOn, units, ...rest } = draft;
  return {
    ...rest,
    units: [...units],
    helpKinds: draft.helpNeeded ? [...draft.helpKinds] : [],
    coApplicants: draft.coApplicants.map((one) => ({ ...one })),
    arrivedOn: arrivedOn as CalendarDay,
    ...(confirmed ? { confirmedOn: confirmed } : {}),
  };
}

/** What the form must prove for its channel, in words (条例31). */
export const evidenceWords: Readonly<Record<ReceiptEvidence, string>> = {
  signedReceipt: "当面签收的回执",
  trackingNumber: "邮件号码",
  mailSigner: "收发室签收人",
  mailSignedOn: "签收日期",
  confirmationDate: "确认日期",
  confirmationTime: "确认时间",
  confirmationMethod: "确认方式",
  confirmationPerson: "被联系人",
  signedTranscript: "申请人签字的申请表",
};

export interface IntakeExplanation {
  readonly receipt: ReceiptReading | undefined;
  /** The last day to reply, once the receipt date is fixed. */
  readonly replyDue: CalendarDay | undefined;
  readonly correctionNoticeDue: CalendarDay | undefined;
  readonly provisional: boolean;
  /** Contents of 条例29 that are not there yet. */
  readonly missingContents: readonly string[];
}

/** The receipt date, why, and what follows from it, while the form is being filled in. Nothing here is stored. */
export function explainIntake(
  draft: IntakeDraft,
  calendar: WorkCalendar,
  today: CalendarDay,
): IntakeExplanation {
  const arrivedOn = parseCalendarDay(draft.arrivedOn);
  const confirmedOn = parseCalendarDay(draft.confirmedOn);
  const rule = channelRules[draft.submissionChannel];
  const resolved = arrivedOn
    ? resolveReceiptDate(
        {
          channel: draft.submissionChannel,
          arrivedOn,
          ...(rule.needsConfirmation && confirmedOn ? { confirmedOn } : {}),
        },
        calendar,
      )
    : undefined;
  const receipt = resolved?.ok ? resolved.value : undefined;
  const receiptDate = receipt?.receiptDate;
  const reading = receiptDate
    ? readClock(
        [{ type: "received", onDay: receiptDate, channel: draft.submissionChannel }],
        calendar,
        receiptDate > today ? receiptDate : today,
      )
    : undefined;
  const missing: string[] = [...missingOfApplicants(draft)];
  if (draft.requestedInformation.trim().length < 4) missing.push("名称、文号或者便于查询的其他特征性描述");
  return {
    receipt,
    replyDue: reading?.effectiveDue,
    correctionNoticeDue: reading?.correctionNoticeDue,
    provisional: reading?.provisional ?? false,
    missingContents: missing,
  };
}
