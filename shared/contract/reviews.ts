import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { DelegationKind } from "../domain/access/delegation.ts";
import type { PostCheckResult } from "../domain/publication/post-check.ts";
import type { OfferedDismissal } from "../domain/review/offered-dismissals.ts";
import { noteAudiences, type NoteAudience } from "../domain/review/review-notes.ts";
import type { RiskLevel, RiskReason } from "../domain/review/review-risk.ts";
import type { BlockHistory } from "../domain/review/reviewed-blocks.ts";
import { reviewDocuments } from "../domain/review/review-documents.ts";
import type { StructuredDocument } from "../domain/item/structured-document.ts";
import type { ItemKind } from "../domain/item/item-kinds.ts";
import { refusalGrounds } from "../domain/review/refusal-grounds.ts";
import {
  findingAnswers,
  reviewConclusions,
  reviewStages,
  type ChecklistAnswer,
  type ReviewConclusion,
  type ReviewStage,
  type ReviewState,
} from "../domain/review/review-stages.ts";
import type { FindingType } from "../domain/screening/finding-types.ts";
import type { LongList } from "../domain/screening/long-list.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import {
  mostFindings,
  type AttachmentView,
  type Blocker,
  type FindingView,
  type ItemMetadata,
  type RevisionRow,
} from "./items.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";
import { referralInput } from "./referrals.ts";

const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];

export interface QueueRow {
  readonly reviewId: string;
  readonly itemId: string;
  readonly reviewNo: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly revNo: number;
  readonly digest: string;
  readonly stage: ReviewStage;
  /** Why the row is here: "新送审", "第2稿：附件换过，原结论失效" … */
  readonly reason: string;
  /** By what right or act the row is the caller's, where not by the own role: "受赵立群委托", "何静指派：…". */
  readonly route: string;
  /** Whom the stage is assigned to. */
  readonly assignee?: string;
  readonly risk?: RiskLevel;
  /** Two reviewers judge it apart. */
  readonly twoReviewers: boolean;
  /** Two opinions differ: the caller says which one stands. */
  readonly toSettle: boolean;
  readonly fromPerson: string;
  readonly arrivedAt: Instant;
  readonly dueDay: CalendarDay;
  /** Working days left as `signedWorkdays` counts them; 0 is the last day, negative is over. */
  readonly remainingWorkdays: number;
  readonly limitWorkdays: number;
  /** Count of findings by glyph class: 密 内 私 商 聚 字 隐. */
  readonly findingCounts: Readonly<Record<string, number>>;
}

/** The queue of the caller: rows on a stage the caller may decide, most urgent first. */
export const reviewQueue = operation("reviews.queue", {
  input: z.object({
    ...p.pageRequest,
    stage: z.array(z.enum(keysOf(reviewStages))).optional(),
    overdueOnly: z.boolean().optional(),
    titleContains: p.line.optional(),
    /** "mine": nobody's and the own; "own": what is assigned to the caller; "all": the colleagues' too. */
    owners: z.enum(["mine", "own", "all"]).optional(),
  }),
  output: returns<p.Page<QueueRow> & { readonly total: number }>(),
  callers: businessRoles,
});

/** What the caller decided, or the opinion given where two judge apart and the other one stands. */
export interface DecidedRow {
  readonly actId: string;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly title: string;
  readonly revNo: number;
  readonly stage: ReviewStage;
  readonly decision: "agree" | "return" | "refer";
  readonly conclusion?: ReviewConclusion;
  /** An opinion, not the decision of the stage. */
  readonly opinion: boolean;
  readonly actedFor?: string;
  readonly at: Instant;
  /** Where the review stands now. */
  readonly state: ReviewState;
}

export interface DecidedReviews extends p.Page<DecidedRow> {
  /** Reviews decided today, however often, and when last. */
  readonly today: { readonly reviews: number; readonly latestAt?: Instant };
}

/** 我审过的: the own decisions, newest first. */
export const decidedReviews = operation("reviews.decided", {
  input: z.object({ ...p.pageRequest }),
  output: returns<DecidedReviews>(),
  callers: businessRoles,
});

export interface StageView {
  readonly stage: ReviewStage;
  readonly label: string;
  readonly state: "done" | "current" | "waiting";
  readonly personName?: string;
  /** Beside the name of whoever decided by a lent right: "受赵立群委托". */
  readonly actedFor?: string;
  readonly decidedAt?: Instant;
  readonly conclusion?: ReviewConclusion;
}

/** What follows the approvals. */
export const stepsAfterwards = { release: "发布", postCheck: "复核" } as const;

export interface StepAfterwards {
  readonly step: keyof typeof stepsAfterwards;
  readonly state: "done" | "current" | "waiting";
  /** Of the newest 复核. */
  readonly result?: PostCheckResult;
  readonly personName?: string;
  readonly doneAt?: Instant;
}

export interface ChecklistRow {
  readonly code: string;
  readonly group: string;
  readonly check: string;
  readonly usualTreatment: string;
  readonly answer?: ChecklistAnswer;
  readonly note: string;
  readonly answeredBy?: string;
  /** What the program saw that bears on it ("发现 3 处身份证号"). */
  readonly hint?: string;
  /** The answer says there was nothing, and something it names is withheld: it has to be another one. */
  readonly contradicted?: true;
}

export interface ReviewEvent {
  readonly at: Instant;
  readonly personName: string;
  readonly stage?: ReviewStage;
  readonly what: string;
  readonly detail: string;
}

/** A passage, or many of one type in one file, that goes back with the paper. */
export interface UnmaskedView {
  /** Of the first one. */
  readonly findingId: string;
  readonly type: FindingType;
  readonly where: string;
  readonly count: number;
}

export interface ReviewView {
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly itemId: string;
  readonly state: ReviewState;
  readonly kind: ItemKind;
  readonly applicationId?: string;
  readonly revision: RevisionRow;
  readonly metadata: ItemMetadata;
  readonly document: StructuredDocument;
  readonly releaseDocument: StructuredDocument;
  readonly attachments: readonly AttachmentView[];
  /** Of the text and of the files, but for those in `longLists`. */
  readonly findings: readonly FindingView[];
  /** Files in which more was found than is sent; absent where there are none. */
  readonly longLists?: readonly LongList[];
  /** What is to be masked and stands in the copy that would go out. */
  readonly unmasked: readonly UnmaskedView[];
  readonly checklist: readonly ChecklistRow[];
  readonly stages: readonly StageView[];
  /** 发布 and 复核; none for a letter. */
  readonly afterwards: readonly StepAfterwards[];
  readonly currentStage?: ReviewStage;
  readonly drafterName: string;
  readonly dueDay?: CalendarDay;
  readonly remainingWorkdays?: number;
  readonly events: readonly ReviewEvent[];
  /** The last revision reviewed before this one, to compare with. */
  readonly previousRevisionId?: string;
  /** The newest review of the item, where this one is an older one. */
  readonly newer?: { readonly reviewId: string; readonly revNo: number };
  /** Whether the caller may decide the current stage; when not, why in words. */
  readonly mayDecide: boolean;
  readonly mayNotDecideBecause?: string;
  /** Set when the caller would decide by a lent right. */
  readonly actingFor?: { readonly kind: DelegationKind; readonly personName: string };
  readonly blockers: readonly Blocker[];
  readonly allowedConclusions: readonly ReviewConclusion[];
  /** A final decision asks for the passphrase again. */
  readonly needsPassphrase: boolean;
  readonly publicationId?: string;
  /** How often another organ was asked. */
  readonly referrals: number;
  readonly risk?: {
    readonly score: number;
    readonly level: RiskLevel;
    readonly threshold: number;
    readonly reasons: readonly RiskReason[];
  };
  readonly secondOpinion?: SecondOpinionView;
}

/**
 * Two reviewers who judge apart. Until both have spoken nothing of an opinion is here but how many were given and
 * whether one is the caller's.
 */
export interface SecondOpinionView {
  readonly given: number;
  readonly mine: boolean;
  readonly state: "apart" | "disputed" | "agreed" | "settled";
  /** Both opinions once both are given; for reviewers, not for the drafter. */
  readonly opinions: readonly {
    readonly opinionId: string;
    readonly personName: string;
    readonly decision: "agree" | "return" | "refer";
    readonly conclusion: ReviewConclusion;
    readonly grounds: readonly string[];
    readonly reasons: readonly string[];
    readonly givenAt: Instant;
  }[];
  /** Only what the two judge differently. */
  readonly disputed: readonly {
    /** The finding or the check, in words. */
    readonly what: string;
    readonly where: string;
    readonly findingId?: string;
    readonly first: string;
    readonly second: string;
  }[];
  readonly maySettle: boolean;
  /** Two must judge and fewer hold the role: somebody has to be granted it, or lent the stage. */
  readonly tooFewReviewers?: true;
  readonly settlement?: {
    readonly opinionId: string;
    readonly personName: string;
    readonly reason: string;
    readonly at: Instant;
  };
}

/** Freezes the draft when it changed and opens the one review of that revision (V2). */
export const openReview = operation("reviews.open", {
  input: z.object({ itemId: p.id }),
  output: returns<{ readonly reviewId: string; readonly revisionId: string }>(),
  errors: ["unknown-item", "blocked", "under-review", "already-published"],
  callers: ["drafter", "disclosureOffice"],
});

export const readReview = operation("reviews.read", {
  input: z.object({ reviewId: p.id }),
  output: returns<ReviewView>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

/** A window of the findings of one file of the revision under review, in the order of the file. */
export const readFindingsUnderReview = operation("reviews.findings", {
  input: z.object({
    reviewId: p.id,
    attachmentId: p.id,
    /** Number of the first one. */
    first: z.number().int().min(0),
    limit: z.number().int().min(1).max(200),
  }),
  output: returns<readonly FindingView[]>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

/** How many findings under review have the type and words of this one, itself among them, and where the first few stand. */
export const readEqualsUnderReview = operation("reviews.equalFindings", {
  input: z.object({ reviewId: p.id, findingId: p.requiredLine }),
  output: returns<{ readonly count: number; readonly places: readonly string[] }>(),
  errors: ["unknown-review", "unknown-finding"],
  callers: businessRoles,
});

/** What one act answered: its records from the first to the last. */
export interface AnsweringAct {
  readonly from: number;
  readonly to: number;
}

/** Answers findings, and with them what is like them, as `items.answerFindings` does. */
export const answerFindings = operation("reviews.answerFindings", {
  input: z.object({
    reviewId: p.id,
    findingIds: z.array(p.requiredLine).min(1).max(mostFindings),
    together: z.object({ equals: z.boolean().optional(), kind: z.boolean().optional() }).optional(),
    answer: z.enum(keysOf(findingAnswers)).nullable(),
    note: z.string().max(2000).default(""),
  }),
  output: returns<AnsweringAct>(),
  errors: ["unknown-review", "unknown-finding", "note-missing", "not-your-stage", "review-closed"],
  callers: businessRoles,
});

/** Puts back what stood before an own act: it is answered once more as it was answered then. */
export const undoAnswers = operation("reviews.undoAnswers", {
  input: z.object({ reviewId: p.id, from: z.number().int().min(1), to: z.number().int().min(1) }),
  output: returns<null>(),
  errors: ["unknown-review", "unknown-finding", "not-your-stage", "review-closed"],
  callers: businessRoles,
});

export const answerChecklist = operation("reviews.answerChecklist", {
  input: z.object({
    reviewId: p.id,
    code: z.string().regex(/^CR-[A-J]\d{2}$/),
    answer: z.enum(["no", "yes", "na", "unsure"]),
    note: z.string().max(2000).default(""),
  }),
  output: returns<readonly ChecklistRow[]>(),
  errors: [
    "unknown-review",
    "unknown-checklist-item",
    "treatment-missing",
    "not-your-stage",
    "review-closed",
  ],
  callers: businessRoles,
});

/**
 * Decides one stage of one review of one revision (V2, V4). `digest` is what the person saw; another digest
 * answers "stale". The last stage asks for the passphrase again.
 */
export const decideStage = operation("reviews.decide", {
  input: z.object({
    reviewId: p.id,
    stage: z.enum(keysOf(reviewStages)),
    digest: p.digest,
    decision: z.enum(["agree", "return", "refer"]),
    conclusion: z.enum(keysOf(reviewConclusions)).optional(),
    /** Of those the regulation enumerates (V11). */
    grounds: z.array(z.enum(refusalGrounds)).max(20).default([]),
    reasons: z
      .array(z.object({ text: p.requiredText, findingId: p.id.optional() }))
      .max(2000)
      .default([]),
    /** With the final 暂缓公开: the day the paper comes back on. */
    deferUntil: p.day.optional(),
    /** Whom to ask what; with `refer`, and only with it. */
    referral: referralInput.optional(),
    passphrase: p.passphrase.optional(),
  }),
  output: returns<{
    readonly state: ReviewState;
    readonly nextStage?: ReviewStage;
    /** Where two judge apart: whether this was the first opinion, or how the second stands to it. */
    readonly opinion?: "first" | "agreed" | "disputed";
  }>(),
  errors: [
    "unknown-review",
    "stale",
    "not-your-stage",
    "own-item",
    "already-decided-a-stage",
    "opinions-apart",
    "blocked",
    "conclusion-missing",
    "conclusion-not-allowed",
    "reasons-missing",
    "ground-missing",
    "defer-day-missing",
    "defer-day-out-of-range",
    "referral-missing",
    "nothing-in-question",
    "unknown-passage",
    "organ-does-not-decide-this",
    "not-to-superior",
    "one-addressee",
    "signer-missing",
    "protected-in-future",
    "secret-mark",
    "passphrase-required",
    "wrong-passphrase",
    "account-locked",
    "review-closed",
    "disk-full",
  ],
  callers: businessRoles,
});

/** Says which of two differing opinions stands; the stage is then decided by that opinion, as its reviewer signed it. */
export const settleOpinions = operation("reviews.settle", {
  input: z.object({
    reviewId: p.id,
    digest: p.digest,
    opinionId: p.id,
    reason: p.requiredText,
    passphrase: p.passphrase,
  }),
  output: returns<{ readonly state: ReviewState; readonly nextStage?: ReviewStage }>(),
  errors: [
    "unknown-review",
    "unknown-opinion",
    "stale",
    "review-closed",
    "nothing-to-settle",
    "own-item",
    "already-decided-a-stage",
    "opinion-void",
    "wrong-passphrase",
    "account-locked",
    "disk-full",
  ],
  callers: ["disclosureOffice", "leader"],
});

export interface ReviewFormView {
  readonly reviewNo: string;
  /** 《政府信息公开保密审查表》 rows in print order. */
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly digest: string;
}

export const readReviewForm = operation("reviews.form", {
  input: z.object({ reviewId: p.id }),
  output: returns<ReviewFormView>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

/** 《政府信息公开保密审查表》 or the one-page card, as a file bound to the digest under review. */
export const exportReviewDocument = operation("reviews.exportDocument", {
  input: z.object({
    reviewId: p.id,
    document: z.enum(keysOf(reviewDocuments)),
    format: z.enum(["docx", "pdf"]),
  }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-review", "pdf-not-available"],
  callers: businessRoles,
});

export interface ReviewMemoryView {
  /** Imported or obtained text: reviews of other items do not count for it. */
  readonly fromOutside: boolean;
  readonly blocks: readonly BlockHistory[];
  /** Earlier 误报 for the same words, offered; nothing is answered by itself. */
  readonly offered: readonly OfferedDismissal[];
}

/** What was decided before about the same words (review.md §7). The decision is still for the whole revision. */
export const readReviewMemory = operation("reviews.memory", {
  input: z.object({ reviewId: p.id }),
  output: returns<ReviewMemoryView>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

export interface ReviewNotesView {
  /** Whether the caller is one of the reviewers; a drafter's answer holds no note among them. */
  readonly amongReviewers: boolean;
  readonly notes: readonly {
    readonly noteId: string;
    readonly position?: number;
    readonly audience: NoteAudience;
    readonly text: string;
    readonly personName: string;
    readonly writtenAt: Instant;
  }[];
}

export const readReviewNotes = operation("reviews.notes", {
  input: z.object({ reviewId: p.id }),
  output: returns<ReviewNotesView>(),
  errors: ["unknown-review"],
  callers: businessRoles,
});

/** A note on the revision or on one block of it; it only grows. */
export const writeReviewNote = operation("reviews.writeNote", {
  input: z.object({
    reviewId: p.id,
    audience: z.enum(keysOf(noteAudiences)),
    position: z.number().int().min(0).max(100_000).optional(),
    text: p.requiredText,
  }),
  output: returns<ReviewNotesView>(),
  errors: ["unknown-review", "unknown-passage"],
  callers: businessRoles,
});

export const reviewOperations = {
  reviewQueue,
  decidedReviews,
  openReview,
  readReview,
  readFindingsUnderReview,
  readEqualsUnderReview,
  answerFindings,
  undoAnswers,
  answerChecklist,
  decideStage,
  settleOpinions,
  readReviewForm,
  exportReviewDocument,
  readReviewMemory,
  readReviewNotes,
  writeReviewNote,
};
