import type { WriteTx } from "../schema/tables.ts";

export async function joinAnswer(
  tx: WriteTx,
  row: {
    readonly letterId: string;
    readonly jointLetterId: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("joint_answer_part")
    .values({
      letter_id: row.letterId,
      joint_letter_id: row.jointLetterId,
      account_id: row.accountId,
      joined_at: row.at,
    })
    .execute();
}

export async function takeOutAnswer(tx: WriteTx, letterId: string): Promise<void> {
  await tx.deleteFrom("joint_answer_part").where("letter_id", "=", letterId).execute();
}
