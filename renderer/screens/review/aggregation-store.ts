import type { JoinsView } from "../../../shared/contract/aggregation.ts";
import type { JoinAnswer } from "../../../shared/domain/aggregation/join-answers.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

interface AggregationState {
  readonly reviewId: string | undefined;
  readonly view: JoinsView | undefined;
  readonly error: CallError | undefined;
  /** The join the keys speak of. */
  readonly currentId: string | undefined;
  readonly choice: JoinAnswer | undefined;
  readonly basis: string;
  readonly busy: boolean;
  readonly actError: CallError | undefined;
  readonly load: (reviewId: string) => Promise<void>;
  readonly open: (joinId: string) => void;
  readonly choose: (answer: JoinAnswer) => void;
  readonly write: (basis: string) => void;
  /** Answers the current join; the next open one becomes current. */
  readonly record: () => Promise<boolean>;
}

const idle = { choice: undefined, basis: "", actError: undefined };

/** The first join nobody answered, else the first of all. */
function firstOpen(view: JoinsView): string | undefined {
  return (view.joins.find((join) => !join.answer) ?? view.joins[0])?.joinId;
}

export function openJoins(view: JoinsView | undefined): number {
  return view?.joins.filter((join) => !join.answer).length ?? 0;
}

export const useAggregationStore = createPersonalStore<AggregationState>((set, get) => ({
  reviewId: undefined,
  view: undefined,
  error: undefined,
  currentId: undefined,
  busy: false,
  ...idle,
  load: async (reviewId) => {
    if (get().reviewId !== reviewId)
      set({ reviewId, view: undefined, error: undefined, currentId: undefined, ...idle });
    const answer = await call("aggregation.joins", { reviewId });
    if (get().reviewId !== reviewId) return;
    if (!answer.ok) set({ error: answer.error });
    else
      set((state) => ({
        view: answer.value,
        error: undefined,
        currentId: state.currentId ?? firstOpen(answer.value),
      }));
  },
  open: (joinId) => {
    if (get().currentId !== joinId) set({ currentId: joinId, ...idle });
  },
  choose: (choice) => set({ choice, actError: undefined }),
  write: (basis) => set({ basis }),
  record: async () => {
    const { reviewId, currentId, choice, basis, busy } = get();
    if (reviewId === undefined || currentId === undefined || choice === undefined || busy) return false;
    set({ busy: true });
    const answer = await call("aggregation.answer", { reviewId, joinId: currentId, answer: choice, basis });
    set({ busy: false });
    if (get().reviewId !== reviewId) return false;
    if (!answer.ok) {
      set({ actError: answer.error });
      return false;
    }
    set({ view: answer.value, currentId: firstOpen(answer.value), ...idle });
    return true;
  },
}));
