import { sql, type Kysely } from "kysely";

/** Papers that came back to their drafter stand on the desk at once, found among any number of items. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      "CREATE INDEX item_returned ON item(drafter_account_id, updated_at_cache) WHERE state_cache = 'returned' AND kind <> 'letter'",
    )
    .execute(db);
}
