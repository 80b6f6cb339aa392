import { readItem, readRevision } from "../../../../db/readers/items.ts";
import { readSealedPackage } from "../../../../db/readers/publications.ts";
import { readOutboxRow, readReceipt } from "../../../../db/readers/sync.ts";
import { insertItem, insertRevision, putDraft } from "../../../../db/writers/items.ts";
import { itemMetadata, type ItemMetadata } from "../../../../shared/contract/items.ts";
import type { ConflictView } from "../../../../shared/contract/sync.ts";
import {
  mergedDocument,
  mergeSegments,
  openPlaces,
  type MergeChoice,
} from "../../../../shared/domain/item/merge-documents.ts";
import {
  emptyDocument,
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { toHex } from "../../../../shared/sync-protocol/bytes.ts";
import { parseContent, type EntryContent } from "../../../../shared/sync-protocol/content.ts";
import { parseReceipt } from "../../../../shared/sync-protocol/receipt.ts";
import { sha256 } from "../../audit/audit-log.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { readDraftState } from "../items/draft-state.ts";
import { screenDraft } from "../items/screen-draft.ts";
import { cachesOf, saveDraft } from "../items/write-items.ts";
import { write, type Work } from "../work.ts";
import { putMerged, putTaken } from "./merge-base.ts";

/**
 * Two versions of one item: the one this workstation released and the one the center took first. Both stay whole; a
 * person says place by place which words stand, and what comes out is a draft that is reviewed like any other (I4).
 */

interface CentralVersion {
  readonly head: string;
  readonly packageId: string;
  readonly withdrawn: boolean;
  readonly content: EntryContent;
  /** content.json verbatim. */
  readonly bytes: Uint8Array;
}

function entryOf(bytes: Uint8Array): EntryContent | undefined {
  const parsed = parseContent(bytes);
  return parsed.ok && parsed.value.schema === "zwgk.entry/1" ? parsed.value : undefined;
}

function textOf(content: EntryContent): StructuredDocument {
  const parsed = parseStructuredDocument(content.body);
  return parsed.ok ? parsed.value : emptyDocument;
}

/** The center's current version of an object; its bytes must be the ones that the head names. */
async function readCentral(
  work: Work,
  objectId: string,
): Promise<Result<CentralVersion, "sync-off" | "sync-unreachable" | "unknown-object" | "central-differs">> {
  const found = await work.sync.central(objectId);
  if (found.type !== "found")
    return err(found.type === "unknown-object" ? "unknown-object" : (`sync-${found.type}` as const));
  const content = entryOf(found.content);
  if (!content || content.objectId !== objectId || toHex(sha256(found.content)) !== found.head.head)
    return err("central-differs");
  const { head, packageId, state } = found.head;
  return ok({ head, packageId, withdrawn: state === "withdrawn", content, bytes: found.content });
}

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

export async function readConflict(work: Work, input: { packageId: string }) {
  const mine = await readMine(work, input.packageId);
  if (!mine) return refuse("unknown-package");
  const theirs = await readCentral(work, mine.content.objectId);
  if (!theirs.ok) return refuse(theirs.error);
  const item = await readItem(work.db, mine.content.objectId);
  const { content, head, withdrawn } = theirs.value;
  return answer<ConflictView>({
    packageId: input.packageId,
    itemId: mine.content.objectId,
    mine: { title: mine.content.title, revNo: mine.content.revNo, document: textOf(mine.content) },
    theirs: {
      title: content.title,
      revNo: content.revNo,
      document: textOf(content),
      digest: head,
      files: content.files.map((file) => file.name),
      withdrawn,
      asInReceipt: (await headOfReceipt(work, input.packageId)) === head,
    },
    segments: mergeSegments(textOf(mine.content), textOf(content)),
    mayMerge: item !== undefined && item.state !== "withdrawn",
  });
}

export async function mergeConflict(
  work: Work,
  input: {
    packageId: string;
    theirDigest: string;
    choices: readonly MergeChoice[];
    title: "mine" | "theirs";
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
  const merged = mergedDocument(segments, input.choices, mine.written, textOf(content));
  if (!merged) return refuse("invalid-input", { field: "choices", facts: { places: openPlaces(segments) } });
  const saved = await saveDraft(work, {
    itemId,
    draftSeq: state.draft.seq,
    document: merged,
    metadata: { ...state.metadata, title: input.title === "theirs" ? content.title : mine.content.title },
    voidReview: true,
  });
  if (!saved.ok) return saved;
  // After the text: cut off in between, the next release is a conflict again, never a silent overwrite.
  await write(work, async (tx, audit) => {
    await putMerged(tx, mine.digest, head);
    audit({
      act: "sync.conflictMerged",
      subjectKind: "item",
      subjectId: itemId,
      detail: { packageId: input.packageId, head },
    });
  });
  work.changed("items", "packages", `item:${itemId}`);
  return answer({ itemId });
}

/** Metadata of a draft from what was reviewed; what content.json leaves out is empty in the draft too. */
function metadataOf(content: EntryContent): ItemMetadata {
  const { scope, origin } = content;
  return itemMetadata.parse({
    title: content.title,
    kind: content.itemKind,
    docNumber: content.docNumber,
    indexNumber: content.indexNumber,
    summary: content.summary,
    formedOn: content.formedOn,
    originType: origin?.type,
    originOrgans: origin?.organs,
    disclosureProperty: content.disclosureProperty,
    propertyReason: content.propertyReason,
    audience: scope.audience,
    channels: scope.channels,
    publicationPeriod: scope.publicationPeriod,
    catalogueItem: content.catalogue,
    deadlineRule: content.deadlineRule,
    validity: scope.validity,
  });
}

/** Takes an item of the own unit that another workstation released, as a draft that builds on the center's version. */
export async function takeOver(work: Work, input: { objectId: string }) {
  const { objectId } = input;
  if (await readItem(work.db, objectId)) return refuse("item-here-already");
  const theirs = await readCentral(work, objectId);
  if (!theirs.ok) return refuse(theirs.error);
  const { content, head, withdrawn, bytes } = theirs.value;
  if (withdrawn) return refuse("already-published");
  const metadata = metadataOf(content);
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await insertItem(tx, {
      id: objectId,
      kind: metadata.kind,
      drafterAccountId: work.actor.accountId,
      drafterPersonId: work.actor.personId,
      unitName: work.actor.unitName,
      state: "drafting",
      at,
      ...cachesOf(metadata),
    });
    await putDraft(tx, {
      itemId: objectId,
      seq: 0,
      body: textOf(content),
      metadata,
      changedSinceRevision: false,
      screening: "running",
      findings: [],
      answers: {},
      savedBy: work.actor.accountId,
      at,
    });
    // The center's version is the first revision here, verbatim: what is changed can be held against it.
    await insertRevision(tx, {
      id: work.ports.newId(),
      itemId: objectId,
      revNo: 1,
      body: { document: textOf(content), releaseDocument: textOf(content), copies: [] },
      metadata,
      content: bytes,
      contentDigest: head,
      rulesVersion: work.rules.label,
      note: "取用中心现行稿",
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at,
      attachments: [],
      findings: [],
    });
    await putTaken(tx, objectId, head);
    audit({ act: "sync.itemTakenOver", subjectKind: "item", subjectId: objectId, detail: { head } });
  });
  work.later("screen-draft", () => screenDraft(work, objectId, 0));
  work.changed("items");
  return answer({ itemId: objectId, files: content.files.map((file) => file.name) });
}
