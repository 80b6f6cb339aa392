import { sql, type Kysely } from "kysely";

/** A request from another machine says which types of findings its content withholds, so that its checklist agrees with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      "ALTER TABLE incoming_request ADD COLUMN withheld TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(withheld) AND json_type(withheld) = 'array')",
    )
    .execute(db);
}
