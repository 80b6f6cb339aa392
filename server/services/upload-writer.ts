import { createHash } from "node:crypto";
import { closeSync, ftruncateSync, openSync, write, writeSync } from "node:fs";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

import { newSalt, streamFrom } from "./blob-cipher.ts";
import { flushDescriptor } from "./durable-files.ts";
import { damagedPiece, tusProblem, uploadGone } from "./tus-error.ts";
import { newUploadId } from "./upload-id.ts";
import type { UploadRow } from "./upload-rows.ts";
import { openedAtOnce } from "./uploads.ts";
import type { BagStore } from "./uploads.ts";

/** How many bytes may arrive before the offset is moved behind them. */
const flushEvery = 4 * 1024 * 1024;
/** How many bytes are written before the disk is set to work on them, while more arrive. */
const flushBehind = 1024 * 1024;
/** How many bytes are gathered before they are encrypted and written. */
const writeEvery = 512 * 1024;
const writtenAtOnce = 64 * 1024;

const writeElsewhere = promisify(write);

export interface NewUpload {
  readonly packageId: string;
  readonly deviceId: string;
  readonly sha256: string;
  readonly size: number;
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

/** Begins uploads and takes in their bytes; whoever calls `write` holds the lock of the upload. */
export class UploadWriter {
  readonly #bags: BagStore;

  constructor(bags: BagStore) {
    this.#bags = bags;
  }

  async begin(upload: NewUpload): Promise<UploadRow> {
    const { uploads, clock, failpoint } = this.#bags.parts;
    const row: UploadRow = {
      upload_id: newUploadId(),
      package_id: upload.packageId,
      device_id: upload.deviceId,
      size: upload.size,
      flushed: 0,
      zip_sha256: upload.sha256,
      salt: newSalt(),
      created_at: clock.now().toISOString(),
    };
    // First the file: a name without a row is swept at the next start, a row without a file would be an upload lost.
    closeSync(openSync(this.#bags.incomingPath(row.upload_id), "w", 0o600));
    await uploads.add(row);
    failpoint("upload-created");
    return row;
  }

  async #open(row: UploadRow): Promise<number> {
    try {
      return openSync(this.#bags.incomingPath(row.upload_id), "r+");
    } catch (error) {
      // A power cut may keep the row and lose the file: the client begins anew.
      const lost = (error as NodeJS.ErrnoException).code === "ENOENT" && row.flushed < row.size;
      if (!lost) throw error;
      await this.#bags.forget(row.upload_id);
      throw uploadGone();
    }
  }

  /** Writes what comes from `offset` on; answers how far the upload has come, every byte of it flushed. */
  async write(stream: Readable, id: string, offset: number, expected: string | undefined): Promise<number> {
    const { uploads, master, failpoint } = this.#bags.parts;
    const row = await uploads.find(id);
    if (!row) throw uploadGone();
    const encrypt = streamFrom(master, new Uint8Array(row.salt), offset);
    const piece = expected === undefined ? undefined : createHash("sha256");
    const whole =
      row.size <= openedAtOnce
        ? undefined
        : offset === 0
          ? createHash("sha256")
          : this.#bags.arrivedHash(id, offset);
    const descriptor = await this.#open(row);
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
      await uploads.setFlushed(id, position);
      flushed = position;
    };
    try {
      ftruncateSync(descriptor, offset);
      try {
        // Not destroyed when this ends early: the connection still carries the answer.
        for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
          const bytes = chunk as Uint8Array;
          if (hashed + bytes.length > row.size) throw tusProblem("too-large");
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
        if (flushed !== offset) await uploads.setFlushed(id, offset);
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
}
