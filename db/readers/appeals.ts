import type { Appellant, AppealDecision } from "../../shared/domain/application/appeal.ts";
import type { DisputeDecision, LossReason } from "../../shared/domain/application/dispute.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface AppealRecord {
  readonly appealId: string;
  readonly disputeId: string;
  readonly appellant: Appellant;
  readonly court: string;
  readonly caseNo: string;
  readonly appealedOn: string;
  readonly copyReceivedOn?: string;
  readonly note: string;
  readonly answeredOn?: string;
  readonly decision?: AppealDecision;
  readonly decidedOn?: string;
  readonly receivedOn?: string;
  readonly newDecision?: DisputeDecision;
  readonly retriedOn?: string;
  readonly reason?: LossReason;
  readonly lesson: string;
}

/** The second instances that stand, those of some disputes or all; what was entered by mistake is left out. */
export async function readAppeals(
  db: ReadDb,
  filter: { readonly disputeIds?: readonly string[] } = {},
): Promise<ReadonlyMap<string, AppealRecord>> {
  let query = db
    .selectFrom("appeal as a")
    .leftJoin("appeal_step as s", "s.appeal_id", "a.id")
    .selectAll("a")
    .select(["s.kind", "s.on_day", "s.received_on", "s.decision", "s.new_decision", "s.reason", "s.lesson"])
    .orderBy("a.seq");
  if (filter.disputeIds) query = query.where("a.dispute_id", "in", filter.disputeIds);
  const found = new Map<string, AppealRecord>();
  for (const rows of Map.groupBy(await query.execute(), (row) => row.id).values()) {
    const [row] = rows;
    const step = (kind: string) => rows.find((each) => each.kind === kind);
    if (!row || step("voided")) continue;
    const answered = step("answered");
    const decided = step("decided");
    const retried = step("retried");
    const judged = retried ?? decided;
    found.set(row.dispute_id, {
      appealId: row.id,
      disputeId: row.dispute_id,
      appellant: row.appellant,
      court: row.court,
      caseNo: row.case_no,
      appealedOn: row.appealed_on,
      ...(row.copy_received_on ? { copyReceivedOn: row.copy_received_on } : {}),
      note: row.note,
      ...(answered?.on_day ? { answeredOn: answered.on_day } : {}),
      ...(decided?.decision && decided.on_day
        ? { decision: decided.decision, decidedOn: decided.on_day }
        : {}),
      ...(judged?.received_on ? { receivedOn: judged.received_on } : {}),
      ...(judged?.new_decision ? { newDecision: judged.new_decision } : {}),
      ...(retried?.on_day ? { retriedOn: retried.on_day } : {}),
      ...(judged?.reason ? { reason: judged.reason } : {}),
      lesson: judged?.lesson ?? "",
    });
  }
  return found;
}

/** The appeal of an id with its dispute, if it stands. */
export async function readAppealDispute(db: ReadDb, appealId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("appeal")
    .select("dispute_id")
    .where("id", "=", appealId)
    .executeTakeFirst();
  return row?.dispute_id;
}
