import {
  hasPolicyDocuments,
  readPublicByTitle,
  readPublicUnderItems,
} from "../../../../db/readers/policy-evaluations.ts";
import type { EvaluationsView } from "../../../../shared/contract/ledger.ts";
import {
  evaluationItemNames,
  evaluationsAYear,
  evaluationStanding,
  evaluationWords,
  isEvaluation,
} from "../../../../shared/domain/ledger/policy-evaluation.ts";
import { searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { todayOf } from "../../ports/ports.ts";
import { answer } from "../answer.ts";
import type { Work } from "../work.ts";

const titleMatch = evaluationWords
  .map((words) => `(${words.map((word) => searchQuery(word, "title")).join(" OR ")})`)
  .join(" AND ");

/** How 政策评价 of a year stands; undefined where the department has published no policy document. */
export async function evaluationsOf(
  work: Work,
  year: number,
  today: CalendarDay,
): Promise<EvaluationsView | undefined> {
  if (!(await hasPolicyDocuments(work.db))) return undefined;
  const byTitle = await readPublicByTitle(work.db, titleMatch);
  const named = await readPublicUnderItems(work.db, evaluationItemNames);
  const papers = new Map(
    [...byTitle.filter(({ title }) => isEvaluation(title)), ...named]
      .filter(({ firstOn }) => firstOn.startsWith(`${year}-`))
      .map(({ itemId, title, firstOn }) => [itemId, { itemId, title, releasedOn: firstOn as CalendarDay }]),
  );
  return {
    ...evaluationStanding(year, papers.size, today),
    asked: evaluationsAYear,
    papers: [...papers.values()].toSorted((a, b) => (a.releasedOn < b.releasedOn ? -1 : 1)),
  };
}

export async function readEvaluations(work: Work) {
  const today = todayOf(work.ports);
  const evaluations = await evaluationsOf(work, Number(today.slice(0, 4)), today);
  return answer(evaluations ? { evaluations } : {});
}
