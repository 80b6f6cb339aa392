import type { WriteTx } from "../schema/tables.ts";

export async function insertCaseArchive(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly applicationId: string;
    readonly archiveNo: string;
    readonly retention: "permanent" | "thirtyYears" | "tenYears";
    readonly bundleDigest: string;
    readonly fileCount: number;
    readonly checks: readonly object[];
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("case_archive")
    .values({
      id: row.id,
      application_id: row.applicationId,
      archive_no: row.archiveNo,
      retention: row.retention,
      bundle_digest: row.bundleDigest,
      file_count: row.fileCount,
      checks: JSON.stringify(row.checks),
      account_id: row.accountId,
      archived_at: row.at,
    })
    .execute();
}
