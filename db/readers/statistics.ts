import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

/** Reviews opened and decided by month (Beijing time), from a day on. */
export async function countReviewsByMonth(
  db: ReadDb,
  since: string,
): Promise<readonly { readonly month: string; readonly submitted: number; readonly decided: number }[]> {
  const month = (column: string) => sql<string>`strftime('%Y-%m', ${sql.ref(column)}, '+8 hours')`;
  const opened = await db
    .selectFrom("review")
    .select([month("opened_at").as("month"), (eb) => eb.fn.countAll<number>().as("n")])
    .where("opened_at", ">=", since)
    .groupBy("month")
    .execute();
  const decided = await db
    .selectFrom("stage_decision")
    .select([month("decided_at").as("month"), (eb) => eb.fn.countAll<number>().as("n")])
    .where("stage", "=", "leaderApproval")
    // What is put to another organ is not decided.
    .where("decision", "<>", "refer")
    .where("decided_at", ">=", since)
    .groupBy("month")
    .execute();
  const months = [...new Set([...opened, ...decided].map((row) => row.month))].toSorted();
  return months.map((name) => ({
    month: name,
    submitted: opened.find((row) => row.month === name)?.n ?? 0,
    decided: decided.find((row) => row.month === name)?.n ?? 0,
  }));
}

/** Final conclusions since a day, most frequent first. */
export async function countConclusions(
  db: ReadDb,
  since: string,
): Promise<readonly { readonly conclusion: string; readonly n: number }[]> {
  const rows = await db
    .selectFrom("stage_decision")
    .select(["conclusion", (eb) => eb.fn.countAll<number>().as("n")])
    .where("decided_at", ">=", since)
    .where("conclusion", "is not", null)
    .where((eb) =>
      eb.or([
        eb.and([eb("stage", "=", "leaderApproval"), eb("decision", "=", "agree")]),
        eb("decision", "=", "return"),
        // A referral is the last word only while it is not answered.
        eb.and([
          eb("decision", "=", "refer"),
          eb.exists(
            eb
              .selectFrom("review as r")
              .select("r.id")
              .whereRef("r.id", "=", "stage_decision.review_id")
              .whereRef("r.round", "=", "stage_decision.round")
              .where("r.state", "=", "referred"),
          ),
        ]),
      ]),
    )
    .groupBy("conclusion")
    .orderBy("n", "desc")
    .execute();
  return rows.map((row) => ({ conclusion: row.conclusion ?? "", n: row.n }));
}
