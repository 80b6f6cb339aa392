import { equalBytes, toBase64 } from "../../shared/sync-protocol/bytes.ts";
import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import type { LogLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { appendLeafWithNodes, emptyFrontier, leafHash, rootOf } from "../../shared/sync-protocol/merkle.ts";
import { serverCrypto } from "./protocol-crypto.ts";
import { readBundles, signedHead } from "./read-log.ts";
import type { Add, StoreProblem } from "./read-log.ts";
import { replayLeaf } from "./replay.ts";
import type { ReplayedBag } from "./replay.ts";
import type { ServerCore } from "./server-core.ts";

const { sha256 } = serverCrypto;

export interface RepairReport {
  readonly repaired: boolean;
  readonly reason?: string;
  readonly entriesAdded: number;
}

/**
 * Refills a database that was put back from a back-up with the entries its log has beyond it, after proving that the
 * files give exactly the signed head and that the database is a prefix of it. Decisions are replayed into the tables,
 * so that no sequence number, review or head is given twice. Bags that the back-up lacked are asked for by `hello`.
 */
export async function repairLog(
  core: ServerCore,
  bagOf: (leaf: LogLeaf) => ReplayedBag | undefined = () => undefined,
): Promise<RepairReport> {
  const problems: StoreProblem[] = [];
  const add: Add = (what, at) => {
    problems.push({ what, at });
  };
  const head = await signedHead(core, add);
  if (!head) return { repaired: false, reason: "checkpoint-unreadable", entriesAdded: 0 };
  const leaves = readBundles(core, head.size, add);
  let frontier = emptyFrontier;
  const steps = leaves.map((entry) => {
    const step = appendLeafWithNodes(sha256, frontier, leafHash(sha256, entry));
    frontier = step.frontier;
    return step.nodes;
  });
  if (
    problems.length > 0 ||
    leaves.length !== head.size ||
    !equalBytes(rootOf(sha256, frontier), head.root)
  ) {
    return { repaired: false, reason: problems[0]?.what ?? "checkpoint-root-differs", entriesAdded: 0 };
  }
  const { db } = core.store;
  const origin = core.sequencer.origin;
  const stored = await db.selectFrom("log_entry").select(["idx", "leaf"]).orderBy("idx").execute();
  const prefix = stored.every((row) => {
    const leaf = leaves[row.idx];
    return leaf !== undefined && equalBytes(leaf, new Uint8Array(row.leaf));
  });
  if (!prefix) return { repaired: false, reason: "entry-differs", entriesAdded: 0 };
  await db.transaction().execute(async (tx) => {
    // What the back-up still had pending was sequenced since, or must be decided anew.
    await tx.deleteFrom("log_pending").execute();
    for (let index = stored.length; index < leaves.length; index++) {
      const entry = leaves[index] as Uint8Array;
      const leaf = parseLeaf(entry);
      const decided = leaf.ok && leaf.value.type === "decided" ? leaf.value : undefined;
      await tx
        .insertInto("log_entry")
        .values({
          idx: index,
          leaf: entry,
          leaf_hash: leafHash(sha256, entry),
          package_id: decided?.packageId ?? null,
        })
        .execute();
      for (const node of steps[index] ?? []) {
        if (node.level === 0 || node.level % 8 !== 0) continue;
        await tx
          .insertInto("log_node")
          .values({ level: node.level / 8, idx: node.index, hash: node.hash })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      const bag = leaf.ok ? bagOf(leaf.value) : undefined;
      if (leaf.ok)
        await replayLeaf(tx, leaf.value, { index, checkpointSize: head.size, ...(bag ? { bag } : {}) });
    }
    const values = { size: head.size, frontier: new Uint8Array(Buffer.concat([...frontier.hashes])) };
    await tx
      .insertInto("log_head")
      .values({ origin, ...values })
      .onConflict((conflict) => conflict.column("origin").doUpdateSet(values))
      .execute();
    const signer = { size: head.size, root: toBase64(head.root) };
    await tx
      .insertInto("signer_state")
      .values({ origin, ...signer })
      .onConflict((conflict) => conflict.column("origin").doUpdateSet(signer))
      .execute();
    await tx
      .insertInto("checkpoint")
      .values({ size: head.size, note: head.note })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return { repaired: true, entriesAdded: leaves.length - stored.length };
}
