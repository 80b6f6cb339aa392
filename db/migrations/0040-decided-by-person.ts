import { sql, type Kysely } from "kysely";

/** What a person decided and judged, newest first, found among any number of decisions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "CREATE INDEX stage_decision_by_decider ON stage_decision(person_id, decided_at, id)",
    "CREATE INDEX review_opinion_by_giver ON review_opinion(person_id, given_at, id)",
  ])
    await sql.raw(statement).execute(db);
}
