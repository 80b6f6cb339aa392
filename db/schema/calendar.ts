import type { Generated } from "kysely";

export interface CalendarImportTable {
  seq: Generated<number>;
  id: string;
  year: number;
  notice: string;
  /** JSON of the calendar year. */
  body: string;
  source_digest: string;
  account_id: string;
  person_id: string;
  imported_at: string;
}

export interface CalendarDecisionTable {
  import_id: string;
  decision: "confirm" | "reject";
  version: string | null;
  /** JSON: the due days it moved or confirmed. */
  changes: string;
  account_id: string;
  person_id: string;
  decided_at: string;
}
