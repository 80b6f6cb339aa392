import type { Generated } from "kysely";

import type { Attribute, EntityKind } from "../../shared/domain/aggregation/facts.ts";
import type { JoinAnswer } from "../../shared/domain/aggregation/join-answers.ts";

export interface AggregationSourceTable {
  id: string;
  publication_id: string | null;
  item_id: string | null;
  organ_name: string;
  title: string;
  doc_number: string;
  published_on: string;
  outside_text: string | null;
  extraction_version: number;
  registered_at: string;
}

export interface AggregationFactTable {
  id: Generated<number>;
  source_id: string;
  entity_kind: EntityKind;
  entity_key: string;
  entity: string;
  attribute: Attribute;
  value: string;
  passage: string;
}

export interface AggregationJoinTable {
  id: string;
  review_id: string;
  join_digest: string;
  rule_id: string;
  rules_version: string;
  source_ids: string;
  evidence: string;
  found_at: string;
}

export interface AggregationAnswerTable {
  id: Generated<number>;
  join_id: string;
  answer: JoinAnswer;
  basis: string;
  account_id: string;
  person_id: string;
  answered_at: string;
}

export interface AggregationRuleListTable {
  seq: Generated<number>;
  version: string;
  /** JSON list of combinations */
  rules: string;
  note: string;
  account_id: string;
  person_id: string;
  saved_at: string;
}
