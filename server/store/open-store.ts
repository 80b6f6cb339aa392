import type { Kysely } from "kysely";

import { kyselyOver, openRawDatabase } from "../../db/sqlite/open-database.ts";
import type { OpenError, RawDatabase } from "../../db/sqlite/open-database.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { CommitQueue } from "./commit-queue.ts";
import { migrations, uploadMigrations } from "./migrations.ts";
import type { ServerDb, ServerTables, UploadTables } from "./schema.ts";

export interface ServerStore {
  readonly db: ServerDb;
  /** Where every write goes that must be durable before it is answered. */
  readonly commits: CommitQueue;
  /**
   * Uploads under way, in a database of their own that is not flushed at every commit: an upload that a power cut
   * makes the server forget is begun again, and its bytes are flushed before its offset is written.
   */
  readonly uploads: Kysely<UploadTables>;
  readonly raw: RawDatabase;
  close(): Promise<void>;
}

export type StoreProblem = OpenError | { readonly type: "newer-schema"; readonly version: number };

/** What is under way is little, and gone when it is decided. */
const uploadCacheKiB = 4096;

function migrate(raw: RawDatabase, steps: readonly (readonly string[])[]): number | undefined {
  const version = raw.pragma("user_version", { simple: true }) as number;
  if (version > steps.length) return version;
  for (const [index, statements] of steps.entries()) {
    if (index < version) continue;
    raw.transaction(() => {
      for (const statement of statements) raw.exec(statement);
      raw.pragma(`user_version = ${index + 1}`);
    })();
  }
  return undefined;
}

/**
 * Opens and migrates the server's database (encrypted, `synchronous=FULL`, WAL: the pragmas of the workstation) and,
 * beside it, the one of uploads under way.
 */
export function openServerStore(path: string, key?: Uint8Array): Result<ServerStore, StoreProblem> {
  const inMemory = path === ":memory:";
  const opened = openRawDatabase(key ? { path, key } : { path });
  if (!opened.ok) return opened;
  const uploadsPath = inMemory ? path : path.replace(/\.db$/, "-uploads.db");
  const uploads = openRawDatabase({
    path: uploadsPath,
    cacheKiB: uploadCacheKiB,
    ...(key ? { key } : {}),
  });
  if (!uploads.ok) {
    opened.value.close();
    return uploads;
  }
  uploads.value.pragma("synchronous = NORMAL");
  const raw = opened.value;
  const newer = migrate(raw, migrations) ?? migrate(uploads.value, uploadMigrations);
  if (newer !== undefined) {
    raw.close();
    uploads.value.close();
    return err({ type: "newer-schema", version: newer });
  }
  const db = kyselyOver<ServerTables>(raw);
  const uploadsDb = kyselyOver<UploadTables>(uploads.value);
  return ok({
    db,
    commits: new CommitQueue(db),
    uploads: uploadsDb,
    raw,
    close: async () => {
      await db.destroy();
      await uploadsDb.destroy();
    },
  });
}
