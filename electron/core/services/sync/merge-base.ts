import { readMeta } from "../../../../db/readers/meta.ts";
import { readNewestPublication } from "../../../../db/readers/publications.ts";
import type { ReadDb, WriteTx } from "../../../../db/schema/tables.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";

/**
 * What the next revision of an item builds on. As a rule it is the newest release of this workstation. After a
 * conflict that a person merged it is the center's version and the own one (two parents); for an item that was taken
 * over from the center, the center's alone.
 */
const mergedKey = (ownDigest: string): string => `sync.merged.${ownDigest}`;
const takenKey = (itemId: string): string => `sync.taken.${itemId}`;

/** Digests, the center's head first: the server compares that one with its own. None before the first release. */
export async function readParents(db: ReadDb, itemId: string): Promise<readonly string[]> {
  const released = await readNewestPublication(db, itemId);
  if (!released) {
    const taken = await readMeta(db, takenKey(itemId));
    return taken ? [taken] : [];
  }
  const merged = await readMeta(db, mergedKey(released.contentDigest));
  return merged ? [merged, released.contentDigest] : [released.contentDigest];
}

/** The release of this workstation that was in conflict was merged with the center's version. */
export async function putMerged(tx: WriteTx, ownDigest: string, head: string): Promise<void> {
  await writeMeta(tx, mergedKey(ownDigest), head);
}

/** An item was taken over from the center. */
export async function putTaken(tx: WriteTx, itemId: string, head: string): Promise<void> {
  await writeMeta(tx, takenKey(itemId), head);
}
