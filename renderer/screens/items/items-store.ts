import type { ItemRow, ItemView } from "../../../shared/contract/items.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { listInput, noFilter, type ItemsFilter } from "./items-filter.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

/** Rows asked for at a time: three screens, so that scrolling rarely meets the end of what is loaded. */
const windowSize = 120;

export type ItemFacets = CallOutput<"items.facets">;

interface Preview {
  readonly itemId: string;
  readonly item: ItemView | undefined;
  readonly review: ReviewView | undefined;
  readonly error: CallError | undefined;
}

interface ItemsState {
  readonly filter: ItemsFilter;
  readonly rows: readonly ItemRow[] | undefined;
  readonly next: string | undefined;
  readonly loading: boolean;
  readonly error: CallError | undefined;
  readonly facets: ItemFacets | undefined;
  readonly currentId: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly preview: Preview | undefined;
  readonly setFilter: (filter: ItemsFilter) => void;
  readonly reread: () => Promise<void>;
  readonly readMore: () => Promise<void>;
  readonly setCurrent: (itemId: string | undefined) => void;
  readonly readPreview: (itemId: string) => Promise<void>;
  readonly toggleSelected: (itemId: string) => void;
  readonly clearSelected: () => void;
}

/** Answers to an older question are dropped. */
let question = 0;

export const useItemsStore = createPersonalStore<ItemsState>((set, get) => ({
  filter: noFilter,
  rows: undefined,
  next: undefined,
  loading: false,
  error: undefined,
  facets: undefined,
  currentId: undefined,
  selected: new Set(),
  preview: undefined,
  setFilter: (filter) => {
    set({ filter, rows: undefined, next: undefined, selected: new Set() });
    void get().reread();
  },
  reread: async () => {
    question += 1;
    const asked = question;
    set({ loading: true });
    const wanted = Math.min(500, Math.max(windowSize, get().rows?.length ?? 0));
    const [list, facets] = await Promise.all([
      call("items.list", listInput(get().filter, undefined, wanted)),
      call("items.facets", {}),
    ]);
    if (asked !== question) return;
    if (facets.ok) set({ facets: facets.value });
    if (!list.ok) {
      set({ loading: false, error: list.error });
      return;
    }
    const { rows, next } = list.value;
    const { currentId } = get();
    const stillThere = rows.some((row) => row.itemId === currentId);
    set({
      rows,
      next,
      loading: false,
      error: undefined,
      currentId: stillThere ? currentId : rows[0]?.itemId,
    });
  },
  readMore: async () => {
    const { next, loading, rows, filter } = get();
    if (next === undefined || loading || !rows) return;
    question += 1;
    const asked = question;
    set({ loading: true });
    const list = await call("items.list", listInput(filter, next, windowSize));
    if (asked !== question) return;
    if (list.ok) set({ rows: [...rows, ...list.value.rows], next: list.value.next, loading: false });
    else set({ loading: false, error: list.error });
  },
  setCurrent: (itemId) => set({ currentId: itemId }),
  readPreview: async (itemId) => {
    const answer = await call("items.open", { itemId });
    if (get().currentId !== itemId) return;
    if (!answer.ok) {
      set({ preview: { itemId, item: undefined, review: undefined, error: answer.error } });
      return;
    }
    set({ preview: { itemId, item: answer.value, review: undefined, error: undefined } });
    const { reviewId } = answer.value;
    if (reviewId === undefined) return;
    const review = await call("reviews.read", { reviewId });
    // Where it stands is an extra: without it the preview still says what the item is.
    if (review.ok && get().currentId === itemId)
      set({ preview: { itemId, item: answer.value, review: review.value, error: undefined } });
  },
  toggleSelected: (itemId) =>
    set((state) => {
      const selected = new Set(state.selected);
      if (!selected.delete(itemId)) selected.add(itemId);
      return { selected };
    }),
  clearSelected: () => set({ selected: new Set() }),
}));
