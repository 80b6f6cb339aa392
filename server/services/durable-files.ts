import { open, mkdir, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Flushes a folder, so that a new name in it survives a power cut. Windows has no such step and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EPERM" && code !== "EISDIR" && code !== "EACCES") throw error;
  }
}

/** Makes a folder and what is missing above it, and flushes each new name: a power cut takes no folder away. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
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
    const handle = await open(temporary, "w", mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}
