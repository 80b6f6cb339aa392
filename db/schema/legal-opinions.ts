import type { Generated } from "kysely";

import type { LegalOpinion } from "../../shared/domain/letters/legal-reading.ts";

export interface LegalOpinionTable {
  seq: Generated<number>;
  id: string;
  letter_id: string;
  revision_id: string;
  content_digest: string;
  opinion: LegalOpinion;
  text: string;
  account_id: string;
  person_id: string;
  recorded_at: string;
}
