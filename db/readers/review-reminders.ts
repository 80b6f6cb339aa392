import { sql } from "kysely";

import type { ReviewStage } from "../../shared/domain/review/review-stages.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** What the desk reminds of, each list walked on its index from its most urgent row (design.md §6). */

export interface PressingRequest {
  readonly stage: ReviewStage;
  /** Not what the overseer drafted himself. */
  readonly personId: string;
  readonly dueUntil: string;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: { readonly dueDay: string; readonly seq: number } | undefined;
}

function pressingQuery(db: ReadDb, request: PressingRequest) {
  const { after } = request;
  return (
    db
      .selectFrom("review as r")
      .innerJoin("item as i", "i.id", "r.item_id")
      .leftJoin("person as holder", "holder.id", "r.assignee_cache")
      .select([
        "r.id as reviewId",
        "r.seq",
        "r.title_cache as title",
        "r.stage_arrived_at as arrivedAt",
        "r.due_day_cache as dueDay",
        "r.from_person_cache as fromPerson",
        "holder.name as holder",
      ])
      // As in the partial index, word for word.
      .where(sql<boolean>`r.state = 'open' and r.current_stage = ${request.stage}`)
      .where("r.due_day_cache", "<=", request.dueUntil)
      .where("i.drafter_person_id", "<>", request.personId)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(r.due_day_cache, r.seq) > (${after?.dueDay ?? ""}, ${after?.seq ?? 0})`),
      )
      .orderBy("r.due_day_cache")
      .orderBy("r.seq")
      .limit(request.limit)
  );
}

/** Open reviews on a stage whose time ends by a day, most urgent first, with who holds them. */
export async function readPressingReviews(db: ReadDb, request: PressingRequest) {
  return pressingQuery(db, request).execute();
}

/**
 * How many there are, by last day and day of arrival, counted from the most urgent one up to a number: what a day makes of
 * them is for whoever asks.
 */
export async function countPressingReviews(db: ReadDb, request: Omit<PressingRequest, "after">) {
  return db
    .selectFrom(
      pressingQuery(db, request)
        .clearSelect()
        .select([
          "r.due_day_cache as dueDay",
          sql<string>`date(r.stage_arrived_at, '+8 hours')`.as("arrivedOn"),
        ])
        .as("p"),
    )
    .select((eb) => ["p.dueDay", "p.arrivedOn", eb.fn.countAll<number>().as("n")])
    .groupBy(["p.dueDay", "p.arrivedOn"])
    .execute();
}

function approvedQuery(db: ReadDb, now: string, limit: number) {
  return db
    .selectFrom("review as r")
    .innerJoin("item as i", "i.id", "r.item_id")
    .innerJoin("revision as v", "v.id", "r.revision_id")
    .innerJoin("stage_decision as d", (join) =>
      join
        .onRef("d.review_id", "=", "r.id")
        .onRef("d.round", "=", "r.round")
        .on("d.stage", "=", "leaderApproval"),
    )
    .innerJoin("person as p", "p.id", "d.person_id")
    .select([
      "r.id as reviewId",
      "r.title_cache as title",
      "v.metadata",
      "d.decided_at as approvedAt",
      "p.name as approvedBy",
    ])
    .where("r.state", "=", "approved")
    .where("i.kind", "<>", "letter")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("release_plan as plan")
            .select("plan.seq")
            .whereRef("plan.review_id", "=", "r.id")
            .where("plan.not_before", ">", now)
            .where("plan.seq", "=", (newest) =>
              newest
                .selectFrom("release_plan as other")
                .select((max) => max.fn.max("other.seq").as("seq"))
                .whereRef("other.review_id", "=", "r.id"),
            ),
        ),
      ),
    )
    .orderBy("r.seq")
    .limit(limit);
}

/** Approved reviews nobody has released and that wait for no planned time, oldest first. */
export async function readApprovedWaiting(db: ReadDb, now: string, limit: number) {
  return approvedQuery(db, now, limit).execute();
}

function returnedQuery(db: ReadDb, drafterAccountId: string, limit: number) {
  return (
    db
      .selectFrom("item as i")
      .innerJoin("review as r", "r.item_id", "i.id")
      .innerJoin("stage_decision as d", (join) =>
        join.onRef("d.review_id", "=", "r.id").on("d.decision", "=", "return"),
      )
      .innerJoin("person as p", "p.id", "d.person_id")
      .select([
        "i.id as itemId",
        "i.title_cache as title",
        "i.formed_on_cache as formedOn",
        "i.property_cache as property",
        "d.stage",
        "d.decided_at as returnedAt",
        "p.name as returnedBy",
      ])
      // As in the partial index, word for word.
      .where(sql<boolean>`i.state_cache = 'returned' and i.kind <> 'letter'`)
      .where("i.drafter_account_id", "=", drafterAccountId)
      // The plus keeps SQLite from starting at everybody's returned reviews.
      .where(sql<boolean>`+r.state = 'returned'`)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("review as later")
              .select("later.id")
              .whereRef("later.item_id", "=", "i.id")
              .whereRef("later.seq", ">", "r.seq"),
          ),
        ),
      )
      .orderBy("i.updated_at_cache")
      .limit(limit)
  );
}

/** Papers that came back to their drafter, those that wait longest first. */
export async function readReturned(db: ReadDb, drafterAccountId: string, limit: number) {
  return returnedQuery(db, drafterAccountId, limit).execute();
}

function reassessQuery(db: ReadDb, until: string, limit: number, drafterPersonId?: string) {
  // As in the index, word for word.
  const day = sql<string>`coalesce(d.reassess_on, date(d.decided_at, '+8 hours', CASE d.conclusion WHEN 'withhold' THEN '+12 months' ELSE '+1 month' END))`;
  let query = db
    .selectFrom("stage_decision as d")
    .innerJoin("review as r", "r.id", "d.review_id")
    .innerJoin("item as i", "i.id", "r.item_id")
    .innerJoin("person as p", "p.id", "d.person_id")
    .select([
      "i.id as itemId",
      "i.title_cache as title",
      "d.conclusion",
      "d.decided_at as decidedAt",
      "d.reasons",
      "p.name as decidedBy",
    ])
    .select(day.as("dueDay"))
    .where(sql<boolean>`d.stage = 'leaderApproval' and d.conclusion in ('withhold','defer')`)
    .where(day, "<=", until)
    .where(sql<boolean>`+r.state = 'concluded'`)
    .where("i.kind", "<>", "letter")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("review as later")
            .select("later.id")
            .whereRef("later.item_id", "=", "r.item_id")
            .whereRef("later.seq", ">", "r.seq"),
        ),
      ),
    )
    .orderBy(day)
    .limit(limit);
  if (drafterPersonId !== undefined) query = query.where("i.drafter_person_id", "=", drafterPersonId);
  return query;
}

/** Papers kept back whose day to be looked at again comes by `until` and that no later review took up. */
export async function readToReassess(db: ReadDb, until: string, limit: number, drafterPersonId?: string) {
  return reassessQuery(db, until, limit, drafterPersonId).execute();
}

export async function explainReminders(db: ReadDb): Promise<readonly (readonly string[])[]> {
  return Promise.all([
    queryPlan(
      db,
      pressingQuery(db, {
        stage: "confidentialityCheck",
        personId: "p",
        dueUntil: "2026-09-16",
        limit: 50,
      }),
    ),
    queryPlan(db, approvedQuery(db, "2026-09-16T00:00:00.000Z", 50)),
    queryPlan(db, returnedQuery(db, "a", 50)),
    queryPlan(db, reassessQuery(db, "2026-09-16", 50)),
  ]);
}
