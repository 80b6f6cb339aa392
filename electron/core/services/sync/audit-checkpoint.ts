import { readAuditHead } from "../../../../db/readers/audit.ts";
import { readAuditLeafHashes } from "../../../../db/readers/sync.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { utf8Text } from "../../../../shared/sync-protocol/bytes.ts";
import { nodeHash } from "../../../../shared/sync-protocol/merkle.ts";
import { consistencyProof, type TreeHead } from "../../../../shared/sync-protocol/merkle-proofs.ts";
import { noteSignerOf } from "../packages/keys.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import { signAuditText } from "../packages/sign-statements.ts";

const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

/** Leaves that are read and hashed at a time: a few milliseconds of the program, then others have their turn. */
const leavesAtOnce = 512;

const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/**
 * A reader of the complete nodes of the tree. Everything below the level of a stretch is hashed stretch by stretch,
 * with a pause after each; what is left for the proof is little.
 */
async function nodeReader(db: ReadDb, size: number): Promise<(level: number, index: number) => Uint8Array> {
  // One run of bytes a level: a hundred thousand small arrays would keep the collector busy instead.
  const levels: { readonly hashes: Uint8Array; count: number }[] = [];
  for (let count = size; count > 0; count = Math.floor(count / 2))
    levels.push({ hashes: new Uint8Array(count * 32), count: 0 });
  const at = (level: number, index: number): Uint8Array =>
    levels[level]?.hashes.subarray(index * 32, index * 32 + 32) ?? new Uint8Array(32);
  for (let from = 0; from < size; from += leavesAtOnce) {
    const [leaves, ...above] = levels;
    for (const leaf of await readAuditLeafHashes(db, from, Math.min(size, from + leavesAtOnce)))
      leaves?.hashes.set(unhex(leaf), 32 * leaves.count++);
    for (const [below, level] of above.entries()) {
      while (2 * level.count + 1 < (levels[below]?.count ?? 0)) {
        const hash = nodeHash(nodeCrypto.sha256, at(below, 2 * level.count), at(below, 2 * level.count + 1));
        level.hashes.set(hash, 32 * level.count++);
      }
    }
    await turn();
  }
  return at;
}

/**
 * The signed checkpoint of the audit log, with the proof that it continues the tree of `sinceSize` entries that the
 * server cosigned (sync.md §9). A size the log does not have yet is proved from nothing.
 */
export async function auditCheckpoint(
  db: ReadDb,
  device: { readonly deviceId: string; readonly incarnation: string; readonly privateKey: Uint8Array },
  sinceSize: number,
): Promise<{ readonly head: TreeHead; readonly text: string }> {
  const stored = await readAuditHead(db);
  if (!stored) throw new Error("audit head missing");
  const head: TreeHead = { size: stored.size, root: unhex(stored.root) };
  const origin = `ws/${device.deviceId}/${device.incarnation}`;
  const provable = sinceSize > 0 && sinceSize < head.size;
  const proof = provable
    ? consistencyProof(nodeCrypto.sha256, await nodeReader(db, head.size), sinceSize, head.size)
    : [];
  const text = await signAuditText({ ...head, origin }, noteSignerOf(device.privateKey, origin), {
    size: sinceSize > head.size ? 0 : sinceSize,
    proof,
  });
  return { head, text: utf8Text(text) ?? "" };
}
