import { commonTwoCharacterWords } from "../screening/data/common-words.ts";
import { foldForSearch } from "./fold.ts";

/** Words in use, to tell where one ends: 加装电梯补贴 does, 加装电梯补 does not. */
let pairs: ReadonlySet<string> | undefined;
/** Whether two characters are a word in use. */
export function isCommonWord(pair: string): boolean {
  pairs ??= new Set(commonTwoCharacterWords.match(/../gu));
  return pairs.has(pair);
}

const chinese = /^[\u3400-\u9fff\uf900-\ufaff]+/u;
/** What joins two words belongs to neither. */
const joins = /[的和与及或等了关]/u;
/** So much longer than what was typed at most. */
const LONGEST = 8;

export interface Completion {
  readonly text: string;
  /** How many of the titles go on so. */
  readonly titles: number;
}

/**
 * How titles go on behind a word that somebody began: passages that several of them share and that no longer passage holds as often
 * (domain/search.md §6), those of most titles first.
 */
export function completionsOf(typed: string, titles: readonly string[]): readonly Completion[] {
  const word = foldForSearch(typed);
  const counts = new Map<string, { titles: number; ends: boolean }>();
  for (const title of titles) {
    const folded = foldForSearch(title);
    const own = new Set<string>();
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      const [run = ""] = chinese.exec(folded.slice(at + word.length, at + word.length + LONGEST + 1)) ?? [];
      const [more = run] = run.split(joins);
      for (let length = 1; length <= Math.min(LONGEST, more.length); length += 1) {
        const text = word + more.slice(0, length);
        if (own.has(text)) continue;
        own.add(text);
        const ends = length === more.length && more.length <= LONGEST;
        const counted = counts.get(text) ?? { titles: 0, ends: false };
        counts.set(text, { titles: counted.titles + 1, ends: counted.ends || ends });
      }
    }
  }
  const whole = [...counts]
    .filter(([text, { titles: held, ends }]) => held > 1 && (ends || isCommonWord(text.slice(-2))))
    .map(([text, { titles: held }]): Completion => ({ text, titles: held }));
  return whole
    .filter(
      ({ text, titles: held }) =>
        !whole.some(
          (other) => other.titles === held && other.text.length > text.length && other.text.startsWith(text),
        ),
    )
    .toSorted((a, b) => b.titles - a.titles || a.text.length - b.text.length || (a.text < b.text ? -1 : 1));
}
