import { useMemo, type ReactNode } from "react";

import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { DocumentView } from "./document-view.tsx";
import { PaperPage } from "./paper-page.tsx";
import { releasedPassages } from "./released-passages.ts";
import type { TextDecoration } from "./text-decorations.ts";

function solidBlock(_decoration: TextDecoration, piece: ReactNode): ReactNode {
  return <span className="paper-mask">{piece}</span>;
}

/**
 * The paper as it would be released: nothing is hatched, the text is gone, and what stands in its place is a solid
 * block.
 */
export function ReleasePaper({
  original,
  release,
  width,
  label,
  onPages,
}: {
  readonly original: StructuredDocument;
  readonly release: StructuredDocument;
  readonly width: number;
  readonly label: string;
  readonly onPages?: (pages: number) => void;
}) {
  const decorations = useMemo(
    () =>
      releasedPassages(original, release).map((passage, index): TextDecoration => ({
        id: String(index),
        ...passage,
        rank: 0,
      })),
    [original, release],
  );
  return (
    <PaperPage width={width} label={label} {...(onPages ? { onPages } : {})}>
      <DocumentView document={release} decorations={decorations} renderDecoration={solidBlock} />
    </PaperPage>
  );
}
