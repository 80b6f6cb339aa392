import { z } from "zod";

import type { OutboxState } from "../domain/publication/outbox-state.ts";
import type { AccessRole } from "../domain/access/roles.ts";
import type { DisclosureProperty, ItemKind } from "../domain/item/item-kinds.ts";
import type { StructuredDocument } from "../domain/item/structured-document.ts";
import type { Validity } from "../domain/publication/validity.ts";
import { refusalGrounds } from "../domain/review/refusal-grounds.ts";
import {
  checklistAnswers,
  reviewConclusions,
  type ReviewConclusion,
  type ReviewStage,
} from "../domain/review/review-stages.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import type { FileTextView } from "./items.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** Review on another machine of the unit: who may be asked, what was asked here, and what came in from elsewhere. */

const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];
const reviewers = ["unitHead", "confidentialityReviewer", "disclosureOffice", "leader"] as const;
/** Anybody of the business roles: a deputy may hold none of the reviewing ones. */
const deciding = ["drafter", ...reviewers] as const;
const keyFile = p.bytes.refine((bytes) => bytes.length <= 4 * 1024 * 1024);

export interface RemotePersonRow {
  readonly personId: string;
  readonly personName: string;
  readonly unitName: string;
  readonly roles: readonly AccessRole[];
  readonly fingerprint: string;
}

export const listRemotePeople = operation("remotePeople.list", {
  input: z.object({}),
  output: returns<readonly RemotePersonRow[]>(),
  callers: ["drafter", "disclosureOffice", "securityAdmin"],
});

/** The people of a key list of another machine that could review and are not known here. */
export const readRemoteKeys = operation("remotePeople.readKeys", {
  input: z.object({ keys: keyFile }),
  output: returns<readonly { readonly keyid: string; readonly roles: readonly AccessRole[] }[]>(),
  errors: ["key-list-unreadable"],
  callers: ["securityAdmin"],
});

/** Registers one of them, after the fingerprint was compared with the person. There is no sign-in with it here. */
export const registerRemotePerson = operation("remotePeople.register", {
  input: z.object({
    keys: keyFile,
    keyid: p.digest,
    personName: p.requiredLine,
    unitName: p.requiredLine,
  }),
  output: returns<{ readonly personId: string }>(),
  errors: ["key-list-unreadable", "unknown-key", "person-here-already"],
  callers: ["securityAdmin"],
});

export interface RequestsOfReview {
  readonly sent: readonly {
    readonly packageId: string;
    readonly stage: ReviewStage;
    readonly toPersonName: string;
    readonly sentAt: Instant;
    readonly packageState: OutboxState;
    readonly answeredAt?: Instant;
  }[];
  /** Answers that came in and could not be taken; the cause as a code. */
  readonly refused: readonly { readonly problem: string; readonly arrivedAt: Instant }[];
  /** Who may be asked for the current stage. */
  readonly candidates: readonly { readonly personId: string; readonly personName: string }[];
  readonly mayAsk: boolean;
  /** Why this stage has to be decided here, where it has. */
  readonly whyHere?: string;
}

export const readRequestsOfReview = operation("reviewRequests.ofReview", {
  input: z.object({ reviewId: p.id }),
  output: returns<RequestsOfReview>(),
  errors: ["unknown-review"],
  callers: ["drafter", ...reviewers],
});

/** Seals the draft under review as a package for somebody of the unit who reviews on another machine. */
export const sendReviewRequest = operation("reviewRequests.send", {
  input: z.object({ reviewId: p.id, personId: p.id }),
  output: returns<{ readonly packageId: string }>(),
  errors: [
    "unknown-review",
    "review-closed",
    "unknown-person",
    "already-asked",
    "must-be-decided-here",
    "own-item",
    "not-your-stage",
    "already-decided-a-stage",
    "request-too-large",
    "disk-full",
  ],
  callers: ["drafter", "disclosureOffice"],
});

export interface IncomingRequestRow {
  readonly requestId: string;
  readonly title: string;
  readonly organName: string;
  readonly reviewNo: string;
  readonly stage: ReviewStage;
  readonly arrivedAt: Instant;
  readonly answer?: {
    readonly decision: "agree" | "return";
    readonly conclusion: ReviewConclusion;
    readonly by: string;
    /** Whose stage it is, where it was decided under a delegation. */
    readonly actedFor?: string;
    readonly at: Instant;
    readonly packageId: string;
    readonly packageState: OutboxState;
    /** 暂缓公开: the day the paper comes back on. */
    readonly deferUntil?: CalendarDay;
  };
}

export const listIncomingRequests = operation("reviewRequests.incoming", {
  input: z.object({}),
  output: returns<readonly IncomingRequestRow[]>(),
  callers: deciding,
});

export interface IncomingRequestView extends IncomingRequestRow {
  readonly digest: string;
  readonly revNo: number;
  readonly itemKind?: ItemKind;
  /** As it was drafted; a letter is for its applicant. */
  readonly disclosureProperty: DisclosureProperty;
  readonly document: StructuredDocument;
  readonly audience: string;
  readonly channels: readonly string[];
  /** As the bytes under review name them. */
  readonly channelNames: readonly string[];
  readonly termLabel: string;
  readonly notBefore?: Instant;
  readonly validity?: Validity;
  readonly files: readonly {
    readonly position: number;
    readonly fileName: string;
    readonly mediaType: string;
    readonly size: number;
  }[];
  readonly earlier: readonly {
    readonly stage: ReviewStage;
    readonly conclusion: ReviewConclusion;
    readonly claimedAt: Instant;
  }[];
  /** Every signature is of a key registered on this machine. */
  readonly trusted: boolean;
  /** What the screening of this machine finds in it, by the rules in force here. */
  readonly findings: readonly {
    readonly type: string;
    readonly severity: "must-fix" | "look-at";
    readonly value: string;
    readonly where: string;
  }[];
  /** Types of what the request says its content withholds: the answers to the checklist must agree with it (CR-D01). */
  readonly withheld: readonly string[];
  readonly concludes: boolean;
  readonly answersChecklist: boolean;
  readonly allowedConclusions: readonly ReviewConclusion[];
  readonly needsPassphrase: boolean;
  readonly mayDecide: boolean;
  /** Whose right the caller acts by. */
  readonly actsFor?: string;
  readonly whyNot?: string;
  readonly answerReasons: readonly string[];
}

export const readIncomingRequest = operation("reviewRequests.read", {
  input: z.object({ requestId: p.id }),
  output: returns<IncomingRequestView>(),
  errors: ["unknown-request", "not-your-stage"],
  callers: deciding,
});

export const readIncomingFile = operation("reviewRequests.readFile", {
  input: z.object({ requestId: p.id, position: z.number().int().min(0) }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-request", "not-your-stage", "unknown-file"],
  callers: deciding,
});

/** The text of a file of a request, in place (see items.attachmentText). */
export const readIncomingFileText = operation("reviewRequests.fileText", {
  input: z.object({ requestId: p.id, position: z.number().int().min(0) }),
  output: returns<FileTextView>(),
  errors: ["unknown-request", "not-your-stage", "unknown-file", "unreadable-file"],
  callers: deciding,
});

/** Signs the decision over the digest that was read and seals it as the answer. One answer to one request. */
export const decideIncomingRequest = operation("reviewRequests.decide", {
  input: z.object({
    requestId: p.id,
    digest: p.digest,
    decision: z.enum(["agree", "return"]),
    conclusion: z.enum(keysOf(reviewConclusions)).optional(),
    /** Of those the regulation enumerates (V11). */
    grounds: z.array(z.enum(refusalGrounds)).max(20).default([]),
    reasons: z.array(z.string().min(1).max(2000)).max(50).default([]),
    checklist: z
      .array(
        z.object({
          code: p.requiredLine,
          answer: z.enum(keysOf(checklistAnswers)),
          note: z.string().max(2000).default(""),
        }),
      )
      .max(100)
      .default([]),
    /** With 暂缓公开 at the last stage: the day the paper comes back on. */
    deferUntil: p.day.optional(),
    passphrase: p.passphrase.optional(),
  }),
  output: returns<{ readonly packageId: string }>(),
  errors: [
    "unknown-request",
    "not-your-stage",
    "already-decided-a-stage",
    "answered-already",
    "stale",
    "reasons-missing",
    "conclusion-missing",
    "conclusion-not-allowed",
    "ground-missing",
    "checklist-incomplete",
    "checklist-contradicted",
    "treatment-missing",
    "defer-day-missing",
    "defer-day-out-of-range",
    "passphrase-required",
    "wrong-passphrase",
    "account-locked",
    "disk-full",
  ],
  callers: deciding,
});

/** Takes in a request or an answer that was carried by hand. */
export const importReviewPackage = operation("reviewRequests.import", {
  input: z.object({ bytes: p.bytes }),
  output: returns<{ readonly what: "request" | "answer"; readonly title: string }>(),
  errors: ["package-refused", "disk-full"],
  callers: ["drafter", ...reviewers],
});

export const reviewRequestOperations = {
  listRemotePeople,
  readRemoteKeys,
  registerRemotePerson,
  readRequestsOfReview,
  sendReviewRequest,
  listIncomingRequests,
  readIncomingRequest,
  readIncomingFile,
  readIncomingFileText,
  decideIncomingRequest,
  importReviewPackage,
};
