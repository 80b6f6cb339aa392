import { countRows } from "../../../../db/readers/search.ts";
import { phraseQuery } from "../../../../shared/domain/search/bigrams.ts";
import { ASKING_COST, correctionsOf } from "../../../../shared/domain/search/correct-query.ts";
import { foldForSearch } from "../../../../shared/domain/search/fold.ts";
import type { Work } from "../work.ts";
import { storeVocabulary } from "./search-vocabulary.ts";

/** As often as this the first of several words must be found to be taken for what was meant. */
const CLEARLY = 3;
/** Enough to tell a frequent word from a rare one. */
export const COUNTED = 2000;

/** How many rows match, counted no further than `most`. */
export const isFound = async (work: Work, match: string | undefined, most: number): Promise<number> =>
  match === undefined ? 0 : await countRows(work.db, match, most);

export interface Candidate {
  readonly text: string;
  readonly documents: number;
  readonly cost: number;
}

/** The candidates that really stand somewhere, with the number of documents. */
export async function standing(
  work: Work,
  candidates: readonly { readonly text: string; readonly cost: number }[],
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const { text, cost } of candidates) {
    const match = phraseQuery(text);
    const documents = match ? await countRows(work.db, match, COUNTED) : 0;
    if (documents > 0) found.push({ text, cost, documents });
  }
  return found;
}

export interface Corrected {
  readonly word: string;
  readonly better: Candidate | undefined;
  readonly others: readonly string[];
}

/** What a word that stands nowhere was meant to be, where that is clear; and what else it may be. */
export async function correct(work: Work, word: string): Promise<Corrected> {
  const vocabulary = await storeVocabulary(work);
  const found = (await standing(work, correctionsOf(foldForSearch(word), vocabulary))).toSorted(
    (a, b) => b.documents / b.cost - a.documents / a.cost || a.cost - b.cost,
  );
  const [first, second] = found;
  const clear =
    first !== undefined &&
    first.cost <= ASKING_COST &&
    (second === undefined || first.documents / first.cost >= (CLEARLY * second.documents) / second.cost);
  return {
    word,
    better: clear ? first : undefined,
    others: found.filter((one) => !clear || one !== first).map(({ text }) => text),
  };
}
