import type { CombinationRule } from "../../shared/domain/aggregation/rules.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertRuleList(
  tx: WriteTx,
  row: {
    readonly version: string;
    readonly rules: readonly CombinationRule[];
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("aggregation_rule_list")
    .values({
      version: row.version,
      rules: JSON.stringify(row.rules),
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      saved_at: row.at,
    })
    .execute();
}

export async function countRuleListsLike(tx: WriteTx, pattern: string): Promise<number> {
  return (
    await tx
      .selectFrom("aggregation_rule_list")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("version", "like", pattern)
      .executeTakeFirstOrThrow()
  ).n;
}
