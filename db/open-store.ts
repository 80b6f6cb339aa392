import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

import type { Kysely } from "kysely";

import { err, ok, type Result } from "../shared/kernel/result.ts";
import { migrations } from "./migrations/index.ts";
import type { Tables } from "./schema/tables.ts";
import { kyselyOver, openRawDatabase, type OpenError, type RawDatabase } from "./sqlite/open-database.ts";
import { takeOwnerLock, type OwnerLock } from "./sqlite/owner-lock.ts";
import { unsuitablePlace } from "./sqlite/storage-place.ts";

export type OpenStoreError =
  | OpenError
  | { readonly type: "in-use" }
  | { readonly type: "unsuitable-place"; readonly place: "network" | "removable" }
  | { readonly type: "newer-schema"; readonly version: number }
  | { readonly type: "backup-failed" };

export interface OpenStoreOptions {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly now: () => Date;
  /** Bytes kept in reserve for saving open work on a full disk; 64 MiB in the product, small in tests. */
  readonly ballastBytes?: number;
  readonly readOnly?: boolean;
  /** Other migrations than the product's, for the tests of migrating itself. */
  readonly migrations?: typeof migrations;
}

export interface Store {
  readonly db: Kysely<Tables>;
  readonly raw: RawDatabase;
  readonly folder: string;
  /** Opened for rescue: readable, nothing is written, nothing is deleted. */
  readonly readOnly: boolean;
  /** The last owner did not close the store; quick_check ran and passed. */
  readonly afterUncleanEnd: boolean;
  /** Frees the reserve after "disk full"; true when there was one to free. */
  releaseBallast(): boolean;
  close(): Promise<void>;
}

export const storeFileName = "store.db";
const runningMark = "running";
const ballastName = "ballast";

export function storePaths(folder: string): {
  database: string;
  backups: string;
  blobs: string;
  spool: string;
} {
  return {
    database: join(folder, storeFileName),
    backups: join(folder, "backups"),
    blobs: join(folder, "cas"),
    spool: join(folder, "spool"),
  };
}

/** Writes a durable copy of a whole database under the same key: VACUUM INTO, fsync, rename, fsync of the folder. */
export function copyDatabase(raw: RawDatabase, target: string): void {
  const part = `${target}.part`;
  rmSync(part, { force: true });
  raw.prepare("VACUUM INTO ?").run(part);
  syncFile(part);
  renameSync(part, target);
  syncFolder(join(target, ".."));
}

function syncFile(path: string): void {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function ensureBallast(folder: string, bytes: number): void {
  const path = join(folder, ballastName);
  if (bytes <= 0 || (existsSync(path) && statSync(path).size >= bytes)) return;
  try {
    const handle = openSync(path, "w", 0o600);
    try {
      const block = Buffer.alloc(1 << 20);
      for (let written = 0; written < bytes; written += block.length) writeSync(handle, block);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // A disk too full for the reserve is a disk too full for the reserve: the store itself may still fit.
    rmSync(path, { force: true });
  }
}

function schemaVersion(raw: RawDatabase): number {
  return raw.pragma("user_version", { simple: true }) as number;
}

async function migrate(
  raw: RawDatabase,
  db: Kysely<Tables>,
  steps: typeof migrations,
  from: number,
): Promise<void> {
  for (let index = from; index < steps.length; index += 1) {
    const migration = steps[index];
    if (!migration) continue;
    await db.transaction().execute(async (tx) => {
      await migration.up(tx as unknown as Kysely<unknown>);
      raw.pragma(`user_version = ${index + 1}`);
    });
  }
}

/** Writes the log into the database. On a full disk it stays beside it, with all that was saved, for the next opening. */
function foldLog(raw: RawDatabase): boolean {
  try {
    raw.pragma("wal_checkpoint(TRUNCATE)");
    return true;
  } catch {
    return false;
  }
}

function quickCheck(raw: RawDatabase): boolean {
  try {
    return raw.pragma("quick_check(1)", { simple: true }) === "ok";
  } catch {
    return false;
  }
}

/**
 * Opens the store of a data folder and becomes its single owner: checks the place, takes the lock, opens with the
 * key, checks the file after an unclean end, backs up before a migration, migrates.
 *
 * A damaged file is opened read-only for rescue; nothing is ever deleted (sync.md §4).
 */
export async function openStore(options: OpenStoreOptions): Promise<Result<Store, OpenStoreError>> {
  const paths = storePaths(options.folder);
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const place = unsuitablePlace(options.folder);
  if (place) return err({ type: "unsuitable-place", place });
  const lock = takeOwnerLock(join(options.folder, "owner.lock"));
  if (!lock) return err({ type: "in-use" });
  let opened: Result<Store, OpenStoreError> | undefined;
  try {
    opened = await openOwned(options, paths.database, lock);
    return opened;
  } finally {
    if (!opened?.ok) lock.release();
  }
}

async function openOwned(
  options: OpenStoreOptions,
  path: string,
  lock: OwnerLock,
): Promise<Result<Store, OpenStoreError>> {
  const mark = join(options.folder, runningMark);
  const existed = existsSync(path);
  const unclean = existed && existsSync(mark);
  const opened = openRawDatabase({ path, key: options.key, readOnly: options.readOnly ?? false });
  if (!opened.ok) return opened;
  let raw = opened.value;
  let readOnly = options.readOnly ?? false;
  if (unclean && !readOnly && !quickCheck(raw)) {
    raw.close();
    const rescue = openRawDatabase({ path, key: options.key, readOnly: true });
    if (!rescue.ok) return rescue;
    raw = rescue.value;
    readOnly = true;
  }
  const steps = options.migrations ?? migrations;
  const version = schemaVersion(raw);
  if (version > steps.length) {
    raw.close();
    return err({ type: "newer-schema", version });
  }
  const db = kyselyOver<Tables>(raw);
  if (!readOnly) {
    if (version > 0 && version < steps.length) {
      const stamp = options.now().toISOString().replaceAll(/[:.]/g, "-");
      try {
        mkdirSync(storePaths(options.folder).backups, { recursive: true, mode: 0o700 });
        copyDatabase(
          raw,
          join(storePaths(options.folder).backups, `before-schema-${version + 1}-${stamp}.db`),
        );
      } catch {
        raw.close();
        return err({ type: "backup-failed" });
      }
    }
    try {
      await migrate(raw, db, steps, version);
    } catch (error) {
      raw.close();
      throw error;
    }
    closeSync(openSync(mark, "w", 0o600));
    ensureBallast(options.folder, options.ballastBytes ?? 64 << 20);
  }
  let closed = false;
  return ok({
    db,
    raw,
    folder: options.folder,
    readOnly,
    afterUncleanEnd: unclean,
    releaseBallast: () => {
      const ballast = join(options.folder, ballastName);
      const had = existsSync(ballast);
      rmSync(ballast, { force: true });
      return had;
    },
    close: async () => {
      if (closed) return;
      closed = true;
      const folded = readOnly || foldLog(raw);
      await db.destroy();
      // Without that the mark stays: the next opening checks the file before it is used.
      if (!readOnly && folded) rmSync(mark, { force: true });
      lock.release();
    },
  });
}
