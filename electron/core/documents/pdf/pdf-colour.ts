import type { PdfFile } from "./pdf-file.ts";
import { isArray, isDict, nameOf, PdfStream, type PdfDict, type PdfObject } from "./pdf-objects.ts";

export type PdfRgb = readonly [number, number, number];

/** What is painted with: a colour, or something that cannot be told (pattern, unknown space). */
export type PdfPaint = PdfRgb | "unknown";

export interface ColourSpace {
  readonly components: number;
  toRgb(values: readonly number[]): PdfPaint;
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value * 255)));

export const grayRgb = (gray: number): PdfRgb => [clamp(gray), clamp(gray), clamp(gray)];
export const rgbRgb = (r: number, g: number, b: number): PdfRgb => [clamp(r), clamp(g), clamp(b)];
export const cmykRgb = (c: number, m: number, y: number, k: number): PdfRgb => [
  clamp((1 - c) * (1 - k)),
  clamp((1 - m) * (1 - k)),
  clamp((1 - y) * (1 - k)),
];

const gray: ColourSpace = { components: 1, toRgb: ([v = 0]) => grayRgb(v) };
const rgb: ColourSpace = { components: 3, toRgb: ([r = 0, g = 0, b = 0]) => rgbRgb(r, g, b) };
const cmyk: ColourSpace = { components: 4, toRgb: ([c = 0, m = 0, y = 0, k = 0]) => cmykRgb(c, m, y, k) };
const unknown: ColourSpace = { components: 0, toRgb: () => "unknown" };

/** Reads a colour space (8.6) closely enough to tell ink from paper. */
export function readColourSpace(
  file: PdfFile,
  value: PdfObject | undefined,
  resources: PdfDict | undefined,
  depth = 0,
): ColourSpace {
  if (depth > 8) return unknown;
  const object = file.resolve(value);
  const name = nameOf(object);
  if (name !== undefined) {
    if (name === "DeviceGray" || name === "G" || name === "CalGray") return gray;
    if (name === "DeviceRGB" || name === "RGB" || name === "CalRGB") return rgb;
    if (name === "DeviceCMYK" || name === "CMYK") return cmyk;
    if (name === "Pattern") return unknown;
    const own = file.dict(resources?.get("ColorSpace"))?.get(name);
    return own === undefined ? unknown : readColourSpace(file, own, undefined, depth + 1);
  }
  if (!isArray(object)) return unknown;
  const kind = file.name(object[0]);
  if (kind === "ICCBased") {
    const profile = file.dict(object[1]);
    const components = file.number(profile?.get("N"));
    return components === 1 ? gray : components === 4 ? cmyk : components === 3 ? rgb : unknown;
  }
  if (kind === "CalRGB" || kind === "DeviceRGB") return rgb;
  if (kind === "CalGray" || kind === "DeviceGray") return gray;
  if (kind === "DeviceCMYK") return cmyk;
  if (kind === "Lab")
    return { components: 3, toRgb: ([l = 0]) => grayRgb(Math.max(0, Math.min(1, l / 100))) };
  if (kind === "Indexed" || kind === "I") return indexed(file, object, resources, depth);
  if (kind === "Separation" || kind === "DeviceN") {
    const count = kind === "Separation" ? 1 : file.array(object[1]).length;
    const alternate = readColourSpace(file, object[2], resources, depth + 1);
    const transform = tintFunction(file, object[3]);
    const none = kind === "Separation" && file.name(object[1]) === "None";
    return {
      components: count,
      toRgb: (values) => {
        if (none) return "unknown";
        const mapped = transform?.(values);
        // Without ink the paper shows, whatever the alternate space.
        if (!mapped) return values.every((component) => component === 0) ? [255, 255, 255] : "unknown";
        return alternate.toRgb(mapped);
      },
    };
  }
  return unknown;
}

function indexed(
  file: PdfFile,
  object: readonly PdfObject[],
  resources: PdfDict | undefined,
  depth: number,
): ColourSpace {
  const base = readColourSpace(file, object[1], resources, depth + 1);
  const table = file.resolve(object[3]);
  const bytes =
    table instanceof PdfStream
      ? file.data(table)
      : table !== null && typeof table === "object" && "bytes" in table
        ? table.bytes
        : new Uint8Array(0);
  return {
    components: 1,
    toRgb: ([index = 0]) => {
      const start = Math.round(index) * base.components;
      if (base.components === 0 || start + base.components > bytes.length) return "unknown";
      return base.toRgb(Array.from(bytes.subarray(start, start + base.components), (byte) => byte / 255));
    },
  };
}

/** Exponential and sampled tint transforms at their ends; stitching and calculator functions are not told. */
function tintFunction(
  file: PdfFile,
  value: PdfObject | undefined,
): ((values: readonly number[]) => readonly number[] | undefined) | undefined {
  const object = file.resolve(value);
  const dict = object instanceof PdfStream ? object.dict : isDict(object) ? object : undefined;
  const type = file.number(dict?.get("FunctionType"));
  if (type === 2) {
    const zero = file.array(dict?.get("C0")).map((item) => file.number(item) ?? 0);
    const one = file.array(dict?.get("C1")).map((item) => file.number(item) ?? 0);
    const exponent = file.number(dict?.get("N")) ?? 1;
    const from = zero.length > 0 ? zero : [0];
    const to = one.length > 0 ? one : [1];
    return ([t = 0]) => from.map((start, index) => start + t ** exponent * ((to[index] ?? 0) - start));
  }
  if (type === 0 && object instanceof PdfStream && file.number(dict?.get("BitsPerSample")) === 8) {
    const size = file.array(dict?.get("Size")).map((item) => file.number(item) ?? 1);
    const outputs = file.array(dict?.get("Range")).length / 2;
    const data = file.data(object);
    return (values) => {
      let index = 0;
      let stride = 1;
      values.forEach((component, axis) => {
        const length = size[axis] ?? 1;
        index += Math.round(Math.max(0, Math.min(1, component)) * (length - 1)) * stride;
        stride *= length;
      });
      if ((index + 1) * outputs > data.length) return undefined;
      return Array.from(data.subarray(index * outputs, (index + 1) * outputs), (byte) => byte / 255);
    };
  }
  return undefined;
}
