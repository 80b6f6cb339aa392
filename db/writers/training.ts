import type { WriteTx } from "../schema/tables.ts";

export async function insertTrainingResult(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly setVersion: string;
    readonly traps: number;
    readonly caught: number;
    readonly falseAlarms: number;
    readonly minutes: number;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("training_result")
    .values({
      id: row.id,
      set_version: row.setVersion,
      traps: row.traps,
      caught: row.caught,
      false_alarms: row.falseAlarms,
      minutes: row.minutes,
      account_id: row.accountId,
      person_id: row.personId,
      finished_at: row.at,
    })
    .execute();
}
