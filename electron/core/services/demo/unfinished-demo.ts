import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { takeOwnerLock } from "../../../../db/sqlite/owner-lock.ts";

/** Stands in a folder while a demo is made in it: what was cut off half-way must not be taken for a department. */
const mark = (dataDir: string): string => join(dataDir, "demo-unfinished");

export function beginDemo(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(mark(dataDir), "");
}

export const finishDemo = (dataDir: string): void => rmSync(mark(dataDir));

/**
 * Clears a folder of a demo whose making was cut off, so that it is made anew. Nothing is touched where none was begun, and while
 * somebody is still at it.
 */
export function clearUnfinishedDemo(dataDir: string): void {
  if (!existsSync(mark(dataDir))) return;
  const lock = takeOwnerLock(join(dataDir, "owner.lock"));
  if (!lock) return;
  lock.release();
  const entries = readdirSync(dataDir).filter(
    (name) => name !== "log" && join(dataDir, name) !== mark(dataDir),
  );
  for (const name of entries) rmSync(join(dataDir, name), { recursive: true, force: true });
  // Last: cut off here, it is cleared once more.
  finishDemo(dataDir);
}
