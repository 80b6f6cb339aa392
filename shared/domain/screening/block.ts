/** One stretch of text on its way through the detectors: folded, cut in lines, with the words the automaton found. */
import { DictionaryHits, scanDictionary } from "./dictionary-automaton.ts";
import type { Severity, TextFindingType } from "./finding-types.ts";
import { lexicon, type Term } from "./lexicon.ts";
import { classTable, CharClass, Folder, originalRange, type FoldedText } from "./normalise.ts";
import type { RuleId } from "./rules/index.ts";
import type { LabelKind } from "./rules/labels.ts";

/** A finding in folded offsets of its block. */
export interface RawFinding {
  readonly type: TextFindingType;
  readonly start: number;
  readonly end: number;
  readonly ruleId: RuleId;
  readonly severity?: Severity;
  readonly column?: string;
  readonly note?: string;
}

export interface LabelHit {
  readonly start: number;
  readonly end: number;
  readonly label: LabelKind;
  readonly word: string;
}

export interface Line {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** A line longer than this is cut at a sentence end, so that no work on a line grows with the text. */
const LONG_LINE = 1200;

export class Block {
  readonly given: string;
  readonly folded: FoldedText;
  /** The folded text as a string; same offsets as `folded.codes`. */
  readonly text: string;
  readonly lines: Line[] = [];
  readonly labels: LabelHit[] = [];
  /** Hits that are not labels, as (term, end of the word). */
  readonly hits: { readonly term: Term; readonly start: number; readonly end: number }[] = [];
  readonly findings: RawFinding[] = [];
  /** Filled lines in front of this block. */
  readonly filledLinesBefore: number;

  constructor(given: string, tools: BlockTools, filledLinesBefore: number) {
    this.given = given;
    this.filledLinesBefore = filledLinesBefore;
    this.folded = tools.folder.fold(given);
    const { codes, length } = this.folded;
    this.text = tools.decoder.decode(codes.subarray(0, length));
    this.#cutLines();
    this.#findWords(tools.hits);
  }

  #cutLines(): void {
    const text = this.text;
    let start = 0;
    while (start <= text.length) {
      let end = text.indexOf("\n", start);
      if (end < 0) end = text.length;
      while (end - start > LONG_LINE) {
        let cut = text.lastIndexOf("。", start + LONG_LINE);
        if (cut < start + 200) cut = start + LONG_LINE;
        // Never cut a number in two.
        while (cut < end && ((classTable[text.charCodeAt(cut)] as number) & 9) !== 0) cut += 1;
        if (cut >= end) break;
        this.lines.push({ index: this.lines.length, start, end: cut + 1 });
        start = cut + 1;
      }
      this.lines.push({ index: this.lines.length, start, end });
      start = end + 1;
    }
  }

  #findWords(hits: DictionaryHits): void {
    const { automaton, terms } = lexicon();
    hits.clear();
    scanDictionary(automaton, this.folded.codes, this.folded.length, hits);
    for (let at = 0; at < hits.count; at += 1) {
      const word = hits.words[at] as number;
      const end = hits.ends[at] as number;
      const start = end - (automaton.words[word] as string).length;
      for (const term of terms[word] as readonly Term[]) {
        if (term.kind === "label") this.#addLabel({ start, end, label: term.label, word: term.word });
        else this.hits.push({ term, start, end });
      }
    }
  }

  /** Only the longest label at a place speaks: 「办公地址」 is not 「地址」. */
  #addLabel(label: LabelHit): void {
    const { labels } = this;
    let last = labels.at(-1);
    if (last && last.start <= label.start && last.end >= label.end) return;
    while (last && last.start >= label.start) {
      labels.pop();
      last = labels.at(-1);
    }
    labels.push(label);
  }

  lineText(line: Line): string {
    return this.text.slice(line.start, line.end);
  }

  /** The line an offset lies in. */
  lineAt(offset: number): Line {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lines[middle] as Line).start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.lines[low] as Line;
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

  report(finding: RawFinding): void {
    this.findings.push(finding);
  }

  /** Offsets in the given text. */
  range(start: number, end: number): readonly [number, number] {
    return originalRange(this.folded, start, end);
  }
}

/** Buffers that are used again from block to block. */
export class BlockTools {
  readonly folder = new Folder();
  readonly hits = new DictionaryHits();
  readonly decoder = new TextDecoder("utf-16le");
}

export function isHanCode(code: number): boolean {
  return ((classTable[code] as number) & CharClass.han) !== 0;
}
