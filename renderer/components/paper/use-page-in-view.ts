import { useEffect, useState, type RefObject } from "react";

import { pageHeightPx, pageInView } from "./paper-metrics.ts";
import { sheetGapPx } from "./paper-page.tsx";

/** Which page is being read, and a way to go to another one. */
export function usePageInView(
  pane: RefObject<HTMLElement | null>,
  widthPx: number,
  pages: number,
): { readonly page: number; readonly goTo: (page: number) => void } {
  const [page, setPage] = useState(1);
  useEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const look = (): void =>
      setPage(pageInView(element.scrollTop, element.clientHeight, widthPx, sheetGapPx, pages));
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [pane, widthPx, pages]);
  const goTo = (wanted: number): void => {
    pane.current?.scrollTo({ top: (wanted - 1) * (pageHeightPx(widthPx) + sheetGapPx) });
  };
  return { page, goTo };
}
