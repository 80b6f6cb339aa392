import type { WriteTx } from "../schema/tables.ts";

export async function writeMeta(tx: WriteTx, key: string, value: string): Promise<void> {
  await tx
    .insertInto("meta")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}
