import { sql, type Kysely } from "kysely";

/** The list of all disputes is read in windows, the newest copy first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("CREATE INDEX dispute_by_copy ON dispute(copy_received_on, seq)").execute(db);
}
