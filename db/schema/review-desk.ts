import type { Generated } from "kysely";

import type { NoteAudience } from "../../shared/domain/review/review-notes.ts";

export interface ReviewedBlockTable {
  review_id: string;
  position: number;
  /** SHA-256 of the block's words and of the words that would go out, hex. */
  block_digest: string;
  round: Generated<number>;
}

export interface ReviewNoteTable {
  seq: Generated<number>;
  id: string;
  review_id: string;
  /** Number of the block it is about, or null for the whole revision. */
  position: number | null;
  audience: NoteAudience;
  text: string;
  account_id: string;
  person_id: string;
  written_at: string;
}
