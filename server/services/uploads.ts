import { createHash, randomBytes } from "node:crypto";
import type { Hash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

import { fromHex, toHex } from "../../shared/sync-protocol/bytes.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import { prepared } from "../store/prepared.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import { applyStream, newSalt, streamFrom } from "./blob-cipher.ts";
import type { Clock } from "./clock.ts";
import { makeFolder, syncFolder } from "./durable-files.ts";
import type { Failpoint } from "./failpoints.ts";
import type { UploadRow, UploadRows } from "./upload-rows.ts";

/**
 * Where bags arrive and stay. An offset is only told once its bytes are flushed; the file is cut back to that offset
 * before more is written, so that what a crash left behind never becomes part of a bag. Files are encrypted from the
 * first byte; a finished one moves, unchanged, to its place in the store of bags.
 */

export const uploadLifeMs = 30 * 86_400_000;
/** Bags up to this size are read into memory and opened at once; larger ones in a worker thread. */
export const openedAtOnce = 4 * 1024 * 1024;
export interface BagStoreParts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly uploads: UploadRows;
  readonly folder: string;
  readonly master: Uint8Array;
  readonly clock: Clock;
  readonly failpoint: Failpoint;
}

export interface OpenBag {
  readonly path: string;
  readonly size: number;
  readonly salt: Uint8Array;
}

/** What the row of an upload says of its file. */
type ArrivedFile = Pick<UploadRow, "upload_id" | "zip_sha256" | "size" | "salt">;

interface Arrived {
  readonly hash: Hash;
  readonly size: number;
}

/** Where the bytes of an upload stand: still arriving, moved to their place, or there as another file of the same bytes. */
export interface BagPlace {
  readonly at: "incoming" | "moved" | "known";
  readonly bag: OpenBag;
}

const bagRow = prepared((db, zipSha256: string) =>
  db.selectFrom("bag").selectAll().where("zip_sha256", "=", zipSha256),
);
const upsertBag = prepared((db, zipSha256: string, size: number, salt: Uint8Array) =>
  db
    .insertInto("bag")
    .values({ zip_sha256: zipSha256, size, salt })
    .onConflict((conflict) => conflict.column("zip_sha256").doUpdateSet({ size, salt })),
);

/** Writes the row that makes a file a bag. */
export async function nameBag(
  tx: ServerTx,
  zipSha256: string,
  bag: { readonly size: number; readonly salt: Uint8Array },
): Promise<void> {
  await upsertBag(tx, zipSha256, bag.size, bag.salt);
}

export class BagStore {
  readonly parts: BagStoreParts;
  /** SHA-256 of what has arrived of large uploads. Lost with the process: then it is counted from the file. */
  readonly #arrived = new Map<string, Arrived>();
  /** Folders that are there and durable: nothing takes one away while the server runs. */
  readonly #folders = new Set<string>();

  constructor(parts: BagStoreParts) {
    this.parts = parts;
  }

  /** Makes the folders; a file that no upload names was left by a crash between file and row, and goes. */
  async prepare(): Promise<void> {
    const incoming = join(this.parts.folder, "incoming");
    await makeFolder(incoming);
    await makeFolder(join(this.parts.folder, "bags"));
    const rows = await this.parts.uploads.all();
    const named = new Set(rows.map((row) => row.upload_id));
    for (const name of await readdir(incoming)) {
      if (!named.has(name)) await rm(join(incoming, name), { force: true });
    }
  }

  async #ensureFolder(path: string): Promise<void> {
    if (this.#folders.has(path)) return;
    await makeFolder(path);
    this.#folders.add(path);
  }

  incomingPath(uploadId: string): string {
    return join(this.parts.folder, "incoming", uploadId);
  }

  /** The salt stands in the name, so that bags can be read without the database; it is no secret. */
  bagPath(zipSha256: string, salt: Uint8Array): string {
    return join(this.parts.folder, "bags", zipSha256.slice(0, 2), `${zipSha256.slice(2)}.${toHex(salt)}`);
  }

  /** Every file in the store of bags, whether the database names it or not. */
  async *files(): AsyncIterable<OpenBag & { readonly zipSha256: string }> {
    const folder = join(this.parts.folder, "bags");
    for (const start of await readdir(folder).catch(() => [])) {
      for (const name of await readdir(join(folder, start))) {
        const match = /^([0-9a-f]{62})\.([0-9a-f]{64})$/.exec(name);
        const salt = match && fromHex(match[2] ?? "");
        if (!match || !salt) continue;
        const path = join(folder, start, name);
        yield { zipSha256: `${start}${match[1]}`, path, salt, size: (await stat(path)).size };
      }
    }
  }

  async find(zipSha256: string): Promise<OpenBag | undefined> {
    const [row] = await bagRow(this.parts.db, zipSha256);
    if (!row) return undefined;
    const path = this.bagPath(zipSha256, new Uint8Array(row.salt));
    const there = statSync(path, { throwIfNoEntry: false })?.size === row.size;
    return there ? { path, size: row.size, salt: new Uint8Array(row.salt) } : undefined;
  }

  /** Plain bytes of a stored bag, in pieces. */
  async *read(bag: OpenBag, from = 0, to = bag.size): AsyncIterable<Uint8Array> {
    const decrypt = streamFrom(this.parts.master, bag.salt, from);
    const handle = await open(bag.path, "r");
    try {
      for (let at = from; at < to;) {
        const buffer = Buffer.alloc(Math.min(1024 * 1024, to - at));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0) throw new Error("stored bag ended early");
        yield decrypt(buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }

  /** The plain bytes of a small bag, read from the disk at once. */
  load(bag: OpenBag): Uint8Array {
    const bytes = new Uint8Array(bag.size);
    const descriptor = openSync(bag.path, "r");
    try {
      for (let done = 0; done < bytes.length;) {
        const count = readSync(descriptor, bytes, done, bytes.length - done, done);
        if (count === 0) throw new Error("stored bag ended early");
        done += count;
      }
    } finally {
      closeSync(descriptor);
    }
    return applyStream(this.parts.master, bag.salt, 0, bytes);
  }

  /** Finds the file of a finished upload; after a crash it may have moved already. */
  async locate(upload: ArrivedFile): Promise<BagPlace> {
    const known = await this.find(upload.zip_sha256);
    if (known) return { at: "known", bag: known };
    const salt = new Uint8Array(upload.salt);
    const incoming = this.incomingPath(upload.upload_id);
    const moved = this.bagPath(upload.zip_sha256, salt);
    const isMoved = !isThere(incoming) && isThere(moved);
    return {
      at: isMoved ? "moved" : "incoming",
      bag: { path: isMoved ? moved : incoming, size: upload.size, salt },
    };
  }

  /**
   * Puts a finished upload in its place: rename and flush of the folder. Safe to repeat after a crash at any point; the
   * row that names it is written with the decision (`nameBag`).
   */
  async keep(upload: ArrivedFile, place: BagPlace): Promise<OpenBag> {
    if (place.at === "known") {
      rmSync(this.incomingPath(upload.upload_id), { force: true });
      return place.bag;
    }
    const path = this.bagPath(upload.zip_sha256, place.bag.salt);
    const parent = dirname(path);
    await this.#ensureFolder(parent);
    if (place.at === "incoming") renameSync(place.bag.path, path);
    await syncFolder(parent);
    return { ...place.bag, path };
  }

  /** Copies a file from a medium into the store of bags, encrypted on the way. Undefined when it is too large. */
  async takeIn(
    source: string,
    limit: number,
  ): Promise<{ readonly zipSha256: string; readonly bag: OpenBag } | undefined> {
    const { master } = this.parts;
    const salt = newSalt();
    const name = randomBytes(16).toString("hex");
    const hash = createHash("sha256");
    let size = 0;
    const target = await open(this.incomingPath(name), "w", 0o600);
    try {
      for await (const chunk of createReadStream(source)) {
        const bytes = chunk as Uint8Array;
        hash.update(bytes);
        await target.writeFile(applyStream(master, salt, size, bytes));
        size += bytes.length;
        if (size > limit) break;
      }
      await target.sync();
    } finally {
      await target.close();
    }
    const zipSha256 = hash.digest("hex");
    const known = size > limit ? undefined : await this.find(zipSha256);
    if (size > limit || known) {
      await rm(this.incomingPath(name), { force: true });
      return known ? { zipSha256, bag: known } : undefined;
    }
    const path = this.bagPath(zipSha256, salt);
    await this.#ensureFolder(dirname(path));
    await rename(this.incomingPath(name), path);
    await syncFolder(dirname(path));
    await this.parts.commits.run((tx) => nameBag(tx, zipSha256, { size, salt }));
    return { zipSha256, bag: { path, size, salt } };
  }

  /** Removes a bag that no package refers to. */
  async drop(zipSha256: string): Promise<void> {
    const used = await this.parts.db
      .selectFrom("package")
      .select("package_id")
      .where("zip_sha256", "=", zipSha256)
      .executeTakeFirst();
    if (used) return;
    const row = await this.parts.db
      .selectFrom("bag")
      .select("salt")
      .where("zip_sha256", "=", zipSha256)
      .executeTakeFirst();
    await this.parts.db.deleteFrom("bag").where("zip_sha256", "=", zipSha256).execute();
    if (row) await rm(this.bagPath(zipSha256, new Uint8Array(row.salt)), { force: true });
  }

  /** The running digest of an upload that has arrived up to `size`, to be continued or read. */
  arrivedHash(uploadId: string, size: number): Hash | undefined {
    const arrived = this.#arrived.get(uploadId);
    return arrived?.size === size ? arrived.hash.copy() : undefined;
  }

  arrivedDigest(uploadId: string, size: number): string | undefined {
    return this.arrivedHash(uploadId, size)?.digest("hex");
  }

  setArrived(uploadId: string, arrived: Arrived | undefined): void {
    if (arrived) this.#arrived.set(uploadId, arrived);
    else this.#arrived.delete(uploadId);
  }

  /** Ends an upload whose bag is in its place and decided. */
  async done(uploadId: string): Promise<void> {
    this.#arrived.delete(uploadId);
    await this.parts.uploads.done(uploadId);
  }

  /** Ends an upload whose bytes are of no use. */
  async forget(uploadId: string): Promise<void> {
    this.#arrived.delete(uploadId);
    await this.parts.uploads.remove(uploadId);
  }

  async digestOf(bag: OpenBag): Promise<string> {
    const hash = createHash("sha256");
    for await (const chunk of this.read(bag)) hash.update(chunk);
    return hash.digest("hex");
  }

  async discard(uploadId: string): Promise<void> {
    await rm(this.incomingPath(uploadId), { force: true });
    await this.forget(uploadId);
  }

  /** Removes uploads nobody finished. */
  async sweep(): Promise<number> {
    const limit = new Date(this.parts.clock.now().getTime() - uploadLifeMs).toISOString();
    const old = await this.parts.uploads.begunBefore(limit);
    for (const uploadId of old) await this.discard(uploadId);
    return old.length;
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
