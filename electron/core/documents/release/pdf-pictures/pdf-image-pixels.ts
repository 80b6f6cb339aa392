import {
  maxPicturePixels,
  maxPictureSide,
  type UnusablePicture,
} from "../../../../../shared/domain/item/picture-treatment.ts";
import { decodePicture, pictureSize, type DecodedPicture } from "../../image/pixels/decode-picture.ts";
import type { Pixels } from "../../image/pixels/pixels.ts";
import { stripImage } from "../strip-image.ts";
import { readColourSpace } from "../../pdf/pdf-colour.ts";
import type { PdfFile } from "../../pdf/pdf-file.ts";
import { isArray, type PdfDict, type PdfStream } from "../../pdf/pdf-objects.ts";
import { group4Bits, jbig2Bits } from "./bilevel.ts";
import { readPdfImage, type PdfImage } from "./pdf-image.ts";

type Undecodable = Extract<DecodedPicture, { ok: false }>["reason"];

export const pixelFilters = new Set(["DCTDecode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode"]);
const plainFilter = /^(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|FlateDecode|RunLengthDecode|Crypt)$/u;

/** The filter that packs pixels, with its parameters; undefined where the samples lie open behind the others. */
function pixelFilter(
  file: PdfFile,
  image: PdfImage,
): { readonly name: string; readonly own?: PdfDict } | undefined {
  const at = image.filters.findIndex((name) => pixelFilters.has(name));
  if (at < 0) return undefined;
  const own = file.dict(image.parameters[at]);
  return { name: image.filters[at] ?? "", ...(own ? { own } : {}) };
}

const isGroup4 = (file: PdfFile, own: PdfDict | undefined, width: number): boolean =>
  own !== undefined &&
  (file.number(own.get("K")) ?? 0) < 0 &&
  (file.number(own.get("Columns")) ?? 1_728) === width &&
  file.resolve(own.get("EncodedByteAlign")) !== true;

interface Size {
  readonly width: number;
  readonly height: number;
}

const tooLarge = ({ width, height }: Size): boolean =>
  width > maxPictureSide || height > maxPictureSide || width * height > maxPicturePixels;

/** Size of an image as it is decoded, told from its head alone; or why nobody is asked about it. */
export function sizeOfPdfImage(
  file: PdfFile,
  stream: PdfStream,
  image: PdfImage,
): (Size & { readonly ok: true }) | { readonly ok: false; readonly reason: UnusablePicture } {
  const packed = pixelFilter(file, image);
  const mayBeDecoded =
    image.filters.every((name) => plainFilter.test(name) || name === packed?.name) &&
    packed?.name !== "JPXDecode" &&
    (packed?.name !== "CCITTFaxDecode" || isGroup4(file, packed.own, image.width)) &&
    (packed?.name !== "JBIG2Decode" || image.bits === 1) &&
    (packed?.name === "DCTDecode"
      ? readColourSpace(file, image.colourSpace, undefined).components !== 4
      : image.isStencil || coloursOf(file, image) !== undefined) &&
    [image.stencilMask, image.softMask].every(
      (mask) => mask === undefined || pixelFilter(file, mask)?.name !== "JPXDecode",
    );
  if (!mayBeDecoded) return { ok: false, reason: "coding" };
  let own: Size = image;
  if (packed?.name === "DCTDecode") {
    const told = pictureSize(file.data(stream));
    if (!told.ok) return told;
    own = told;
  }
  if (own.width < 1 || own.height < 1) return { ok: false, reason: "damaged" };
  const width = Math.max(own.width, image.stencilMask?.width ?? 0, image.softMask?.width ?? 0);
  const height = Math.max(own.height, image.stencilMask?.height ?? 0, image.softMask?.height ?? 0);
  return tooLarge({ width, height }) ? { ok: false, reason: "too-large" } : { ok: true, width, height };
}

/** What its samples mean: the components of each, and red, green and blue of one component or as they are of three. */
function coloursOf(
  file: PdfFile,
  image: PdfImage,
): { readonly components: 1; readonly ramp: Uint8Array } | { readonly components: 3 } | undefined {
  const { bits, decode } = image;
  if (![1, 2, 4, 8, 16].includes(bits)) return undefined;
  const kind = isArray(image.colourSpace) ? file.name(image.colourSpace[0]) : undefined;
  const space = readColourSpace(file, image.colourSpace, undefined);
  if (space.components === 3) return kind === "Lab" || kind === "DeviceN" ? undefined : { components: 3 };
  if (space.components !== 1) return undefined;
  const isIndexed = kind === "Indexed" || kind === "I";
  const levels = 2 ** Math.min(bits, 8);
  const [least = 0, most = isIndexed ? levels - 1 : 1] = decode;
  const ramp = new Uint8Array(levels * 3);
  let last: readonly number[] = [0, 0, 0];
  for (let level = 0; level < levels; level += 1) {
    const colour = space.toRgb([least + (level * (most - least)) / (levels - 1)]);
    // Places behind the end of a table show its last colour; a colour nobody can tell is no colour to decide about.
    if (colour === "unknown" && !(isIndexed && level > 0)) return undefined;
    if (colour !== "unknown") last = colour;
    ramp.set(last, level * 3);
  }
  return { components: 1, ramp };
}

/** One sample after another of rows that begin at whole bytes; what is cut off is 0. */
function* rowsOf(
  data: Uint8Array,
  { width, height }: Size,
  components: number,
  bits: number,
): Generator<readonly [number, Uint8Array]> {
  const perRow = width * components;
  const rowBytes = Math.ceil((perRow * bits) / 8);
  const samples = new Uint8Array(perRow);
  const most = 2 ** Math.min(bits, 8) - 1;
  for (let row = 0; row < height; row += 1) {
    const from = row * rowBytes;
    for (let index = 0; index < perRow; index += 1) {
      if (bits === 8) samples[index] = data[from + index] ?? 0;
      else if (bits === 16) samples[index] = data[from + index * 2] ?? 0;
      else {
        const bit = index * bits;
        samples[index] = ((data[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & most;
      }
    }
    yield [row, samples];
  }
}

/** The samples of an image that no lossy filter packs; undefined where they cannot be unpacked. */
async function openSamples(
  file: PdfFile,
  stream: PdfStream,
  image: PdfImage,
): Promise<Uint8Array | undefined> {
  const data = file.data(stream);
  const packed = pixelFilter(file, image);
  if (!packed) return data.length > 0 ? data : undefined;
  const { width, height } = image;
  if (packed.name === "CCITTFaxDecode") {
    if (!isGroup4(file, packed.own, width)) return undefined;
    const bits = await group4Bits(data, width, height);
    const blackIsOne = file.resolve(packed.own?.get("BlackIs1")) === true;
    return blackIsOne ? bits : bits?.map((byte) => byte ^ 0xff);
  }
  if (packed.name !== "JBIG2Decode") return undefined;
  const globals = file.stream(packed.own?.get("JBIG2Globals"));
  const bits = await jbig2Bits(data, globals && file.data(globals), width, height);
  return bits?.map((byte) => byte ^ 0xff);
}

async function stencilPixels(file: PdfFile, stream: PdfStream, image: PdfImage): Promise<Pixels | undefined> {
  const samples = await openSamples(file, stream, image);
  if (!samples) return undefined;
  const { width, height } = image;
  const paints = (image.decode[0] ?? 0) > (image.decode[1] ?? 1) ? 1 : 0;
  const data = new Uint8Array(width * height * 4);
  for (const [row, line] of rowsOf(samples, image, 1, 1))
    for (let x = 0; x < width; x += 1) if (line[x] === paints) data[(row * width + x) * 4 + 3] = 255;
  return { width, height, data };
}

async function jpegOfPdf(file: PdfFile, stream: PdfStream, image: PdfImage): Promise<Pixels | undefined> {
  const bytes = file.data(stream);
  // The decoder stops at segments that mean nothing to it.
  const decoded = await decodePicture(stripImage(bytes) ?? bytes);
  if (!decoded.ok || decoded.format !== "jpeg") return undefined;
  const { data } = decoded.pixels;
  if ((image.decode[0] ?? 0) > (image.decode[1] ?? 1))
    for (let at = 0; at < data.length; at += 1) if ((at & 3) !== 3) data[at] = 255 - (data[at] ?? 0);
  return decoded.pixels;
}

async function colourPixels(file: PdfFile, stream: PdfStream, image: PdfImage): Promise<Pixels | undefined> {
  if (pixelFilter(file, image)?.name === "DCTDecode") return jpegOfPdf(file, stream, image);
  const colours = coloursOf(file, image);
  const samples = colours && (await openSamples(file, stream, image));
  if (!colours || !samples) return undefined;
  const { width, height, bits, decode, colourKey } = image;
  const data = new Uint8Array(width * height * 4);
  const most = 2 ** Math.min(bits, 8) - 1;
  const { components } = colours;
  const shift = bits === 16 ? 256 : 1;
  const levels = Array.from({ length: components === 3 ? 3 : 0 }, (_unused, component) => {
    const [from = 0, to = 1] = decode.slice(component * 2, component * 2 + 2);
    return Uint8ClampedArray.from({ length: most + 1 }, (_none, level) =>
      Math.round((from + (level * (to - from)) / most) * 255),
    );
  });
  const [red, green, blue] = levels;
  for (const [row, line] of rowsOf(samples, image, components, bits))
    for (let x = 0; x < width; x += 1) {
      const out = (row * width + x) * 4;
      const first = x * components;
      if (colours.components === 1) {
        const at = (line[first] ?? 0) * 3;
        data[out] = colours.ramp[at] ?? 0;
        data[out + 1] = colours.ramp[at + 1] ?? 0;
        data[out + 2] = colours.ramp[at + 2] ?? 0;
      } else {
        data[out] = red?.[line[first] ?? 0] ?? 0;
        data[out + 1] = green?.[line[first + 1] ?? 0] ?? 0;
        data[out + 2] = blue?.[line[first + 2] ?? 0] ?? 0;
      }
      let isKey = colourKey.length >= components * 2;
      for (let component = 0; isKey && component < components; component += 1) {
        const value = (line[first + component] ?? 0) * shift;
        isKey = value >= (colourKey[component * 2] ?? 0) && value <= (colourKey[component * 2 + 1] ?? 0);
      }
      data[out + 3] = isKey ? 0 : 255;
    }
  return { width, height, data };
}

/** A picture at another size, each pixel that of the nearest place. */
function stretched({ width, height, data }: Pixels, to: Size): Pixels {
  if (width === to.width && height === to.height) return { width, height, data };
  const out = new Uint8Array(to.width * to.height * 4);
  for (let y = 0; y < to.height; y += 1) {
    const row = Math.floor((y * height) / to.height) * width;
    for (let x = 0; x < to.width; x += 1) {
      const from = (row + Math.floor((x * width) / to.width)) * 4;
      const at = (y * to.width + x) * 4;
      out[at] = data[from] ?? 0;
      out[at + 1] = data[from + 1] ?? 0;
      out[at + 2] = data[from + 2] ?? 0;
      out[at + 3] = data[from + 3] ?? 0;
    }
  }
  return { width: to.width, height: to.height, data: out };
}

/** How opaque a mask makes each pixel: a soft one by its brightness, a stencil where it does not mask out (8.9.6.3). */
async function opacities(file: PdfFile, stream: PdfStream, isSoft: boolean): Promise<Pixels | undefined> {
  const image = readPdfImage(file, stream, true);
  if (tooLarge(image) || image.width < 1 || image.height < 1) return undefined;
  return isSoft ? colourPixels(file, stream, image) : stencilPixels(file, stream, image);
}

/**
 * An image of a PDF as its pixels, with its masks: at the size of the finest of them, so that writing cut out by a mask
 * stays sharp. What its colours are in print is not told; those of a screen are.
 */
export async function pixelsOfPdfImage(file: PdfFile, stream: PdfStream): Promise<DecodedPicture> {
  const image = readPdfImage(file, stream);
  const size = sizeOfPdfImage(file, stream, image);
  const failed = (reason: Undecodable): DecodedPicture => ({ ok: false, reason });
  if (!size.ok)
    return failed(
      size.reason === "too-large" ? "too-large" : size.reason === "damaged" ? "damaged" : "unknown-format",
    );
  const own = image.isStencil
    ? await stencilPixels(file, stream, image)
    : await colourPixels(file, stream, image);
  if (!own) return failed("damaged");
  const isPhoto = pixelFilter(file, image)?.name === "DCTDecode";
  const soft = file.stream(stream.dict.get("SMask"));
  const stencil = file.stream(stream.dict.get("Mask"));
  const maskStream = image.isStencil ? undefined : (soft ?? stencil);
  if (!maskStream) return { ok: true, format: isPhoto ? "jpeg" : "png", pixels: own };
  const mask = await opacities(file, maskStream, soft !== undefined);
  if (!mask) return failed("damaged");
  const pixels = stretched(own, size);
  const over = stretched(mask, size);
  for (let at = 0; at < pixels.data.length; at += 4)
    pixels.data[at + 3] = (soft ? over.data[at] : over.data[at + 3]) ?? 0;
  return { ok: true, format: "png", pixels };
}
