/** One stretch of text on its way through the detectors: folded, cut in lines, with the words the automaton found. */
import { DictionaryHits, scanDictionary } from "./dictionary-automaton.ts";
import { scanFourForms } from "./four-forms.ts";
import type { Severity, TextFindingType } from "./finding-types.ts";
import { mayBeginNameCode } from "./name-grammar.ts";
import { mayBeSlip } from "./fuzzy-phrases.ts";
import { PORTION } from "./portion.ts";
import { WordSlipScanner } from "./word-slips.ts";
import { KIND_BITS, kindOf, lexicon, Meaning, type Lexicon, type Term } from "./lexicon.ts";
import { classTable, CharClass, Folder, originalRange, type FoldedText } from "./normalise.ts";
import type { ClauseAnchor } from "./rules/clause-anchors.ts";
import type { RuleId } from "./rules/index.ts";
import type { PredicateKind } from "./rules/person-predicates.ts";
import type { LabelKind } from "./rules/labels.ts";

/** A finding in folded offsets of its block. */
export interface RawFinding {
  readonly type: TextFindingType;
  readonly start: number;
  readonly end: number;
  readonly ruleId: RuleId;
  readonly severity?: Severity | undefined;
  readonly column?: string | undefined;
  readonly note?: string | undefined;
}

export interface LabelHit {
  readonly start: number;
  readonly end: number;
  readonly label: LabelKind;
  readonly word: string;
}

type TermOf<Kind extends Term["kind"]> = Extract<Term, { readonly kind: Kind }>;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface WordHit<Kind extends Term["kind"] = Term["kind"]> {
  readonly term: TermOf<Kind>;
  readonly start: number;
  readonly end: number;
}

export interface Line {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

const AT_SIGN = 64;
const MIDDLE_DOT = 0xb7;
/** 们 */
const PLURAL = 0x4eec;
const LINE_END = 0x0a;

/** A line longer than this is cut at a sentence end, so that no work on a line grows with the text. */
const LONG_LINE = 1200;

export class Block {
  readonly given: string;
  readonly folded: FoldedText;
  /** The folded text as a string; same offsets as `folded.codes`. */
  readonly text: string;
  readonly lines: Line[] = [];
  readonly labels: LabelHit[] = [];
  /** Words of slips, organs and wording, in order of their end. */
  readonly wording: WordHit[] = [];
  /** Halves of fixed phrases whose other half may have a slip: phrase × 2, plus 1 for a second half. */
  readonly phraseHalves: { readonly half: number; readonly start: number }[] = [];
  readonly internalMarks: WordHit<"internal">[] = [];
  readonly atSigns: number[] = [];
  readonly degrees: number[] = [];
  readonly greetings: number[] = [];
  readonly personActs: number[] = [];
  /** What is said of private persons. */
  readonly predicates: { readonly start: number; readonly kind: PredicateKind }[] = [];
  /** 「三名」 behind a list. */
  readonly counts: { readonly start: number; readonly end: number }[] = [];
  /** 「分别是」 and the like, in front of a list. */
  readonly respectives: { readonly end: number }[] = [];
  readonly privateMatters: number[] = [];
  /** Where an account of what somebody did begins: behind 「经查，」. */
  readonly accounts: number[] = [];
  /** Where a clause may be about somebody. */
  readonly clauseAnchors: { readonly anchor: ClauseAnchor; readonly start: number }[] = [];
  readonly listWords: number[] = [];
  /** Numbers of examinees and pupils: public, but a name beside one is a private person's. */
  readonly candidateNumbers: { readonly start: number; readonly end: number }[] = [];
  readonly personDetails: number[] = [];
  readonly findings: RawFinding[] = [];
  readonly wordSlips: WordSlipScanner;
  /** Filled lines in front of this block. */
  readonly filledLinesBefore: number;
  /** Where each line starts, and one place more that lies beyond all. */
  readonly #lineStarts: number[] = [];
  #nearLine = 0;
  /** The label of each place in the list, used again from block to block; so labels are not kept beyond their block. */
  readonly #labelPool: Writable<LabelHit>[];

  constructor(given: string, tools: BlockTools, filledLinesBefore: number) {
    this.given = given;
    this.filledLinesBefore = filledLinesBefore;
    this.#labelPool = tools.labels;
    this.wordSlips = tools.wordSlips;
    this.folded = tools.folder.fold(given);
    this.text = textOf(given, this.folded);
    this.#cutLines();
    this.#findWords(tools.hits);
  }

  /** Whether a mark stands in it that sets the cells of tables apart, or opens a tag. */
  get mayHoldCells(): boolean {
    return (this.folded.classes & CharClass.cell) !== 0;
  }

  #cutLines(): void {
    const text = this.text;
    let start = 0;
    const rows = new HtmlRows(this.mayHoldCells ? text : "");
    let row = rows.next(0);
    let index = 0;
    while (start <= text.length) {
      index = lineEndFrom(this.folded, index, start);
      const end = index < this.folded.otherCount ? (this.folded.others[index] as number) : text.length;
      // Rows of an HTML table written on one line are lines of their own.
      if (row <= start) row = rows.next(start + 1);
      if (row < end) {
        this.#addLine(start, row);
        start = row;
        continue;
      }
      while (end - start > LONG_LINE) {
        let cut = text.lastIndexOf("。", start + LONG_LINE);
        if (cut < start + 200) cut = start + LONG_LINE;
        // Never cut a number in two.
        while (cut < end && ((classTable[text.charCodeAt(cut)] as number) & 9) !== 0) cut += 1;
        if (cut >= end) break;
        this.#addLine(start, cut + 1);
        start = cut + 1;
      }
      this.#addLine(start, end);
      start = end + 1;
    }
    this.#lineStarts.push(text.length + 1);
  }

  #addLine(start: number, end: number): void {
    this.lines.push({ index: this.lines.length, start, end });
    this.#lineStarts.push(start);
  }

  #findWords(found: DictionaryHits): void {
    const dictionary = lexicon();
    const { codes, length } = this.folded;
    scanFourForms(dictionary.fours, codes, length, ({ right, organ }, start) => {
      this.wording.push({
        term: { kind: "wrong-form", right, organ, weighed: false },
        start,
        end: start + 4,
      });
    });
    scanDictionary(dictionary.automaton, codes, length, found);
    for (let from = 0; from < found.count; from += PORTION)
      this.#addWords(dictionary, found, from, Math.min(found.count, from + PORTION));
  }

  /** Notes what the words from `from` to `until` mean. */
  #addWords(dictionary: Lexicon, { words, ends }: DictionaryHits, from: number, until: number): void {
    for (let at = from; at < until; at += 1)
      this.#addWord(dictionary, words[at] as number, ends[at] as number);
  }

  /** Notes what a word that ends at `end` means. */
  #addWord({ entries, meanings, terms }: Lexicon, word: number, end: number): void {
    const { codes } = this.folded;
    const size = entries[word * 2 + 1] as number;
    const start = end - (size >> 1);
    const until = entries[word * 2 + 2] as number;
    for (let index = entries[word * 2] as number; index < until; index += 2) {
      const meaning = meanings[index] as number;
      const value = meaning >> KIND_BITS;
      switch (kindOf(meaning)) {
        case Meaning.half: {
          const from = start + (size & 1);
          if (mayBeSlip(codes, value, meanings[index + 1] as number, from, end))
            this.phraseHalves.push({ half: value, start: from });
          break;
        }
        case Meaning.label:
          this.#addLabel(start, end, terms[value] as TermOf<"label">);
          break;
        case Meaning["person-predicate"]:
          // 「祝福|老人们」: of many nobody is named.
          if (this.folded.codes[end] !== PLURAL)
            this.#addPredicate(start, (terms[value] as TermOf<"person-predicate">).predicate);
          break;
        case Meaning["person-act"]:
          this.personActs.push(start);
          break;
        case Meaning["private-matter"]:
          this.privateMatters.push(start);
          break;
        case Meaning["at-sign"]:
          this.atSigns.push(start);
          break;
        case Meaning.degree:
          this.degrees.push(start);
          break;
        case Meaning["person-count"]:
          this.counts.push({ start, end });
          break;
        case Meaning.respectively:
          this.respectives.push({ end });
          break;
        case Meaning["name-lead"]:
          if (mayBeginNameCode(codes[end] as number)) this.accounts.push(end);
          break;
        case Meaning["you-greeting"]:
          this.greetings.push(start);
          break;
        case Meaning["clause-anchor"]:
          this.clauseAnchors.push({ anchor: (terms[value] as TermOf<"clause-anchor">).anchor, start });
          break;
        case Meaning["list-word"]:
          this.listWords.push(start);
          break;
        case Meaning["person-detail"]:
          this.personDetails.push(start);
          break;
        case Meaning.internal:
          this.internalMarks.push({ term: terms[value] as TermOf<"internal">, start, end });
          break;
        default:
          this.wording.push({ term: terms[value] as Term, start, end });
      }
    }
  }

  /** A name must be able to stand in front, two characters at least: most of these words stand in other company. */
  #addPredicate(start: number, kind: PredicateKind): void {
    const { codes } = this.folded;
    let may = false;
    for (let back = 2; back <= 4 && !may; back += 1) may = mayBeginNameCode(codes[start - back] ?? 0);
    for (let back = 1; back <= 8 && !may; back += 1) may = codes[start - back] === MIDDLE_DOT;
    if (may) this.predicates.push({ start, kind });
  }

  /** Only the longest label at a place speaks: 「办公地址」 is not 「地址」. */
  #addLabel(start: number, end: number, { label, word }: TermOf<"label">): void {
    const { labels } = this;
    // 「…@qq.com 13…」: part of an address of mail, and no number of QQ follows.
    if (this.folded.codes[start - 1] === AT_SIGN) return;
    let last = labels.at(-1);
    if (last && last.start <= start && last.end >= end) return;
    while (last && last.start >= start) {
      labels.pop();
      last = labels.at(-1);
    }
    const pool = this.#labelPool;
    const hit = pool[labels.length];
    if (hit) {
      hit.start = start;
      hit.end = end;
      hit.label = label;
      hit.word = word;
      labels.push(hit);
    } else {
      const made = { start, end, label, word };
      pool.push(made);
      labels.push(made);
    }
  }

  lineText(line: Line): string {
    return this.text.slice(line.start, line.end);
  }

  /** The line an offset lies in. What is asked lies mostly in the line that was asked for before, or the next. */
  lineAt(offset: number): Line {
    const starts = this.#lineStarts;
    let near = this.#nearLine;
    if ((starts[near] as number) > offset || (starts[near + 1] as number) <= offset) {
      let low = 0;
      let high = this.lines.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= offset) low = middle;
        else high = middle - 1;
      }
      near = low;
      this.#nearLine = near;
    }
    return this.lines[near] as Line;
  }

  /** Index of the first label that ends after `offset`. */
  labelIndexAfter(offset: number): number {
    let low = 0;
    let high = this.labels.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.labels[middle] as LabelHit).end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Labels that lie wholly within a range, in order of their end. */
  labelsWithin(start: number, end: number): readonly LabelHit[] {
    const found: LabelHit[] = [];
    for (let at = this.labelIndexAfter(start); at < this.labels.length; at += 1) {
      const label = this.labels[at] as LabelHit;
      if (label.end > end) break;
      if (label.start >= start) found.push(label);
    }
    return found;
  }

  /** Findings are kept in one shape, whatever they have: everything reads them, and fast only where all are alike. */
  report({ type, start, end, ruleId, severity, column, note }: RawFinding): void {
    // A column without a head has no name.
    this.findings.push({ type, start, end, ruleId, severity, column: column || undefined, note });
  }

  /** Offsets in the given text. */
  range(start: number, end: number): readonly [number, number] {
    return originalRange(this.folded, start, end);
  }
}

/** The first of the units that are no ideographs, from `index` on, that ends a line at `start` or behind it. */
function lineEndFrom({ codes, others, otherCount }: FoldedText, index: number, start: number): number {
  let next = index;
  while (
    next < otherCount &&
    ((others[next] as number) < start || codes[others[next] as number] !== LINE_END)
  )
    next += 1;
  return next;
}

/**
 * Where the rows of HTML tables begin. Most texts have none: two searches for two characters tell, which a search with an
 * expression takes many times as long for.
 */
class HtmlRows {
  readonly #text: string;
  /** The next small and the next capital tag, each searched for again only when it is passed. */
  #small = -1;
  #capital = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The first row from `from` on; beyond every text when there is none. Asked with growing places. */
  next(from: number): number {
    if (this.#small < from) this.#small = this.#find("<t", from);
    if (this.#capital < from) this.#capital = this.#find("<T", from);
    return Math.min(this.#small, this.#capital);
  }

  #find(opening: string, from: number): number {
    const text = this.#text;
    for (let at = text.indexOf(opening, from); at >= 0; at = text.indexOf(opening, at + 2))
      if (/^r[\s>]/iu.test(text.slice(at + 2, at + 4))) return at;
    return Number.POSITIVE_INFINITY;
  }
}

/** As many code units as can be handed to one call. Three times as fast as a decoder of UTF-16. */
const MOST_HANDED = 1024;

/** The folded text as a string: pieces of the given one where few units were changed, which are not copied one by one. */
function textOf(given: string, { codes, length, changes, changeCount }: FoldedText): string {
  if (changeCount === 0) return given;
  const pieces: string[] = [];
  if (changeCount > length >> 4) {
    for (let at = 0; at < length; at += MOST_HANDED)
      pieces.push(
        String.fromCharCode.apply(
          undefined,
          codes.subarray(at, Math.min(length, at + MOST_HANDED)) as unknown as number[],
        ),
      );
    return pieces.join("");
  }
  let from = 0;
  let dropped = 0;
  for (let count = 0; count < changeCount; count += 1) {
    const change = changes[count] as number;
    const at = change < 0 ? ~change : change;
    pieces.push(given.slice(from, at));
    if (change < 0) dropped += 1;
    else pieces.push(String.fromCharCode(codes[at - dropped] as number));
    from = at + 1;
  }
  pieces.push(given.slice(from));
  return pieces.join("");
}

/** Buffers that are used again from block to block. */
export class BlockTools {
  readonly folder = new Folder();
  readonly hits = new DictionaryHits();
  readonly wordSlips = new WordSlipScanner();
  readonly labels: Writable<LabelHit>[] = [];
  #marks = new Uint8Array(0);

  /** A mark for each of so many places, none set. What was handed out before is used again: one at a time. */
  marks(count: number): Uint8Array {
    if (this.#marks.length < count) this.#marks = new Uint8Array(count);
    else this.#marks.fill(0, 0, count);
    return this.#marks;
  }
}

export function isHanCode(code: number): boolean {
  return ((classTable[code] as number) & CharClass.han) !== 0;
}
