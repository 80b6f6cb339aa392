import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { deliveryMethods } from "../domain/application/delivery.ts";
import type { ClockEvent } from "../domain/clock/clock-events.ts";
import type { CaseWait } from "../domain/clock/waiting-for.ts";
import type { ClockReading } from "../domain/clock/read-clock.ts";
import type { LetterId } from "../domain/letters/letter-id.ts";
import type { LetterModel } from "../domain/letters/letter-model.ts";
import type { LetterTemplate } from "../domain/letters/letter-template.ts";
import type { LintFinding } from "../domain/letters/linter.ts";
import type { ReviewState } from "../domain/review/review-stages.ts";
import type { LongList } from "../domain/screening/long-list.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import type { AttachmentView, FindingView, Blocker, RevisionRow } from "./items.ts";
import { unitTexts, type UnitOrigin, type UnitRow } from "./application-units.ts";
import type { ConsultationView } from "./consultations.ts";
import type { DeliveryView } from "./deliveries.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const staff = ["drafter", "disclosureOffice"] as const;

/** 申请渠道 and the receipt-date rules of 条例31. */
export const submissionChannels = {
  inPerson: "当面提交",
  registeredMail: "需签收的邮寄",
  ordinaryMail: "平常信函",
  internet: "互联网渠道",
  fax: "传真",
  oral: "口头申请",
} as const;
export type SubmissionChannel = keyof typeof submissionChannels;

export const applicantTypes = {
  citizen: "公民",
  commercialEnterprise: "商业企业",
  researchInstitution: "科研机构",
  publicWelfareOrganisation: "社会公益组织",
  legalServiceOrganisation: "法律服务机构",
  otherOrganisation: "其他组织",
} as const;
export type ApplicantType = keyof typeof applicantTypes;

export const obtainMethods = {
  post: "邮寄",
  email: "电子邮件",
  fax: "传真",
  pickUp: "自行领取",
  inspect: "当场查阅、抄录",
} as const;
export type ObtainMethod = keyof typeof obtainMethods;

/** Help for people with difficulty in reading, seeing or hearing (条例43). */
export const helpKinds = {
  largePrint: "大字版文书",
  readAloud: "宣读文书",
  assistance: "协助查阅、填写",
  signLanguage: "手语协助",
} as const;
export type HelpKind = keyof typeof helpKinds;

/** Exactly the three contents of 条例29, and how it arrived (条例31). */
export const applicationIntake = z.object({
  applicantType: z.enum(Object.keys(applicantTypes) as [ApplicantType]),
  applicantName: p.requiredLine,
  idType: p.line.default(""),
  idNumber: p.line.default(""),
  legalRepresentative: p.line.default(""),
  agentName: p.line.default(""),
  /** What proves the agent: 授权委托书 and identity document, as handed in. */
  agentProof: p.line.default(""),
  /** Who else applies in the same application. */
  coApplicants: z
    .array(
      z.object({
        applicantName: p.requiredLine,
        idType: p.line.default(""),
        idNumber: p.line.default(""),
        phone: p.line.default(""),
        postalAddress: p.line.default(""),
        postcode: p.line.default(""),
      }),
    )
    .max(50)
    .default([]),
  /** 0: the first named speaks for all; n: the n-th of the others. */
  representative: z.number().int().min(0).max(50).default(0),
  phone: p.line.default(""),
  email: p.line.default(""),
  postalAddress: p.line.default(""),
  postcode: p.line.default(""),
  requestedInformation: p.requiredText,
  obtainMethod: z.enum(Object.keys(obtainMethods) as [ObtainMethod]),
  carrierForm: z.enum(["paper", "electronic", "other"]).default("paper"),
  helpNeeded: z.boolean().default(false),
  /** What help is needed (条例43). */
  helpKinds: z
    .array(z.enum(Object.keys(helpKinds) as [HelpKind]))
    .max(10)
    .default([]),
  helpNote: p.line.default(""),
  /** Why somebody applies orally, and that what was written down was read to him and he confirmed it (条例29①). */
  difficultyReason: p.line.default(""),
  readBack: z.boolean().default(false),
  submissionChannel: z.enum(Object.keys(submissionChannels) as [SubmissionChannel]),
  arrivedOn: p.day,
  /** 双方确认之日, for ordinary mail, internet and fax. */
  confirmedOn: p.day.optional(),
  /** Tracking number, signer, confirmation record: what proves the receipt date. */
  receiptEvidence: z.string().max(2000).default(""),
});
export type ApplicationIntake = z.output<typeof applicationIntake>;

export interface ApplicationRow {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  readonly applicantType: ApplicantType;
  readonly requestedInformation: string;
  readonly submissionChannel: SubmissionChannel;
  readonly receiptDate?: CalendarDay;
  readonly state: ClockReading["state"];
  readonly effectiveDue?: CalendarDay;
  readonly remainingWorkdays?: number;
  /** What an open case waits for before a reply is due, and how long that still has. */
  readonly waits?: Pick<CaseWait, "todo" | "words" | "remainingWorkdays">;
  readonly handlerName: string;
  readonly provisional: boolean;
}

export interface RecordedClockEvent {
  readonly eventId: string;
  readonly event: ClockEvent;
  /** What proves it, as it was written down. */
  readonly note: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

export interface LetterRow {
  readonly letterId: string;
  readonly template: LetterId;
  readonly templateName: string;
  readonly docNumber?: string;
  readonly state: LetterState;
  readonly issueDate?: CalendarDay;
  readonly service?: { readonly method: string; readonly clockDate: CalendarDay };
  readonly revNo: number;
  /** The letter with several answers that it is a passage of. */
  readonly joinedInto?: string;
}

export type LetterState = "drafting" | "underReview" | "returned" | "approved" | "signed" | "served" | "void";

export interface CaseView {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly intake: ApplicationIntake;
  readonly handlerName: string;
  readonly handlerAccountId: string;
  readonly events: readonly RecordedClockEvent[];
  /** The clock as of today, from the events alone (V6); the screen draws the timeline from the same events. */
  readonly reading: ClockReading;
  readonly today: CalendarDay;
  readonly calendarVersion: string;
  readonly letters: readonly LetterRow[];
  /** How each served letter reached its reader. */
  readonly deliveries: readonly DeliveryView[];
  /** Who was asked, about what, and how it stands. */
  readonly consultations: readonly ConsultationView[];
  readonly history: readonly { readonly at: Instant; readonly personName: string; readonly what: string }[];
  readonly attachments: readonly AttachmentView[];
  /** Which of the three contents of 条例29 are missing. */
  readonly missingContents: readonly string[];
  readonly nextStep: {
    readonly title: string;
    readonly detail: string;
    readonly act?: {
      readonly kind: "chooseLetter" | "openLetter" | "recordEvent" | "none";
      readonly letterId?: string;
      readonly template?: LetterId;
    };
  };
  readonly outcome?: string;
  /** Of a split application: what became of its matters. */
  readonly units: readonly UnitRow[];
  /** Of a unit: the application it was split from. */
  readonly unitOf?: UnitOrigin;
  /** Why this application cannot be split now, in words; absent when it can. */
  readonly splitObstacle?: string;
}

export const listApplications = operation("applications.list", {
  input: z.object({ ...p.pageRequest, open: z.boolean().optional(), contains: p.line.optional() }),
  output: returns<p.Page<ApplicationRow> & { readonly total: number }>(),
  callers: businessRoles,
});

export const registerApplication = operation("applications.register", {
  /** With `units` the application is split at once (一事一申请). */
  input: applicationIntake.extend({ units: unitTexts.default([]) }),
  output: returns<{ readonly applicationId: string; readonly applicationNo: string }>(),
  errors: [
    "day-in-future",
    "confirmation-before-arrival",
    "applicants-invalid",
    "units-invalid",
    "split-not-possible",
    "disk-full",
  ],
  callers: staff,
});

export const readCase = operation("applications.read", {
  input: z.object({ applicationId: p.id }),
  output: returns<CaseView>(),
  errors: ["unknown-application"],
  callers: businessRoles,
});

/** Records one clock event (条例30–34, 收费办法6); parsed and judged by shared/domain/clock, append-only (V5). */
export const recordClockEvent = operation("applications.recordEvent", {
  input: z.object({
    applicationId: p.id,
    event: z.looseObject({ type: z.string() }),
    note: z.string().max(2000).default(""),
  }),
  output: returns<{ readonly eventId: string; readonly reading: ClockReading }>(),
  errors: ["unknown-application", "event-invalid", "event-not-allowed", "proof-missing", "case-closed"],
  callers: staff,
});

/** 《期限计算说明》: every event, every period, every day with its article, for reconsideration and court. */
export const exportClockProof = operation("applications.exportClockProof", {
  input: z.object({ applicationId: p.id, format: z.enum(["docx", "pdf"]) }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-application", "not-received-yet", "pdf-not-available"],
  callers: businessRoles,
});

export interface LetterView {
  readonly letterId: string;
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  readonly template: LetterId;
  readonly templateName: string;
  readonly templateVersion: string;
  /** The template in the edition this letter is written from. */
  readonly letterTemplate: LetterTemplate;
  readonly state: LetterState;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names of fields that come from the case and are not changed here. */
  readonly caseFields: readonly string[];
  readonly model: LetterModel;
  readonly lint: readonly LintFinding[];
  readonly reasonsForChoice: readonly { readonly text: string; readonly article: string }[];
  readonly draftSeq: number;
  readonly savedAt: Instant;
  /** The newest first. */
  readonly revisions: readonly RevisionRow[];
  /** The letter as an item: its files are attached, read and answered with the operations of items. */
  readonly itemId: string;
  readonly attachments: readonly AttachmentView[];
  /** Of the files, but for those in `longLists`. */
  readonly findings: readonly FindingView[];
  /** Files in which more was found than is sent; absent where there are none. */
  readonly longLists?: readonly LongList[];
  /** The files of the newest revision: clean copies, as they are reviewed and handed over. */
  readonly reviewedCopies: readonly AttachmentView[];
  readonly reviewId?: string;
  readonly reviewState?: ReviewState;
  /** Approved, and the screening rules became newer since. */
  readonly approvedUnderOtherRules?: true;
  readonly docNumber?: string;
  readonly issueDate?: CalendarDay;
  readonly service?: {
    readonly method: string;
    readonly clockDate: CalendarDay;
    readonly trackingNo: string;
  };
  readonly blockers: readonly Blocker[];
  readonly mayEdit: boolean;
  /** Who drafts it: whoever else opens it may read, and is told whose it is. */
  readonly drafterName: string;
  readonly events: readonly RecordedClockEvent[];
  readonly reading: ClockReading;
  readonly today: CalendarDay;
  readonly sentLetters: readonly LetterRow[];
  /** The letter with several answers that this one is a passage of; it has review, number and service. */
  readonly joinedInto?: string;
  /** In a letter with several answers: each, written in the letter of its unit. */
  readonly answers?: readonly LetterAnswerView[];
}

export interface LetterAnswerView {
  readonly letterId: string;
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly requestedInformation: string;
  readonly letterTemplate: LetterTemplate;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly unlocked: Readonly<Record<string, { readonly text: string; readonly reason: string }>>;
  readonly templateName: string;
  readonly files: readonly string[];
  readonly openFindings: number;
}

export const createLetter = operation("letters.create", {
  input: z.object({
    applicationId: p.id,
    template: z.string().min(1).max(80),
    facts: z.record(z.string(), z.unknown()).default({}),
    reasons: z
      .array(z.object({ text: p.line, article: p.line }))
      .max(50)
      .default([]),
  }),
  output: returns<{ readonly letterId: string }>(),
  errors: ["unknown-application", "unknown-template", "letter-not-allowed", "case-closed"],
  callers: staff,
});

export const readLetter = operation("letters.read", {
  input: z.object({ letterId: p.id }),
  output: returns<LetterView>(),
  errors: ["unknown-letter"],
  callers: businessRoles,
});

export const saveLetter = operation("letters.save", {
  input: z.object({
    letterId: p.id,
    draftSeq: z.number().int().min(0),
    fields: z.record(z.string(), z.unknown()),
    unlocked: z
      .array(z.object({ blockId: p.line, text: p.requiredText, reason: p.requiredLine }))
      .max(100)
      .default([]),
  }),
  output: returns<{
    readonly draftSeq: number;
    readonly savedAt: Instant;
    readonly model: LetterModel;
    readonly lint: readonly LintFinding[];
    /** With those that follow from what was typed: the sums of a fee notice, a due day. */
    readonly fields: Readonly<Record<string, unknown>>;
  }>(),
  errors: [
    "unknown-letter",
    "draft-moved-on",
    "under-review",
    "already-signed",
    "fields-invalid",
    "secret-mark",
    "disk-full",
  ],
  callers: staff,
});

/** Sends the letter through the same review machine as every item. */
export const submitLetter = operation("letters.submit", {
  input: z.object({ letterId: p.id }),
  output: returns<{ readonly reviewId: string }>(),
  errors: ["unknown-letter", "blocked", "under-review", "already-signed"],
  callers: staff,
});

/** Signs and allots the number in the same transaction (V10); needs the approved review of exactly this text. */
export const signLetter = operation("letters.sign", {
  input: z.object({
    letterId: p.id,
    digest: p.digest,
    issueDate: p.day.optional(),
    passphrase: p.passphrase,
  }),
  output: returns<{ readonly docNumber: string; readonly issueDate: CalendarDay }>(),
  errors: [
    "unknown-letter",
    "not-approved",
    "legal-opinion-missing",
    "stale",
    "already-signed",
    "blocked",
    "wrong-passphrase",
    "account-locked",
    "issue-date-invalid",
    "disk-full",
  ],
  callers: ["disclosureOffice", "drafter"],
});

/** Envelopes of signed letters, a page each; without ids, of every signed letter nobody has served yet. */
export const exportEnvelopes = operation("letters.envelopes", {
  input: z.object({ letterIds: z.array(p.id).min(1).max(200).optional() }),
  output: returns<p.FileForPerson & { readonly count: number; readonly withoutAddress: readonly string[] }>(),
  errors: ["unknown-letter", "nothing-to-post"],
  callers: businessRoles,
});

export const exportLetter = operation("letters.export", {
  input: z.object({ letterId: p.id, format: z.enum(["docx", "pdf"]) }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-letter", "pdf-not-available"],
  callers: businessRoles,
});

/** The first service; a public notice is the last resort and comes only after a return. */
export const serviceMethods = {
  direct: deliveryMethods.direct,
  pickUp: deliveryMethods.pickUp,
  entrusted: deliveryMethods.entrusted,
  post: deliveryMethods.post,
  electronic: deliveryMethods.electronic,
  portal: deliveryMethods.portal,
  retention: deliveryMethods.retention,
} as const;
export type ServiceMethod = keyof typeof serviceMethods;

/** Marks the letter as served; the clock event follows in the same transaction (送达解释235号, law.md §4.2). */
export const recordService = operation("letters.recordService", {
  input: z.object({
    letterId: p.id,
    method: z.enum(Object.keys(serviceMethods) as [ServiceMethod]),
    clockDate: p.day,
    receivedOn: p.day.optional(),
    trackingNo: p.line.default(""),
    note: z.string().max(2000).default(""),
  }),
  output: returns<{ readonly reading: ClockReading }>(),
  errors: [
    "unknown-letter",
    "not-signed",
    "already-served",
    "tracking-number-missing",
    "day-in-future",
    "before-issue-date",
  ],
  callers: staff,
});

export const voidLetterNumber = operation("letters.voidNumber", {
  input: z.object({ letterId: p.id, reason: p.requiredLine, passphrase: p.passphrase }),
  output: returns<null>(),
  errors: ["unknown-letter", "not-signed", "already-served", "wrong-passphrase", "account-locked"],
  callers: ["disclosureOffice"],
});

export interface NumberRow {
  readonly series: string;
  readonly year: number;
  readonly number: number;
  readonly docNumber: string;
  readonly letterId: string;
  readonly templateName: string;
  readonly state: "allotted" | "void";
  readonly voidReason?: string;
  readonly allottedAt: Instant;
}

export const readNumberRegister = operation("numbers.register", {
  input: z.object({ ...p.pageRequest, series: p.line.optional(), year: z.number().int().optional() }),
  output: returns<p.Page<NumberRow>>(),
  callers: businessRoles,
});

export const applicationOperations = {
  listApplications,
  registerApplication,
  readCase,
  recordClockEvent,
  exportClockProof,
  createLetter,
  readLetter,
  saveLetter,
  submitLetter,
  signLetter,
  exportLetter,
  exportEnvelopes,
  recordService,
  voidLetterNumber,
  readNumberRegister,
};
