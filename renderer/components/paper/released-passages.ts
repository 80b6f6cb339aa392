import { diffText } from "../../../shared/domain/item/document-difference.ts";
import { mapPlainText } from "../../../shared/domain/item/plain-text.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";

export interface Passage {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the release differs from the original: offsets into the plain text of the release, half open. These are the
 * places where something was written instead of what stood there; a passage taken out leaves nothing to mark. Masks
 * keep every block in its place, so blocks are compared one by one.
 */
export function releasedPassages(
  original: StructuredDocument,
  release: StructuredDocument,
): readonly Passage[] {
  const before = mapPlainText(original);
  const after = mapPlainText(release);
  const originals = new Map(
    before.spans.map((span) => [span.path.join("."), before.text.slice(span.start, span.end)]),
  );
  const passages: Passage[] = [];
  const add = (start: number, end: number): void => {
    const last = passages.at(-1);
    if (last && last.end === start) passages[passages.length - 1] = { start: last.start, end };
    else passages.push({ start, end });
  };
  for (const span of after.spans) {
    const text = after.text.slice(span.start, span.end);
    const stood = originals.get(span.path.join("."));
    if (stood === text) continue;
    let offset = span.start;
    for (const segment of diffText(stood ?? "", text)) {
      if (segment.kind === "removed") continue;
      if (segment.kind === "added") add(offset, offset + segment.text.length);
      offset += segment.text.length;
    }
  }
  return passages;
}
