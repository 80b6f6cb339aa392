/**
 * One automaton for all dictionaries (Aho and Corasick, 1975). Its transitions lie in one open hash table, those of
 * the root in a plain array: built in milliseconds for tens of thousands of words, and one or two look-ups a
 * character of prose, whatever the number of words.
 */

export interface DictionaryAutomaton {
  /** Code unit → its number in the automaton's alphabet; 0 when no word contains it. */
  readonly alphabet: Uint16Array;
  /** Letters of the alphabet and one: what a state is multiplied by in a key. */
  readonly width: number;
  /** State after the root has read a letter. */
  readonly root: Int32Array;
  /** Open hash table of the other transitions: key `state * width + letter`, 0 for an empty place. */
  readonly keys: Int32Array;
  readonly targets: Int32Array;
  readonly shift: number;
  /** One bit for each key there is, by hash: tells without the large table that a transition does not exist. */
  readonly known: Uint32Array;
  readonly fail: Int32Array;
  /** The words that end in a state: index into `wordLists`, 0 for none. Includes those of its suffixes. */
  readonly output: Int32Array;
  /** Word numbers, longest first. */
  readonly wordLists: readonly (readonly number[])[];
}

const GOLDEN = 0x9e3779b1;
/** 2^19 bits, 64 KB: stays in the cache that the large table does not fit into. */
const KNOWN_BITS = 19;

/** Builds the automaton of `words` (folded, none empty, none twice). */
export function buildAutomaton(words: readonly string[]): DictionaryAutomaton {
  const alphabet = new Uint16Array(65_536);
  let letters = 0;
  let units = 0;
  for (const word of words) {
    units += word.length;
    for (let at = 0; at < word.length; at += 1) {
      const code = word.charCodeAt(at);
      if (alphabet[code] === 0) alphabet[code] = letters += 1;
    }
  }
  const width = letters + 1;
  if (units * width > 0x7fff_ffff) throw new Error("too many words for one automaton");
  const bits = Math.max(4, Math.ceil(Math.log2(units * 2 + 1)));
  const keys = new Int32Array(1 << bits);
  const targets = new Int32Array(1 << bits);
  const shift = 32 - bits;
  const mask = keys.length - 1;
  const root = new Int32Array(width);
  const parents = new Int32Array(units + 1);
  const read = new Uint16Array(units + 1);
  const depths = new Uint8Array(units + 1);
  const ownWord = new Int32Array(units + 1).fill(-1);
  let states = 1;

  const step = (state: number, letter: number): number => {
    if (state === 0) return root[letter] as number;
    const key = state * width + letter;
    for (let place = Math.imul(key, GOLDEN) >>> shift; ; place = (place + 1) & mask) {
      const found = keys[place] as number;
      if (found === key) return targets[place] as number;
      if (found === 0) return 0;
    }
  };
  const add = (state: number, letter: number): number => {
    const target = states;
    states += 1;
    parents[target] = state;
    read[target] = letter;
    depths[target] = Math.min((depths[state] as number) + 1, 255);
    if (state === 0) root[letter] = target;
    else {
      const key = state * width + letter;
      let place = Math.imul(key, GOLDEN) >>> shift;
      while (keys[place] !== 0) place = (place + 1) & mask;
      keys[place] = key;
      targets[place] = target;
    }
    return target;
  };
  // The states of first characters lie together: prose is nearly always in one of them, and they stay in the cache.
  for (const word of words) {
    const letter = alphabet[word.charCodeAt(0)] as number;
    if (root[letter] === 0) add(0, letter);
  }
  for (const [number, word] of words.entries()) {
    let state = 0;
    for (let at = 0; at < word.length; at += 1) {
      const letter = alphabet[word.charCodeAt(at)] as number;
      state = step(state, letter) || add(state, letter);
    }
    ownWord[state] = number;
  }

  const known = new Uint32Array(1 << (KNOWN_BITS - 5));
  for (const key of keys) {
    if (key === 0) continue;
    const bit = Math.imul(key, GOLDEN) >>> (32 - KNOWN_BITS);
    known[bit >>> 5] = (known[bit >>> 5] as number) | (1 << (bit & 31));
  }

  // Shallow states first: the fail link of a state leads to a shallower one.
  const order = Array.from({ length: states - 1 }, (_, index) => index + 1).sort(
    (a, b) => (depths[a] as number) - (depths[b] as number),
  );
  const fail = new Int32Array(states);
  const output = new Int32Array(states);
  const wordLists: number[][] = [[]];
  for (const state of order) {
    const parent = parents[state] as number;
    if (parent !== 0) {
      const letter = read[state] as number;
      let back = fail[parent] as number;
      let target = step(back, letter);
      while (target === 0 && back !== 0) {
        back = fail[back] as number;
        target = step(back, letter);
      }
      fail[state] = target;
    }
    const inherited = output[fail[state] as number] as number;
    const own = ownWord[state] as number;
    if (own < 0) output[state] = inherited;
    else {
      output[state] = wordLists.length;
      wordLists.push([own, ...(wordLists[inherited] as readonly number[])]);
    }
  }
  return { alphabet, width, root, keys, targets, shift, known, fail, output, wordLists };
}

/** The words found in a stretch of text, ordered by where they end; at one end the longest first. */
export class DictionaryHits {
  ends = new Int32Array(1024);
  words = new Int32Array(1024);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  push(end: number, word: number): void {
    if (this.count === this.ends.length) {
      const ends = new Int32Array(this.count * 2);
      const words = new Int32Array(this.count * 2);
      ends.set(this.ends);
      words.set(this.words);
      this.ends = ends;
      this.words = words;
    }
    this.ends[this.count] = end;
    this.words[this.count] = word;
    this.count += 1;
  }
}

/** Runs the automaton once over `codes[0..length)` and collects every word it meets. */
export function scanDictionary(
  automaton: DictionaryAutomaton,
  codes: Uint16Array,
  length: number,
  hits: DictionaryHits,
): void {
  const { alphabet, width, root, keys, targets, shift, known, fail, output, wordLists } = automaton;
  const mask = keys.length - 1;
  let state = 0;
  for (let index = 0; index < length; index += 1) {
    const letter = alphabet[codes[index] as number] as number;
    if (letter === 0) {
      state = 0;
      continue;
    }
    let next = 0;
    while (state !== 0) {
      const key = state * width + letter;
      const hash = Math.imul(key, GOLDEN);
      const bit = hash >>> (32 - KNOWN_BITS);
      if ((((known[bit >>> 5] as number) >>> (bit & 31)) & 1) !== 0) {
        let place = hash >>> shift;
        let found = keys[place] as number;
        while (found !== key && found !== 0) {
          place = (place + 1) & mask;
          found = keys[place] as number;
        }
        if (found === key) {
          next = targets[place] as number;
          break;
        }
      }
      state = fail[state] as number;
    }
    state = next === 0 ? (root[letter] as number) : next;
    const list = output[state] as number;
    if (list !== 0) for (const word of wordLists[list] as readonly number[]) hits.push(index + 1, word);
  }
}
