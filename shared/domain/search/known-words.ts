import { foldForSearch } from "./fold.ts";
import { syllablesOf } from "./sounds.ts";
import { synonymPairs } from "./synonym-pairs.ts";
import { unitPairs } from "./unit-names.ts";

export interface KnownWord {
  readonly text: string;
  /** Every reading without tones and blanks; and the first letters. */
  readonly sounds: readonly string[];
  readonly initials: readonly string[];
}

const MOST_READINGS = 8;

function readingsOf(word: string, of: (syllable: string) => string): readonly string[] {
  let readings = [""];
  for (const character of word) {
    const own = [...new Set(syllablesOf(character).map(of))];
    if (own.length === 0) return [];
    readings = readings.flatMap((before) => own.map((one) => before + one)).slice(0, MOST_READINGS);
  }
  return readings;
}

/** Words with the ways they are read. */
export const wordsToKnow = (texts: readonly string[]): readonly KnownWord[] =>
  [...new Set(texts)].map((text) => ({
    text,
    sounds: readingsOf(text, (syllable) => syllable),
    initials: readingsOf(text, (syllable) => syllable.charAt(0)),
  }));

/** The official and everyday words and the names of offices; what somebody looks for is often one of them. */
const shipped = wordsToKnow([
  ...synonymPairs.flatMap(({ official, everyday }) => [official, everyday]),
  ...unitPairs.flatMap(({ fuller, shorter }) => [fuller, shorter]),
]);

/** Known words that begin as somebody began to type: in characters, in pinyin or with first letters; the department's own first. */
export function knownWordsBeginning(typed: string, own: readonly KnownWord[] = []): readonly string[] {
  const words = [...own, ...shipped];
  const folded = foldForSearch(typed).replaceAll(/['’\s]+/gu, "");
  if (folded === "") return [];
  if (!/^[a-z]+$/u.test(folded))
    return words.flatMap(({ text }) => (text !== folded && text.startsWith(folded) ? [text] : []));
  const starts = (readings: readonly string[]): boolean => readings.some((one) => one.startsWith(folded));
  return words.flatMap(({ text, sounds, initials }) =>
    starts(initials) || (folded.length > 2 && starts(sounds)) ? [text] : [],
  );
}
