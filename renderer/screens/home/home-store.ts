import type { HomeView } from "../../../shared/contract/desk.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useDeskCounts } from "../../shell/desk-counts-store.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

interface HomeState {
  readonly view: HomeView | undefined;
  readonly error: CallError | undefined;
  readonly currentWorkId: string | undefined;
  readonly doneShown: boolean;
  readonly read: () => Promise<void>;
  readonly setCurrent: (workId: string) => void;
  readonly toggleDone: () => void;
}

export const useHomeStore = createPersonalStore<HomeState>((set) => ({
  view: undefined,
  error: undefined,
  currentWorkId: undefined,
  doneShown: false,
  read: async () => {
    const answer = await call("desk.home", {});
    if (!answer.ok) {
      set({ error: answer.error });
      return;
    }
    useDeskCounts.getState().note(answer.value.counts);
    set({ view: answer.value, error: undefined });
  },
  setCurrent: (workId) => set({ currentWorkId: workId }),
  toggleDone: () => set((state) => ({ doneShown: !state.doneShown })),
}));
