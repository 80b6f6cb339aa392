import { sql } from "kysely";

import type { Delegation, DelegableStage } from "../../shared/domain/access/delegation.ts";
import { reviewStages } from "../../shared/domain/review/review-stages.ts";
import type { CalendarDay } from "../../shared/kernel/calendar-day.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface DelegationRecord extends Delegation {
  readonly toPersonName: string;
  readonly reason: string;
  readonly reviewNo?: string;
  readonly proposedByPersonId: string;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly refused: boolean;
  readonly confirmedByName?: string;
  readonly confirmedAt?: string;
  readonly note?: string;
  readonly endedByName?: string;
  readonly endReason?: string;
  readonly endedAt?: string;
  readonly seenByName?: string;
}

function delegationQuery(db: ReadDb) {
  return db
    .selectFrom("delegation as g")
    .innerJoin("person as lender", "lender.id", "g.from_person_id")
    .innerJoin("person as deputy", "deputy.id", "g.to_person_id")
    .innerJoin("person as proposer", "proposer.id", "g.proposed_by_person")
    .leftJoin("review as r", "r.id", "g.review_id")
    .leftJoin("delegation_confirmation as c", "c.delegation_id", "g.id")
    .leftJoin("person as confirmer", "confirmer.id", "c.person_id")
    .leftJoin("delegation_end as e", "e.delegation_id", "g.id")
    .leftJoin("person as ender", "ender.id", "e.person_id")
    .leftJoin("emergency_seen as s", "s.delegation_id", "g.id")
    .leftJoin("person as auditor", "auditor.id", "s.person_id")
    .selectAll("g")
    .select([
      "lender.name as lender_name",
      "deputy.name as deputy_name",
      "proposer.name as proposer_name",
      "r.review_no",
      "c.decision",
      "c.note",
      "c.decided_at",
      "confirmer.name as confirmer_name",
      "e.reason as end_reason",
      "e.ended_at",
      "ender.name as ender_name",
      "auditor.name as auditor_name",
    ])
    .select(
      sql<string>`(select group_concat(ar.role) from account_role ar join account a on a.id = ar.account_id where a.person_id = g.from_person_id)`.as(
        "lender_roles",
      ),
    );
}

type DelegationRow = Awaited<ReturnType<ReturnType<typeof delegationQuery>["execute"]>>[number];

function toDelegation(row: DelegationRow): DelegationRecord {
  return {
    delegationId: row.id,
    kind: row.kind,
    stage: row.stage,
    fromPersonId: row.from_person_id,
    fromPersonName: row.lender_name,
    toPersonId: row.to_person_id,
    toPersonName: row.deputy_name,
    ...(row.review_id ? { reviewId: row.review_id } : {}),
    ...(row.review_no ? { reviewNo: row.review_no } : {}),
    fromDay: row.first_day as CalendarDay,
    untilDay: row.last_day as CalendarDay,
    confirmed: row.decision === "confirm",
    refused: row.decision === "refuse",
    ended: row.end_reason !== null,
    lenderHolds: (row.lender_roles ?? "").split(",").includes(reviewStages[row.stage].role),
    reason: row.reason,
    proposedByPersonId: row.proposed_by_person,
    proposedByName: row.proposer_name,
    proposedAt: row.proposed_at,
    ...(row.confirmer_name ? { confirmedByName: row.confirmer_name } : {}),
    ...(row.decided_at ? { confirmedAt: row.decided_at } : {}),
    ...(row.note ? { note: row.note } : {}),
    ...(row.ender_name ? { endedByName: row.ender_name } : {}),
    ...(row.end_reason ? { endReason: row.end_reason } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at } : {}),
    ...(row.auditor_name ? { seenByName: row.auditor_name } : {}),
  };
}

/** Confirmed rights lent to a person that are not over by `today`; whether one is in force the domain says. */
export async function readDelegationsTo(
  db: ReadDb,
  personId: string,
  today: string,
): Promise<readonly DelegationRecord[]> {
  const rows = await delegationQuery(db)
    .where("g.to_person_id", "=", personId)
    .where("g.last_day", ">=", today)
    .where("c.decision", "=", "confirm")
    .orderBy("g.seq")
    .execute();
  return rows.map(toDelegation);
}

export async function readDelegation(
  db: ReadDb,
  delegationId: string,
): Promise<DelegationRecord | undefined> {
  const row = await delegationQuery(db).where("g.id", "=", delegationId).executeTakeFirst();
  return row ? toDelegation(row) : undefined;
}

export interface DelegationStatementRecord {
  readonly seq: number;
  readonly delegationId: string;
  readonly envelope: Uint8Array;
}

const statementOf = (row: {
  seq: number;
  delegation_id: string;
  envelope: Uint8Array;
}): DelegationStatementRecord => ({
  seq: row.seq,
  delegationId: row.delegation_id,
  envelope: new Uint8Array(row.envelope),
});

/** Delegations of this machine as they were signed, oldest first. */
export async function readDelegationStatements(db: ReadDb): Promise<readonly DelegationStatementRecord[]> {
  const rows = await db.selectFrom("delegation_statement").selectAll().orderBy("seq").execute();
  return rows.map(statementOf);
}

/** Those that a server has not taken in, oldest first. */
export async function readUnsentDelegations(
  db: ReadDb,
  url: string,
): Promise<readonly DelegationStatementRecord[]> {
  const rows = await db
    .selectFrom("delegation_statement as s")
    .leftJoin("delegation_sent as d", (join) => join.onRef("d.seq", "=", "s.seq").on("d.url", "=", url))
    .selectAll("s")
    .where((eb) => eb.or([eb("d.answer", "is", null), eb("d.answer", "not in", ["registered", "ended"])]))
    .orderBy("s.seq")
    .execute();
  return rows.map(statementOf);
}

const listedDelegations = 500;

/** Newest first; of one kind where one is asked for. */
export async function readDelegations(
  db: ReadDb,
  kind?: "deputy" | "emergency",
): Promise<readonly DelegationRecord[]> {
  let query = delegationQuery(db).orderBy("g.seq", "desc").limit(listedDelegations);
  if (kind) query = query.where("g.kind", "=", kind);
  return (await query.execute()).map(toDelegation);
}

export interface AssignmentRecord {
  readonly reviewId: string;
  readonly stage: DelegableStage;
  readonly toPersonId: string;
  readonly toPersonName: string;
  readonly byPersonName: string;
  /** Whose queue it came from, where it was handed over. */
  readonly handedOverBy?: string;
  readonly reason: string;
  readonly at: string;
}

function assignmentQuery(db: ReadDb) {
  return db
    .selectFrom("review_assignment as a")
    .innerJoin("person as receiver", "receiver.id", "a.to_person_id")
    .innerJoin("person as maker", "maker.id", "a.by_person")
    .leftJoin("handover as h", "h.id", "a.handover_id")
    .leftJoin("person as absent", "absent.id", "h.from_person_id")
    .selectAll("a")
    .select(["receiver.name as receiver_name", "maker.name as maker_name", "absent.name as absent_name"]);
}

/** Every assignment of a review, oldest first. */
export async function readAssignments(db: ReadDb, reviewId: string): Promise<readonly AssignmentRecord[]> {
  const rows = await assignmentQuery(db).where("a.review_id", "=", reviewId).orderBy("a.seq").execute();
  return rows.map(toAssignment);
}

/** The newest assignment of the current stage of each review. */
export async function readNewestAssignments(
  db: ReadDb,
  reviewIds: readonly string[],
): Promise<ReadonlyMap<string, AssignmentRecord>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await assignmentQuery(db)
    .innerJoin("review as r", (join) =>
      join.onRef("r.id", "=", "a.review_id").onRef("r.current_stage", "=", "a.stage"),
    )
    .where("a.review_id", "in", reviewIds)
    .orderBy("a.seq")
    .execute();
  return new Map(rows.map((row) => [row.review_id, toAssignment(row)]));
}

function toAssignment(
  row: Awaited<ReturnType<ReturnType<typeof assignmentQuery>["execute"]>>[number],
): AssignmentRecord {
  return {
    reviewId: row.review_id,
    stage: row.stage,
    toPersonId: row.to_person_id,
    toPersonName: row.receiver_name,
    byPersonName: row.maker_name,
    ...(row.absent_name ? { handedOverBy: row.absent_name } : {}),
    reason: row.reason,
    at: row.at,
  };
}

export interface HandoverRecord {
  readonly handoverId: string;
  readonly fromPersonName: string;
  readonly toPersonName: string;
  readonly byPersonName: string;
  readonly reason: string;
  readonly at: string;
  readonly items: readonly {
    readonly reviewId: string;
    readonly title: string;
    readonly reviewNo: string;
    readonly stage: DelegableStage;
    /** Still on the stage it was handed over on, with the same receiver. */
    readonly waiting: boolean;
    readonly brief: unknown;
  }[];
}

const listedHandovers = 20;

/** Handovers a person gave, received or made, newest first. */
export async function readHandovers(db: ReadDb, personId: string): Promise<readonly HandoverRecord[]> {
  const heads = await db
    .selectFrom("handover as h")
    .innerJoin("person as absent", "absent.id", "h.from_person_id")
    .innerJoin("person as receiver", "receiver.id", "h.to_person_id")
    .innerJoin("person as maker", "maker.id", "h.by_person")
    .select(["h.id", "h.reason", "h.at", "absent.name as absent_name"])
    .select(["receiver.name as receiver_name", "maker.name as maker_name"])
    .where((eb) =>
      eb.or([
        eb("h.to_person_id", "=", personId),
        eb("h.from_person_id", "=", personId),
        eb("h.by_person", "=", personId),
      ]),
    )
    .orderBy("h.seq", "desc")
    .limit(listedHandovers)
    .execute();
  if (heads.length === 0) return [];
  const items = await db
    .selectFrom("review_assignment as a")
    .innerJoin("review as r", "r.id", "a.review_id")
    .select(["a.handover_id", "a.review_id", "a.stage", "a.brief", "a.to_person_id"])
    .select(["r.title_cache", "r.review_no", "r.current_stage", "r.assignee_cache"])
    .where(
      "a.handover_id",
      "in",
      heads.map((head) => head.id),
    )
    .orderBy("a.seq")
    .execute();
  return heads.map((head) => ({
    handoverId: head.id,
    fromPersonName: head.absent_name,
    toPersonName: head.receiver_name,
    byPersonName: head.maker_name,
    reason: head.reason,
    at: head.at,
    items: items
      .filter((item) => item.handover_id === head.id)
      .map((item) => ({
        reviewId: item.review_id,
        title: item.title_cache,
        reviewNo: item.review_no,
        stage: item.stage,
        waiting: item.current_stage === item.stage && item.assignee_cache === item.to_person_id,
        brief: JSON.parse(item.brief ?? "null") as unknown,
      })),
  }));
}

export interface QueueFilterRecord {
  readonly filterId: string;
  readonly name: string;
  readonly filter: unknown;
}

export async function readQueueFilters(db: ReadDb, accountId: string): Promise<readonly QueueFilterRecord[]> {
  const rows = await db
    .selectFrom("queue_filter")
    .select(["id", "name", "filter"])
    .where("account_id", "=", accountId)
    .orderBy("name")
    .execute();
  return rows.map((row) => ({
    filterId: row.id,
    name: row.name,
    filter: JSON.parse(row.filter) as unknown,
  }));
}
