import { sql, type Kysely } from "kysely";

/** 暂缓公开 decided for another machine names the day the paper comes back on, as a decision made here does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      "ALTER TABLE incoming_answer ADD COLUMN reassess_on TEXT CHECK (reassess_on IS NULL OR (reassess_on IS date(reassess_on) AND decision = 'agree' AND conclusion = 'defer' AND reassess_on > substr(decided_at, 1, 10)))",
    )
    .execute(db);
}
