import BetterSqlite3 from "better-sqlite3";

/** Held for as long as the process lives; the operating system frees it when the process dies, however it dies. */
export interface OwnerLock {
  release(): void;
}

/**
 * One process owns a data folder (sync.md §4). The lock is an exclusive SQLite transaction on a file of its own: an
 * OS file lock that needs no clean-up after kill -9. Undefined when another process holds it.
 */
export function takeOwnerLock(path: string): OwnerLock | undefined {
  const database = new BetterSqlite3(path);
  try {
    database.pragma("busy_timeout = 0");
    database.pragma("locking_mode = EXCLUSIVE");
    database.exec("BEGIN EXCLUSIVE");
  } catch {
    database.close();
    return undefined;
  }
  return { release: () => database.close() };
}
