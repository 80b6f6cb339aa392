import type {
  DisputeDecision,
  DisputeKind,
  DisputeProcedure,
  DisputeStep,
  LossReason,
} from "../../shared/domain/application/dispute.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertDispute(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly kind: DisputeKind;
    readonly procedure: DisputeProcedure;
    readonly applicationId: string;
    readonly letterId?: string;
    readonly caseNo: string;
    readonly organ: string;
    readonly filedOn: string;
    readonly copyReceivedOn: string;
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("dispute")
    .values({
      id: row.id,
      kind: row.kind,
      procedure: row.procedure,
      application_id: row.applicationId,
      letter_id: row.letterId ?? null,
      case_no: row.caseNo,
      organ: row.organ,
      filed_on: row.filedOn,
      copy_received_on: row.copyReceivedOn,
      note: row.note,
      account_id: row.accountId,
      recorded_at: row.at,
    })
    .execute();
}

export async function insertDisputeStep(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly disputeId: string;
    readonly kind: DisputeStep;
    readonly onDay: string;
    readonly receivedOn?: string;
    readonly decision?: DisputeDecision;
    readonly reason?: LossReason;
    readonly lesson: string;
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("dispute_step")
    .values({
      id: row.id,
      dispute_id: row.disputeId,
      kind: row.kind,
      on_day: row.onDay,
      received_on: row.receivedOn ?? null,
      decision: row.decision ?? null,
      reason: row.reason ?? null,
      lesson: row.lesson,
      note: row.note,
      account_id: row.accountId,
      recorded_at: row.at,
    })
    .execute();
}
