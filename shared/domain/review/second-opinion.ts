import { checklistByCode } from "./checklist.ts";
import type { ChecklistAnswer, FindingAnswer, ReviewConclusion } from "./review-stages.ts";

/**
 * Two reviewers who do not see each other's opinion. Where they come to the same decision and conclusion it is the
 * decision of the stage; where they differ, the office or the leader says which one stands, with both in front and
 * only the passages in dispute.
 */
export interface Opinion {
  readonly decision: "agree" | "return" | "refer";
  readonly conclusion: ReviewConclusion;
  /** What this reviewer alone answered to findings and checks. */
  readonly findingAnswers: ReadonlyMap<string, FindingAnswer>;
  readonly checklist: ReadonlyMap<string, ChecklistAnswer>;
  readonly reasons: readonly { readonly text: string; readonly findingId?: string | undefined }[];
}

/** Whether two opinions come to the same: decision and conclusion, whatever reasons they give. */
export function opinionsAgree(
  a: Pick<Opinion, "decision" | "conclusion">,
  b: Pick<Opinion, "decision" | "conclusion">,
): boolean {
  return a.decision === b.decision && a.conclusion === b.conclusion;
}

/** One place where the two differ: a passage found by the screening, or a check. */
export type DisputedPassage =
  | {
      readonly kind: "finding";
      readonly findingId: string;
      readonly first?: FindingAnswer;
      readonly second?: FindingAnswer;
    }
  | {
      readonly kind: "check";
      readonly code: string;
      readonly check: string;
      readonly first?: ChecklistAnswer;
      readonly second?: ChecklistAnswer;
    };

function cites(opinion: Opinion, findingId: string): boolean {
  return opinion.reasons.some((reason) => reason.findingId === findingId);
}

/** Only what they judge differently, in the order of the paper and of the checklist. */
export function disputedPassages(
  first: Opinion,
  second: Opinion,
  findingIds: readonly string[],
): readonly DisputedPassage[] {
  const passages: DisputedPassage[] = [];
  for (const findingId of findingIds) {
    const a = first.findingAnswers.get(findingId);
    const b = second.findingAnswers.get(findingId);
    if (a === b && cites(first, findingId) === cites(second, findingId)) continue;
    passages.push({
      kind: "finding",
      findingId,
      ...(a ? { first: a } : {}),
      ...(b ? { second: b } : {}),
    });
  }
  for (const code of new Set([...first.checklist.keys(), ...second.checklist.keys()])) {
    const a = first.checklist.get(code);
    const b = second.checklist.get(code);
    if (a === b || !a || !b) continue;
    passages.push({
      kind: "check",
      code,
      check: checklistByCode.get(code)?.check ?? code,
      first: a,
      second: b,
    });
  }
  return passages;
}

/** Answers that count for somebody: while opinions are apart only the own ones, afterwards those of the opinion that stands. */
export interface AnswerSeal {
  /** Since when answers are kept apart: the arrival at 专门审查. */
  readonly since: string;
  /** While apart: the only person whose answers since then count. */
  readonly onlyPersonId?: string;
  /** Afterwards: the person whose opinion did not stand, or was the first of two equal ones. */
  readonly withoutPersonId?: string;
}

/** Whether an answer counts in the stage that runs; what was given before the seal always does. */
export function answerCounts(
  seal: AnswerSeal | undefined,
  given: { readonly personId: string; readonly at: string },
): boolean {
  if (!seal || given.at < seal.since) return true;
  if (seal.onlyPersonId !== undefined) return given.personId === seal.onlyPersonId;
  return given.personId !== seal.withoutPersonId;
}
