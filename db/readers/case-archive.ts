import type { ReadDb } from "../schema/tables.ts";

export interface CaseArchiveRecord {
  readonly archiveNo: string;
  readonly retention: "permanent" | "thirtyYears" | "tenYears";
  readonly bundleDigest: string;
  readonly fileCount: number;
  readonly archivedBy: string;
  readonly archivedAt: string;
}

/** Every time the case was archived, newest first. */
export async function readCaseArchives(
  db: ReadDb,
  applicationId: string,
): Promise<readonly CaseArchiveRecord[]> {
  const rows = await db
    .selectFrom("case_archive as r")
    .innerJoin("account as c", "c.id", "r.account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .selectAll("r")
    .select("p.name")
    .where("r.application_id", "=", applicationId)
    .orderBy("r.archived_at", "desc")
    .execute();
  return rows.map((row) => ({
    archiveNo: row.archive_no,
    retention: row.retention,
    bundleDigest: row.bundle_digest,
    fileCount: row.file_count,
    archivedBy: row.name,
    archivedAt: row.archived_at,
  }));
}
