import { CharacterMap } from "./character-map.ts";
import { glyphText } from "./glyph-names.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isArray, nameOf, PdfName, PdfStream, type PdfDict } from "./pdf-objects.ts";
import { unifyForms } from "../../../../shared/domain/screening/radical-forms.ts";

export interface PdfGlyph {
  /** "" when the font does not tell what it stands for. */
  readonly text: string;
  /** Advance in thousandths of the font size; along the line, also for vertical writing. */
  readonly width: number;
  /** Word spacing applies: the one-byte code 32 (9.3.3). */
  readonly isSpace: boolean;
  /** How many bytes of the string it takes. */
  readonly bytes: number;
}

interface CodeSet {
  /** Splits bytes and says what they mean by the encoding alone. */
  read(
    bytes: Uint8Array,
  ): readonly { readonly code: number; readonly bytes: number; readonly text: string | undefined }[];
}

function decoderSet(label: string, lengthOf: (first: number, second: number) => number): CodeSet {
  const decoder = new TextDecoder(label);
  return {
    read(bytes) {
      const codes: { code: number; bytes: number; text: string | undefined }[] = [];
      for (let at = 0; at < bytes.length;) {
        const length = Math.min(lengthOf(bytes[at] ?? 0, bytes[at + 1] ?? 0), bytes.length - at);
        const piece = bytes.subarray(at, at + length);
        let code = 0;
        for (const byte of piece) code = code * 256 + byte;
        codes.push({ code, bytes: length, text: decoder.decode(piece) });
        at += length;
      }
      return codes;
    },
  };
}

const gbLength = (first: number, second: number): number =>
  first < 0x81 ? 1 : second >= 0x30 && second <= 0x39 ? 4 : 2;

/** Predefined CMaps whose codes are characters of a known encoding (9.7.5.2). */
function predefinedSet(name: string): CodeSet | undefined {
  if (/^Uni\w+-UCS2/u.test(name)) return decoderSet("utf-16be", () => 2);
  if (/^Uni\w+-UTF16/u.test(name))
    return decoderSet("utf-16be", (first) => (first >= 0xd8 && first <= 0xdb ? 4 : 2));
  if (/^Uni\w+-UTF8/u.test(name))
    return decoderSet("utf-8", (first) => (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4));
  if (name.startsWith("GBK2K")) return decoderSet("gb18030", gbLength);
  if (/^(?:GBKp?|GBpc|GB)-EUC/u.test(name)) return decoderSet("gbk", (first) => (first < 0x81 ? 1 : 2));
  if (/^(?:B5pc|HKscs-B5|ETen-B5|ETenms-B5)/u.test(name))
    return decoderSet("big5", (first) => (first < 0x81 ? 1 : 2));
  if (/^(?:90ms|90msp|90pv|83pv|Add|Ext)-RKSJ/u.test(name))
    return decoderSet("shift_jis", (first) => ((first >= 0x81 && first <= 0x9f) || first >= 0xe0 ? 2 : 1));
  if (/^KSC(?:ms-UHC|-EUC|pc-EUC)/u.test(name))
    return decoderSet("euc-kr", (first) => (first < 0x81 ? 1 : 2));
  return undefined;
}

const standardHigh: Readonly<Record<number, string>> = {
  0x27: "\u2019",
  0x60: "\u2018",
  0xb7: "\u2022",
  0xbc: "\u2026",
  0xd0: "\u2014",
  0xb1: "\u2013",
  0xaa: "\u201c",
  0xba: "\u201d",
};
const winAnsi = new TextDecoder("windows-1252");
const macRoman = new TextDecoder("macintosh");

/** Rough advances of the standard fonts that carry no widths; enough to tell where a word ends. */
function standardWidth(code: number, isFixed: boolean): number {
  if (isFixed) return 600;
  if (code === 0x20 || (code >= 0x2c && code <= 0x2e)) return 278;
  return code >= 0x41 && code <= 0x5a ? 690 : 556;
}

/** A font as far as reading needs it: what its codes mean and how far they move. */
export class PdfFont {
  readonly vertical: boolean;
  /** Of glyphs read so far, how many have no text. */
  unknownGlyphs = 0;
  readGlyphs = 0;
  readonly #toUnicode: CharacterMap | undefined;
  readonly #isComposite: boolean;
  readonly #codeMap: CharacterMap | undefined;
  readonly #codeSet: CodeSet | undefined;
  readonly #widths = new Map<number, number>();
  #defaultWidth = 0;
  readonly #encoding: (string | undefined)[] = [];
  readonly #cache = new Map<string, readonly PdfGlyph[]>();
  /** Widths of a Type 3 font are in its own space. */
  readonly #widthScale: number;
  readonly #isFixed: boolean;

  constructor(file: PdfFile, dict: PdfDict) {
    const toUnicode = file.resolve(dict.get("ToUnicode"));
    if (toUnicode instanceof PdfStream)
      this.#toUnicode = CharacterMap.parse(file.data(toUnicode), file.budget);
    const subtype = file.name(dict.get("Subtype"));
    this.#isComposite = subtype === "Type0";
    this.#isFixed = /courier|mono|consol/iu.test(file.name(dict.get("BaseFont")) ?? "");
    this.#widthScale = 1;
    if (subtype === "Type3") {
      const matrix = file.array(dict.get("FontMatrix"));
      this.#widthScale = Math.abs(file.number(matrix[0]) ?? 0.001) * 1_000;
    }
    let vertical = false;
    if (this.#isComposite) {
      const encoding = file.resolve(dict.get("Encoding"));
      if (encoding instanceof PdfStream) {
        this.#codeMap = CharacterMap.parse(file.data(encoding), file.budget);
        vertical = this.#codeMap.vertical;
        if (this.#codeMap.baseName) this.#codeSet = predefinedSet(this.#codeMap.baseName);
      } else if (encoding instanceof PdfName) {
        vertical = encoding.name.endsWith("V");
        this.#codeSet = predefinedSet(encoding.name);
      }
      this.#readCompositeWidths(file, file.dict(file.array(dict.get("DescendantFonts"))[0]));
    } else {
      this.#readSimpleWidths(file, dict);
      this.#readEncoding(file, dict);
    }
    this.vertical = vertical;
  }

  #readCompositeWidths(file: PdfFile, descendant: PdfDict | undefined): void {
    this.#defaultWidth = file.number(descendant?.get("DW")) ?? 1_000;
    const widths = file.array(descendant?.get("W"));
    for (let at = 0; at < widths.length;) {
      const first = file.number(widths[at]) ?? 0;
      const second = file.resolve(widths[at + 1]);
      if (isArray(second)) {
        second.forEach((width, index) =>
          this.#widths.set(first + index, file.number(width) ?? this.#defaultWidth),
        );
        at += 2;
      } else {
        const last = typeof second === "number" ? Math.min(second, first + 70_000) : first;
        const width = file.number(widths[at + 2]) ?? this.#defaultWidth;
        for (let code = first; code <= last; code += 1) this.#widths.set(code, width);
        file.budget.spendOperation(Math.max(1, last - first));
        at += 3;
      }
    }
  }

  #readSimpleWidths(file: PdfFile, dict: PdfDict): void {
    const first = file.number(dict.get("FirstChar")) ?? 0;
    file.array(dict.get("Widths")).forEach((width, index) => {
      this.#widths.set(first + index, file.number(width) ?? 0);
    });
    this.#defaultWidth = file.number(file.dict(dict.get("FontDescriptor"))?.get("MissingWidth")) ?? 0;
  }

  #readEncoding(file: PdfFile, dict: PdfDict): void {
    const encoding = file.resolve(dict.get("Encoding"));
    const own = file.dict(encoding);
    const base = nameOf(encoding) ?? file.name(own?.get("BaseEncoding"));
    const descriptor = file.dict(dict.get("FontDescriptor"));
    const isEmbedded = ["FontFile", "FontFile2", "FontFile3"].some((key) => descriptor?.has(key));
    const isSymbolic = ((file.number(descriptor?.get("Flags")) ?? 0) & 4) !== 0;
    // An embedded symbolic font without encoding says by itself what its codes are; without ToUnicode nobody else does.
    const isOpaque = isEmbedded && base === undefined && (isSymbolic || own !== undefined);
    for (let code = 0; code < 256; code += 1) {
      const byte = Uint8Array.of(code);
      if (base === "MacRomanEncoding") this.#encoding[code] = macRoman.decode(byte);
      else if (base === "WinAnsiEncoding") this.#encoding[code] = winAnsi.decode(byte);
      else if (!isOpaque && code >= 0x20 && code < 0x7f)
        this.#encoding[code] = standardHigh[code] ?? String.fromCharCode(code);
      else if (!isOpaque) this.#encoding[code] = standardHigh[code] ?? winAnsi.decode(byte);
    }
    let code = 0;
    for (const entry of file.array(own?.get("Differences"))) {
      const value = file.resolve(entry);
      if (typeof value === "number") code = value;
      else if (value instanceof PdfName) {
        this.#encoding[code] = glyphText(value.name);
        code += 1;
      }
    }
  }

  /** Reads a shown string. */
  glyphs(bytes: Uint8Array): readonly PdfGlyph[] {
    const key = bytes.length <= 64 ? Buffer.from(bytes).toString("latin1") : "";
    const known = key === "" ? undefined : this.#cache.get(key);
    const glyphs = known ?? this.#read(bytes);
    if (!known && key !== "" && this.#cache.size < 4_000) this.#cache.set(key, glyphs);
    for (const glyph of glyphs) {
      this.readGlyphs += 1;
      if (glyph.text === "") this.unknownGlyphs += 1;
    }
    return glyphs;
  }

  #read(bytes: Uint8Array): readonly PdfGlyph[] {
    if (!this.#isComposite) {
      return Array.from(bytes, (code) => {
        const own = this.#widths.get(code);
        const width =
          own === undefined
            ? this.#widths.size > 0
              ? this.#defaultWidth
              : standardWidth(code, this.#isFixed)
            : own;
        const text = clean(this.#toUnicode?.unicode(code)) ?? this.#encoding[code] ?? "";
        return { text: printable(text), width: width * this.#widthScale, isSpace: code === 0x20, bytes: 1 };
      });
    }
    const codes = this.#codeSet
      ? this.#codeSet.read(bytes)
      : (this.#codeMap && this.#codeMap.codeSpaces.length > 0
          ? this.#codeMap.codes(bytes)
          : pairs(bytes)
        ).map((code) => ({ ...code, text: undefined }));
    return codes.map(({ code, bytes: length, text }) => {
      const identifier = this.#codeMap?.identifier(code) ?? (this.#codeSet ? undefined : code);
      const halfWidth = this.#codeSet !== undefined && length === 1;
      const width =
        identifier === undefined
          ? halfWidth || (text !== undefined && /^[\u0020-\u007e]$/u.test(text))
            ? 500
            : this.#defaultWidth
          : (this.#widths.get(identifier) ?? this.#defaultWidth);
      return {
        text: printable(clean(this.#toUnicode?.unicode(code)) ?? text ?? ""),
        width: this.vertical ? 1_000 : width,
        isSpace: length === 1 && code === 0x20,
        bytes: length,
      };
    });
  }
}

function pairs(bytes: Uint8Array): readonly { readonly code: number; readonly bytes: number }[] {
  const codes: { code: number; bytes: number }[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2)
    codes.push({ code: (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0), bytes: 2 });
  return codes;
}

/** A ToUnicode entry of nulls or replacement characters says nothing. */
function clean(text: string | undefined): string | undefined {
  return text === undefined || /^[\u0000\ufffd]*$/u.test(text) ? undefined : text;
}

function printable(text: string): string {
  // Radicals and compatibility forms come from font tables; the unified character is what is meant.
  return unifyForms(text).replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu, "");
}
