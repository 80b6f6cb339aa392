import type { WriteTx } from "../schema/tables.ts";

/** Saves what people wrote; answers false when somebody saved since `seq` (0: nothing saved yet), and changes nothing. */
export async function putAnnualReport(
  tx: WriteTx,
  row: {
    readonly year: number;
    readonly seq: number;
    readonly texts: object;
    readonly tableOne: object;
    readonly disputes: readonly object[];
    readonly accountId: string;
    readonly at: string;
  },
): Promise<boolean> {
  const values = {
    seq: row.seq + 1,
    texts: JSON.stringify(row.texts),
    table_one: JSON.stringify(row.tableOne),
    disputes: JSON.stringify(row.disputes),
    saved_by: row.accountId,
    saved_at: row.at,
  };
  if (row.seq === 0) {
    const made = await tx
      .insertInto("annual_report")
      .values({ year: row.year, ...values })
      .onConflict((conflict) => conflict.column("year").doNothing())
      .executeTakeFirst();
    return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const changed = await tx
    .updateTable("annual_report")
    .set(values)
    .where("year", "=", row.year)
    .where("seq", "=", row.seq)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
