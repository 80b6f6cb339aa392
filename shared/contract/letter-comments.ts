import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import type { CommentAnchor } from "../domain/letters/letter-comments.ts";
import { longestQuote } from "../domain/letters/letter-comments.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface CommentRemark {
  readonly commentId: string;
  readonly personName: string;
  readonly text: string;
  readonly writtenAt: Instant;
}

export interface CommentThread extends CommentRemark {
  /** Absent: about the whole letter. */
  readonly anchor?: CommentAnchor;
  readonly replies: readonly CommentRemark[];
  /** Who settled it and when; absent while it is open. */
  readonly settled?: { readonly personName: string; readonly at: Instant };
  readonly maySettle: boolean;
}

export interface LetterCommentsView {
  readonly threads: readonly CommentThread[];
  /** What closes the comments; absent while they can be written. */
  readonly closed?: "under-review" | "signed";
}

/** Comments beside the draft; work material that is in no revision, file or package. */
export const readLetterComments = operation("letters.comments", {
  input: z.object({ letterId: p.id }),
  output: returns<LetterCommentsView>(),
  errors: ["unknown-letter"],
  callers: businessRoles,
});

/** A comment on a passage or on the whole, or an answer to one; it is never changed or taken back. */
export const writeLetterComment = operation("letters.comment", {
  input: z.object({
    letterId: p.id,
    anchor: z
      .object({
        blockId: z.string().min(1).max(80),
        field: z.string().max(80).optional(),
        quote: z.string().max(longestQuote),
      })
      .optional(),
    replyTo: p.id.optional(),
    text: z.string().trim().min(1).max(2000),
  }),
  output: returns<LetterCommentsView>(),
  errors: [
    "unknown-letter",
    "unknown-comment",
    "unknown-passage",
    "comment-settled",
    "comments-closed",
    "secret-mark",
  ],
  callers: businessRoles,
});

/** Settles a thread or opens it again: whoever wrote it, or whoever drafts the letter. */
export const settleLetterComment = operation("letters.settleComment", {
  input: z.object({ letterId: p.id, commentId: p.id, kind: z.enum(["resolved", "reopened"]) }),
  output: returns<LetterCommentsView>(),
  errors: ["unknown-letter", "unknown-comment", "comment-settled", "comments-closed"],
  callers: businessRoles,
});

export const letterCommentOperations = { readLetterComments, writeLetterComment, settleLetterComment };
