import { ascii, startsWith, u16be, u32be, u32le, u8 } from "../containers/bytes.ts";
import { readExif } from "../image/exif.ts";
import { imageFormatOf } from "../image/image-metadata.ts";
import { stripTiff } from "./strip-tiff.ts";

/**
 * Copies a picture without anything but its pixels and what is needed to show them: colour profile, resolution,
 * orientation. Undefined for pictures whose parts cannot be told apart safely (HEIF, some of TIFF); those are to be
 * saved anew as PNG.
 */
export function stripImage(bytes: Uint8Array): Uint8Array | undefined {
  switch (imageFormatOf(bytes)) {
    case "jpeg":
      return stripJpeg(bytes);
    case "png":
      return stripPng(bytes);
    case "gif":
      return stripGif(bytes);
    case "webp":
      return stripWebp(bytes);
    case "bmp":
      return bytes.slice(0, Math.min(bytes.length, u32le(bytes, 2)));
    case "tiff":
      return stripTiff(bytes);
    default:
      return undefined;
  }
}

/** An EXIF block of nothing but the orientation, without which a photo lies on its side. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from([
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const data = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function stripJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const out: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let at = 2;
  let scanned = false;
  while (at + 2 <= bytes.length) {
    if (u8(bytes, at) !== 0xff) return undefined;
    const marker = u8(bytes, at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      out.push(Uint8Array.of(0xff, 0xd9));
      break;
    }
    const length = u16be(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    const segment = bytes.subarray(at, at + 2 + length);
    const data = segment.subarray(4);
    if (marker === 0xe1 && ascii(data, 0, 6) === "Exif\0\0") {
      const field = readExif(data.subarray(6))?.fields.find(
        (entry) => entry.directory === "image" && entry.tag === 0x0112,
      );
      orientation = field?.numbers[0] ?? orientation;
    }
    // JFIF says the resolution, ICC the colours, Adobe how they are coded; all other application data goes.
    const isJfif = marker === 0xe0 && ascii(data, 0, 5) === "JFIF\0";
    if (isJfif) {
      const plain = Buffer.from(data.subarray(0, 12));
      out.push(Uint8Array.of(0xff, 0xe0, 0, 16), plain, Uint8Array.of(0, 0));
    } else if (
      (marker === 0xe2 && ascii(data, 0, 12) === "ICC_PROFILE\0") ||
      (marker === 0xee && ascii(data, 0, 5) === "Adobe")
    )
      out.push(segment);
    else if (marker >= 0xc0 && marker <= 0xdf) {
      // Frames, tables and scans (T.81, table B.1); application data, comments and what is reserved stay behind.
      if (!scanned && orientation >= 2 && orientation <= 8 && marker !== 0xda) {
        out.push(orientationSegment(orientation));
        orientation = 1;
      }
      out.push(segment);
    }
    at += 2 + length;
    if (marker !== 0xda) continue;
    scanned = true;
    const start = at;
    while (at + 1 < bytes.length) {
      const next = u8(bytes, at + 1);
      if (u8(bytes, at) === 0xff && next !== 0 && next !== 0xff && (next & 0xf8) !== 0xd0) break;
      at += 1;
    }
    out.push(bytes.subarray(start, at));
  }
  return scanned ? new Uint8Array(Buffer.concat(out)) : undefined;
}

const pngChunks = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "IEND",
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "sBIT",
  "bKGD",
  "pHYs",
  "cICP",
  "acTL",
  "fcTL",
  "fdAT",
]);

function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  const out: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = u32be(bytes, at);
    const type = ascii(bytes, at + 4, at + 8);
    if (at + 12 + length > bytes.length) return undefined;
    if (pngChunks.has(type)) out.push(bytes.subarray(at, at + 12 + length));
    at += 12 + length;
    if (type === "IEND") return new Uint8Array(Buffer.concat(out));
  }
  return undefined;
}

function stripGif(bytes: Uint8Array): Uint8Array | undefined {
  const packed = u8(bytes, 10);
  let at = 13 + (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);
  const out: Uint8Array[] = [bytes.subarray(0, at)];
  const endOfBlocks = (from: number): number => {
    let cursor = from;
    while (cursor < bytes.length && u8(bytes, cursor) !== 0) cursor += 1 + u8(bytes, cursor);
    return cursor + 1;
  };
  while (at < bytes.length) {
    const kind = u8(bytes, at);
    let end: number;
    if (kind === 0x3b) {
      out.push(Uint8Array.of(0x3b));
      return new Uint8Array(Buffer.concat(out));
    }
    if (kind === 0x21) {
      end = endOfBlocks(at + 2);
      const label = u8(bytes, at + 1);
      const isLoop = label === 0xff && ascii(bytes, at + 3, at + 14) === "NETSCAPE2.0";
      if (label === 0xf9 || isLoop) out.push(bytes.subarray(at, end));
    } else if (kind === 0x2c) {
      const local = u8(bytes, at + 9);
      end = endOfBlocks(at + 10 + (local & 0x80 ? 3 << ((local & 7) + 1) : 0) + 1);
      out.push(bytes.subarray(at, end));
    } else return undefined;
    at = end;
  }
  return undefined;
}

const webpChunks = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);

function stripWebp(bytes: Uint8Array): Uint8Array | undefined {
  const out: Uint8Array[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const type = ascii(bytes, at, at + 4);
    const size = u32le(bytes, at + 4);
    const end = at + 8 + size + (size & 1);
    if (end > bytes.length + 1) return undefined;
    if (webpChunks.has(type)) {
      const chunk = Buffer.from(bytes.subarray(at, end));
      // The extended header says which metadata follow; none do any more.
      if (type === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~0x0c;
      out.push(chunk);
    }
    at = end;
  }
  const body = Buffer.concat(out);
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(body.length + 4, 4);
  return body.length > 0 && startsWith(bytes, [0x52, 0x49, 0x46, 0x46])
    ? new Uint8Array(Buffer.concat([head, body]))
    : undefined;
}
