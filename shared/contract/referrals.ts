import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { ReferralClock } from "../domain/review/referral-clock.ts";
import {
  referralAnswers,
  referralForms,
  referralOrganKinds,
  referralQuestions,
  referralSteps,
  type ReferralAnswer,
  type ReferralForm,
  type ReferralOrganKind,
  type ReferralQuestion,
  type ReferralState,
  type ReferralStep,
} from "../domain/review/referral.ts";
import {
  classificationLevels,
  type ClassificationLevel,
  type SecrecyPeriod,
} from "../domain/review/secrecy-period.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];
const handlers = ["confidentialityReviewer", "disclosureOffice", "leader"] as const;

/** What is put to an organ. Checks and joins in doubt are added by the core: none of them may be left out. */
export const referralInput = z.object({
  question: z.enum(keysOf(referralQuestions)),
  organKind: z.enum(keysOf(referralOrganKinds)),
  organ: p.requiredLine,
  /** A 函, or a 请示 to the own superior, which names its 签发人. */
  form: z.enum(keysOf(referralForms)).default("letter"),
  signer: p.line.default(""),
  /** Blocks of the release copy that are in question. */
  positions: z.array(z.number().int().min(0).max(20_000)).max(500),
  attachmentIds: z.array(p.id).max(100).default([]),
  doubt: p.requiredText,
  protectedOn: p.day,
});
export type ReferralInput = z.output<typeof referralInput>;

export interface ReferralPassage {
  readonly position: number;
  /** "正文第3段" */
  readonly where: string;
  readonly text: string;
}

export interface ReferralView {
  readonly referralId: string;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly itemId: string;
  readonly title: string;
  readonly digest: string;
  readonly state: ReferralState;
  readonly question: ReferralQuestion;
  readonly organKind: ReferralOrganKind;
  readonly organ: string;
  readonly form: ReferralForm;
  readonly signer: string;
  readonly doubt: string;
  readonly passages: readonly ReferralPassage[];
  readonly attachments: readonly { readonly attachmentId: string; readonly fileName: string }[];
  readonly checks: readonly string[];
  readonly joins: readonly string[];
  readonly protectedOn: CalendarDay;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  readonly steps: readonly {
    readonly step: ReferralStep;
    readonly onDay: CalendarDay;
    readonly docNumber?: string;
    readonly note: string;
    readonly followUpOn?: CalendarDay;
    readonly by: string;
  }[];
  readonly clock: ReferralClock;
  /** Working days to what is due next; negative is over. */
  readonly remainingWorkdays?: number;
  readonly answer?: {
    readonly answer: ReferralAnswer;
    readonly organ: string;
    readonly docNumber: string;
    readonly answeredOn: CalendarDay;
    readonly positions: readonly number[];
    readonly attachmentIds: readonly string[];
    readonly level?: ClassificationLevel;
    readonly period?: SecrecyPeriod;
    readonly note: string;
    readonly scan?: { readonly fileName: string; readonly digest: string };
    readonly keptAt: string;
    readonly by: string;
    readonly at: Instant;
  };
  /** The application this paper answers: its clock runs on meanwhile. */
  readonly applicationId?: string;
  /** Whether the caller may carry it on. */
  readonly mayAct: boolean;
}

export interface ReferralsView {
  readonly referrals: readonly ReferralView[];
  /** The review waits and nobody is asked: an organ without authority, or a referral from before it was on record. */
  readonly mustAskAnew: boolean;
  readonly mayAct: boolean;
}

export const readReferrals = operation("referrals.ofReview", {
  input: z.object({ reviewId: p.id }),
  output: returns<ReferralsView>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

export interface ReferralRow {
  readonly referralId: string;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly title: string;
  readonly organ: string;
  readonly state: ReferralState;
  /** What is due next, and by what text. */
  readonly due: string;
  readonly dueDay?: CalendarDay;
  readonly remainingWorkdays?: number;
  readonly docNumber?: string;
  readonly applicationId?: string;
}

/** Every review that waits for an organ, most urgent first; few at any time. */
export const listReferrals = operation("referrals.list", {
  input: z.object({}),
  output: returns<{ readonly rows: readonly ReferralRow[] }>(),
  callers: handlers,
});

/** What of an application waits for another organ; its clock runs on meanwhile (review.md §6). */
export const referralsOfApplication = operation("referrals.ofApplication", {
  input: z.object({ applicationId: p.id }),
  output: returns<{ readonly rows: readonly ReferralRow[] }>(),
  callers: businessRoles,
});

/** Asks another organ where the first had no authority, or where the review waits without anybody being asked. */
export const draftReferral = operation("referrals.draft", {
  input: z.object({ reviewId: p.id, referral: referralInput }),
  output: returns<{ readonly referralId: string }>(),
  errors: [
    "unknown-review",
    "not-waiting",
    "referral-running",
    "own-item",
    "nothing-in-question",
    "unknown-passage",
    "organ-does-not-decide-this",
    "not-to-superior",
    "one-addressee",
    "signer-missing",
    "protected-in-future",
    "secret-mark",
  ],
  callers: handlers,
});

/** Changes a referral that was not sent yet. */
export const reviseReferral = operation("referrals.revise", {
  input: z.object({ referralId: p.id, referral: referralInput }),
  output: returns<Record<string, never>>(),
  errors: [
    "unknown-referral",
    "referral-ended",
    "step-done",
    "own-item",
    "nothing-in-question",
    "unknown-passage",
    "organ-does-not-decide-this",
    "not-to-superior",
    "one-addressee",
    "signer-missing",
    "protected-in-future",
    "secret-mark",
  ],
  callers: handlers,
});

export const recordReferralStep = operation("referrals.recordStep", {
  input: z.object({
    referralId: p.id,
    step: z.enum(keysOf(referralSteps)),
    onDay: p.day,
    /** 发文字号 of the letter; only with `sent`. */
    docNumber: p.line.optional(),
    note: z.string().trim().max(2000).default(""),
    /** When to ask again. */
    followUpOn: p.day.optional(),
  }),
  output: returns<Record<string, never>>(),
  errors: [
    "unknown-referral",
    "own-item",
    "referral-ended",
    "not-sent",
    "step-done",
    "day-out-of-order",
    "day-in-future",
    "details-missing",
    "number-not-in-form",
    "number-taken",
    "secret-mark",
  ],
  callers: handlers,
});

/** Enters the answer of the organ, about exactly the bytes it was asked about, and moves the review by it. */
export const answerReferral = operation("referrals.answer", {
  input: z.object({
    referralId: p.id,
    digest: p.digest,
    answer: z.enum(keysOf(referralAnswers)),
    organ: p.requiredLine,
    docNumber: p.requiredLine,
    answeredOn: p.day,
    positions: z.array(z.number().int().min(0).max(20_000)).max(500).default([]),
    attachmentIds: z.array(p.id).max(100).default([]),
    level: z.enum(keysOf(classificationLevels)).optional(),
    period: z
      .discriminatedUnion("kind", [
        z.object({ kind: z.literal("years"), years: z.number().int().min(1).max(100) }),
        z.object({ kind: z.literal("until"), day: p.day }),
        z.object({ kind: z.literal("condition"), condition: p.requiredLine }),
      ])
      .optional(),
    note: z.string().trim().max(2000).default(""),
    scan: z.object({ fileName: p.requiredLine, bytes: p.bytes }).optional(),
    /** Where the original lies; needed where no scan may be taken in. */
    keptAt: p.line.default(""),
  }),
  output: returns<{ readonly review: "confidentialityCheck" | "concluded" | "referred" | "none" }>(),
  errors: [
    "unknown-referral",
    "own-item",
    "stale",
    "referral-ended",
    "not-sent",
    "answer-does-not-fit",
    "answer-before-sending",
    "answer-in-future",
    "passages-missing",
    "passages-not-put",
    "level-missing",
    "period-too-long",
    "level-not-asked",
    "original-missing",
    "secret-mark",
    "file-too-large",
    "unsupported-file",
    "unreadable-file",
    "encrypted-file",
    "cancelled",
    "disk-full",
  ],
  callers: handlers,
});

/** The letter as a file, drawn from the store; number and day stand in it once it is recorded as sent. */
export const exportReferralLetter = operation("referrals.letter", {
  input: z.object({ referralId: p.id, format: z.enum(["docx", "pdf"]) }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-referral", "own-item", "pdf-not-available"],
  callers: handlers,
});

/** The scan of the answer, byte for byte. */
export const readReferralScan = operation("referrals.scan", {
  input: z.object({ referralId: p.id }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-referral", "no-scan"],
  callers: handlers,
});

export const referralOperations = {
  readReferrals,
  listReferrals,
  referralsOfApplication,
  draftReferral,
  reviseReferral,
  recordReferralStep,
  answerReferral,
  exportReferralLetter,
  readReferralScan,
};
