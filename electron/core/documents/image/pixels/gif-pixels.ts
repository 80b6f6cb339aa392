import { u16le, u8 } from "../../containers/bytes.ts";
import type { Pixels } from "./pixels.ts";

/** Unpacks the LZW codes of a GIF (GIF89a, appendix F), at most `limit` bytes. */
function unpack(bytes: Uint8Array, least: number, limit: number): Uint8Array {
  const out = new Uint8Array(limit);
  const clear = 1 << least;
  const prefix = new Uint16Array(4_096);
  const suffix = new Uint8Array(4_096);
  const stack = new Uint8Array(4_097);
  let [next, width, held, bits, length] = [clear + 2, least + 1, 0, 0, 0];
  let previous = -1;
  let first = 0;
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    while (bits >= width) {
      const code = held & ((1 << width) - 1);
      held >>>= width;
      bits -= width;
      if (code === clear) {
        [next, width, previous] = [clear + 2, least + 1, -1];
        continue;
      }
      if (code === clear + 1 || code > next || (previous < 0 && code >= clear))
        return out.subarray(0, length);
      let depth = 0;
      let at = code;
      if (code === next) {
        stack[depth] = first;
        depth += 1;
        at = previous;
      }
      while (at >= clear && depth < 4_096) {
        stack[depth] = suffix[at] ?? 0;
        depth += 1;
        at = prefix[at] ?? 0;
      }
      first = at;
      stack[depth] = first;
      for (; depth >= 0 && length < limit; depth -= 1) {
        out[length] = stack[depth] ?? 0;
        length += 1;
      }
      if (length === limit) return out;
      if (previous >= 0 && next < 4_096) {
        prefix[next] = previous;
        suffix[next] = first;
        next += 1;
        if (next === 1 << width && width < 12) width += 1;
      }
      previous = code;
    }
  }
  return out.subarray(0, length);
}

/** The first picture of a GIF on its ground; later ones of an animation are left out. Undefined where it is damaged. */
export function gifPixels(bytes: Uint8Array): Pixels | undefined {
  const [width, height] = [u16le(bytes, 6), u16le(bytes, 8)];
  const data = new Uint8Array(width * height * 4);
  const packed = u8(bytes, 10);
  const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  const shared = bytes.subarray(13, 13 + tableBytes(packed));
  let clear = -1;
  let at = 13 + shared.length;
  const blocksFrom = (from: number): { readonly parts: Uint8Array[]; readonly end: number } => {
    const parts: Uint8Array[] = [];
    let cursor = from;
    for (; cursor < bytes.length && u8(bytes, cursor) !== 0; cursor += 1 + u8(bytes, cursor))
      parts.push(bytes.subarray(cursor + 1, cursor + 1 + u8(bytes, cursor)));
    return { parts, end: cursor + 1 };
  };
  while (at < bytes.length) {
    const kind = u8(bytes, at);
    if (kind === 0x21) {
      if (u8(bytes, at + 1) === 0xf9) clear = u8(bytes, at + 3) & 1 ? u8(bytes, at + 6) : -1;
      at = blocksFrom(at + 2).end;
      continue;
    }
    if (kind !== 0x2c || at + 11 > bytes.length) return undefined;
    const [left, top, columns, rows] = [1, 3, 5, 7].map((place) => u16le(bytes, at + place)) as [
      number,
      number,
      number,
      number,
    ];
    const flags = u8(bytes, at + 9);
    const own = bytes.subarray(at + 10, at + 10 + tableBytes(flags));
    const colours = own.length > 0 ? own : shared;
    const least = u8(bytes, at + 10 + own.length);
    if (left + columns > width || top + rows > height || least < 2 || least > 8) return undefined;
    const places = unpack(Buffer.concat(blocksFrom(at + 11 + own.length).parts), least, columns * rows);
    if (places.length < columns * rows) return undefined;
    const order = Array.from({ length: rows }, (_unused, row) => row);
    // Interlaced rows come in four passes (appendix E).
    const seen =
      flags & 0x40
        ? [
            ...order.filter((row) => row % 8 === 0),
            ...order.filter((row) => row % 8 === 4),
            ...order.filter((row) => row % 4 === 2),
            ...order.filter((row) => row % 2 === 1),
          ]
        : order;
    seen.forEach((row, index) => {
      for (let column = 0; column < columns; column += 1) {
        const place = places[index * columns + column] ?? 0;
        if (place === clear) continue;
        const out = ((top + row) * width + left + column) * 4;
        data[out] = colours[place * 3] ?? 0;
        data[out + 1] = colours[place * 3 + 1] ?? 0;
        data[out + 2] = colours[place * 3 + 2] ?? 0;
        data[out + 3] = 255;
      }
    });
    return { width, height, data };
  }
  return undefined;
}
