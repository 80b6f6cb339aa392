import { createHash } from "node:crypto";

import { refuse } from "../../reading/refusal.ts";
import type { PdfFile } from "../../pdf/pdf-file.ts";
import {
  isArray,
  isDict,
  PdfKeyword,
  PdfName,
  PdfString,
  PdfStream,
  type PdfDict,
  type PdfObject,
} from "../../pdf/pdf-objects.ts";

/** An image of a PDF by what decides how it looks, and nothing else that stands in its dictionary. */
export interface PdfImage {
  readonly width: number;
  readonly height: number;
  /** 1 where it is a stencil: places to paint in the colour at hand (8.9.6.2). */
  readonly isStencil: boolean;
  readonly bits: number;
  readonly colourSpace: PdfObject;
  /** Empty where it is the usual one. */
  readonly decode: readonly number[];
  readonly interpolate: boolean;
  readonly filters: readonly string[];
  /** One a filter, or none at all. */
  readonly parameters: readonly PdfObject[];
  /** Ranges of colours that are not painted. */
  readonly colourKey: readonly number[];
  readonly stencilMask?: PdfImage;
  readonly softMask?: PdfImage;
  readonly matte: readonly number[];
  /** Of JPEG 2000: its opacity lies in its own data. */
  readonly softMaskInData: number;
  /** As the filters left it. */
  readonly data: Uint8Array;
}

/** As it is written into a new file. */
const rounded = (value: number): number => Number(value.toFixed(6));

const numbers = (file: PdfFile, value: PdfObject | undefined): readonly number[] =>
  file.array(value).map((item) => rounded(file.number(item) ?? 0));

/** Short names of filters stand for the long ones (table 92). */
const longFilters: Readonly<Record<string, string>> = {
  AHx: "ASCIIHexDecode",
  A85: "ASCII85Decode",
  LZW: "LZWDecode",
  Fl: "FlateDecode",
  RL: "RunLengthDecode",
  CCF: "CCITTFaxDecode",
  DCT: "DCTDecode",
};

export const isImage = (file: PdfFile, object: PdfObject | undefined): object is PdfStream =>
  object instanceof PdfStream && file.name(object.dict.get("Subtype")) === "Image";

/** Reads an image with its masks; a mask of a mask has no meaning. */
export function readPdfImage(file: PdfFile, stream: PdfStream, isMask = false): PdfImage {
  const { dict } = stream;
  const filters = file.filters(stream).map((name) => longFilters[name] ?? name);
  const given = file.resolve(dict.get("DecodeParms") ?? dict.get("DP"));
  const parameters = isArray(given) ? given.map((item) => file.resolve(item)) : isDict(given) ? [given] : [];
  const mask = file.resolve(dict.get("Mask"));
  const stencilMask = !isMask && mask instanceof PdfStream ? readPdfImage(file, mask, true) : undefined;
  const soft = isMask ? undefined : file.stream(dict.get("SMask"));
  return {
    width: file.number(dict.get("Width")) ?? 0,
    height: file.number(dict.get("Height")) ?? 0,
    isStencil: file.resolve(dict.get("ImageMask")) === true,
    bits: file.number(dict.get("BitsPerComponent")) ?? (filters.includes("DCTDecode") ? 8 : 1),
    colourSpace: file.resolve(dict.get("ColorSpace")),
    decode: numbers(file, dict.get("Decode")),
    interpolate: file.resolve(dict.get("Interpolate")) === true,
    filters,
    parameters: parameters.some((item) => item !== null) ? parameters : [],
    colourKey: isMask ? [] : numbers(file, mask),
    ...(stencilMask ? { stencilMask } : {}),
    ...(soft ? { softMask: readPdfImage(file, soft, true) } : {}),
    matte: numbers(file, dict.get("Matte")),
    softMaskInData: file.number(dict.get("SMaskInData")) ?? 0,
    data: file.stored(stream) ?? stream.raw,
  };
}

/** The streams that are masks of an image, and no pictures by themselves. */
export function masksOf(file: PdfFile, image: PdfStream): readonly PdfStream[] {
  return [image.dict.get("Mask"), image.dict.get("SMask")].flatMap((value) => file.stream(value) ?? []);
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A value written one way only, whatever file it stands in: streams by what is in them. */
function canonical(file: PdfFile | undefined, value: PdfObject | undefined, depth = 0): string {
  if (depth > 12) refuse("hostile", "pdf-image-depth");
  const object = file ? file.resolve(value) : (value ?? null);
  file?.budget.spendOperation();
  if (object instanceof PdfStream)
    return `stream(${file ? sha256(file.data(object)) : ""} ${canonical(file, object.dict.get("N"), depth + 1)})`;
  if (object instanceof PdfName) return `/${object.name}`;
  if (object instanceof PdfString) return `<${Buffer.from(object.bytes).toString("hex")}>`;
  if (object instanceof PdfKeyword) return object.word;
  if (isArray(object)) return `[${object.map((item) => canonical(file, item, depth + 1)).join(" ")}]`;
  if (isDict(object)) return canonicalDict(file, object, depth);
  return JSON.stringify(typeof object === "number" ? rounded(object) : object);
}

function canonicalDict(file: PdfFile | undefined, dict: PdfDict, depth: number): string {
  const entries = [...dict].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `<<${entries.map(([key, value]) => `${key} ${canonical(file, value, depth + 1)}`).join(" ")}>>`;
}

/** Which image it is: the same for equal images of whatever file. `file` holds what its values refer to. */
export function digestOfPdfImage(file: PdfFile | undefined, image: PdfImage): string {
  const { data, colourSpace, parameters, stencilMask, softMask, ...rest } = image;
  return sha256(
    Buffer.from(
      JSON.stringify([
        Object.entries(rest).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        canonical(file, colourSpace),
        parameters.map((item) => canonical(file, item)),
        stencilMask ? digestOfPdfImage(file, stencilMask) : null,
        softMask ? digestOfPdfImage(file, softMask) : null,
        sha256(data),
      ]),
    ),
  );
}

/** Its dictionary in a new file, without the masks, which are objects of their own there. */
export function dictOfPdfImage(
  image: PdfImage,
  copy: (value: PdfObject) => PdfObject,
): Map<string, PdfObject> {
  const dict = new Map<string, PdfObject>([
    ["Type", new PdfName("XObject")],
    ["Subtype", new PdfName("Image")],
    ["Width", image.width],
    ["Height", image.height],
  ]);
  // Samples of JPEG 2000 say by themselves how many bits they have.
  if (!image.filters.includes("JPXDecode")) dict.set("BitsPerComponent", image.bits);
  if (image.softMaskInData > 0) dict.set("SMaskInData", image.softMaskInData);
  if (image.isStencil) dict.set("ImageMask", true);
  if (image.colourSpace !== null) dict.set("ColorSpace", copy(image.colourSpace));
  if (image.decode.length > 0) dict.set("Decode", image.decode);
  if (image.interpolate) dict.set("Interpolate", true);
  if (image.colourKey.length > 0) dict.set("Mask", image.colourKey);
  if (image.matte.length > 0) dict.set("Matte", image.matte);
  dict.set(
    "Filter",
    image.filters.map((name) => new PdfName(name)),
  );
  if (image.parameters.length > 0) dict.set("DecodeParms", image.parameters.map(copy));
  return dict;
}
