import { sql } from "kysely";

import type { DelegationKind } from "../../shared/domain/access/delegation.ts";
import type { ReviewConclusion, ReviewStage, ReviewState } from "../../shared/domain/review/review-stages.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** One decision of a person, or the opinion that stayed beside the one that stands. */
export interface DecidedRecord {
  readonly actId: string;
  readonly at: string;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly title: string;
  readonly revNo: number;
  readonly state: ReviewState;
  readonly stage: ReviewStage;
  readonly decision: "agree" | "return" | "refer";
  readonly conclusion?: ReviewConclusion;
  readonly opinion: boolean;
  readonly delegation?: { readonly kind: DelegationKind; readonly fromPersonName: string };
}

export interface DecidedRequest {
  readonly personId: string;
  readonly after?: { readonly at: string; readonly actId: string };
  readonly limit: number;
}

function decisions(db: ReadDb, { personId, after, limit }: DecidedRequest) {
  let query = db
    .selectFrom("stage_decision as d")
    .innerJoin("review as r", "r.id", "d.review_id")
    .innerJoin("revision as v", "v.id", "r.revision_id")
    .leftJoin("delegation as g", "g.id", "d.delegation_id")
    .leftJoin("person as lender", "lender.id", "g.from_person_id")
    .select([
      "d.id",
      "d.decided_at as at",
      "d.review_id",
      "d.stage",
      "d.decision",
      "d.conclusion",
      "r.review_no",
      "r.title_cache",
      "r.state",
      "v.rev_no",
      "g.kind as lent",
      "lender.name as lender_name",
      sql<number>`0`.as("opinion"),
    ])
    .where("d.person_id", "=", personId)
    .orderBy("d.decided_at", "desc")
    .orderBy("d.id", "desc")
    .limit(limit);
  if (after) query = query.where(sql<boolean>`(d.decided_at, d.id) < (${after.at}, ${after.actId})`);
  return query;
}

/** Opinions of 专门审查 where two judge apart; the one that became the decision of its reviewer is there already. */
function opinions(db: ReadDb, { personId, after, limit }: DecidedRequest) {
  let query = db
    .selectFrom("review_opinion as o")
    .innerJoin("review as r", "r.id", "o.review_id")
    .innerJoin("revision as v", "v.id", "r.revision_id")
    .leftJoin("delegation as g", "g.id", "o.delegation_id")
    .leftJoin("person as lender", "lender.id", "g.from_person_id")
    .select([
      "o.id",
      "o.given_at as at",
      "o.review_id",
      sql<ReviewStage>`'confidentialityCheck'`.as("stage"),
      "o.decision",
      "o.conclusion",
      "r.review_no",
      "r.title_cache",
      "r.state",
      "v.rev_no",
      "g.kind as lent",
      "lender.name as lender_name",
      sql<number>`1`.as("opinion"),
    ])
    .where("o.person_id", "=", personId)
    .where(
      sql<boolean>`not exists (select 1 from stage_decision d where d.review_id = o.review_id and d.person_id = o.person_id and d.round = o.round and d.stage = 'confidentialityCheck')`,
    )
    .orderBy("o.given_at", "desc")
    .orderBy("o.id", "desc")
    .limit(limit);
  if (after) query = query.where(sql<boolean>`(o.given_at, o.id) < (${after.at}, ${after.actId})`);
  return query;
}

/** What a person decided, newest first, by keyset. */
export async function readDecided(db: ReadDb, request: DecidedRequest): Promise<readonly DecidedRecord[]> {
  const [decided, judged] = await Promise.all([
    decisions(db, request).execute(),
    opinions(db, request).execute(),
  ]);
  return [...decided, ...judged]
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
    .slice(0, request.limit)
    .map((row) => ({
      actId: row.id,
      at: row.at,
      reviewId: row.review_id,
      reviewNo: row.review_no,
      title: row.title_cache,
      revNo: row.rev_no,
      state: row.state,
      stage: row.stage,
      decision: row.decision,
      ...(row.conclusion ? { conclusion: row.conclusion } : {}),
      opinion: row.opinion === 1,
      ...(row.lent ? { delegation: { kind: row.lent, fromPersonName: row.lender_name ?? "" } } : {}),
    }));
}

export interface DecidedSince {
  /** Reviews, however often one of them was decided. */
  readonly reviews: number;
  readonly latestAt?: string;
}

function since(db: ReadDb, personId: string, from: string) {
  return [
    db
      .selectFrom("stage_decision")
      .select(["review_id", "decided_at as at"])
      .where("person_id", "=", personId)
      .where("decided_at", ">=", from),
    db
      .selectFrom("review_opinion")
      .select(["review_id", "given_at as at"])
      .where("person_id", "=", personId)
      .where("given_at", ">=", from),
  ] as const;
}

/** How many reviews a person decided or judged since a moment, and when last. */
export async function countDecidedSince(db: ReadDb, personId: string, from: string): Promise<DecidedSince> {
  const [decided, judged] = since(db, personId, from);
  const acts = [...(await decided.execute()), ...(await judged.execute())];
  const latestAt = acts
    .map((act) => act.at)
    .toSorted()
    .at(-1);
  return { reviews: new Set(acts.map((act) => act.review_id)).size, ...(latestAt ? { latestAt } : {}) };
}

/** Query plans, for the test that keeps them on their indexes. */
export async function explainDecided(db: ReadDb, request: DecidedRequest): Promise<readonly string[]> {
  const plans = [
    decisions(db, request),
    opinions(db, request),
    ...since(db, request.personId, "2026-09-16T00:00:00"),
  ].map(async (query) => await queryPlan(db, query));
  return (await Promise.all(plans)).flat();
}
