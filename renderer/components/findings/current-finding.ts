import { createContext, useContext, useSyncExternalStore } from "react";

/** Which finding is current on one paper. Only the two marks concerned hear of a change, not the whole page. */
export interface CurrentFindingHolder {
  readonly get: () => string | undefined;
  readonly set: (findingId: string | undefined) => void;
  readonly listen: (findingId: string, listener: () => void) => () => void;
}

export function holdCurrentFinding(): CurrentFindingHolder {
  let current: string | undefined;
  const listeners = new Map<string, Set<() => void>>();
  const tell = (findingId: string | undefined): void => {
    if (findingId !== undefined) for (const listener of listeners.get(findingId) ?? []) listener();
  };
  return {
    get: () => current,
    set: (findingId) => {
      if (findingId === current) return;
      const before = current;
      current = findingId;
      tell(before);
      tell(current);
    },
    listen: (findingId, listener) => {
      const set = listeners.get(findingId) ?? new Set();
      listeners.set(findingId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(findingId);
      };
    },
  };
}

export const CurrentFindingContext = createContext<CurrentFindingHolder>(holdCurrentFinding());

/** Whether this finding is the current one on its paper. */
export function useIsCurrentFinding(findingId: string): boolean {
  const holder = useContext(CurrentFindingContext);
  return useSyncExternalStore(
    (listener) => holder.listen(findingId, listener),
    () => holder.get() === findingId,
  );
}
