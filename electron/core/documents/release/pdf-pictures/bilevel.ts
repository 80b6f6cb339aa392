import { maxPicturePixels } from "../../../../../shared/domain/item/picture-treatment.ts";
import { u32be, u8 } from "../../containers/bytes.ts";

/** Regions of one picture together, in pictures: more of them is made to cost time. */
const mostRegions = 16;
/** Segments that begin with the size of their region (T.88, 7.3, 7.4.1). */
const withRegion = new Set([4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43]);
const pageSegment = 48;

interface Segment {
  readonly type: number;
  readonly at: number;
  readonly end: number;
}

/** The headers of the segments (T.88, 7.2); undefined where one is cut off or of unknown length. */
function segmentsOf(chunk: Uint8Array): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  let at = 0;
  while (at + 11 <= chunk.length) {
    const number = u32be(chunk, at);
    const flags = u8(chunk, at + 4);
    let referred = u8(chunk, at + 5) >> 5;
    at += 6;
    if (referred === 7) {
      referred = u32be(chunk, at - 1) & 0x1fffffff;
      at += 3 + ((referred + 8) >> 3);
    }
    if (referred > 100_000) return undefined;
    at += referred * (number <= 256 ? 1 : number <= 65_536 ? 2 : 4) + (flags & 0x40 ? 4 : 1);
    if (at + 4 > chunk.length) return undefined;
    const length = u32be(chunk, at);
    at += 4;
    if (length > chunk.length - at) return undefined;
    segments.push({ type: flags & 0x3f, at, end: at + length });
    at += length;
  }
  return segments;
}

/** Whether the page is as large as the picture says, and no region is larger; asked before anything is made room for. */
function fits(chunks: readonly Uint8Array[], width: number, height: number): boolean {
  let area = 0;
  let pages = 0;
  for (const chunk of chunks) {
    const segments = segmentsOf(chunk);
    if (!segments) return false;
    for (const { type, at, end } of segments) {
      const isPage = type === pageSegment;
      if (!isPage && !withRegion.has(type)) continue;
      if (end - at < 17) return false;
      const [wide, high] = [u32be(chunk, at), u32be(chunk, at + 4)];
      if (isPage) {
        pages += 1;
        if (wide !== width || high !== height) return false;
      } else {
        if (wide > width || high > height) return false;
        area += wide * high;
      }
    }
  }
  return pages === 1 && area <= mostRegions * width * height && area <= mostRegions * maxPicturePixels;
}

/**
 * The bits of a JBIG2 picture, one a black pixel, rows in whole bytes; `globals` is what its pages share. Undefined where
 * it is damaged or larger than it says.
 */
export async function jbig2Bits(
  data: Uint8Array,
  globals: Uint8Array | undefined,
  width: number,
  height: number,
): Promise<Uint8Array | undefined> {
  const chunks = globals ? [globals, data] : [data];
  if (!fits(chunks, width, height)) return undefined;
  const { Jbig2Image, VerbosityLevel, setVerbosityLevel } =
    await import("pdfjs-dist/image_decoders/pdf.image_decoders.mjs");
  setVerbosityLevel(VerbosityLevel.ERRORS);
  try {
    const bits = new Jbig2Image().parseChunks(
      chunks.map((chunk) => ({ data: chunk, start: 0, end: chunk.length })),
    );
    if (bits === undefined || bits.length !== ((width + 7) >> 3) * height) return undefined;
    return new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength);
  } catch (error) {
    // The decoder throws errors of its own, and of ranges, at whatever the file does wrong.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** A segment of page 1 that refers to no other. */
function segment(number: number, type: number, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(11);
  head.writeUInt32BE(number, 0);
  head[4] = type;
  head[6] = 1;
  head.writeUInt32BE(data.length, 7);
  return Buffer.concat([head, data]);
}

/**
 * The bits of a picture in the coding of Group 4 fax (T.6), one a black pixel: the same code that JBIG2 calls MMR, so it is
 * read as the only region of such a page.
 */
export function group4Bits(data: Uint8Array, width: number, height: number): Promise<Uint8Array | undefined> {
  const page = Buffer.alloc(19);
  page.writeUInt32BE(width, 0);
  page.writeUInt32BE(height, 4);
  const region = Buffer.alloc(18);
  page.copy(region, 0, 0, 8);
  region[17] = 1;
  return jbig2Bits(
    Buffer.concat([segment(0, pageSegment, page), segment(1, 38, Buffer.concat([region, data]))]),
    undefined,
    width,
    height,
  );
}
