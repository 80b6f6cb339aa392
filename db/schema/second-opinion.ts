import type { Generated } from "kysely";

import type { ReviewConclusion } from "../../shared/domain/review/review-stages.ts";

export interface ReviewRiskTable {
  review_id: string;
  score: number;
  threshold: number;
  second_required: 0 | 1;
  /** JSON: the reasons with their points */
  reasons: string;
  rules_version: string;
  assessed_at: string;
}

export interface ReviewOpinionTable {
  seq: Generated<number>;
  id: string;
  review_id: string;
  decision: "agree" | "return" | "refer";
  conclusion: ReviewConclusion;
  grounds: string;
  reasons: string;
  content_digest: string;
  account_id: string;
  person_id: string;
  delegation_id: string | null;
  /** DSSE envelope of the review statement, JCS bytes; that of the decision when the opinion stands. */
  envelope: Uint8Array;
  given_at: string;
  round: Generated<number>;
}

export interface OpinionDisputeTable {
  review_id: string;
  passages: string;
  found_at: string;
  round: Generated<number>;
}

export interface OpinionSettlementTable {
  review_id: string;
  opinion_id: string;
  reason: string;
  account_id: string;
  person_id: string;
  settled_at: string;
  round: Generated<number>;
}
