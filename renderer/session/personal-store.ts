import { create, type StateCreator, type StoreApi, type UseBoundStore } from "zustand";

const forgetters = new Set<() => void>();

/**
 * A store of what one person has before them: it goes back to its beginning when that person leaves. The next one on this
 * computer is shown nothing that was read with the rights of another, nor judged by them.
 */
export function createPersonalStore<State>(creator: StateCreator<State>): UseBoundStore<StoreApi<State>> {
  const store = create<State>(creator);
  forgetters.add(() => store.setState(store.getInitialState(), true));
  return store;
}

/** Empties every personal store that was made so far. */
export function forgetPerson(): void {
  for (const forget of forgetters) forget();
}
