import { sql, type Kysely } from "kysely";

const drafterOf = (review: string): string =>
  `(SELECT drafter_person_id FROM item WHERE id = ${review}.item_id)`;

/**
 * What 工作台 reads and counts, by index: a drafter's own papers in 自审 (the drafter of an item never changes, so a
 * review may name him), and reviews and decisions by their time, without the envelopes that lie beside them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "ALTER TABLE review ADD COLUMN drafter_cache TEXT REFERENCES person(id)",
    `UPDATE review SET drafter_cache = ${drafterOf("review")}`,
    `CREATE TRIGGER review_names_its_drafter AFTER INSERT ON review
     BEGIN UPDATE review SET drafter_cache = ${drafterOf("NEW")} WHERE seq = NEW.seq; END`,
    `CREATE TRIGGER review_drafter_is_the_items BEFORE UPDATE OF drafter_cache ON review
     WHEN NEW.drafter_cache IS NOT ${drafterOf("NEW")}
     BEGIN SELECT RAISE(ABORT, 'V4: the drafter of a review is that of its item'); END`,
    "CREATE INDEX review_queue_by_drafter ON review(current_stage, drafter_cache, due_day_cache, seq) WHERE state = 'open'",
    "CREATE INDEX item_by_drafter_formed ON item(drafter_account_id, formed_on_cache) WHERE kind <> 'letter' AND property_cache = 'proactive' AND state_cache IN ('drafting','returned','approved')",
    "CREATE INDEX review_by_opening ON review(opened_at)",
    // The condition always holds: who says it asks for this index, and no other plan is drawn to it.
    "CREATE INDEX stage_decision_by_outcome ON stage_decision(decision, stage, decided_at, conclusion) WHERE decided_at > ''",
  ])
    await sql.raw(statement).execute(db);
}
