import type { Generated } from "kysely";

export interface TemplateEditionTable {
  seq: Generated<number>;
  id: string;
  template: string;
  version: string;
  base_version: string;
  /** JSON: text by passage. */
  changes: string;
  reason: string;
  effective_from: string;
  account_id: string;
  person_id: string;
  proposed_at: string;
}

export interface TemplateDecisionTable {
  edition_id: string;
  decision: "approve" | "reject";
  note: string;
  account_id: string;
  person_id: string;
  decided_at: string;
}
