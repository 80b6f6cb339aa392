/**
 * Slips in the words of the language: two characters that stand side by side in no word, where one that sounds or looks like one of
 * them makes a word in use. Told only where the words around read so much better with it that hardly anything else was meant.
 */
import { CharSet, PairSet } from "./char-set.ts";
import { confusableCodes, distanceOf } from "./confusables.ts";
import { doubledAt } from "./doubled-words.ts";
import { isCommonWord } from "./name-grammar.ts";
import { PORTION } from "./portion.ts";
import { everydayPhrases } from "./rules/everyday-phrases.ts";
import { fixedPhrases } from "./rules/fixed-phrases.ts";
import { furtherWordsOfPapers, wordsOfPapers } from "./rules/words-of-papers.ts";
import { derivedSlipLines } from "./data/derived-slips.ts";
import {
  costOf,
  LONGEST,
  NO_RANK,
  Place,
  PLACE_BITS,
  RARE,
  wordStatistics,
  type WordStatistics,
} from "./word-statistics.ts";

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

/** The same where a character nobody counts stands beside a word. */
const LEAST_OF_RARE = 16;

/** Two characters that are words of their own more often than this (a power of two) read well as they stand. */
const MOST_ALONE = 36;

/** Of three pairs the middle one is odd, and not all around it are words: a pair between two words is none of a word. */
const ODD = (1 << 0b000) | (1 << 0b001) | (1 << 0b100);
const LISTED_BITS = 17;
const KNOWN_BITS = 15;

/** What a word of two characters must gain besides, by the distance of the wrong character from the right one. */
const FARTHER = [0.5, 2, 4];
/** A row with more rare characters than this is written in traditional characters, or of names: its words are not known. */
const MOST_RARE = 1;
const AROUND_TRADITIONAL = 40;
const LEAST_TRADITIONAL = 3;
/** What a word papers are made of is spared where the wrong character has the syllable of the right one. */
const OF_PAPERS = 2;
/** The same of those that are listed, where neither character stands alone in the prose of offices or belongs to a word beside. */
const LISTED_OF_PAPERS = 4;
const ofPapers = new PairSet();
const listedOfPapers = new PairSet();
for (const word of wordsOfPapers) {
  ofPapers.add(word);
  listedOfPapers.add(word);
}
for (const word of furtherWordsOfPapers) listedOfPapers.add(word);
for (const phrase of [...fixedPhrases, ...everydayPhrases])
  if (phrase.length === 4)
    for (const word of [phrase.slice(0, 2), phrase.slice(2)]) if (isCommonWord(word)) ofPapers.add(word);

/** Stand alone so often, in front of or behind a word, that they are none of it: 「通知书|及|传票」, 「教师岗|为…」. */
const standAlone = new CharSet(
  "的地得了着过是在有为和与及或并而且又也都已未不没无可应须要会能将被把给让由向往对从自以按据因于至到起各每该本此其某另他她它我你您这那何所者之前后内外中上下间时年月日号名个件次种类家户人大小多少新老全总一二三两几第等再更最均仅只尚拟现曾待系经请就则若如即既便先才",
);

/** What a right word of two characters is spared at most. */
const mostSpared = (one: number, other: number): number =>
  listedOfPapers.hasCodes(one, other) ? LISTED_OF_PAPERS : ofPapers.hasCodes(one, other) ? OF_PAPERS : 0;

/** Of a word whose last character stands twice: how frequent it is at least, and how rarely that character stands twice or alone. */
const DOUBLED = 9;
const TWICE = 6;
const MOST_ALONE_DOUBLED = 13;

/** How frequent a word beside a listed slip is at least to have a part in it. */
const BORDERING = 4;

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

const WORDS = 1 << (BITS - 5);
/**
 * The characters that one may stand for, by their ranks: one bit for each, and a list; and one bit for each character that stands
 * behind, or in front of, any of these in a word in use.
 */
interface Likes {
  readonly bits: Uint32Array;
  readonly ranks: Uint16Array;
  readonly behind: Uint32Array;
  readonly inFront: Uint32Array;
}

/** By code unit. Its full length from the start: filled here and there, it would become a table of keys. */
const likesOf: (Likes | undefined)[] = Array.from({ length: 65_536 });
const set = (bits: Uint32Array, bit: number): void => {
  bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
};

const has = (bits: Uint32Array, bit: number): boolean =>
  ((bits[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;

function likesOfCode(code: number, statistics: WordStatistics): Likes {
  const known = likesOf[code];
  if (known) return known;
  const ranks = Uint16Array.from(
    confusableCodes(code)
      .map((other) => statistics.ranks[other] as number)
      .filter((rank) => rank < RARE),
  );
  const bits = new Uint32Array(WORDS);
  const behind = new Uint32Array(WORDS);
  const inFront = new Uint32Array(WORDS);
  for (const rank of ranks) {
    set(bits, rank);
    for (const other of statistics.behind(rank)) set(behind, other);
    for (const other of statistics.inFrontOf(rank)) set(inFront, other);
  }
  const made = { bits, ranks, behind, inFront };
  likesOf[code] = made;
  return made;
}

/**
 * What can be found at a pair by its two characters alone: nearly always nothing. The lowest bits are the places (see Place) where
 * the pair may stand in a longer word with another first character, the next ones with another second one.
 */
const OTHER_SECOND = PLACE_BITS;
const PLACES = (1 << PLACE_BITS) - 1;
const WORD_OF_TWO_OTHER_FIRST = 1 << (2 * PLACE_BITS);
const WORD_OF_TWO_OTHER_SECOND = 2 << (2 * PLACE_BITS);
const LISTED = 4 << (2 * PLACE_BITS);
const WEIGHED = LISTED - 1;

/** The forms of data/derived-slips.ts: open hash table, two numbers a slot, the two code units and where the right word lies. */
class ListedSlips {
  readonly #slots = new Int32Array(2 << LISTED_BITS);
  /** One bit for each form, by hash. */
  readonly #bits = new Uint32Array(1 << (LISTED_BITS + 1 - 5));

  constructor(statistics: WordStatistics) {
    const { ranks } = statistics;
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
        set(this.#bits, Math.imul(key, 0x9e3779b1) >>> (31 - LISTED_BITS));
        // Whatever rare word it stands in, as a pair it is a slip.
        statistics.setApart(pair);
      }
    }
  }

  /** The right form of a listed pair, by the code units; undefined where it is none. */
  rightOf(one: number, other: number): string | undefined {
    const key = (one << 16) | other;
    if (!has(this.#bits, Math.imul(key, 0x9e3779b1) >>> (31 - LISTED_BITS))) return undefined;
    const slots = this.#slots;
    for (
      let slot = Math.imul(key, 0x9e3779b1) >>> (32 - LISTED_BITS);
      slots[slot * 2] !== 0;
      slot = (slot + 1) & ((1 << LISTED_BITS) - 1)
    )
      if (slots[slot * 2] === key)
        return (derivedSlipLines[slots[slot * 2 + 1] as number] as string).slice(0, 2);
    return undefined;
  }
}

/** One table for all scanners. */
let listed: ListedSlips | undefined;

/** Finds the slips of a block; one scanner is used again and again. */
export class WordSlipScanner {
  readonly #statistics = wordStatistics();
  readonly #listed = (listed ??= new ListedSlips(this.#statistics));
  /** What was reckoned of pairs: the two code units, and the chances. */
  readonly #known = new Int32Array(2 << KNOWN_BITS);
  #odd = new Int32Array(0);
  /** How far the run over the text has come (see #findOdd): what it found, the last two ranks, and of the last three pairs whether each stands inside of a word, one bit each. */
  #oddCount = 0;
  #before = NO_RANK;
  #here = NO_RANK;
  #state = 0;
  #codes: Uint16Array = new Uint16Array(0);
  #length = 0;
  readonly #row = new Uint16Array(LONGEST);
  /** Of the pair that is being weighed: where the row begins and how long it is, its likelihood as it stands (0: not yet known). */
  #from = 0;
  #size = 0;
  #given = 0;
  /** How many rare characters stand in the row. */
  #rare = 0;
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
    this.#codes = codes;
    this.#length = length;
    const count = this.#findOdd();
    const odd = this.#odd;
    for (let index = 0; index < count; index += 1) {
      const start = (odd[index] as number) >> 1;
      if (((odd[index] as number) & 1) !== 0) {
        const slip = this.#doubledAt(start) ?? this.#twiceAt(start + 1);
        if (slip) found(slip);
        continue;
      }
      const chances = this.#chancesAt(start);
      if (chances !== 0) this.#judgePair(start, chances, found);
    }
  }

  /** Tells the slip at the odd pair at `start`, of which something can be found (see #chancesAt). */
  #judgePair(start: number, chances: number, found: (slip: WordSlip) => boolean): void {
    if ((chances & LISTED) !== 0 && !this.#isWithinWord(start) && !this.#bordersWord(start)) {
      const right = this.#listed.rightOf(this.#codes[start] as number, this.#codes[start + 1] as number);
      if (
        right &&
        !this.#isTraditional(start) &&
        found({ start, end: start + 2, right, listed: true, gain: Number.POSITIVE_INFINITY })
      )
        return;
    }
    if ((chances & WEIGHED) === 0) return;
    const slip = this.#weighPair(start, chances);
    if (slip && !this.#isTraditional(start)) found(slip);
  }

  /** The right form of two characters that were written down as wrong. */
  listedFor(one: number, other: number): string | undefined {
    return this.#listed.rightOf(one, other);
  }

  /**
   * What the first `length` of `codes` gain where the term `right` stands in the place of as many characters from `start` on, of
   * which one is another: a natural logarithm, 0 where they read better as they stand.
   */
  gainOf(codes: Uint16Array, length: number, start: number, right: string): number {
    this.#codes = codes;
    this.#length = length;
    this.#given = 0;
    this.#gain = 0;
    let changed = start;
    while (codes[changed] === right.charCodeAt(changed - start)) changed += 1;
    const like = this.#statistics.ranks[right.charCodeAt(changed - start)] as number;
    if (like < RARE) this.#weigh(start, right.length, changed, like, Math.max(start, changed - 1));
    return this.#gain;
  }

  /**
   * Fills `#odd` with the places of odd pairs × 2, and with those in front of a character that stands twice × 2 + 1; how many there
   * are. Nothing else is done in this run over the whole text, so that it takes little time.
   */
  #findOdd(): number {
    const length = this.#length;
    if (this.#odd.length < length * 2 + 2) this.#odd = new Int32Array(length * 2 + 2);
    this.#oddCount = 0;
    this.#before = NO_RANK;
    this.#here = NO_RANK;
    this.#state = 0;
    for (let from = 0; from < length; from += PORTION)
      this.#findOddWithin(from, Math.min(length, from + PORTION));
    // The last pair of the text: nothing stands behind it.
    if (
      ((ODD >>> ((this.#state << 1) & 7)) & 1) !== 0 &&
      this.#here !== NO_RANK &&
      this.#before !== NO_RANK
    ) {
      this.#odd[this.#oddCount] = length * 2 - 4;
      this.#oddCount += 1;
    }
    return this.#oddCount;
  }

  /** Goes on from `from` to `until`. */
  #findOddWithin(from: number, until: number): void {
    const codes = this.#codes;
    const odd = this.#odd;
    const { ranks, inside } = this.#statistics;
    let count = this.#oddCount;
    let before = this.#before;
    let here = this.#here;
    let state = this.#state;
    for (let at = from; at < until; at += 1) {
      const next = ranks[codes[at] as number] as number;
      const pair = (here << BITS) | next;
      state = ((state << 1) & 7) | (((inside[pair >>> 5] as number) >>> (pair & 31)) & 1);
      if (here === next && next < RARE && at >= 2) {
        odd[count] = at * 2 - 3;
        count += 1;
      }
      if (((ODD >>> state) & 1) !== 0 && here !== NO_RANK && before !== NO_RANK) {
        odd[count] = at * 2 - 4;
        count += 1;
      }
      before = here;
      here = next;
    }
    this.#oddCount = count;
    this.#before = before;
    this.#here = here;
    this.#state = state;
  }

  /** What can be found at the pair at `at`. The same pairs stand in every text: what was reckoned is kept. */
  #chancesAt(at: number): number {
    const one = this.#codes[at] as number;
    const other = this.#codes[at + 1] as number;
    const key = (one << 16) | other;
    const slot = (Math.imul(key, 0x9e3779b1) >>> (32 - KNOWN_BITS)) * 2;
    const known = this.#known;
    if (known[slot] !== key) {
      known[slot] = key;
      known[slot + 1] = this.#reckonChances(one, other);
    }
    return known[slot + 1] as number;
  }

  #reckonChances(one: number, other: number): number {
    const statistics = this.#statistics;
    const first = statistics.ranks[one] as number;
    const second = statistics.ranks[other] as number;
    const listed = this.#listed.rightOf(one, other) === undefined ? 0 : LISTED;
    if ((statistics.alone[first] as number) + (statistics.alone[second] as number) > MOST_ALONE)
      return listed;
    let chances = listed;
    // What the reading can gain at most: it may always be read as two words of one character each.
    const least = LEAST_GAIN + statistics.costAlone(first) + statistics.costAlone(second);
    const likesFirst = likesOfCode(one, statistics);
    if (second < RARE && has(likesFirst.behind, second))
      for (const like of likesFirst.ranks) {
        const found = statistics.neighbours(like, second);
        chances |= found & PLACES;
        if (
          found > PLACES &&
          costOf((found >>> PLACE_BITS) - 1) >= least - mostSpared(statistics.codeOf(like), other)
        )
          chances |= WORD_OF_TWO_OTHER_FIRST;
      }
    const likesSecond = likesOfCode(other, statistics);
    if (first < RARE && has(likesSecond.inFront, first))
      for (const like of likesSecond.ranks) {
        const found = statistics.neighbours(first, like);
        chances |= (found & PLACES) << OTHER_SECOND;
        if (
          found > PLACES &&
          costOf((found >>> PLACE_BITS) - 1) >= least - mostSpared(one, statistics.codeOf(like))
        )
          chances |= WORD_OF_TWO_OTHER_SECOND;
      }
    return chances;
  }

  /** Whether the text around is written in traditional characters: every tenth of its ideographs is rare here. */
  #isTraditional(at: number): boolean {
    let rare = 0;
    let all = 0;
    for (let place = at - AROUND_TRADITIONAL; place < at + AROUND_TRADITIONAL; place += 1) {
      const rank = this.#rankAt(place);
      if (rank === NO_RANK) continue;
      all += 1;
      if (rank === RARE) rare += 1;
    }
    return rare >= LEAST_TRADITIONAL && rare * 10 >= all;
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

  /** What stands twice in running prose: 「的的」, 「提前前」. */
  #twiceAt(at: number): WordSlip | undefined {
    const doubled = doubledAt(this.#statistics, this.#codes, at, (place) => this.#rankAt(place));
    return doubled && { ...doubled, listed: false, gain: Number.POSITIVE_INFINITY };
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
    return this.#statistics.mayStandInside((this.#rankAt(at) << BITS) | this.#rankAt(at + 1));
  }

  /** The same without those that are listed as slips. */
  #isInside(at: number): boolean {
    const pair = (this.#rankAt(at) << BITS) | this.#rankAt(at + 1);
    return (((this.#statistics.inside[pair >>> 5] as number) >>> (pair & 31)) & 1) !== 0;
  }

  #weighPair(at: number, chances: number): WordSlip | undefined {
    const statistics = this.#statistics;
    const codes = this.#codes;
    const first = this.#rankAt(at);
    const second = this.#rankAt(at + 1);
    const likesFirst = likesOfCode(codes[at] as number, statistics).bits;
    const likesSecond = likesOfCode(codes[at + 1] as number, statistics).bits;
    this.#given = 0;
    this.#gain = 0;
    if ((chances & WORD_OF_TWO_OTHER_FIRST) !== 0)
      this.#tryBeside(statistics.leadersOf(second), likesFirst, at, at);
    if ((chances & WORD_OF_TWO_OTHER_SECOND) !== 0)
      this.#tryBeside(statistics.followersOf(first), likesSecond, at, at + 1);
    const ofFirst = chances;
    const ofSecond = chances >>> OTHER_SECOND;
    const either = ofFirst | ofSecond;
    const before = this.#rankAt(at - 1);
    const after = this.#rankAt(at + 2);
    // What is kept of a word and stands side by side in it does so in the text: most of the ways are barred by that.
    const leads = before < RARE && this.#mayBeWithin(at - 1);
    const follows = after < RARE && this.#mayBeWithin(at + 1);
    if (before < RARE) {
      if ((ofFirst & Place.end3) !== 0) this.#tryRest(likesFirst, at - 1, 3, at, 0, before, second);
      if (leads && (ofSecond & Place.end3) !== 0)
        this.#tryRest(likesSecond, at - 1, 3, at + 1, 0, before, first);
      if ((either & Place.end4) !== 0) {
        const further = this.#rankAt(at - 2);
        if (further < RARE && this.#mayBeWithin(at - 2)) {
          if ((ofFirst & Place.end4) !== 0) this.#tryRest(likesFirst, at - 2, 4, at, further, before, second);
          if (leads && (ofSecond & Place.end4) !== 0)
            this.#tryRest(likesSecond, at - 2, 4, at + 1, further, before, first);
        }
      }
      if (follows && (ofFirst & Place.middle4) !== 0)
        this.#tryRest(likesFirst, at - 1, 4, at, before, second, after);
      if (leads && after < RARE && (ofSecond & Place.middle4) !== 0)
        this.#tryRest(likesSecond, at - 1, 4, at + 1, before, first, after);
    }
    if (after < RARE) {
      if (follows && (ofFirst & Place.start3) !== 0) this.#tryRest(likesFirst, at, 3, at, 0, second, after);
      if ((ofSecond & Place.start3) !== 0) this.#tryRest(likesSecond, at, 3, at + 1, 0, first, after);
      if ((either & Place.start4) !== 0) {
        const last = this.#rankAt(at + 3);
        if (last < RARE && this.#mayBeWithin(at + 2)) {
          if (follows && (ofFirst & Place.start4) !== 0)
            this.#tryRest(likesFirst, at, 4, at, second, after, last);
          if ((ofSecond & Place.start4) !== 0) this.#tryRest(likesSecond, at, 4, at + 1, first, after, last);
        }
      }
    }
    if (this.#gain < LEAST_GAIN || (this.#gain < LEAST_OF_RARE && this.#isBesideRare(at))) return undefined;
    let right = "";
    for (let place = this.#start; place < this.#end; place += 1)
      right +=
        place === this.#changed ? statistics.charOf(this.#like) : String.fromCharCode(codes[place] as number);
    return { start: this.#start, end: this.#end, right, listed: false, gain: this.#gain };
  }

  /**
   * 「绵阳|涪城」, 「分娩|相关」: the changed character is so rare that its words are not known, and the other one belongs to the word on
   * its side.
   */
  #isBesideRare(at: number): boolean {
    const statistics = this.#statistics;
    if (this.#end - this.#start !== 2 || this.#rankAt(this.#changed) !== RARE) return false;
    const pair =
      this.#changed === at
        ? (this.#rankAt(at + 1) << BITS) | this.#rankAt(at + 2)
        : (this.#rankAt(at - 1) << BITS) | this.#rankAt(at);
    return statistics.stepOf(pair, 0, 2) >= BORDERING;
  }

  /** What a reading is spared where the right word is one that papers are made of. */
  #sparedAt(start: number, changed: number, like: number): number {
    const one = changed === start ? like : (this.#codes[start] as number);
    const other = changed === start ? (this.#codes[start + 1] as number) : like;
    if (
      listedOfPapers.hasCodes(one, other) &&
      !standAlone.has(this.#codes[start] as number) &&
      !standAlone.has(this.#codes[start + 1] as number) &&
      !this.#isInside(start - 1) &&
      !this.#isInside(start + 1)
    )
      return LISTED_OF_PAPERS;
    return ofPapers.hasCodes(one, other) ? OF_PAPERS : 0;
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
      const cost = costOf(statistics.stepOf(low | (like << scale), 0, 2));
      if (cost < least - LISTED_OF_PAPERS) continue;
      const code = statistics.codeOf(like);
      const spared =
        changed === at
          ? mostSpared(code, this.#codes[at + 1] as number)
          : mostSpared(this.#codes[at] as number, code);
      if (cost < least - spared) continue;
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
      this.#rare = 0;
      while (from > 0 && pair - from < AROUND && isHan(this.#codes[from - 1] as number)) from -= 1;
      let size = 0;
      while (size < LONGEST && from + size < this.#length && isHan(this.#codes[from + size] as number)) {
        row[size] = this.#rankAt(from + size);
        if (row[size] === RARE) this.#rare += 1;
        size += 1;
      }
      this.#from = from;
      this.#size = size;
      this.#given = statistics.likelihood(row, size);
    }
    const place = changed - this.#from;
    const wrong = row[place] as number;
    if (this.#rare - (wrong === RARE ? 1 : 0) > MOST_RARE) return;
    row[place] = like;
    let gain = statistics.likelihood(row, this.#size) - this.#given;
    row[place] = wrong;
    // Two characters are little to go by: there the one must be near to the other, or one that hardly anybody writes.
    if (size === 2 && wrong !== RARE) {
      const distance = distanceOf(this.#codes[changed] as number, statistics.codeOf(like));
      gain -= FARTHER[distance] as number;
      const spared = distance === 0 ? this.#sparedAt(start, changed, statistics.codeOf(like)) : 0;
      gain += Math.min(spared, OF_PAPERS);
      // It makes a slip, but weighs nothing against a name or a border of words.
      if (spared > OF_PAPERS && gain < LEAST_GAIN && gain + spared - OF_PAPERS >= LEAST_GAIN)
        gain = LEAST_GAIN;
    }
    if (gain <= this.#gain) return;
    this.#gain = gain;
    this.#start = start;
    this.#end = start + size;
    this.#changed = changed;
    this.#like = like;
  }
}
