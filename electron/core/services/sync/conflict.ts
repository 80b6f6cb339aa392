import { readItem, readRevision, type AttachmentRecord } from "../../../../db/readers/items.ts";
import { readSealedPackage } from "../../../../db/readers/publications.ts";
import { readOutboxRow, readReceipt } from "../../../../db/readers/sync.ts";
import type { ConflictView } from "../../../../shared/contract/sync.ts";
import {
  mergedDocument,
  mergeSegments,
  openPlaces,
  type MergeChoice,
} from "../../../../shared/domain/item/merge-documents.ts";
import {
  fieldsThatDiffer,
  mergedFields,
  type MergeField,
} from "../../../../shared/domain/item/merge-fields.ts";
import { fileSegments, mergedFiles, openFiles } from "../../../../shared/domain/item/merge-files.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { toHex } from "../../../../shared/sync-protocol/bytes.ts";
import type { EntryContent } from "../../../../shared/sync-protocol/content.ts";
import { parseReceipt } from "../../../../shared/sync-protocol/receipt.ts";
import { sha256 } from "../../audit/audit-log.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { readDraftState } from "../items/draft-state.ts";
import {
  dropAttachment,
  putAttachment,
  saveDraft,
  screenAttachment,
  type ReadAttachment,
} from "../items/write-items.ts";
import type { Work } from "../work.ts";
import { entryOf, fetchCentralFiles, filesOf, metadataOf, readCentral, textOf } from "./central-version.ts";
import { fieldWords } from "./field-words.ts";
import { putMerged } from "./merge-base.ts";

/**
 * Two versions of one item: the one this workstation released and the one the center took first. Both stay whole; a
 * person says place by place which words, files and terms stand, and what comes out is a draft that is reviewed like any
 * other (I4).
 */

/** The own release that is in conflict; undefined when the package is none. */
async function readMine(work: Work, packageId: string) {
  const row = await readOutboxRow(work.db, packageId);
  const sealed = row?.state === "conflict" ? await readSealedPackage(work.db, packageId) : undefined;
  const content = sealed && entryOf(sealed.content);
  if (!row || !sealed || !content || content.kind === "withdraw") return undefined;
  const revision = sealed.revisionId ? await readRevision(work.db, sealed.revisionId) : undefined;
  const body = revision?.body as { readonly document?: unknown } | undefined;
  const draft = parseStructuredDocument(body?.document);
  return {
    content,
    digest: toHex(sha256(sealed.content)),
    /** The words as they were written, with what was masked: the draft goes on from these. */
    written: draft.ok ? draft.value : textOf(content),
  };
}

/** The head that the signed receipt named: the center cannot show another one without the log saying so later. */
async function headOfReceipt(work: Work, packageId: string): Promise<string | undefined> {
  const receipt = await readReceipt(work.db, packageId);
  const parsed = receipt && parseReceipt(new TextEncoder().encode(receipt.proof));
  return parsed?.ok && parsed.value.leaf.type === "decided" ? parsed.value.leaf.newHead : undefined;
}

const versionOf = (content: EntryContent) => ({
  title: content.title,
  revNo: content.revNo,
  document: textOf(content),
  files: filesOf(content),
});

/** What both say beside the text. A withdrawal says nothing of its own but the reason: nothing is chosen from it. */
const metadataOfBoth = (mine: EntryContent, theirs: EntryContent) => ({
  mine: metadataOf(mine),
  theirs: metadataOf(theirs.kind === "withdraw" ? mine : theirs),
});

export async function readConflict(work: Work, input: { packageId: string }) {
  const mine = await readMine(work, input.packageId);
  if (!mine) return refuse("unknown-package");
  const theirs = await readCentral(work, mine.content.objectId);
  if (!theirs.ok) return refuse(theirs.error);
  const item = await readItem(work.db, mine.content.objectId);
  const draft = await readDraftState(work.db, mine.content.objectId);
  const { content, head, withdrawn } = theirs.value;
  const said = metadataOfBoth(mine.content, content);
  return answer<ConflictView>({
    packageId: input.packageId,
    itemId: mine.content.objectId,
    mine: versionOf(mine.content),
    theirs: {
      ...versionOf(content),
      digest: head,
      withdrawn,
      asInReceipt: (await headOfReceipt(work, input.packageId)) === head,
    },
    segments: mergeSegments(textOf(mine.content), textOf(content)),
    files: fileSegments(filesOf(mine.content), filesOf(content)),
    fields: fieldsThatDiffer(said.mine, said.theirs).map((field) => ({
      field,
      mine: fieldWords(field, said.mine),
      theirs: fieldWords(field, said.theirs),
    })),
    draftChanged: draft?.draft.changedSinceRevision === true,
    mayMerge: item !== undefined && item.state !== "withdrawn",
  });
}

/**
 * The files of the own release as they are in the draft now: the original where the draft still has it (it carries its
 * answers), found by bytes or by name, for the released copy may have been made anew.
 */
function inDraft(released: EntryContent["files"], attachments: readonly AttachmentRecord[]) {
  const free = new Set(attachments);
  const found = new Map<number, AttachmentRecord>();
  const stem = (name: string): string => name.replace(/\.[^.]*$/, "");
  const fits: readonly ((file: EntryContent["files"][number], attachment: AttachmentRecord) => boolean)[] = [
    (file, attachment) => file.digest.sha256 === attachment.digest,
    (file, attachment) => file.name === attachment.fileName,
    (file, attachment) => stem(file.name) === stem(attachment.fileName),
  ];
  for (const fit of fits)
    for (const [position, file] of released.entries()) {
      const attachment = found.has(position) ? undefined : [...free].find((each) => fit(file, each));
      if (!attachment) continue;
      free.delete(attachment);
      found.set(position, attachment);
    }
  return found;
}

/** An own released file that the draft no longer has comes back from the store, screened as any. */
async function bringBack(work: Work, file: EntryContent["files"][number]) {
  const bytes = await work.blobs.get(file.digest.sha256);
  if (!bytes) return refuse("unreadable-file", { facts: { file: file.name } });
  const screened = await screenAttachment(work, { fileName: file.name, bytes });
  return screened.ok
    ? screened
    : refuse(screened.error.code, { facts: { ...screened.error.facts, file: file.name } });
}

export async function mergeConflict(
  work: Work,
  input: {
    packageId: string;
    theirDigest: string;
    choices: readonly MergeChoice[];
    files: readonly MergeChoice[];
    fields: Readonly<Partial<Record<MergeField, "mine" | "theirs">>>;
  },
) {
  const mine = await readMine(work, input.packageId);
  if (!mine) return refuse("unknown-package");
  const theirs = await readCentral(work, mine.content.objectId);
  if (!theirs.ok) return refuse(theirs.error);
  const { content, head } = theirs.value;
  if (head !== input.theirDigest) return refuse("conflict-moved-on");
  const itemId = mine.content.objectId;
  const state = await readDraftState(work.db, itemId);
  if (!state) return refuse("unknown-package");

  const segments = mergeSegments(textOf(mine.content), textOf(content));
  const document = mergedDocument(segments, input.choices, mine.written, textOf(content));
  if (!document)
    return refuse("invalid-input", { field: "choices", facts: { places: openPlaces(segments) } });
  const said = metadataOfBoth(mine.content, content);
  const metadata = mergedFields(state.metadata, said.mine, said.theirs, input.fields);
  if (!metadata) return refuse("invalid-input", { field: "fields" });
  const [ownFiles, otherFiles] = [filesOf(mine.content), filesOf(content)];
  const besides = fileSegments(ownFiles, otherFiles);
  const chosen = mergedFiles(besides, input.files, ownFiles, otherFiles);
  if (!chosen) return refuse("invalid-input", { field: "files", facts: { places: openFiles(besides) } });

  const held = inDraft(mine.content.files, state.attachments);
  const digests = new Set(state.attachments.map(({ digest }) => digest));
  const coming: ReadAttachment[] = [];
  for (const position of chosen.mine) {
    const file = mine.content.files[position];
    if (!file || held.has(position)) continue;
    const back = await bringBack(work, file);
    if (!back.ok) return back;
    coming.push(back.value);
  }
  const arrived = await fetchCentralFiles(
    work,
    theirs.value,
    // Added by hand meanwhile: the same bytes are not attached twice.
    chosen.theirs.filter(({ position }) => !digests.has(otherFiles[position]?.digest ?? "")),
  );
  if (!arrived.ok) return arrived;
  coming.push(...arrived.value);
  const going = [...held].filter(([position]) => !chosen.mine.includes(position)).map(([, file]) => file);

  const at = instantOf(work.ports);
  const saved = await saveDraft(
    work,
    { itemId, draftSeq: state.draft.seq, document, metadata, voidReview: true },
    async (tx, audit) => {
      for (const { attachmentId } of going) await dropAttachment(tx, audit, itemId, attachmentId);
      for (const file of coming) await putAttachment(tx, audit, itemId, file, at);
      await putMerged(tx, mine.digest, head);
      audit({
        act: "sync.conflictMerged",
        subjectKind: "item",
        subjectId: itemId,
        detail: {
          packageId: input.packageId,
          head,
          filesAdded: coming.map(({ digest }) => digest),
          filesLeftOut: [
            ...going.map(({ digest }) => digest),
            ...otherFiles
              .filter(
                (_file, position) =>
                  !besides.some((each) => each.kind === "same" && each.theirs === position),
              )
              .filter(({ digest }) => !digests.has(digest) && !coming.some((each) => each.digest === digest))
              .map(({ digest }) => digest),
          ],
        },
      });
    },
  );
  if (!saved.ok) return saved;
  work.changed("items", "packages", `item:${itemId}`);
  return answer({ itemId });
}
