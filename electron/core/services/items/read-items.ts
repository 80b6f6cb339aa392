import { readChannelList } from "../../../../db/readers/channel-list.ts";
import {
  countFormed,
  listItems as listItemRecords,
  listKey,
  readCounters,
  readRevision,
  readRevisionAttachments,
  readRevisionHeads,
  type DraftAttachmentRecord,
  type ItemListRequest,
  type ItemRecord,
  type RevisionHead,
} from "../../../../db/readers/items.ts";
import { countCarried } from "../../../../db/readers/draft-findings.ts";
import { readIndexNumberHolder, readNewestPublication } from "../../../../db/readers/publications.ts";
import { readDecisions, readReviewsOfItem } from "../../../../db/readers/reviews.ts";
import {
  itemMetadata,
  type AttachmentView,
  type DisclosureClockView,
  type ItemMetadata,
  type ItemRow,
  type ItemView,
  type RevisionRow,
  type RevisionView,
} from "../../../../shared/contract/items.ts";
import type { Page } from "../../../../shared/contract/primitives.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { signedWorkdays, standingOf } from "../../../../shared/domain/clock/due-reading.ts";
import { fieldsThatDiffer, mergeFields } from "../../../../shared/domain/item/merge-fields.ts";
import { diffDocuments, diffMasks } from "../../../../shared/domain/item/document-difference.ts";
import {
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import { itemStages, reviewStages } from "../../../../shared/domain/review/review-stages.ts";
import { formedRange, formedRangeOf, type DueBucket } from "../../../../shared/domain/item/due-bucket.ts";
import { searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import { catalogueNoticeOf } from "../catalogue/choose-item.ts";
import { viewFound } from "./file-findings.ts";
import { findAttached } from "./attached-file.ts";
import { frozenCopies } from "./frozen-copies.ts";
import { readDraftState, readWorkingCopy } from "./draft-state.ts";
import { approvedUnderOtherRules } from "./take-up-again.ts";
import { fieldWords } from "../sync/field-words.ts";
import { readParents } from "../sync/merge-base.ts";
import { blockersOf, disclosureDue } from "./freeze-revision.ts";

/** Working days from today to a due day; 0 on the last day, below 0 when over. */
export function remainingWorkdays(
  work: Pick<Work, "calendar">,
  today: CalendarDay,
  due: CalendarDay,
): number {
  return signedWorkdays(standingOf(due, today, work.calendar));
}

/** The clock of 条例26 of what is published on the organ's own motion; none runs for anything else. */
export function disclosureClock(
  work: Pick<Work, "calendar">,
  today: CalendarDay,
  metadata: ItemMetadata,
): DisclosureClockView | undefined {
  const due = metadata.disclosureProperty === "proactive" ? disclosureDue(work, metadata) : undefined;
  return due
    ? {
        dueDay: due.day,
        remainingWorkdays: remainingWorkdays(work, today, due.day),
        provisional: due.provisional,
        basis: due.article,
      }
    : undefined;
}

export function revisionRow(head: RevisionHead): RevisionRow {
  return {
    revisionId: head.revisionId,
    revNo: head.revNo,
    digest: head.contentDigest,
    createdAt: head.createdAt as Instant,
    createdBy: head.createdByName,
    note: head.note,
    ...(head.reviewId ? { reviewId: head.reviewId } : {}),
  };
}

export function attachmentView(record: {
  attachmentId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  digest: string;
}): AttachmentView {
  return {
    attachmentId: record.attachmentId,
    fileName: record.fileName,
    mediaType: record.mediaType,
    sizeBytes: record.sizeBytes,
    digest: record.digest,
  };
}

/** The files of a draft, with the word whether newer rules came since they were screened and how many answers came back with them. */
export async function draftAttachmentViews(
  { db, rules }: Pick<Work, "db" | "rules">,
  records: readonly DraftAttachmentRecord[],
): Promise<readonly AttachmentView[]> {
  const views: AttachmentView[] = [];
  for (const record of records) {
    const { attachmentId, screenedBy } = record;
    const carried = await countCarried(db, attachmentId);
    views.push({
      ...attachmentView(record),
      screenedBy,
      ...(screenedBy === rules.label ? {} : { outdated: true }),
      ...(carried > 0 ? { carried } : {}),
    });
  }
  return views;
}

function itemRow(work: Work, item: ItemRecord, today: CalendarDay): ItemRow {
  const pressing =
    item.formedOn &&
    item.disclosureProperty === "proactive" &&
    item.state !== "published" &&
    item.state !== "withdrawn";
  const due = pressing ? disclosureDue(work, { formedOn: item.formedOn as CalendarDay }) : undefined;
  return {
    itemId: item.itemId,
    title: item.title,
    kind: item.kind,
    docNumber: item.docNumber,
    disclosureProperty: item.disclosureProperty,
    state: item.state,
    unitName: item.unitName,
    drafterName: item.drafterName,
    updatedAt: item.updatedAt as Instant,
    ...(due ? { dueDay: due.day, remainingWorkdays: remainingWorkdays(work, today, due.day) } : {}),
  };
}

type ListInput = {
  after?: string | undefined;
  limit: number;
  state?: ItemListRequest["states"] | undefined;
  stage?: ItemListRequest["stages"] | undefined;
  kind?: ItemListRequest["kinds"] | undefined;
  unit?: ItemListRequest["units"] | undefined;
  due?: readonly DueBucket[] | undefined;
  disclosureProperty?: ItemListRequest["properties"] | undefined;
  mine?: boolean | undefined;
  titleContains?: string | undefined;
  sort: ItemListRequest["sort"];
};

export async function listItems(work: Work, input: ListInput) {
  const cursor = input.after ? parseCursor(input.after) : undefined;
  if (input.after && !cursor) return refuse("invalid-input", { field: "after" });
  const titleMatch = input.titleContains ? searchQuery(input.titleContains, "title") : undefined;
  if (input.titleContains && !titleMatch) return answer<Page<ItemRow>>({ rows: [] });
  const today = todayOf(work.ports);
  const formed = formedRangeOf(input.due ?? [], today, work.calendar);
  const items = await listItemRecords(work.db, {
    ...(input.state ? { states: input.state } : {}),
    ...(input.stage ? { stages: input.stage } : {}),
    ...(input.unit ? { units: input.unit } : {}),
    ...(formed ? { formed } : {}),
    ...(input.kind ? { kinds: input.kind } : {}),
    ...(input.disclosureProperty ? { properties: input.disclosureProperty } : {}),
    ...(input.mine ? { drafterAccountId: work.actor.accountId } : {}),
    ...(titleMatch ? { titleMatch } : {}),
    sort: input.sort,
    ...(cursor ? { after: cursor } : {}),
    limit: input.limit,
  });
  const last = items.at(-1);
  return answer<Page<ItemRow>>({
    rows: items.map((item) => ({
      ...itemRow(work, item, today),
      ...(item.stage ? { stageLabel: itemStages[item.stage] } : {}),
    })),
    ...(last && items.length === input.limit ? { next: `${last.seq}~${listKey(input.sort, last)}` } : {}),
  });
}

/** Keyset cursors are "seq~key"; anything else is refused, never guessed at. */
export function parseCursor(text: string): { readonly seq: number; readonly key: string } | undefined {
  const at = text.indexOf("~");
  const seq = Number(text.slice(0, at));
  return at > 0 && Number.isSafeInteger(seq) ? { seq, key: text.slice(at + 1) } : undefined;
}

export async function itemFacets(work: Work) {
  const today = todayOf(work.ports);
  const inBucket = async (bucket: DueBucket) =>
    await countFormed(work.db, formedRange(bucket, today, work.calendar));
  const [overdue, within3, within10] = await Promise.all([
    inBucket("overdue"),
    inBucket("within3"),
    inBucket("within10"),
  ]);
  const [state, stage, unit, kind, disclosureProperty] = await Promise.all([
    readCounters(work.db, "item.state"),
    readCounters(work.db, "item.stage"),
    readCounters(work.db, "item.unit"),
    readCounters(work.db, "item.kind"),
    readCounters(work.db, "item.property"),
  ]);
  return answer({
    total: Object.values(state).reduce((sum, n) => sum + n, 0),
    state,
    stage,
    unit,
    due: { overdue, within3, within10 },
    kind,
    disclosureProperty,
  });
}

export async function openItem(work: Work, input: { itemId: string }) {
  const state = await readDraftState(work.db, input.itemId);
  if (!state) return refuse("unknown-item");
  const heads = await readRevisionHeads(work.db, input.itemId);
  const publication = await readNewestPublication(work.db, input.itemId);
  const reviews = await readReviewsOfItem(work.db, input.itemId);
  const newest = reviews[0];
  const returned =
    newest?.state === "returned"
      ? (await readDecisions(work.db, newest.reviewId)).filter((decision) => decision.decision === "return")
      : [];
  const clock = disclosureClock(work, todayOf(work.ports), state.metadata);
  const found = await viewFound(work.db, state);
  const notice = await catalogueNoticeOf(work.db, state.metadata, todayOf(work.ports));
  return answer<ItemView>({
    itemId: state.item.itemId,
    state: state.item.state,
    drafterAccountId: state.item.drafterAccountId,
    drafterName: state.item.drafterName,
    unitName: state.item.unitName,
    metadata: state.metadata,
    document: state.document,
    draftSeq: state.draft.seq,
    savedAt: state.draft.savedAt as Instant,
    changedSinceRevision: state.draft.changedSinceRevision,
    attachments: await draftAttachmentViews(work, state.attachments),
    findings: found.findings,
    ...(found.longLists.length > 0 ? { longLists: found.longLists } : {}),
    screening: state.draft.screening,
    revisions: heads.map(revisionRow),
    ...(newest ? { reviewId: newest.reviewId } : {}),
    ...((await approvedUnderOtherRules(work, newest)) ? { approvedUnderOtherRules: true as const } : {}),
    ...(publication ? { publicationId: publication.publicationId } : {}),
    ...(clock ? { clock } : {}),
    returnedReasons: returned.map(
      ({ stage, personName, reasons }) =>
        `${reviewStages[stage].label} ${personName}：${reasons.map(({ text }) => text.replace(/[。；]+$/u, "")).join("；")}`,
    ),
    mayEdit: mayEditItem(work.actor, state.item),
    blockers: blockersOf(
      work,
      state,
      found.open,
      (await readParents(work.db, input.itemId)).length > 0,
      await readChannelList(work.db),
      await readIndexNumberHolder(work.db, state.metadata.indexNumber, input.itemId),
    ),
    ...(notice ? { catalogueNotice: notice } : {}),
  });
}

/** The files of a revision, each with what its clean copy does not keep of the original. */
export function revisionAttachmentViews(
  attachments: readonly Parameters<typeof attachmentView>[0][],
  body: unknown,
): readonly AttachmentView[] {
  const copies = frozenCopies(body);
  return attachments.map((attachment) => {
    const {
      losses = [],
      stays = [],
      pictures = [],
    } = copies.find(({ digest }) => digest === attachment.digest) ?? {};
    const left = pictures.filter(({ leaves }) => leaves === undefined);
    const masked = pictures.filter(({ leaves, decision }) => leaves !== undefined && decision === "mask");
    return {
      ...attachmentView(attachment),
      ...(losses.length > 0 ? { losses } : {}),
      ...(stays.length > 0 ? { stays } : {}),
      ...(pictures.length > 0
        ? {
            pictures: {
              kept: pictures.length - left.length - masked.length,
              masked: masked.length,
              leftOut: left.length,
            },
          }
        : {}),
    };
  });
}

/** A stored revision body: the text as drafted and as it would be released. */
export function revisionDocuments(body: unknown): {
  readonly document: StructuredDocument;
  readonly releaseDocument: StructuredDocument;
} {
  const pair = body as { document?: unknown; releaseDocument?: unknown };
  const document = parseStructuredDocument(pair.document);
  const releaseDocument = parseStructuredDocument(pair.releaseDocument);
  if (!document.ok || !releaseDocument.ok) throw new Error("stored revision does not parse");
  return { document: document.value, releaseDocument: releaseDocument.value };
}

export async function readRevisionView(work: Work, input: { revisionId: string }) {
  const revision = await readRevision(work.db, input.revisionId);
  if (!revision) return refuse("unknown-revision");
  const attachments = await readRevisionAttachments(work.db, input.revisionId);
  return answer<RevisionView>({
    revision: revisionRow(revision),
    metadata: itemMetadata.parse(revision.metadata),
    ...revisionDocuments(revision.body),
    attachments: revisionAttachmentViews(attachments, revision.body),
  });
}

export async function compareRevisions(work: Work, input: { fromRevisionId: string; toRevisionId: string }) {
  const from = await readRevision(work.db, input.fromRevisionId);
  const to = await readRevision(work.db, input.toRevisionId);
  if (!from || !to || from.itemId !== to.itemId) return refuse("unknown-revision");
  const before = itemMetadata.parse(from.metadata);
  const after = itemMetadata.parse(to.metadata);
  const filesBefore = await readRevisionAttachments(work.db, from.revisionId);
  const filesAfter = await readRevisionAttachments(work.db, to.revisionId);
  const names = (files: typeof filesBefore, others: typeof filesBefore) =>
    files
      .filter((file) => !others.some((other) => other.digest === file.digest))
      .map((file) => file.fileName);
  const [textBefore, textAfter] = [revisionDocuments(from.body), revisionDocuments(to.body)];
  const document = diffDocuments(textBefore.document, textAfter.document);
  return answer({
    document,
    masks: diffMasks(document, textBefore, textAfter),
    metadata: fieldsThatDiffer(before, after)
      .map((field) => ({
        field: mergeFields[field].label,
        before: fieldWords(field, before),
        after: fieldWords(field, after),
      }))
      .filter((row) => row.before !== row.after),
    attachments: { added: names(filesAfter, filesBefore), removed: names(filesBefore, filesAfter) },
  });
}

export async function readAttachment(work: Work, input: { itemId: string; attachmentId: string }) {
  const state = await readWorkingCopy(work.db, input.itemId);
  if (!state) return refuse("unknown-item");
  const found = await findAttached(work.db, state, input.attachmentId);
  if (!found) return refuse("unknown-attachment");
  const bytes = await work.blobs.get(found.digest);
  if (!bytes) return refuse("attachment-damaged");
  return answer({ fileName: found.fileName, mediaType: found.mediaType, bytes });
}

/** The text of an attached file: of the file as it was attached, or of the `copy` that goes out. */
export async function readAttachmentText(
  work: Work,
  input: { itemId: string; attachmentId: string; copy: boolean },
) {
  const state = await readWorkingCopy(work.db, input.itemId);
  if (!state) return refuse("unknown-item");
  const found = await findAttached(work.db, state, input.attachmentId);
  if (!found) return refuse("unknown-attachment");
  const bytes = await work.blobs.get(input.copy ? found.digest : found.source);
  if (!bytes) return refuse("attachment-damaged");
  const read = await work.desk.readText(bytes, found.fileName);
  return read.ok ? answer(read.value) : refuse("unreadable-file", { facts: { reason: read.error } });
}
