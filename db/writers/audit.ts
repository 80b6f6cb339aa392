import type { AuditEntryTable } from "../schema/audit.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertAuditEntries(
  tx: WriteTx,
  rows: readonly AuditEntryTable[],
  head: { readonly size: number; readonly root: string; readonly frontier: readonly string[] },
): Promise<void> {
  for (const row of rows) await tx.insertInto("audit_entry").values(row).execute();
  const next = { size: head.size, root: head.root, frontier: JSON.stringify(head.frontier) };
  await tx
    .insertInto("audit_head")
    .values({ id: 1, ...next, checkpoint: null })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(next))
    .execute();
}
