import type { DisclosureProperty } from "../item/item-kinds.ts";
import { formatCitation } from "../letters/citation.ts";
import { withholdingGrounds } from "../letters/withholding-ground.ts";
import type { ReviewConclusion } from "./review-stages.ts";

const named = Object.values(withholdingGrounds)
  .filter((ground) => ground.reconsiderationFirst)
  .map((ground) => `${ground.label}（${formatCitation(ground.article)}）`);

/**
 * The grounds on which a review may keep something back, as they stand in the decision and in its signed statement
 * (条例14, 15, 16; 条例13: nothing outside the enumeration). The store holds the same list (V11).
 */
export const refusalGrounds: readonly string[] = named;

const enumerated: ReadonlySet<string> = new Set(named);

export function isRefusalGround(text: string): boolean {
  return enumerated.has(text);
}

/**
 * Whether a conclusion keeps something from everybody, so that a ground must be named (条例13, 37; review.md §6). What is
 * open to whoever applies is not refused: 依申请公开 rests on no ground of 条例14 to 16, which would refuse the applicant too.
 */
export function conclusionNeedsGround(conclusion: ReviewConclusion | undefined): boolean {
  return conclusion === "withhold" || conclusion === "disclosePartial";
}

/** Whether a conclusion asks for words: why what was drafted for everybody is to wait for an applicant. */
export function conclusionNeedsWords(
  conclusion: ReviewConclusion | undefined,
  drafted: DisclosureProperty,
): boolean {
  return conclusion === "onApplicationOnly" && drafted === "proactive";
}

/** Whether a conclusion names what it rests on: at least one ground, and none outside the enumeration (V11). */
export function namesItsGround(conclusion: ReviewConclusion, grounds: readonly string[]): boolean {
  return !conclusionNeedsGround(conclusion) || (grounds.length > 0 && grounds.every(isRefusalGround));
}
