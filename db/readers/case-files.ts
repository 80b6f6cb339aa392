import type { CaseFileKind } from "../../shared/domain/application/case-file.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface CaseFileRecord {
  readonly fileId: string;
  readonly applicationId: string;
  readonly kind: CaseFileKind;
  readonly eventId?: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly digest: string;
  readonly note: string;
  readonly personName: string;
  readonly addedAt: string;
  readonly voided?: { readonly reason: string; readonly personName: string; readonly at: string };
}

/** The files of an application in the order they were added, void ones included. */
export async function readCaseFiles(db: ReadDb, applicationId: string): Promise<readonly CaseFileRecord[]> {
  const rows = await db
    .selectFrom("case_file")
    .innerJoin("person", "person.id", "case_file.person_id")
    .leftJoin("case_file_void", "case_file_void.file_id", "case_file.id")
    .leftJoin("person as voider", "voider.id", "case_file_void.person_id")
    .selectAll("case_file")
    .select([
      "person.name as person_name",
      "case_file_void.reason as void_reason",
      "case_file_void.voided_at",
      "voider.name as voider_name",
    ])
    .where("case_file.application_id", "=", applicationId)
    .orderBy("case_file.seq")
    .execute();
  return rows.map((row) => ({
    fileId: row.id,
    applicationId: row.application_id,
    kind: row.kind,
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    fileName: row.file_name,
    mediaType: row.media_type,
    sizeBytes: row.size,
    digest: row.digest,
    note: row.note,
    personName: row.person_name,
    addedAt: row.added_at,
    ...(row.void_reason === null
      ? {}
      : {
          voided: { reason: row.void_reason, personName: row.voider_name ?? "", at: row.voided_at ?? "" },
        }),
  }));
}
