/**
 * The words of the language and how frequent they are (data/word-statistics.ts): whether two characters ever stand side by side inside
 * of a word, and how likely a piece of text is as a row of words. Made once, packed flat: there are seventy thousand words.
 */
import { alone, beginning, characters, ending, pairsInside, total, words } from "./data/word-statistics.ts";

const BITS = 12;
const SIZE = 1 << BITS;
/** The number of all that is no ideograph, and of every ideograph that has none of its own. */
export const NO_RANK = SIZE - 1;
export const RARE = SIZE - 2;
const STEP = Math.log(2);
const TOTAL = Math.log(total);
/** What a word costs that nobody knows. */
const UNKNOWN = -TOTAL - 1;

function ranksOf(): Uint16Array {
  const ranks = new Uint16Array(65_536).fill(NO_RANK);
  ranks.fill(RARE, 0x4e00, 0xa000);
  for (let at = 0; at < characters.length; at += 1) ranks[characters.charCodeAt(at)] = at;
  return ranks;
}

function stepsOf(letters: string): Uint8Array {
  const steps = new Uint8Array(SIZE);
  for (let at = 0; at < letters.length; at += 1) steps[at] = letters.charCodeAt(at) - 65;
  return steps;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value += 1) digits[alphabet.charCodeAt(value)] = value;

/** Growing numbers, packed as differences of seven bits a byte in base 64: below 2^24, and what lies above. */
function unpack(packed: string, found: (low: number, high: number) => void): void {
  let low = 0;
  let high = 0;
  /** The difference that is being read: its lowest 28 bits, the rest, and how many bits were read. */
  let small = 0;
  let large = 0;
  let read = 0;
  let held = 0;
  let bits = 0;
  for (let at = 0; at < packed.length; at += 1) {
    const code = packed.charCodeAt(at);
    if (code === 61) break;
    held = ((held << 6) | (digits[code] as number)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (held >> bits) & 0xff;
    if (read < 28) small |= (byte & 127) << read;
    else large |= (byte & 127) << (read - 28);
    read += 7;
    if (byte >= 128) continue;
    low += small & 0xffffff;
    high += (small >>> 24) + (large << 4) + (low >>> 24);
    low &= 0xffffff;
    small = 0;
    large = 0;
    read = 0;
    found(low, high);
  }
}

const TABLE_BITS = 17;
const MASK = (1 << TABLE_BITS) - 1;
/** Of words with one character left out. */
const REST_BITS = 17;
/** One bit for each of these by hash, to tell that there is none. */
const BLOOM_BITS = 20;
const REST_MASK = (1 << REST_BITS) - 1;
const GOLDEN = 0x9e3779b1;
const SPREAD = 0x85ebca6b;

/** The longest row of characters whose words are weighed. */
export const LONGEST = 16;
/** What is mistyped is a word in use: at least so frequent, by length; powers of two. */
export const LEAST: readonly number[] = [0, 0, 6, 5, 2];

const APART_BITS = 15;
const apartBit = (pair: number): number => Math.imul(pair, GOLDEN) >>> (32 - APART_BITS);
const NEIGHBOUR_BITS = 17;
/** Where in a word two of its characters stand side by side: one bit for each place, by the length of the word. */
export const Place = { start3: 1, end3: 2, start4: 4, middle4: 8, end4: 16 } as const;
/** How many bits these are. */
export const PLACE_BITS = 5;

export class WordStatistics {
  /** The number of each code unit. */
  readonly ranks = ranksOf();
  readonly alone = stepsOf(alone);
  readonly beginning = stepsOf(beginning);
  readonly ending = stepsOf(ending);
  /** One bit for each pair that stands inside of a word, but for those set apart. */
  readonly inside = new Uint32Array((SIZE * SIZE) >>> 5);
  /** One bit, by hash, for each pair that was set apart. */
  readonly #apart = new Uint32Array(1 << (APART_BITS - 5));
  /** Words of three and four characters in use with one left out: the first two of the others, the third and how, the missing one. */
  readonly #rests = new Int32Array(3 << REST_BITS);
  readonly #bloom = new Uint32Array(1 << (BLOOM_BITS - 5));
  /** Open hash table, two numbers a slot: the last two characters, and what stands in front × 4 + size − 1, plus 1 (0: empty). */
  readonly #slots = new Int32Array(2 << TABLE_BITS);
  readonly #steps = new Uint8Array(1 << TABLE_BITS);
  /** What follows and what leads a character in the words of two characters that are in use. */
  readonly #followers: (number[] | undefined)[] = [];
  readonly #leaders: (number[] | undefined)[] = [];

  /** Pairs side by side in words in use: open hash table, the pair and 1 (0: empty), and what `neighbours` gives. */
  readonly #neighbours = new Int32Array(2 << NEIGHBOUR_BITS);
  /** One bit for each of these by hash, to tell that there is none. */
  readonly #areNeighbours = new Uint32Array(1 << (BLOOM_BITS - 5));

  /** What stands behind and in front of a character in these. */
  readonly #behind: (number[] | undefined)[] = [];
  readonly #inFront: (number[] | undefined)[] = [];

  readonly #best = new Float64Array(LONGEST + 1);

  constructor() {
    const { inside } = this;
    const mark = (pair: number): void => {
      inside[pair >>> 5] = (inside[pair >>> 5] as number) | (1 << (pair & 31));
    };
    for (const { size, step, packed } of words) {
      unpack(packed, (low, high) => {
        const slot = this.#slotOf(low, high, size);
        this.#slots[slot * 2] = low;
        this.#slots[slot * 2 + 1] = high * 4 + size;
        this.#steps[slot] = step;
        mark(low);
        const last = low & NO_RANK;
        const third = low >>> BITS;
        if (size === 2) {
          if (step >= (LEAST[2] as number)) {
            this.#addNeighbours(third, last, (step + 1) << PLACE_BITS);
            (this.#followers[third] ??= []).push(last);
            (this.#leaders[last] ??= []).push(third);
          }
          return;
        }
        const second = high & NO_RANK;
        mark((second << BITS) | third);
        if (step < (LEAST[size] as number)) {
          if (size === 4) mark(high);
          return;
        }
        this.#addNeighbours(second, third, Place[size === 3 ? "start3" : "middle4"]);
        this.#addNeighbours(third, last, Place[size === 3 ? "end3" : "end4"]);
        if (size === 3) {
          this.#addRest(3, 0, 0, third, last, second);
          this.#addRest(3, 1, 0, second, last, third);
          this.#addRest(3, 2, 0, second, third, last);
          return;
        }
        const first = high >>> BITS;
        mark(high);
        this.#addNeighbours(first, second, Place.start4);
        this.#addRest(4, 0, second, third, last, first);
        this.#addRest(4, 1, first, third, last, second);
        this.#addRest(4, 2, first, second, last, third);
        this.#addRest(4, 3, first, second, third, last);
      });
    }
    unpack(pairsInside, mark);
  }

  /** From now on a pair counts as one that stands in no word, though longer words hold it. */
  setApart(pair: number): void {
    const bit = 1 << (pair & 31);
    if (((this.inside[pair >>> 5] as number) & bit) === 0) return;
    this.inside[pair >>> 5] = (this.inside[pair >>> 5] as number) & ~bit;
    const apart = apartBit(pair);
    this.#apart[apart >>> 5] = (this.#apart[apart >>> 5] as number) | (1 << (apart & 31));
  }

  /** Whether a pair stands inside of some word, set apart or not. */
  mayStandInside(pair: number): boolean {
    if (((this.inside[pair >>> 5] as number) & (1 << (pair & 31))) !== 0) return true;
    const apart = apartBit(pair);
    return ((this.#apart[apart >>> 5] as number) & (1 << (apart & 31))) !== 0;
  }

  #slotOf(low: number, high: number, size: number): number {
    const front = high * 4 + size;
    const slots = this.#slots;
    let slot = slotOf(low, front, TABLE_BITS);
    while (slots[slot * 2 + 1] !== 0 && (slots[slot * 2] !== low || slots[slot * 2 + 1] !== front))
      slot = (slot + 1) & MASK;
    return slot;
  }

  /**
   * How frequent a word of `size` characters is, as a power of two; −1 when it is none. `low` is its last two characters in base
   * 4096, `high` those in front.
   */
  stepOf(low: number, high: number, size: number): number {
    const slot = this.#slotOf(low, high, size);
    return this.#slots[slot * 2 + 1] === 0 ? -1 : (this.#steps[slot] as number);
  }

  /** Whether the `size` characters of a text from `at` on are a word, of two to four characters. */
  isWordAt(text: string, at: number, size: 2 | 3 | 4): boolean {
    const rank = (place: number): number => this.ranks[text.charCodeAt(place)] ?? NO_RANK;
    const low = (rank(at + size - 2) << BITS) | rank(at + size - 1);
    const high = size === 2 ? 0 : size === 3 ? rank(at) : (rank(at) << BITS) | rank(at + 1);
    return at >= 0 && at + size <= text.length && this.stepOf(low, high, size) >= 0;
  }

  #addRest(size: number, left: number, one: number, two: number, three: number, missing: number): void {
    const rests = this.#rests;
    const front = restFront(size, left, three);
    const pair = (one << BITS) | two;
    let slot = slotOf(pair, front, REST_BITS);
    const bit = slotOf(pair, front, BLOOM_BITS);
    this.#bloom[bit >>> 5] = (this.#bloom[bit >>> 5] as number) | (1 << (bit & 31));
    while (rests[slot * 3 + 1] !== 0) slot = (slot + 1) & REST_MASK;
    rests[slot * 3] = pair;
    rests[slot * 3 + 1] = front;
    rests[slot * 3 + 2] = missing;
  }

  #addNeighbours(one: number, other: number, found: number): void {
    const bit = Math.imul((one << BITS) | other, SPREAD) >>> (32 - BLOOM_BITS);
    this.#areNeighbours[bit >>> 5] = (this.#areNeighbours[bit >>> 5] as number) | (1 << (bit & 31));
    const neighbours = this.#neighbours;
    const slot = this.#neighbourSlot(one, other);
    if (neighbours[slot * 2] === 0) {
      (this.#behind[one] ??= []).push(other);
      (this.#inFront[other] ??= []).push(one);
    }
    neighbours[slot * 2] = ((one << BITS) | other) + 1;
    neighbours[slot * 2 + 1] = (neighbours[slot * 2 + 1] as number) | found;
  }

  #neighbourSlot(one: number, other: number): number {
    const neighbours = this.#neighbours;
    const key = ((one << BITS) | other) + 1;
    let slot = Math.imul(key, GOLDEN) >>> (32 - NEIGHBOUR_BITS);
    while (neighbours[slot * 2] !== 0 && neighbours[slot * 2] !== key)
      slot = (slot + 1) & ((1 << NEIGHBOUR_BITS) - 1);
    return slot;
  }

  /**
   * How two characters stand side by side in words in use; 0 where they do not. The lowest bits are their places (see Place) in words
   * of three and four characters; above them, where they are a word of two, lies how frequent it is, and 1.
   */
  neighbours(one: number, other: number): number {
    const bit = Math.imul((one << BITS) | other, SPREAD) >>> (32 - BLOOM_BITS);
    if (((this.#areNeighbours[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return 0;
    return this.#neighbours[this.#neighbourSlot(one, other) * 2 + 1] as number;
  }

  /**
   * The first character of `likes` that makes a word of `size` characters of `one`, `two`, `three` where one is left out at
   * `left`; −1 when none does. Of three characters `one` is 0.
   */
  missingIn(likes: Uint32Array, size: number, left: number, one: number, two: number, three: number): number {
    const front = restFront(size, left, three);
    const pair = (one << BITS) | two;
    const bit = slotOf(pair, front, BLOOM_BITS);
    if (((this.#bloom[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return -1;
    const rests = this.#rests;
    for (let slot = slotOf(pair, front, REST_BITS); ; slot = (slot + 1) & REST_MASK) {
      const found = rests[slot * 3 + 1] as number;
      if (found === 0) return -1;
      if (found !== front || rests[slot * 3] !== pair) continue;
      const missing = rests[slot * 3 + 2] as number;
      if (((likes[missing >>> 5] as number) & (1 << (missing & 31))) !== 0) return missing;
    }
  }

  /** The characters that stand behind one in words in use. */
  behind(rank: number): readonly number[] {
    return this.#behind[rank] ?? [];
  }

  /** The characters that stand in front of one in words in use. */
  inFrontOf(rank: number): readonly number[] {
    return this.#inFront[rank] ?? [];
  }

  followersOf(rank: number): readonly number[] {
    return this.#followers[rank] ?? [];
  }

  leadersOf(rank: number): readonly number[] {
    return this.#leaders[rank] ?? [];
  }

  /** The logarithm of how likely the best row of words is that spells the first `length` of `ranks`. */
  likelihood(ranks: Uint16Array, length: number): number {
    const best = this.#best;
    for (let end = 1; end <= length; end += 1) {
      const last = ranks[end - 1] as number;
      let most = (best[end - 1] as number) + this.costAlone(last);
      if (end >= 2 && last < RARE) {
        const low = ((ranks[end - 2] as number) << BITS) | last;
        let high = 0;
        // A word has no two neighbours that stand side by side in none.
        let pair = low;
        for (let size = 2; size <= 4 && size <= end && this.mayStandInside(pair); size += 1) {
          if (size > 2) high |= (ranks[end - size] as number) << (BITS * (size - 3));
          const step = this.stepOf(low, high, size);
          if (step >= 0) most = Math.max(most, (best[end - size] as number) + costOf(step));
          pair = ((ranks[end - size - 1] as number) << BITS) | (ranks[end - size] as number);
        }
      }
      best[end] = most;
    }
    return best[length] as number;
  }

  /** What a character costs as a word of its own. */
  costAlone(rank: number): number {
    return rank >= RARE ? UNKNOWN : costOf(this.alone[rank] as number);
  }

  charOf(rank: number): string {
    return characters.charAt(rank);
  }

  codeOf(rank: number): number {
    return characters.charCodeAt(rank);
  }
}

const slotOf = (low: number, high: number, bits: number): number =>
  Math.imul(Math.imul(high, SPREAD) ^ low, GOLDEN) >>> (32 - bits);

/** Never 0. */
const restFront = (size: number, left: number, three: number): number =>
  (three << 4) | (left << 2) | (size - 2);

/** The logarithm of how likely a word is, or a character as a word of its own. */
export const costOf = (step: number): number => step * STEP - TOTAL;

let made: WordStatistics | undefined;

export function wordStatistics(): WordStatistics {
  made ??= new WordStatistics();
  return made;
}
