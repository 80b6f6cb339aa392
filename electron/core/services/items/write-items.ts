import { readChannelList } from "../../../../db/readers/channel-list.ts";
import { readItem } from "../../../../db/readers/items.ts";
import {
  deleteDraftAttachment,
  insertBlob,
  insertDraftAttachment,
  insertItem,
  markDraftChanged,
  putDraft,
  updateItemCaches,
  type ItemCaches,
} from "../../../../db/writers/items.ts";
import { putSearchEntry } from "../../../../db/writers/search.ts";
import { itemMetadata, type AttachmentView, type ItemMetadata } from "../../../../shared/contract/items.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { defaultChannels } from "../../../../shared/domain/item/channel-list.ts";
import type { ItemKind } from "../../../../shared/domain/item/item-kinds.ts";
import { mapPlainText, plainText } from "../../../../shared/domain/item/plain-text.ts";
import { statedMetadata } from "../../../../shared/domain/item/stated-metadata.ts";
import { carryFileAnswers, keepFileAnswers, putFileFindings } from "../../../../db/writers/draft-findings.ts";
import {
  emptyDocument,
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { itemEntry } from "../../../../shared/domain/search/search-entry.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import type { AuditEntry } from "../../audit/audit-log.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { isDiskFull, write, type FileAnswer, type Work } from "../work.ts";
import { identifyFindings, parseDraftFindings, type DraftFinding } from "./draft-findings.ts";
import { readDraftState, readWorkingCopy, voidRunningReview } from "./draft-state.ts";
import { screenDraft } from "./screen-draft.ts";

/** Files of an office; larger ones belong into the packages of the central server. */
export const maxFileBytes = 200 * 1024 * 1024;

export function cachesOf(metadata: ItemMetadata): ItemCaches {
  return {
    title: metadata.title,
    docNumber: metadata.docNumber,
    disclosureProperty: metadata.disclosureProperty,
    ...(metadata.formedOn ? { formedOn: metadata.formedOn } : {}),
  };
}

async function createWith(
  work: Work,
  metadata: ItemMetadata,
  document: StructuredDocument,
  origin: "item.created" | "item.imported",
  bytes: number,
): Promise<string> {
  const itemId = work.ports.newId();
  const at = instantOf(work.ports);
  const hasText = mapPlainText(document).text.trim() !== "";
  await write(work, async (tx, audit) => {
    await insertItem(tx, {
      id: itemId,
      kind: metadata.kind,
      drafterAccountId: work.actor.accountId,
      drafterPersonId: work.actor.personId,
      unitName: work.actor.unitName,
      state: "drafting",
      at,
      ...cachesOf(metadata),
    });
    await putDraft(tx, {
      itemId,
      seq: 0,
      body: document,
      metadata,
      changedSinceRevision: true,
      screening: hasText ? "running" : "done",
      findings: [],
      screenedBy: hasText ? "" : work.rules.label,
      answers: {},
      savedBy: work.actor.accountId,
      at,
    });
    audit({ act: origin, subjectKind: "item", subjectId: itemId, detail: { bytes } });
  });
  const item = await readItem(work.db, itemId);
  if (item && !hasText) {
    await work.db
      .transaction()
      .execute((tx) => putSearchEntry(tx, item.seq * 2, itemEntry(metadata.title, "")));
  }
  return itemId;
}

export async function createItem(work: Work, input: { title: string; kind: ItemKind }) {
  const metadata = itemMetadata.parse({
    title: input.title,
    kind: input.kind,
    disclosureProperty: "proactive",
    ...defaultChannels(await readChannelList(work.db)),
  });
  if (detectClassificationMark(input.title)) return refuse("invalid-input", { field: "title" });
  const itemId = await createWith(work, metadata, emptyDocument, "item.created", 0);
  work.changed("items");
  return answer({ itemId });
}

/** The refusal of a marked file: only time, user, size and kind of mark are recorded (V7; review.md §9). */
export async function refuseMarked(work: Work, bytes: number, markType: string) {
  await write(work, async (_tx, audit) =>
    audit({
      act: "item.importRefused",
      subjectKind: "file",
      subjectId: "refused",
      result: "secret-mark",
      detail: { bytes, markType },
    }),
  );
  return refuse("secret-mark", { facts: { markType, bytes } });
}

export async function refuseFile(work: Work, file: Exclude<FileAnswer, { ok: true }>, bytes: number) {
  if (file.refusal === "secret-mark") return refuseMarked(work, bytes, file.markType);
  return refuse(file.refusal, { facts: { reason: file.reason } });
}

/** What a document states about itself; the person checks it in the form. */
function metadataFrom(document: StructuredDocument, fileName: string, today: CalendarDay): ItemMetadata {
  const stated = statedMetadata(document, fileName.replace(/\.[^.]+$/, ""));
  // A paper may be dated ahead; the day it is formed on is filled in when that day has come.
  const formedOn = stated.formedOn !== undefined && stated.formedOn <= today ? stated.formedOn : undefined;
  return itemMetadata.parse({
    title: stated.title.slice(0, 400),
    kind: stated.kind,
    docNumber: stated.docNumber.slice(0, 400),
    disclosureProperty: stated.disclosureProperty ?? "proactive",
    ...(formedOn ? { formedOn } : {}),
  });
}

export async function importFile(
  work: Work,
  input: { fileName: string; bytes: Uint8Array; workId?: string | undefined },
) {
  if (input.bytes.length > maxFileBytes) return refuse("file-too-large");
  const nameMark = detectClassificationMark(input.fileName);
  if (nameMark) return refuseMarked(work, input.bytes.length, nameMark.markType);
  const file = await work.watched.run(input.workId, (watch) =>
    work.desk.readFile(input.bytes, input.fileName, watch),
  );
  if (!file.ok) return refuseFile(work, file, input.bytes.length);
  const parsed = file.document === undefined ? undefined : parseStructuredDocument(file.document);
  const document = parsed?.ok ? parsed.value : emptyDocument;
  const metadata = {
    ...metadataFrom(document, input.fileName, todayOf(work.ports)),
    ...defaultChannels(await readChannelList(work.db)),
  };
  try {
    const digest = await work.blobs.put(input.bytes);
    const itemId = await createWith(work, metadata, document, "item.imported", input.bytes.length);
    // The file itself is kept as the source only where the text was not taken over: its hidden data would travel with it.
    if (!parsed?.ok) await attach(work, itemId, input, file, digest);
    await screenDraft(work, itemId);
    work.changed("items");
    return answer({ itemId, notes: file.notes });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}

/** A file that was read and screened and whose bytes are in the store; it belongs to nothing yet. */
export interface ReadAttachment extends AttachmentView {
  readonly findings: readonly DraftFinding[];
  /** The rules it was screened by. */
  readonly screenedBy: string;
}

function readAttachment(
  work: Work,
  input: { readonly fileName: string; readonly bytes: Uint8Array },
  file: Extract<FileAnswer, { ok: true }>,
  digest: string,
): ReadAttachment {
  const attachmentId = work.ports.newId();
  const { fileName, bytes } = input;
  return {
    attachmentId,
    fileName,
    mediaType: file.mediaType,
    sizeBytes: bytes.length,
    digest,
    findings: identifyFindings(digest, file.findings, () => fileName, attachmentId),
    screenedBy: work.rules.label,
  };
}

/** Reads and screens a file that does not come from the person's own folder; a mark or an unreadable file refuses it. */
export async function screenAttachment(
  work: Work,
  input: { readonly fileName: string; readonly bytes: Uint8Array },
) {
  const nameMark = detectClassificationMark(input.fileName);
  if (nameMark) return refuseMarked(work, input.bytes.length, nameMark.markType);
  const file = await work.desk.readFile(input.bytes, input.fileName);
  if (!file.ok) return refuseFile(work, file, input.bytes.length);
  try {
    return answer(readAttachment(work, input, file, await work.blobs.put(input.bytes)));
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}

/**
 * Puts a read file to a draft, last in order, with what was answered about these bytes before they left it. The draft is not
 * marked as changed here. For how many findings an answer came back.
 */
export async function putAttachment(
  tx: WriteTx,
  audit: (entry: AuditEntry) => void,
  itemId: string,
  file: ReadAttachment,
  at: string,
): Promise<number> {
  const { attachmentId, digest, sizeBytes } = file;
  await insertBlob(tx, { digest, size: sizeBytes, at });
  await insertDraftAttachment(tx, {
    id: attachmentId,
    itemId,
    fileName: file.fileName,
    mediaType: file.mediaType,
    size: sizeBytes,
    digest,
    screenedBy: file.screenedBy,
    at,
  });
  await putFileFindings(
    tx,
    attachmentId,
    file.findings.map(({ findingId: passage, ...finding }) => ({ ...finding, passage })),
  );
  const carried = await carryFileAnswers(tx, attachmentId);
  audit({
    act: "item.attachmentAdded",
    subjectKind: "item",
    subjectId: itemId,
    detail: { attachmentId, digest, bytes: sizeBytes, ...(carried > 0 ? { carried } : {}) },
  });
  return carried;
}

/** Takes a file off a draft; what was answered about it waits for its return. The draft is not marked as changed here. */
export async function dropAttachment(
  tx: WriteTx,
  audit: (entry: AuditEntry) => void,
  itemId: string,
  attachmentId: string,
): Promise<void> {
  await keepFileAnswers(tx, attachmentId);
  await putFileFindings(tx, attachmentId, []);
  await deleteDraftAttachment(tx, attachmentId);
  audit({ act: "item.attachmentRemoved", subjectKind: "item", subjectId: itemId, detail: { attachmentId } });
}

async function attach(
  work: Work,
  itemId: string,
  input: { fileName: string; bytes: Uint8Array },
  file: Extract<FileAnswer, { ok: true }>,
  digest: string,
): Promise<AttachmentView> {
  const at = instantOf(work.ports);
  const read = readAttachment(work, input, file, digest);
  const carried = await write(work, async (tx, audit) => {
    const state = await readWorkingCopy(tx, itemId);
    const count = await putAttachment(tx, audit, itemId, read, at);
    await markDraftChanged(tx, itemId);
    await updateItemCaches(tx, itemId, {
      at,
      ...(state?.runningReview ? { state: "drafting" as const } : {}),
    });
    await voidRunningReview(tx, state?.runningReview, audit, { itemId, at });
    return count;
  });
  const { findings: _findings, screenedBy: _rules, ...view } = read;
  return { ...view, ...(carried > 0 ? { carried } : {}) };
}

/** What refuses any change of an item or a letter: not the own, under review, already out. */
export async function editable(work: Work, itemId: string, voidReview: boolean) {
  const state = await readWorkingCopy(work.db, itemId);
  if (!state) return refuse("unknown-item");
  if (!mayEditItem(work.actor, state.item)) return refuse("not-allowed");
  // A release can be corrected by a later revision; a letter that somebody holds cannot (V5).
  const final = state.item.kind === "letter" ? "published" : "withdrawn";
  if (state.item.state === final) return refuse("already-published");
  // An approved letter may be taken up again; one that reviewers are reading stays as it is (letters.save says the same).
  const reading = state.item.kind === "letter" && state.runningReview?.state !== "approved";
  if (state.runningReview && (reading || !voidReview))
    return refuse("under-review", { facts: { state: state.runningReview.state } });
  return { ok: true, state } as const;
}

export async function saveDraft(
  work: Work,
  input: {
    itemId: string;
    draftSeq: number;
    document?: unknown;
    metadata: ItemMetadata;
    voidReview: boolean;
  },
  /** More of the same change, in the same transaction: files that come and go with the text. */
  also?: (tx: WriteTx, audit: (entry: AuditEntry) => void) => Promise<void>,
) {
  const parsed = parseStructuredDocument(input.document);
  if (!parsed.ok) return refuse("document-invalid", { facts: { problem: parsed.error.type } });
  const text = plainText(parsed.value);
  const mark = detectClassificationMark(text) ?? detectClassificationMark(input.metadata.title);
  if (mark) return refuseMarked(work, text.length, mark.markType);
  const edit = await editable(work, input.itemId, input.voidReview);
  if (!edit.ok) return edit;
  // The text of a letter is composed from its case; it is saved there.
  if (edit.state.item.kind === "letter") return refuse("unknown-item");
  if (input.metadata.kind !== edit.state.item.kind)
    return refuse("invalid-input", { field: "metadata.kind" });
  const at = instantOf(work.ports);
  const draftSeq = input.draftSeq + 1;
  try {
    const saved = await write(work, async (tx, audit) => {
      const state = await readDraftState(tx, input.itemId);
      if (!state || state.draft.seq !== input.draftSeq) return false;
      const sameWords = JSON.stringify(state.document) === JSON.stringify(parsed.value);
      const { screening, screenedBy } = state.draft;
      const changed =
        also !== undefined || !sameWords || JSON.stringify(state.metadata) !== JSON.stringify(input.metadata);
      await putDraft(tx, {
        itemId: input.itemId,
        seq: draftSeq,
        body: parsed.value,
        metadata: input.metadata,
        changedSinceRevision: state.draft.changedSinceRevision || changed,
        // The same words under the same rules hold the same findings.
        screening: sameWords && screening === "done" && screenedBy === work.rules.label ? "done" : "running",
        findings: parseDraftFindings(state.draft.findings),
        screenedBy,
        answers: state.text.answers,
        savedBy: work.actor.accountId,
        at,
      });
      const voids = changed && state.runningReview !== undefined;
      await updateItemCaches(tx, input.itemId, {
        caches: cachesOf(input.metadata),
        at,
        ...(voids ? { state: "drafting" as const } : {}),
      });
      if (voids) await voidRunningReview(tx, state.runningReview, audit, { itemId: input.itemId, at });
      await also?.(tx, audit);
      audit({
        act: "item.draftSaved",
        subjectKind: "item",
        subjectId: input.itemId,
        detail: { seq: draftSeq },
      });
      return true;
    });
    if (!saved) return refuse("draft-moved-on");
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.ports.failpoint?.("after-autosave");
  work.later("screen-draft", () => screenDraft(work, input.itemId));
  return answer({ draftSeq, savedAt: at });
}

export async function addAttachment(
  work: Work,
  input: {
    itemId: string;
    fileName: string;
    bytes: Uint8Array;
    voidReview: boolean;
    workId?: string | undefined;
  },
) {
  if (input.bytes.length > maxFileBytes) return refuse("file-too-large");
  const edit = await editable(work, input.itemId, input.voidReview);
  if (!edit.ok) return edit;
  const nameMark = detectClassificationMark(input.fileName);
  if (nameMark) return refuseMarked(work, input.bytes.length, nameMark.markType);
  const file = await work.watched.run(input.workId, (watch) =>
    work.desk.readFile(input.bytes, input.fileName, watch),
  );
  if (!file.ok) return refuseFile(work, file, input.bytes.length);
  try {
    const digest = await work.blobs.put(input.bytes);
    const view = await attach(work, input.itemId, input, file, digest);
    work.changed("items", `item:${input.itemId}`);
    return answer(view);
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}

export async function removeAttachment(
  work: Work,
  input: { itemId: string; attachmentId: string; voidReview: boolean },
) {
  const edit = await editable(work, input.itemId, input.voidReview);
  if (!edit.ok) return edit;
  if (!edit.state.attachments.some((attachment) => attachment.attachmentId === input.attachmentId))
    return refuse("unknown-attachment");
  await write(work, async (tx, audit) => {
    const state = await readWorkingCopy(tx, input.itemId);
    await dropAttachment(tx, audit, input.itemId, input.attachmentId);
    await markDraftChanged(tx, input.itemId);
    const at = instantOf(work.ports);
    await updateItemCaches(tx, input.itemId, {
      at,
      ...(state?.runningReview ? { state: "drafting" as const } : {}),
    });
    await voidRunningReview(tx, state?.runningReview, audit, { itemId: input.itemId, at });
  });
  work.changed("items", `item:${input.itemId}`);
  return answer(null);
}
