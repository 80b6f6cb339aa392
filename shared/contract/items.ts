import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import {
  channelKinds,
  disclosureProperties,
  itemKinds,
  originTypes,
  type DisclosureProperty,
  type ItemKind,
  type ItemState,
} from "../domain/item/item-kinds.ts";
import type { CatalogueNotice } from "../domain/publication/catalogue-link.ts";
import { dueBuckets, type DueBucket } from "../domain/item/due-bucket.ts";
import {
  maxPictureRegions,
  pictureDecisions,
  type PictureDecision,
  type PictureRegion,
  type UnusablePicture,
} from "../domain/item/picture-treatment.ts";
import { maxChosenChannels } from "../domain/item/channel-list.ts";
import type { StructuredDocument } from "../domain/item/structured-document.ts";
import type { DocumentDifference, MaskDifference } from "../domain/item/document-difference.ts";
import { endedMarks } from "../domain/publication/validity.ts";
import type { FindingType, HiddenFindingType } from "../domain/screening/finding-types.ts";
import type { LongList } from "../domain/screening/long-list.ts";
import type { FindingAnswer } from "../domain/review/review-stages.ts";
import { findingAnswers, itemStages, type ItemStage } from "../domain/review/review-stages.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const keysOf = <T extends Record<string, unknown>>(table: T) => Object.keys(table) as [keyof T & string];

export const audience = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("public") }),
  z.object({ kind: z.literal("targeted"), recipients: z.array(p.requiredLine).min(1).max(200) }),
]);

export const publicationPeriod = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("permanent") }),
  z.object({ kind: z.literal("until"), day: p.day }),
  z.object({ kind: z.literal("naturalDays"), days: z.number().int().min(1).max(36_500) }),
  z.object({ kind: z.literal("workdays"), days: z.number().int().min(1).max(10_000) }),
  z.object({ kind: z.literal("untilSuperseded") }),
]);

/** Everything about an item but its text; all of it is inside the reviewed bytes (V3). */
export const itemMetadata = z.object({
  title: p.requiredLine,
  kind: z.enum(keysOf(itemKinds)),
  docNumber: p.line.default(""),
  indexNumber: p.line.default(""),
  summary: z.string().max(2000).default(""),
  formedOn: p.day.optional(),
  originType: z.enum(keysOf(originTypes)).default("made"),
  originOrgans: z.array(p.requiredLine).max(50).default([]),
  disclosureProperty: z.enum(keysOf(disclosureProperties)),
  /** Reason when not proactive (catalogue.md §5). */
  propertyReason: z.string().max(2000).default(""),
  audience: audience.default({ kind: "public" }),
  /** The kinds of the channels. */
  channels: z
    .array(z.enum(keysOf(channelKinds)))
    .max(20)
    .default([]),
  /** The channels of the department's own list, as named; without one the kinds say it all. */
  namedChannels: z
    .array(z.object({ id: p.requiredLine, kind: z.enum(keysOf(channelKinds)), name: p.requiredLine }))
    .min(1)
    .max(maxChosenChannels)
    .optional(),
  publicationPeriod: publicationPeriod.optional(),
  catalogueItem: p.line.default(""),
  /** Special period of 条例26 second sentence; basis is mandatory with it. */
  deadlineRule: z
    .object({
      unit: z.enum(["workdays", "naturalDays"]),
      length: z.number().int().min(1).max(365),
      basis: p.requiredLine,
    })
    .optional(),
  /** 时度效: not shown before this moment; whoever publishes holds it back until then. */
  notBefore: z.iso.datetime({ offset: false }).optional(),
  /** 失效 or 废止, put on something that is out and stays readable. */
  validity: z
    .object({
      mark: z.enum(keysOf(endedMarks)),
      from: p.day,
      basis: p.line,
    })
    .optional(),
});
export type ItemMetadata = z.output<typeof itemMetadata>;

export interface AttachmentView {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly digest: string;
  /** Of a clean copy in a revision: what it does not keep of the original. Absent where the file itself goes out. */
  readonly losses?: readonly string[];
  /** Of a file in a revision that goes out as it is: what it carries besides what is seen, such as a signature. */
  readonly stays?: readonly string[];
  /** Of a clean copy made anew in a revision: what became of the pictures, each counted once. */
  readonly pictures?: { readonly kept: number; readonly masked: number; readonly leftOut: number };
  /** Of a file of a draft: the rules it was screened by last; empty where nobody wrote that down. */
  readonly screenedBy?: string;
  /** Newer rules are in force: it has to be screened again before it can be reviewed. */
  readonly outdated?: true;
  /** Of a file of a draft: for how many findings the answer came back with the file. */
  readonly carried?: number;
}

/** Of a signed file of a draft: what its copy would say, as `AttachmentView` of a revision does, or why there is none. */
export interface SignatureOutlook extends Pick<AttachmentView, "losses" | "stays"> {
  readonly problem?: string;
}

/** A run of text of a file with its place in the user's words; `hidden` is how its page hides it. Tabs set cells apart. */
export interface FilePassage {
  readonly where: string;
  readonly text: string;
  readonly hidden?: HiddenFindingType;
}

/** What a file says, in reading order. */
export interface FileTextView {
  readonly passages: readonly FilePassage[];
  /** There is more than a screen takes. */
  readonly cut: boolean;
  /** What no text could be had of and has to be looked at, in the user's words. */
  readonly notes: readonly string[];
}

export interface PictureTreatmentView {
  readonly decision: PictureDecision;
  readonly regions: readonly PictureRegion[];
  readonly personName: string;
  readonly at?: Instant;
}

/** A picture of an attached file. */
export interface PictureView {
  /** SHA-256 of the picture in its file; equal pictures are one. */
  readonly digest: string;
  /** Of an archive: the file in it that shows the picture first, and what becomes there of one nobody decides about. */
  readonly where?: string;
  readonly undecidedStaysOut?: boolean;
  readonly sizeBytes: number;
  /** In pixels; 0 where it cannot be decoded. */
  readonly width: number;
  readonly height: number;
  /** Why it stays out of a copy made anew, whatever is decided. */
  readonly unusable?: UnusablePicture;
  /** Of a PDF: the pages that draw it, counted from 1. */
  readonly pages?: readonly number[];
  /** Boxes of its page lie over it; what is below them is black, here and in the copy. */
  readonly boxed?: true;
  /** Where the text layer of a scan says that something withheld stands; proposed, never applied. */
  readonly suggested?: readonly PictureRegion[];
  readonly treatment?: PictureTreatmentView;
  /** Of a revision: whether the copy under review shows it. */
  readonly inCopy?: boolean;
}

export interface AttachmentPictures {
  /** Pictures nobody decides about stay out of a copy: something in the file is withheld, or it is a workbook. */
  readonly undecidedStayOut: boolean;
  readonly pictures: readonly PictureView[];
}

export interface FindingView {
  readonly findingId: string;
  readonly type: FindingType;
  readonly severity: "must-fix" | "look-at";
  readonly ruleId: string;
  readonly value: string;
  /** Where it stands: offsets into plainText(document) when in the text, else the attachment and the place in words. */
  readonly start?: number;
  readonly end?: number;
  readonly attachmentId?: string;
  readonly where: string;
  readonly answer?: FindingAnswerView;
  /** Of a draft: the rules that found it first, where older ones had found nothing in the same words. */
  readonly newUnder?: string;
  /** Of a draft: the last rules that found it; newer ones do not, and what was masked stays masked. */
  readonly lastUnder?: string;
  /** Of a draft, without an answer: how equal words were treated elsewhere in it; offered, never applied. */
  readonly earlier?: FindingAnswerView;
}

export interface FindingAnswerView {
  readonly answer: FindingAnswer;
  /** 依据 for keep, 理由 for dismiss, the masked form for mask. */
  readonly note: string;
  readonly personName: string;
  readonly at: Instant;
  /** Of a draft: it was given before the file was taken out and came back. */
  readonly carried?: true;
}

export interface RevisionRow {
  readonly revisionId: string;
  readonly revNo: number;
  /** SHA-256 of the content.json that this revision would release. */
  readonly digest: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly note: string;
  readonly reviewId?: string;
}

/** The 20-working-day clock of 条例26, derived from formedOn; never stored. */
export interface DisclosureClockView {
  readonly dueDay: CalendarDay;
  readonly remainingWorkdays: number;
  readonly provisional: boolean;
  readonly basis: string;
}

export interface ItemRow {
  readonly itemId: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly docNumber: string;
  readonly disclosureProperty: DisclosureProperty;
  readonly state: ItemState;
  readonly stageLabel?: string;
  readonly unitName: string;
  readonly drafterName: string;
  readonly updatedAt: Instant;
  readonly dueDay?: CalendarDay;
  readonly remainingWorkdays?: number;
}

export interface ItemView {
  readonly itemId: string;
  readonly state: ItemState;
  readonly drafterAccountId: string;
  readonly drafterName: string;
  readonly unitName: string;
  readonly metadata: ItemMetadata;
  readonly document: StructuredDocument;
  /** Grows by one with every saved draft; saveDraft names the one it started from. */
  readonly draftSeq: number;
  readonly savedAt: Instant;
  /** The draft differs from the last revision. */
  readonly changedSinceRevision: boolean;
  readonly attachments: readonly AttachmentView[];
  /** Of the text and of the files, but for those in `longLists`. */
  readonly findings: readonly FindingView[];
  /** Files in which more was found than is sent; absent where there are none. */
  readonly longLists?: readonly LongList[];
  /** Screening of the saved draft: whether it is still running. */
  readonly screening: "done" | "running" | "failed";
  /** The newest first. */
  readonly revisions: readonly RevisionRow[];
  readonly reviewId?: string;
  /** It was approved, is not out yet, and the rules became newer since: it can be taken up again as it is. */
  readonly approvedUnderOtherRules?: true;
  readonly publicationId?: string;
  readonly clock?: DisclosureClockView;
  /** Why it came back, when it was returned. */
  readonly returnedReasons: readonly string[];
  readonly mayEdit: boolean;
  /** What still stands in the way of sending it to review, in order; empty when nothing does. */
  readonly blockers: readonly Blocker[];
  /** Of a draft: what is to be known of its 目录事项; it keeps nothing back. */
  readonly catalogueNotice?: CatalogueNotice;
}

/** What stands in the way of an act: a code, a sentence for the person, and the place to go. */
export interface Blocker {
  readonly code: string;
  readonly text: string;
  readonly target?: string;
}

export const listItems = operation("items.list", {
  input: z.object({
    ...p.pageRequest,
    state: z
      .array(
        z.enum(["drafting", "underReview", "returned", "approved", "published", "withdrawn", "withheld"]),
      )
      .optional(),
    /** Beside `state`: either fits. */
    stage: z.array(z.enum(keysOf(itemStages))).optional(),
    kind: z.array(z.enum(keysOf(itemKinds))).optional(),
    unit: z.array(p.requiredLine).max(200).optional(),
    due: z.array(z.enum(keysOf(dueBuckets))).optional(),
    disclosureProperty: z.array(z.enum(keysOf(disclosureProperties))).optional(),
    mine: z.boolean().optional(),
    titleContains: p.line.optional(),
    sort: z.enum(["updated", "due", "title"]).default("updated"),
  }),
  output: returns<p.Page<ItemRow>>(),
  callers: businessRoles,
});

export const itemFacets = operation("items.facets", {
  input: z.object({}),
  output: returns<{
    readonly total: number;
    readonly state: Readonly<Record<string, number>>;
    readonly stage: Readonly<Partial<Record<ItemStage, number>>>;
    readonly unit: Readonly<Record<string, number>>;
    /** 已超期 apart; 10 个工作日内 holds 3 个工作日内. */
    readonly due: Readonly<Record<DueBucket, number>>;
    readonly kind: Readonly<Record<string, number>>;
    readonly disclosureProperty: Readonly<Record<string, number>>;
  }>(),
  callers: businessRoles,
});

export const createItem = operation("items.create", {
  input: z.object({ title: p.requiredLine, kind: z.enum(keysOf(itemKinds)) }),
  output: returns<{ readonly itemId: string }>(),
  callers: ["drafter", "disclosureOffice"],
});

/** Chosen by the screen: names the reading in "work-progress" events and for items.cancelReading. */
const workId = z.uuid().optional();

/**
 * Reads a file into a new item. A file with a secrecy mark answers "secret-mark" and nothing of it is stored,
 * indexed or logged but time, user, size and kind of mark (V7; 保密法31(三)).
 */
export const importFile = operation("items.importFile", {
  input: z.object({ fileName: p.requiredLine, bytes: p.bytes, workId }),
  output: returns<{ readonly itemId: string; readonly notes: readonly string[] }>(),
  errors: [
    "secret-mark",
    "unsupported-file",
    "unreadable-file",
    "file-too-large",
    "encrypted-file",
    "cancelled",
    "disk-full",
  ],
  callers: ["drafter", "disclosureOffice"],
});

/** Ends a reading this connection began; nothing of the file is stored. False: it was over already. */
export const cancelReading = operation("items.cancelReading", {
  input: z.object({ workId: z.uuid() }),
  output: returns<{ readonly cancelled: boolean }>(),
  callers: ["drafter", "disclosureOffice"],
});

export const openItem = operation("items.open", {
  input: z.object({ itemId: p.id }),
  output: returns<ItemView>(),
  errors: ["unknown-item"],
  callers: businessRoles,
});

/** The person knows that a running or approved review ends with this change (V3). */
const voidReview = z.boolean().default(false);

/** Autosave. "draft-moved-on" when somebody saved since `draftSeq`: nothing is overwritten. */
export const saveDraft = operation("items.saveDraft", {
  input: z.object({
    itemId: p.id,
    draftSeq: z.number().int().min(0),
    document: z.unknown(),
    metadata: itemMetadata,
    voidReview,
  }),
  output: returns<{ readonly draftSeq: number; readonly savedAt: Instant }>(),
  errors: [
    "unknown-item",
    "draft-moved-on",
    "under-review",
    "already-published",
    "document-invalid",
    "secret-mark",
    "disk-full",
  ],
  callers: ["drafter", "disclosureOffice"],
});

export const addAttachment = operation("items.addAttachment", {
  input: z.object({ itemId: p.id, fileName: p.requiredLine, bytes: p.bytes, voidReview, workId }),
  output: returns<AttachmentView>(),
  errors: [
    "unknown-item",
    "under-review",
    "already-published",
    "secret-mark",
    "unsupported-file",
    "unreadable-file",
    "file-too-large",
    "encrypted-file",
    "cancelled",
    "disk-full",
  ],
  callers: ["drafter", "disclosureOffice"],
});

/**
 * Screens a file of a draft again from the store, by the rules in force. What they find beyond the last screening is
 * marked as new; answers given to equal findings stay. A secrecy mark that only newer rules know refuses it: it has to go.
 */
export const screenAttachmentAgain = operation("items.screenAttachmentAgain", {
  input: z.object({ itemId: p.id, attachmentId: p.id, workId }),
  output: returns<{
    /** How many findings are new since the last screening. */
    readonly fresh: number;
    readonly rules: string;
  }>(),
  errors: [
    "unknown-item",
    "unknown-attachment",
    "attachment-damaged",
    "secret-mark",
    "unsupported-file",
    "unreadable-file",
    "file-too-large",
    "encrypted-file",
    "cancelled",
    "disk-full",
  ],
  callers: ["drafter", "disclosureOffice"],
});

export const removeAttachment = operation("items.removeAttachment", {
  input: z.object({ itemId: p.id, attachmentId: p.id, voidReview }),
  output: returns<null>(),
  errors: ["unknown-item", "unknown-attachment", "under-review", "already-published"],
  callers: ["drafter", "disclosureOffice"],
});

/** Takes an approved item or letter back to its desk because the rules became newer; its review ends (V3). */
export const takeUpAgain = operation("items.takeUpAgain", {
  input: z.object({ itemId: p.id }),
  output: returns<null>(),
  errors: ["unknown-item", "not-approved", "nothing-changed"],
  callers: ["drafter", "disclosureOffice"],
});

export const readAttachment = operation("items.readAttachment", {
  input: z.object({ itemId: p.id, attachmentId: p.id }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-item", "unknown-attachment", "attachment-damaged"],
  callers: businessRoles,
});

/** The text of an attached file, of a draft or of a revision: as it was attached, or of a revision as its copy goes out. */
export const readAttachmentText = operation("items.attachmentText", {
  input: z.object({ itemId: p.id, attachmentId: p.id, copy: z.boolean().default(false) }),
  output: returns<FileTextView>(),
  errors: ["unknown-item", "unknown-attachment", "attachment-damaged", "unreadable-file"],
  callers: businessRoles,
});

/** What would become of the electronic signature of a file of the draft; empty where it is not signed. */
export const foretellSignature = operation("items.foretellSignature", {
  input: z.object({ itemId: p.id, attachmentId: p.id }),
  output: returns<SignatureOutlook>(),
  errors: ["unknown-item", "unknown-attachment", "attachment-damaged"],
  callers: ["drafter", "disclosureOffice"],
});

/** The pictures of an attached file, of a draft or of a revision, as they stand in the file that was attached. */
export const readAttachmentPictures = operation("items.attachmentPictures", {
  input: z.object({ itemId: p.id, attachmentId: p.id }),
  output: returns<AttachmentPictures>(),
  errors: ["unknown-item", "unknown-attachment", "attachment-damaged", "unreadable-file"],
  callers: businessRoles,
});

const pictureDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** One picture drawn anew from its pixels, as it would leave: whole, or `masked` as it was decided. */
export const readPicture = operation("items.picture", {
  input: z.object({ itemId: p.id, attachmentId: p.id, digest: pictureDigest, masked: z.boolean() }),
  output: returns<{
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly width: number;
    readonly height: number;
  }>(),
  errors: ["unknown-item", "unknown-attachment", "attachment-damaged", "unknown-picture", "picture-unusable"],
  callers: businessRoles,
});

/** Decides about a picture of a file of the draft; `decision: null` takes it back. */
export const treatPicture = operation("items.treatPicture", {
  input: z.object({
    itemId: p.id,
    attachmentId: p.id,
    digest: pictureDigest,
    decision: z.enum(keysOf(pictureDecisions)).nullable(),
    regions: z
      .array(
        z.object({
          x: z.number().int().min(0),
          y: z.number().int().min(0),
          width: z.number().int().min(1),
          height: z.number().int().min(1),
        }),
      )
      .max(maxPictureRegions)
      .default([]),
  }),
  output: returns<null>(),
  errors: [
    "unknown-item",
    "unknown-attachment",
    "attachment-damaged",
    "unknown-picture",
    "picture-unusable",
    "regions-invalid",
    "under-review",
  ],
  callers: ["drafter", "disclosureOffice"],
});

/** The most findings that are answered together: a column of a long list. */
export const mostFindings = 200_000;

/** A window of the findings of one file of a draft, in the order of the file. */
export const readFindingsOfFile = operation("items.findings", {
  input: z.object({
    itemId: p.id,
    attachmentId: p.id,
    /** Number of the first one. */
    first: z.number().int().min(0),
    limit: z.number().int().min(1).max(200),
  }),
  output: returns<readonly FindingView[]>(),
  errors: ["unknown-item", "unknown-attachment"],
  callers: businessRoles,
});

/** How many findings of a draft have the type and words of this one, itself among them, and where the first few stand. */
export const readEqualFindings = operation("items.equalFindings", {
  input: z.object({ itemId: p.id, findingId: p.requiredLine }),
  output: returns<{ readonly count: number; readonly places: readonly string[] }>(),
  errors: ["unknown-item", "unknown-finding"],
  callers: businessRoles,
});

/**
 * Answers findings of the saved draft, and with them what is like them: `equals` have the same words, `kind` is what nobody
 * answered of the same type in the same file. `answer: null` takes it back.
 */
export const answerDraftFindings = operation("items.answerFindings", {
  input: z.object({
    itemId: p.id,
    findingIds: z.array(p.requiredLine).min(1).max(mostFindings),
    together: z.object({ equals: z.boolean().optional(), kind: z.boolean().optional() }).optional(),
    answer: z.enum(keysOf(findingAnswers)).nullable(),
    note: z.string().max(2000).default(""),
  }),
  output: returns<null>(),
  errors: ["unknown-item", "unknown-finding", "note-missing", "under-review"],
  callers: ["drafter", "disclosureOffice"],
});

/** How many open findings of a draft have words that are answered elsewhere in it, in the text and in files of any length. */
export const countAdoptable = operation("items.adoptable", {
  input: z.object({ itemId: p.id }),
  output: returns<{ readonly count: number }>(),
  errors: ["unknown-item"],
  callers: businessRoles,
});

/** Answers the open findings of the saved draft with the treatments that equal words in it got already. */
export const adoptTreatments = operation("items.adoptTreatments", {
  input: z.object({ itemId: p.id }),
  output: returns<{ readonly count: number }>(),
  errors: ["unknown-item", "under-review"],
  callers: ["drafter", "disclosureOffice"],
});

/** Freezes the draft as an immutable revision: the masked release content and its digest are fixed here. */
export const freezeRevision = operation("items.freezeRevision", {
  input: z.object({ itemId: p.id, note: p.line.default("") }),
  output: returns<RevisionRow>(),
  errors: ["unknown-item", "nothing-changed", "under-review", "already-published", "blocked"],
  callers: ["drafter", "disclosureOffice"],
});

export interface RevisionView {
  readonly revision: RevisionRow;
  readonly metadata: ItemMetadata;
  /** The text as drafted. */
  readonly document: StructuredDocument;
  /** The text as it would be released, with the masks applied. */
  readonly releaseDocument: StructuredDocument;
  readonly attachments: readonly AttachmentView[];
}

export const readRevision = operation("items.revision", {
  input: z.object({ revisionId: p.id }),
  output: returns<RevisionView>(),
  errors: ["unknown-revision"],
  callers: businessRoles,
});

export const compareRevisions = operation("items.compare", {
  input: z.object({ fromRevisionId: p.id, toRevisionId: p.id }),
  output: returns<{
    readonly document: DocumentDifference;
    /** Lines of which only what is masked changed. */
    readonly masks: readonly MaskDifference[];
    readonly metadata: readonly { readonly field: string; readonly before: string; readonly after: string }[];
    readonly attachments: { readonly added: readonly string[]; readonly removed: readonly string[] };
  }>(),
  errors: ["unknown-revision"],
  callers: businessRoles,
});

export const itemOperations = {
  listItems,
  itemFacets,
  createItem,
  importFile,
  cancelReading,
  openItem,
  saveDraft,
  addAttachment,
  screenAttachmentAgain,
  takeUpAgain,
  removeAttachment,
  readAttachment,
  readAttachmentText,
  foretellSignature,
  readAttachmentPictures,
  readPicture,
  treatPicture,
  readFindingsOfFile,
  readEqualFindings,
  answerDraftFindings,
  countAdoptable,
  adoptTreatments,
  freezeRevision,
  readRevision,
  compareRevisions,
};
