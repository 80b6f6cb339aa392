import type { HomeView } from "../../shared/contract/desk.ts";
import { call } from "../core-client/core-client.ts";
import { createPersonalStore } from "../session/personal-store.ts";

interface DeskCountsState {
  readonly counts: HomeView["counts"] | undefined;
  readonly read: () => Promise<void>;
  /** 工作台 has just read the same view: no second question. */
  readonly note: (counts: HomeView["counts"]) => void;
}

/** The numbers beside the sidebar entries and the sync state in words. */
export const useDeskCounts = createPersonalStore<DeskCountsState>((set) => ({
  counts: undefined,
  read: async () => {
    const answer = await call("desk.home", {});
    if (answer.ok) set({ counts: answer.value.counts });
  },
  note: (counts) => set({ counts }),
}));
