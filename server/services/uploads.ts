import { createHash, randomBytes } from "node:crypto";
import type { Hash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  write,
  writeSync,
} from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

import { DataStore, Upload } from "@tus/server";
import type { Kysely } from "kysely";

import { fromHex, toHex } from "../../shared/sync-protocol/bytes.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import type { UploadTables } from "../store/schema.ts";
import { applyStream, newSalt, streamFrom } from "./blob-cipher.ts";
import type { Clock } from "./clock.ts";
import { flushDescriptor, makeFolder, syncFolder } from "./durable-files.ts";
import type { Failpoint } from "./failpoints.ts";
import { damagedPiece, uploadGone } from "./tus-error.ts";

/**
 * Where bags arrive and stay. An offset is only told once its bytes are flushed; the file is cut back to that offset
 * before more is written, so that what a crash left behind never becomes part of a bag. Files are encrypted from the
 * first byte; a finished one moves, unchanged, to its place in the store of bags.
 */

export const uploadLifeMs = 30 * 86_400_000;
/** Bags up to this size are read into memory and opened at once; larger ones in a worker thread. */
export const openedAtOnce = 4 * 1024 * 1024;
/** How many bytes may arrive before the offset is moved behind them. */
const flushEvery = 4 * 1024 * 1024;
/** How many bytes are written before the disk is set to work on them, while more arrive. */
const flushBehind = 1024 * 1024;
/** How many bytes are gathered before they are encrypted and written. */
const writeEvery = 512 * 1024;
const writtenAtOnce = 64 * 1024;

const writeElsewhere = promisify(write);

export interface BagStoreParts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly uploads: Kysely<UploadTables>;
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
interface ArrivedFile {
  readonly upload_id: string;
  readonly zip_sha256: string;
  readonly size: number;
  readonly salt: Uint8Array;
}

interface Arrived {
  readonly hash: Hash;
  readonly size: number;
}

/** Where the bytes of an upload stand: still arriving, moved to their place, or there as another file of the same bytes. */
export interface BagPlace {
  readonly at: "incoming" | "moved" | "known";
  readonly bag: OpenBag;
}

/** Writes the row that makes a file a bag. */
export async function nameBag(
  tx: ServerTx,
  zipSha256: string,
  bag: { readonly size: number; readonly salt: Uint8Array },
): Promise<void> {
  const values = { size: bag.size, salt: bag.salt };
  await tx
    .insertInto("bag")
    .values({ zip_sha256: zipSha256, ...values })
    .onConflict((conflict) => conflict.column("zip_sha256").doUpdateSet(values))
    .execute();
}

export class BagStore {
  readonly parts: BagStoreParts;
  /** SHA-256 of what has arrived of large uploads. Lost with the process: then it is counted from the file. */
  readonly #arrived = new Map<string, Arrived>();

  constructor(parts: BagStoreParts) {
    this.parts = parts;
  }

  /** Makes the folders; a file that no upload names was left by a crash between file and row, and goes. */
  async prepare(): Promise<void> {
    const incoming = join(this.parts.folder, "incoming");
    await makeFolder(incoming);
    await makeFolder(join(this.parts.folder, "bags"));
    const rows = await this.parts.uploads.selectFrom("upload").select("upload_id").execute();
    const named = new Set(rows.map((row) => row.upload_id));
    for (const name of await readdir(incoming)) {
      if (!named.has(name)) await rm(join(incoming, name), { force: true });
    }
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
    const row = await this.parts.db
      .selectFrom("bag")
      .selectAll()
      .where("zip_sha256", "=", zipSha256)
      .executeTakeFirst();
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
    const parent = join(path, "..");
    await makeFolder(parent);
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
    await makeFolder(join(path, ".."));
    await rename(this.incomingPath(name), path);
    await syncFolder(join(path, ".."));
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
  async forget(uploadId: string): Promise<void> {
    this.#arrived.delete(uploadId);
    await this.parts.uploads.deleteFrom("upload").where("upload_id", "=", uploadId).execute();
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
    const old = await this.parts.uploads
      .selectFrom("upload")
      .select("upload_id")
      .where("created_at", "<", limit)
      .execute();
    for (const { upload_id } of old) await this.discard(upload_id);
    return old.length;
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Writes every byte: a disk that is nearly full takes a part and says so only by the count. */
async function writeWhole(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const left = bytes.length - done;
    // A few pages go into the system's cache faster than they are handed to another thread.
    done +=
      left <= writtenAtOnce
        ? writeSync(descriptor, bytes, done, left, position + done)
        : (await writeElsewhere(descriptor, bytes, done, left, position + done)).bytesWritten;
  }
}

/** The tus data store over it. */
export class DurableUploads extends DataStore {
  readonly #bags: BagStore;
  /** Content-Digest of the piece that is arriving, by upload: a damaged piece is cut off again before it is told. */
  readonly #expected = new Map<string, string>();
  override extensions = ["creation", "creation-with-upload", "expiration", "termination"];

  constructor(bags: BagStore) {
    super();
    this.#bags = bags;
  }

  expect(id: string, contentDigest: string | undefined): void {
    if (contentDigest === undefined) this.#expected.delete(id);
    else this.#expected.set(id, contentDigest);
  }

  override async create(file: Upload): Promise<Upload> {
    const { uploads, clock, failpoint } = this.#bags.parts;
    const createdAt = clock.now().toISOString();
    closeSync(openSync(this.#bags.incomingPath(file.id), "w", 0o600));
    await uploads
      .insertInto("upload")
      .values({
        upload_id: file.id,
        package_id: file.metadata?.["packageId"] ?? "",
        device_id: file.metadata?.["deviceId"] ?? "",
        size: file.size ?? 0,
        flushed: 0,
        zip_sha256: file.metadata?.["sha256"] ?? "",
        salt: newSalt(),
        created_at: createdAt,
      })
      .execute();
    failpoint("upload-created");
    file.creation_date = createdAt;
    return file;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.#bags.parts.uploads
      .selectFrom("upload")
      .selectAll()
      .where("upload_id", "=", id)
      .executeTakeFirst();
    if (!row) throw uploadGone();
    return new Upload({
      id,
      size: row.size,
      offset: row.flushed,
      creation_date: row.created_at,
      metadata: { packageId: row.package_id, sha256: row.zip_sha256 },
    });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const { uploads, master, failpoint } = this.#bags.parts;
    const row = await uploads.selectFrom("upload").selectAll().where("upload_id", "=", id).executeTakeFirst();
    if (!row) throw uploadGone();
    const encrypt = streamFrom(master, new Uint8Array(row.salt), offset);
    const expected = this.#expected.get(id);
    this.#expected.delete(id);
    const piece = expected === undefined ? undefined : createHash("sha256");
    const whole =
      row.size <= openedAtOnce
        ? undefined
        : offset === 0
          ? createHash("sha256")
          : this.#bags.arrivedHash(id, offset);
    const descriptor = openSync(this.#bags.incomingPath(id), "r+");
    const gathered: Uint8Array[] = [];
    let waiting = 0;
    let hashed = offset;
    let position = offset;
    let flushed = offset;
    let behind = offset;
    let flushing: Promise<void> | undefined;
    let failed: Error | undefined;
    const writeOut = async (): Promise<void> => {
      if (waiting === 0) return;
      const bytes = encrypt(gathered.length === 1 ? (gathered[0] as Uint8Array) : Buffer.concat(gathered));
      gathered.length = 0;
      waiting = 0;
      await writeWhole(descriptor, bytes, position);
      failpoint("chunk-written");
      position += bytes.length;
      if (flushing || position - behind < flushBehind) return;
      behind = position;
      flushing = flushDescriptor(descriptor)
        .catch((error: Error) => {
          // A system tells of a failed flush once: the next one would succeed over lost bytes.
          failed = error;
        })
        .finally(() => {
          flushing = undefined;
        });
    };
    const flush = async (): Promise<void> => {
      await flushing;
      if (failed) throw failed;
      if (position === flushed) return;
      await flushDescriptor(descriptor);
      failpoint("chunk-flushed");
      await uploads.updateTable("upload").set({ flushed: position }).where("upload_id", "=", id).execute();
      flushed = position;
    };
    try {
      ftruncateSync(descriptor, offset);
      try {
        for await (const chunk of stream) {
          const bytes = chunk as Uint8Array;
          piece?.update(bytes);
          whole?.update(bytes);
          hashed += bytes.length;
          gathered.push(bytes);
          waiting += bytes.length;
          if (waiting >= writeEvery) await writeOut();
          if (position - flushed >= flushEvery) await flush();
        }
      } finally {
        await writeOut();
      }
      if (piece && expected !== `sha-256=:${piece.digest("base64")}:`) {
        ftruncateSync(descriptor, offset);
        await uploads.updateTable("upload").set({ flushed: offset }).where("upload_id", "=", id).execute();
        position = offset;
        flushed = offset;
        throw damagedPiece();
      }
    } finally {
      // A cut connection ends the stream with an error; what arrived whole is kept all the same.
      try {
        await flush();
      } finally {
        closeSync(descriptor);
        if (position > offset)
          this.#bags.setArrived(
            id,
            whole && hashed === position ? { hash: whole, size: position } : undefined,
          );
      }
    }
    return position;
  }

  override async remove(id: string): Promise<void> {
    await this.#bags.discard(id);
  }

  override async deleteExpired(): Promise<number> {
    return this.#bags.sweep();
  }

  override getExpiration(): number {
    return uploadLifeMs;
  }
}
