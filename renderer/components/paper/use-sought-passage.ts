import { useEffect, type RefObject } from "react";
import { useLocation } from "react-router";

import { showPassage } from "./seek-passage.ts";

/** What a search hands on to the page that it opens. */
export interface SoughtState {
  readonly passage: string;
}

const isSought = (state: unknown): state is SoughtState =>
  typeof state === "object" && state !== null && "passage" in state && typeof state.passage === "string";

/** A page that a search opened shows the passage that was found (domain/search.md, F7). */
export function useSoughtPassage(page: RefObject<HTMLElement | null>): void {
  const { state } = useLocation() as { readonly state: unknown };
  // Whoever comes again brings another state.
  useEffect(() => {
    if (!isSought(state)) return undefined;
    // The page has its width and its text a frame later.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (page.current) showPassage(page.current, state.passage);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [page, state]);
}
