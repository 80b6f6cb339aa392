import type { Generated } from "kysely";

import type { DisclosureProperty, ItemKind, ItemState } from "../../shared/domain/item/item-kinds.ts";
import type { PictureDecision } from "../../shared/domain/item/picture-treatment.ts";
import type { FindingAnswer, ItemStage } from "../../shared/domain/review/review-stages.ts";

/** The department's own list of 公开渠道, one row a version. */
export interface ChannelListTable {
  version: number;
  /** JSON list of channels */
  channels: string;
  note: string;
  account_id: string;
  person_id: string;
  saved_at: string;
}

export interface ItemTable {
  seq: Generated<number>;
  id: string;
  kind: ItemKind;
  drafter_account_id: string;
  drafter_person_id: string;
  unit_name: string;
  application_id: string | null;
  created_at: string;
  title_cache: string;
  doc_number_cache: string;
  property_cache: DisclosureProperty;
  state_cache: ItemState;
  formed_on_cache: string | null;
  updated_at_cache: string;
  /** Where its running review stands; triggers keep it. */
  stage_cache: Generated<ItemStage | null>;
}

export interface ListCounterTable {
  list: string;
  key: string;
  n: number;
}

export interface BlobTable {
  digest: string;
  size: number;
  state: "staged" | "durable";
  created_at: string;
}

export interface DraftTable {
  item_id: string;
  seq: number;
  body: string;
  metadata: string;
  changed_since_revision: 0 | 1;
  screening: "done" | "running" | "failed";
  findings: string;
  /** The rules the text was screened by last; empty when it never was, or nobody wrote it down. */
  screened_by: Generated<string>;
  answers: string;
  saved_by: string;
  saved_at: string;
}

export interface DraftAttachmentTable {
  id: string;
  item_id: string;
  position: number;
  file_name: string;
  media_type: string;
  size: number;
  digest: string;
  /** The rules the file was screened by last. */
  screened_by: Generated<string>;
  added_at: string;
}

/** Found in a file of a draft; those of one file have ids one after the other, in its order. */
export interface DraftFindingTable {
  id: Generated<number>;
  attachment_id: string;
  /** The same for the same passage of the same file, whenever it was screened. */
  passage: string;
  type: string;
  severity: "must-fix" | "look-at";
  rule_id: string;
  value: string;
  /** The value as it is held against others; empty where it has no words. */
  words: string;
  place: string;
  new_under: string | null;
  last_under: string | null;
}

/** One answer of the drafter, however many findings it stands for. */
export interface DraftAnswerTable {
  id: Generated<number>;
  item_id: string;
  answer: FindingAnswer;
  note: string;
  account_id: string;
  person_id: string;
  person_name: string;
  at: string;
}

export interface DraftFindingAnswerTable {
  finding_id: number;
  answer_id: number;
  /** It was given before its file was taken out of the draft and came back. */
  carried: Generated<0 | 1>;
}

/** Answers about a file that was taken out of a draft, until it comes back or the draft is frozen. */
export interface DraftKeptAnswerTable {
  item_id: string;
  digest: string;
  passage: string;
  answer_id: number;
}

export interface DraftPictureTable {
  item_id: string;
  /** SHA-256 of the picture in its file. */
  digest: string;
  decision: PictureDecision;
  /** JSON list of rectangles, in pixels of the picture. */
  regions: string;
  account_id: string;
  person_id: string;
  decided_at: string;
}

export interface RevisionTable {
  id: string;
  item_id: string;
  rev_no: number;
  parent_digest: string | null;
  body: string;
  metadata: string;
  /** content.json, JCS bytes */
  content: Uint8Array;
  content_digest: string;
  rules_version: string;
  note: string;
  created_by_account: string;
  created_by_person: string;
  created_at: string;
}

export interface RevisionAttachmentTable {
  id: string;
  revision_id: string;
  position: number;
  file_name: string;
  media_type: string;
  size: number;
  digest: string;
}

export interface FindingTable {
  id: string;
  revision_id: string;
  position: number;
  type: string;
  severity: "must-fix" | "look-at";
  rule_id: string;
  value: string;
  start_offset: number | null;
  end_offset: number | null;
  attachment_id: string | null;
  place: string;
  masked: 0 | 1;
}

export interface FindingAnswerTable {
  id: Generated<number>;
  finding_id: string;
  answer: FindingAnswer | null;
  note: string;
  account_id: string;
  person_id: string;
  answered_at: string;
}
