import type { CatalogueWindow } from "../../../shared/contract/catalogue.ts";
import { call, type CallError, type CallInput } from "../../core-client/core-client.ts";
import { createPersonalStore } from "../../session/personal-store.ts";
import { wholeCatalogue, type CatalogueFilter } from "./catalogue-filter.ts";

const windowSize = 100;

interface CatalogueState {
  readonly filter: CatalogueFilter;
  readonly window: CatalogueWindow | undefined;
  readonly loading: boolean;
  readonly error: CallError | undefined;
  readonly currentId: string | undefined;
  readonly setFilter: (filter: CatalogueFilter) => void;
  readonly reread: () => Promise<void>;
  readonly readMore: () => Promise<void>;
  readonly setCurrent: (itemId: string) => void;
}

/** Answers to an older question are dropped. */
let question = 0;

export const useCatalogueStore = createPersonalStore<CatalogueState>((set, get) => {
  const ask = async (window: Pick<CallInput<"catalogue.list">, "after" | "limit">) => {
    question += 1;
    const asked = question;
    set({ loading: true });
    const { level1, incomplete, retired, itemId } = get().filter;
    const answer = await call("catalogue.list", {
      ...window,
      ...(itemId === undefined ? {} : { itemId }),
      ...(level1 === "" ? {} : { level1 }),
      incomplete,
      retired,
    });
    if (asked !== question) return undefined;
    set({ loading: false, error: answer.ok ? undefined : answer.error });
    return answer.ok ? answer.value : undefined;
  };
  return {
    filter: wholeCatalogue,
    window: undefined,
    loading: false,
    error: undefined,
    currentId: undefined,

    setFilter: (filter) => {
      set({ filter });
      void get().reread();
    },
    reread: async () => {
      const limit = Math.min(500, Math.max(windowSize, get().window?.rows.length ?? 0));
      const window = await ask({ limit });
      if (window) set({ window });
    },
    readMore: async () => {
      const { window, loading } = get();
      if (window?.next === undefined || loading) return;
      const more = await ask({ after: window.next, limit: windowSize });
      if (more) set({ window: { ...more, rows: [...window.rows, ...more.rows] } });
    },
    setCurrent: (currentId) => set({ currentId }),
  };
});
