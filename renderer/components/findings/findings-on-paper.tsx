import { memo, useLayoutEffect, useMemo, useState, type ReactNode } from "react";

import type { FindingView } from "../../../shared/contract/items.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { DocumentView, type DecorationRenderer } from "../paper/document-view.tsx";
import { PaperPage, type PaperPageProps } from "../paper/paper-page.tsx";
import { CurrentFindingContext, holdCurrentFinding } from "./current-finding.ts";
import {
  decorationsOf,
  findingMark,
  markElementId,
  rowElementId,
  type FindingDecoration,
} from "./finding-decorations.tsx";
import { FindingGlyphBlock } from "./finding-glyph.tsx";
import { glyphOfType } from "./finding-words.ts";
import { outsideText } from "./findings-model.ts";
import { canHighlight, drawLines } from "./line-highlights.ts";
import "./findings.css";

export interface FindingsOnPaperProps {
  readonly document: StructuredDocument;
  readonly findings: readonly FindingView[];
  readonly currentId?: string | undefined;
  /** Absent: the page only shows. */
  readonly onOpen?: ((findingId: string) => void) | undefined;
  readonly width: number;
  readonly label: string;
  readonly numbers?: PaperPageProps["numbers"];
  readonly onPages?: (pages: number) => void;
  readonly children?: ReactNode;
  readonly pale?: ReadonlySet<number> | undefined;
}

/** The text with its marks and their lines; drawn again only when one of the three changes. */
const MarkedDocument = memo(function MarkedDocument({
  document,
  decorations,
  renderDecoration,
  pale,
}: {
  readonly document: StructuredDocument;
  readonly decorations: readonly FindingDecoration[];
  readonly renderDecoration: DecorationRenderer<FindingDecoration>;
  readonly pale: ReadonlySet<number> | undefined;
}) {
  // After every drawing: the ranges belong to text nodes that a new drawing may have replaced.
  useLayoutEffect(() => {
    if (!canHighlight()) return undefined;
    return drawLines([...globalThis.document.querySelectorAll(".findings-paper")]);
  });
  return (
    <DocumentView
      document={document}
      decorations={decorations}
      renderDecoration={renderDecoration}
      pale={pale}
    />
  );
});

/** The paper page with its findings: line by class, ground by state, glyphs in the margin for what hides. */
export function FindingsOnPaper(props: FindingsOnPaperProps) {
  const { document, findings, currentId, onOpen, width, label, numbers, onPages, children, pale } = props;
  const highlights = useMemo(() => canHighlight(), []);
  const decorations = useMemo(() => decorationsOf(findings), [findings]);
  const renderDecoration = useMemo(() => findingMark(onOpen), [onOpen]);
  const hidden = outsideText(findings);

  const [holder] = useState(holdCurrentFinding);
  useLayoutEffect(() => holder.set(currentId), [holder, currentId]);

  return (
    <div className={`findings-paper ${highlights ? "" : "findings-own-lines"}`}>
      <PaperPage
        width={width}
        label={label}
        {...(numbers ? { numbers } : {})}
        {...(onPages ? { onPages } : {})}
        firstSheet={
          hidden.length > 0 ? (
            <div className="find-margin paper-screen-only">
              {hidden.map((finding) => {
                const current = finding.findingId === currentId;
                const glyph = <FindingGlyphBlock glyph={glyphOfType(finding.type)} open={!finding.answer} />;
                return onOpen ? (
                  <button
                    key={finding.findingId}
                    type="button"
                    id={markElementId(finding.findingId)}
                    className={current ? "is-current" : ""}
                    tabIndex={current ? 0 : -1}
                    aria-describedby={rowElementId(finding.findingId)}
                    onClick={() => onOpen(finding.findingId)}
                  >
                    {glyph}
                  </button>
                ) : (
                  <span key={finding.findingId}>{glyph}</span>
                );
              })}
            </div>
          ) : null
        }
      >
        <CurrentFindingContext value={holder}>
          <MarkedDocument
            document={document}
            decorations={decorations}
            renderDecoration={renderDecoration}
            pale={pale}
          />
        </CurrentFindingContext>
        {children}
      </PaperPage>
    </div>
  );
}
