import type {
  DisputeDecision,
  DisputeKind,
  DisputeProcedure,
  LossReason,
} from "../../shared/domain/application/dispute.ts";
import type { ReadDb } from "../schema/tables.ts";
import { readAppeals, type AppealRecord } from "./appeals.ts";

export interface DisputeRecord {
  readonly disputeId: string;
  readonly kind: DisputeKind;
  readonly procedure: DisputeProcedure;
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantName: string;
  readonly letterId?: string;
  readonly template?: string;
  readonly docNumber: string;
  readonly caseNo: string;
  readonly organ: string;
  readonly filedOn: string;
  readonly copyReceivedOn: string;
  readonly note: string;
  readonly answeredOn?: string;
  readonly decision?: DisputeDecision;
  readonly decidedOn?: string;
  readonly receivedOn?: string;
  readonly reason?: LossReason;
  readonly lesson: string;
  readonly voided: boolean;
  readonly appeal?: AppealRecord;
}

export interface DisputeFilter {
  readonly disputeId?: string;
  /** Exactly these. */
  readonly ids?: readonly string[];
  readonly applicationId?: string;
  /** Not voided, and not decided or with a second instance on record. */
  readonly open?: boolean;
  /** A lesson was learned from it, in either instance. */
  readonly lost?: boolean;
}

/** Disputes with their steps laid side by side, newest first. */
export async function readDisputes(db: ReadDb, filter: DisputeFilter): Promise<readonly DisputeRecord[]> {
  let query = db
    .selectFrom("dispute as d")
    .innerJoin("application as a", "a.id", "d.application_id")
    .leftJoin("letter as l", "l.id", "d.letter_id")
    .leftJoin("joint_answer_part as j", "j.letter_id", "d.letter_id")
    .leftJoin("letter_issue as i", (join) =>
      join.on((eb) => eb("i.letter_id", "=", eb.fn.coalesce("j.joint_letter_id", "d.letter_id"))),
    )
    .leftJoin("dispute_step as answered", (join) =>
      join.onRef("answered.dispute_id", "=", "d.id").on("answered.kind", "=", "answered"),
    )
    .leftJoin("dispute_step as decided", (join) =>
      join.onRef("decided.dispute_id", "=", "d.id").on("decided.kind", "=", "decided"),
    )
    .leftJoin("dispute_step as voided", (join) =>
      join.onRef("voided.dispute_id", "=", "d.id").on("voided.kind", "=", "voided"),
    )
    .select([
      "d.id",
      "d.kind",
      "d.procedure",
      "d.application_id",
      "a.application_no",
      "a.applicant_name_cache",
      "d.letter_id",
      "l.template",
      "i.doc_number",
      "d.case_no",
      "d.organ",
      "d.filed_on",
      "d.copy_received_on",
      "d.note",
      "answered.on_day as answered_on",
      "decided.decision",
      "decided.on_day as decided_on",
      "decided.received_on",
      "decided.reason",
      "decided.lesson",
      "voided.id as voided_id",
    ])
    .orderBy("d.seq", "desc");
  if (filter.disputeId) query = query.where("d.id", "=", filter.disputeId);
  if (filter.ids) query = query.where("d.id", "in", filter.ids);
  if (filter.applicationId) query = query.where("d.application_id", "=", filter.applicationId);
  if (filter.open)
    query = query
      .where("voided.id", "is", null)
      .where((eb) =>
        eb.or([
          eb("decided.id", "is", null),
          eb.exists(eb.selectFrom("appeal as p").select("p.id").whereRef("p.dispute_id", "=", "d.id")),
        ]),
      );
  if (filter.lost)
    query = query.where((eb) =>
      eb.or([
        eb("decided.lesson", "<>", ""),
        eb.exists(
          eb
            .selectFrom("appeal as p")
            .innerJoin("appeal_step as s", "s.appeal_id", "p.id")
            .select("p.id")
            .whereRef("p.dispute_id", "=", "d.id")
            .where("s.lesson", "<>", ""),
        ),
      ]),
    );
  const rows = await query.execute();
  // Of a window or a case only its own second instances are read.
  const few = rows.length <= 500;
  const appeals = await readAppeals(db, few ? { disputeIds: rows.map((row) => row.id) } : {});
  const appealOf = (disputeId: string) => {
    const appeal = appeals.get(disputeId);
    return appeal ? { appeal } : {};
  };
  return rows.map((row) => ({
    disputeId: row.id,
    kind: row.kind,
    procedure: row.procedure,
    applicationId: row.application_id,
    applicationNo: row.application_no,
    applicantName: row.applicant_name_cache,
    ...(row.letter_id ? { letterId: row.letter_id } : {}),
    ...(row.template ? { template: row.template } : {}),
    docNumber: row.doc_number ?? "",
    caseNo: row.case_no,
    organ: row.organ,
    filedOn: row.filed_on,
    copyReceivedOn: row.copy_received_on,
    note: row.note,
    ...(row.answered_on ? { answeredOn: row.answered_on } : {}),
    ...(row.decision ? { decision: row.decision } : {}),
    ...(row.decided_on ? { decidedOn: row.decided_on } : {}),
    ...(row.received_on ? { receivedOn: row.received_on } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    lesson: row.lesson ?? "",
    voided: row.voided_id !== null,
    ...appealOf(row.id),
  }));
}
