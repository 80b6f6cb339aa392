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

/** Reads any complete node of the tree from its leaves; each is computed once. */
function nodeReader(leaves: readonly string[]): (level: number, index: number) => Uint8Array {
  const known = new Map<string, Uint8Array>();
  const read = (level: number, index: number): Uint8Array => {
    if (level === 0) return unhex(leaves[index] ?? "");
    const key = `${level}/${index}`;
    const kept = known.get(key);
    if (kept) return kept;
    const hash = nodeHash(nodeCrypto.sha256, read(level - 1, 2 * index), read(level - 1, 2 * index + 1));
    known.set(key, hash);
    return hash;
  };
  return read;
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
    ? consistencyProof(
        nodeCrypto.sha256,
        nodeReader(await readAuditLeafHashes(db, head.size)),
        sinceSize,
        head.size,
      )
    : [];
  const text = await signAuditText({ ...head, origin }, noteSignerOf(device.privateKey, origin), {
    size: sinceSize > head.size ? 0 : sinceSize,
    proof,
  });
  return { head, text: utf8Text(text) ?? "" };
}
