import type { Node } from "prosemirror-model";

/** Where one run of the plain text stands in the editor. */
interface TextRun {
  /** Offset in the plain text (shared/domain/item/plain-text.ts). */
  readonly start: number;
  readonly end: number;
  /** Position in the editor of the run's first character. */
  readonly position: number;
}

/**
 * The runs of the plain text in document order. As in the plain text, one character stands between neighbours: a line
 * break between blocks and rows, a tab between cells, a separator between paragraphs of a cell, also where a row has
 * no cell.
 */
export function textRuns(document: Node): readonly TextRun[] {
  const runs: TextRun[] = [];
  let offset = 0;
  const walk = (parent: Node, inside: number): void => {
    parent.forEach((child, childOffset, index) => {
      if (index > 0) offset += 1;
      const position = inside + childOffset + 1;
      if (!child.isTextblock) {
        walk(child, position);
        return;
      }
      const length = child.textContent.length;
      runs.push({ start: offset, end: offset + length, position });
      offset += length;
    });
  };
  walk(document, 0);
  return runs;
}

/**
 * The stretches of the editor that a stretch of the plain text covers; more than one when it runs over blocks. Empty
 * when the text has changed so that the offsets lie outside it.
 */
export function editorRanges(
  runs: readonly TextRun[],
  start: number,
  end: number,
): readonly { readonly from: number; readonly to: number }[] {
  return runs
    .filter((run) => run.start < end && run.end > start)
    .map((run) => ({
      from: run.position + Math.max(start, run.start) - run.start,
      to: run.position + Math.min(end, run.end) - run.start,
    }));
}
