import type { ReviewConclusion } from "../../shared/domain/review/review-stages.ts";
import type { RiskReason } from "../../shared/domain/review/review-risk.ts";
import type { DisputedPassage } from "../../shared/domain/review/second-opinion.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface RiskRecord {
  readonly score: number;
  readonly threshold: number;
  readonly secondRequired: boolean;
  readonly reasons: readonly RiskReason[];
}

/** Absent for reviews opened before risks were assessed. */
export async function readRisk(db: ReadDb, reviewId: string): Promise<RiskRecord | undefined> {
  const row = await db
    .selectFrom("review_risk")
    .selectAll()
    .where("review_id", "=", reviewId)
    .executeTakeFirst();
  return row
    ? {
        score: row.score,
        threshold: row.threshold,
        secondRequired: row.second_required === 1,
        reasons: JSON.parse(row.reasons) as RiskReason[],
      }
    : undefined;
}

export async function readRisks(
  db: ReadDb,
  reviewIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly score: number; readonly secondRequired: boolean }>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("review_risk")
    .select(["review_id", "score", "second_required"])
    .where("review_id", "in", reviewIds)
    .execute();
  return new Map(
    rows.map((row) => [row.review_id, { score: row.score, secondRequired: row.second_required === 1 }]),
  );
}

export interface OpinionRecord {
  readonly opinionId: string;
  readonly decision: "agree" | "return" | "refer";
  readonly conclusion: ReviewConclusion;
  readonly grounds: readonly string[];
  readonly reasons: readonly { readonly text: string; readonly findingId?: string }[];
  readonly accountId: string;
  readonly personId: string;
  readonly personName: string;
  readonly delegation?: {
    readonly delegationId: string;
    readonly kind: "deputy" | "emergency";
    readonly fromPersonId: string;
    readonly fromPersonName: string;
  };
  readonly envelope: Uint8Array;
  readonly givenAt: string;
  readonly round: number;
}

/** The opinions of a review, of every round, in the order they were given. Who may see them says the service, never the caller. */
export async function readOpinions(db: ReadDb, reviewId: string): Promise<readonly OpinionRecord[]> {
  const rows = await db
    .selectFrom("review_opinion as o")
    .innerJoin("person as p", "p.id", "o.person_id")
    .leftJoin("delegation as g", "g.id", "o.delegation_id")
    .leftJoin("person as lender", "lender.id", "g.from_person_id")
    .selectAll("o")
    .select(["p.name", "g.kind", "g.from_person_id", "lender.name as lender_name"])
    .where("o.review_id", "=", reviewId)
    .orderBy("o.seq")
    .execute();
  return rows.map((row) => ({
    opinionId: row.id,
    decision: row.decision,
    conclusion: row.conclusion,
    grounds: JSON.parse(row.grounds) as string[],
    reasons: JSON.parse(row.reasons) as { text: string; findingId?: string }[],
    accountId: row.account_id,
    personId: row.person_id,
    personName: row.name,
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
    givenAt: row.given_at,
    round: row.round,
  }));
}

export interface DisputeRecord {
  readonly passages: readonly DisputedPassage[];
  readonly settlement?: {
    readonly opinionId: string;
    readonly reason: string;
    readonly personName: string;
    readonly at: string;
  };
}

/** What is in dispute in the round the review is in. */
export async function readDispute(db: ReadDb, reviewId: string): Promise<DisputeRecord | undefined> {
  const row = await db
    .selectFrom("opinion_dispute as d")
    .innerJoin("review as r", (join) =>
      join.onRef("r.id", "=", "d.review_id").onRef("r.round", "=", "d.round"),
    )
    .leftJoin("opinion_settlement as s", (join) =>
      join.onRef("s.review_id", "=", "d.review_id").onRef("s.round", "=", "d.round"),
    )
    .leftJoin("person as p", "p.id", "s.person_id")
    .select(["d.passages", "s.opinion_id", "s.reason", "s.settled_at", "p.name"])
    .where("d.review_id", "=", reviewId)
    .executeTakeFirst();
  return row
    ? {
        passages: JSON.parse(row.passages) as DisputedPassage[],
        ...(row.opinion_id && row.reason && row.settled_at
          ? {
              settlement: {
                opinionId: row.opinion_id,
                reason: row.reason,
                personName: row.name ?? "",
                at: row.settled_at,
              },
            }
          : {}),
      }
    : undefined;
}
