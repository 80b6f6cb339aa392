import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from "react";

import { pageCount } from "./paper-metrics.ts";
import "./paper.css";

/** Distance between two sheets on the desk, px. */
export const sheetGapPx = 16;

export interface PaperPageProps {
  /** Width of the page in px; everything on it follows. */
  readonly width: number;
  /** What the page is, for the screen reader. */
  readonly label: string;
  /** The text: blocks that flow over the pages. */
  readonly children: ReactNode;
  /** Drawn on the first sheet in its own coordinates (a red head), before the text. */
  readonly firstSheet?: ReactNode;
  /** "all": every page; "fromSecond": letters (10.1); "none": sheets and previews. */
  readonly numbers?: "all" | "fromSecond" | "none";
  /** One endless sheet, for an editor; real pages otherwise. */
  readonly continuous?: boolean;
  readonly className?: string;
  readonly onPages?: (pages: number) => void;
}

function Sheet({
  index,
  numbers,
}: {
  readonly index: number;
  readonly numbers: NonNullable<PaperPageProps["numbers"]>;
}) {
  const number = index + 1;
  const numbered = numbers === "all" || (numbers === "fromSecond" && number > 1);
  return (
    <div className="paper-sheet" style={{ ["--sheet" as string]: index }}>
      {numbered && (
        <span className={`paper-sheet-number ${number % 2 === 1 ? "is-odd" : "is-even"}`}>— {number} —</span>
      )}
    </div>
  );
}

/**
 * An A4 page as it will be printed: margins 37/26/35/28 mm, 22 lines × 28 characters at any width. The engine breaks
 * the pages itself where it can stack columns; elsewhere the text stands on one long sheet. Print and export do not
 * look at the theme.
 */
export function PaperPage(props: PaperPageProps) {
  const {
    width,
    label,
    children,
    firstSheet,
    numbers = "all",
    continuous = false,
    className,
    onPages,
  } = props;
  const flow = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const paged = !continuous && CSS.supports("column-wrap", "wrap") && CSS.supports("column-height", "1px");

  useEffect(() => {
    const element = flow.current;
    if (!element) return undefined;
    const measure = (): void => {
      const style = getComputedStyle(element);
      const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
      const count = paged ? pageCount(element.offsetHeight - padding, width, sheetGapPx) : 1;
      setPages(count);
      onPages?.(count);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [width, paged, onPages]);

  const style = {
    "--pw": `${width}px`,
    "--paper-gap": `${sheetGapPx}px`,
    "--sheets": pages,
  } as CSSProperties;
  return (
    <article
      className={`paper ${paged ? "is-paged" : ""} ${className ?? ""}`}
      style={style}
      aria-label={label}
      lang="zh-CN"
    >
      <div className="paper-sheets" aria-hidden="true">
        {Array.from({ length: pages }, (_, index) => (
          <Sheet key={index} index={index} numbers={numbers} />
        ))}
      </div>
      {firstSheet}
      <div className="paper-flow" ref={flow}>
        {children}
      </div>
    </article>
  );
}
