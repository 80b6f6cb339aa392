import type { Generated } from "kysely";

import type { Appellant, AppealDecision, AppealStep } from "../../shared/domain/application/appeal.ts";
import type {
  DisputeDecision,
  DisputeKind,
  DisputeProcedure,
  DisputeStep,
  LossReason,
} from "../../shared/domain/application/dispute.ts";

export interface DisputeTable {
  seq: Generated<number>;
  id: string;
  kind: DisputeKind;
  procedure: DisputeProcedure;
  application_id: string;
  letter_id: string | null;
  case_no: string;
  organ: string;
  filed_on: string;
  copy_received_on: string;
  note: string;
  account_id: string;
  recorded_at: string;
}

export interface DisputeStepTable {
  id: string;
  dispute_id: string;
  kind: DisputeStep;
  on_day: string;
  received_on: string | null;
  decision: DisputeDecision | null;
  reason: LossReason | null;
  lesson: string;
  note: string;
  account_id: string;
  recorded_at: string;
}

export interface AppealTable {
  seq: Generated<number>;
  id: string;
  dispute_id: string;
  appellant: Appellant;
  court: string;
  case_no: string;
  appealed_on: string;
  copy_received_on: string | null;
  note: string;
  account_id: string;
  recorded_at: string;
}

export interface AppealStepTable {
  id: string;
  appeal_id: string;
  kind: AppealStep;
  on_day: string;
  received_on: string | null;
  decision: AppealDecision | null;
  new_decision: DisputeDecision | null;
  reason: LossReason | null;
  lesson: string;
  note: string;
  account_id: string;
  recorded_at: string;
}

export interface CaseArchiveTable {
  id: string;
  application_id: string;
  archive_no: string;
  retention: "permanent" | "thirtyYears" | "tenYears";
  bundle_digest: string;
  file_count: number;
  /** JSON, the checks as they stood. */
  checks: string;
  account_id: string;
  archived_at: string;
}

export interface DeliberationTable {
  id: string;
  application_id: string;
  held_on: string;
  chair: string;
  /** JSON, names. */
  participants: string;
  question: string;
  /** JSON, who said what. */
  opinions: string;
  conclusion: string;
  account_id: string;
  recorded_at: string;
}
