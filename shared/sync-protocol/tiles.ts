import { concatBytes } from "./bytes.ts";
import type { Sha256 } from "./bytes.ts";
import { nodeHash } from "./merkle.ts";
import type { NodeReader } from "./merkle-proofs.ts";

/** C2SP tlog-tiles: the tree as immutable files of up to 256 hashes, so that any proof needs only static reads. */

export const tileWidth = 256;
/** Levels of the tree in one tile. */
export const tileHeight = 8;

/** One tile: `level` counts in steps of eight tree levels, `width` is 1…256; 256 is a full tile. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

function indexPath(index: number): string {
  const groups: string[] = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, "0"));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return groups.map((group, position) => (position < groups.length - 1 ? `x${group}` : group)).join("/");
}

function widthSuffix(width: number): string {
  return width === tileWidth ? "" : `.p/${width}`;
}

/** "tile/0/x001/234", "tile/1/000.p/17". */
export function tilePath(tile: Tile): string {
  return `tile/${tile.level}/${indexPath(tile.index)}${widthSuffix(tile.width)}`;
}

/** "tile/entries/000.p/3": the entries that the level-0 tile of the same index hashes. */
export function entriesPath(index: number, width: number): string {
  return `tile/entries/${indexPath(index)}${widthSuffix(width)}`;
}

/** Every tile that must exist for a tree of `size` and did not exist in that form for `oldSize`. */
export function tilesBetween(oldSize: number, size: number): readonly Tile[] {
  const tiles: Tile[] = [];
  let before = oldSize;
  let now = size;
  for (let level = 0; now > 0; level++) {
    for (let index = Math.floor(before / tileWidth); index * tileWidth < now; index++) {
      const width = Math.min(tileWidth, now - index * tileWidth);
      const had = Math.max(0, Math.min(tileWidth, before - index * tileWidth));
      if (width > had) tiles.push({ level, index, width });
    }
    before = Math.floor(before / tileWidth);
    now = Math.floor(now / tileWidth);
  }
  return tiles;
}

/** The bytes of a tile: the hashes of its full subtrees, one after the other. */
export function tileBytes(read: NodeReader, tile: Tile): Uint8Array {
  const hashes: Uint8Array[] = [];
  for (let i = 0; i < tile.width; i++) {
    hashes.push(read(tile.level * tileHeight, tile.index * tileWidth + i));
  }
  return concatBytes(...hashes);
}

/**
 * A node reader over the tiles of a tree of `size`. `readTile` gets the tile in the width it has at that size and
 * may throw; a tile of the wrong length is refused here.
 */
export function tileNodeReader(
  sha256: Sha256,
  size: number,
  readTile: (tile: Tile) => Uint8Array,
): NodeReader {
  const cache = new Map<string, Uint8Array>();
  const load = (level: number, index: number): Uint8Array => {
    const available = Math.floor(size / tileWidth ** level) - index * tileWidth;
    const tile = { level, index, width: Math.min(tileWidth, available) };
    const path = tilePath(tile);
    const cached = cache.get(path);
    if (cached) return cached;
    const bytes = readTile(tile);
    if (bytes.length !== tile.width * 32) throw new Error(`tile ${path} has the wrong length`);
    cache.set(path, bytes);
    return bytes;
  };
  const read: NodeReader = (level, index) => {
    const inTile = level % tileHeight;
    const tileLevel = (level - inTile) / tileHeight;
    const firstHash = index * 2 ** inTile;
    const tile = load(tileLevel, Math.floor(firstHash / tileWidth));
    const offset = (firstHash % tileWidth) * 32;
    if (inTile === 0) return tile.slice(offset, offset + 32);
    return nodeHash(sha256, read(level - 1, index * 2), read(level - 1, index * 2 + 1));
  };
  return read;
}

/** Entries as a bundle: big-endian uint16 length, then the bytes. Throws when an entry is longer than 65,535 bytes. */
export function bundleBytes(entries: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new Error("log entry too long for a bundle");
    parts.push(Uint8Array.of(entry.length >> 8, entry.length & 255), entry);
  }
  return concatBytes(...parts);
}

/** Splits a bundle; undefined when it is cut off. */
export function parseBundle(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    if (offset + 2 > bytes.length) return undefined;
    const length = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
    offset += 2;
    if (offset + length > bytes.length) return undefined;
    entries.push(bytes.slice(offset, offset + length));
    offset += length;
  }
  return entries;
}
