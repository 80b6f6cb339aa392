/**
 * One automaton for all dictionaries (Aho and Corasick, 1975). Its transitions lie in one open hash table: built in
 * milliseconds for tens of thousands of words, and few look-ups a character of prose, whatever the number of words.
 *
 * Prose is nearly always one character into a word that does not go on. So the states of first characters are the
 * letters themselves, small bit tables tell without the large ones that nothing goes on, and what a state needs lies
 * side by side: the time goes into memory that is not in the cache, not into arithmetic.
 */

import { PORTION } from "./portion.ts";

export interface DictionaryAutomaton {
  /** Code unit → its letter; 0 when no word contains it. */
  readonly alphabet: Uint16Array;
  /** Letters of the alphabet and one: what a state is multiplied by in a key. */
  readonly width: number;
  /** Letters up to this one begin a word, and are the state after it: the root needs no table. */
  readonly heads: number;
  /** Letters up to this one are a word of one character. */
  readonly loneWords: number;
  /** Open hash table of the other transitions, two numbers each: key `state * width + letter` (0: empty), and target. */
  readonly edges: Int32Array;
  readonly shift: number;
  /** One bit for each pair of letters that begins a word, by hash. */
  readonly pairs: Uint32Array;
  /** Four numbers a state: FAIL, FOLLOW, WORDS and the fill to a power of two. */
  readonly nodes: Int32Array;
  /** Lists of word numbers, longest word first; the last of each list is stored as its complement, so below 0. */
  readonly words: Int32Array;
  /** No place of a text ends more words than this. */
  readonly longestList: number;
}

const GOLDEN = 0x9e3779b1;
/** 2^19 bits, 64 KB: stays in the cache that the large table does not fit into. */
const PAIR_BITS = 19;
/** The state of the longest suffix that also begins a word. */
const FAIL = 0;
/** One bit for each letter that goes on, by the letter's last five bits. */
const FOLLOW = 1;
/** Where the list of words that end in the state begins, those of its suffixes included; 0 for none. */
const WORDS = 2;

/** Builds the automaton of `words` (folded, none empty, none twice). */
export function buildAutomaton(words: readonly string[]): DictionaryAutomaton {
  const { alphabet, letters, heads, loneWords } = lettersOf(words);
  const width = letters + 1;
  let units = heads;
  for (const word of words) units += word.length;
  const bits = Math.max(4, Math.ceil(Math.log2(units * 1.5 + 1)));
  const keys = new Int32Array(1 << bits);
  const targets = new Int32Array(1 << bits);
  const mask = keys.length - 1;
  const parents = new Int32Array(units + 1);
  const read = new Uint16Array(units + 1);
  const depths = new Uint8Array(units + 1).fill(1, 1, heads + 1);
  const ownWord = new Int32Array(units + 1).fill(-1);
  let states = heads + 1;

  const step = (state: number, letter: number): number => {
    if (state === 0) return letter <= heads ? letter : 0;
    const key = state * width + letter;
    for (let place = Math.imul(key, GOLDEN) >>> (32 - bits); ; place = (place + 1) & mask) {
      const found = keys[place] as number;
      if (found === key) return targets[place] as number;
      if (found === 0) return 0;
    }
  };
  const add = (state: number, letter: number): number => {
    const target = states;
    states += 1;
    // Words share their beginnings: how many states there are is known only now.
    if (states * width > 0x7fff_ffff) throw new Error("too many words for one automaton");
    parents[target] = state;
    read[target] = letter;
    depths[target] = Math.min((depths[state] as number) + 1, 255);
    const key = state * width + letter;
    let place = Math.imul(key, GOLDEN) >>> (32 - bits);
    while (keys[place] !== 0) place = (place + 1) & mask;
    keys[place] = key;
    targets[place] = target;
    return target;
  };
  for (const [number, word] of words.entries()) {
    let state = 0;
    for (let at = 0; at < word.length; at += 1) {
      const letter = alphabet[word.charCodeAt(at)] as number;
      state = step(state, letter) || add(state, letter);
    }
    ownWord[state] = number;
  }

  const nodes = new Int32Array(states * 4);
  const pairs = new Uint32Array(1 << (PAIR_BITS - 5));
  const edgeBits = Math.max(4, Math.ceil(Math.log2(states * 1.5)));
  const edges = new Int32Array(2 << edgeBits);
  for (let target = heads + 1; target < states; target += 1) {
    const state = parents[target] as number;
    const letter = read[target] as number;
    const key = state * width + letter;
    const hash = Math.imul(key, GOLDEN);
    let place = hash >>> (32 - edgeBits);
    while (edges[place * 2] !== 0) place = (place + 1) & ((1 << edgeBits) - 1);
    edges[place * 2] = key;
    edges[place * 2 + 1] = target;
    const follow = state * 4 + FOLLOW;
    nodes[follow] = (nodes[follow] as number) | (1 << (letter & 31));
    if (state > heads) continue;
    const bit = hash >>> (32 - PAIR_BITS);
    pairs[bit >>> 5] = (pairs[bit >>> 5] as number) | (1 << (bit & 31));
  }

  // Shallow states first: the fail link of a state leads to a shallower one.
  const order = new Uint32Array(states - 1).map((_, index) => index + 1);
  order.sort((a, b) => (depths[a] as number) - (depths[b] as number));
  const lists: number[] = [0];
  let longestList = 1;
  for (const state of order) {
    const parent = parents[state] as number;
    if (parent !== 0) {
      const letter = read[state] as number;
      let back = nodes[parent * 4 + FAIL] as number;
      let target = step(back, letter);
      while (target === 0 && back !== 0) {
        back = nodes[back * 4 + FAIL] as number;
        target = step(back, letter);
      }
      nodes[state * 4 + FAIL] = target;
    }
    const inherited = nodes[(nodes[state * 4 + FAIL] as number) * 4 + WORDS] as number;
    const own = ownWord[state] as number;
    nodes[state * 4 + WORDS] = own < 0 ? inherited : lists.length;
    if (own < 0) continue;
    const from = lists.length;
    lists.push(inherited === 0 ? ~own : own);
    for (let at = inherited; at !== 0; at += 1) {
      const word = lists[at] as number;
      lists.push(word);
      if (word < 0) break;
    }
    longestList = Math.max(longestList, lists.length - from);
  }
  return {
    alphabet,
    width,
    heads,
    loneWords,
    edges,
    shift: 32 - edgeBits,
    pairs,
    nodes,
    words: Int32Array.from(lists),
    longestList,
  };
}

/** Numbers the code units of the words: first those that are a word, then those that begin one, then the others. */
function lettersOf(words: readonly string[]): {
  alphabet: Uint16Array;
  letters: number;
  heads: number;
  loneWords: number;
} {
  const alphabet = new Uint16Array(65_536);
  let letters = 0;
  const number = (code: number): void => {
    if (alphabet[code] === 0) alphabet[code] = letters += 1;
  };
  for (const word of words) if (word.length === 1) number(word.charCodeAt(0));
  const loneWords = letters;
  for (const word of words) number(word.charCodeAt(0));
  const heads = letters;
  for (const word of words) for (let at = 1; at < word.length; at += 1) number(word.charCodeAt(at));
  return { alphabet, letters, heads, loneWords };
}

/** The words found in a stretch of text, ordered by where they end; at one end the longest first. */
export class DictionaryHits {
  ends = new Int32Array(1024);
  words = new Int32Array(1024);
  count = 0;

  /** Makes room for `more` words behind the first `count`. */
  grow(more: number): void {
    const room = Math.max(this.ends.length * 2, this.ends.length + more);
    const ends = new Int32Array(room);
    const words = new Int32Array(room);
    ends.set(this.ends);
    words.set(this.words);
    this.ends = ends;
    this.words = words;
  }
}

/** Runs the automaton once over `codes[0..length)` and collects every word it meets. */
export function scanDictionary(
  automaton: DictionaryAutomaton,
  codes: Uint16Array,
  length: number,
  hits: DictionaryHits,
): void {
  hits.count = 0;
  let state = 0;
  for (let from = 0; from < length; from += PORTION)
    state = scanPortion(automaton, codes, from, Math.min(length, from + PORTION), state, hits);
}

/** Goes on in `state` from `from` to `until`; the state it ends in. */
function scanPortion(
  automaton: DictionaryAutomaton,
  codes: Uint16Array,
  from: number,
  until: number,
  before: number,
  hits: DictionaryHits,
): number {
  const { alphabet, width, heads, loneWords, edges, shift, pairs, nodes, words, longestList } = automaton;
  const last = edges.length - 2;
  let { ends: foundEnds, words: foundWords } = hits;
  let room = foundEnds.length - longestList;
  let count = hits.count;
  let state = before;
  for (let index = from; index < until; index += 1) {
    const letter = alphabet[codes[index] as number] as number;
    let next = 0;
    // More than one character into a word: on in it, or in the longest suffix that begins another.
    while (state > heads) {
      const key = state * width + letter;
      if ((((nodes[state * 4 + FOLLOW] as number) >>> (letter & 31)) & 1) !== 0) {
        let place = (Math.imul(key, GOLDEN) >>> shift) * 2;
        let found = edges[place] as number;
        while (found !== key && found !== 0) {
          place = (place + 2) & last;
          found = edges[place] as number;
        }
        if (found === key) {
          next = edges[place + 1] as number;
          break;
        }
      }
      state = nodes[state * 4 + FAIL] as number;
    }
    // One character into a word: prose is here most of the time, and one bit nearly always tells that it does not go on.
    if (next === 0) {
      const key = state * width + letter;
      const hash = Math.imul(key, GOLDEN);
      const bit = hash >>> (32 - PAIR_BITS);
      if ((((pairs[bit >>> 5] as number) >>> (bit & 31)) & 1) !== 0) {
        let place = (hash >>> shift) * 2;
        let found = edges[place] as number;
        while (found !== key && found !== 0) {
          place = (place + 2) & last;
          found = edges[place] as number;
        }
        if (found === key) next = edges[place + 1] as number;
      }
      if (next === 0) {
        state = letter <= heads ? letter : 0;
        if (letter > loneWords || letter === 0) continue;
        next = state;
      }
    }
    state = next;
    let at = nodes[state * 4 + WORDS] as number;
    if (at === 0) continue;
    if (count > room) {
      hits.grow(longestList);
      ({ ends: foundEnds, words: foundWords } = hits);
      room = foundEnds.length - longestList;
    }
    let word = words[at] as number;
    for (; word >= 0; word = words[at] as number) {
      foundEnds[count] = index + 1;
      foundWords[count] = word;
      count += 1;
      at += 1;
    }
    foundEnds[count] = index + 1;
    foundWords[count] = ~word;
    count += 1;
  }
  hits.count = count;
  return state;
}
