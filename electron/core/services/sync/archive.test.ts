import { createHash } from "node:crypto";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { archiveOf } from "./archive.ts";

async function* inPieces(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  for (const piece of pieces) yield piece;
}

describe("an archive in pieces", () => {
  it("reads as one run of bytes, wherever it was cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }),
        fc.nat(120),
        fc.nat(120),
        async (pieces, offset, length) => {
          const whole = Buffer.concat(pieces);
          const archive = await archiveOf(inPieces(pieces));
          expect(archive.size).toBe(whole.length);
          expect(archive.sha256).toBe(createHash("sha256").update(whole).digest("hex"));
          const read = await archive.read(offset, length);
          expect([...read]).toEqual([...whole.subarray(offset, offset + length)]);
        },
      ),
    );
  });
});
