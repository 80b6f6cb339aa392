import { ascii, u16be, u16le, u32be, u32le, u8 } from "../containers/bytes.ts";
import { decodeText } from "../text/text-encoding.ts";

/** One field of a TIFF directory (TIFF 6.0, section 2; Exif 2.32, 4.6). */
export interface ExifField {
  readonly directory: "image" | "exif" | "gps" | "thumbnail" | "interop";
  readonly tag: number;
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly numbers: readonly number[];
}

export interface ExifData {
  readonly fields: readonly ExifField[];
  readonly littleEndian: boolean;
  /** Length of an embedded JPEG preview, 0 when there is none. */
  readonly thumbnailBytes: number;
}

/** Bytes of one value by its type (TIFF 6.0, section 2). */
export const typeSizes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
};

const maxFields = 5_000;
const maxFieldBytes = 1 << 20;

/** Reads TIFF-structured metadata; whatever is out of range is skipped, loops end by a visited set. */
export function readExif(tiff: Uint8Array): ExifData | undefined {
  const order = ascii(tiff, 0, 2);
  if (order !== "II" && order !== "MM") return undefined;
  const little = order === "II";
  const u16 = (at: number): number => (little ? u16le(tiff, at) : u16be(tiff, at));
  const u32 = (at: number): number => (little ? u32le(tiff, at) : u32be(tiff, at));
  if (u16(2) !== 42) return undefined;
  const fields: ExifField[] = [];
  const visited = new Set<number>();
  let thumbnailBytes = 0;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);

  const numberAt = (at: number, type: number): number => {
    switch (type) {
      case 3:
        return u16(at);
      case 4:
      case 13:
        return u32(at);
      case 5:
        return u32(at + 4) === 0 ? 0 : u32(at) / u32(at + 4);
      case 9:
        return u32(at) | 0;
      case 10:
        return u32(at + 4) === 0 ? 0 : (u32(at) | 0) / (u32(at + 4) | 0);
      case 11:
        return at + 4 <= tiff.length ? view.getFloat32(at, little) : 0;
      case 12:
        return at + 8 <= tiff.length ? view.getFloat64(at, little) : 0;
      default:
        return u8(tiff, at);
    }
  };

  const pending: { readonly at: number; readonly directory: ExifField["directory"] }[] = [
    { at: u32(4), directory: "image" },
  ];
  while (pending.length > 0 && fields.length < maxFields) {
    const next = pending.shift();
    if (!next || next.at < 8 || next.at + 2 > tiff.length || visited.has(next.at)) continue;
    visited.add(next.at);
    const count = u16(next.at);
    let previewOffset = 0;
    let previewLength = 0;
    for (let index = 0; index < count && fields.length < maxFields; index += 1) {
      const at = next.at + 2 + index * 12;
      if (at + 12 > tiff.length) break;
      const tag = u16(at);
      const type = u16(at + 2);
      const length = u32(at + 4);
      const size = (typeSizes[type] ?? 1) * length;
      const dataAt = size <= 4 ? at + 8 : u32(at + 8);
      if (tag === 0x8769) pending.push({ at: u32(at + 8), directory: "exif" });
      else if (tag === 0x8825) pending.push({ at: u32(at + 8), directory: "gps" });
      else if (tag === 0xa005) pending.push({ at: u32(at + 8), directory: "interop" });
      else if (tag === 0x014a) {
        for (let sub = 0; sub < Math.min(length, 8); sub += 1)
          pending.push({ at: u32(length === 1 ? at + 8 : dataAt + sub * 4), directory: "thumbnail" });
      }
      if (tag === 0x0201) previewOffset = u32(at + 8);
      if (tag === 0x0202) previewLength = u32(at + 8);
      if (dataAt + size > tiff.length || size > maxFieldBytes) continue;
      const unit = typeSizes[type] ?? 1;
      fields.push({
        directory: next.directory,
        tag,
        type,
        bytes: tiff.subarray(dataAt, dataAt + size),
        numbers: Array.from({ length: Math.min(length, 64) }, (_, order) =>
          numberAt(dataAt + order * unit, type),
        ),
      });
    }
    if (previewOffset > 0 && previewLength > 0 && previewOffset + Math.min(previewLength, 2) <= tiff.length)
      thumbnailBytes = Math.max(thumbnailBytes, previewLength);
    const following = u32(next.at + 2 + count * 12);
    if (following > 0) pending.push({ at: following, directory: "thumbnail" });
  }
  return { fields, littleEndian: little, thumbnailBytes };
}

const utf16le = new TextDecoder("utf-16le");

/** The text of a field: Windows "XP" tags are UTF-16LE, UserComment carries its own character code. */
export function exifText(field: ExifField): string {
  if (field.tag >= 0x9c9b && field.tag <= 0x9c9f)
    return trimText(utf16le.decode(field.bytes.subarray(0, field.bytes.length & ~1)));
  if (field.tag === 0x9286) {
    const code = ascii(field.bytes, 0, 8);
    const rest = field.bytes.subarray(8);
    if (code.startsWith("UNICODE")) {
      const evenZeros = rest.filter((byte, index) => index % 2 === 0 && byte === 0).length;
      const oddZeros = rest.filter((byte, index) => index % 2 === 1 && byte === 0).length;
      const bigEndian =
        rest[0] === 0xfe || (rest[0] !== 0xff && (evenZeros > oddZeros || looksBigEndian(rest)));
      return trimText(
        new TextDecoder(bigEndian ? "utf-16be" : "utf-16le").decode(rest.subarray(0, rest.length & ~1)),
      );
    }
    return trimText(decodeText(code.startsWith("ASCII") || /^\0{8}/u.test(code) ? rest : field.bytes).text);
  }
  // The zeros at the end close or fill the field; they say nothing about its encoding.
  let end = field.bytes.length;
  while (end > 0 && field.bytes[end - 1] === 0) end -= 1;
  return trimText(decodeText(field.bytes.subarray(0, end)).text);
}

/** Hanzi have their high byte in 4E…9F: on the even side when the bytes are big-endian. */
function looksBigEndian(bytes: Uint8Array): boolean {
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    if (u8(bytes, index) >= 0x4e && u8(bytes, index) <= 0x9f) even += 1;
    if (u8(bytes, index + 1) >= 0x4e && u8(bytes, index + 1) <= 0x9f) odd += 1;
  }
  return even > odd;
}

function trimText(text: string): string {
  return text.replaceAll("\u0000", " ").trim();
}
