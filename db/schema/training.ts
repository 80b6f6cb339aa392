import type { Generated } from "kysely";

export interface TrainingResultTable {
  seq: Generated<number>;
  id: string;
  set_version: string;
  traps: number;
  caught: number;
  false_alarms: number;
  minutes: number;
  account_id: string;
  person_id: string;
  finished_at: string;
}
