import { inflateSync } from "node:zlib";

import { ascii, startsWith, u16be, u16le, u32be, u32le, u8 } from "../containers/bytes.ts";
import { refuse } from "../reading/refusal.ts";
import { decodeText } from "../text/text-encoding.ts";
import { readExif, type ExifData } from "./exif.ts";

/** Raw metadata of an image, whatever its container. Pixels are never decoded, so their number costs nothing. */
export interface ImageMetadata {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
  readonly exif: readonly ExifData[];
  readonly xmp: readonly string[];
  /** IPTC-IIM data sets of record 2: number and text. */
  readonly iptc: readonly { readonly dataset: number; readonly text: string }[];
  /** Free comments and keyed texts (JPEG COM, PNG tEXt, GIF comment). */
  readonly comments: readonly { readonly key: string; readonly text: string }[];
  readonly previews: readonly string[];
  /** Where the picture ends; anything behind it belongs to no picture. */
  readonly end: number;
}

export type ImageFormat = "jpeg" | "png" | "tiff" | "gif" | "webp" | "bmp" | "heif";

export function imageFormatOf(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a]))
    return "tiff";
  const head = ascii(bytes, 0, 12);
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "gif";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "webp";
  if (
    head.startsWith("BM") &&
    bytes.length > 26 &&
    u32le(bytes, 2) <= bytes.length + 4_096 &&
    u32le(bytes, 10) < bytes.length
  )
    return "bmp";
  if (head.slice(4, 8) === "ftyp" && /^(?:heic|heix|mif1|msf1|hevc|avif)/u.test(head.slice(8, 12)))
    return "heif";
  return undefined;
}

interface Collected {
  width: number;
  height: number;
  exif: ExifData[];
  xmp: string[];
  iptc: { dataset: number; text: string }[];
  comments: { key: string; text: string }[];
  previews: string[];
  end: number;
}

const metadataBytes = 16 * 1024 * 1024;
const maxBlocks = 20_000;

export function readImageMetadata(bytes: Uint8Array): ImageMetadata | undefined {
  const format = imageFormatOf(bytes);
  if (!format) return undefined;
  const found: Collected = {
    width: 0,
    height: 0,
    exif: [],
    xmp: [],
    iptc: [],
    comments: [],
    previews: [],
    end: bytes.length,
  };
  if (format === "jpeg") readJpeg(bytes, found);
  else if (format === "png") readPng(bytes, found);
  else if (format === "tiff") readTiff(bytes, found);
  else if (format === "gif") readGif(bytes, found);
  else if (format === "webp") readWebp(bytes, found);
  else if (format === "heif") readHeif(bytes, found);
  else {
    found.width = u32le(bytes, 18);
    found.height = u32le(bytes, 22);
    if (u32le(bytes, 2) > 54) found.end = u32le(bytes, 2);
  }
  return { format, ...found };
}

function addExif(tiff: Uint8Array, found: Collected): void {
  const exif = readExif(tiff);
  if (!exif) return;
  found.exif.push(exif);
  if (exif.thumbnailBytes > 0) found.previews.push(`EXIF 缩略图（${exif.thumbnailBytes} 字节）`);
  for (const field of exif.fields) {
    if (field.tag === 0x02bc) found.xmp.push(decodeText(field.bytes).text);
    if (field.tag === 0x83bb) readIptc(field.bytes, found);
    if (field.tag === 0x8649) readPhotoshop(field.bytes, found);
  }
}

/** IPTC-IIM 4.2: 1C, record, data set, length. */
function readIptc(bytes: Uint8Array, found: Collected): void {
  let at = 0;
  for (let guard = 0; guard < maxBlocks && at + 5 <= bytes.length; guard += 1) {
    if (u8(bytes, at) !== 0x1c) {
      at += 1;
      continue;
    }
    const length = u16be(bytes, at + 3);
    if (length & 0x8000 || at + 5 + length > bytes.length) return;
    if (u8(bytes, at + 1) === 2)
      found.iptc.push({
        dataset: u8(bytes, at + 2),
        text: decodeText(bytes.subarray(at + 5, at + 5 + length)).text,
      });
    at += 5 + length;
  }
}

/** Photoshop image resources: 0x0404 IPTC, 0x0409 and 0x040C thumbnails. */
function readPhotoshop(bytes: Uint8Array, found: Collected): void {
  let at = 0;
  for (let guard = 0; guard < maxBlocks && at + 12 <= bytes.length; guard += 1) {
    if (ascii(bytes, at, at + 4) !== "8BIM") return;
    const id = u16be(bytes, at + 4);
    const nameLength = u8(bytes, at + 6) + 1;
    const sizeAt = at + 6 + nameLength + (nameLength & 1);
    const size = u32be(bytes, sizeAt);
    const data = bytes.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (id === 0x0404) readIptc(data, found);
    if ((id === 0x0409 || id === 0x040c) && data.length > 28)
      found.previews.push(`Photoshop 缩略图（${data.length} 字节）`);
    if (id === 0x0424) found.xmp.push(decodeText(data).text);
    at = sizeAt + 4 + size + (size & 1);
  }
}

const xmpHeader = "http://ns.adobe.com/xap/1.0/\u0000";
const xmpExtension = "http://ns.adobe.com/xmp/extension/\u0000";

function readJpeg(bytes: Uint8Array, found: Collected): void {
  let at = 2;
  const extended: Uint8Array[] = [];
  const photoshop: Uint8Array[] = [];
  for (let guard = 0; guard < maxBlocks && at + 4 <= bytes.length; guard += 1) {
    if (u8(bytes, at) !== 0xff) {
      // After a scan come entropy-coded bytes; the next marker is the next FF not followed by 00, FF or RSTn.
      at += 1;
      while (
        at + 1 < bytes.length &&
        !(
          u8(bytes, at) === 0xff &&
          u8(bytes, at + 1) !== 0 &&
          u8(bytes, at + 1) !== 0xff &&
          (u8(bytes, at + 1) & 0xf8) !== 0xd0
        )
      )
        at += 1;
      continue;
    }
    const marker = u8(bytes, at + 1);
    if (marker === 0xff || marker === 0x01 || (marker & 0xf8) === 0xd0) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9) {
      found.end = at + 2;
      break;
    }
    const length = u16be(bytes, at + 2);
    if (length < 2) refuse("damaged", "jpeg-segment");
    const data = bytes.subarray(at + 4, Math.min(bytes.length, at + 2 + length));
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      found.height = u16be(data, 1);
      found.width = u16be(data, 3);
    } else if (marker === 0xfe) found.comments.push({ key: "注释", text: decodeText(data).text });
    else if (marker === 0xe0) {
      const head = ascii(data, 0, 5);
      if (head === "JFIF\u0000" && u8(data, 12) * u8(data, 13) > 0) found.previews.push("JFIF 缩略图");
      if (head === "JFXX\u0000" && data.length > 6) found.previews.push("JFXX 缩略图");
    } else if (marker === 0xe1) {
      if (ascii(data, 0, 6) === "Exif\u0000\u0000") addExif(data.subarray(6), found);
      else if (ascii(data, 0, xmpHeader.length) === xmpHeader)
        found.xmp.push(decodeText(data.subarray(xmpHeader.length)).text);
      else if (ascii(data, 0, xmpExtension.length) === xmpExtension)
        extended.push(data.subarray(xmpExtension.length + 40));
    } else if (marker === 0xe2 && ascii(data, 0, 4) === "MPF\u0000") {
      // CIPA DC-007: number of images in tag B001; more than one means a large preview follows.
      const mpf = readExif(data.subarray(4));
      const images = mpf?.fields.find((field) => field.tag === 0xb001)?.numbers[0] ?? 0;
      if (images > 1) found.previews.push(`MPF 预览图（${images - 1} 幅）`);
    } else if (marker === 0xed && ascii(data, 0, 14) === "Photoshop 3.0\u0000")
      photoshop.push(data.subarray(14));
    at += 2 + length;
  }
  if (extended.length > 0)
    found.xmp.push(decodeText(Buffer.concat(extended).subarray(0, metadataBytes)).text);
  if (photoshop.length > 0) readPhotoshop(Buffer.concat(photoshop), found);
}

function inflateText(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: metadataBytes });
  } catch {
    // A text chunk that cannot be unpacked holds nothing a reader of the file could see either.
    return undefined;
  }
}

/** PNG (third edition) chunks tEXt, zTXt, iTXt, eXIf; also the raw profiles that ImageMagick writes. */
function readPng(bytes: Uint8Array, found: Collected): void {
  let at = 8;
  for (let guard = 0; guard < maxBlocks && at + 12 <= bytes.length; guard += 1) {
    const length = u32be(bytes, at);
    const type = ascii(bytes, at + 4, at + 8);
    if (at + 12 + length > bytes.length) break;
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") {
      found.width = u32be(data, 0);
      found.height = u32be(data, 4);
    } else if (type === "eXIf") addExif(data, found);
    else if (type === "tEXt" || type === "zTXt" || type === "iTXt") readPngText(type, data, found);
    else if (type === "IEND") {
      found.end = at + 12 + length;
      break;
    }
    at += 12 + length;
  }
}

function readPngText(type: string, data: Uint8Array, found: Collected): void {
  const zero = data.indexOf(0);
  if (zero < 0) return;
  const key = ascii(data, 0, zero);
  let text: Uint8Array | undefined = data.subarray(zero + 1);
  if (type === "zTXt") text = inflateText(data.subarray(zero + 2));
  if (type === "iTXt") {
    const language = data.indexOf(0, zero + 3);
    const translated = data.indexOf(0, language + 1);
    if (language < 0 || translated < 0) return;
    const body = data.subarray(translated + 1);
    text = u8(data, zero + 1) === 1 ? inflateText(body) : body;
  }
  if (!text) return;
  if (key === "XML:com.adobe.xmp") {
    found.xmp.push(decodeText(text).text);
    return;
  }
  const profile = /^Raw profile type (\w+)$/u.exec(key)?.[1]?.toLowerCase();
  if (profile) {
    const hex = ascii(text)
      .replace(/^\s*\w+\s+\d+\s/u, "")
      .replaceAll(/[^0-9a-f]/giu, "");
    const raw = Buffer.from(hex, "hex");
    if (profile === "exif" || profile === "app1")
      addExif(ascii(raw, 0, 6) === "Exif\u0000\u0000" ? raw.subarray(6) : raw, found);
    else if (profile === "iptc") {
      readPhotoshop(raw, found);
      if (found.iptc.length === 0) readIptc(raw, found);
    } else if (profile === "xmp") found.xmp.push(decodeText(raw).text);
    return;
  }
  found.comments.push({ key, text: decodeText(text).text });
}

function readTiff(bytes: Uint8Array, found: Collected): void {
  addExif(bytes, found);
  const fields = found.exif[0]?.fields ?? [];
  found.width = fields.find((field) => field.directory === "image" && field.tag === 0x0100)?.numbers[0] ?? 0;
  found.height = fields.find((field) => field.directory === "image" && field.tag === 0x0101)?.numbers[0] ?? 0;
}

function readGif(bytes: Uint8Array, found: Collected): void {
  found.width = u16le(bytes, 6);
  found.height = u16le(bytes, 8);
  const packed = u8(bytes, 10);
  let at = 13 + (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);
  const blocks = (from: number): { readonly data: Uint8Array; readonly next: number } => {
    const pieces: Uint8Array[] = [];
    let cursor = from;
    while (cursor < bytes.length && u8(bytes, cursor) !== 0) {
      pieces.push(bytes.subarray(cursor + 1, cursor + 1 + u8(bytes, cursor)));
      cursor += 1 + u8(bytes, cursor);
    }
    return { data: Buffer.concat(pieces), next: cursor + 1 };
  };
  for (let guard = 0; guard < maxBlocks && at < bytes.length; guard += 1) {
    const kind = u8(bytes, at);
    if (kind === 0x21) {
      const label = u8(bytes, at + 1);
      if (label === 0xff && ascii(bytes, at + 3, at + 14) === "XMP DataXMP") {
        // XMP in GIF is written without block structure up to its 258-byte trailer (XMP part 3, 1.1.2).
        let end = at + 14;
        while (end < bytes.length && u8(bytes, end) !== 1) end += 1;
        found.xmp.push(decodeText(bytes.subarray(at + 14, end)).text);
      }
      const read = blocks(at + 2);
      if (label === 0xfe) found.comments.push({ key: "注释", text: decodeText(read.data).text });
      at = read.next;
    } else if (kind === 0x2c) {
      const local = u8(bytes, at + 9);
      at = blocks(at + 10 + (local & 0x80 ? 3 << ((local & 7) + 1) : 0) + 1).next;
    } else {
      if (kind === 0x3b) found.end = at + 1;
      return;
    }
  }
}

function readWebp(bytes: Uint8Array, found: Collected): void {
  found.end = u32le(bytes, 4) + 8;
  let at = 12;
  for (let guard = 0; guard < maxBlocks && at + 8 <= bytes.length; guard += 1) {
    const type = ascii(bytes, at, at + 4);
    const size = u32le(bytes, at + 4);
    const data = bytes.subarray(at + 8, at + 8 + size);
    if (type === "EXIF") addExif(ascii(data, 0, 6) === "Exif\u0000\u0000" ? data.subarray(6) : data, found);
    if (type === "XMP ") found.xmp.push(decodeText(data).text);
    if (type === "VP8X") {
      found.width = 1 + (u32le(data, 4) & 0xff_ffff);
      found.height = 1 + (u32le(data, 7) & 0xff_ffff);
    }
    at += 8 + size + (size & 1);
  }
}

/** HEIF keeps Exif and XMP as items anywhere in the file; their own signatures find them. */
function readHeif(bytes: Uint8Array, found: Collected): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf("Exif\u0000\u0000"), guard = 0; at >= 0 && guard < 16; guard += 1) {
    addExif(bytes.subarray(at + 6), found);
    at = buffer.indexOf("Exif\u0000\u0000", at + 6);
  }
  const start = buffer.indexOf("<x:xmpmeta");
  const end = start < 0 ? -1 : buffer.indexOf("</x:xmpmeta>", start);
  if (end > 0) found.xmp.push(decodeText(bytes.subarray(start, end + 12)).text);
}
