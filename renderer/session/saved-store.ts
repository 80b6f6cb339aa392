import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { createPersonalStore } from "./personal-store.ts";

interface SavedState {
  /** Papers with keystrokes the core has not acknowledged yet. */
  readonly unsaved: ReadonlySet<string>;
  /** The last time the core acknowledged a draft. */
  readonly savedAt: Instant | undefined;
}

/** What every autosaving screen reports, for the lock screen and the question before leaving. */
export const useSavedStore = createPersonalStore<SavedState>(() => ({
  unsaved: new Set(),
  savedAt: undefined,
}));

export function noteUnsaved(paper: string): void {
  useSavedStore.setState((state) => ({ unsaved: new Set([...state.unsaved, paper]) }));
}

export function noteSaved(paper: string, at?: Instant): void {
  useSavedStore.setState((state) => ({
    unsaved: new Set([...state.unsaved].filter((other) => other !== paper)),
    savedAt: at ?? state.savedAt,
  }));
}
