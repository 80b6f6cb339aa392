import { sql } from "kysely";

import type { DelegationKind } from "../../shared/domain/access/delegation.ts";
import type { ItemKind } from "../../shared/domain/item/item-kinds.ts";
import type {
  ChecklistAnswer,
  ReviewConclusion,
  ReviewStage,
  ReviewState,
} from "../../shared/domain/review/review-stages.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";
import { planTitleHits, titleAmongMany, type TitleHits } from "./search.ts";

export interface ReviewRecord {
  readonly seq: number;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly itemId: string;
  readonly revisionId: string;
  readonly contentDigest: string;
  readonly stagePath: readonly ReviewStage[];
  readonly state: ReviewState;
  readonly currentStage?: ReviewStage;
  readonly reason: string;
  readonly openedAt: string;
  readonly stageArrivedAt: string;
  readonly fromPerson: string;
  readonly title: string;
  readonly findingCounts: Readonly<Record<string, number>>;
  readonly dueDay: string;
  /** Person the current stage is assigned to. */
  readonly assigneeId?: string;
  /** How many referrals of it have ended. */
  readonly round: number;
}

interface ReviewRowShape {
  seq: number;
  id: string;
  review_no: string;
  item_id: string;
  revision_id: string;
  content_digest: string;
  stage_path: string;
  state: ReviewState;
  current_stage: ReviewStage | null;
  reason: string;
  opened_at: string;
  stage_arrived_at: string;
  from_person_cache: string;
  title_cache: string;
  finding_counts_cache: string;
  due_day_cache: string;
  assignee_cache: string | null;
  round: number;
}

function toReview(row: ReviewRowShape): ReviewRecord {
  return {
    seq: row.seq,
    reviewId: row.id,
    reviewNo: row.review_no,
    itemId: row.item_id,
    revisionId: row.revision_id,
    contentDigest: row.content_digest,
    stagePath: JSON.parse(row.stage_path) as ReviewStage[],
    state: row.state,
    ...(row.current_stage ? { currentStage: row.current_stage } : {}),
    reason: row.reason,
    openedAt: row.opened_at,
    stageArrivedAt: row.stage_arrived_at,
    fromPerson: row.from_person_cache,
    title: row.title_cache,
    findingCounts: JSON.parse(row.finding_counts_cache) as Record<string, number>,
    dueDay: row.due_day_cache,
    ...(row.assignee_cache ? { assigneeId: row.assignee_cache } : {}),
    round: row.round,
  };
}

export async function readReview(db: ReadDb, reviewId: string): Promise<ReviewRecord | undefined> {
  const row = await db.selectFrom("review").selectAll().where("id", "=", reviewId).executeTakeFirst();
  return row ? toReview(row) : undefined;
}

/**
 * The review of an item that is open, referred or approved and not yet used; there is at most one (V2). The answer of a
 * unit that is given in a joint letter is reviewed with that letter.
 */
export async function readRunningReview(db: ReadDb, itemId: string): Promise<ReviewRecord | undefined> {
  const row = await db
    .selectFrom("review")
    .selectAll()
    .where((eb) =>
      eb.or([
        eb("item_id", "=", itemId),
        eb(
          "item_id",
          "=",
          eb
            .selectFrom("letter as l")
            .innerJoin("joint_answer_part as p", "p.letter_id", "l.id")
            .innerJoin("letter as j", "j.id", "p.joint_letter_id")
            .select("j.item_id")
            .where("l.item_id", "=", itemId),
        ),
      ]),
    )
    .where("state", "in", ["open", "referred", "approved"])
    .executeTakeFirst();
  return row ? toReview(row) : undefined;
}

export async function readReviewsOfItem(db: ReadDb, itemId: string): Promise<readonly ReviewRecord[]> {
  return (
    await db.selectFrom("review").selectAll().where("item_id", "=", itemId).orderBy("seq", "desc").execute()
  ).map(toReview);
}

/** A stage a person may decide. For a lent right: whose it is, and the one review where it is for one only. */
export interface QueueStage {
  readonly stage: ReviewStage;
  readonly lenderId?: string;
  readonly reviewId?: string;
}

/** Whose rows: nobody's and one's own, only one's own, or whatever is on the stage. */
export type QueueOwners = "mine" | "own" | "all";

export interface QueueRequest {
  readonly stages: readonly QueueStage[];
  readonly personId: string;
  readonly owners: QueueOwners;
  /** SD-08: 部门审核 by the leader does not close the approval to the same person. */
  readonly leaderMayHeadUnit?: boolean;
  readonly dueBefore?: string;
  readonly titleMatch?: string;
  readonly after?: { readonly dueDay: string; readonly seq: number };
  readonly limit: number;
}

export interface QueueRecord extends ReviewRecord {
  readonly kind: ItemKind;
  readonly revNo: number;
}

/** Nobody's rows are told from one's own in the index, so that a queue assigned to others is not walked through. */
type Owner = "nobody" | "person" | "any";
const ownersAsked: Readonly<Record<QueueOwners, readonly Owner[]>> = {
  mine: ["nobody", "person"],
  own: ["person"],
  all: ["any"],
};

function queueQuery(
  db: ReadDb,
  request: QueueRequest,
  entry: QueueStage,
  owner: Owner,
  hits: TitleHits | undefined,
) {
  const { stage } = entry;
  let query = db
    .selectFrom("review as r")
    .innerJoin("item as i", "i.id", "r.item_id")
    .innerJoin("revision as v", "v.id", "r.revision_id")
    .selectAll("r")
    .select(["i.kind", "v.rev_no"])
    // As in the partial index, word for word; with few hits the plus keeps SQLite from starting at the stage.
    .where(
      hits?.kind === "start-from" || entry.reviewId !== undefined
        ? sql<boolean>`+r.state = 'open' and +r.current_stage = ${stage}`
        : sql<boolean>`r.state = 'open' and r.current_stage = ${stage}`,
    )
    .orderBy("r.due_day_cache")
    .orderBy("r.seq")
    .limit(request.limit);
  if (entry.reviewId !== undefined) query = query.where("r.id", "=", entry.reviewId);
  // The self-check is the drafter's own; every other stage is for somebody who drafted nothing and decided nothing (V4).
  if (stage === "selfCheck") query = query.where("r.drafter_cache", "=", request.personId);
  else {
    const apart = entry.lenderId === undefined ? [request.personId] : [request.personId, entry.lenderId];
    const ownEarlierStage = request.leaderMayHeadUnit === true && stage === "leaderApproval";
    query = query.where("i.drafter_person_id", "not in", apart).where((eb) => {
      let decided = eb
        .selectFrom("stage_decision as d")
        .select("d.id")
        .whereRef("d.review_id", "=", "r.id")
        .where("d.person_id", "in", apart)
        // The same stage, decided before a referral was answered, is open to the same person again.
        .where((own) => own.or([own("d.stage", "<>", stage), own("d.round", "=", own.ref("r.round"))]));
      if (ownEarlierStage) decided = decided.where("d.stage", "<>", "unitHeadReview");
      return eb.not(eb.exists(decided));
    });
    if (stage === "confidentialityCheck")
      query = query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("review_opinion as o")
              .select("o.id")
              .whereRef("o.review_id", "=", "r.id")
              .whereRef("o.round", "=", "r.round")
              .where((or) =>
                or.or([
                  or("o.person_id", "in", apart),
                  or.exists(
                    or
                      .selectFrom("opinion_dispute as dispute")
                      .select("dispute.review_id")
                      .whereRef("dispute.review_id", "=", "r.id")
                      .whereRef("dispute.round", "=", "r.round"),
                  ),
                ]),
              ),
          ),
        ),
      );
    if (owner === "nobody") query = query.where(sql<boolean>`r.assignee_cache is null`);
    else if (owner === "person") query = query.where("r.assignee_cache", "=", request.personId);
  }
  if (request.dueBefore) query = query.where("r.due_day_cache", "<", request.dueBefore);
  if (request.titleMatch && hits)
    query = query.where(
      hits.kind === "start-from"
        ? sql<boolean>`r.item_id in (select id from item where seq in (select value from json_each(${JSON.stringify(hits.seqs)})))`
        : titleAmongMany(hits, request.titleMatch),
    );
  if (request.after)
    query = query.where(
      sql<boolean>`(r.due_day_cache, r.seq) > (${request.after.dueDay}, ${request.after.seq})`,
    );
  return query;
}

function queriesOf(db: ReadDb, request: QueueRequest, hits: TitleHits | undefined) {
  return request.stages.flatMap((entry) =>
    (entry.stage === "selfCheck" ? ["any" as const] : ownersAsked[request.owners]).map((owner) =>
      queueQuery(db, request, entry, owner, hits),
    ),
  );
}

/** One page of the queue of a person, most urgent first, by keyset on the index of its stage. */
export async function readQueue(db: ReadDb, request: QueueRequest): Promise<readonly QueueRecord[]> {
  const hits = request.titleMatch ? await planTitleHits(db, request.titleMatch) : undefined;
  const lists = await Promise.all(queriesOf(db, request, hits).map((query) => query.execute()));
  // A review reached by two rights, the own role and a lent one, is one row.
  const rows = new Map(lists.flat().map((row) => [row.id, row]));
  return [...rows.values()]
    .toSorted((a, b) =>
      a.due_day_cache < b.due_day_cache ? -1 : a.due_day_cache > b.due_day_cache ? 1 : a.seq - b.seq,
    )
    .slice(0, request.limit)
    .map((row) => ({ ...toReview(row), kind: row.kind, revNo: row.rev_no }));
}

/** The due day of each row of a queue, most urgent first: enough to count it by. */
export async function readQueueDueDays(
  db: ReadDb,
  request: Omit<QueueRequest, "after">,
): Promise<readonly string[]> {
  const hits = request.titleMatch ? await planTitleHits(db, request.titleMatch) : undefined;
  const lists = await Promise.all(
    queriesOf(db, request, hits).map((query) =>
      query.clearSelect().select(["r.id", "r.due_day_cache"]).execute(),
    ),
  );
  const days = new Map(lists.flat().map((row) => [row.id, row.due_day_cache]));
  return [...days.values()].toSorted().slice(0, request.limit);
}

export async function explainQueue(db: ReadDb, request: QueueRequest): Promise<readonly string[]> {
  const entry = request.stages[0];
  if (!entry) return [];
  const hits = request.titleMatch ? await planTitleHits(db, request.titleMatch) : undefined;
  const plans = await Promise.all(
    ownersAsked[request.owners].map((owner) => queryPlan(db, queueQuery(db, request, entry, owner, hits))),
  );
  return plans.flat();
}

function openDisputesQuery(db: ReadDb, personId: string, limit: number) {
  return (
    db
      .selectFrom("opinion_dispute as dispute")
      // Joined in this order: those in dispute are few, open reviews are many.
      .crossJoin("review as r")
      .innerJoin("item as i", "i.id", "r.item_id")
      .innerJoin("revision as v", "v.id", "r.revision_id")
      .leftJoin("opinion_settlement as s", (join) =>
        join.onRef("s.review_id", "=", "r.id").onRef("s.round", "=", "r.round"),
      )
      .selectAll("r")
      .select(["i.kind", "v.rev_no"])
      .whereRef("r.id", "=", "dispute.review_id")
      .whereRef("r.round", "=", "dispute.round")
      .where("s.review_id", "is", null)
      .where("r.state", "=", "open")
      .where("i.drafter_person_id", "<>", personId)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("stage_decision as d")
              .select("d.id")
              .whereRef("d.review_id", "=", "r.id")
              .where("d.person_id", "=", personId),
          ),
        ),
      )
      .orderBy("r.due_day_cache")
      .orderBy("r.seq")
      .limit(limit)
  );
}

/** Reviews in which two opinions differ and nobody has said yet which one stands; few at any time. */
export async function readOpenDisputes(
  db: ReadDb,
  personId: string,
  limit: number,
): Promise<readonly QueueRecord[]> {
  const rows = await openDisputesQuery(db, personId, limit).execute();
  return rows.map((row) => ({ ...toReview(row), kind: row.kind, revNo: row.rev_no }));
}

/** As in the partial indexes of the queue, word for word: SQLite takes them for no value it learns later. */
const isOpen = sql<boolean>`state = 'open'`;

function assignedToOthersQuery(db: ReadDb, stages: readonly ReviewStage[], personId: string) {
  return db
    .selectFrom("review")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where(isOpen)
    .where("current_stage", "in", stages)
    .where("assignee_cache", ">", "")
    .where("assignee_cache", "<>", personId);
}

/** How many open rows of a stage are assigned to somebody else; counted in the index alone. */
export async function countAssignedToOthers(
  db: ReadDb,
  stages: readonly ReviewStage[],
  personId: string,
): Promise<number> {
  if (stages.length === 0) return 0;
  return (await assignedToOthersQuery(db, stages, personId).executeTakeFirst())?.n ?? 0;
}

function queueByDueDayQuery(db: ReadDb, stages: readonly ReviewStage[], until: string) {
  return db
    .selectFrom("review")
    .select(["due_day_cache", (eb) => eb.fn.countAll<number>().as("n")])
    .where(isOpen)
    .where("current_stage", "in", stages)
    .where("due_day_cache", "<=", until)
    .groupBy("due_day_cache");
}

/** Due days of everything on the stages of a person, for the pictures of 工作台; counted in the index alone. */
export async function countQueueByDueDay(
  db: ReadDb,
  stages: readonly ReviewStage[],
  until: string,
): Promise<readonly { readonly dueDay: string; readonly n: number }[]> {
  if (stages.length === 0) return [];
  const rows = await queueByDueDayQuery(db, stages, until).execute();
  return rows.map((row) => ({ dueDay: row.due_day_cache, n: row.n }));
}

/** The plans of what 工作台 and the sidebar ask of the queue beside its rows: disputes, others' rows, due days. */
export async function explainQueueCounts(db: ReadDb): Promise<readonly (readonly string[])[]> {
  const stages: readonly ReviewStage[] = ["confidentialityCheck", "officeCheck"];
  return [
    await queryPlan(db, openDisputesQuery(db, "p", 50)),
    await queryPlan(db, assignedToOthersQuery(db, stages, "p")),
    await queryPlan(db, queueByDueDayQuery(db, stages, "2026-09-30")),
  ];
}

export interface DecisionRecord {
  readonly decisionId: string;
  /** Whether it stands: an answered referral makes what was decided from 专门审查 on void. */
  readonly standing: boolean;
  readonly round: number;
  readonly stage: ReviewStage;
  readonly decision: "agree" | "return" | "refer";
  readonly conclusion?: ReviewConclusion;
  readonly grounds: readonly string[];
  readonly reasons: readonly { readonly text: string; readonly findingId?: string }[];
  readonly personId: string;
  readonly personName: string;
  /** The lent right it was decided by: who acted for whom. */
  readonly delegation?: {
    readonly delegationId: string;
    readonly kind: DelegationKind;
    readonly fromPersonId: string;
    readonly fromPersonName: string;
  };
  readonly envelope: Uint8Array;
  readonly decidedAt: string;
}

/** Every decision of a review, of every round, in the order they were made. */
export async function readDecisions(db: ReadDb, reviewId: string): Promise<readonly DecisionRecord[]> {
  const rows = await db
    .selectFrom("stage_decision as d")
    .innerJoin("review as r", "r.id", "d.review_id")
    .innerJoin("person as p", "p.id", "d.person_id")
    .leftJoin("delegation as g", "g.id", "d.delegation_id")
    .leftJoin("person as lender", "lender.id", "g.from_person_id")
    .selectAll("d")
    .select([
      "p.name as person_name",
      "g.kind",
      "g.from_person_id",
      "lender.name as lender_name",
      "r.round as review_round",
    ])
    .where("d.review_id", "=", reviewId)
    .orderBy("d.decided_at")
    .orderBy("d.id")
    .execute();
  return rows.map((row) => ({
    decisionId: row.id,
    standing: row.round === row.review_round || row.stage === "selfCheck" || row.stage === "unitHeadReview",
    round: row.round,
    stage: row.stage,
    decision: row.decision,
    ...(row.conclusion ? { conclusion: row.conclusion } : {}),
    grounds: JSON.parse(row.grounds) as string[],
    reasons: JSON.parse(row.reasons) as { text: string; findingId?: string }[],
    personId: row.person_id,
    personName: row.person_name,
    ...(row.delegation_id && row.kind && row.from_person_id
      ? {
          delegation: {
            delegationId: row.delegation_id,
            kind: row.kind,
            fromPersonId: row.from_person_id,
            fromPersonName: row.lender_name ?? "",
          },
        }
      : {}),
    envelope: new Uint8Array(row.envelope),
    decidedAt: row.decided_at,
  }));
}

export interface ChecklistRecord {
  readonly code: string;
  readonly answer: ChecklistAnswer;
  readonly note: string;
  readonly stage: ReviewStage;
  readonly personName: string;
  readonly answeredAt: string;
}

type Counts = (given: { readonly personId: string; readonly at: string }) => boolean;

/** Newest answer for each check that counts for the reader, with the stage that gave it. */
export async function readChecklistAnswers(
  db: ReadDb,
  reviewId: string,
  counts: Counts = () => true,
): Promise<readonly ChecklistRecord[]> {
  const rows = await db
    .selectFrom("checklist_answer as c")
    .innerJoin("account as a", "a.id", "c.account_id")
    .innerJoin("person as p", "p.id", "a.person_id")
    .select([
      "c.id",
      "c.code",
      "c.answer",
      "c.note",
      "c.stage",
      "c.answered_at",
      "p.id as person_id",
      "p.name",
    ])
    .where("c.review_id", "=", reviewId)
    .orderBy("c.id")
    .execute();
  const newest = new Map(
    rows
      .filter((row) => counts({ personId: row.person_id, at: row.answered_at }))
      .map((row) => [row.code, row]),
  );
  return [...newest.values()].map((row) => ({
    code: row.code,
    answer: row.answer,
    note: row.note,
    stage: row.stage,
    personName: row.name,
    answeredAt: row.answered_at,
  }));
}

/** Codes a stage answered itself: each answering stage goes through the list anew. */
export async function readChecklistOfStage(
  db: ReadDb,
  reviewId: string,
  stage: ReviewStage,
  counts: Counts = () => true,
): Promise<ReadonlyMap<string, ChecklistAnswer>> {
  const rows = await db
    .selectFrom("checklist_answer as c")
    .innerJoin("account as a", "a.id", "c.account_id")
    .select(["c.code", "c.answer", "c.answered_at", "a.person_id"])
    .where("c.review_id", "=", reviewId)
    .where("c.stage", "=", stage)
    .orderBy("c.id")
    .execute();
  return new Map(
    rows
      .filter((row) => counts({ personId: row.person_id, at: row.answered_at }))
      .map((row) => [row.code, row.answer]),
  );
}

export async function countReviewsOfYear(db: ReadDb, year: number): Promise<number> {
  const row = await db
    .selectFrom("review")
    .select((eb) =>
      eb.fn
        .max<number | null>(
          sql`cast(substr(review_no, instr(review_no, '〕') + 1, length(review_no) - instr(review_no, '〕') - 1) as integer)`,
        )
        .as("n"),
    )
    .where("review_no", ">=", `密审〔${year}〕`)
    .where("review_no", "<", `密审〔${year + 1}〕`)
    .executeTakeFirst();
  return row?.n ?? 0;
}

export interface OpenStage {
  readonly reviewId: string;
  readonly itemId: string;
  readonly revisionId: string;
  readonly stagePath: readonly ReviewStage[];
  readonly stage: ReviewStage;
  readonly arrivedAt: string;
}

/** Where every open review stands and since when, to count its target day anew. */
export async function readOpenStages(db: ReadDb): Promise<readonly OpenStage[]> {
  const rows = await db
    .selectFrom("review")
    .select(["id", "item_id", "revision_id", "stage_path", "current_stage", "stage_arrived_at"])
    .where("state", "=", "open")
    .execute();
  return rows.flatMap((row) =>
    row.current_stage
      ? [
          {
            reviewId: row.id,
            itemId: row.item_id,
            revisionId: row.revision_id,
            stagePath: JSON.parse(row.stage_path) as ReviewStage[],
            stage: row.current_stage,
            arrivedAt: row.stage_arrived_at,
          },
        ]
      : [],
  );
}
