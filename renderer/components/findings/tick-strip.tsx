import { useEffect, useState, type RefObject } from "react";

import type { FindingView } from "../../../shared/contract/items.ts";
import { findingClasses } from "./finding-classes.ts";
import { markElementId } from "./finding-decorations.tsx";
import { glyphOfType } from "./finding-words.ts";
import "./findings.css";

interface Strip {
  readonly shares: ReadonlyMap<string, number>;
  readonly pages: readonly number[];
}

interface View {
  readonly top: number;
  readonly height: number;
}

function measure(pane: HTMLElement, findings: readonly FindingView[]): Strip {
  const total = pane.scrollHeight;
  const origin = pane.getBoundingClientRect().top - pane.scrollTop;
  const shares = new Map<string, number>();
  for (const finding of findings) {
    if (finding.attachmentId !== undefined) continue;
    const mark = document.getElementById(markElementId(finding.findingId));
    if (!mark || total === 0) continue;
    shares.set(finding.findingId, (mark.getBoundingClientRect().top - origin + 8) / total);
  }
  const pages = [...pane.querySelectorAll(".paper-sheet")]
    .slice(1)
    .map((sheet) => (sheet.getBoundingClientRect().top - origin) / Math.max(1, total));
  return { shares, pages };
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/**
 * The strip along the scroll bar: one tick a finding at its share of the document, wide and amber while open. It
 * measures the page that is drawn, so it agrees with the scroll bar at every zoom.
 */
export function TickStrip({
  pane,
  findings,
  currentId,
  onOpen,
}: {
  /** The element that scrolls. */
  readonly pane: RefObject<HTMLElement | null>;
  readonly findings: readonly FindingView[];
  readonly currentId?: string | undefined;
  readonly onOpen: (findingId: string) => void;
}) {
  const [strip, setStrip] = useState<Strip>({ shares: new Map(), pages: [] });
  const [view, setView] = useState<View>({ top: 0, height: 1 });

  useEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const look = (): void => {
      const total = Math.max(1, element.scrollHeight);
      setView({ top: element.scrollTop / total, height: Math.min(1, element.clientHeight / total) });
    };
    const again = (): void => {
      setStrip(measure(element, findings));
      look();
    };
    again();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(again);
    observer.observe(element);
    const paper = element.querySelector(".paper");
    if (paper) observer.observe(paper);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [pane, findings]);

  const currentShare = currentId === undefined ? undefined : strip.shares.get(currentId);
  return (
    <div className="find-strip paper-screen-only" role="group" aria-label="发现在全文中的位置">
      <div className="find-strip-view" style={{ top: percent(view.top), height: percent(view.height) }} />
      {strip.pages.map((share) => (
        <div key={share} className="find-strip-page" style={{ top: percent(share) }} />
      ))}
      {findings.map((finding) => {
        const share = strip.shares.get(finding.findingId);
        if (share === undefined) return null;
        const glyph = glyphOfType(finding.type);
        return (
          <button
            key={finding.findingId}
            type="button"
            tabIndex={-1}
            className={`find-tick is-${findingClasses[glyph].key} ${finding.answer ? "" : "is-open"}`}
            style={{ top: percent(share) }}
            title={`${findingClasses[glyph].name}，${finding.where}`}
            aria-label={`${findingClasses[glyph].name}，${finding.where}`}
            onClick={() => onOpen(finding.findingId)}
          />
        );
      })}
      {currentShare !== undefined && (
        <div className="find-strip-current" style={{ top: percent(currentShare) }} />
      )}
    </div>
  );
}
