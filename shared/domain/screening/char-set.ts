/**
 * Sets of characters and of two-character words, asked by code unit. A search through a string, a set of strings or a
 * regular expression for one character each cost a call and often a new string; these cost one look-up, and the
 * detectors ask hundreds of thousands of times a megabyte. Nothing beyond the text is in a set; that is asked before
 * `charCodeAt` is, which is compiled to a call everywhere once it was asked beyond a text at one place.
 */
export class CharSet {
  readonly #bits = new Uint32Array(65_536 / 32);

  constructor(characters: string) {
    for (let at = 0; at < characters.length; at += 1) {
      const code = characters.charCodeAt(at);
      this.#bits[code >>> 5] = (this.#bits[code >>> 5] as number) | (1 << (code & 31));
    }
  }

  /** The code units within ranges, each from its first to its last. */
  static ofRanges(ranges: readonly (readonly [number, number])[]): CharSet {
    const set = new CharSet("");
    for (const [first, last] of ranges)
      for (let word = first >>> 5; word <= last >>> 5; word += 1) {
        const low = word === first >>> 5 ? -1 << (first & 31) : -1;
        const high = word === last >>> 5 ? -1 >>> (31 - (last & 31)) : -1;
        set.#bits[word] = (set.#bits[word] as number) | (low & high);
      }
    return set;
  }

  has(code: number): boolean {
    return (((this.#bits[code >>> 5] as number) >>> (code & 31)) & 1) !== 0;
  }

  hasAt(text: string, at: number): boolean {
    return at >= 0 && at < text.length && this.has(text.charCodeAt(at));
  }
}

const GOLDEN = 0x9e3779b1;

/** Two-character words in an open hash table. */
export class PairSet {
  #keys = new Uint32Array(256);
  #shift = 24;
  #count = 0;

  add(word: string): void {
    if (word.length !== 2) throw new Error(`not two characters: ${word}`);
    if (this.#count * 2 >= this.#keys.length) this.#grow();
    this.#put(((word.charCodeAt(0) << 16) | word.charCodeAt(1)) >>> 0);
  }

  has(word: string): boolean {
    return word.length === 2 && this.hasAt(word, 0);
  }

  /** Whether the word stands at `at`. */
  hasAt(text: string, at: number): boolean {
    return at >= 0 && at + 1 < text.length && this.hasCodes(text.charCodeAt(at), text.charCodeAt(at + 1));
  }

  /** A missing character counts as 0, which no word holds. */
  hasCodes(first: number, second: number): boolean {
    const key = ((first << 16) | second) >>> 0;
    return key !== 0 && this.#keys[this.#place(key)] === key;
  }

  /** Where a key is, or could be put. */
  #place(key: number): number {
    const keys = this.#keys;
    const last = keys.length - 1;
    let place = Math.imul(key, GOLDEN) >>> this.#shift;
    for (let found = keys[place]; found !== key && found !== 0; found = keys[place])
      place = (place + 1) & last;
    return place;
  }

  #put(key: number): void {
    const place = this.#place(key);
    if (this.#keys[place] === key) return;
    this.#keys[place] = key;
    this.#count += 1;
  }

  #grow(): void {
    const old = this.#keys;
    this.#keys = new Uint32Array(old.length * 2);
    this.#shift -= 1;
    this.#count = 0;
    for (const key of old) if (key !== 0) this.#put(key);
  }
}

/**
 * Words of any length. Nearly all that is asked is none of them, which the first two characters tell: a set of
 * strings alone would have to hash each piece of text that is cut out to be asked for.
 */
export class WordSet {
  readonly #heads = new PairSet();
  readonly #words: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    for (const word of this.#words) if (word.length > 1) this.#heads.add(word.slice(0, 2));
  }

  has(word: string): boolean {
    return (word.length < 2 || this.#heads.hasAt(word, 0)) && this.#words.has(word);
  }

  /** Whether what stands from `start` up to `end` is one of the words: nearly never is it cut out to be asked for. */
  hasWithin(text: string, start: number, end: number): boolean {
    return (end - start < 2 || this.#heads.hasAt(text, start)) && this.#words.has(text.slice(start, end));
  }
}
