import type { WriteTx } from "../schema/tables.ts";

export async function insertCalendarImport(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly year: number;
    readonly notice: string;
    readonly body: object;
    readonly sourceDigest: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("calendar_import")
    .values({
      id: row.id,
      year: row.year,
      notice: row.notice,
      body: JSON.stringify(row.body),
      source_digest: row.sourceDigest,
      account_id: row.accountId,
      person_id: row.personId,
      imported_at: row.at,
    })
    .execute();
}

export async function insertCalendarDecision(
  tx: WriteTx,
  row: {
    readonly importId: string;
    readonly decision: "confirm" | "reject";
    readonly version?: string;
    readonly changes: readonly object[];
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("calendar_decision")
    .values({
      import_id: row.importId,
      decision: row.decision,
      version: row.version ?? null,
      changes: JSON.stringify(row.changes),
      account_id: row.accountId,
      person_id: row.personId,
      decided_at: row.at,
    })
    .execute();
}
