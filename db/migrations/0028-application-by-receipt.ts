import { sql, type Kysely } from "kysely";

/** Counting one applicant's month (收费办法4) and year (条例35) reads the applications by their receipt date. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("CREATE INDEX application_by_receipt ON application(receipt_date_cache)").execute(db);
}
