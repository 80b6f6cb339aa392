import type { Appellant, AppealDecision, AppealStep } from "../../shared/domain/application/appeal.ts";
import type { DisputeDecision, LossReason } from "../../shared/domain/application/dispute.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertAppeal(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly disputeId: string;
    readonly appellant: Appellant;
    readonly court: string;
    readonly caseNo: string;
    readonly appealedOn: string;
    readonly copyReceivedOn?: string | undefined;
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("appeal")
    .values({
      id: row.id,
      dispute_id: row.disputeId,
      appellant: row.appellant,
      court: row.court,
      case_no: row.caseNo,
      appealed_on: row.appealedOn,
      copy_received_on: row.copyReceivedOn ?? null,
      note: row.note,
      account_id: row.accountId,
      recorded_at: row.at,
    })
    .execute();
}

export async function insertAppealStep(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly appealId: string;
    readonly kind: AppealStep;
    readonly onDay: string;
    readonly receivedOn?: string | undefined;
    readonly decision?: AppealDecision | undefined;
    readonly newDecision?: DisputeDecision | undefined;
    readonly reason?: LossReason | undefined;
    readonly lesson: string;
    readonly note: string;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("appeal_step")
    .values({
      id: row.id,
      appeal_id: row.appealId,
      kind: row.kind,
      on_day: row.onDay,
      received_on: row.receivedOn ?? null,
      decision: row.decision ?? null,
      new_decision: row.newDecision ?? null,
      reason: row.reason ?? null,
      lesson: row.lesson,
      note: row.note,
      account_id: row.accountId,
      recorded_at: row.at,
    })
    .execute();
}
