import type { FindingView } from "../../../shared/contract/items.ts";
import type { AnsweringAct, QueueRow, ReviewFormView, ReviewView } from "../../../shared/contract/reviews.ts";
import type { ChecklistAnswer, ReviewStage } from "../../../shared/domain/review/review-stages.ts";
import {
  initialFindingsState,
  recordOf,
  reduceFindings,
  type FindingsEvent,
  type FindingsState,
} from "../../components/findings/findings-reducer.ts";
import { FindingWindows } from "../../components/findings/finding-windows.ts";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { deferDayOf, reasonsOf, type DecisionDraft } from "./decision-model.ts";
import { withPage } from "./queue-model.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

export type ReviewTab =
  | "findings"
  | "checklist"
  | "aggregation"
  | "difference"
  | "notes"
  | "history"
  | "form"
  | "risk"
  | "referral";
export type Comparison = CallOutput<"items.compare">;

export interface QueueFilter {
  readonly overdueOnly: boolean;
  readonly titleContains: string;
  readonly owners: "mine" | "own" | "all";
  readonly stage: ReviewStage | undefined;
}

/** An act of answering that Ctrl+Z can take back. */
interface Undoable {
  readonly reviewId: string;
  readonly act: AnsweringAct;
  /** The finding it was given at. */
  readonly findingId: string;
}

interface QueueState {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly next?: string;
  readonly status: "loading" | "ready" | "failed";
  readonly error?: CallError;
}

interface ReviewStoreState {
  readonly queue: QueueState;
  readonly filter: QueueFilter;
  readonly review: ReviewView | undefined;
  readonly wantedId: string | undefined;
  readonly reviewStatus: "idle" | "loading" | "ready" | "failed";
  readonly reviewError: CallError | undefined;
  readonly tab: ReviewTab;
  readonly findings: FindingsState;
  /** Something was asked of the core and has not come back. */
  readonly busy: boolean;
  readonly actError: CallError | undefined;
  readonly undoable: readonly Undoable[];
  /** What was read of the findings of long lists. */
  readonly windows: FindingWindows | undefined;
  readonly comparison:
    | { readonly key: string; readonly value?: Comparison; readonly error?: CallError }
    | undefined;
  readonly form:
    | { readonly key: string; readonly value?: ReviewFormView; readonly error?: CallError }
    | undefined;

  readonly loadQueue: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  readonly setFilter: (filter: Partial<QueueFilter>) => Promise<void>;
  readonly open: (reviewId: string) => Promise<void>;
  readonly reread: () => Promise<void>;
  readonly close: () => void;
  readonly showTab: (tab: ReviewTab) => void;
  readonly dispatchFindings: (event: FindingsEvent) => void;
  readonly record: (stay: boolean) => Promise<void>;
  readonly takeBack: (finding: FindingView) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly answerCheck: (
    code: string,
    answer: ChecklistAnswer,
    note: string,
  ) => Promise<CallError | undefined>;
  readonly decide: (draft: DecisionDraft) => Promise<CallError | undefined>;
  readonly loadComparison: () => Promise<void>;
  readonly loadForm: () => Promise<void>;
  readonly dismissError: () => void;
}

/** Reads the findings of the long lists of a review by window. */
const windowsOf = (reviewId: string): FindingWindows =>
  new FindingWindows({
    read: async (attachmentId, first, limit) => {
      const answer = await call("reviews.findings", { reviewId, attachmentId, first, limit });
      return answer.ok ? answer.value : undefined;
    },
    equals: async (findingId) => {
      const answer = await call("reviews.equalFindings", { reviewId, findingId });
      return answer.ok ? { others: answer.value.count - 1, places: answer.value.places } : undefined;
    },
  });

const pageSize = 100;
/** What the queue shows to begin with. */
export const noFilter: QueueFilter = {
  overdueOnly: false,
  titleContains: "",
  owners: "mine",
  stage: undefined,
};

function queueInput(filter: QueueFilter, after?: string) {
  return {
    limit: pageSize,
    ...(after === undefined ? {} : { after }),
    ...(filter.overdueOnly ? { overdueOnly: true } : {}),
    ...(filter.titleContains.trim() === "" ? {} : { titleContains: filter.titleContains.trim() }),
    ...(filter.owners === "mine" ? {} : { owners: filter.owners }),
    ...(filter.stage ? { stage: [filter.stage] } : {}),
  };
}

/** The review area: the caller's queue, the open review as the core last told it, and what the person is doing with it. */
export const useReviewStore = createPersonalStore<ReviewStoreState>((set, get) => {
  /** Takes an answer of the core into the open review, unless another one was opened meanwhile. */
  const putReview = (reviewId: string, change: Partial<ReviewView>): void => {
    const { review } = get();
    if (review?.reviewId === reviewId) set({ review: { ...review, ...change } });
  };
  /** Blockers, conclusions and hints follow from answers; only the core knows them. */
  const rereadQuietly = async (reviewId: string): Promise<void> => {
    const answer = await call("reviews.read", { reviewId });
    if (!answer.ok || get().wantedId !== reviewId) return;
    get().windows?.changed();
    set({ review: answer.value });
  };
  /** What an act of answering came to, with the review as it stands then. */
  const act = async <Done>(
    reviewId: string,
    given: Promise<
      { readonly ok: true; readonly value: Done } | { readonly ok: false; readonly error: CallError }
    >,
  ): Promise<Done | undefined> => {
    set({ busy: true });
    const result = await given;
    if (result.ok) await rereadQuietly(reviewId);
    set({ busy: false, actError: result.ok ? undefined : result.error });
    return result.ok ? result.value : undefined;
  };

  return {
    queue: { rows: [], total: 0, status: "loading" },
    filter: noFilter,
    review: undefined,
    wantedId: undefined,
    reviewStatus: "idle",
    reviewError: undefined,
    actError: undefined,
    comparison: undefined,
    form: undefined,
    tab: "findings",
    findings: initialFindingsState,
    busy: false,
    undoable: [],
    windows: undefined,

    loadQueue: async () => {
      const { filter } = get();
      const answer = await call("reviews.queue", queueInput(filter));
      if (get().filter !== filter) return;
      if (!answer.ok) {
        set((state) => ({ queue: { ...state.queue, status: "failed", error: answer.error } }));
        return;
      }
      const { rows, total, next } = answer.value;
      set({ queue: { rows, total, status: "ready", ...(next === undefined ? {} : { next }) } });
    },
    loadMore: async () => {
      const { queue, filter } = get();
      if (queue.next === undefined || queue.status !== "ready") return;
      const answer = await call("reviews.queue", queueInput(filter, queue.next));
      if (get().queue !== queue || !answer.ok) return;
      const { rows, total, next } = answer.value;
      set({
        queue: {
          rows: withPage(queue.rows, rows),
          total,
          status: "ready",
          ...(next === undefined ? {} : { next }),
        },
      });
    },
    setFilter: async (filter) => {
      set((state) => ({ filter: { ...state.filter, ...filter } }));
      await get().loadQueue();
    },

    open: async (reviewId) => {
      if (get().wantedId === reviewId && get().reviewStatus === "ready") return;
      set((state) => ({
        wantedId: reviewId,
        review: state.review?.reviewId === reviewId ? state.review : undefined,
        reviewStatus: "loading",
        reviewError: undefined,
        actError: undefined,
        comparison: undefined,
        form: undefined,
        tab: "findings",
        findings: { ...initialFindingsState, lastNotes: state.findings.lastNotes },
        undoable: [],
        windows: windowsOf(reviewId),
      }));
      const answer = await call("reviews.read", { reviewId });
      if (get().wantedId !== reviewId) return;
      if (!answer.ok) set({ reviewStatus: "failed", reviewError: answer.error });
      else set({ reviewStatus: "ready", review: answer.value });
    },
    reread: async () => {
      const { wantedId } = get();
      if (wantedId === undefined) return;
      const answer = await call("reviews.read", { reviewId: wantedId });
      if (get().wantedId !== wantedId) return;
      if (!answer.ok) {
        set({ reviewStatus: "failed", reviewError: answer.error });
        return;
      }
      get().windows?.changed();
      const changed = get().review?.revision.revisionId !== answer.value.revision.revisionId;
      set({
        reviewStatus: "ready",
        review: answer.value,
        ...(changed ? { comparison: undefined, form: undefined } : {}),
      });
    },
    close: () => set({ review: undefined, wantedId: undefined, reviewStatus: "idle" }),
    showTab: (tab) => set({ tab }),

    dispatchFindings: (event) => {
      const { review, findings } = get();
      set({ findings: reduceFindings(findings, event, review ? everyFinding(review) : []) });
    },
    record: async (stay) => {
      const { review, findings, busy, dispatchFindings } = get();
      if (!review || busy) return;
      const record = recordOf(findings, everyFinding(review));
      if (!record.ok) {
        dispatchFindings({ type: "refused", problem: record.problem });
        return;
      }
      const { reviewId } = review;
      const { findingId, together, answer, note } = record.value;
      const input = { reviewId, findingIds: [findingId], together, answer, note };
      const done = await act(reviewId, call("reviews.answerFindings", input));
      if (!done) return;
      set((state) => ({ undoable: [...state.undoable, { reviewId, act: done, findingId }] }));
      dispatchFindings({ type: "recorded", record: record.value, stay });
    },
    takeBack: async ({ findingId }) => {
      const { review, busy } = get();
      if (!review || busy) return;
      const { reviewId } = review;
      const input = { reviewId, findingIds: [findingId], answer: null };
      const done = await act(reviewId, call("reviews.answerFindings", input));
      if (done) set((state) => ({ undoable: [...state.undoable, { reviewId, act: done, findingId }] }));
    },
    undo: async () => {
      const { undoable, review, busy, dispatchFindings } = get();
      const last = undoable.at(-1);
      if (!last || busy || review?.reviewId !== last.reviewId) return;
      const { reviewId, findingId } = last;
      const done = await act(reviewId, call("reviews.undoAnswers", { reviewId, ...last.act }));
      if (done === undefined) return;
      set((state) => ({ undoable: state.undoable.slice(0, -1) }));
      dispatchFindings({ type: "opened", findingId });
    },

    answerCheck: async (code, answer, note) => {
      const { review } = get();
      if (!review) return undefined;
      set({ busy: true });
      const result = await call("reviews.answerChecklist", { reviewId: review.reviewId, code, answer, note });
      set({ busy: false });
      if (!result.ok) return result.error;
      putReview(review.reviewId, { checklist: result.value });
      void rereadQuietly(review.reviewId);
      return undefined;
    },

    decide: async (draft) => {
      const { review } = get();
      if (!review?.currentStage) return undefined;
      set({ busy: true });
      const result = await call("reviews.decide", {
        reviewId: review.reviewId,
        stage: review.currentStage,
        digest: review.revision.digest,
        decision: draft.kind,
        ...(draft.kind === "agree" && draft.conclusion !== undefined ? { conclusion: draft.conclusion } : {}),
        grounds: [...draft.grounds],
        reasons: [...reasonsOf(draft, review)],
        ...(deferDayOf(draft, review) ? { deferUntil: deferDayOf(draft, review) } : {}),
        ...(draft.referral ? { referral: draft.referral } : {}),
        ...(draft.passphrase === "" ? {} : { passphrase: draft.passphrase }),
      });
      set({ busy: false });
      return result.ok ? undefined : result.error;
    },

    loadComparison: async () => {
      const { review } = get();
      if (review?.previousRevisionId === undefined) return;
      const key = `${review.previousRevisionId}-${review.revision.revisionId}`;
      if (get().comparison?.key === key && get().comparison?.value) return;
      set({ comparison: { key } });
      const answer = await call("items.compare", {
        fromRevisionId: review.previousRevisionId,
        toRevisionId: review.revision.revisionId,
      });
      if (get().comparison?.key !== key) return;
      set({ comparison: answer.ok ? { key, value: answer.value } : { key, error: answer.error } });
    },
    loadForm: async () => {
      const { review } = get();
      if (!review) return;
      const key = review.reviewId;
      set((state) => ({ form: state.form?.key === key ? state.form : { key } }));
      const answer = await call("reviews.form", { reviewId: key });
      if (get().form?.key !== key) return;
      set({ form: answer.ok ? { key, value: answer.value } : { key, error: answer.error } });
    },
    dismissError: () => set({ actError: undefined }),
  };
});
