import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";

import { drawnRows } from "../virtual-table/window-rows.ts";

/** Up to so many rows are drawn whole. */
const drawnWhole = 200;
/** Of `.find-row`, until one was measured. */
const usualHeight = 38;

/**
 * A stretch of rows of one height in a list that holds other things too: of a long one only what is near the view is drawn, and
 * empty room stands for the rest.
 */
export function WindowedRows<Row>({
  rows,
  scroller,
  draw,
}: {
  readonly rows: readonly Row[];
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly draw: (row: Row) => ReactNode;
}) {
  const element = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ from: 0, to: drawnWhole, height: usualHeight });
  const long = rows.length > drawnWhole;

  // After every drawing: what stands above may be another finding now. The element that scrolls is there only when all is drawn.
  useEffect(() => {
    const stretch = element.current;
    const pane = scroller.current;
    if (!long || !stretch || !pane) return undefined;
    const look = (): void => {
      const drawn = stretch.querySelector<HTMLElement>(".find-row")?.offsetHeight;
      const above = pane.getBoundingClientRect().top - stretch.getBoundingClientRect().top;
      setView((last) => {
        // Out of view nothing is drawn to be measured: what was measured stays, or the room would change its size.
        const height = drawn || last.height;
        const { from, to } = drawnRows(
          Math.max(0, above),
          pane.clientHeight + Math.min(0, above),
          height,
          rows.length,
        );
        return last.from === from && last.to === to && last.height === height ? last : { from, to, height };
      });
    };
    look();
    pane.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(pane);
    // What stands above may have grown or gone.
    for (const beside of pane.children) observer.observe(beside);
    return () => {
      pane.removeEventListener("scroll", look);
      observer.disconnect();
    };
  });

  if (!long) return rows.map((row) => draw(row));
  const from = Math.min(view.from, rows.length);
  const to = Math.min(Math.max(view.to, from), rows.length);
  return (
    <div ref={element}>
      <div style={{ height: from * view.height }} />
      {rows.slice(from, to).map((row) => draw(row))}
      <div style={{ height: (rows.length - to) * view.height }} />
    </div>
  );
}
