import { everydayWordsMark, readEverydayWords } from "../../../../db/readers/everyday-words.ts";
import type { RawDatabase } from "../../../../db/sqlite/open-database.ts";
import { everydayWordsWith, type EverydayWords } from "../../../../shared/domain/search/everyday-words.ts";
import { wordsToKnow, type KnownWord } from "../../../../shared/domain/search/known-words.ts";
import type { Work } from "../work.ts";

/** The everyday words in use: the shipped ones and the department's own. */
interface WordsInUse {
  readonly meanings: EverydayWords;
  /** The own ones by how they are read, for what is suggested. */
  readonly own: readonly KnownWord[];
  /** How many pairs of its own the department has. */
  readonly count: number;
}

const kept = new WeakMap<RawDatabase, { readonly mark: string | undefined; readonly words: WordsInUse }>();

/** Read anew only where a word was added or taken back since. */
export async function wordsInUse(work: Work): Promise<WordsInUse> {
  const mark = await everydayWordsMark(work.db);
  const known = kept.get(work.store.raw);
  if (known && known.mark === mark) return known.words;
  const pairs = mark === undefined ? [] : await readEverydayWords(work.db);
  const words = {
    meanings: everydayWordsWith(pairs),
    own: wordsToKnow(pairs.flatMap(({ official, everyday }) => [official, everyday])),
    count: pairs.length,
  };
  kept.set(work.store.raw, { mark, words });
  return words;
}
