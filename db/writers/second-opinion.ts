import type { ReviewConclusion } from "../../shared/domain/review/review-stages.ts";
import type { RiskReason } from "../../shared/domain/review/review-risk.ts";
import type { WriteTx } from "../schema/tables.ts";
import type { Written } from "./acting-for-others.ts";

export async function insertRisk(
  tx: WriteTx,
  row: {
    readonly reviewId: string;
    readonly score: number;
    readonly threshold: number;
    readonly reasons: readonly RiskReason[];
    readonly rulesVersion: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("review_risk")
    .values({
      review_id: row.reviewId,
      score: row.score,
      threshold: row.threshold,
      second_required: row.score >= row.threshold ? 1 : 0,
      reasons: JSON.stringify(row.reasons),
      rules_version: row.rulesVersion,
      assessed_at: row.at,
    })
    .execute();
}

export async function insertOpinion(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly reviewId: string;
    readonly round: number;
    readonly decision: "agree" | "return" | "refer";
    readonly conclusion: ReviewConclusion;
    readonly grounds: readonly string[];
    readonly reasons: readonly object[];
    readonly contentDigest: string;
    readonly delegationId?: string | undefined;
    readonly envelope: Uint8Array;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("review_opinion")
    .values({
      id: row.id,
      review_id: row.reviewId,
      round: row.round,
      decision: row.decision,
      conclusion: row.conclusion,
      grounds: JSON.stringify(row.grounds),
      reasons: JSON.stringify(row.reasons),
      content_digest: row.contentDigest,
      account_id: row.accountId,
      person_id: row.personId,
      delegation_id: row.delegationId ?? null,
      envelope: row.envelope,
      given_at: row.at,
    })
    .execute();
}

export async function insertDispute(
  tx: WriteTx,
  row: {
    readonly reviewId: string;
    readonly round: number;
    readonly passages: readonly object[];
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("opinion_dispute")
    .values({
      review_id: row.reviewId,
      round: row.round,
      passages: JSON.stringify(row.passages),
      found_at: row.at,
    })
    .execute();
}

export async function insertSettlement(
  tx: WriteTx,
  row: {
    readonly reviewId: string;
    readonly round: number;
    readonly opinionId: string;
    readonly reason: string;
  } & Written,
): Promise<void> {
  await tx
    .insertInto("opinion_settlement")
    .values({
      review_id: row.reviewId,
      round: row.round,
      opinion_id: row.opinionId,
      reason: row.reason,
      account_id: row.accountId,
      person_id: row.personId,
      settled_at: row.at,
    })
    .execute();
}
