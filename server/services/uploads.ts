import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

import { DataStore, Upload } from "@tus/server";
import type { Kysely } from "kysely";

import { fromHex, toHex } from "../../shared/sync-protocol/bytes.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb, ServerTx } from "../store/open-store.ts";
import type { UploadTables } from "../store/schema.ts";
import { applyStream, newSalt } from "./blob-cipher.ts";
import type { Clock } from "./clock.ts";
import { makeFolder, syncFolder } from "./durable-files.ts";
import type { Failpoint } from "./failpoints.ts";
import { damagedPiece, uploadGone } from "./tus-error.ts";

/**
 * Where bags arrive and stay. An offset is only told once its bytes are flushed; the file is cut back to that offset
 * before more is written, so that what a crash left behind never becomes part of a bag. Files are encrypted from the
 * first byte; a finished one moves, unchanged, to its place in the store of bags.
 */

export const uploadLifeMs = 30 * 86_400_000;
/** How many bytes may arrive between two flushes. */
const flushEvery = 4 * 1024 * 1024;

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
    const there = await stat(path).then(
      (found) => found.size === row.size,
      () => false,
    );
    return there ? { path, size: row.size, salt: new Uint8Array(row.salt) } : undefined;
  }

  /** Plain bytes of a stored bag, in pieces. */
  async *read(bag: OpenBag, from = 0, to = bag.size): AsyncIterable<Uint8Array> {
    const handle = await open(bag.path, "r");
    try {
      for (let at = from; at < to;) {
        const buffer = Buffer.alloc(Math.min(1024 * 1024, to - at));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0) throw new Error("stored bag ended early");
        yield applyStream(this.parts.master, bag.salt, at, buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }

  /**
   * Puts a finished upload in its place: rename and flush of the folder. Safe to repeat after a crash at any point; the
   * row that names it is written with the decision (`nameBag`).
   */
  async keep(upload: {
    readonly upload_id: string;
    readonly zip_sha256: string;
    readonly size: number;
    readonly salt: Uint8Array;
  }): Promise<OpenBag> {
    const known = await this.find(upload.zip_sha256);
    if (known) {
      await rm(this.incomingPath(upload.upload_id), { force: true });
      return known;
    }
    const path = this.bagPath(upload.zip_sha256, new Uint8Array(upload.salt));
    const parent = join(path, "..");
    await makeFolder(parent);
    // Only a crash after the rename leaves nothing to move.
    try {
      await rename(this.incomingPath(upload.upload_id), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    await syncFolder(parent);
    return { path, size: upload.size, salt: new Uint8Array(upload.salt) };
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

  /** Whether a crash came after the rename: the file already stands in its place. */
  async isInPlace(upload: {
    readonly upload_id: string;
    readonly zip_sha256: string;
    readonly salt: Uint8Array;
  }): Promise<boolean> {
    if (await this.find(upload.zip_sha256)) return true;
    const incoming = await stat(this.incomingPath(upload.upload_id)).catch(() => undefined);
    const moved = await stat(this.bagPath(upload.zip_sha256, new Uint8Array(upload.salt))).catch(
      () => undefined,
    );
    return incoming === undefined && moved !== undefined;
  }

  /** SHA-256 of what an upload holds, decrypted. */
  async digest(upload: {
    readonly upload_id: string;
    readonly size: number;
    readonly salt: Uint8Array;
  }): Promise<string> {
    const path = this.incomingPath(upload.upload_id);
    return this.digestOf({ path, size: upload.size, salt: new Uint8Array(upload.salt) });
  }

  async digestOf(bag: OpenBag): Promise<string> {
    const hash = createHash("sha256");
    for await (const chunk of this.read(bag)) hash.update(chunk);
    return hash.digest("hex");
  }

  async discard(uploadId: string): Promise<void> {
    await rm(this.incomingPath(uploadId), { force: true });
    await this.parts.uploads.deleteFrom("upload").where("upload_id", "=", uploadId).execute();
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

/** Writes every byte: a disk that is nearly full takes a part and says so only by the count. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
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
    const handle = await open(this.#bags.incomingPath(file.id), "w", 0o600);
    await handle.close();
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
    const salt = new Uint8Array(row.salt);
    const expected = this.#expected.get(id);
    this.#expected.delete(id);
    const hash = createHash("sha256");
    const handle = await open(this.#bags.incomingPath(id), "r+");
    let position = offset;
    let flushed = offset;
    const flush = async (): Promise<void> => {
      if (position === flushed) return;
      await handle.sync();
      failpoint("chunk-flushed");
      await uploads.updateTable("upload").set({ flushed: position }).where("upload_id", "=", id).execute();
      flushed = position;
    };
    try {
      await handle.truncate(offset);
      for await (const chunk of stream) {
        const bytes = chunk as Uint8Array;
        await writeWhole(handle, applyStream(master, salt, position, bytes), position);
        failpoint("chunk-written");
        hash.update(bytes);
        position += bytes.length;
        if (position - flushed >= flushEvery) await flush();
      }
      if (expected !== undefined && expected !== `sha-256=:${hash.digest("base64")}:`) {
        await handle.truncate(offset);
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
        await handle.close();
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
