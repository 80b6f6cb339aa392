import { equalBytes, toBase64 } from "../../shared/sync-protocol/bytes.ts";
import type { LogLeaf } from "../../shared/sync-protocol/log-leaf.ts";
import { leafBytes } from "../../shared/sync-protocol/log-leaf.ts";
import { formatLogProof } from "../../shared/sync-protocol/log-proof.ts";
import {
  appendLeafWithNodes,
  emptyFrontier,
  isFrontier,
  leafHash,
  nodeHash,
  rootOf,
} from "../../shared/sync-protocol/merkle.ts";
import type { Frontier } from "../../shared/sync-protocol/merkle.ts";
import { consistencyProof, inclusionProof, rootAt } from "../../shared/sync-protocol/merkle-proofs.ts";
import type { NodeReader } from "../../shared/sync-protocol/merkle-proofs.ts";
import { checkpointText, openCheckpoint, signNote } from "../../shared/sync-protocol/notes.ts";
import type { NoteSigner } from "../../shared/sync-protocol/notes.ts";
import {
  bundleBytes,
  entriesPath,
  tileHeight,
  tileNodeReader,
  tilePath,
  tileWidth,
  tilesBetween,
} from "../../shared/sync-protocol/tiles.ts";
import type { Tile } from "../../shared/sync-protocol/tiles.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import { Pace } from "../store/pace.ts";
import { insertRow, prepared } from "../store/prepared.ts";
import type { Failpoint } from "./failpoints.ts";
import type { LogFiles } from "./log-files.ts";
import { serverCrypto } from "./protocol-crypto.ts";

/**
 * The sequencer of the server's log. Safety does not come from being alone but from compare-and-swap: Q1 gives the
 * pending leaves their places in one transaction that only succeeds on the head it read; Q2 writes tiles, flushes
 * them, and recomputes the root from what it reads back (one flipped bit ended a public log in 2022); Q3 lets the
 * signer state only grow; Q4 publishes. Each step may be repeated after a crash.
 */

const { sha256 } = serverCrypto;
const maxBatch = 1024;
/** Between two checkpoints under load; what is asked of them is one within a second of a leaf. */
const longestSpacingMs = 120;
/** Hashes kept for proofs; about one mebibyte. */
const mostProofNodes = 8192;

export interface SequencerParts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly files: LogFiles;
  readonly signer: NoteSigner;
  readonly failpoint: Failpoint;
}

export type LogHealth =
  | { readonly state: "good" }
  /** The database is older than what was signed: it must be repaired before anything is signed again. */
  | { readonly state: "behind"; readonly signedSize: number; readonly storedSize: number }
  | { readonly state: "different"; readonly size: number }
  | { readonly state: "checkpoint-unreadable" };

interface Head {
  readonly size: number;
  readonly frontier: Frontier;
}

function packHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(hashes));
}

function unpackFrontier(size: number, bytes: Uint8Array): Frontier {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.slice(at, at + 32));
  const frontier = { size, hashes };
  if (!isFrontier(frontier)) throw new Error("stored frontier does not match its size");
  return frontier;
}

const headRow = prepared((db, origin: string) =>
  db.selectFrom("log_head").select(["size", "frontier"]).where("origin", "=", origin),
);
const firstWaiting = prepared((db) => db.selectFrom("log_pending").select("seq").limit(1));
const allWaiting = prepared((db, most: number) =>
  db.selectFrom("log_pending").selectAll().orderBy("seq").limit(most),
);
const endWaiting = prepared((db, last: number) => db.deleteFrom("log_pending").where("seq", "<=", last));
const hashesBetween = prepared((db, from: number, to: number) =>
  db
    .selectFrom("log_entry")
    .select("leaf_hash as hash")
    .where("idx", ">=", from)
    .where("idx", "<", to)
    .orderBy("idx"),
);
const leavesBetween = prepared((db, from: number, to: number) =>
  db.selectFrom("log_entry").select("leaf").where("idx", ">=", from).where("idx", "<", to).orderBy("idx"),
);
const signerRow = prepared((db, origin: string) =>
  db.selectFrom("signer_state").select("size").where("origin", "=", origin),
);
const setSigner = prepared((db, origin: string, size: number, root: string) =>
  db
    .insertInto("signer_state")
    .values({ origin, size, root })
    .onConflict((conflict) => conflict.column("origin").doUpdateSet({ size, root })),
);
const setCheckpointed = prepared((db, size: number, from: number, to: number) =>
  db
    .updateTable("package")
    .set({ checkpoint_size: size })
    .where("log_index", ">=", from)
    .where("log_index", "<", to),
);

async function readHead(db: ServerDb | ServerTx, origin: string): Promise<Head> {
  const [row] = await headRow(db, origin);
  if (!row) return { size: 0, frontier: emptyFrontier };
  return { size: row.size, frontier: unpackFrontier(row.size, new Uint8Array(row.frontier)) };
}

const setLogIndex = prepared((db, index: number, packageId: string) =>
  db.updateTable("package").set({ log_index: index }).where("package_id", "=", packageId),
);
const noteOf = prepared((db, size: number) =>
  db.selectFrom("checkpoint").select("note").where("size", "=", size),
);

/** Adds a leaf to those that wait; the caller's transaction is the decision. */
export async function appendPending(tx: ServerTx, leaf: LogLeaf, packageId?: string): Promise<void> {
  await insertRow(tx, "log_pending", { leaf: leafBytes(leaf), package_id: packageId ?? null });
}

/** Q1: places for up to `maxBatch` pending leaves. Answers the head before and after, and how many there were. */
async function integrate(
  { db, commits }: SequencerParts,
  origin: string,
): Promise<{ readonly before: number; readonly head: Head; readonly placed: number }> {
  const [waiting] = await firstWaiting(db);
  if (!waiting) {
    const head = await readHead(db, origin);
    return { before: head.size, head, placed: 0 };
  }
  const place = async (tx: ServerTx) => {
    const head = await readHead(tx, origin);
    const pending = await allWaiting(tx, maxBatch);
    let { frontier } = head;
    for (const row of pending) {
      const leaf = new Uint8Array(row.leaf);
      const hash = leafHash(sha256, leaf);
      const idx = frontier.size;
      const step = appendLeafWithNodes(sha256, frontier, hash);
      frontier = step.frontier;
      await insertRow(tx, "log_entry", { idx, leaf, leaf_hash: hash, package_id: row.package_id });
      for (const node of step.nodes) {
        if (node.level === 0 || node.level % 8 !== 0) continue;
        await tx
          .insertInto("log_node")
          .values({ level: node.level / 8, idx: node.index, hash: node.hash })
          .execute();
      }
      if (row.package_id !== null) {
        await setLogIndex(tx, idx, row.package_id);
      }
    }
    const last = pending.at(-1)?.seq ?? 0;
    await endWaiting(tx, last);
    const values = { size: frontier.size, frontier: packHashes(frontier.hashes) };
    if (head.size === 0) {
      await tx
        .insertInto("log_head")
        .values({ origin, ...values })
        .execute();
    } else {
      const swapped = await tx
        .updateTable("log_head")
        .set(values)
        .where("origin", "=", origin)
        .where("size", "=", head.size)
        .executeTakeFirst();
      if (swapped.numUpdatedRows !== 1n) throw new Error("another sequencer moved the head");
    }
    return { before: head.size, head: { size: frontier.size, frontier }, placed: pending.length };
  };
  return commits.run(place, { pressing: true });
}

async function hashesOfTile(db: ServerDb, tile: Tile): Promise<Uint8Array> {
  const from = tile.index * tileWidth;
  const rows =
    tile.level === 0
      ? await hashesBetween(db, from, from + tile.width)
      : await db
          .selectFrom("log_node")
          .select("hash")
          .where("level", "=", tile.level)
          .where("idx", ">=", from)
          .where("idx", "<", from + tile.width)
          .orderBy("idx")
          .execute();
  if (rows.length !== tile.width) throw new Error(`${tilePath(tile)} lacks hashes`);
  return packHashes(rows.map((row) => new Uint8Array(row.hash)));
}

async function entriesOfBundle(db: ServerDb, index: number, width: number): Promise<Uint8Array> {
  const rows = await leavesBetween(db, index * tileWidth, index * tileWidth + width);
  if (rows.length !== width) throw new Error(`${entriesPath(index, width)} lacks entries`);
  return bundleBytes(rows.map((row) => new Uint8Array(row.leaf)));
}

/** A reader of tree nodes over the tile files, as any auditor reads them. */
export function nodesFromFiles(files: LogFiles, size: number): NodeReader {
  return tileNodeReader(sha256, size, (tile) => {
    const bytes = files.read(tilePath(tile));
    if (!bytes) throw new Error(`${tilePath(tile)} is missing`);
    return bytes;
  });
}

export class Sequencer {
  readonly #parts: SequencerParts;
  readonly #asked: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  #running = false;
  #health: LogHealth = { state: "good" };
  readonly #pace = new Pace({ longestMs: longestSpacingMs, freeASecond: 6 });
  readonly #proofNodes = new Map<string, Uint8Array>();

  constructor(parts: SequencerParts) {
    this.#parts = parts;
  }

  get origin(): string {
    return this.#parts.signer.name;
  }

  get health(): LogHealth {
    return this.#health;
  }

  /** Compares what is stored with what was signed and published; must be asked once before the first run. */
  async examine(): Promise<LogHealth> {
    const { db, files, signer } = this.#parts;
    const head = await readHead(db, signer.name);
    const note = await files.readCheckpoint();
    const state = await db
      .selectFrom("signer_state")
      .selectAll()
      .where("origin", "=", signer.name)
      .executeTakeFirst();
    this.#health = { state: "good" };
    if (note === undefined) {
      // A crash before the very first publication leaves tiles and no checkpoint; without tiles the files are lost.
      if (state && !this.#tilesGive(state.size, state.root))
        this.#health = { state: "checkpoint-unreadable" };
      return this.#health;
    }
    const opened = openCheckpoint(serverCrypto, note, {
      origin: signer.name,
      logKeys: [signer],
      witnesses: [],
      witnessThreshold: 0,
    });
    if (!opened.ok) {
      this.#health = { state: "checkpoint-unreadable" };
      return this.#health;
    }
    const published = opened.value;
    if (published.size > head.size || (state?.size ?? 0) < published.size) {
      this.#health = { state: "behind", signedSize: published.size, storedSize: head.size };
    } else {
      const row = await db
        .selectFrom("checkpoint")
        .select("note")
        .where("size", "=", published.size)
        .executeTakeFirst();
      if (row?.note !== note) this.#health = { state: "different", size: published.size };
    }
    return this.#health;
  }

  #tilesGive(size: number, root: string): boolean {
    try {
      return toBase64(rootAt(sha256, nodesFromFiles(this.#parts.files, size), size)) === root;
    } catch {
      // A tile that is missing or cut off: the files cannot vouch for what was signed.
      return false;
    }
  }

  /**
   * Brings every leaf that waits now under a published checkpoint. Whoever asks while a round is under way is served by
   * the next one, and told when that one ends: not when nobody asks any more, which under load is never.
   */
  async run(): Promise<void> {
    if (this.#health.state !== "good") throw new Error("the log must be repaired before it is signed again");
    await new Promise<void>((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      if (!this.#running) void this.#loop();
    });
  }

  async #loop(): Promise<void> {
    this.#running = true;
    while (this.#asked.length > 0) {
      // Under load the rounds are spaced: more leaves share the flushes of one.
      await this.#pace.rest();
      const served = this.#asked.splice(0);
      try {
        await this.#pace.timed(served.length, () => this.#round());
        for (const { resolve } of served) resolve();
      } catch (error) {
        for (const { reject } of served) reject(error);
      }
    }
    this.#running = false;
  }

  async #round(): Promise<void> {
    let more = true;
    while (more) more = await this.#step();
  }

  /** Up to `maxBatch` leaves; answers whether there may be more. */
  async #step(): Promise<boolean> {
    const { db, commits, files, signer, failpoint } = this.#parts;
    const { before, head, placed } = await integrate(this.#parts, signer.name);
    if (head.size > before) failpoint("q1");
    const [signed] = await signerRow(db, signer.name);
    const signedSize = signed?.size ?? 0;
    if (head.size === signedSize) {
      // Nothing new. After a crash between Q3 and Q4 the published checkpoint may still be the one before.
      if (head.size > 0) await this.#publish(head.size);
      return false;
    }
    await this.#writeTiles(Math.min(before, signedSize), head);
    failpoint("q2");
    const root = rootOf(sha256, head.frontier);
    const note = await signNote(
      serverCrypto,
      checkpointText({ origin: signer.name, size: head.size, root }),
      signer,
    );
    const sign = async (tx: ServerTx): Promise<void> => {
      await setSigner(tx, signer.name, head.size, toBase64(root));
      await insertRow(tx, "checkpoint", { size: head.size, note });
      await setCheckpointed(tx, head.size, signedSize, head.size);
    };
    await commits.run(sign, { pressing: true });
    failpoint("q3");
    await files.writeCheckpoint(note);
    failpoint("q4");
    return placed === maxBatch;
  }

  /** Q2 with its read-back. */
  async #writeTiles(from: number, head: Head): Promise<void> {
    const { db, files } = this.#parts;
    const all: { path: string; bytes: Uint8Array }[] = [];
    for (const tile of tilesBetween(from, head.size)) {
      all.push({ path: tilePath(tile), bytes: await hashesOfTile(db, tile) });
      if (tile.level === 0) {
        all.push({
          path: entriesPath(tile.index, tile.width),
          bytes: await entriesOfBundle(db, tile.index, tile.width),
        });
      }
    }
    await files.writeAll(all);
    const readBack = rootAt(sha256, nodesFromFiles(files, head.size), head.size);
    if (!equalBytes(readBack, rootOf(sha256, head.frontier))) {
      throw new Error("tiles read back do not give the root; nothing was signed");
    }
  }

  async #publish(size: number): Promise<void> {
    const { db, files } = this.#parts;
    const row = await db.selectFrom("checkpoint").select("note").where("size", "=", size).executeTakeFirst();
    if (row && (await files.readCheckpoint()) !== row.note) await files.writeCheckpoint(row.note);
  }

  /** The newest published checkpoint, verbatim; undefined before the first leaf. */
  async checkpoint(): Promise<{ readonly size: number; readonly note: string } | undefined> {
    return this.#parts.db
      .selectFrom("checkpoint")
      .selectAll()
      .orderBy("size", "desc")
      .limit(1)
      .executeTakeFirst();
  }

  /** Proof from one head to a later one, over the tile files. */
  consistency(oldSize: number, size: number): readonly Uint8Array[] {
    return consistencyProof(sha256, this.#nodes(size), oldSize, size);
  }

  /** Nodes for proofs: a full subtree has one hash in every tree, so that what was computed once serves all receipts. */
  #nodes(size: number): NodeReader {
    const inFiles = nodesFromFiles(this.#parts.files, size);
    const read: NodeReader = (level, index) => {
      const name = `${level}/${index}`;
      const known = this.#proofNodes.get(name);
      if (known) return known;
      const hash =
        level % tileHeight === 0
          ? inFiles(level, index)
          : nodeHash(sha256, read(level - 1, 2 * index), read(level - 1, 2 * index + 1));
      if (this.#proofNodes.size >= mostProofNodes) this.#proofNodes.clear();
      this.#proofNodes.set(name, hash);
      return hash;
    };
    return read;
  }

  /** The tlog-proof of one leaf against the first checkpoint that covered it: the same text whenever it is asked. */
  async proof(index: number, checkpointSize: number): Promise<string> {
    const [row] = await noteOf(this.#parts.db, checkpointSize);
    if (!row) throw new Error("a checkpoint that was signed is not there");
    const path = inclusionProof(sha256, this.#nodes(checkpointSize), index, checkpointSize);
    return formatLogProof({ index, path, checkpoint: row.note });
  }
}
