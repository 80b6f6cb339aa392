import { readDelegationsTo } from "../../../../db/readers/acting-for-others.ts";
import type { QueueStage } from "../../../../db/readers/reviews.ts";
import { delegationState, type Delegation } from "../../../../shared/domain/access/delegation.ts";
import { rightToDecide, roleGivesStage, type StageRight } from "../../../../shared/domain/access/policy.ts";
import { reviewStages, type ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import { decidersOf, type ReviewFacts } from "./review-facts.ts";

/** Rights lent to a person that are in force today. */
export async function delegationsInForce(
  work: Work,
  personId: string = work.actor.personId,
): Promise<readonly Delegation[]> {
  const today = todayOf(work.ports);
  const lent = await readDelegationsTo(work.db, personId, today);
  return lent.filter((delegation) => delegationState(delegation, today) === "inForce");
}

/** A delegation as a review statement names it. */
export function claimedDelegation(delegation: Delegation) {
  return {
    delegationId: delegation.delegationId,
    fromPersonId: delegation.fromPersonId,
    validFrom: delegation.fromDay,
    validUntil: delegation.untilDay,
  };
}

/** By what right the caller may decide the current stage of a review, if at all. */
export async function rightOf(work: Work, facts: ReviewFacts, stage: ReviewStage): Promise<StageRight> {
  if (stage === "confidentialityCheck" && facts.opinions.length >= 2)
    return { ok: false, refusal: { type: "opinions-apart" } };
  return rightToDecide(work.actor, {
    reviewId: facts.review.reviewId,
    stage,
    drafterPersonId: facts.revision.createdByPerson,
    itemDrafterPersonId: facts.item.drafterPersonId,
    deciders: decidersOf(facts),
    delegations: await delegationsInForce(work),
    today: todayOf(work.ports),
    leaderMayHeadUnit: work.settings.leaderMayHeadUnit,
  });
}

/** Stages a person may ever decide, by role; whether this very one is decided per review. */
export function stagesByRole(work: Work): readonly ReviewStage[] {
  const { roles } = work.actor;
  const stages = (Object.keys(reviewStages) as ReviewStage[]).filter((stage) =>
    roleGivesStage(roles, stage, work.settings.leaderMayHeadUnit),
  );
  return roles.includes("disclosureOffice") && !stages.includes("selfCheck")
    ? ["selfCheck", ...stages]
    : stages;
}

/** The stages of the caller's queue: by the own role, and by rights lent today. */
export async function queueStages(work: Work): Promise<readonly QueueStage[]> {
  const own = stagesByRole(work);
  const lent = (await delegationsInForce(work)).filter((delegation) => !own.includes(delegation.stage));
  return [
    ...own.map((stage) => ({ stage })),
    ...lent.map((delegation): QueueStage =>
      delegation.kind === "emergency"
        ? { stage: delegation.stage, ...(delegation.reviewId ? { reviewId: delegation.reviewId } : {}) }
        : { stage: delegation.stage, lenderId: delegation.fromPersonId },
    ),
  ];
}
