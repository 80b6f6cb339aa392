import { trainingPapers, type TrainingPaper, type TrapKind, type TrappedPaper } from "./traps.ts";

/** A number that tells nothing of its place (finalizer of MurmurHash3). */
function mixed(seed: number, index: number): number {
  let h = Math.imul(seed + 1, 0x9e37_79b1) ^ Math.imul(index + 1, 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** What the reviewer sees of a paper: without what is planted in it. */
export function papersToMark(seed: number): readonly TrainingPaper[] {
  // The order differs from run to run, so that nobody learns it.
  return trainingPapers
    .map(({ traps: _traps, ...paper }, index) => ({ paper, key: mixed(seed, index) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ paper }) => paper);
}

export interface MarkedPaper {
  readonly paperId: string;
  readonly title: string;
  readonly caught: readonly TrapKind[];
  readonly missed: readonly { readonly kind: TrapKind; readonly why: string }[];
  /** Said of it, and not planted in it. */
  readonly falseAlarms: readonly TrapKind[];
}

export interface TrainingScore {
  readonly traps: number;
  readonly caught: number;
  readonly falseAlarms: number;
  /** Clean papers left alone, of all the clean ones. */
  readonly cleanRight: number;
  readonly clean: number;
  readonly papers: readonly MarkedPaper[];
}

function mark(paper: TrappedPaper, said: readonly TrapKind[]): MarkedPaper {
  const planted = Object.keys(paper.traps) as TrapKind[];
  return {
    paperId: paper.paperId,
    title: paper.title,
    caught: planted.filter((kind) => said.includes(kind)),
    missed: planted
      .filter((kind) => !said.includes(kind))
      .map((kind) => ({ kind, why: paper.traps[kind] ?? "" })),
    falseAlarms: [...new Set(said)].filter((kind) => !planted.includes(kind)),
  };
}

/** Scores a run: what was caught of what is planted, and what was said without cause. */
export function scoreTraining(
  marks: readonly { readonly paperId: string; readonly kinds: readonly TrapKind[] }[],
): TrainingScore {
  const said = new Map(marks.map((each) => [each.paperId, each.kinds]));
  const papers = trainingPapers.map((paper) => mark(paper, said.get(paper.paperId) ?? []));
  const clean = trainingPapers.filter((paper) => Object.keys(paper.traps).length === 0);
  return {
    traps: papers.reduce((sum, each) => sum + each.caught.length + each.missed.length, 0),
    caught: papers.reduce((sum, each) => sum + each.caught.length, 0),
    falseAlarms: papers.reduce((sum, each) => sum + each.falseAlarms.length, 0),
    clean: clean.length,
    cleanRight: clean.filter((paper) => (said.get(paper.paperId) ?? []).length === 0).length,
    papers,
  };
}
