import type { Generated } from "kysely";

import type { DueRule } from "../../shared/domain/ledger/due-rule.ts";
import type { LedgerPeriod, LedgerStatus } from "../../shared/domain/ledger/ledger-task.ts";

export interface LedgerPlanTable {
  id: string;
  title: string;
  tasks_digest: string;
  imported_by: string;
  imported_at: string;
}

export interface LedgerTaskTable {
  seq: Generated<number>;
  id: string;
  plan_id: string;
  /** From 1, as it stands in the plan. */
  place: number;
  number: string;
  text: string;
  limit_kind: DueRule["kind"] | null;
  limit_text: string;
  period: LedgerPeriod | null;
  limit_on: string | null;
  status: Generated<LedgerStatus>;
  note: Generated<string>;
  evidence_item_id: string | null;
  change_no: Generated<number>;
  updated_by: string | null;
  updated_at: string | null;
}

/** Written by the triggers of `ledger_task` alone. */
export interface LedgerChangeTable {
  task_seq: number;
  change_no: number;
  status: LedgerStatus;
  note: string;
  evidence_item_id: string | null;
  account_id: string;
  changed_at: string;
}

export interface LedgerTaskUnitTable {
  task_seq: number;
  /** 0 leads, the others help. */
  place: number;
  unit: string;
}
