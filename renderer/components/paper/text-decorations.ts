import type { Mark, TextNode } from "../../../shared/domain/item/structured-document.ts";
import type { PlainTextMap } from "../../../shared/domain/item/plain-text.ts";

/** Something drawn on a range of the plain text (offsets as in plain-text.ts, half open). */
export interface TextDecoration {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** The lower, the nearer to the text it is drawn. */
  readonly rank: number;
}

/** A run of text of one block with everything that is drawn on it. */
export interface TextPiece<D extends TextDecoration> {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Nearest to the text first. */
  readonly decorations: readonly D[];
  /** Decorations that begin with this piece. */
  readonly begins: readonly D[];
}

/** Which decorations touch which block; keys are paths joined by ".". One pass over both lists. */
export function decorationsByBlock<D extends TextDecoration>(
  map: PlainTextMap,
  decorations: readonly D[],
): ReadonlyMap<string, readonly D[]> {
  const sorted = decorations.filter((each) => each.end > each.start).toSorted((a, b) => a.start - b.start);
  const found = new Map<string, readonly D[]>();
  let next = 0;
  let active: D[] = [];
  for (const span of map.spans) {
    for (let candidate = sorted[next]; candidate && candidate.start < span.end; candidate = sorted[next]) {
      active.push(candidate);
      next += 1;
    }
    active = active.filter((each) => each.end > span.start);
    const here = active.filter((each) => each.start < span.end);
    if (here.length > 0) found.set(span.path.join("."), here);
  }
  return found;
}

/** Cuts the texts of one block wherever a decoration begins or ends. `blockStart` is its offset in the plain text. */
export function piecesOf<D extends TextDecoration>(
  nodes: readonly TextNode[],
  blockStart: number,
  decorations: readonly D[],
): readonly TextPiece<D>[] {
  const pieces: TextPiece<D>[] = [];
  const begun = new Set<string>();
  let offset = blockStart;
  for (const node of nodes) {
    const end = offset + node.text.length;
    const cuts = new Set([offset, end]);
    for (const each of decorations) {
      if (each.start > offset && each.start < end) cuts.add(each.start);
      if (each.end > offset && each.end < end) cuts.add(each.end);
    }
    const ordered = [...cuts].toSorted((a, b) => a - b);
    for (let index = 0; index + 1 < ordered.length; index += 1) {
      const from = ordered[index] ?? offset;
      const to = ordered[index + 1] ?? end;
      const here = decorations
        .filter((each) => each.start < to && each.end > from)
        .toSorted((a, b) => a.rank - b.rank || a.start - b.start);
      const begins = here.filter((each) => !begun.has(each.id));
      for (const each of begins) begun.add(each.id);
      pieces.push({
        text: node.text.slice(from - offset, to - offset),
        marks: node.marks ?? [],
        decorations: here,
        begins,
      });
    }
    offset = end;
  }
  return pieces;
}
