import { crc32, deflateSync } from "node:zlib";

import type { Pixels } from "./pixels.ts";

function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

/** The colours of a picture where they fit into a palette, with the place of each pixel's in it. */
function paletteOf({
  data,
}: Pixels): { readonly colours: readonly number[]; readonly places: Uint8Array } | undefined {
  const known = new Map<number, number>();
  const places = new Uint8Array(data.length / 4);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let index = 0; index < places.length; index += 1) {
    const colour = view.getUint32(index * 4);
    let place = known.get(colour);
    if (place === undefined) {
      if (known.size === 256) return undefined;
      place = known.size;
      known.set(colour, place);
    }
    places[index] = place;
  }
  return { colours: [...known.keys()], places };
}

/** Rows of samples behind the filter that codes them shortest: none for a palette, the row above else (9.2). */
function filtered(samples: Uint8Array, rowBytes: number, above: boolean): Buffer {
  const rows = samples.length / rowBytes;
  const out = Buffer.alloc(rows * (rowBytes + 1));
  for (let row = 0; row < rows; row += 1) {
    const to = row * (rowBytes + 1);
    const from = row * rowBytes;
    const isAbove = above && row > 0;
    out[to] = isAbove ? 2 : 0;
    for (let index = 0; index < rowBytes; index += 1)
      out[to + 1 + index] =
        (samples[from + index] ?? 0) - (isAbove ? (samples[from + index - rowBytes] ?? 0) : 0);
  }
  return out;
}

/** A PNG of nothing but its pixels: no text, time, profile or preview; the same bytes for the same pixels. */
export function encodePng(pixels: Pixels): Uint8Array {
  const { width, height, data } = pixels;
  const palette = paletteOf(pixels);
  const isOpaque = palette
    ? palette.colours.every((colour) => (colour & 0xff) === 255)
    : data.every((value, index) => (index & 3) !== 3 || value === 255);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = palette ? 3 : isOpaque ? 2 : 6;
  const chunks: Buffer[] = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
  ];
  let rows: Buffer;
  if (palette) {
    const { colours, places } = palette;
    chunks.push(
      chunk(
        "PLTE",
        Buffer.from(
          colours.flatMap((colour) => [colour >>> 24, (colour >>> 16) & 0xff, (colour >>> 8) & 0xff]),
        ),
      ),
    );
    if (!isOpaque) chunks.push(chunk("tRNS", Buffer.from(colours.map((colour) => colour & 0xff))));
    rows = filtered(places, width, false);
  } else if (isOpaque) {
    const samples = new Uint8Array(width * height * 3);
    for (let index = 0; index < width * height; index += 1) {
      samples[index * 3] = data[index * 4] ?? 0;
      samples[index * 3 + 1] = data[index * 4 + 1] ?? 0;
      samples[index * 3 + 2] = data[index * 4 + 2] ?? 0;
    }
    rows = filtered(samples, width * 3, true);
  } else rows = filtered(data, width * 4, true);
  return new Uint8Array(
    Buffer.concat([...chunks, chunk("IDAT", deflateSync(rows)), chunk("IEND", new Uint8Array(0))]),
  );
}
