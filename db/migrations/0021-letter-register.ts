import { sql, type Kysely } from "kysely";

/** 发文登记簿 lists signed letters by the moment of signing; the index keeps its pages from sorting all of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`CREATE INDEX letter_issue_by_signing ON letter_issue(signed_at, letter_id)`).execute(db);
}
