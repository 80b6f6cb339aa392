import type { NoteAudience } from "../../shared/domain/review/review-notes.ts";
import type { WriteTx } from "../schema/tables.ts";

export async function insertReviewedBlocks(
  tx: WriteTx,
  review: { readonly reviewId: string; readonly round: number },
  blocks: readonly { readonly position: number; readonly digest: string }[],
): Promise<void> {
  for (const block of blocks)
    await tx
      .insertInto("reviewed_block")
      .values({
        review_id: review.reviewId,
        round: review.round,
        position: block.position,
        block_digest: block.digest,
      })
      .execute();
}

export async function insertReviewNote(
  tx: WriteTx,
  row: {
    readonly id: string;
    readonly reviewId: string;
    readonly position?: number | undefined;
    readonly audience: NoteAudience;
    readonly text: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("review_note")
    .values({
      id: row.id,
      review_id: row.reviewId,
      position: row.position ?? null,
      audience: row.audience,
      text: row.text,
      account_id: row.accountId,
      person_id: row.personId,
      written_at: row.at,
    })
    .execute();
}
