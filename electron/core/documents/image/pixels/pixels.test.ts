import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";

import { decodePicture } from "./decode-picture.ts";
import { encodeJpeg } from "./encode-jpeg.ts";
import { encodePng } from "./encode-png.ts";
import { burnIn, isBurntIn, type Pixels } from "./pixels.ts";

/** A photo-like ground with hard edges, and where wanted many colours or clear places. */
function scene(width: number, height: number, look: "photo" | "chart" | "clear"): Pixels {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isEdge = (x >> 3) % 2 === (y >> 3) % 2;
      const at = (y * width + x) * 4;
      const value = look === "photo" ? (x * 7 + y * 3) & 0xff : isEdge ? 250 : 10;
      data.set(
        [value, isEdge ? 255 : value >> 1, 255 - value, look === "clear" && x % 5 === 0 ? 90 : 255],
        at,
      );
    }
  return { width, height, data };
}

const off = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? 0))), 0);

it.each([
  ["photo", 3, 2],
  ["photo", 37, 21],
  ["chart", 37, 21],
  ["clear", 16, 9],
] as const)("a PNG of a %s of %i × %i gives back its pixels", async (look, width, height) => {
  const pixels = scene(width, height, look);
  const decoded = await decodePicture(encodePng(pixels));
  expect(decoded).toMatchObject({ ok: true, format: "png" });
  expect(decoded.ok && Buffer.compare(decoded.pixels.data, pixels.data)).toBe(0);
});

it.each([
  ["photo", 8, 8],
  ["photo", 37, 21],
  ["chart", 1, 1],
  ["chart", 33, 17],
] as const)("a JPEG of a %s of %i × %i looks as it did", async (look, width, height) => {
  const pixels = scene(width, height, look);
  const decoded = await decodePicture(encodeJpeg(pixels));
  if (!decoded.ok) throw new Error(decoded.reason);
  expect(decoded.pixels).toMatchObject({ width, height });
  expect(off(decoded.pixels.data, pixels.data)).toBeLessThan(40);
});

it.each([encodePng, encodeJpeg])(
  "what is burnt in is black afterwards, and only that (%o)",
  async (encode) => {
    const pixels = scene(64, 48, "photo");
    const regions = [{ x: 5, y: 7, width: 21, height: 13 }];
    expect(isBurntIn(pixels, regions)).toBe(false);
    burnIn(pixels, regions);
    const decoded = await decodePicture(encode(pixels));
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(isBurntIn(decoded.pixels, regions)).toBe(true);
    for (const near of [
      { x: 4, y: 7, width: 22, height: 13 },
      { x: 5, y: 7, width: 22, height: 13 },
      { x: 5, y: 6, width: 21, height: 14 },
      { x: 5, y: 7, width: 21, height: 14 },
    ])
      expect(isBurntIn(decoded.pixels, [near])).toBe(false);
  },
);

/** PNG of PngSuite's kinds, put together by hand from the standard: colour type, depth, interlace, filters. */
function png(
  colour: number,
  depth: number,
  rows: readonly (readonly number[])[],
  more: Record<string, number[]> = {},
  width = 2,
): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 0, width, 0, 0, 0, rows.length, depth, colour, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    ...Object.entries(more).map(([type, data]) => chunk(type, Buffer.from(data))),
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("PNG of every kind", () => {
  it.each<[string, Uint8Array, readonly number[]]>([
    ["grey of one bit", png(0, 1, [[0, 0b01_000000]]), [0, 0, 0, 255, 255, 255, 255, 255]],
    ["grey of four bits", png(0, 4, [[0, 0x0f]]), [0, 0, 0, 255, 255, 255, 255, 255]],
    ["grey with a clear colour", png(0, 8, [[0, 7, 9]], { tRNS: [0, 7] }), [7, 7, 7, 0, 9, 9, 9, 255]],
    [
      "colours of sixteen bits",
      png(2, 16, [[0, 1, 99, 2, 99, 3, 99, 4, 99, 5, 99, 6, 99]]),
      [1, 2, 3, 255, 4, 5, 6, 255],
    ],
    [
      "a palette of two bits",
      png(3, 2, [[0, 0b01_10_0000]], { PLTE: [1, 1, 1, 2, 3, 4, 5, 6, 7], tRNS: [0, 9] }),
      [2, 3, 4, 9, 5, 6, 7, 255],
    ],
    ["grey and opacity", png(4, 8, [[0, 5, 6, 7, 8]]), [5, 5, 5, 6, 7, 7, 7, 8]],
    [
      "each filter",
      png(0, 8, [
        [0, 10, 20],
        [1, 1, 1],
        [2, 1, 1],
        [3, 1, 1],
        [4, 1, 1],
      ]),
      [10, 20, 1, 2, 2, 3, 2, 3, 3, 4].flatMap((v) => [v, v, v, 255]),
    ],
  ])("%s", async (_name, bytes, expected) => {
    const decoded = await decodePicture(bytes);
    expect(decoded.ok && [...decoded.pixels.data]).toEqual(expected);
  });
});

it.each([
  ["too-large", png(0, 8, [], {}, 2)],
  ["damaged", png(0, 8, [[0, 1]])],
  ["damaged", encodePng(scene(9, 9, "photo")).subarray(0, 60)],
  ["damaged", encodeJpeg(scene(9, 9, "photo")).subarray(0, 20)],
  ["unknown-format", Buffer.from("<svg/>")],
])("%s is told", async (reason, bytes) => {
  const subject = Uint8Array.from(bytes);
  if (reason === "too-large") Buffer.from(subject.buffer).writeUInt32BE(19_000, 16);
  if (reason === "too-large") Buffer.from(subject.buffer).writeUInt32BE(19_000, 20);
  expect(await decodePicture(subject)).toEqual({ ok: false, reason });
});
