import type { Selectable } from "kysely";

import type { OutboxTable } from "../schema/reviews.ts";
import type { ReadDb } from "../schema/tables.ts";

export type StoredOutboxRow = Pick<
  Selectable<OutboxTable>,
  | "package_id"
  | "object_id"
  | "package_digest"
  | "incarnation"
  | "device_seq"
  | "size_bytes"
  | "state"
  | "attempts"
  | "next_at"
  | "upload_url"
  | "zip_sha256"
  | "problem"
>;

const columns = [
  "package_id",
  "object_id",
  "package_digest",
  "incarnation",
  "device_seq",
  "size_bytes",
  "state",
  "attempts",
  "next_at",
  "upload_url",
  "zip_sha256",
  "problem",
] as const;

/** Packages that are not final, in the order they were sealed. */
export async function readUnfinishedOutbox(db: ReadDb): Promise<readonly StoredOutboxRow[]> {
  return await db
    .selectFrom("outbox")
    .select(columns)
    .where("state", "in", ["sealed", "announced", "uploading", "sent", "needs-user"])
    .orderBy("device_seq")
    .execute();
}

export async function readOutboxRow(db: ReadDb, packageId: string): Promise<StoredOutboxRow | undefined> {
  return await db.selectFrom("outbox").select(columns).where("package_id", "=", packageId).executeTakeFirst();
}

export async function readLogView(
  db: ReadDb,
): Promise<
  | { readonly origin: string; readonly size: number; readonly root: string; readonly checkpoint: string }
  | undefined
> {
  return await db.selectFrom("log_view").selectAll().executeTakeFirst();
}

/** Leaf hashes of the audit log, hex, in order, from one index to before another. */
export async function readAuditLeafHashes(db: ReadDb, from: number, to: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("audit_entry")
    .select("leaf_hash")
    .where("idx", ">=", from)
    .where("idx", "<", to)
    .orderBy("idx")
    .execute();
  return rows.map((row) => row.leaf_hash);
}

export async function readInboxCursor(db: ReadDb): Promise<number> {
  const rows = await db.selectFrom("inbox").select("cursor").execute();
  return rows.reduce((most, row) => Math.max(most, Number(row.cursor)), 0);
}

export interface StoredReceiptRow {
  readonly packageId: string;
  /** Canonical receipt bytes as text. */
  readonly proof: string;
  readonly outcome: string;
}

export async function readReceipt(db: ReadDb, packageId: string): Promise<StoredReceiptRow | undefined> {
  const row = await db
    .selectFrom("receipt")
    .select(["package_id", "proof", "outcome"])
    .where("package_id", "=", packageId)
    .executeTakeFirst();
  return row ? { packageId: row.package_id, proof: row.proof, outcome: row.outcome } : undefined;
}
