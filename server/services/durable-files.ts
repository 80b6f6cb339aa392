import { closeSync, fsync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";

/**
 * Flushing waits for the disk and leaves the thread free; opening, naming and closing take microseconds on a local disk
 * and are done at once, since handing each to another thread costs more than the act.
 */
export const flushDescriptor = promisify(fsync);

/** Opens, lets write, flushes and closes. */
export async function writeFlushed(
  path: string,
  flags: "w" | "r" | "r+",
  write: (descriptor: number) => void,
  mode?: number,
): Promise<void> {
  const descriptor = openSync(path, flags, mode);
  try {
    write(descriptor);
    await flushDescriptor(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Flushes a folder, so that a new name in it survives a power cut. Windows has no such step and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    await writeFlushed(folder, "r", () => undefined);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EPERM" && code !== "EISDIR" && code !== "EACCES") throw error;
  }
}

/** Makes a folder and what is missing above it, and flushes each new name: a power cut takes no folder away. */
export async function makeFolder(path: string): Promise<void> {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  for (let at = resolve(path); ; at = dirname(at)) {
    await syncFolder(dirname(at));
    if (at === resolve(first)) return;
  }
}

/** Replaces a file as a whole: temporary name → flush → rename → flush of the folder. */
export async function replaceFile(path: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  const temporary = `${path}.part`;
  try {
    await writeFlushed(temporary, "w", (descriptor) => writeFileSync(descriptor, bytes), mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}
