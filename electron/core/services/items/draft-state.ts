import {
  readDraft,
  readDraftAttachments,
  readItem,
  type DraftAttachmentRecord,
  type DraftRecord,
  type ItemRecord,
} from "../../../../db/readers/items.ts";
import { readDraftPictures, type DraftPictureRecord } from "../../../../db/readers/draft-pictures.ts";
import { readRunningReview, type ReviewRecord } from "../../../../db/readers/reviews.ts";
import type { ReadDb, WriteTx } from "../../../../db/schema/tables.ts";
import { markDraftChanged, updateItemCaches } from "../../../../db/writers/items.ts";
import { endReview } from "../../../../db/writers/reviews.ts";
import { itemMetadata, type ItemMetadata } from "../../../../shared/contract/items.ts";
import {
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import type { AuditEntry } from "../../audit/audit-log.ts";
import { foundInFile, parseDraftAnswers, parseDraftFindings, type Found } from "./draft-findings.ts";
import { readFileFindings } from "../../../../db/readers/draft-findings.ts";

/** What an item and a letter have in common while they are written: their text and their files. */
export interface WorkingCopy {
  readonly item: ItemRecord;
  readonly draft: DraftRecord;
  readonly attachments: readonly DraftAttachmentRecord[];
  /** What was found in the text; what was found in the files is read where it is wanted. */
  readonly text: Found;
  /** What was decided about pictures of the attached files. */
  readonly pictures: readonly DraftPictureRecord[];
  readonly runningReview: ReviewRecord | undefined;
}

/** The working copy of an item with everything that decides whether it may go on. */
export interface DraftState extends WorkingCopy {
  readonly metadata: ItemMetadata;
  readonly document: StructuredDocument;
}

/** Reads what is worked on, an item or a letter; undefined when there is no such thing. */
export async function readWorkingCopy(db: ReadDb, itemId: string): Promise<WorkingCopy | undefined> {
  const item = await readItem(db, itemId);
  if (!item) return undefined;
  const draft = await readDraft(db, itemId);
  if (!draft) throw new Error("item without a draft");
  return {
    item,
    draft,
    attachments: await readDraftAttachments(db, itemId),
    text: {
      // While a screening runs, what lies beside the text is of the text before.
      findings: draft.screening === "done" ? parseDraftFindings(draft.findings) : [],
      answers: parseDraftAnswers(draft.answers),
    },
    pictures: await readDraftPictures(db, itemId),
    runningReview: await readRunningReview(db, itemId),
  };
}

/** All that was found in the text and the files, with its answers: for what goes through every one of them. */
export async function readAllFound(
  db: ReadDb,
  copy: Pick<WorkingCopy, "attachments" | "text">,
): Promise<Found> {
  const all = [copy.text];
  for (const { attachmentId } of copy.attachments)
    all.push(foundInFile(await readFileFindings(db, attachmentId)));
  return {
    findings: all.flatMap(({ findings }) => findings),
    answers: Object.assign({}, ...all.map(({ answers }) => answers)) as Found["answers"],
  };
}

/** The files that were last screened by other rules than these. */
export const outdatedFiles = (copy: Pick<WorkingCopy, "attachments">, rules: string) =>
  copy.attachments.filter(({ screenedBy }) => screenedBy !== rules);

/** What of a working copy may not go into a revision that names these rules; the text of a letter is screened then. */
export const outdatedParts = (copy: WorkingCopy, rules: string): readonly object[] => [
  ...outdatedFiles(copy, rules),
  ...(copy.item.kind !== "letter" && copy.draft.screening === "done" && copy.draft.screenedBy !== rules
    ? [copy.draft]
    : []),
];

/** Reads the working copy of an item; undefined when there is no such item (or it is a letter). */
export async function readDraftState(db: ReadDb, itemId: string): Promise<DraftState | undefined> {
  const copy = await readWorkingCopy(db, itemId);
  if (!copy || copy.item.kind === "letter") return undefined;
  const parsed = parseStructuredDocument(copy.draft.body);
  if (!parsed.ok) throw new Error("stored document does not parse");
  return { ...copy, metadata: itemMetadata.parse(copy.draft.metadata), document: parsed.value };
}

/**
 * Ends a running or approved review because the item changed: its later stages start again on a new revision (V3). Where
 * the item is a passage of a joint letter, that letter changed with it.
 */
export async function voidRunningReview(
  tx: WriteTx,
  review: ReviewRecord | undefined,
  audit: (entry: AuditEntry) => void,
  changed: { readonly itemId: string; readonly at: string },
): Promise<void> {
  if (!review) return;
  await endReview(tx, review.reviewId, "stale");
  if (review.itemId !== changed.itemId) {
    await markDraftChanged(tx, review.itemId);
    await updateItemCaches(tx, review.itemId, { at: changed.at, state: "drafting" });
  }
  audit({
    act: "review.becameStale",
    subjectKind: "review",
    subjectId: review.reviewId,
    detail: { was: review.state },
  });
}
