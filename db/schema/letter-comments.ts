import type { Generated } from "kysely";

import type { SettleKind } from "../../shared/domain/letters/letter-comments.ts";

export interface LetterCommentTable {
  seq: Generated<number>;
  id: string;
  letter_id: string;
  reply_to: string | null;
  block_id: string | null;
  field: string | null;
  quote: string;
  text: string;
  account_id: string;
  person_id: string;
  written_at: string;
}

export interface LetterCommentEventTable {
  seq: Generated<number>;
  id: string;
  comment_id: string;
  kind: SettleKind;
  account_id: string;
  person_id: string;
  recorded_at: string;
}
