import { sql, type Kysely } from "kysely";

/**
 * 暂缓公开 has the day the paper comes back on; 不予公开 is looked at again after a year (条例18), which follows from the
 * day it was decided. One index finds both. Decisions of before, which named no day, come back after a month.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "ALTER TABLE stage_decision ADD COLUMN reassess_on TEXT CHECK (reassess_on IS NULL OR (reassess_on = date(reassess_on) AND conclusion = 'defer' AND reassess_on > substr(decided_at, 1, 10)))",
    `CREATE INDEX decision_to_reassess ON stage_decision(coalesce(reassess_on, date(decided_at, '+8 hours', CASE conclusion WHEN 'withhold' THEN '+12 months' ELSE '+1 month' END)))
     WHERE stage = 'leaderApproval' AND conclusion IN ('withhold','defer')`,
  ])
    await sql.raw(statement).execute(db);
}
