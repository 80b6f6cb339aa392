import BetterSqlite3 from "better-sqlite3";
import { Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from "kysely";

import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { keptStatements, type Prepare } from "./kept-statements.ts";

export type RawDatabase = BetterSqlite3.Database;

/** Oldest SQLite with the fix of the WAL-reset bug (sync.md §4). */
const MIN_SQLITE = [3, 51, 3] as const;

/** Pages kept decrypted in memory; the price of encryption is paid on cache misses (toolchain.md, Database). */
const CACHE_KIB = 65_536;

export type OpenError =
  | { readonly type: "wrong-key" }
  | { readonly type: "damaged" }
  | { readonly type: "cannot-open" }
  | { readonly type: "sqlite-too-old"; readonly version: string };

export interface OpenOptions {
  readonly path: string;
  /** 32 random bytes, used raw: no key derivation at every open. Absent only for in-memory test databases. */
  readonly key?: Uint8Array;
  readonly readOnly?: boolean;
  readonly cacheKiB?: number;
}

function olderThanMinimum(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (let i = 0; i < MIN_SQLITE.length; i += 1) {
    const have = parts[i] ?? 0;
    const want = MIN_SQLITE[i] ?? 0;
    if (have !== want) return have < want;
  }
  return false;
}

/** Sets a pragma and reads it back: one that does not hold is a bug of the build, not a condition to work around. */
function enforce(database: RawDatabase, pragma: string, value: string, expected: unknown): void {
  database.pragma(`${pragma} = ${value}`);
  const actual = database.pragma(pragma, { simple: true });
  if (actual !== expected) throw new Error(`pragma ${pragma} did not take`);
}

/**
 * SQLite ends a transaction by itself when the disk is full or a write fails. Rolling it back once more is an error of
 * its own that would stand in the place of the cause, and nobody could tell a full disk from a bug.
 */
class StoreDriver extends SqliteDriver {
  readonly #database: RawDatabase;
  #taken = false;
  /** Who waits for the connection, in the order they asked. */
  readonly #waiting: (() => void)[] = [];

  constructor(database: RawDatabase, prepare: Prepare) {
    super({ database: { prepare, close: () => database.close() } });
    this.#database = database;
  }

  /**
   * One connection, handed from one to the next. (The library's own lock wakes everybody who waits at each release, and
   * all but one go back to waiting: after a group commit that costs more than the queries.)
   */
  override async acquireConnection(): ReturnType<SqliteDriver["acquireConnection"]> {
    if (this.#taken) await new Promise<void>((handed) => this.#waiting.push(handed));
    this.#taken = true;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }

  override async rollbackTransaction(
    connection: Parameters<SqliteDriver["rollbackTransaction"]>[0],
  ): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** The driver itself keeps its one connection apart: the library's lock is not wanted. */
class StoreAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class StoreDialect extends SqliteDialect {
  readonly #database: RawDatabase;
  readonly #prepare: Prepare;

  constructor(database: RawDatabase, prepare: Prepare) {
    super({ database });
    this.#database = database;
    this.#prepare = prepare;
  }

  override createAdapter(): StoreAdapter {
    return new StoreAdapter();
  }

  override createDriver(): StoreDriver {
    return new StoreDriver(this.#database, this.#prepare);
  }
}

/**
 * Opens a database file in SQLCipher 4 format with a raw key, with the pragmas of sync.md §4, each read back.
 * `synchronous=FULL` is set by hand because the library is compiled to lower it under WAL, which loses
 * acknowledged commits at a power cut.
 */
export function openRawDatabase(options: OpenOptions): Result<RawDatabase, OpenError> {
  let database: RawDatabase;
  try {
    database = new BetterSqlite3(options.path, { readonly: options.readOnly ?? false });
  } catch {
    return err({ type: "cannot-open" });
  }
  try {
    if (options.key) {
      database.pragma("cipher = 'sqlcipher'");
      database.pragma("legacy = 4");
      database.pragma(`key = "x'${Buffer.from(options.key).toString("hex")}'"`);
    }
    const version = database.prepare("select sqlite_version() as v").pluck().get() as string;
    if (olderThanMinimum(version)) {
      database.close();
      return err({ type: "sqlite-too-old", version });
    }
    database.prepare("select count(*) from sqlite_schema").pluck().get();
    if (!options.readOnly && options.path !== ":memory:") enforce(database, "journal_mode", "WAL", "wal");
    if (!options.readOnly) enforce(database, "synchronous", "FULL", 2);
    enforce(database, "foreign_keys", "ON", 1);
    // Rows that INSERT OR REPLACE would push out pass the triggers against deletion only with this.
    enforce(database, "recursive_triggers", "ON", 1);
    enforce(database, "trusted_schema", "OFF", 0);
    enforce(database, "cell_size_check", "ON", 1);
    enforce(database, "busy_timeout", "5000", 5000);
    const cache = options.cacheKiB ?? CACHE_KIB;
    enforce(database, "cache_size", `-${cache}`, -cache);
    enforce(database, "temp_store", "MEMORY", 2);
    enforce(database, "secure_delete", "ON", 1);
    return ok(database);
  } catch (error) {
    database.close();
    const code = (error as { code?: string }).code ?? "";
    if (code === "SQLITE_NOTADB") return err({ type: "wrong-key" });
    if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_IOERR")) return err({ type: "damaged" });
    throw error;
  }
}

/** The query builder over an open database. Statements stay compiled (`keptStatements`). */
export function kyselyOver<Tables>(database: RawDatabase): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new StoreDialect(database, keptStatements(database)) });
}
