import { readEverydayWords } from "../../../../db/readers/everyday-words.ts";
import {
  insertEverydayWord,
  takeBackEverydayWord as takeBackRow,
} from "../../../../db/writers/everyday-words.ts";
import type {
  addEverydayWord as addOperation,
  EverydayWordsView,
  OwnWordRow,
} from "../../../../shared/contract/everyday-words.ts";
import type { ParsedInputOf } from "../../../../shared/contract/operation.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { phraseQuery } from "../../../../shared/domain/search/bigrams.ts";
import { shippedWords } from "../../../../shared/domain/search/everyday-words.ts";
import { fieldOf, maxOwnWords, ownWordProblem, takenBy } from "../../../../shared/domain/search/own-word.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { instantOf } from "../../ports/ports.ts";
import { answer, refuse } from "../answer.ts";
import { write, type Work } from "../work.ts";
import { isFound } from "./mend-word.ts";
import { wordsInUse } from "./words-in-use.ts";

const mayTakeBack = ({ actor }: Work, { addedByAccount }: { readonly addedByAccount: string }): boolean =>
  actor.accountId === addedByAccount || actor.roles.includes("disclosureOffice");

export async function listEverydayWords(work: Work) {
  const own: OwnWordRow[] = [];
  for (const { addedByAccount, addedAt, ...row } of await readEverydayWords(work.db))
    own.push({
      ...row,
      addedAt: addedAt as Instant,
      isNowhere: (await isFound(work, phraseQuery(row.official), 1)) === 0,
      mayTakeBack: mayTakeBack(work, { addedByAccount }),
    });
  return answer<EverydayWordsView>({ own, shipped: shippedWords.pairs, most: maxOwnWords });
}

const byOf = (work: Work, wordId: string) => ({
  wordId,
  accountId: work.actor.accountId,
  personId: work.actor.personId,
  at: instantOf(work.ports),
});

/** A word for everybody; searching decides nothing, so nobody else confirms it. */
export async function addEverydayWord(work: Work, input: ParsedInputOf<typeof addOperation>) {
  const problem = ownWordProblem(input);
  if (problem) return refuse("word-invalid", { facts: { problem } });
  if (detectClassificationMark(`${input.everyday}\n${input.official}`)) return refuse("secret-mark");
  const { meanings, count } = await wordsInUse(work);
  const official = takenBy(input, meanings);
  if (official !== undefined) return refuse("word-taken", { facts: { everyday: input.everyday, official } });
  if (count >= maxOwnWords) return refuse("too-many-words", { facts: { most: maxOwnWords } });
  const wordId = work.ports.newId();
  await write(work, async (tx, audit) => {
    await insertEverydayWord(tx, { ...input, field: fieldOf(input.official, meanings) }, byOf(work, wordId));
    audit({
      act: "words.added",
      subjectKind: "words",
      subjectId: wordId,
      detail: { everyday: input.everyday, official: input.official },
    });
  });
  work.changed("words");
  return answer({ wordId });
}

export async function takeBackEverydayWord(work: Work, { wordId }: { readonly wordId: string }) {
  const word = (await readEverydayWords(work.db)).find((each) => each.wordId === wordId);
  if (!word) return refuse("unknown-word");
  if (!mayTakeBack(work, word)) return refuse("not-your-word");
  const done = await write(work, async (tx, audit) => {
    const isTaken = await takeBackRow(tx, byOf(work, wordId));
    if (isTaken)
      audit({
        act: "words.takenBack",
        subjectKind: "words",
        subjectId: wordId,
        detail: { everyday: word.everyday, official: word.official },
      });
    return isTaken;
  });
  if (!done) return refuse("unknown-word");
  work.changed("words");
  return answer({ wordId });
}
