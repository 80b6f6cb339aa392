import { diffSequences } from "./sequence-difference.ts";
import { blockText, type StructuredDocument, type TextBlock } from "./structured-document.ts";

export interface DifferenceSegment {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** One line of either document: a block, or a row of a table. Paths as in plain-text.ts, a row is [table, row]. */
export type LineDifference =
  | {
      readonly kind: "same";
      readonly before: readonly number[];
      readonly after: readonly number[];
      readonly text: string;
    }
  | { readonly kind: "removed"; readonly before: readonly number[]; readonly text: string }
  | { readonly kind: "added"; readonly after: readonly number[]; readonly text: string }
  | {
      readonly kind: "changed";
      readonly before: readonly number[];
      readonly after: readonly number[];
      readonly segments: readonly DifferenceSegment[];
      /** The block changed its kind, level, alignment, cell layout or emphasis, with or without its words. */
      readonly layoutChanged: boolean;
    };

export interface DocumentDifference {
  readonly lines: readonly LineDifference[];
  readonly addedLines: number;
  readonly removedLines: number;
  readonly changedLines: number;
  /** UTF-16 units inside added and changed lines. */
  readonly addedCharacters: number;
  readonly removedCharacters: number;
  readonly identical: boolean;
}

interface Line {
  readonly path: readonly number[];
  readonly text: string;
  /** Everything but the words. */
  readonly layout: string;
}

function layoutOf(block: TextBlock): string {
  const attributes = "attrs" in block && block.attrs ? JSON.stringify(block.attrs) : "";
  const marks = (block.content ?? []).map((node) =>
    node.marks
      ? `${node.text.length}:${node.marks.map((mark) => mark.type).join("+")}`
      : `${node.text.length}`,
  );
  return `${block.type}${attributes}|${marks.length > 1 || marks[0]?.includes(":") ? marks.join(",") : ""}`;
}

function linesOf(document: StructuredDocument): readonly Line[] {
  return document.content.flatMap((block, index): readonly Line[] => {
    if (block.type !== "table") return [{ path: [index], text: blockText(block), layout: layoutOf(block) }];
    return block.content.map((row, rowIndex) => ({
      path: [index, rowIndex],
      text: row.content.map((cell) => cell.content.map(blockText).join("\u2028")).join("\t"),
      layout: `row|${row.content
        .map((cell) => `${JSON.stringify(cell.attrs ?? {})}${cell.content.map(layoutOf).join(";")}`)
        .join("|")}`,
    }));
  });
}

function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const source = text.length > 4_000 ? text.slice(0, 4_000) : text;
  for (let index = 0; index + 1 < source.length; index += 1) {
    const pair = source.slice(index, index + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Dice coefficient over character pairs, 0 … 1. */
function similarity(a: Map<string, number>, b: Map<string, number>): number {
  let total = 0;
  let shared = 0;
  for (const count of a.values()) total += count;
  for (const [pair, count] of b) {
    total += count;
    shared += Math.min(count, a.get(pair) ?? 0);
  }
  return total === 0 ? 1 : (2 * shared) / total;
}

const similarEnough = 0.35;

/** Pairs removed with added lines in order, so that the sum of their likeness is greatest. */
function pairLines(removed: readonly Line[], added: readonly Line[]): readonly (readonly [number, number])[] {
  if (removed.length * added.length > 40_000) {
    const count = Math.min(removed.length, added.length);
    return Array.from({ length: count }, (_, index) => [index, index] as const).filter(
      ([i, j]) => similarity(bigrams(removed[i]?.text ?? ""), bigrams(added[j]?.text ?? "")) >= similarEnough,
    );
  }
  const left = removed.map((line) => bigrams(line.text));
  const right = added.map((line) => bigrams(line.text));
  const width = added.length + 1;
  const best = new Float64Array((removed.length + 1) * width);
  const score = new Float64Array(removed.length * added.length);
  for (let i = removed.length - 1; i >= 0; i -= 1) {
    for (let j = added.length - 1; j >= 0; j -= 1) {
      const a = left[i];
      const b = right[j];
      const likeness = a && b ? similarity(a, b) : 0;
      score[i * added.length + j] = likeness;
      const paired = likeness >= similarEnough ? likeness + (best[(i + 1) * width + j + 1] ?? 0) : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let i = 0;
  let j = 0;
  while (i < removed.length && j < added.length) {
    const likeness = score[i * added.length + j] ?? 0;
    const here = best[i * width + j] ?? 0;
    if (likeness >= similarEnough && here === likeness + (best[(i + 1) * width + j + 1] ?? 0)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (here === (best[(i + 1) * width + j] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Character differences of two texts, by code point. */
export function diffText(before: string, after: string): readonly DifferenceSegment[] {
  const a = Array.from(before);
  const b = Array.from(after);
  return diffSequences(a.length, b.length, (i, j) => a[i] === b[j], 1_000).map((run) => ({
    kind: run.kind,
    text:
      run.kind === "added" ? b.slice(run.bStart, run.bEnd).join("") : a.slice(run.aStart, run.aEnd).join(""),
  }));
}

/**
 * What changed from `before` to `after`: lines (blocks and table rows) are aligned, then characters inside a
 * changed line. Pure; memory linear in the documents, time bounded (see diffSequences).
 */
export function diffDocuments(before: StructuredDocument, after: StructuredDocument): DocumentDifference {
  const a = linesOf(before);
  const b = linesOf(after);
  const equal = (i: number, j: number): boolean => a[i]?.text === b[j]?.text && a[i]?.layout === b[j]?.layout;
  const runs = diffSequences(a.length, b.length, equal);
  const lines: LineDifference[] = [];
  let removed: Line[] = [];
  let added: Line[] = [];
  const flush = (): void => {
    let i = 0;
    let j = 0;
    const emitUntil = (toI: number, toJ: number): void => {
      for (; i < toI; i += 1)
        lines.push({ kind: "removed", before: removed[i]?.path ?? [], text: removed[i]?.text ?? "" });
      for (; j < toJ; j += 1)
        lines.push({ kind: "added", after: added[j]?.path ?? [], text: added[j]?.text ?? "" });
    };
    for (const [pairI, pairJ] of pairLines(removed, added)) {
      emitUntil(pairI, pairJ);
      const from = removed[pairI];
      const to = added[pairJ];
      if (from && to) {
        lines.push({
          kind: "changed",
          before: from.path,
          after: to.path,
          segments: diffText(from.text, to.text),
          layoutChanged: from.layout !== to.layout && (from.text === to.text || kindOf(from) !== kindOf(to)),
        });
      }
      i = pairI + 1;
      j = pairJ + 1;
    }
    emitUntil(removed.length, added.length);
    removed = [];
    added = [];
  };
  for (const run of runs) {
    if (run.kind === "removed") removed.push(...a.slice(run.aStart, run.aEnd));
    else if (run.kind === "added") added.push(...b.slice(run.bStart, run.bEnd));
    else {
      flush();
      for (let offset = 0; offset < run.aEnd - run.aStart; offset += 1) {
        const from = a[run.aStart + offset];
        const to = b[run.bStart + offset];
        if (from && to) lines.push({ kind: "same", before: from.path, after: to.path, text: from.text });
      }
    }
  }
  flush();
  return summarise(lines);
}

/** A line whose own words are the same and that would go out in other words: its masks changed. */
export interface MaskDifference {
  readonly path: readonly number[];
  /** Of the words that would go out. */
  readonly segments: readonly DifferenceSegment[];
}

interface WithRelease {
  readonly document: StructuredDocument;
  /** The same blocks and rows with the masks applied (release-document.ts). */
  readonly releaseDocument: StructuredDocument;
}

/** Which lines of `difference` have other masks, though nothing else of their words changed. */
export function diffMasks(
  difference: DocumentDifference,
  before: WithRelease,
  after: WithRelease,
): readonly MaskDifference[] {
  const wordsOf = ({ releaseDocument }: WithRelease) =>
    new Map(linesOf(releaseDocument).map((line) => [line.path.join("."), line.text]));
  const [out, now] = [wordsOf(before), wordsOf(after)];
  return difference.lines.flatMap((line): readonly MaskDifference[] => {
    const same =
      line.kind === "same" ||
      (line.kind === "changed" && line.segments.every((segment) => segment.kind === "same"));
    if (!same) return [];
    const [from, to] = [out.get(line.before.join(".")), now.get(line.after.join("."))];
    if (from === undefined || to === undefined || from === to) return [];
    return [{ path: line.after, segments: diffText(from, to) }];
  });
}

function kindOf(line: Line): string {
  return line.layout.slice(0, line.layout.indexOf("|"));
}

function summarise(lines: readonly LineDifference[]): DocumentDifference {
  let addedLines = 0;
  let removedLines = 0;
  let changedLines = 0;
  let addedCharacters = 0;
  let removedCharacters = 0;
  for (const line of lines) {
    if (line.kind === "added") {
      addedLines += 1;
      addedCharacters += line.text.length;
    } else if (line.kind === "removed") {
      removedLines += 1;
      removedCharacters += line.text.length;
    } else if (line.kind === "changed") {
      changedLines += 1;
      for (const segment of line.segments) {
        if (segment.kind === "added") addedCharacters += segment.text.length;
        if (segment.kind === "removed") removedCharacters += segment.text.length;
      }
    }
  }
  return {
    lines,
    addedLines,
    removedLines,
    changedLines,
    addedCharacters,
    removedCharacters,
    identical: addedLines + removedLines + changedLines === 0,
  };
}
