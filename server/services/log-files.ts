import { readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { makeFolder, replaceFile, syncFolder, writeFlushed } from "./durable-files.ts";

/** Where tiles, bundles and the checkpoint stand: static files that any web server could serve. */
export interface LogFiles {
  /** Writes and flushes files whose bytes never change once they have a name. Writing them again is harmless. */
  writeAll(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<void>;
  read(path: string): Uint8Array | undefined;
  writeCheckpoint(note: string): Promise<void>;
  readCheckpoint(): Promise<string | undefined>;
}

/** Waits for every act, also when one fails: none may still write when the caller goes on. */
async function all(acts: readonly Promise<void>[]): Promise<void> {
  for (const act of await Promise.allSettled(acts)) if (act.status === "rejected") throw act.reason;
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
      const parents = new Set(files.map(({ path }) => dirname(join(folder, path))));
      for (const parent of parents) await ensureFolder(parent);
      // Immutable names: writing in place and flushing is enough, nothing is replaced that a reader relies on.
      await all(
        files.map(({ path, bytes }) =>
          writeFlushed(join(folder, path), "w", (descriptor) => writeFileSync(descriptor, bytes), 0o600),
        ),
      );
      await all([...parents].map(syncFolder));
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
    writeAll: async (written) => {
      for (const { path, bytes } of written) files.set(path, bytes);
    },
    read: (path) => files.get(path),
    writeCheckpoint: async (note) => {
      checkpoint = note;
    },
    readCheckpoint: async () => checkpoint,
  };
}
