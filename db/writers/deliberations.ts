import type { WriteTx } from "../schema/tables.ts";

export async function insertDeliberation(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly applicationId: string;
    readonly heldOn: string;
    readonly chair: string;
    readonly participants: readonly string[];
    readonly question: string;
    readonly opinions: readonly object[];
    readonly conclusion: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("deliberation")
    .values({
      id: row.id,
      application_id: row.applicationId,
      held_on: row.heldOn,
      chair: row.chair,
      participants: JSON.stringify(row.participants),
      question: row.question,
      opinions: JSON.stringify(row.opinions),
      conclusion: row.conclusion,
      account_id: row.accountId,
      recorded_at: row.at,
    })
    .execute();
}
