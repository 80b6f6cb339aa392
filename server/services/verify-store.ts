import { createHash } from "node:crypto";

import { equalBytes, toBase64 } from "../../shared/sync-protocol/bytes.ts";
import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import type { DecidedLeaf, LogLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { appendLeafWithNodes, emptyFrontier, leafHash, rootOf } from "../../shared/sync-protocol/merkle.ts";
import { rootAt } from "../../shared/sync-protocol/merkle-proofs.ts";
import { openCheckpoint } from "../../shared/sync-protocol/notes.ts";
import {
  entriesPath,
  parseBundle,
  tilePath,
  tileWidth,
  tilesBetween,
} from "../../shared/sync-protocol/tiles.ts";
import { serverCrypto } from "./protocol-crypto.ts";
import { nodesFromFiles } from "./sequencer.ts";
import type { ServerCore } from "./server-core.ts";

/** `verify` and `repair`: what an operator or auditor runs over a stopped server. */

const { sha256 } = serverCrypto;

export interface StoreProblem {
  readonly what:
    | "checkpoint-unreadable"
    | "checkpoint-root-differs"
    | "bundle-missing"
    | "bundle-malformed"
    | "bundle-differs-from-tile"
    | "tile-missing"
    | "tile-differs"
    | "entry-differs"
    | "entry-missing"
    | "leaf-malformed"
    | "head-differs"
    | "package-differs"
    | "package-without-leaf"
    | "review-use-differs"
    | "object-head-differs"
    | "bag-missing"
    | "bag-differs";
  /** Index of the first bad entry, or an id. */
  readonly at: string | number;
}

export interface StoreReport {
  readonly size: number;
  readonly packages: number;
  readonly bags: number;
  readonly problems: readonly StoreProblem[];
}

type Add = (what: StoreProblem["what"], at: string | number) => void;

/** The signed head that the files show; undefined when there is none or it cannot be read. */
async function signedHead(core: ServerCore, add: Add) {
  const note = await core.logFiles.readCheckpoint();
  if (note === undefined) return undefined;
  const opened = openCheckpoint(serverCrypto, note, {
    origin: core.sequencer.origin,
    logKeys: [core.logKey],
    witnesses: [],
    witnessThreshold: 0,
  });
  if (opened.ok) return { ...opened.value, note };
  add("checkpoint-unreadable", 0);
  return undefined;
}

/** Every leaf the bundles hold, each held against its tile; stops at the first that is missing. */
function readBundles(core: ServerCore, size: number, add: Add): readonly Uint8Array[] {
  const leaves: Uint8Array[] = [];
  for (let index = 0; index * tileWidth < size; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth);
    const path = entriesPath(index, width);
    const bytes = core.logFiles.read(path);
    if (!bytes) {
      add("bundle-missing", path);
      return leaves;
    }
    const entries = parseBundle(bytes);
    if (entries?.length !== width) {
      add("bundle-malformed", path);
      return leaves;
    }
    const tile = core.logFiles.read(tilePath({ level: 0, index, width }));
    if (tile?.length !== width * 32) add("tile-missing", tilePath({ level: 0, index, width }));
    entries.forEach((entry, position) => {
      const hash = leafHash(sha256, entry);
      if (tile && !equalBytes(hash, tile.subarray(position * 32, position * 32 + 32))) {
        add("bundle-differs-from-tile", index * tileWidth + position);
      }
      leaves.push(entry);
    });
  }
  return leaves;
}

async function verifyLog(core: ServerCore, add: Add): Promise<readonly LogLeaf[]> {
  const head = await signedHead(core, add);
  if (!head) return [];
  const bytes = readBundles(core, head.size, add);
  try {
    const root = rootAt(sha256, nodesFromFiles(core.logFiles, head.size), head.size);
    if (!equalBytes(root, head.root)) add("checkpoint-root-differs", head.size);
  } catch {
    // A missing or cut-off tile; the loop below names which.
    for (const tile of tilesBetween(0, head.size)) {
      if (core.logFiles.read(tilePath(tile))?.length !== tile.width * 32) add("tile-missing", tilePath(tile));
    }
  }
  let frontier = emptyFrontier;
  for (const entry of bytes)
    frontier = appendLeafWithNodes(sha256, frontier, leafHash(sha256, entry)).frontier;
  if (bytes.length === head.size && !equalBytes(rootOf(sha256, frontier), head.root)) {
    add("checkpoint-root-differs", head.size);
  }
  await compareEntries(core, bytes, add);
  const leaves: LogLeaf[] = [];
  for (const [index, entry] of bytes.entries()) {
    const leaf = parseLeaf(entry);
    if (leaf.ok) leaves.push(leaf.value);
    else add("leaf-malformed", index);
  }
  return leaves;
}

async function compareEntries(core: ServerCore, leaves: readonly Uint8Array[], add: Add): Promise<void> {
  const { db } = core.store;
  for (let from = 0; from < leaves.length; from += 1000) {
    const rows = await db
      .selectFrom("log_entry")
      .select(["idx", "leaf", "leaf_hash"])
      .where("idx", ">=", from)
      .where("idx", "<", Math.min(from + 1000, leaves.length))
      .orderBy("idx")
      .execute();
    const found = new Map(rows.map((row) => [row.idx, row]));
    for (let index = from; index < Math.min(from + 1000, leaves.length); index++) {
      const row = found.get(index);
      const leaf = leaves[index] as Uint8Array;
      if (!row) add("entry-missing", index);
      else if (
        !equalBytes(new Uint8Array(row.leaf), leaf) ||
        !equalBytes(new Uint8Array(row.leaf_hash), leafHash(sha256, leaf))
      ) {
        add("entry-differs", index);
      }
    }
  }
}

/** What the tables must say when the decisions of the log are played anew. */
export interface ReplayedTables {
  readonly outcomes: ReadonlyMap<
    string,
    { readonly outcome: string; readonly digest: string; readonly index: number }
  >;
  readonly heads: ReadonlyMap<string, { readonly head: string; readonly withdrawn: boolean }>;
  readonly reviews: ReadonlyMap<string, string>;
}

export function replay(leaves: readonly LogLeaf[]): ReplayedTables {
  const outcomes = new Map<string, { outcome: string; digest: string; index: number }>();
  const heads = new Map<string, { head: string; withdrawn: boolean }>();
  const reviews = new Map<string, string>();
  const movesHead = (leaf: DecidedLeaf): boolean =>
    leaf.kind !== "review-request" && leaf.kind !== "case-event";
  for (const [index, leaf] of leaves.entries()) {
    if (leaf.type !== "decided") continue;
    outcomes.set(leaf.packageId, { outcome: leaf.outcome, digest: leaf.packageDigest, index });
    if (leaf.outcome !== "accepted") continue;
    if (leaf.kind !== "review-request") for (const id of leaf.reviewIds) reviews.set(id, leaf.packageId);
    if (movesHead(leaf)) {
      heads.set(leaf.objectId, { head: leaf.contentDigest, withdrawn: leaf.kind === "withdraw" });
    }
  }
  return { outcomes, heads, reviews };
}

async function verifyTables(core: ServerCore, leaves: readonly LogLeaf[], add: Add): Promise<number> {
  const { db } = core.store;
  const expected = replay(leaves);
  const packages = await db
    .selectFrom("package")
    .select(["package_id", "digest", "outcome", "log_index", "checkpoint_size"])
    .where("outcome", "is not", null)
    .execute();
  for (const row of packages) {
    if (row.checkpoint_size === null || (row.log_index ?? 0) >= leaves.length) continue;
    const leaf = expected.outcomes.get(row.package_id);
    if (!leaf) add("package-without-leaf", row.package_id);
    else if (leaf.outcome !== row.outcome || leaf.digest !== row.digest || leaf.index !== row.log_index) {
      add("package-differs", row.package_id);
    }
  }
  const known = new Set(packages.map((row) => row.package_id));
  for (const id of expected.outcomes.keys()) if (!known.has(id)) add("package-differs", id);
  const pending = await db.selectFrom("log_pending").select("seq").limit(1).executeTakeFirst();
  if (pending) return packages.length;
  const heads = await db.selectFrom("object_head").selectAll().execute();
  for (const row of heads) {
    const head = expected.heads.get(row.object_id);
    if (head?.head !== row.head || head.withdrawn !== (row.withdrawn === 1)) {
      add("object-head-differs", row.object_id);
    }
  }
  if (heads.length !== expected.heads.size) add("object-head-differs", heads.length);
  const uses = await db.selectFrom("review_use").selectAll().execute();
  for (const row of uses) {
    if (expected.reviews.get(row.review_id) !== row.package_id) add("review-use-differs", row.review_id);
  }
  if (uses.length !== expected.reviews.size) add("review-use-differs", uses.length);
  return packages.length;
}

async function verifyBags(core: ServerCore, add: Add): Promise<number> {
  const rows = await core.store.db
    .selectFrom("package")
    .select(["package_id", "zip_sha256"])
    .where("outcome", "in", ["accepted", "conflict"])
    .where("zip_sha256", "is not", null)
    .execute();
  for (const row of rows) {
    const zipSha256 = row.zip_sha256 ?? "";
    const bag = await core.bags.find(zipSha256);
    if (!bag) {
      add("bag-missing", row.package_id);
      continue;
    }
    const hash = createHash("sha256");
    for await (const chunk of core.bags.read(bag)) hash.update(chunk);
    if (hash.digest("hex") !== zipSha256) add("bag-differs", row.package_id);
  }
  return rows.length;
}

/** Verifies everything: signature, tiles, bundles, entries, tables against the log, bags against their digests. */
export async function verifyStore(core: ServerCore): Promise<StoreReport> {
  const problems: StoreProblem[] = [];
  const add: Add = (what, at) => {
    problems.push({ what, at });
  };
  const leaves = await verifyLog(core, add);
  const head = await core.store.db.selectFrom("log_head").select("size").executeTakeFirst();
  if ((head?.size ?? 0) < leaves.length) add("head-differs", head?.size ?? 0);
  const packages = await verifyTables(core, leaves, add);
  const bags = await verifyBags(core, add);
  return { size: leaves.length, packages, bags, problems };
}

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
export async function repairLog(core: ServerCore): Promise<RepairReport> {
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
      if (decided) await replayDecision(tx, decided, index, head.size);
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

type Tx = Parameters<Parameters<ReturnType<ServerCore["store"]["db"]["transaction"]>["execute"]>[0]>[0];

/** Puts one decision of the log into the tables, as it was made. */
async function replayDecision(
  tx: Tx,
  leaf: DecidedLeaf,
  index: number,
  checkpointSize: number,
): Promise<void> {
  await tx
    .insertInto("package")
    .values({
      package_id: leaf.packageId,
      digest: leaf.packageDigest,
      device_id: leaf.deviceId,
      incarnation: leaf.incarnation,
      device_seq: leaf.deviceSeq,
      org_code: leaf.orgCode,
      kind: leaf.kind,
      object_type: leaf.objectType,
      object_id: leaf.objectId,
      rev_no: leaf.revNo,
      base: leaf.base ?? null,
      content_digest: leaf.contentDigest,
      submission: new Uint8Array(0),
      reviews: new Uint8Array(0),
      state: "decided",
      problem: leaf.reasons[0] ?? null,
      via: leaf.via,
      announced_at: leaf.receivedAt,
      received_at: leaf.receivedAt,
      zip_sha256: null,
      zip_size: null,
      outcome: leaf.outcome,
      log_index: index,
      checkpoint_size: checkpointSize,
    })
    .onConflict((conflict) =>
      conflict.column("package_id").doUpdateSet({
        state: "decided",
        outcome: leaf.outcome,
        problem: leaf.reasons[0] ?? null,
        received_at: leaf.receivedAt,
        log_index: index,
        checkpoint_size: checkpointSize,
      }),
    )
    .execute();
  await tx
    .insertInto("device_seq")
    .values({
      device_id: leaf.deviceId,
      incarnation: leaf.incarnation,
      seq: leaf.deviceSeq,
      package_id: leaf.packageId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (leaf.outcome !== "accepted") return;
  if (leaf.kind !== "review-request") {
    for (const reviewId of leaf.reviewIds) {
      await tx
        .insertInto("review_use")
        .values({ review_id: reviewId, package_id: leaf.packageId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
  if (leaf.kind === "review-request" || leaf.kind === "case-event") return;
  const head = {
    head: leaf.contentDigest,
    rev_no: leaf.revNo,
    package_id: leaf.packageId,
    withdrawn: leaf.kind === "withdraw" ? (1 as const) : (0 as const),
  };
  await tx
    .insertInto("object_head")
    .values({ object_id: leaf.objectId, object_type: leaf.objectType, ...head })
    .onConflict((conflict) => conflict.column("object_id").doUpdateSet(head))
    .execute();
  const open = ["live", "waiting-group"] as const;
  if (leaf.kind === "withdraw" || leaf.kind === "publish" || leaf.kind === "correct") {
    await tx
      .updateTable("publication")
      .set({ state: leaf.kind === "withdraw" ? "stopped" : "superseded" })
      .where("object_id", "=", leaf.objectId)
      .where("state", "in", open)
      .where("package_id", "<>", leaf.packageId)
      .execute();
  }
}
