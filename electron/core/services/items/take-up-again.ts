import { readItem, readRevision } from "../../../../db/readers/items.ts";
import { readRunningReview, type ReviewRecord } from "../../../../db/readers/reviews.ts";
import { markDraftChanged, updateItemCaches } from "../../../../db/writers/items.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { instantOf } from "../../ports/ports.ts";
import { answer, refuse } from "../answer.ts";
import { write, type Work } from "../work.ts";
import { voidRunningReview } from "./draft-state.ts";

/** Whether what was approved, and not yet used, was screened by other rules than those in force now. */
export async function approvedUnderOtherRules(
  work: Pick<Work, "db" | "rules">,
  review: ReviewRecord | undefined,
): Promise<boolean> {
  if (review?.state !== "approved") return false;
  const revision = await readRevision(work.db, review.revisionId);
  return revision !== undefined && revision.rulesVersion !== work.rules.label;
}

/**
 * Takes an approved paper back to its desk because the rules became newer, also where not a word of it changes: what
 * they find is answered, and it is reviewed anew as a revision of its own (V2, V3).
 */
export async function takeUpAgain(work: Work, input: { itemId: string }) {
  const item = await readItem(work.db, input.itemId);
  if (!item) return refuse("unknown-item");
  if (!mayEditItem(work.actor, item)) return refuse("not-allowed");
  const review = await readRunningReview(work.db, input.itemId);
  if (!review || review.state !== "approved") return refuse("not-approved");
  if (!(await approvedUnderOtherRules(work, review))) return refuse("nothing-changed");
  await write(work, async (tx, audit) => {
    await markDraftChanged(tx, input.itemId);
    const at = instantOf(work.ports);
    await updateItemCaches(tx, input.itemId, { state: "drafting", at });
    await voidRunningReview(tx, await readRunningReview(tx, input.itemId), audit, {
      itemId: input.itemId,
      at,
    });
    audit({
      act: "item.takenUpAgain",
      subjectKind: "item",
      subjectId: input.itemId,
      detail: { reviewId: review.reviewId, rules: work.rules.label },
    });
  });
  work.changed("items", `item:${input.itemId}`, "reviews", `review:${review.reviewId}`);
  return answer(null);
}
