import type { DisputePageShow, DisputeView } from "../../../shared/contract/disputes.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import type { DisputeShow } from "./dispute-list.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

const windowSize = 100;

interface DisputesState {
  readonly show: DisputeShow;
  readonly words: string;
  /** What still runs, all of it: it is what must be done. */
  readonly open: readonly DisputeView[] | undefined;
  /** The windows of the rest read so far. */
  readonly rows: readonly DisputeView[] | undefined;
  readonly next: string | undefined;
  readonly counts: Readonly<Record<DisputePageShow, number>> | undefined;
  readonly loading: boolean;
  readonly error: CallError | undefined;

  readonly filter: (change: { readonly show?: DisputeShow; readonly words?: string }) => void;
  readonly reread: () => Promise<void>;
  readonly readMore: () => Promise<void>;
}

/** What is a window of the register, and not part of what still runs. */
export const isPaged = (show: DisputeShow): show is DisputePageShow =>
  show !== "toAnswer" && show !== "waiting";

/** Answers to an older question are dropped. */
let question = 0;

export const useDisputesStore = createPersonalStore<DisputesState>((set, get) => {
  const ask = async (after?: string) => {
    const { show, words } = get();
    question += 1;
    const asked = question;
    set({ loading: true });
    const contains = words.trim();
    const answer = await call("disputes.page", {
      limit: windowSize,
      show: isPaged(show) ? show : "all",
      ...(contains === "" ? {} : { contains }),
      ...(after === undefined ? {} : { after }),
    });
    if (asked !== question) return undefined;
    set({ loading: false, error: answer.ok ? undefined : answer.error });
    return answer.ok ? answer.value : undefined;
  };
  return {
    show: "all",
    words: "",
    open: undefined,
    rows: undefined,
    next: undefined,
    counts: undefined,
    loading: false,
    error: undefined,

    filter: (change) => {
      set({ ...change, rows: undefined, next: undefined });
      void get().reread();
    },
    reread: async () => {
      const open = await call("disputes.list", { open: true });
      if (open.ok) set({ open: open.value });
      else set({ error: open.error });
      const page = await ask();
      if (page) set({ rows: page.rows, next: page.next, counts: page.counts });
    },
    readMore: async () => {
      const { next, rows, loading, show } = get();
      if (!isPaged(show) || next === undefined || loading || !rows) return;
      const page = await ask(next);
      if (page) set({ rows: [...rows, ...page.rows], next: page.next });
    },
  };
});
