import type { SettleKind } from "../../shared/domain/letters/letter-comments.ts";
import type { WriteTx } from "../schema/tables.ts";

interface Author {
  readonly accountId: string;
  readonly personId: string;
  readonly at: string;
}

export async function insertLetterComment(
  tx: WriteTx,
  row: Author & {
    readonly id: string;
    readonly letterId: string;
    readonly replyTo?: string | undefined;
    readonly anchor?:
      | { readonly blockId: string; readonly field?: string | undefined; readonly quote: string }
      | undefined;
    readonly text: string;
  },
): Promise<void> {
  await tx
    .insertInto("letter_comment")
    .values({
      id: row.id,
      letter_id: row.letterId,
      reply_to: row.replyTo ?? null,
      block_id: row.anchor?.blockId ?? null,
      field: row.anchor?.field ?? null,
      quote: row.anchor?.quote ?? "",
      text: row.text,
      account_id: row.accountId,
      person_id: row.personId,
      written_at: row.at,
    })
    .execute();
}

export async function insertLetterCommentEvent(
  tx: WriteTx,
  row: Author & { readonly id: string; readonly commentId: string; readonly kind: SettleKind },
): Promise<void> {
  await tx
    .insertInto("letter_comment_event")
    .values({
      id: row.id,
      comment_id: row.commentId,
      kind: row.kind,
      account_id: row.accountId,
      person_id: row.personId,
      recorded_at: row.at,
    })
    .execute();
}
