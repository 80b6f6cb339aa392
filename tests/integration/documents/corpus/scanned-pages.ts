import { deflateSync } from "node:zlib";
import { readFileSync } from "node:fs";

import { encodeJpeg } from "../../../../electron/core/documents/image/pixels/encode-jpeg.ts";
import type { Pixels } from "../../../../electron/core/documents/image/pixels/pixels.ts";
import { arithmeticJbig2, jbig2Segment } from "./jbig2-page.ts";
import { pdfFile, type PdfOptions, type PdfSource } from "./pdf-files.ts";
import { taggedPhoto } from "./real-pictures.ts";

/** Pages of 200 × 100 points, so that a picture of as many pixels has one pixel a point. */
export const sheet = { width: 200, height: 100 } as const;

/** A bright page that is another at every place and has no edges. */
export const scene: Pixels = {
  ...sheet,
  data: Uint8Array.from({ length: sheet.width * sheet.height * 4 }, (_unused, at) => {
    const pixel = at >> 2;
    return [100 + ((pixel % 200) >> 1), 120 + Math.floor(pixel / 200), 200, 255][at & 3] ?? 0;
  }),
};

export interface PackedPicture {
  readonly dict: string;
  readonly data: Uint8Array;
  /** What its dictionary refers to, from number 20 on. */
  readonly more?: Readonly<Record<number, PdfSource>>;
  /**
   * The same page in a coding that poppler reads: it misreads MMR inside JBIG2, which Ghostscript reads as we do, and
   * stops at reserved segments of a JPEG.
   */
  readonly like?: PackedPicture;
}

const samples = (components: 1 | 3): Buffer =>
  Buffer.from(scene.data.filter((_value, at) => (at & 3) < components));
const rgb = { dict: "/Width 200/Height 100/ColorSpace/DeviceRGB/BitsPerComponent 8" };

/** Rows behind the Paeth predictor of PNG, as image programs write them. */
function paeth(data: Buffer, rowBytes: number, step: number): Buffer {
  const rows = data.length / rowBytes;
  const out = Buffer.alloc(rows * (rowBytes + 1));
  for (let row = 0; row < rows; row += 1) {
    out[row * (rowBytes + 1)] = 4;
    for (let at = 0; at < rowBytes; at += 1) {
      const left = at >= step ? (data[row * rowBytes + at - step] ?? 0) : 0;
      const up = row > 0 ? (data[(row - 1) * rowBytes + at] ?? 0) : 0;
      const corner = row > 0 && at >= step ? (data[(row - 1) * rowBytes + at - step] ?? 0) : 0;
      const guess = left + up - corner;
      const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
        number,
        number,
        number,
      ];
      const best = byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
      out[row * (rowBytes + 1) + 1 + at] = (data[row * rowBytes + at] ?? 0) - best;
    }
  }
  return out;
}

/** Four bits a pixel into a table of sixteen colours. */
function inTable(): PackedPicture {
  const places = Buffer.alloc((sheet.width / 2) * sheet.height);
  for (let at = 0; at < places.length; at += 1) places[at] = ((at % 13) << 4) | ((at + 5) % 16);
  const table = Buffer.from(Array.from({ length: 48 }, (_unused, at) => 120 + ((at * 37) % 130)));
  return {
    dict: `/Width 200/Height 100/BitsPerComponent 4/ColorSpace[/Indexed/DeviceRGB 15 <${table.toString("hex")}>]/Filter/FlateDecode`,
    data: deflateSync(places),
  };
}

/** The page that Ghostscript wrote as a fax of Group 4 (827 × 1169), without its TIFF. */
const faxSize = { width: 827, height: 1_169 } as const;
export function fax(): Uint8Array {
  const tiff = readFileSync(new URL("../../../fixtures/documents/scans/page-group4.tif", import.meta.url));
  const directory = tiff.readUInt32LE(4);
  const entry = (tag: number): number => {
    for (let at = directory + 2; ; at += 12)
      if (tiff.readUInt16LE(at) === tag) return tiff.readUInt32LE(at + 8);
  };
  return new Uint8Array(tiff.subarray(entry(273), entry(273) + entry(279)));
}

/** A JBIG2 page of one region in MMR coding; `region` as it says it is large. */
export function jbig2(region: { readonly width: number; readonly height: number } = faxSize): Uint8Array {
  const page = Buffer.alloc(19);
  page.writeUInt32BE(faxSize.width, 0);
  page.writeUInt32BE(faxSize.height, 4);
  const head = Buffer.alloc(18);
  head.writeUInt32BE(region.width, 0);
  head.writeUInt32BE(region.height, 4);
  head[17] = 1;
  return Buffer.concat([jbig2Segment(0, 48, page), jbig2Segment(1, 38, Buffer.concat([head, fax()]))]);
}

const bits = `/Width ${faxSize.width}/Height ${faxSize.height}/BitsPerComponent 1`;
const group4 = `/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${faxSize.width}/Rows ${faxSize.height}>>`;

/** Pictures as scanners and office programs pack them into a PDF. */
export const packedPictures: Readonly<Record<string, PackedPicture>> = {
  "a photo of a scanner": {
    dict: `${rgb.dict}/Filter/DCTDecode`,
    data: taggedPhoto(encodeJpeg(scene), { artist: "王秀兰", serial: "SN20077731", gps: true }),
    like: { dict: `${rgb.dict}/Filter/DCTDecode`, data: encodeJpeg(scene) },
  },
  "a photo in two filters": {
    dict: `${rgb.dict}/Filter[/ASCIIHexDecode/DCTDecode]`,
    data: Buffer.from(`${Buffer.from(encodeJpeg(scene)).toString("hex")}>`),
  },
  colours: { dict: `${rgb.dict}/Filter/FlateDecode`, data: deflateSync(samples(3)) },
  "colours behind a predictor": {
    dict: `${rgb.dict}/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns 200>>`,
    data: deflateSync(paeth(samples(3), 600, 3)),
  },
  "greys of a profile": {
    dict: "/Width 200/Height 100/ColorSpace[/ICCBased 20 0 R]/BitsPerComponent 8/Filter/FlateDecode",
    data: deflateSync(samples(1)),
    more: { 20: { dict: "/N 1/Alternate/DeviceGray", data: "PROFILE-OF-A-SCANNER" } },
  },
  "greys turned round": {
    dict: "/Width 200/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1 0]/Filter/FlateDecode",
    data: deflateSync(samples(1).map((value) => 255 - value)),
  },
  "a table of colours": inTable(),
  "a fax": { dict: `${bits}/ColorSpace/DeviceGray${group4}`, data: fax() },
  "a stencil": { dict: `${bits}/ImageMask true${group4}`, data: fax() },
  "a JBIG2 page": {
    dict: `${bits}/ColorSpace/DeviceGray/Filter/JBIG2Decode`,
    data: jbig2(),
    like: { dict: `${bits}/ColorSpace/DeviceGray${group4}`, data: fax() },
  },
  "a JBIG2 page of an encoder": {
    dict: "/Width 200/Height 100/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
    data: arithmeticJbig2(200, 100, (x, y) => ((x * x + 3 * y * y) >> 7) % 5 === 0),
  },
  "colours with a soft mask": {
    dict: `${rgb.dict}/SMask 20 0 R/Filter/FlateDecode`,
    data: deflateSync(samples(3)),
    more: {
      20: {
        dict: "/Type/XObject/Subtype/Image/Width 100/Height 50/ColorSpace/DeviceGray/BitsPerComponent 8",
        data: Buffer.from(Array.from({ length: 5_000 }, (_unused, at) => (at % 100 < 80 ? 255 : 0))),
        packed: true,
      },
    },
  },
};

/** A PDF of one page that is a picture; `content` draws it as Im1, and `others` by the names given with them. */
export function scannedPage(
  picture: PackedPicture,
  content = "q 200 0 0 100 0 0 cm /Im1 Do Q\n",
  options: PdfOptions = {},
  others = "",
): Uint8Array {
  const { dict, data, more } = picture;
  return pdfFile(content, {
    mediaBox: "0 0 200 100",
    ...options,
    resources: `/XObject<</Im1 10 0 R${others}>>${options.resources ?? ""}`,
    objects: {
      10: { dict: `/Type/XObject/Subtype/Image${dict}`, data },
      ...more,
      ...options.objects,
    },
  });
}
