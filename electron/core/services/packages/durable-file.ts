import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a rename or a new file in `folder` durable. Windows refuses to open folders and needs no such step: a file
 * that was flushed is found again there.
 */
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

/** Small pieces are gathered into writes of this size: each write is a trip through the thread pool. */
const gatherBytes = 256 * 1024;

async function* gathered(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content) {
    parts.push(piece);
    length += piece.length;
    if (length < gatherBytes) continue;
    yield Buffer.concat(parts);
    parts = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(parts);
}

/**
 * Writes a file that is either wholly there or not at all: temporary name → flush → rename → flush of the folder. The
 * temporary file is removed on failure.
 */
export async function writeDurably(path: string, content: AsyncIterable<Uint8Array>): Promise<number> {
  // A name of its own: two calls that write the same file at once must not write into each other's bytes.
  const temporary = `${path}.${randomBytes(4).toString("hex")}.part`;
  let written = 0;
  try {
    const handle = await open(temporary, "w", 0o600);
    try {
      for await (const chunk of gathered(content)) {
        await handle.writeFile(chunk);
        written += chunk.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  return written;
}
