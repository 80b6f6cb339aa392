import { useEffect } from "react";

/** While something is not saved the page is not closed or read anew without a question; `save` is tried meanwhile. */
export function useAskBeforeUnload(unsaved: boolean, save?: () => void): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => {
      save?.();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved, save]);
}
