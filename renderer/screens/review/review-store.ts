import type { FindingView } from "../../../shared/contract/items.ts";
import type { QueueRow, ReviewFormView, ReviewView } from "../../../shared/contract/reviews.ts";
import type {
  ChecklistAnswer,
  FindingAnswer,
  ReviewStage,
} from "../../../shared/domain/review/review-stages.ts";
import {
  initialFindingsState,
  recordOf,
  reduceFindings,
  type FindingsEvent,
  type FindingsState,
} from "../../components/findings/findings-reducer.ts";
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

/** An answer that Ctrl+Z can take back: what stood there before. */
interface Undoable {
  readonly reviewId: string;
  readonly before: readonly {
    readonly findingId: string;
    readonly answer: FindingAnswer | null;
    readonly note: string;
  }[];
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
    if (answer.ok && get().wantedId === reviewId) set({ review: answer.value });
  };
  const answerFindings = async (
    reviewId: string,
    findingIds: readonly string[],
    answer: FindingAnswer | null,
    note: string,
  ): Promise<CallError | undefined> => {
    set({ busy: true });
    const result = await call("reviews.answerFindings", {
      reviewId,
      findingIds: [...findingIds],
      answer,
      note,
    });
    if (result.ok) await rereadQuietly(reviewId);
    set({ busy: false, actError: result.ok ? undefined : result.error });
    return result.ok ? undefined : result.error;
  };
  const before = (review: ReviewView, findingIds: readonly string[]): Undoable => {
    const answered = new Set(findingIds);
    return {
      reviewId: review.reviewId,
      before: review.findings
        .filter((finding) => answered.has(finding.findingId))
        .map((finding) => ({
          findingId: finding.findingId,
          answer: finding.answer?.answer ?? null,
          note: finding.answer?.note ?? "",
        })),
    };
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
      set({ findings: reduceFindings(findings, event, review?.findings ?? []) });
    },
    record: async (stay) => {
      const { review, findings, busy, dispatchFindings } = get();
      if (!review || busy) return;
      const record = recordOf(findings, review.findings);
      if (!record.ok) {
        dispatchFindings({ type: "refused", problem: record.problem });
        return;
      }
      const undoable = before(review, record.value.findingIds);
      const { findingIds, answer, note } = record.value;
      const error = await answerFindings(review.reviewId, findingIds, answer, note);
      if (error) return;
      set((state) => ({ undoable: [...state.undoable, undoable] }));
      dispatchFindings({ type: "recorded", record: record.value, stay });
    },
    takeBack: async (finding) => {
      const { review, busy } = get();
      if (!review || busy) return;
      const undoable = before(review, [finding.findingId]);
      const error = await answerFindings(review.reviewId, [finding.findingId], null, "");
      if (!error) set((state) => ({ undoable: [...state.undoable, undoable] }));
    },
    undo: async () => {
      const { undoable, review, busy, dispatchFindings } = get();
      const last = undoable.at(-1);
      if (!last || busy || review?.reviewId !== last.reviewId) return;
      // Values answered together had different answers before, perhaps: they go back in groups of the same one.
      const groups = new Map<string, { answer: FindingAnswer | null; note: string; ids: string[] }>();
      for (const each of last.before) {
        const key = JSON.stringify([each.answer, each.note]);
        const group = groups.get(key);
        if (group) group.ids.push(each.findingId);
        else groups.set(key, { answer: each.answer, note: each.note, ids: [each.findingId] });
      }
      for (const group of groups.values()) {
        const error = await answerFindings(last.reviewId, group.ids, group.answer, group.note);
        if (error) return;
      }
      set((state) => ({ undoable: state.undoable.slice(0, -1) }));
      const first = last.before[0];
      if (first) dispatchFindings({ type: "opened", findingId: first.findingId });
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
