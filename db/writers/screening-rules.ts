import type { WriteTx } from "../schema/tables.ts";

/** Puts a version in force. The database takes only the next number, from a confidentiality reviewer. */
export async function insertRuleSet(
  tx: WriteTx,
  row: {
    readonly version: number;
    readonly body: string;
    readonly bodyDigest: string;
    readonly reason: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("screening_rule_set")
    .values({
      version: row.version,
      body: row.body,
      body_digest: row.bodyDigest,
      reason: row.reason,
      account_id: row.accountId,
      person_id: row.personId,
      put_at: row.at,
    })
    .execute();
}
