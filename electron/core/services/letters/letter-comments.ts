import { readItem } from "../../../../db/readers/items.ts";
import { readLetterComments as readComments } from "../../../../db/readers/letter-comments.ts";
import { insertLetterComment, insertLetterCommentEvent } from "../../../../db/writers/letter-comments.ts";
import type {
  CommentRemark,
  CommentThread,
  LetterCommentsView,
} from "../../../../shared/contract/letter-comments.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { isFieldName } from "../../../../shared/domain/letters/field-dictionary.ts";
import {
  letterPassages,
  maySettle,
  standingOfComment,
  type CommentAnchor,
  type SettleKind,
} from "../../../../shared/domain/letters/letter-comments.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { readLetterFacts, type LetterFactsRead } from "./letter-state.ts";

/** During a review its reviewers may judge apart from each other, so its words are said there. */
function closedBy(state: LetterFactsRead): LetterCommentsView["closed"] {
  if (state.letter.issue) return "signed";
  return state.review?.state === "open" || state.review?.state === "referred" ? "under-review" : undefined;
}

async function threadsOf(work: Work, state: LetterFactsRead): Promise<readonly CommentThread[]> {
  const { comments, events } = await readComments(work.db, state.letter.letterId);
  const item = await readItem(work.db, state.letter.itemId);
  const drafts = item !== undefined && mayEditItem(work.actor, item);
  const open = closedBy(state) === undefined;
  const remark = (record: (typeof comments)[number]): CommentRemark => ({
    commentId: record.commentId,
    personName: record.personName,
    text: record.text,
    writtenAt: record.writtenAt as Instant,
  });
  return comments
    .filter((record) => record.replyTo === undefined)
    .map((record): CommentThread => {
      const last = events.findLast((event) => event.commentId === record.commentId);
      return {
        ...remark(record),
        ...(record.blockId === undefined
          ? {}
          : {
              anchor: {
                blockId: record.blockId,
                ...(record.field !== undefined && isFieldName(record.field) ? { field: record.field } : {}),
                quote: record.quote,
              },
            }),
        replies: comments.filter((other) => other.replyTo === record.commentId).map(remark),
        ...(last?.kind === "resolved"
          ? { settled: { personName: last.personName, at: last.recordedAt as Instant } }
          : {}),
        maySettle: open && (drafts || record.personId === work.actor.personId),
      };
    });
}

export async function readLetterComments(work: Work, input: { letterId: string }) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const closed = closedBy(state);
  return answer<LetterCommentsView>({
    threads: await threadsOf(work, state),
    ...(closed ? { closed } : {}),
  });
}

export async function writeLetterComment(
  work: Work,
  input: {
    letterId: string;
    anchor?: { blockId: string; field?: string | undefined; quote: string } | undefined;
    replyTo?: string | undefined;
    text: string;
  },
) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  if (closedBy(state)) return refuse("comments-closed");
  if (detectClassificationMark(input.text)) return refuse("secret-mark");
  let anchor: CommentAnchor | undefined;
  if (input.replyTo === undefined && input.anchor) {
    const { blockId, field, quote } = input.anchor;
    if (field !== undefined && !isFieldName(field)) return refuse("unknown-passage");
    anchor = { blockId, ...(field === undefined ? {} : { field }), quote };
    // What is quoted must stand there now: nobody comments on words the letter never had.
    if (standingOfComment(anchor, letterPassages(state.model)).standing !== "here")
      return refuse("unknown-passage");
  }
  if (input.replyTo !== undefined) {
    const thread = (await threadsOf(work, state)).find((each) => each.commentId === input.replyTo);
    if (!thread) return refuse("unknown-comment");
    if (thread.settled) return refuse("comment-settled");
  }
  const commentId = work.ports.newId();
  await write(work, async (tx, audit) => {
    await insertLetterComment(tx, {
      id: commentId,
      letterId: input.letterId,
      replyTo: input.replyTo,
      anchor,
      text: input.text,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "letter.commented",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { commentId, ...(input.replyTo === undefined ? {} : { replyTo: input.replyTo }) },
    });
  });
  work.changed(`letter:${input.letterId}`);
  return readLetterComments(work, input);
}

export async function settleLetterComment(
  work: Work,
  input: { letterId: string; commentId: string; kind: SettleKind },
) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  if (closedBy(state)) return refuse("comments-closed");
  const thread = (await threadsOf(work, state)).find((each) => each.commentId === input.commentId);
  if (!thread) return refuse("unknown-comment");
  if (!thread.maySettle) return refuse("not-allowed");
  if (!maySettle(thread.settled ? "resolved" : undefined, input.kind)) return refuse("comment-settled");
  await write(work, async (tx, audit) => {
    await insertLetterCommentEvent(tx, {
      id: work.ports.newId(),
      commentId: input.commentId,
      kind: input.kind,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "letter.commentSettled",
      subjectKind: "letter",
      subjectId: input.letterId,
      detail: { commentId: input.commentId, kind: input.kind },
    });
  });
  work.changed(`letter:${input.letterId}`);
  return readLetterComments(work, input);
}
