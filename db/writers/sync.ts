import type { OutboxTable } from "../schema/reviews.ts";
import type { WriteTx } from "../schema/tables.ts";

/** Where a package is on its way; what was sealed never changes (V8). */
export async function updateOutboxProgress(
  tx: WriteTx,
  row: Pick<OutboxTable, "package_id" | "state" | "next_at" | "upload_url" | "zip_sha256" | "problem"> & {
    readonly attempts: number;
  },
): Promise<void> {
  const { package_id: packageId, ...progress } = row;
  await tx.updateTable("outbox").set(progress).where("package_id", "=", packageId).execute();
}

/** A verified receipt; a second one for the same package is the same. */
export async function insertReceipt(
  tx: WriteTx,
  row: {
    readonly packageId: string;
    readonly leaf: Uint8Array;
    readonly proof: string;
    readonly outcome: string;
    readonly logIndex: number;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("receipt")
    .values({
      package_id: row.packageId,
      leaf: row.leaf,
      proof: row.proof,
      outcome: row.outcome,
      log_index: row.logIndex,
      verified_at: row.at,
    })
    .onConflict((conflict) => conflict.column("package_id").doNothing())
    .execute();
}

export async function putLogView(
  tx: WriteTx,
  view: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly checkpoint: string;
  },
): Promise<void> {
  const { origin, ...head } = view;
  await tx
    .insertInto("log_view")
    .values(view)
    .onConflict((conflict) => conflict.column("origin").doUpdateSet(head))
    .execute();
  await tx.deleteFrom("log_view").where("origin", "<>", origin).execute();
}

export async function insertInboxItem(
  tx: WriteTx,
  row: { readonly cursor: number; readonly kind: string; readonly ref: string; readonly at: string },
): Promise<void> {
  await tx
    .insertInto("inbox")
    .values({ cursor: String(row.cursor), kind: row.kind, digest: row.ref, applied_at: row.at })
    .onConflict((conflict) => conflict.column("cursor").doNothing())
    .execute();
}

/** The database is older than what the server saw: the device goes on under a new incarnation, counting from 1. */
export async function startIncarnation(tx: WriteTx, incarnation: string): Promise<void> {
  await tx.updateTable("device").set({ incarnation, next_seq: 1 }).execute();
}
