import { readRevision, readRevisionAttachments, readRevisionHeads } from "../../../../db/readers/items.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import type { WorkingCopy } from "./draft-state.ts";
import { frozenCopies, type FrozenCopy } from "./frozen-copies.ts";

/** A file of a draft or of one of the revisions of its item. */
export interface AttachedFile {
  readonly fileName: string;
  readonly mediaType: string;
  /** SHA-256 of what goes out: of a draft the file as it was attached. */
  readonly digest: string;
  /** SHA-256 of the file as it was attached. */
  readonly source: string;
  /** Of a revision: what its body says of the copy. */
  readonly frozen?: Pick<FrozenCopy, "pictures">;
}

/** Looks for a file in the draft, then in the revisions. */
export async function findAttached(
  db: ReadDb,
  state: WorkingCopy,
  attachmentId: string,
): Promise<AttachedFile | undefined> {
  const inDraft = state.attachments.find((file) => file.attachmentId === attachmentId);
  if (inDraft) {
    const { fileName, mediaType, digest } = inDraft;
    return { fileName, mediaType, digest, source: digest };
  }
  for (const head of await readRevisionHeads(db, state.item.itemId)) {
    const files = await readRevisionAttachments(db, head.revisionId);
    const file = files.find((one) => one.attachmentId === attachmentId);
    if (!file) continue;
    const { fileName, mediaType, digest } = file;
    const revision = await readRevision(db, head.revisionId);
    const copy = frozenCopies(revision?.body).find((one) => one.digest === digest);
    return {
      fileName,
      mediaType,
      digest,
      source: copy?.source ?? digest,
      frozen: { pictures: copy?.pictures ?? [] },
    };
  }
  return undefined;
}
