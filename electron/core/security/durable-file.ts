import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Replaces a file so that after a power cut either the old or the new one is there: temp, fsync, rename, fsync. What is
 * written may depend on the file it is written to, given by its open handle.
 */
export function replaceFileDurably(
  path: string,
  content: Uint8Array | ((handle: number) => Uint8Array),
): void {
  const part = `${path}.part`;
  try {
    const handle = openSync(part, "w", 0o600);
    try {
      // All of it or an error: a nearly full disk takes a part of a single write without one.
      writeFileSync(handle, typeof content === "function" ? content(handle) : content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

export function syncFolder(folder: string): void {
  // Windows has no fsync of a folder; the rename there is durable with the file's own flush.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
