/**
 * Slips in the words of the language: two characters that stand side by side in no word, where one that sounds or looks like one of
 * them makes a word in use. Told only where the words around read so much better with it that hardly anything else was meant.
 */
import { confusableCodes, distanceOf } from "./confusables.ts";
import { derivedSlipLines } from "./data/derived-slips.ts";
import { costOf, LONGEST, NO_RANK, RARE, wordStatistics, type WordStatistics } from "./word-statistics.ts";

export interface WordSlip {
  readonly start: number;
  readonly end: number;
  readonly right: string;
  /** A form that was written down as wrong: nothing around it needs to be weighed. */
  readonly listed: boolean;
  /** How many times likelier the row of words is with the right one: a natural logarithm. */
  readonly gain: number;
}

const BITS = 12;
/** How far around a pair the words are read. */
const AROUND = (LONGEST - 2) >> 1;
/** What a reading must gain at least. */
const LEAST_GAIN = 8;

/** Two characters that are words of their own more often than this (a power of two) read well as they stand. */
const MOST_ALONE = 32;

/** Of three pairs the middle one is odd, and not all around it are words: a pair between two words is none of a word. */
const ODD = (1 << 0b000) | (1 << 0b001) | (1 << 0b100);
const LISTED_BITS = 17;
const WITHIN_BITS = 15;
const withinBit = (pair: number): number => Math.imul(pair, 0x9e3779b1) >>> (32 - WITHIN_BITS);

/** What a word of two characters must gain besides, by the distance of the wrong character from the right one. */
const FARTHER = [0.5, 2, 4];

/** Of a word whose last character stands twice: how frequent it is at least, and how rarely that character stands twice or alone. */
const DOUBLED = 9;
const TWICE = 6;
const MOST_ALONE_DOUBLED = 13;

/** How frequent a word beside a listed slip is at least to have a part in it. */
const BORDERING = 4;

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** What a character may stand for, and what then makes a word in use with it: one bit for each character. */
interface Likes {
  readonly likes: Uint32Array;
  readonly behind: Uint32Array;
  readonly inFront: Uint32Array;
}

const WORDS = 1 << (BITS - 5);
/** By code unit. Its full length from the start: filled here and there, it would become a table of keys. */
const likesOf: (Likes | undefined)[] = Array.from({ length: 65_536 });
const set = (bits: Uint32Array, bit: number): void => {
  bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
};

function likesOfCode(code: number, statistics: WordStatistics): Likes {
  const known = likesOf[code];
  if (known) return known;
  const made = {
    likes: new Uint32Array(WORDS),
    behind: new Uint32Array(WORDS),
    inFront: new Uint32Array(WORDS),
  };
  for (const other of confusableCodes(code)) {
    const rank = statistics.ranks[other] as number;
    if (rank >= RARE) continue;
    set(made.likes, rank);
    for (const follower of statistics.followersOf(rank)) set(made.behind, follower);
    for (const leader of statistics.leadersOf(rank)) set(made.inFront, leader);
  }
  likesOf[code] = made;
  return made;
}

/** The forms of data/derived-slips.ts: open hash table, two numbers a slot, the two code units and where the right word lies. */
class ListedSlips {
  readonly #slots = new Int32Array(2 << LISTED_BITS);
  /** One bit, by hash, for each form that stands within some word all the same. */
  readonly #withinWords = new Uint32Array(1 << (WITHIN_BITS - 5));

  constructor(statistics: WordStatistics) {
    const { ranks, inside } = statistics;
    const slots = this.#slots;
    for (const [number, line] of derivedSlipLines.entries()) {
      for (let at = 2; at < line.length; at += 2) {
        const first = line.charCodeAt(at);
        const second = line.charCodeAt(at + 1);
        const pair = ((ranks[first] as number) << BITS) | (ranks[second] as number);
        if (statistics.stepOf(pair, 0, 2) >= 0) continue;
        const key = (first << 16) | second;
        let slot = Math.imul(key, 0x9e3779b1) >>> (32 - LISTED_BITS);
        while (slots[slot * 2] !== 0 && slots[slot * 2] !== key) slot = (slot + 1) & ((1 << LISTED_BITS) - 1);
        if (slots[slot * 2] === key) continue;
        slots[slot * 2] = key;
        slots[slot * 2 + 1] = number;
        // Whatever rare word it stands in, as a pair it is a slip.
        const bit = 1 << (pair & 31);
        if (((inside[pair >>> 5] as number) & bit) === 0) continue;
        inside[pair >>> 5] = (inside[pair >>> 5] as number) & ~bit;
        set(this.#withinWords, withinBit(pair));
      }
    }
  }

  /** Whether a listed pair, by the ranks of its characters, may stand within some word. */
  mayBeWithin(pair: number): boolean {
    const bit = withinBit(pair);
    return ((this.#withinWords[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
  }

  at(codes: Uint16Array, at: number): WordSlip | undefined {
    const key = ((codes[at] as number) << 16) | (codes[at + 1] as number);
    const slots = this.#slots;
    for (
      let slot = Math.imul(key, 0x9e3779b1) >>> (32 - LISTED_BITS);
      slots[slot * 2] !== 0;
      slot = (slot + 1) & ((1 << LISTED_BITS) - 1)
    ) {
      if (slots[slot * 2] !== key) continue;
      const right = (derivedSlipLines[slots[slot * 2 + 1] as number] as string).slice(0, 2);
      return { start: at, end: at + 2, right, listed: true, gain: Number.POSITIVE_INFINITY };
    }
    return undefined;
  }
}

/** One table for all scanners. */
let listed: ListedSlips | undefined;

/** Finds the slips of a block; one scanner is used again and again. */
export class WordSlipScanner {
  readonly #statistics = wordStatistics();
  readonly #listed = (listed ??= new ListedSlips(this.#statistics));
  #codes: Uint16Array = new Uint16Array(0);
  #length = 0;
  readonly #row = new Uint16Array(LONGEST);
  /** Of the pair that is being weighed: where the row begins and how long it is, its likelihood as it stands (0: not yet known). */
  #from = 0;
  #size = 0;
  #given = 0;
  #start = 0;
  #end = 0;
  #changed = 0;
  #like = 0;
  #gain = 0;

  /**
   * Calls `found` for every slip in the first `length` of `codes`, from left to right. It says whether it took the slip: where it
   * did not take a listed one, the words around are weighed.
   */
  scan(codes: Uint16Array, length: number, found: (slip: WordSlip) => boolean): void {
    const { ranks, inside } = this.#statistics;
    this.#codes = codes;
    this.#length = length;
    let first = NO_RANK;
    /** Of the last three pairs whether each stands inside of a word, one bit each. */
    let state = 0;
    for (let at = 0; at <= length; at += 1) {
      const second = at < length ? (ranks[codes[at] as number] as number) : NO_RANK;
      const pair = (first << BITS) | second;
      state = ((state << 1) & 7) | (((inside[pair >>> 5] as number) >>> (pair & 31)) & 1);
      const here = first;
      first = second;
      if (here === second && at >= 2 && second < RARE) {
        const slip = this.#doubledAt(at - 2);
        if (slip) found(slip);
      }
      if (((ODD >>> state) & 1) === 0 || here === NO_RANK) continue;
      if (at < 2 || ranks[codes[at - 2] as number] === NO_RANK) continue;
      const listed = this.#listed.at(codes, at - 2);
      if (listed && !this.#isWithinWord(at - 2) && !this.#bordersWord(at - 2) && found(listed)) continue;
      const slip = this.#weighPair(at - 2);
      if (slip) found(slip);
    }
  }

  #rankAt(at: number): number {
    return at < 0 || at >= this.#length
      ? NO_RANK
      : (this.#statistics.ranks[this.#codes[at] as number] as number);
  }

  /** A word in use whose last character stands twice: 「着落落」. */
  #doubledAt(at: number): WordSlip | undefined {
    const statistics = this.#statistics;
    const [before, first, second, after] = [at - 1, at, at + 1, at + 3].map((place) =>
      this.#rankAt(place),
    ) as [number, number, number, number];
    const pair = (first << BITS) | second;
    const twice = (second << BITS) | second;
    const last = (second << BITS) | after;
    if (
      first === second ||
      statistics.stepOf(pair, 0, 2) < DOUBLED ||
      statistics.stepOf(twice, 0, 2) >= TWICE ||
      (statistics.alone[second] as number) > MOST_ALONE_DOUBLED ||
      statistics.stepOf(twice, first, 3) >= 0 ||
      statistics.stepOf(pair, before, 3) >= 0 ||
      statistics.stepOf(last, second, 3) >= 0 ||
      (after < RARE && ((statistics.inside[last >>> 5] as number) & (1 << (last & 31))) !== 0)
    )
      return undefined;
    return {
      start: at,
      end: at + 3,
      right: statistics.charOf(first) + statistics.charOf(second),
      listed: false,
      gain: LEAST_GAIN,
    };
  }

  /** Whether the pair belongs to a word of three characters: 「夏令|营」. */
  #isWithinWord(at: number): boolean {
    const statistics = this.#statistics;
    const [before, first, second, after] = [at - 1, at, at + 1, at + 2].map((place) => this.#rankAt(place));
    const low = ((first as number) << BITS) | (second as number);
    return (
      statistics.stepOf(low, before as number, 3) >= 0 ||
      statistics.stepOf((((second as number) << BITS) | (after as number)) >>> 0, first as number, 3) >= 0
    );
  }

  /** Whether a character of the pair makes a word in use with its neighbour: 「煤工|尘肺」, 「抽签|定房」. */
  #bordersWord(at: number): boolean {
    const statistics = this.#statistics;
    const [before, first, second, after] = [at - 1, at, at + 1, at + 2].map((place) => this.#rankAt(place));
    return (
      statistics.stepOf(((before as number) << BITS) | (first as number), 0, 2) >= BORDERING ||
      statistics.stepOf(((second as number) << BITS) | (after as number), 0, 2) >= BORDERING
    );
  }

  /** Whether the pair at `at` stands within some word; one that is listed as a slip may too. */
  #mayBeWithin(at: number): boolean {
    const { inside } = this.#statistics;
    const pair = (this.#rankAt(at) << BITS) | this.#rankAt(at + 1);
    return (((inside[pair >>> 5] as number) >>> (pair & 31)) & 1) !== 0 || this.#listed.mayBeWithin(pair);
  }

  #weighPair(at: number): WordSlip | undefined {
    const statistics = this.#statistics;
    const codes = this.#codes;
    const first = this.#rankAt(at);
    const second = this.#rankAt(at + 1);
    if ((statistics.alone[first] as number) + (statistics.alone[second] as number) > MOST_ALONE)
      return undefined;
    const likesFirst = likesOfCode(codes[at] as number, statistics);
    const likesSecond = likesOfCode(codes[at + 1] as number, statistics);
    this.#given = 0;
    this.#gain = 0;
    if (second < RARE && (likesFirst.behind[second >>> 5]! & (1 << (second & 31))) !== 0)
      this.#tryBeside(statistics.leadersOf(second), likesFirst.likes, at, at);
    if (first < RARE && (likesSecond.inFront[first >>> 5]! & (1 << (first & 31))) !== 0)
      this.#tryBeside(statistics.followersOf(first), likesSecond.likes, at, at + 1);
    const before = this.#rankAt(at - 1);
    const after = this.#rankAt(at + 2);
    // What is kept of a word and stands side by side in it does so in the text: most of the ways are barred by that.
    const leads = before < RARE && this.#mayBeWithin(at - 1);
    const follows = after < RARE && this.#mayBeWithin(at + 1);
    if (before < RARE) {
      this.#tryRest(likesFirst.likes, at - 1, 3, at, 0, before, second);
      if (leads) this.#tryRest(likesSecond.likes, at - 1, 3, at + 1, 0, before, first);
      const further = this.#rankAt(at - 2);
      if (further < RARE && this.#mayBeWithin(at - 2)) {
        this.#tryRest(likesFirst.likes, at - 2, 4, at, further, before, second);
        if (leads) this.#tryRest(likesSecond.likes, at - 2, 4, at + 1, further, before, first);
      }
      if (follows) this.#tryRest(likesFirst.likes, at - 1, 4, at, before, second, after);
      if (leads && after < RARE) this.#tryRest(likesSecond.likes, at - 1, 4, at + 1, before, first, after);
    }
    if (after < RARE) {
      if (follows) this.#tryRest(likesFirst.likes, at, 3, at, 0, second, after);
      this.#tryRest(likesSecond.likes, at, 3, at + 1, 0, first, after);
      const last = this.#rankAt(at + 3);
      if (last < RARE && this.#mayBeWithin(at + 2)) {
        if (follows) this.#tryRest(likesFirst.likes, at, 4, at, second, after, last);
        this.#tryRest(likesSecond.likes, at, 4, at + 1, first, after, last);
      }
    }
    if (this.#gain < LEAST_GAIN) return undefined;
    let right = "";
    for (let place = this.#start; place < this.#end; place += 1)
      right +=
        place === this.#changed ? statistics.charOf(this.#like) : String.fromCharCode(codes[place] as number);
    return { start: this.#start, end: this.#end, right, listed: false, gain: this.#gain };
  }

  /** Words of two characters: `besides` make one with the character of the pair that is not `changed`. */
  #tryBeside(besides: readonly number[], likes: Uint32Array, at: number, changed: number): void {
    const statistics = this.#statistics;
    const low = changed === at ? this.#rankAt(at + 1) : this.#rankAt(at) << BITS;
    const scale = changed === at ? BITS : 0;
    // What the reading can gain at most: it may always be read as two words of one character each.
    const least =
      LEAST_GAIN + statistics.costAlone(this.#rankAt(at)) + statistics.costAlone(this.#rankAt(at + 1));
    for (const like of besides) {
      if (((likes[like >>> 5] as number) & (1 << (like & 31))) === 0) continue;
      if (costOf(statistics.stepOf(low | (like << scale), 0, 2)) < least) continue;
      this.#weigh(at, 2, changed, like, at);
    }
  }

  /** A word of three or four characters from `start` on. */
  #tryRest(
    likes: Uint32Array,
    start: number,
    size: number,
    changed: number,
    one: number,
    two: number,
    three: number,
  ): void {
    const like = this.#statistics.missingIn(likes, size, changed - start, one, two, three);
    if (like >= 0)
      this.#weigh(start, size, changed, like, start + size === changed + 1 ? changed - 1 : changed);
  }

  #weigh(start: number, size: number, changed: number, like: number, pair: number): void {
    const row = this.#row;
    const statistics = this.#statistics;
    if (this.#given === 0) {
      let from = pair;
      while (from > 0 && pair - from < AROUND && isHan(this.#codes[from - 1] as number)) from -= 1;
      let size = 0;
      while (size < LONGEST && from + size < this.#length && isHan(this.#codes[from + size] as number)) {
        row[size] = this.#rankAt(from + size);
        size += 1;
      }
      this.#from = from;
      this.#size = size;
      this.#given = statistics.likelihood(row, size);
    }
    const place = changed - this.#from;
    const wrong = row[place] as number;
    row[place] = like;
    let gain = statistics.likelihood(row, this.#size) - this.#given;
    row[place] = wrong;
    // Two characters are little to go by: there the one must be near to the other, or one that hardly anybody writes.
    if (size === 2 && wrong !== RARE)
      gain -= FARTHER[distanceOf(this.#codes[changed] as number, statistics.codeOf(like))] as number;
    if (gain <= this.#gain) return;
    this.#gain = gain;
    this.#start = start;
    this.#end = start + size;
    this.#changed = changed;
    this.#like = like;
  }
}
