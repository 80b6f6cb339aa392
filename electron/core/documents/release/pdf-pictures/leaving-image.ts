import { deflateSync } from "node:zlib";

import { pngPixels } from "../../image/pixels/png-pixels.ts";
import type { Pixels } from "../../image/pixels/pixels.ts";
import type { PdfFile } from "../../pdf/pdf-file.ts";
import { PdfName, type PdfObject, type PdfStream } from "../../pdf/pdf-objects.ts";
import type { TreatedPicture } from "../pictures/file-pictures.ts";
import { stripImage } from "../strip-image.ts";
import { pixelFilters } from "./pdf-image-pixels.ts";
import { readPdfImage, type PdfImage } from "./pdf-image.ts";

const bare = {
  isStencil: false,
  decode: [],
  interpolate: false,
  parameters: [],
  colourKey: [],
  matte: [],
  softMaskInData: 0,
} as const;

/** Rows of samples, packed behind the difference to the row above where that is shorter (PNG 9.2). */
function packed(
  { width, height }: Pixels,
  bits: 1 | 8,
  components: number,
  sample: (pixel: number, component: number) => number,
): Pick<PdfImage, "width" | "height" | "bits" | "filters" | "parameters" | "data"> {
  const size = { width, height, bits, filters: ["FlateDecode"] };
  if (bits === 1) {
    const rowBytes = (width + 7) >> 3;
    const rows = new Uint8Array(rowBytes * height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        if (sample(y * width + x, 0) !== 0) {
          const at = y * rowBytes + (x >> 3);
          rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
        }
    return { ...size, parameters: [], data: new Uint8Array(deflateSync(rows)) };
  }
  const perRow = width * components;
  const rows = new Uint8Array((perRow + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const to = y * (perRow + 1);
    rows[to] = 2;
    for (let x = 0; x < width; x += 1)
      for (let component = 0; component < components; component += 1) {
        const above = y === 0 ? 0 : sample((y - 1) * width + x, component);
        rows[to + 1 + x * components + component] = sample(y * width + x, component) - above;
      }
  }
  const parameters = new Map<string, PdfObject>([
    ["Predictor", 15],
    ["Colors", components],
    ["Columns", width],
  ]);
  return { ...size, parameters: [parameters], data: new Uint8Array(deflateSync(rows)) };
}

/** Whether all samples of a channel are at one of its ends. */
const isTwoLevel = (data: Uint8Array, channel: number): boolean => {
  for (let at = channel; at < data.length; at += 4) if (data[at] !== 0 && data[at] !== 255) return false;
  return true;
};

function isGrey(data: Uint8Array): boolean {
  for (let at = 0; at < data.length; at += 4)
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  return true;
}

const one = (data: Uint8Array, channel: number) => {
  const bits = isTwoLevel(data, channel) ? 1 : 8;
  return {
    bits,
    sample: (pixel: number): number => {
      const value = data[pixel * 4 + channel] ?? 0;
      return bits === 1 ? value >> 7 : value;
    },
  } as const;
};

/** Pixels as an image of a PDF: of bits or grey where that is all there is, its opacity as a mask of its own. */
function imageOfPixels(pixels: Pixels): PdfImage {
  const { data } = pixels;
  const grey = isGrey(data) ? one(data, 0) : undefined;
  const opacity = one(data, 3);
  const isClear = data.some((value, at) => (at & 3) === 3 && value !== 255);
  return {
    ...bare,
    ...(grey
      ? packed(pixels, grey.bits, 1, grey.sample)
      : packed(pixels, 8, 3, (pixel, component) => data[pixel * 4 + component] ?? 0)),
    colourSpace: new PdfName(grey ? "DeviceGray" : "DeviceRGB"),
    ...(isClear
      ? {
          softMask: {
            ...bare,
            ...packed(pixels, opacity.bits, 1, opacity.sample),
            colourSpace: new PdfName("DeviceGray"),
          },
        }
      : {}),
  };
}

/** A stencil paints where its pixels are opaque; nothing else is told of it. */
const stencilOfPixels = (pixels: Pixels): PdfImage => ({
  ...bare,
  ...packed(pixels, 1, 1, (pixel) => ((pixels.data[pixel * 4 + 3] ?? 0) >= 128 ? 0 : 1)),
  isStencil: true,
  colourSpace: null,
});

/** A picture that was drawn anew, as an image of a PDF: nothing but its pixels. */
export function imageOfTreated(treated: TreatedPicture, isStencil: boolean): PdfImage {
  const { bytes, width, height, format } = treated;
  if (format === "jpeg")
    return {
      ...bare,
      width,
      height,
      bits: 8,
      colourSpace: new PdfName("DeviceRGB"),
      filters: ["DCTDecode"],
      data: bytes,
    };
  const pixels = pngPixels(bytes);
  if (!pixels) throw new Error("a picture that was drawn here cannot be read");
  return isStencil ? stencilOfPixels(pixels) : imageOfPixels(pixels);
}

function unpacked(file: PdfFile, stream: PdfStream, image: PdfImage): PdfImage {
  const first = image.filters.findIndex((name) => pixelFilters.has(name));
  const data = file.data(stream);
  if (first < 0)
    return { ...image, filters: ["FlateDecode"], parameters: [], data: new Uint8Array(deflateSync(data)) };
  const filters = image.filters.slice(first);
  const parameters = image.parameters.slice(first);
  return {
    ...image,
    filters,
    parameters,
    data: filters[0] === "DCTDecode" ? (stripImage(data) ?? data) : data,
  };
}

/** An image nobody decided about as it comes along: how it looks, without anything else of its dictionary or its JPEG. */
export function plainImage(file: PdfFile, stream: PdfStream): PdfImage {
  const image = readPdfImage(file, stream);
  const stencil = file.stream(stream.dict.get("Mask"));
  const soft = file.stream(stream.dict.get("SMask"));
  return {
    ...unpacked(file, stream, image),
    ...(image.stencilMask && stencil ? { stencilMask: unpacked(file, stencil, image.stencilMask) } : {}),
    ...(image.softMask && soft ? { softMask: unpacked(file, soft, image.softMask) } : {}),
  };
}
