import { useEffect, useState, type RefObject } from "react";

import { fittingWidth } from "./paper-metrics.ts";

/** Width of the page in a pane: the wanted one, less when the pane is narrower, times the zoom the person chose. */
export function usePaperWidth(pane: RefObject<HTMLElement | null>, wantedPx: number, zoom = 1): number {
  const [paneWidth, setPaneWidth] = useState(wantedPx + 24);
  useEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const measure = (): void => setPaneWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [pane]);
  return Math.round(fittingWidth(paneWidth, wantedPx) * zoom);
}
