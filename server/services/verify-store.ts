import { equalBytes } from "../../shared/sync-protocol/bytes.ts";
import { parseLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import type { DecidedLeaf, LogLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { appendLeafWithNodes, emptyFrontier, leafHash, rootOf } from "../../shared/sync-protocol/merkle.ts";
import { rootAt } from "../../shared/sync-protocol/merkle-proofs.ts";
import { tilePath, tilesBetween } from "../../shared/sync-protocol/tiles.ts";
import { openServerStore } from "../store/open-store.ts";
import type { ServerStore } from "../store/open-store.ts";
import { serverCrypto } from "./protocol-crypto.ts";
import { readBundles, signedHead } from "./read-log.ts";
import type { Add, StoreProblem } from "./read-log.ts";
import { replayInto } from "./replay-bags.ts";
import { nodesFromFiles } from "./sequencer.ts";
import type { ServerCore } from "./server-core.ts";

/** `verify`: what an operator or auditor runs over a stopped server. */

const { sha256 } = serverCrypto;

export interface StoreReport {
  readonly size: number;
  readonly packages: number;
  readonly bags: number;
  readonly problems: readonly StoreProblem[];
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

/** What of a row is held against what the log says of it, by table; the rest is time, place or the network's. */
const replayed = [
  ["key_record", "keyid", ["owner_type", "owner_id", "org_code", "revoked_at"], "key-differs"],
  [
    "delegation",
    "delegation_id",
    ["kind", "stage", "person_id", "from_person_id", "valid_from", "valid_until", "review_no", "ended_at"],
    "delegation-differs",
  ],
  ["device_seq", "package_id", ["device_id", "incarnation", "seq"], "sequence-differs"],
  ["case_event", "package_id", ["case_id", "event_no"], "case-event-differs"],
  [
    "publication",
    "package_id",
    ["object_id", "content_digest", "state", "not_before"],
    "publication-differs",
  ],
] as const;

/** The log says that a key was revoked, and when it was told so; the list may carry an earlier moment. */
function told(column: string, value: unknown): unknown {
  return column === "revoked_at" ? value !== null : value;
}

/** Plays log and bags into an empty store and holds the tables against it. */
async function verifyReplay(core: ServerCore, leaves: readonly LogLeaf[], add: Add): Promise<void> {
  const pending = await core.store.db.selectFrom("log_pending").select("seq").limit(1).executeTakeFirst();
  const opened = openServerStore(":memory:");
  if (pending || !opened.ok) return;
  const expected = opened.value;
  try {
    const whole = await replayInto(core, expected, leaves);
    for (const [table, key, columns, what] of replayed) {
      const rows = async (store: ServerStore) => {
        const all = await store.db.selectFrom(table).selectAll().execute();
        return new Map(
          (all as unknown as Record<string, unknown>[]).map((row) => [
            String(row[key]),
            JSON.stringify(columns.map((column) => told(column, row[column]))),
          ]),
        );
      };
      const [live, said] = [await rows(core.store), await rows(expected)];
      for (const id of new Set([...live.keys(), ...said.keys()])) {
        // Numbers are taken when a package arrives; the log has them once it is decided.
        const early = table === "device_seq" && !said.has(id);
        // What only the bag tells cannot be held against a bag that is gone, which is found for itself.
        const untold = (table === "case_event" || table === "publication") && !whole.has(id);
        if (!early && !untold && live.get(id) !== said.get(id)) add(what, id);
      }
    }
  } finally {
    await expected.close();
  }
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
    if ((await core.bags.digestOf(bag)) !== zipSha256) add("bag-differs", row.package_id);
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
  await verifyReplay(core, leaves, add);
  const bags = await verifyBags(core, add);
  return { size: leaves.length, packages, bags, problems };
}
