import type { LetterCommentsView } from "../../../shared/contract/letter-comments.ts";
import type { CommentAnchor, SettleKind } from "../../../shared/domain/letters/letter-comments.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useLetterStore } from "./letter-store.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

interface CommentsState {
  readonly letterId: string | undefined;
  readonly view: LetterCommentsView | undefined;
  readonly error: CallError | undefined;
  /** What the comment being written is about; undefined is the whole letter. */
  readonly anchor: CommentAnchor | undefined;
  /** Grows when somebody asked to write, so that the cursor goes there again. */
  readonly asked: number;
  readonly current: string | undefined;

  readonly read: (letterId: string) => Promise<void>;
  readonly ask: (anchor: CommentAnchor | undefined) => void;
  readonly setAnchor: (anchor: CommentAnchor | undefined) => void;
  readonly show: (commentId: string | undefined) => void;
  readonly write: (text: string) => Promise<CallError | undefined>;
  readonly reply: (commentId: string, text: string) => Promise<CallError | undefined>;
  readonly settle: (commentId: string, kind: SettleKind) => Promise<CallError | undefined>;
}

/** The comments of the open letter; what is written goes to the core and what it answers is shown. */
export const useCommentsStore = createPersonalStore<CommentsState>((set, get) => {
  const letter = (): string => get().letterId ?? "";
  const take = (
    answer:
      | { readonly ok: true; readonly value: LetterCommentsView }
      | { readonly ok: false; readonly error: CallError },
  ): CallError | undefined => {
    if (!answer.ok) return answer.error;
    set({ view: answer.value, error: undefined });
    return undefined;
  };
  return {
    letterId: undefined,
    view: undefined,
    error: undefined,
    anchor: undefined,
    asked: 0,
    current: undefined,

    read: async (letterId) => {
      if (get().letterId !== letterId)
        set({ letterId, view: undefined, error: undefined, anchor: undefined, asked: 0, current: undefined });
      const answer = await call("letters.comments", { letterId });
      if (get().letterId !== letterId) return;
      set(answer.ok ? { view: answer.value, error: undefined } : { error: answer.error });
    },
    ask: (anchor) => set((state) => ({ anchor, asked: state.asked + 1, current: undefined })),
    setAnchor: (anchor) => set({ anchor }),
    show: (current) => set({ current }),
    write: async (text) => {
      const { anchor } = get();
      // What is quoted has to be stored first: the core looks for it in the letter.
      const unsaved = await useLetterStore.getState().saveNow();
      if (unsaved) return unsaved;
      const error = take(
        await call("letters.comment", { letterId: letter(), text, ...(anchor ? { anchor } : {}) }),
      );
      if (!error) set({ anchor: undefined });
      return error;
    },
    reply: async (replyTo, text) =>
      take(await call("letters.comment", { letterId: letter(), replyTo, text })),
    settle: async (commentId, kind) =>
      take(await call("letters.settleComment", { letterId: letter(), commentId, kind })),
  };
});
