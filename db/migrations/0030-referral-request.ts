import { sql, type Kysely } from "kysely";

/**
 * A referral to the organ's own superior is a 请示 with its 签发人 (上行文, GB/T 9704-2012, 7.2.6); to any other organ it
 * stays a letter. The trigger that fixes a sent referral guards the new columns too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "ALTER TABLE referral ADD COLUMN form TEXT NOT NULL DEFAULT 'letter' CHECK (form = 'letter' OR (form = 'request' AND organ_kind = 'competentOrgan'))",
    "ALTER TABLE referral ADD COLUMN signer TEXT NOT NULL DEFAULT '' CHECK ((form = 'request') = (signer <> ''))",
  ])
    await sql.raw(statement).execute(db);
}
