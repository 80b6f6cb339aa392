/**
 * Folding before matching (formats of the field: full-width digits, zero-width characters, odd spaces and dashes).
 * Folding works on UTF-16 code units and never lengthens: every kept unit remembers where it came from, so that
 * findings are reported at the offsets of the text as it was given.
 */
import { ideographsOfRadicals } from "./radical-forms.ts";

/** What a folded code unit is, as bits: a class test is one table look-up in the hot loops. */
export const CharClass = {
  digit: 1,
  letter: 2,
  han: 4,
  mask: 8,
  space: 16,
  lineEnd: 32,
  joiner: 64,
  /** May set cells of a table apart, or open a tag: a tab, a pipe, a caret, 「<」. */
  cell: 128,
} as const;

/** Folded 0 means: leave this unit out. */
const DROP = 0;

const foldTable = new Uint16Array(65_536);
export const classTable = new Uint8Array(65_536);

function fold(from: number | string, to: string): void {
  foldTable[typeof from === "string" ? from.charCodeAt(0) : from] = to === "" ? DROP : to.charCodeAt(0);
}

function foldAll(characters: string, to: string): void {
  for (let index = 0; index < characters.length; index += 1) fold(characters.charCodeAt(index), to);
}

function buildFoldTable(): void {
  for (let code = 0; code < foldTable.length; code += 1) foldTable[code] = code;
  fold(0, " ");
  for (let code = 0xff01; code <= 0xff5e; code += 1) {
    // Chinese sentence punctuation keeps its own form: it separates clauses, its ASCII look-alike joins numbers.
    if (!"，；！？".includes(String.fromCharCode(code))) fold(code, String.fromCharCode(code - 0xfee0));
  }
  for (let code = 0x2000; code <= 0x200a; code += 1) fold(code, " ");
  foldAll("\u00a0\u1680\u202f\u205f\u3000", " ");
  for (const [from, to] of [
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x2064],
    [0xfe00, 0xfe0f],
  ] as const) {
    for (let code = from; code <= to; code += 1) fold(code, "");
  }
  foldAll("\u00ad\u180e\ufeff\r", "");
  foldAll("\f\u000b\u0085\u2028\u2029", "\n");
  foldAll("‐‑‒–—―−﹣－─━﹘", "-");
  foldAll("·•・‧∙⋅･᛫", "·");
  foldAll("＊×✕✖╳●○■□◆◇▲△█▇▉⬤⚫﹡∗✱＃", "*");
  foldAll("│┃┆┇┊┋║", "|");
  foldAll("┼├┤┬┴┌┐└┘╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋", "+");
  foldAll("﹕︰", ":");
  foldAll("﹐", "，");
  foldAll("﹔", "；");
  foldAll("〇", "〇");
  foldAll("﹙❨", "(");
  foldAll("﹚❩", ")");
  // Converters leave radicals of the Kangxi and compatibility blocks where the ordinary character was meant.
  for (const [from, to] of [
    [0x2f00, 0x2fd5],
    [0xf900, 0xfaff],
  ] as const) {
    for (let code = from; code <= to; code += 1) {
      const plain = String.fromCharCode(code).normalize("NFKC");
      if (plain.length === 1) fold(code, plain);
    }
  }
  for (const [radical, ideograph] of ideographsOfRadicals) fold(radical, ideograph);
}

function buildClassTable(): void {
  const set = (from: number, to: number, bits: number): void => {
    for (let code = from; code <= to; code += 1) classTable[code] = (classTable[code] ?? 0) | bits;
  };
  set(48, 57, CharClass.digit);
  set(65, 90, CharClass.letter);
  set(97, 122, CharClass.letter);
  set(95, 95, CharClass.letter);
  set(0x3400, 0x4dbf, CharClass.han);
  set(0x4e00, 0x9fff, CharClass.han);
  set(0xd840, 0xdfff, CharClass.han);
  set(0x3007, 0x3007, CharClass.han);
  set(42, 42, CharClass.mask);
  set(32, 32, CharClass.space | CharClass.joiner);
  set(9, 9, CharClass.space | CharClass.cell);
  set(10, 10, CharClass.lineEnd);
  set(45, 45, CharClass.joiner);
  set(0xb7, 0xb7, CharClass.joiner);
  set(124, 124, CharClass.cell);
  set(60, 60, CharClass.cell);
  set(94, 94, CharClass.cell);
}

buildFoldTable();
buildClassTable();

/** One stretch of text, folded. The buffers belong to the reader and are used again for the next stretch. */
export interface FoldedText {
  /** Folded code units; only the first `length` count, and a line end behind them. */
  readonly codes: Uint16Array;
  readonly length: number;
  /** Where in the given text units were changed, in order, or (the complement) left out; the first `changeCount` count. */
  readonly changes: Int32Array;
  readonly changeCount: number;
  /**
   * For each unit that was left out, in order, the folded offset of what stood behind it; the first `dropCount` count.
   * Nearly no text leaves anything out, so where a folded unit came from is counted here and not kept for each.
   */
  readonly drops: Int32Array;
  readonly dropCount: number;
  /**
   * The folded offsets of all units that are no ideographs, in order; the first `otherCount` count. What looks for figures,
   * letters or marks goes through these, an eighth of the text, and not through all of it.
   */
  readonly others: Int32Array;
  readonly otherCount: number;
  /** Every class (see CharClass) that one of these is of: what is in none of a text need not be looked for. */
  readonly classes: number;
}

const LINE_END = 10;

/** Calls `visit` with each folded offset of `code`, which is no ideograph, in order. */
export function eachPlaceOf(
  { codes, others, otherCount }: FoldedText,
  code: number,
  visit: (at: number) => void,
): void {
  for (let index = 0; index < otherCount; index += 1) {
    const at = others[index] as number;
    if (codes[at] === code) visit(at);
  }
}

const COMMA = 0x2c;
const WIDE_COMMA = 0xff0c;

/** 「1,」, 「"张某",」, 「张某,男,」: a row of a table begins so. */
const beginsRow = /^\s*(?:["\d]|[^,]{0,4},[^,]{0,4},)/u;

/**
 * Commas that were typed as ASCII between ideographs of a sentence: 「经查,当事人已搬离。」. Where no full stop follows in the line, or it
 * begins like a row of a table, they stay.
 */
class AsciiCommas {
  readonly #text: string;
  #stop = -1;
  #lineEnd = -1;
  #isRow = false;

  constructor(text: string) {
    this.#text = text;
  }

  isOfSentence(at: number): boolean {
    if (!isOfSentence(this.#text.charCodeAt(at - 1)) || !isOfSentence(this.#text.charCodeAt(at + 1)))
      return false;
    if (this.#lineEnd < at) {
      const start = this.#text.lastIndexOf("\n", at) + 1;
      this.#lineEnd = this.#next("\n", at);
      this.#isRow = beginsRow.test(this.#text.slice(start, start + 20));
    }
    if (this.#isRow) return false;
    if (this.#stop < at) this.#stop = this.#next("。", at);
    return (
      this.#stop < this.#lineEnd || this.#text.charAt(Math.min(this.#lineEnd, this.#text.length) - 1) === "."
    );
  }

  #next(mark: string, at: number): number {
    const found = this.#text.indexOf(mark, at);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  }
}

/** An ideograph, or a mark that stands in Chinese sentences alone: “”《》（）. */
const isOfSentence = (code: number): boolean =>
  (code - FIRST_HAN) >>> 0 < HAN_COUNT || marksOfSentences.includes(String.fromCharCode(code));
const marksOfSentences = "“”《》（）";

const FIRST_HAN = 0x4e00;
/** How many code units from the first are ideographs, which fold to themselves: most of every text. */
const HAN_COUNT = 0x5200;

export class Folder {
  #codes = new Uint16Array(0);
  #changes = new Int32Array(0);
  #drops = new Int32Array(0);
  #others = new Int32Array(0);

  /** Folds `text`. The result is valid until the next call. */
  fold(text: string): FoldedText {
    const total = text.length;
    if (this.#codes.length < total + 1) {
      this.#codes = new Uint16Array(total + 1);
      this.#changes = new Int32Array(total + 1);
      this.#drops = new Int32Array(total + 1);
      this.#others = new Int32Array(total + 1);
    }
    const codes = this.#codes;
    const changes = this.#changes;
    const drops = this.#drops;
    const others = this.#others;
    const table = foldTable;
    const commas = new AsciiCommas(text);
    let changeCount = 0;
    let dropCount = 0;
    let otherCount = 0;
    let classes = 0;
    let length = 0;
    for (let index = 0; index < total; index += 1) {
      const code = text.charCodeAt(index);
      if ((code - FIRST_HAN) >>> 0 < HAN_COUNT) {
        codes[length] = code;
        length += 1;
        continue;
      }
      const folded = code === COMMA && commas.isOfSentence(index) ? WIDE_COMMA : (table[code] as number);
      if (folded === DROP) {
        changes[changeCount] = ~index;
        changeCount += 1;
        drops[dropCount] = length;
        dropCount += 1;
        continue;
      }
      if (folded !== code) {
        changes[changeCount] = index;
        changeCount += 1;
      }
      others[otherCount] = length;
      otherCount += 1;
      classes |= classTable[folded] as number;
      codes[length] = folded;
      length += 1;
    }
    codes[length] = LINE_END;
    return { codes, length, changes, changeCount, drops, dropCount, others, otherCount, classes };
  }
}

/** Where a folded, half-open range lies in the given text; units left out at its edges do not belong to it. */
export function originalRange(text: FoldedText, start: number, end: number): readonly [number, number] {
  return [start + dropsBefore(text, start), end + dropsBefore(text, end - 1)];
}

/** How many units were left out in front of the folded unit at `at`. */
function dropsBefore({ drops, dropCount }: FoldedText, at: number): number {
  let low = 0;
  let high = dropCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((drops[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The folded form of a short string, for dictionaries and tests. Not by the folder above: the code that is compiled for
 * blocks of text is three times as fast where it has never met the short strings of the dictionaries.
 */
export function foldString(text: string): string {
  let folded = "";
  for (let index = 0; index < text.length; index += 1) {
    const code = foldTable[text.charCodeAt(index)] as number;
    if (code !== DROP) folded += String.fromCharCode(code);
  }
  return folded;
}
