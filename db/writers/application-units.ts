import type { WriteTx } from "../schema/tables.ts";

export async function insertUnit(
  tx: WriteTx,
  row: { readonly applicationId: string; readonly parentId: string; readonly position: number },
): Promise<void> {
  await tx
    .insertInto("application_unit")
    .values({ application_id: row.applicationId, parent_id: row.parentId, position: row.position })
    .execute();
}

/** Closes a split: its units are complete and its application takes nothing more. */
export async function insertSplit(
  tx: WriteTx,
  row: {
    readonly parentId: string;
    readonly unitCount: number;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("application_split")
    .values({
      parent_id: row.parentId,
      unit_count: row.unitCount,
      account_id: row.accountId,
      split_at: row.at,
    })
    .execute();
}
