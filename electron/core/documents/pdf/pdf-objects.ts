/** Objects of ISO 32000-2, 7.3. Strings stay bytes: what they mean depends on where they stand. */
export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export class PdfRef {
  readonly number: number;
  readonly generation: number;
  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

export class PdfString {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** An operator of a content stream, or a keyword such as `endobj`. */
export class PdfKeyword {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
}

export class PdfStream {
  readonly dict: PdfDict;
  /** As stored: encrypted and filtered. */
  readonly raw: Uint8Array;
  /** The object it is, for decryption; 0 for streams without a number. */
  readonly number: number;
  readonly generation: number;
  constructor(dict: PdfDict, raw: Uint8Array, number: number, generation: number) {
    this.dict = dict;
    this.raw = raw;
    this.number = number;
    this.generation = generation;
  }
}

export type PdfDict = ReadonlyMap<string, PdfObject>;
export type PdfArray = readonly PdfObject[];
export type PdfObject =
  | PdfName
  | PdfRef
  | PdfString
  | PdfKeyword
  | PdfStream
  | PdfDict
  | PdfArray
  | number
  | boolean
  | null;

export function isDict(value: PdfObject | undefined): value is PdfDict {
  return value instanceof Map;
}

export function isArray(value: PdfObject | undefined): value is PdfArray {
  return Array.isArray(value);
}

/** A dictionary and all that stand within it themselves, not by reference: an action is mostly written where it is used. */
export function* dictsWithin(object: PdfObject | undefined): Generator<PdfDict> {
  if (object instanceof PdfStream) yield* dictsWithin(object.dict);
  else if (isArray(object)) for (const item of object) yield* dictsWithin(item);
  else if (isDict(object)) {
    yield object;
    for (const value of object.values()) yield* dictsWithin(value);
  }
}

/** Names as text; undefined for anything else. */
export function nameOf(value: PdfObject | undefined): string | undefined {
  return value instanceof PdfName ? value.name : undefined;
}

const utf16be = new TextDecoder("utf-16be");
const utf16le = new TextDecoder("utf-16le");
const utf8 = new TextDecoder("utf-8");
const gb18030 = new TextDecoder("gb18030");

/** PDFDocEncoding above ASCII (annex D.3) where it differs from ISO 8859-1. */
const docEncoding: Readonly<Record<number, string>> = {
  0x18: "\u02d8",
  0x19: "\u02c7",
  0x1a: "\u02c6",
  0x1b: "\u02d9",
  0x1c: "\u02dd",
  0x1d: "\u02db",
  0x1e: "\u02da",
  0x1f: "\u02dc",
  0x80: "\u2022",
  0x81: "\u2020",
  0x82: "\u2021",
  0x83: "\u2026",
  0x84: "\u2014",
  0x85: "\u2013",
  0x86: "\u0192",
  0x87: "\u2044",
  0x88: "\u2039",
  0x89: "\u203a",
  0x8a: "\u2212",
  0x8b: "\u2030",
  0x8c: "\u201e",
  0x8d: "\u201c",
  0x8e: "\u201d",
  0x8f: "\u2018",
  0x90: "\u2019",
  0x91: "\u201a",
  0x92: "\u2122",
  0x93: "\ufb01",
  0x94: "\ufb02",
  0x95: "\u0141",
  0x96: "\u0152",
  0x97: "\u0160",
  0x98: "\u0178",
  0x99: "\u017d",
  0x9a: "\u0131",
  0x9b: "\u0142",
  0x9c: "\u0153",
  0x9d: "\u0161",
  0x9e: "\u017e",
  0xa0: "\u20ac",
};

/**
 * A text string (7.9.2.2): UTF-16 or UTF-8 by mark, else PDFDocEncoding; many Chinese programs write GBK bytes
 * instead, which shows by pairs of high bytes.
 */
export function textString(value: PdfObject | undefined): string {
  if (value instanceof PdfName) return value.name;
  if (!(value instanceof PdfString)) return "";
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return stripLanguage(utf16be.decode(bytes));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return stripLanguage(utf16le.decode(bytes));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8.decode(bytes);
  if (isGbk(bytes)) return gb18030.decode(bytes);
  let text = "";
  for (const byte of bytes) text += docEncoding[byte] ?? String.fromCharCode(byte);
  return text;
}

function stripLanguage(text: string): string {
  return text.replaceAll(/\u001b[^\u001b]*\u001b/gu, "");
}

function isGbk(bytes: Uint8Array): boolean {
  let pairs = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const next = bytes[at + 1] ?? 0;
    if (byte === 0x80 || byte === 0xff || next < 0x40 || next === 0x7f || next === 0xff) return false;
    if (byte >= 0xb0 && byte <= 0xf7 && next >= 0xa1) pairs += 1;
    at += 1;
  }
  return pairs > 0;
}
