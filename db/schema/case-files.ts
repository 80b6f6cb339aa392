import type { Generated } from "kysely";

import type { CaseFileKind } from "../../shared/domain/application/case-file.ts";

export interface CaseFileTable {
  seq: Generated<number>;
  id: string;
  application_id: string;
  kind: CaseFileKind;
  event_id: string | null;
  file_name: string;
  media_type: string;
  size: number;
  digest: string;
  note: string;
  account_id: string;
  person_id: string;
  added_at: string;
}

export interface CaseFileVoidTable {
  file_id: string;
  reason: string;
  account_id: string;
  person_id: string;
  voided_at: string;
}
