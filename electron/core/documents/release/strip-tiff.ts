import { typeSizes } from "../image/exif.ts";

/** Letters, and pointers to other directories: nothing about pixels is told by these. */
const notOfPixels = new Set([2, 13]);

const stripOffsets = 273;
const stripLengths = 279;
const tileOffsets = 324;
const tileLengths = 325;
const compression = 259;
const kindOfPage = 254;

/**
 * Fields that tell how the pixels are laid out (TIFF 6.0, sections 3 to 23; 34675: colour profile). No text is among
 * them, and no pointer to anything else.
 */
const pixelFields = new Set([
  254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292,
  293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 338, 339, 340, 341, 529, 530,
  531, 532, 34_675,
]);

/** None, CCITT, LZW, Deflate, PackBits: what they unpack to is pixels. The two kinds of JPEG may carry segments of their own. */
const knownCompressions = new Set([1, 2, 3, 4, 5, 8, 32_773, 32_946]);
const maxPages = 2_000;

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Buffer;
}

class TiffReader {
  readonly #bytes: Buffer;
  readonly little: boolean;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = this.#bytes.toString("latin1", 0, 2) === "II";
  }

  u16(at: number): number {
    return this.little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  u32(at: number): number {
    return this.little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  slice(at: number, length: number): Buffer {
    if (at + length > this.#bytes.length) throw new RangeError("beyond the file");
    return this.#bytes.subarray(at, at + length);
  }

  /** The fields of a directory that are kept, and where the next one is. */
  directory(at: number): { readonly fields: Map<number, Field>; readonly next: number } {
    const count = this.u16(at);
    const fields = new Map<number, Field>();
    for (let index = 0; index < count; index += 1) {
      const entry = at + 2 + index * 12;
      const tag = this.u16(entry);
      const type = this.u16(entry + 2);
      const size = notOfPixels.has(type) ? 0 : (typeSizes[type] ?? 0) * this.u32(entry + 4);
      if (!pixelFields.has(tag) || size === 0) continue;
      const data = size <= 4 ? this.slice(entry + 8, size) : this.slice(this.u32(entry + 8), size);
      fields.set(tag, { tag, type, count: this.u32(entry + 4), data });
    }
    return { fields, next: this.u32(at + 2 + count * 12) };
  }

  numbers(field: Field | undefined): readonly number[] {
    if (!field || (field.type !== 3 && field.type !== 4)) return [];
    const width = field.type === 3 ? 2 : 4;
    return Array.from({ length: field.count }, (_, index) => {
      const at = index * width;
      if (width === 2) return this.little ? field.data.readUInt16LE(at) : field.data.readUInt16BE(at);
      return this.little ? field.data.readUInt32LE(at) : field.data.readUInt32BE(at);
    });
  }
}

/**
 * A TIFF of nothing but the pixels of its pages, in their byte order: no names, dates, positions, notes, previews and
 * bytes between. Undefined where it cannot be told apart what the pixels are made of (JPEG inside, BigTIFF, no pixels).
 */
export function stripTiff(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return strip(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function strip(bytes: Uint8Array): Uint8Array | undefined {
  const reader = new TiffReader(bytes);
  if (reader.u16(2) !== 42) return undefined;
  const u16 = (value: number): Buffer => {
    const out = Buffer.alloc(2);
    if (reader.little) out.writeUInt16LE(value);
    else out.writeUInt16BE(value);
    return out;
  };
  const u32 = (value: number): Buffer => {
    const out = Buffer.alloc(4);
    if (reader.little) out.writeUInt32LE(value);
    else out.writeUInt32BE(value);
    return out;
  };
  const pages: Map<number, Field>[] = [];
  const visited = new Set<number>();
  for (let at = reader.u32(4); at !== 0 && pages.length < maxPages;) {
    if (visited.has(at)) return undefined;
    visited.add(at);
    const { fields, next } = reader.directory(at);
    // A reduced picture of another page is a preview (bit 0).
    if (((reader.numbers(fields.get(kindOfPage))[0] ?? 0) & 1) === 0) pages.push(fields);
    at = next;
  }
  if (pages.length === 0) return undefined;
  const out: Buffer[] = [reader.slice(0, 4), u32(8)];
  let length = 8;
  let total = 0;
  for (const [index, fields] of pages.entries()) {
    if (!knownCompressions.has(reader.numbers(fields.get(compression))[0] ?? 1)) return undefined;
    const tiled = fields.has(tileOffsets);
    const [offsetTag, lengthTag] = tiled ? [tileOffsets, tileLengths] : [stripOffsets, stripLengths];
    const offsets = reader.numbers(fields.get(offsetTag));
    const lengths = reader.numbers(fields.get(lengthTag));
    if (offsets.length === 0 || offsets.length !== lengths.length) return undefined;
    total += lengths.reduce((sum, one) => sum + one, 0);
    // Strips that share their bytes could be told to be of any size.
    if (total > bytes.length) return undefined;
    const pixels = offsets.map((offset, strip) => reader.slice(offset, lengths[strip] ?? 0));
    const sorted = [...fields.values()].sort((one, other) => one.tag - other.tag);
    const directoryLength = 2 + sorted.length * 12 + 4;
    // Behind the directory: values longer than four bytes, then the pixels; each at an even place.
    let dataAt = length + directoryLength;
    const place = (size: number): number => {
      const at = dataAt;
      dataAt += size + (size & 1);
      return at;
    };
    const values: Buffer[] = [];
    const even = (data: Buffer): Buffer => (data.length & 1 ? Buffer.concat([data, Buffer.alloc(1)]) : data);
    const places = new Map<number, number>();
    for (const field of sorted) {
      const size = field.tag === offsetTag ? 4 * offsets.length : field.data.length;
      if (size > 4) places.set(field.tag, place(size));
    }
    const moved = Buffer.concat(pixels.map((part) => u32(place(part.length))));
    const entries = sorted.map((field) => {
      const data = field.tag === offsetTag ? moved : field.data;
      const at = places.get(field.tag);
      if (at !== undefined) values.push(even(data));
      return Buffer.concat([
        u16(field.tag),
        u16(field.tag === offsetTag ? 4 : field.type),
        u32(field.count),
        at === undefined ? Buffer.concat([data, Buffer.alloc(4 - data.length)]) : u32(at),
      ]);
    });
    const isLast = index === pages.length - 1;
    out.push(u16(sorted.length), ...entries, u32(isLast ? 0 : dataAt), ...values, ...pixels.map(even));
    length = dataAt;
  }
  return new Uint8Array(Buffer.concat(out));
}
