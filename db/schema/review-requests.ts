import type { ColumnType, Generated } from "kysely";

import type { ReviewStage } from "../../shared/domain/review/review-stages.ts";

type Bytes = ColumnType<Uint8Array, Uint8Array, Uint8Array>;

export interface RemotePersonTable {
  person_id: string;
  account_id: string;
  registered_by: string;
  registered_at: string;
}

export interface ReviewRequestTable {
  package_id: string;
  review_id: string;
  stage: ReviewStage;
  content_digest: string;
  to_person_id: string;
  account_id: string;
  person_id: string;
  sent_at: string;
  round: Generated<number>;
}

export type ArrivedVia = "network" | "file";

export interface ReviewRequestAnswerTable {
  request_id: string;
  package_id: string;
  decision_id: string;
  via: ArrivedVia;
  received_at: string;
}

export interface ArrivedPackageTable {
  package_id: string;
  what: "request" | "answer" | "refused";
  /** Why it was not taken in; a code. */
  problem: string | null;
  /** The request it says it answers. */
  request_id: string | null;
  via: ArrivedVia;
  arrived_at: string;
}

export interface IncomingRequestTable {
  seq: Generated<number>;
  package_id: string;
  stage: ReviewStage;
  review_no: string;
  object_id: string;
  rev_no: number;
  kind: string;
  title: string;
  organ_name: string;
  device_id: string;
  content: Bytes;
  content_digest: string;
  /** Reviews given so far: stage, personId, conclusion, claimedAt, envelope (base64); JSON. */
  reviews: string;
  /** Every signature is of a key registered here. */
  trusted: 0 | 1;
  arrived_at: string;
  /** Who was asked, where the request says so. */
  of_person_id: string | null;
  /** Types of what its content withholds; a JSON list, empty where the request does not say. */
  withheld: Generated<string>;
}

export interface IncomingRequestFileTable {
  package_id: string;
  position: number;
  path: string;
  file_name: string;
  media_type: string;
  size: number;
  digest: string;
}

export interface IncomingAnswerTable {
  request_id: string;
  package_id: string;
  decision: "agree" | "return";
  conclusion: string;
  grounds: string;
  reasons: string;
  checklist: string;
  content_digest: string;
  account_id: string;
  person_id: string;
  envelope: Bytes;
  decided_at: string;
  /** The lent right it was decided by. */
  delegation_id: string | null;
  /** 暂缓公开: the day the paper comes back on. */
  reassess_on: string | null;
}
