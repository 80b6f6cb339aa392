import type { CatalogueChoice } from "../../../shared/contract/catalogue.ts";
import type { PublicationRow } from "../../../shared/contract/publications.ts";
import { call, type CallError, type CallInput } from "../../core-client/core-client.ts";
import { createPersonalStore } from "../../session/personal-store.ts";
import { wholeRegister, type PublicationsFilter } from "./publications-filter.ts";

const windowSize = 120;

interface PublicationsState {
  readonly filter: PublicationsFilter;
  readonly titleContains: string;
  /** The item of the catalogue that is asked for. */
  readonly catalogueItem: CatalogueChoice | undefined;
  readonly rows: readonly PublicationRow[] | undefined;
  readonly next: string | undefined;
  readonly total: number | undefined;
  readonly loading: boolean;
  readonly error: CallError | undefined;
  readonly currentId: string | undefined;
  readonly setFilter: (filter: PublicationsFilter, titleContains: string) => void;
  readonly reread: () => Promise<void>;
  readonly readMore: () => Promise<void>;
  readonly setCurrent: (publicationId: string) => void;
}

/** Answers to an older question are dropped. */
let question = 0;

export const usePublicationsStore = createPersonalStore<PublicationsState>((set, get) => {
  const input = (after: string | undefined, limit: number): CallInput<"publications.list"> => {
    const { filter, titleContains } = get();
    return {
      limit,
      ...(after === undefined ? {} : { after }),
      ...(filter.state === "all" ? {} : { state: [filter.state] }),
      ...(filter.catalogueItemId === undefined ? {} : { catalogueItemId: filter.catalogueItemId }),
      ...(titleContains === "" ? {} : { titleContains }),
    };
  };
  return {
    filter: wholeRegister,
    titleContains: "",
    catalogueItem: undefined,
    rows: undefined,
    next: undefined,
    total: undefined,
    loading: false,
    error: undefined,
    currentId: undefined,
    setFilter: (filter, titleContains) => {
      set({ filter, titleContains, catalogueItem: undefined, rows: undefined, next: undefined });
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
      const { rows, next, total, catalogueItem } = answer.value;
      const kept = rows.find((row) => row.publicationId === get().currentId) ?? rows[0];
      set({
        rows,
        next,
        total,
        catalogueItem,
        loading: false,
        error: undefined,
        currentId: kept?.publicationId,
      });
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
