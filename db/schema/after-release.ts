import type { Generated } from "kysely";

import type { PostCheckResult } from "../../shared/domain/publication/post-check.ts";
import type { WithdrawalReason } from "../../shared/domain/publication/withdrawal.ts";
import type { ReviewStage } from "../../shared/domain/review/review-stages.ts";

export interface WithdrawalTable {
  seq: Generated<number>;
  id: string;
  withdrawal_no: string;
  item_id: string;
  publication_id: string;
  reason: WithdrawalReason;
  note: string;
  /** content.json of the withdraw package, canonical bytes */
  content: Uint8Array;
  content_digest: string;
  requested_by_account: string;
  requested_by_person: string;
  requested_at: string;
}

export interface WithdrawalDecisionTable {
  id: string;
  withdrawal_id: string;
  decision: "agree" | "return";
  stage: ReviewStage;
  note: string;
  content_digest: string;
  /** DSSE envelope of the review statement */
  envelope: Uint8Array;
  account_id: string;
  person_id: string;
  package_id: string | null;
  decided_at: string;
}

export interface PostCheckTable {
  id: string;
  publication_id: string;
  result: PostCheckResult;
  /** JSON list of the points checked */
  points: string;
  place: string;
  note: string;
  account_id: string;
  person_id: string;
  checked_at: string;
}
