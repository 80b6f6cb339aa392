import type { letterCommentOperations } from "../../../shared/contract/letter-comments.ts";
import {
  readLetterComments,
  settleLetterComment,
  writeLetterComment,
} from "../services/letters/letter-comments.ts";
import type { HandlersOf } from "./handler.ts";

export const letterCommentHandlers: HandlersOf<typeof letterCommentOperations> = {
  readLetterComments,
  writeLetterComment,
  settleLetterComment,
};
