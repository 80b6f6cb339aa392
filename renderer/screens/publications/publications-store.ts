import type { PublicationRow } from "../../../shared/contract/publications.ts";
import { call, type CallError, type CallInput } from "../../core-client/core-client.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

export type PublicationFilter = "all" | PublicationRow["state"];

const windowSize = 120;

interface PublicationsState {
  readonly state: PublicationFilter;
  readonly titleContains: string;
  readonly rows: readonly PublicationRow[] | undefined;
  readonly next: string | undefined;
  readonly total: number | undefined;
  readonly loading: boolean;
  readonly error: CallError | undefined;
  readonly currentId: string | undefined;
  readonly filter: (state: PublicationFilter, titleContains: string) => void;
  readonly reread: () => Promise<void>;
  readonly readMore: () => Promise<void>;
  readonly setCurrent: (publicationId: string) => void;
}

/** Answers to an older question are dropped. */
let question = 0;

export const usePublicationsStore = createPersonalStore<PublicationsState>((set, get) => {
  const input = (after: string | undefined, limit: number): CallInput<"publications.list"> => {
    const { state, titleContains } = get();
    return {
      limit,
      ...(after === undefined ? {} : { after }),
      ...(state === "all" ? {} : { state: [state] }),
      ...(titleContains === "" ? {} : { titleContains }),
    };
  };
  return {
    state: "all",
    titleContains: "",
    rows: undefined,
    next: undefined,
    total: undefined,
    loading: false,
    error: undefined,
    currentId: undefined,
    filter: (state, titleContains) => {
      set({ state, titleContains, rows: undefined, next: undefined });
      void get().reread();
    },
    reread: async () => {
      question += 1;
      const asked = question;
      set({ loading: true });
      const wanted = Math.min(500, Math.max(windowSize, get().rows?.length ?? 0));
      const answer = await call("publications.list", input(undefined, wanted));
      if (asked !== question) return;
      if (!answer.ok) {
        set({ loading: false, error: answer.error });
        return;
      }
      const { rows, next, total } = answer.value;
      const kept = rows.find((row) => row.publicationId === get().currentId) ?? rows[0];
      set({ rows, next, total, loading: false, error: undefined, currentId: kept?.publicationId });
    },
    readMore: async () => {
      const { next, loading, rows } = get();
      if (next === undefined || loading || !rows) return;
      question += 1;
      const asked = question;
      set({ loading: true });
      const answer = await call("publications.list", input(next, windowSize));
      if (asked !== question) return;
      if (answer.ok) set({ rows: [...rows, ...answer.value.rows], next: answer.value.next, loading: false });
      else set({ loading: false, error: answer.error });
    },
    setCurrent: (publicationId) => set({ currentId: publicationId }),
  };
});
