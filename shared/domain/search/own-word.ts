import { otherField, type EverydayWords, type WordPair } from "./everyday-words.ts";
import { foldForSearch } from "./fold.ts";

/** More own words than a department ever talks in, few enough to be read with a search. */
export const maxOwnWords = 500;
export const maxWordLength = 30;

/** Why a pair of words cannot be kept. */
export const ownWordProblems = {
  "everyday-not-a-word": "平时的说法要有两个以上的汉字、字母或者数字，不带空格和标点",
  "official-not-a-word": "规范用语要有两个以上的汉字、字母或者数字，不带空格和标点",
  "too-long": `每个词不超过${maxWordLength}个字`,
  "long-number": "词里有很长的号码，号码不能作为用语",
  same: "两个词是同一个词",
} as const;
export type OwnWordProblem = keyof typeof ownWordProblems;

const word = /^[\p{Script=Han}a-z0-9·]{2,}$/u;
/** Telephone, identity and case numbers belong to persons and papers; 12345 is a word. */
const longNumber = /\d{7}/u;

/** What is wrong with a pair that somebody wants to add; undefined where nothing is. */
export function ownWordProblem({
  everyday,
  official,
}: Pick<WordPair, "everyday" | "official">): OwnWordProblem | undefined {
  const [from, to] = [foldForSearch(everyday), foldForSearch(official)];
  if (!word.test(from)) return "everyday-not-a-word";
  if (!word.test(to)) return "official-not-a-word";
  if (from.length > maxWordLength || to.length > maxWordLength) return "too-long";
  if (longNumber.test(from) || longNumber.test(to)) return "long-number";
  return from === to ? "same" : undefined;
}

/**
 * The official wording that an everyday word has already; one word is never the everyday side of two pairs, and what reaches the
 * wording anyway needs no pair (domain/search.md §8).
 */
export function takenBy(
  { everyday, official }: Pick<WordPair, "everyday" | "official">,
  words: EverydayWords,
): string | undefined {
  const from = foldForSearch(everyday);
  const asEveryday = words.pairs.find((pair) => foldForSearch(pair.everyday) === from);
  if (asEveryday) return asEveryday.official;
  return words.reaches.get(from)?.find((other) => foldForSearch(other) === foldForSearch(official));
}

/** The field of an official wording: that of the pairs that know it. */
export function fieldOf(official: string, words: EverydayWords): string {
  const folded = foldForSearch(official);
  return words.pairs.find((pair) => foldForSearch(pair.official) === folded)?.field ?? otherField;
}
