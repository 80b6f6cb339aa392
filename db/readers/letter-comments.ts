import type { SettleKind } from "../../shared/domain/letters/letter-comments.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface CommentRecord {
  readonly commentId: string;
  readonly letterId: string;
  readonly replyTo?: string;
  readonly blockId?: string;
  readonly field?: string;
  readonly quote: string;
  readonly text: string;
  readonly personId: string;
  readonly personName: string;
  readonly writtenAt: string;
}

export interface CommentEventRecord {
  readonly commentId: string;
  readonly kind: SettleKind;
  readonly personName: string;
  readonly recordedAt: string;
}

/** The comments on a letter with what became of them, oldest first. */
export async function readLetterComments(
  db: ReadDb,
  letterId: string,
): Promise<{
  readonly comments: readonly CommentRecord[];
  readonly events: readonly CommentEventRecord[];
}> {
  const comments = await db
    .selectFrom("letter_comment as c")
    .innerJoin("person as p", "p.id", "c.person_id")
    .selectAll("c")
    .select("p.name")
    .where("c.letter_id", "=", letterId)
    .orderBy("c.seq")
    .execute();
  const events = await db
    .selectFrom("letter_comment_event as e")
    .innerJoin("letter_comment as c", "c.id", "e.comment_id")
    .innerJoin("person as p", "p.id", "e.person_id")
    .select(["e.comment_id", "e.kind", "p.name", "e.recorded_at"])
    .where("c.letter_id", "=", letterId)
    .orderBy("e.seq")
    .execute();
  return {
    comments: comments.map((row) => ({
      commentId: row.id,
      letterId: row.letter_id,
      ...(row.reply_to === null ? {} : { replyTo: row.reply_to }),
      ...(row.block_id === null ? {} : { blockId: row.block_id }),
      ...(row.field === null ? {} : { field: row.field }),
      quote: row.quote,
      text: row.text,
      personId: row.person_id,
      personName: row.name,
      writtenAt: row.written_at,
    })),
    events: events.map((row) => ({
      commentId: row.comment_id,
      kind: row.kind,
      personName: row.name,
      recordedAt: row.recorded_at,
    })),
  };
}
