import type { Generated } from "kysely";

import type { CleanUpCause, CleanUpOutcome } from "../../shared/domain/publication/clean-up.ts";

export interface CleanUpBatchTable {
  seq: Generated<number>;
  id: string;
  batch_no: string;
  /** 「2026-W38」 */
  week: string;
  rules_version: string;
  /** the newest release that was looked through for what it repeals or replaces */
  seen_up_to: number;
  opened_by: string;
  opened_on: string;
  opened_at: string;
}

export interface CleanUpEntryTable {
  id: string;
  batch_id: string;
  publication_id: string;
  cause: CleanUpCause;
  detail: string;
  by_publication_id: string | null;
}

export interface CleanUpDecisionTable {
  entry_id: string;
  outcome: CleanUpOutcome;
  reason: string;
  /** JSON of the term asked for */
  new_term: string | null;
  withdrawal_id: string | null;
  account_id: string;
  person_id: string;
  decided_at: string;
}

export interface CleanUpScreeningTable {
  publication_id: string;
  rules_version: string;
}
