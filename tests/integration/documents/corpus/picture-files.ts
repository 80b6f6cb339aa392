import { crc32, deflateSync } from "node:zlib";

/** A TIFF directory entry: tag, type, and either an inline number or data. */
export interface TiffField {
  readonly tag: number;
  readonly type: 2 | 3 | 4 | 5 | 7;
  readonly count: number;
  readonly data: Buffer;
}

export const text = (tag: number, value: string): TiffField => {
  const data = Buffer.from(`${value}\0`);
  return { tag, type: 2, count: data.length, data };
};

const rationals = (tag: number, values: readonly (readonly [number, number])[]): TiffField => {
  const data = Buffer.alloc(values.length * 8);
  values.forEach(([top, bottom], index) => {
    data.writeUInt32BE(top, index * 8);
    data.writeUInt32BE(bottom, index * 8 + 4);
  });
  return { tag, type: 5, count: values.length, data };
};

/** Big-endian directory at `offset`, its data behind it. */
function directory(offset: number, fields: readonly TiffField[], next = 0): Buffer {
  const head = Buffer.alloc(2 + fields.length * 12 + 4);
  head.writeUInt16BE(fields.length, 0);
  const bodies: Buffer[] = [];
  let dataAt = offset + head.length;
  [...fields]
    .sort((a, b) => a.tag - b.tag)
    .forEach((field, index) => {
      const at = 2 + index * 12;
      head.writeUInt16BE(field.tag, at);
      head.writeUInt16BE(field.type, at + 2);
      head.writeUInt32BE(field.count, at + 4);
      if (field.data.length <= 4) field.data.copy(head, at + 8);
      else {
        head.writeUInt32BE(dataAt, at + 8);
        bodies.push(field.data);
        dataAt += field.data.length;
      }
    });
  head.writeUInt32BE(next, 2 + fields.length * 12);
  return Buffer.concat([head, ...bodies]);
}

const pointer = (tag: number, offset: number): TiffField => {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(offset, 0);
  return { tag, type: 4, count: 1, data };
};

/**
 * A TIFF of pages of 4 × 2 grey pixels in two strips each, uncompressed; `more` fields go into the first page, a preview of
 * the first page behind the last one. TIFF 6.0, sections 2 to 4.
 */
export function tiffFile(pages: readonly Buffer[], more: readonly TiffField[], preview = false): Uint8Array {
  const number = (tag: number, value: number): TiffField => pointer(tag, value);
  let at = 8;
  const parts: Buffer[] = [Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8])];
  const all = preview ? [...pages, Buffer.from("preview!")] : pages;
  all.forEach((pixels, index) => {
    const long = (values: readonly number[]): Buffer =>
      Buffer.concat(values.map((value) => pointer(0, value).data));
    const fields = (pixelsAt: number): TiffField[] => [
      ...(preview && index === all.length - 1 ? [number(254, 1)] : []),
      number(256, 4),
      number(257, 2),
      number(258, 8),
      number(259, 1),
      number(262, 1),
      { tag: 273, type: 4, count: 2, data: long([pixelsAt, pixelsAt + 4]) },
      number(277, 1),
      number(278, 1),
      { tag: 279, type: 4, count: 2, data: long([4, 4]) },
      ...(index === 0 ? more : []),
    ];
    const size = directory(at, fields(0)).length;
    const next = index === all.length - 1 ? 0 : at + size + pixels.length;
    parts.push(directory(at, fields(at + size), next), pixels);
    at += size + pixels.length;
  });
  return new Uint8Array(Buffer.concat(parts));
}

export interface CameraOptions {
  readonly gps?: boolean;
  readonly emptyGps?: boolean;
  readonly artist?: string;
  readonly serial?: string;
  readonly comment?: string;
  readonly thumbnail?: boolean;
  readonly makeOnly?: boolean;
}

export function exifBlock(options: CameraOptions): Buffer {
  const main: TiffField[] = [];
  if (options.artist !== undefined) main.push(text(0x013b, options.artist));
  if (options.makeOnly) main.push(text(0x010f, "HUAWEI"), text(0x0110, "P60"), text(0x0131, "Photos 1.0"));
  const chunks: Buffer[] = [];
  const mainSize =
    2 +
    (main.length + 3) * 12 +
    4 +
    main.reduce((sum, field) => sum + (field.data.length > 4 ? field.data.length : 0), 0);
  let at = 8 + mainSize;
  const add = (tag: number, fields: readonly TiffField[]): void => {
    const block = directory(at, fields);
    main.push(pointer(tag, at));
    chunks.push(block);
    at += block.length;
  };
  if (options.gps)
    add(0x8825, [
      text(1, "N"),
      rationals(2, [
        [34, 1],
        [48, 1],
        [3672, 100],
      ]),
      text(3, "E"),
      rationals(4, [
        [117, 1],
        [19, 1],
        [2410, 100],
      ]),
    ]);
  if (options.emptyGps) add(0x8825, [{ tag: 0, type: 7, count: 4, data: Buffer.from([2, 3, 0, 0]) }]);
  if (options.serial !== undefined || options.comment !== undefined) {
    const fields: TiffField[] = [];
    if (options.serial !== undefined) fields.push(text(0xa431, options.serial));
    if (options.comment !== undefined) {
      const body = Buffer.from(options.comment, "utf16le").swap16();
      const data = Buffer.concat([Buffer.from("UNICODE\0"), body]);
      fields.push({ tag: 0x9286, type: 7, count: data.length, data });
    }
    add(0x8769, fields);
  }
  let next = 0;
  if (options.thumbnail) {
    const preview = plainJpeg();
    next = at;
    const block = directory(at, [pointer(0x0201, at + 2 + 24 + 4), pointer(0x0202, preview.length)]);
    chunks.push(block, Buffer.from(preview));
  }
  const first = directory(8, main, next);
  // The later blocks were placed for the largest first directory; pad up to it.
  const padded = Buffer.alloc(mainSize);
  first.copy(padded);
  const head = Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8]);
  return Buffer.concat([head, padded, ...chunks]);
}

const frame = Buffer.from([0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x10, 0x00, 0x10, 0x01, 0x01, 0x11, 0x00]);
const scan = Buffer.from([
  0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x12, 0x34, 0xff, 0xd9,
]);

export function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** The markers of a JPEG file around a dummy scan; pixels do not matter to a reader of metadata. */
export function jpegWith(...segments: readonly Uint8Array[]): Uint8Array {
  const jfif = segment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1"));
  return new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, ...segments, frame, scan]));
}

export function plainJpeg(): Uint8Array {
  return jpegWith();
}

export function cameraJpeg(options: CameraOptions): Uint8Array {
  return jpegWith(segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), exifBlock(options)])));
}

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A one-pixel grey PNG with further chunks. `width` and `height` are only said, not drawn. */
export function pngWith(chunks: readonly Uint8Array[], width = 1, height = 1): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk("IHDR", header),
      ...chunks,
      chunk("IDAT", deflateSync(Buffer.from([0, 0]))),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}
