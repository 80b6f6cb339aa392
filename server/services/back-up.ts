import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";

import { openRawDatabase } from "../../db/sqlite/open-database.ts";
import type { OpenError } from "../../db/sqlite/open-database.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { makeFolder, syncFolder, writeFlushed } from "./durable-files.ts";

export type BackUpProblem = OpenError | { readonly type: "target-exists" } | { readonly type: "not-sound" };

export interface BackUp {
  readonly file: string;
  readonly bytes: number;
  /** Leaves of the log that this copy of the database knows. */
  readonly logSize: number;
}

/**
 * A copy of the database under the same key: of one moment, and never in the way of a server that runs (a reader of its
 * own beside it). It counts only once it is on the disk, was opened again and is whole; an older copy is never replaced.
 */
export async function backUpDatabase(
  database: string,
  key: Uint8Array,
  target: string,
): Promise<Result<BackUp, BackUpProblem>> {
  if (existsSync(target)) return err({ type: "target-exists" });
  const opened = openRawDatabase({ path: database, key, readOnly: true });
  if (!opened.ok) return opened;
  await makeFolder(dirname(target));
  const part = `${target}.part`;
  rmSync(part, { force: true });
  try {
    opened.value.prepare("VACUUM INTO ?").run(part);
    await writeFlushed(part, "r+", () => undefined);
    const logSize = sizeOfSound(part, key);
    if (logSize === undefined) return err({ type: "not-sound" });
    renameSync(part, target);
    await syncFolder(dirname(target));
    return ok({ file: target, bytes: statSync(target).size, logSize });
  } finally {
    rmSync(part, { force: true });
    opened.value.close();
  }
}

/** The size of the log in a copy that opens and is whole. */
function sizeOfSound(path: string, key: Uint8Array): number | undefined {
  const copy = openRawDatabase({ path, key, readOnly: true });
  if (!copy.ok) return undefined;
  try {
    if (copy.value.pragma("integrity_check(1)", { simple: true }) !== "ok") return undefined;
    return (copy.value.prepare("SELECT max(size) FROM log_head").pluck().get() as number | null) ?? 0;
  } finally {
    copy.value.close();
  }
}
