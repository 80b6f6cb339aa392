/**
 * Patterns that are asked at one place of a text, mostly in vain: what may stand right behind a word, or right in front
 * of it. The characters a pattern can begin or end with are read off the pattern itself; where the text has another
 * one, neither a piece of the text is cut out nor the pattern run. Nine of ten questions end there.
 */
import { CharSet } from "./char-set.ts";

/** A pattern from a place on: `^…`, not empty. */
export class HeadPattern {
  readonly #pattern: RegExp;
  readonly #first: CharSet;

  constructor(pattern: RegExp) {
    if (!pattern.source.startsWith("^")) throw new Error(`not bound to the start: ${pattern.source}`);
    this.#pattern = pattern;
    this.#first = CharSet.ofRanges(edgesOf(pattern).first);
  }

  /** Whether the pattern fits what stands from `from` up to `to`. */
  fits(text: string, from: number, to: number): boolean {
    return from < to && this.#first.hasAt(text, from) && this.#pattern.test(text.slice(from, to));
  }
}

/** A pattern up to a place: `…$`, not empty. */
export class TailPattern {
  readonly #pattern: RegExp;
  readonly #last: CharSet;

  constructor(pattern: RegExp) {
    if (!pattern.source.endsWith("$")) throw new Error(`not bound to the end: ${pattern.source}`);
    this.#pattern = pattern;
    this.#last = CharSet.ofRanges(edgesOf(pattern).last);
  }

  /** Whether the pattern fits what stands from `from` up to `to`. */
  fits(text: string, from: number, to: number): boolean {
    return from < to && this.#last.hasAt(text, to - 1) && this.#pattern.test(text.slice(from, to));
  }
}

type Ranges = readonly (readonly [number, number])[];

/** The code units a part of a pattern can begin and end with, and whether it can be empty. */
interface Edges {
  readonly first: Ranges;
  readonly last: Ranges;
  readonly empty: boolean;
}

function edgesOf(pattern: RegExp): Edges {
  if (pattern.ignoreCase || pattern.multiline) throw new Error(`flags not understood: ${pattern.flags}`);
  const edges = new EdgeReader(pattern.source).read();
  if (edges.empty) throw new Error(`may be empty: ${pattern.source}`);
  return edges;
}

/** Assertions look around and take nothing: leaving them out can only make the sets larger. */
const nothing: Edges = { first: [], last: [], empty: true };

/** A character outside of the basic plane begins with one code unit and ends with another; both count for both. */
const single = (char: string): Ranges => {
  if (char === "") throw new Error("a pattern ends too early");
  return Array.from({ length: char.length }, (_, at) => [char.charCodeAt(at), char.charCodeAt(at)] as const);
};

const escapes: Readonly<Record<string, Ranges>> = {
  d: [[48, 57]],
  n: [[10, 10]],
  r: [[13, 13]],
  t: [[9, 9]],
  f: [[12, 12]],
  s: [
    ...[9, 32, 0xa0, 0x1680, 0x2000, 0x2028, 0x202f, 0x205f, 0x3000, 0xfeff].map(
      (code) => [code, code] as const,
    ),
    [9, 13],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
  ],
};

function others(ranges: Ranges): Ranges {
  const left: (readonly [number, number])[] = [];
  let from = 0;
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (first > from) left.push([from, first - 1]);
    from = Math.max(from, last + 1);
  }
  return from > 0xffff ? left : [...left, [from, 0xffff]];
}

class EdgeReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Edges {
    const edges = this.#alternatives();
    if (this.#at < this.#source.length) throw new Error(`not understood: ${this.#source}`);
    return edges;
  }

  #alternatives(): Edges {
    let edges = this.#sequence();
    while (this.#take("|")) {
      const other = this.#sequence();
      edges = {
        first: [...edges.first, ...other.first],
        last: [...edges.last, ...other.last],
        empty: edges.empty || other.empty,
      };
    }
    return edges;
  }

  #sequence(): Edges {
    let edges = nothing;
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at))) {
      const next = this.#quantified();
      edges = {
        first: edges.empty ? [...edges.first, ...next.first] : edges.first,
        last: next.empty ? [...next.last, ...edges.last] : next.last,
        empty: edges.empty && next.empty,
      };
    }
    return edges;
  }

  #quantified(): Edges {
    const edges = this.#atom();
    const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/u.exec(this.#source.slice(this.#at))?.[0] ?? "";
    this.#at += quantifier.length;
    return /^(?:[?*]|\{0)/u.test(quantifier) ? { ...edges, empty: true } : edges;
  }

  #atom(): Edges {
    if (this.#take("^") || this.#take("$")) return nothing;
    if (this.#take("(")) {
      const assertion = ["?=", "?!", "?<=", "?<!"].some((mark) => this.#take(mark));
      if (!assertion) this.#take("?:");
      const edges = this.#alternatives();
      if (!this.#take(")")) throw new Error(`not understood: ${this.#source}`);
      return assertion ? nothing : edges;
    }
    const ranges = this.#take("[") ? this.#class() : this.#characters();
    return { first: ranges, last: ranges, empty: false };
  }

  #class(): Ranges {
    const negated = this.#take("^");
    const ranges: (readonly [number, number])[] = [];
    while (!this.#take("]")) {
      const piece = this.#characters();
      const from = piece[0]?.[0] ?? 0;
      if (piece.length === 1 && this.#source.charAt(this.#at + 1) !== "]" && this.#take("-"))
        ranges.push([from, this.#characters()[0]?.[1] ?? from]);
      else ranges.push(...piece);
    }
    return negated ? others(ranges) : ranges;
  }

  /** A character, an escape, or the sign for any character. */
  #characters(): Ranges {
    const piece =
      /^(?:\\u[0-9a-fA-F]{4}|\\[^u]|[^\\])/u.exec(this.#source.slice(this.#at, this.#at + 6))?.[0] ?? "";
    this.#at += piece.length;
    if (piece === ".") return [[0, 0xffff]];
    if (piece.startsWith("\\u")) return single(String.fromCharCode(parseInt(piece.slice(2), 16)));
    if (!piece.startsWith("\\")) return single(piece);
    const escaped = escapes[piece.charAt(1)];
    if (escaped) return escaped;
    if (/[0-9A-Za-z]/u.test(piece.charAt(1))) throw new Error(`not understood: ${piece}`);
    return single(piece.charAt(1));
  }

  #take(mark: string): boolean {
    if (!this.#source.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }
}
