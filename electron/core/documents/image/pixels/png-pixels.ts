import { inflateSync } from "node:zlib";

import { ascii, u16be, u32be, u8 } from "../../containers/bytes.ts";
import { predicted } from "../../containers/png-filter.ts";
import type { Pixels } from "./pixels.ts";

/** Samples a pixel by colour type (PNG 11.2.1). */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Passes of Adam7: first column and row, step of each (8.2). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Undoes the filters of one pass in place (9.2); gives where the rows begin. */
function unfilter(raw: Uint8Array, from: number, rows: number, rowBytes: number, step: number): void {
  for (let row = 0; row < rows; row += 1) {
    const at = from + row * (rowBytes + 1);
    const filter = raw[at] ?? 0;
    for (let index = 1; index <= rowBytes; index += 1) {
      const left = index > step ? (raw[at + index - step] ?? 0) : 0;
      const up = row > 0 ? (raw[at + index - rowBytes - 1] ?? 0) : 0;
      const corner = row > 0 && index > step ? (raw[at + index - step - rowBytes - 1] ?? 0) : 0;
      raw[at + index] = ((raw[at + index] ?? 0) + predicted(filter, left, up, corner)) & 0xff;
    }
  }
}

/** The pixels of a PNG: the still picture, eight bits a sample. Undefined where it is damaged. */
export function pngPixels(bytes: Uint8Array): Pixels | undefined {
  const parts: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let clear: Uint8Array | undefined;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = u32be(bytes, at);
    const type = ascii(bytes, at + 4, at + 8);
    if (at + 12 + length > bytes.length) return undefined;
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IDAT") parts.push(data);
    else if (type === "PLTE") palette = data;
    else if (type === "tRNS") clear = data;
    else if (type === "IEND") break;
    at += 12 + length;
  }
  const [width, height] = [u32be(bytes, 16), u32be(bytes, 20)];
  const [depth, colour, interlaced] = [u8(bytes, 24), u8(bytes, 25), u8(bytes, 28)];
  const samples = samplesOf[colour];
  if (samples === undefined || ![1, 2, 4, 8, 16].includes(depth)) return undefined;
  if ((colour === 3 && !palette) || (depth < 8 && colour !== 0 && colour !== 3)) return undefined;
  const bits = samples * depth;
  const step = Math.max(1, bits >> 3);
  const areas = (interlaced === 1 ? passes : ([[0, 0, 1, 1]] as const)).map(([x0, y0, dx, dy]) => ({
    x0,
    y0,
    dx,
    dy,
    columns: Math.max(0, Math.ceil((width - x0) / dx)),
    rows: Math.max(0, Math.ceil((height - y0) / dy)),
  }));
  const bytesOf = (area: (typeof areas)[number]): number =>
    area.columns === 0 ? 0 : area.rows * (Math.ceil((area.columns * bits) / 8) + 1);
  const expected = areas.reduce((sum, area) => sum + bytesOf(area), 0);
  let raw: Uint8Array;
  try {
    raw = inflateSync(Buffer.concat(parts), { maxOutputLength: expected + 4_096 });
  } catch {
    // A damaged stream is the file's, whatever zlib calls it.
    return undefined;
  }
  if (raw.length < expected) return undefined;
  const data = new Uint8Array(width * height * 4);
  const most = 2 ** Math.min(depth, 8) - 1;
  let from = 0;
  for (const area of areas) {
    if (area.columns === 0) continue;
    const rowBytes = Math.ceil((area.columns * bits) / 8);
    unfilter(raw, from, area.rows, rowBytes, step);
    for (let row = 0; row < area.rows; row += 1) {
      const at = from + row * (rowBytes + 1) + 1;
      /** A sample as it is stored; of sixteen bits the whole, to be compared with a colour that is clear. */
      const stored = (index: number): number => {
        if (depth === 16) return u16be(raw, at + index * 2);
        if (depth === 8) return raw[at + index] ?? 0;
        const bit = index * depth;
        return ((raw[at + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & most;
      };
      const seen = (value: number): number =>
        depth === 16 ? value >> 8 : depth === 8 ? value : Math.round((value * 255) / most);
      for (let column = 0; column < area.columns; column += 1) {
        const out = ((area.y0 + row * area.dy) * width + area.x0 + column * area.dx) * 4;
        const first = column * samples;
        if (colour === 3) {
          const index = stored(first);
          data[out] = palette?.[index * 3] ?? 0;
          data[out + 1] = palette?.[index * 3 + 1] ?? 0;
          data[out + 2] = palette?.[index * 3 + 2] ?? 0;
          data[out + 3] = clear?.[index] ?? 255;
          continue;
        }
        const isGrey = colour === 0 || colour === 4;
        const values = isGrey
          ? [stored(first), stored(first), stored(first)]
          : [stored(first), stored(first + 1), stored(first + 2)];
        const isClear =
          clear !== undefined &&
          colour < 3 &&
          values.every((value, index) => value === u16be(clear, isGrey ? 0 : index * 2));
        const opacity = colour === 4 || colour === 6 ? seen(stored(first + samples - 1)) : isClear ? 0 : 255;
        data[out] = seen(values[0] ?? 0);
        data[out + 1] = seen(values[1] ?? 0);
        data[out + 2] = seen(values[2] ?? 0);
        data[out + 3] = opacity;
      }
    }
    from += bytesOf(area);
  }
  return { width, height, data };
}
