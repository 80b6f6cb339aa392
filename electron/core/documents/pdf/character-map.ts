import type { ReadBudget } from "../reading/read-budget.ts";
import { PdfLexer } from "./pdf-lexer.ts";
import { isArray, PdfKeyword, PdfName, PdfString, type PdfObject } from "./pdf-objects.ts";

/** A character code read from a string: its number and how many bytes it took. */
export interface CharacterCode {
  readonly code: number;
  readonly bytes: number;
}

const utf16be = new TextDecoder("utf-16be");

function codeOf(bytes: Uint8Array): number {
  let code = 0;
  for (const byte of bytes) code = code * 256 + byte;
  return code;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly target: number;
}

/**
 * A CMap (9.7.5, 9.10.3): code space, codes to character identifiers, codes to Unicode. Ranges are kept as ranges,
 * so that a hostile map of a billion codes costs one entry.
 */
export class CharacterMap {
  readonly codeSpaces: { readonly bytes: number; readonly from: number; readonly to: number }[] = [];
  readonly #unicode = new Map<number, string>();
  readonly #unicodeRanges: { readonly from: number; readonly to: number; readonly start: Uint8Array }[] = [];
  readonly #identifiers = new Map<number, number>();
  readonly #identifierRanges: Range[] = [];
  vertical = false;
  baseName: string | undefined;

  static parse(data: Uint8Array, budget: ReadBudget): CharacterMap {
    const map = new CharacterMap();
    const lexer = new PdfLexer(data);
    let operands: PdfObject[] = [];
    for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) {
      budget.spendOperation();
      if (!(token instanceof PdfKeyword)) {
        operands.push(token);
        if (operands.length > 40_000) operands = operands.slice(-20_000);
        continue;
      }
      map.#section(token.word, operands);
      if (token.word === "usecmap") {
        const last = operands.at(-1);
        if (last instanceof PdfName) map.baseName = last.name;
      }
      if (token.word === "def") {
        const [key, value] = operands.slice(-2);
        if (key instanceof PdfName && key.name === "WMode") map.vertical = value === 1;
      }
      operands = [];
    }
    return map;
  }

  #section(word: string, operands: readonly PdfObject[]): void {
    const bytesAt = (index: number): Uint8Array | undefined => {
      const value = operands[index];
      return value instanceof PdfString ? value.bytes : undefined;
    };
    if (word === "endcodespacerange") {
      for (let index = 0; index + 1 < operands.length; index += 2) {
        const [from, to] = [bytesAt(index), bytesAt(index + 1)];
        if (from && to) this.codeSpaces.push({ bytes: from.length, from: codeOf(from), to: codeOf(to) });
      }
    } else if (word === "endbfchar") {
      for (let index = 0; index + 1 < operands.length; index += 2) {
        const [from, to] = [bytesAt(index), bytesAt(index + 1)];
        if (from && to) this.#unicode.set(codeOf(from), utf16be.decode(to));
      }
    } else if (word === "endbfrange") {
      for (let index = 0; index + 2 < operands.length; index += 3) {
        const [from, to] = [bytesAt(index), bytesAt(index + 1)];
        const target = operands[index + 2];
        if (!from || !to) continue;
        if (target instanceof PdfString)
          this.#unicodeRanges.push({ from: codeOf(from), to: codeOf(to), start: target.bytes });
        else if (isArray(target)) {
          target.forEach((entry, order) => {
            if (entry instanceof PdfString)
              this.#unicode.set(codeOf(from) + order, utf16be.decode(entry.bytes));
          });
        }
      }
    } else if (word === "endcidchar") {
      for (let index = 0; index + 1 < operands.length; index += 2) {
        const [from, target] = [bytesAt(index), operands[index + 1]];
        if (from && typeof target === "number") this.#identifiers.set(codeOf(from), target);
      }
    } else if (word === "endcidrange") {
      for (let index = 0; index + 2 < operands.length; index += 3) {
        const [from, to, target] = [bytesAt(index), bytesAt(index + 1), operands[index + 2]];
        if (from && to && typeof target === "number")
          this.#identifierRanges.push({ from: codeOf(from), to: codeOf(to), target });
      }
    }
  }

  get hasUnicode(): boolean {
    return this.#unicode.size > 0 || this.#unicodeRanges.length > 0;
  }

  unicode(code: number): string | undefined {
    const single = this.#unicode.get(code);
    if (single !== undefined) return single;
    for (const range of this.#unicodeRanges) {
      if (code < range.from || code > range.to) continue;
      const bytes = Uint8Array.from(range.start);
      let carry = code - range.from;
      for (let at = bytes.length - 1; at >= 0 && carry > 0; at -= 1) {
        const sum = (bytes[at] ?? 0) + carry;
        bytes[at] = sum & 0xff;
        carry = sum >> 8;
      }
      const text = utf16be.decode(bytes);
      this.#unicode.set(code, text);
      return text;
    }
    return undefined;
  }

  identifier(code: number): number | undefined {
    const single = this.#identifiers.get(code);
    if (single !== undefined) return single;
    const range = this.#identifierRanges.find((candidate) => code >= candidate.from && code <= candidate.to);
    return range ? range.target + code - range.from : undefined;
  }

  /** Splits a string into codes by the code space; what fits nowhere takes the shortest length. */
  codes(bytes: Uint8Array): readonly CharacterCode[] {
    const lengths = [...new Set(this.codeSpaces.map((space) => space.bytes))].sort((a, b) => a - b);
    if (lengths.length === 0) lengths.push(2);
    const codes: CharacterCode[] = [];
    let at = 0;
    while (at < bytes.length) {
      let taken: CharacterCode | undefined;
      for (const length of lengths) {
        if (at + length > bytes.length) break;
        const code = codeOf(bytes.subarray(at, at + length));
        if (this.codeSpaces.some((space) => space.bytes === length && inSpace(code, space, length))) {
          taken = { code, bytes: length };
          break;
        }
      }
      const length = Math.min(lengths[0] ?? 1, bytes.length - at);
      taken ??= { code: codeOf(bytes.subarray(at, at + length)), bytes: length };
      codes.push(taken);
      at += taken.bytes;
    }
    return codes;
  }
}

/** A code space is a box: every byte lies between the bytes of its ends (9.7.6.2). */
function inSpace(
  code: number,
  space: { readonly from: number; readonly to: number },
  bytes: number,
): boolean {
  for (let index = 0; index < bytes; index += 1) {
    const shift = 256 ** index;
    const [byte, low, high] = [code, space.from, space.to].map((value) => Math.floor(value / shift) % 256);
    if ((byte ?? 0) < (low ?? 0) || (byte ?? 0) > (high ?? 0)) return false;
  }
  return true;
}
