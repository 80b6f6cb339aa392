import { createHash } from "node:crypto";

import type { PackageArchive } from "../../sync-outbox/outbox-store.ts";

/** Bytes hashed at a time: a millisecond or two, then others have their turn. */
const hashedAtOnce = 512 * 1024;

/**
 * An archive in memory, kept in the pieces it was built of: nothing is copied to make one of them, and no step holds
 * the program for longer than it takes to hash half a mebibyte.
 */
export async function archiveOf(pieces: AsyncIterable<Uint8Array>): Promise<PackageArchive> {
  const parts: { readonly start: number; readonly bytes: Uint8Array }[] = [];
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of pieces) {
    parts.push({ start: size, bytes: piece });
    size += piece.length;
    for (let at = 0; at < piece.length; at += hashedAtOnce) {
      hash.update(piece.subarray(at, at + hashedAtOnce));
      if (piece.length > hashedAtOnce) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return {
    size,
    sha256: hash.digest("hex"),
    read: async (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (const part of parts) {
        const from = Math.max(offset, part.start);
        const to = Math.min(offset + bytes.length, part.start + part.bytes.length);
        if (from < to) bytes.set(part.bytes.subarray(from - part.start, to - part.start), from - offset);
      }
      return await Promise.resolve(bytes);
    },
    close: async () => await Promise.resolve(),
  };
}
