import { sql } from "kysely";

import { reviewStages, type ReviewStage } from "../../shared/domain/review/review-stages.ts";
import { addMonths, beginOfDay, calendarDay, type CalendarDay } from "../../shared/kernel/calendar-day.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** As in the index of the counts, word for word. */
const byOutcome = sql<boolean>`decided_at > ''`;

const stages = Object.keys(reviewStages) as ReviewStage[];

/** From the first moment of a month (`2026-09`, Beijing time) up to that of the next. */
function spanOf(month: string): { readonly from: string; readonly to: string } {
  const first = calendarDay(`${month}-01`);
  return { from: beginOfDay(first), to: beginOfDay(addMonths(first, 1)) };
}

function openedQuery(db: ReadDb, month: string) {
  const { from, to } = spanOf(month);
  return db
    .selectFrom("review")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("opened_at", ">=", from)
    .where("opened_at", "<", to);
}

function decidedQuery(db: ReadDb, month: string) {
  const { from, to } = spanOf(month);
  return (
    db
      .selectFrom("stage_decision")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where(byOutcome)
      .where("stage", "=", "leaderApproval")
      // What is put to another organ is not decided.
      .where("decision", "in", ["agree", "return"])
      .where("decided_at", ">=", from)
      .where("decided_at", "<", to)
  );
}

/** Reviews opened and decided in each of the months; counted in indexes alone, a range a month. */
export async function countReviewsByMonth(
  db: ReadDb,
  months: readonly string[],
): Promise<readonly { readonly month: string; readonly submitted: number; readonly decided: number }[]> {
  return await Promise.all(
    months.map(async (month) => ({
      month,
      submitted: (await openedQuery(db, month).executeTakeFirst())?.n ?? 0,
      decided: (await decidedQuery(db, month).executeTakeFirst())?.n ?? 0,
    })),
  );
}

/** A final conclusion is the leader's agreement, a return at any stage, or a referral that is not answered yet. */
function conclusionQueries(db: ReadDb, since: CalendarDay) {
  const ended = (decision: "agree" | "return" | "refer", at: readonly ReviewStage[]) =>
    db
      .selectFrom("stage_decision as d")
      .select(["d.conclusion", (eb) => eb.fn.countAll<number>().as("n")])
      .where(byOutcome)
      .where("d.stage", "in", at)
      .where("d.decision", "=", decision)
      .where("d.decided_at", ">=", beginOfDay(since))
      .where("d.conclusion", "is not", null)
      .groupBy("d.conclusion");
  return [
    ended("agree", ["leaderApproval"]),
    ended("return", stages),
    ended("refer", stages).where((eb) =>
      eb.exists(
        eb
          .selectFrom("review as r")
          .select("r.id")
          .whereRef("r.id", "=", "d.review_id")
          .whereRef("r.round", "=", "d.round")
          .where("r.state", "=", "referred"),
      ),
    ),
  ];
}

/** Final conclusions since a day, most frequent first. */
export async function countConclusions(
  db: ReadDb,
  since: CalendarDay,
): Promise<readonly { readonly conclusion: string; readonly n: number }[]> {
  const counts = new Map<string, number>();
  for (const query of conclusionQueries(db, since))
    for (const { conclusion, n } of await query.execute())
      if (conclusion !== null) counts.set(conclusion, (counts.get(conclusion) ?? 0) + n);
  return [...counts].map(([conclusion, n]) => ({ conclusion, n })).toSorted((a, b) => b.n - a.n);
}

/** The plans of what the pictures of 工作台 count. */
export async function explainStatistics(db: ReadDb): Promise<readonly (readonly string[])[]> {
  const queries = [
    openedQuery(db, "2026-09"),
    decidedQuery(db, "2026-09"),
    ...conclusionQueries(db, calendarDay("2026-01-01")),
  ];
  return await Promise.all(queries.map((query) => queryPlan(db, query)));
}
