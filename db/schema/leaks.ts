import type { Generated } from "kysely";

import type { LeakKind, LeakLink, LeakStep } from "../../shared/domain/publication/leak.ts";

export interface LeakTable {
  seq: Generated<number>;
  id: string;
  incident_no: string;
  kind: LeakKind;
  publication_id: string;
  discovered_at: string;
  found_how: string;
  account_id: string;
  person_id: string;
  opened_at: string;
}

export interface LeakReleaseTable {
  leak_id: string;
  publication_id: string;
  link: LeakLink;
  added_at: string;
}

export interface LeakStepTable {
  leak_id: string;
  step: LeakStep;
  note: string;
  account_id: string;
  person_id: string;
  recorded_at: string;
}
