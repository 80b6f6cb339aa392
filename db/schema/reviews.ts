import type { Generated } from "kysely";

import type { OutboxState } from "../../shared/domain/publication/outbox-state.ts";
import type {
  ChecklistAnswer,
  ReviewConclusion,
  ReviewStage,
  ReviewState,
} from "../../shared/domain/review/review-stages.ts";

export interface ReviewTable {
  seq: Generated<number>;
  id: string;
  review_no: string;
  item_id: string;
  revision_id: string;
  content_digest: string;
  stage_path: string;
  state: ReviewState;
  current_stage: ReviewStage | null;
  reason: string;
  opened_by: string;
  opened_at: string;
  stage_arrived_at: string;
  from_person_cache: string;
  title_cache: string;
  finding_counts_cache: string;
  due_day_cache: string;
  /** Person of the newest assignment of the current stage. */
  assignee_cache: string | null;
  /** Who drafted the item; the database sets it. */
  drafter_cache: Generated<string | null>;
  /** How many referrals of it have ended: decisions from 专门审查 on stand only in this round. */
  round: Generated<number>;
}

export interface StageDecisionTable {
  id: string;
  review_id: string;
  stage: ReviewStage;
  decision: "agree" | "return" | "refer";
  conclusion: ReviewConclusion | null;
  grounds: string;
  reasons: string;
  content_digest: string;
  account_id: string;
  person_id: string;
  /** By which lent right it was decided; null where by the own role. */
  delegation_id: string | null;
  /** DSSE envelope of the review statement, JCS bytes */
  envelope: Uint8Array;
  decided_at: string;
  round: Generated<number>;
  /** With 暂缓公开: the day the paper comes back on. */
  reassess_on: Generated<string | null>;
  /** When it was signed on another machine, by that machine's clock; null where it was decided here. */
  signed_at: Generated<string | null>;
}

/** Decisions that stand in the round their review is in. */
export type StandingDecisionView = StageDecisionTable;

export interface ChecklistAnswerTable {
  id: Generated<number>;
  review_id: string;
  stage: ReviewStage;
  code: string;
  answer: ChecklistAnswer;
  note: string;
  account_id: string;
  answered_at: string;
}

/** 索引号 under which papers went out; the database fills it and takes none away. */
export interface IndexNumberTable {
  number: string;
  item_id: string;
}

export interface PublicationTable {
  seq: Generated<number>;
  id: string;
  item_id: string;
  revision_id: string;
  review_id: string;
  content_digest: string;
  package_id: string;
  released_by: string;
  released_at: string;
  released_on: string;
  proof: string;
  title_cache: string;
  public_until_cache: string | null;
  withdrawn_at: string | null;
}

export interface OutboxTable {
  package_id: string;
  object_id: string;
  object_type: "entry" | "case";
  kind: string;
  /** submission envelope, JCS bytes */
  statement: Uint8Array;
  /** JSON: path → base64 of every file of the bag that is not payload, so that the ZIP can be rebuilt to the byte */
  tag_files: string;
  package_digest: string;
  incarnation: string;
  device_seq: number;
  state: OutboxState;
  attempts: Generated<number>;
  next_at: string | null;
  upload_url: string | null;
  zip_sha256: string | null;
  problem: string | null;
  exported_on: string | null;
  size_bytes: number;
  title_cache: string;
  sealed_at: string;
}

export interface ReceiptTable {
  package_id: string;
  leaf: Uint8Array;
  proof: string;
  outcome: string;
  log_index: number;
  verified_at: string;
}

export interface InboxTable {
  cursor: string;
  kind: string;
  digest: string;
  applied_at: string;
}

export interface LogViewTable {
  origin: string;
  size: number;
  root: string;
  checkpoint: string;
}

export interface ExportRecordTable {
  id: string;
  package_id: string;
  purpose: string;
  account_id: string;
  exported_at: string;
}
