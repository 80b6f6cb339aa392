import { open, readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { makeFolder, replaceFile, syncFolder } from "./durable-files.ts";

/** Where tiles, bundles and the checkpoint stand: static files that any web server could serve. */
export interface LogFiles {
  /** Writes and flushes files whose bytes never change once they have a name. Writing them again is harmless. */
  writeAll(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<void>;
  read(path: string): Uint8Array | undefined;
  writeCheckpoint(note: string): Promise<void>;
  readCheckpoint(): Promise<string | undefined>;
}

export function logFilesIn(folder: string): LogFiles {
  const known = new Set<string>();
  const ensureFolder = async (path: string): Promise<void> => {
    if (known.has(path)) return;
    await makeFolder(path);
    known.add(path);
  };
  return {
    writeAll: async (files) => {
      const touched = new Set<string>();
      for (const { path, bytes } of files) {
        const full = join(folder, path);
        const parent = dirname(full);
        await ensureFolder(parent);
        // Immutable names: writing in place and flushing is enough, nothing is replaced that a reader relies on.
        const handle = await open(full, "w", 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        touched.add(parent);
      }
      for (const parent of touched) await syncFolder(parent);
    },
    read: (path) => {
      try {
        return new Uint8Array(readFileSync(join(folder, path)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    writeCheckpoint: (note) => replaceFile(join(folder, "checkpoint"), note),
    readCheckpoint: async () => {
      try {
        return await readFile(join(folder, "checkpoint"), "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
  };
}

/** The same in memory, for tests that run thousands of servers. */
export function logFilesInMemory(): LogFiles {
  const files = new Map<string, Uint8Array>();
  let checkpoint: string | undefined;
  return {
    writeAll: async (all) => {
      for (const { path, bytes } of all) files.set(path, bytes);
    },
    read: (path) => files.get(path),
    writeCheckpoint: async (note) => {
      checkpoint = note;
    },
    readCheckpoint: async () => checkpoint,
  };
}
