import type { Kysely, Transaction } from "kysely";

import { kyselyOver, openRawDatabase } from "../../db/sqlite/open-database.ts";
import type { OpenError, RawDatabase } from "../../db/sqlite/open-database.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { migrations } from "./migrations.ts";
import type { ServerTables } from "./schema.ts";

export type ServerDb = Kysely<ServerTables>;
export type ServerTx = Transaction<ServerTables>;

export interface ServerStore {
  readonly db: ServerDb;
  readonly raw: RawDatabase;
  close(): Promise<void>;
}

export type StoreProblem = OpenError | { readonly type: "newer-schema"; readonly version: number };

/** Opens and migrates the server's database (encrypted, `synchronous=FULL`, WAL: the pragmas of the workstation). */
export function openServerStore(path: string, key?: Uint8Array): Result<ServerStore, StoreProblem> {
  const opened = openRawDatabase(key ? { path, key } : { path });
  if (!opened.ok) return opened;
  const raw = opened.value;
  const version = raw.pragma("user_version", { simple: true }) as number;
  if (version > migrations.length) {
    raw.close();
    return err({ type: "newer-schema", version });
  }
  for (const [index, steps] of migrations.entries()) {
    if (index < version) continue;
    raw.transaction(() => {
      for (const step of steps) raw.exec(step);
      raw.pragma(`user_version = ${index + 1}`);
    })();
  }
  const db = kyselyOver<ServerTables>(raw);
  return ok({ db, raw, close: () => db.destroy() });
}
