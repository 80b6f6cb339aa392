import type { PdfFile } from "./pdf-file.ts";
import type { PdfLexer } from "./pdf-lexer.ts";
import { isArray, PdfKeyword, PdfName, PdfStream, type PdfDict, type PdfObject } from "./pdf-objects.ts";

/** The short keys of inline images (8.9.7, table 91) stand for the long ones. */
const longKeys = [
  ["IM", "ImageMask"],
  ["W", "Width"],
  ["H", "Height"],
  ["BPC", "BitsPerComponent"],
  ["CS", "ColorSpace"],
  ["F", "Filter"],
  ["D", "Decode"],
  ["DP", "DecodeParms"],
  ["I", "Interpolate"],
] as const;

/** So do the short names of colour spaces (table 92). */
const longSpaces: Readonly<Record<string, string>> = {
  G: "DeviceGray",
  RGB: "DeviceRGB",
  CMYK: "DeviceCMYK",
  I: "Indexed",
};

const isBlank = (byte: number | undefined): boolean =>
  byte === undefined || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The colour space as a picture of its own names it: in full, and not by a name of the page's resources. */
function ownSpace(file: PdfFile, value: PdfObject, resources: PdfDict | undefined): PdfObject {
  if (value instanceof PdfName) {
    const named = file.dict(resources?.get("ColorSpace"))?.get(value.name);
    return named ?? new PdfName(longSpaces[value.name] ?? value.name);
  }
  if (!isArray(value)) return value;
  return value.map((item) =>
    item instanceof PdfName ? new PdfName(longSpaces[item.name] ?? item.name) : item,
  );
}

/** Reads the picture behind a BI, up to its EI that stands alone between blanks, as a picture of its own. */
export function readInlineImage(file: PdfFile, lexer: PdfLexer, resources: PdfDict | undefined): PdfStream {
  const dict = new Map<string, PdfObject>();
  for (let key = lexer.next(false); key !== undefined; key = lexer.next(false)) {
    if (key instanceof PdfKeyword) {
      if (key.word === "ID") break;
      continue;
    }
    const value = lexer.next(false);
    if (key instanceof PdfName && value !== undefined) dict.set(key.name, value);
  }
  const { bytes } = lexer;
  let at = lexer.at + 1;
  while (at + 2 < lexer.end) {
    const isMark = bytes[at] === 0x45 && bytes[at + 1] === 0x49;
    if (isMark && isBlank(bytes[at - 1]) && (at + 2 >= lexer.end || isBlank(bytes[at + 2]))) break;
    at += 1;
  }
  const data = bytes.subarray(Math.min(lexer.at + 1, at), Math.max(lexer.at + 1, at - 1));
  lexer.at = Math.min(lexer.end, at + 2);
  for (const [short, long] of longKeys) {
    const value = dict.get(short);
    if (value === undefined) continue;
    dict.delete(short);
    if (!dict.has(long)) dict.set(long, value);
  }
  const space = dict.get("ColorSpace");
  if (space !== undefined) dict.set("ColorSpace", ownSpace(file, space, resources));
  dict.set("Subtype", new PdfName("Image"));
  return new PdfStream(dict, data, 0, 0);
}
