import { equalBytes } from "../../shared/sync-protocol/bytes.ts";
import { leafHash } from "../../shared/sync-protocol/merkle.ts";
import { openCheckpoint } from "../../shared/sync-protocol/notes.ts";
import { entriesPath, parseBundle, tilePath, tileWidth } from "../../shared/sync-protocol/tiles.ts";
import { serverCrypto } from "./protocol-crypto.ts";
import type { ServerCore } from "./server-core.ts";

/** The log as its files show it: for verifying, repairing and rebuilding. */

const { sha256 } = serverCrypto;

export interface StoreProblem {
  readonly what:
    | "checkpoint-unreadable"
    | "checkpoint-root-differs"
    | "bundle-missing"
    | "bundle-malformed"
    | "bundle-differs-from-tile"
    | "tile-missing"
    | "tile-differs"
    | "entry-differs"
    | "entry-missing"
    | "leaf-malformed"
    | "head-differs"
    | "package-differs"
    | "package-without-leaf"
    | "review-use-differs"
    | "object-head-differs"
    | "key-differs"
    | "delegation-differs"
    | "sequence-differs"
    | "case-event-differs"
    | "publication-differs"
    | "bag-missing"
    | "bag-differs";
  /** Index of the first bad entry, or an id. */
  readonly at: string | number;
}

export type Add = (what: StoreProblem["what"], at: string | number) => void;

/** The signed head that the files show; undefined when there is none or it cannot be read. */
export async function signedHead(core: ServerCore, add: Add) {
  const note = await core.logFiles.readCheckpoint();
  if (note === undefined) return undefined;
  const opened = openCheckpoint(serverCrypto, note, {
    origin: core.sequencer.origin,
    logKeys: [core.logKey],
    witnesses: [],
    witnessThreshold: 0,
  });
  if (opened.ok) return { ...opened.value, note };
  add("checkpoint-unreadable", 0);
  return undefined;
}

/** Every leaf the bundles hold, each held against its tile; stops at the first that is missing. */
export function readBundles(core: ServerCore, size: number, add: Add): readonly Uint8Array[] {
  const leaves: Uint8Array[] = [];
  for (let index = 0; index * tileWidth < size; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth);
    const path = entriesPath(index, width);
    const bytes = core.logFiles.read(path);
    if (!bytes) {
      add("bundle-missing", path);
      return leaves;
    }
    const entries = parseBundle(bytes);
    if (entries?.length !== width) {
      add("bundle-malformed", path);
      return leaves;
    }
    const tile = core.logFiles.read(tilePath({ level: 0, index, width }));
    if (tile?.length !== width * 32) add("tile-missing", tilePath({ level: 0, index, width }));
    entries.forEach((entry, position) => {
      const hash = leafHash(sha256, entry);
      if (tile && !equalBytes(hash, tile.subarray(position * 32, position * 32 + 32))) {
        add("bundle-differs-from-tile", index * tileWidth + position);
      }
      leaves.push(entry);
    });
  }
  return leaves;
}
