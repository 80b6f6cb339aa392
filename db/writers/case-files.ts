import type { CaseFileKind } from "../../shared/domain/application/case-file.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertCaseFile(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly applicationId: string;
    readonly kind: CaseFileKind;
    readonly eventId?: string | undefined;
    readonly fileName: string;
    readonly mediaType: string;
    readonly size: number;
    readonly digest: string;
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("case_file")
    .values({
      id: row.id,
      application_id: row.applicationId,
      kind: row.kind,
      event_id: row.eventId ?? null,
      file_name: row.fileName,
      media_type: row.mediaType,
      size: row.size,
      digest: row.digest,
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      added_at: row.at,
    })
    .execute();
}

export async function voidCaseFile(
  tx: WriteTx,
  row: {
    readonly fileId: string;
    readonly reason: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("case_file_void")
    .values({
      file_id: row.fileId,
      reason: row.reason,
      account_id: row.accountId,
      person_id: row.personId,
      voided_at: row.at,
    })
    .execute();
}
