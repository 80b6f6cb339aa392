import { countRows, newestTitles } from "../../../../db/readers/search.ts";
import { mayReadContent } from "../../../../shared/domain/access/policy.ts";
import { phraseQuery, searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import { completionsOf, isCommonWord } from "../../../../shared/domain/search/complete-word.ts";
import { foldForSearch } from "../../../../shared/domain/search/fold.ts";
import { meaningParts, type EverydayWords } from "../../../../shared/domain/search/everyday-words.ts";
import { knownWordsBeginning } from "../../../../shared/domain/search/known-words.ts";
import { readSounds } from "../../../../shared/domain/search/read-sound.ts";
import type { Vocabulary } from "../../../../shared/domain/search/vocabulary.ts";
import { answer } from "../answer.ts";
import type { Work } from "../work.ts";
import { storeVocabulary } from "./search-vocabulary.ts";
import { wordsInUse } from "./words-in-use.ts";

const MOST = 8;
/** The newest titles tell how a word goes on. */
const TITLES = 120;
/** Enough to tell a frequent word from a rare one. */
const COUNTED = 500;
/** Known words that are looked for in the index. */
const KNOWN = 16;
/** Of what letters stand for, or a single character begins, so many are followed on. */
const FOLLOWED = 3;

interface Suggested {
  readonly text: string;
  readonly documents: number;
}

async function standing(work: Work, texts: readonly string[]): Promise<readonly Suggested[]> {
  const found: Suggested[] = [];
  for (const text of texts) {
    const match = phraseQuery(text);
    const documents = match === undefined ? 0 : await countRows(work.db, match, COUNTED);
    if (documents > 0) found.push({ text, documents });
  }
  return found;
}

async function goingOn(work: Work, word: string): Promise<readonly Suggested[]> {
  const match = searchQuery(word, "title");
  if (match === undefined) return [];
  const completions = completionsOf(word, await newestTitles(work.db, match, TITLES));
  return completions.slice(0, MOST).map(({ text, titles }) => ({ text, documents: titles }));
}

/** The words of two characters that begin with one, the most frequent ones. */
const pairsOf = (character: string, vocabulary: Vocabulary): readonly string[] =>
  [...vocabulary.after(character)]
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([next]) => character + next)
    .filter(isCommonWord)
    .slice(0, FOLLOWED);

/** Letters are read as any characters that stand side by side somewhere; few of these begin and end as words do. */
const looksLikeWords = (text: string, everyday: EverydayWords): boolean =>
  meaningParts(text, everyday) !== undefined ||
  (isCommonWord(text.slice(0, 2)) && isCommonWord(text.slice(-2)));

async function suggestionsFor(work: Work, word: string): Promise<readonly string[]> {
  const { meanings, own } = await wordsInUse(work);
  const known = await standing(work, knownWordsBeginning(word, own).slice(0, KNOWN));
  const vocabulary = await storeVocabulary(work);
  const isOne = Array.from(word).length === 1;
  const sounds = isOne
    ? []
    : await standing(
        work,
        readSounds(word, vocabulary)
          .map(({ text }) => text)
          .filter((text) => looksLikeWords(text, meanings))
          .slice(0, MOST),
      );
  const beginnings = /[a-z]/u.test(word)
    ? sounds.slice(0, FOLLOWED).map(({ text }) => text)
    : isOne
      ? pairsOf(word, vocabulary)
      : [word];
  const longer: Suggested[] = isOne ? [...(await standing(work, beginnings))] : [];
  for (const beginning of beginnings) longer.push(...(await goingOn(work, beginning)));
  const byDocuments = (a: Suggested, b: Suggested): number =>
    b.documents - a.documents || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
  return [
    ...new Set(
      [...sounds, ...[...known, ...longer].toSorted(byDocuments)]
        .map(({ text }) => text)
        .filter((text) => text !== word),
    ),
  ].slice(0, MOST);
}

/** The last word of what is typed; what stands before it stays. */
const lastWord = /^(?<before>.*?)(?<word>[^\s"“”＂:：-]+)$/su;

/**
 * Words to look for while somebody types (domain/search.md, F3): what letters stand for, known words that begin so, and how titles go
 * on behind it. All of them stand in the store.
 */
export async function suggest(work: Work, input: { query: string }) {
  const typed = lastWord.exec(input.query)?.groups;
  const word = foldForSearch(typed?.["word"] ?? "");
  const before = typed?.["before"] ?? "";
  const suggestions =
    word === "" || /\d/u.test(word) || !mayReadContent(work.actor) ? [] : await suggestionsFor(work, word);
  return answer({ suggestions: suggestions.map((text) => before + text) });
}
