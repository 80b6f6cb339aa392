/**
 * One automaton for all dictionaries (Aho and Corasick, 1975), with the transitions in a double array. Characters
 * that begin or continue no word fall back to the root in one step, so ordinary prose costs a few look-ups a
 * character, whatever the number of words.
 */

export interface DictionaryAutomaton {
  /** Code unit → its number in the automaton's alphabet; 0 when no word contains it. */
  readonly alphabet: Uint16Array;
  readonly base: Int32Array;
  readonly check: Int32Array;
  readonly fail: Int32Array;
  /** The words that end in a state: index into `wordLists`, 0 for none. Includes those of its suffixes. */
  readonly output: Int32Array;
  /** Word numbers, longest first. */
  readonly wordLists: readonly (readonly number[])[];
  readonly words: readonly string[];
}

/** States in the order they were placed, breadth first: parents before children, shallow before deep. */
interface Placement {
  readonly base: Int32Array;
  readonly check: Int32Array;
  readonly states: number[];
  readonly parents: number[];
  readonly letters: number[];
  /** The word that ends in a state, by position in `states`; −1 for none. */
  readonly ownWord: number[];
}

/** Builds the automaton of `words` (folded, none empty, none twice). */
export function buildAutomaton(words: readonly string[]): DictionaryAutomaton {
  const alphabet = new Uint16Array(65_536);
  for (const word of words) for (let at = 0; at < word.length; at += 1) alphabet[word.charCodeAt(at)] = 1;
  let letters = 0;
  for (let code = 0; code < alphabet.length; code += 1)
    if (alphabet[code] !== 0) alphabet[code] = letters += 1;
  return addFailLinks(words, alphabet, place(words, alphabet, letters + 1));
}

/** Lays the trie of the sorted words out in a double array: a node is a range of words that share a prefix. */
function place(words: readonly string[], alphabet: Uint16Array, letters: number): Placement {
  const sorted = words
    .map((_, index) => index)
    .sort((a, b) => ((words[a] as string) < (words[b] as string) ? -1 : 1));
  let size =
    Math.max(
      words.reduce((sum, word) => sum + word.length, 0),
      letters,
    ) +
    2 * letters;
  let base = new Int32Array(size);
  let check = new Int32Array(size).fill(-1);
  check[0] = 0;
  const states = [0];
  const parents = [0];
  const stateLetters = [0];
  const ownWord = [-1];
  const lows = [0];
  const highs = [sorted.length];
  const depths = [0];
  let firstFree = 1;
  const keys: number[] = [];
  const starts: number[] = [];
  for (let head = 0; head < states.length; head += 1) {
    const depth = depths[head] as number;
    const high = highs[head] as number;
    let low = lows[head] as number;
    if (low < high && (words[sorted[low] as number] as string).length === depth) {
      ownWord[head] = sorted[low] as number;
      low += 1;
    }
    if (low === high) continue;
    keys.length = 0;
    starts.length = 0;
    for (let at = low; at < high; at += 1) {
      const letter = alphabet[(words[sorted[at] as number] as string).charCodeAt(depth)] as number;
      if (keys.at(-1) === letter) continue;
      keys.push(letter);
      starts.push(at);
    }
    starts.push(high);
    const lowest = keys[0] as number;
    let position = Math.max(firstFree, lowest);
    let taken = 0;
    let candidate = 0;
    const from = position;
    for (; ; position += 1) {
      if (position + letters >= size) {
        const bigger = new Int32Array(size * 2);
        bigger.set(base);
        base = bigger;
        const biggerCheck = new Int32Array(size * 2).fill(-1);
        biggerCheck.set(check);
        check = biggerCheck;
        size *= 2;
      }
      if (check[position] !== -1) {
        taken += 1;
        continue;
      }
      candidate = position - lowest;
      let free = true;
      for (const key of keys) {
        if (check[candidate + key] !== -1) {
          free = false;
          break;
        }
      }
      if (free) break;
    }
    // A stretch that is nearly full is not searched again.
    if (taken >= 0.9 * (position - from + 1)) firstFree = Math.max(firstFree, position);
    const state = states[head] as number;
    base[state] = candidate;
    for (const [index, key] of keys.entries()) {
      check[candidate + key] = state;
      states.push(candidate + key);
      parents.push(state);
      stateLetters.push(key);
      ownWord.push(-1);
      lows.push(starts[index] as number);
      highs.push(starts[index + 1] as number);
      depths.push(depth + 1);
    }
  }
  return { base, check, states, parents, letters: stateLetters, ownWord };
}

function addFailLinks(
  words: readonly string[],
  alphabet: Uint16Array,
  placed: Placement,
): DictionaryAutomaton {
  const { base, check, states, parents, letters, ownWord } = placed;
  const fail = new Int32Array(base.length);
  const output = new Int32Array(base.length);
  const wordLists: number[][] = [[]];
  for (let index = 1; index < states.length; index += 1) {
    const state = states[index] as number;
    const letter = letters[index] as number;
    if (parents[index] !== 0) {
      let back = fail[parents[index] as number] as number;
      while (back !== 0 && check[(base[back] as number) + letter] !== back) back = fail[back] as number;
      const target = (base[back] as number) + letter;
      fail[state] = check[target] === back ? target : 0;
    }
    const inherited = output[fail[state] as number] as number;
    const own = ownWord[index] as number;
    if (own < 0) output[state] = inherited;
    else {
      output[state] = wordLists.length;
      wordLists.push([own, ...(wordLists[inherited] as readonly number[])]);
    }
  }
  return { alphabet, base, check, fail, output, wordLists, words };
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
  const { alphabet, base, check, fail, output, wordLists } = automaton;
  let state = 0;
  for (let index = 0; index < length; index += 1) {
    const letter = alphabet[codes[index] as number] as number;
    if (letter === 0) {
      state = 0;
      continue;
    }
    let next = (base[state] as number) + letter;
    while (check[next] !== state && state !== 0) {
      state = fail[state] as number;
      next = (base[state] as number) + letter;
    }
    state = check[next] === state ? next : 0;
    const list = output[state] as number;
    if (list !== 0) for (const word of wordLists[list] as readonly number[]) hits.push(index + 1, word);
  }
}
