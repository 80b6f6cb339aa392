import { diffSequences } from "./sequence-difference.ts";
import type { Block, StructuredDocument } from "./structured-document.ts";

/**
 * Two versions of a text laid side by side, block by block. Nothing is merged by itself: where they differ a person
 * says which words stand (I4 of the sync design: no automatic merge of text).
 */

export type MergeSegment =
  | { readonly kind: "same"; readonly mine: readonly number[]; readonly theirs: readonly number[] }
  /** Either side may be empty: a block only the other has. */
  | { readonly kind: "differs"; readonly mine: readonly number[]; readonly theirs: readonly number[] };

export const mergeChoices = ["mine", "theirs", "both"] as const;
export type MergeChoice = (typeof mergeChoices)[number];

const range = (start: number, end: number): readonly number[] =>
  Array.from({ length: end - start }, (_, index) => start + index);

/** Positions of blocks, in order; neighbouring removals and additions are one place that differs. */
export function mergeSegments(mine: StructuredDocument, theirs: StructuredDocument): readonly MergeSegment[] {
  const texts = (document: StructuredDocument): readonly string[] =>
    document.content.map((block) => JSON.stringify(block));
  const [a, b] = [texts(mine), texts(theirs)];
  const segments: MergeSegment[] = [];
  for (const run of diffSequences(a.length, b.length, (i, j) => a[i] === b[j])) {
    const here = { mine: range(run.aStart, run.aEnd), theirs: range(run.bStart, run.bEnd) };
    const last = segments.at(-1);
    if (run.kind === "same") segments.push({ kind: "same", ...here });
    else if (last?.kind === "differs")
      segments[segments.length - 1] = {
        kind: "differs",
        mine: [...last.mine, ...here.mine],
        theirs: [...last.theirs, ...here.theirs],
      };
    else segments.push({ kind: "differs", ...here });
  }
  return segments;
}

/** How many places differ: as many choices a person has to make. */
export function openPlaces(segments: readonly MergeSegment[]): number {
  return segments.filter((segment) => segment.kind === "differs").length;
}

/**
 * The text a person chose: one choice for each place that differs, in order. `own` gives the blocks that stand for
 * mine; they may be the unmasked ones of the draft, at the same positions. Undefined when a choice is missing or over.
 */
export function mergedDocument(
  segments: readonly MergeSegment[],
  choices: readonly MergeChoice[],
  own: StructuredDocument,
  theirs: StructuredDocument,
): StructuredDocument | undefined {
  if (openPlaces(segments) !== choices.length) return undefined;
  const content: Block[] = [];
  const take = (document: StructuredDocument, positions: readonly number[]): void => {
    for (const position of positions) {
      const block = document.content[position];
      if (block) content.push(block);
    }
  };
  let place = 0;
  for (const segment of segments) {
    const choice = segment.kind === "same" ? "mine" : choices[place++];
    if (choice !== "theirs") take(own, segment.mine);
    if (choice !== "mine") take(theirs, segment.theirs);
  }
  return { schemaVersion: 1, type: "doc", content };
}
