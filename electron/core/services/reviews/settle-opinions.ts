import { readDispute } from "../../../../db/readers/second-opinion.ts";
import { insertSettlement } from "../../../../db/writers/second-opinion.ts";
import { rightToDecide } from "../../../../shared/domain/access/policy.ts";
import { advance } from "../../../../shared/domain/review/review-machine.ts";
import { accountRoles } from "../acting/delegations.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { applyDecision } from "./apply-decision.ts";
import { decidersOf, decisionsAsDeciders, readReviewFacts, type ReviewFacts } from "./review-facts.ts";
import { delegationsInForce } from "./stage-rights.ts";

/** Why a person may not settle what two reviewers see differently: whoever had a hand in the review is out of it. */
export function mayNotSettle(
  work: Work,
  facts: ReviewFacts,
): "own-item" | "already-decided-a-stage" | undefined {
  const { personId } = work.actor;
  if (personId === facts.revision.createdByPerson || personId === facts.item.drafterPersonId)
    return "own-item";
  const hands = decidersOf(facts).flatMap((decider) =>
    decider.delegation?.kind === "deputy"
      ? [decider.personId, decider.delegation.fromPersonId]
      : [decider.personId],
  );
  return hands.includes(personId) ? "already-decided-a-stage" : undefined;
}

/**
 * Says which of two differing opinions stands. The stage is decided by that opinion as its reviewer signed it; the
 * settlement gives no opinion of its own, so that whoever settles still decides the own stage afterwards.
 */
export async function settleOpinions(
  work: Work,
  input: { reviewId: string; digest: string; opinionId: string; reason: string; passphrase: string },
) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const { review } = facts;
  if (review.state !== "open") return refuse("review-closed", { facts: { state: review.state } });
  if (review.contentDigest !== input.digest || sha256Hex(facts.revision.content) !== input.digest)
    return refuse("stale");
  const dispute = await readDispute(work.db, input.reviewId);
  if (!dispute || dispute.settlement || review.currentStage !== "confidentialityCheck")
    return refuse("nothing-to-settle");
  const opinion = facts.opinions.find((each) => each.opinionId === input.opinionId);
  if (!opinion) return refuse("unknown-opinion");
  const because = mayNotSettle(work, facts);
  if (because) return refuse(because);
  // The opinion becomes the decision now: its reviewer must still hold the right it was given by.
  const still = rightToDecide(
    {
      accountId: opinion.accountId,
      personId: opinion.personId,
      roles: await accountRoles(work, opinion.accountId),
    },
    {
      reviewId: review.reviewId,
      stage: "confidentialityCheck",
      drafterPersonId: facts.revision.createdByPerson,
      itemDrafterPersonId: facts.item.drafterPersonId,
      deciders: decisionsAsDeciders(facts),
      delegations: await delegationsInForce(work, opinion.personId),
      today: todayOf(work.ports),
    },
  );
  if (!still.ok) return refuse("opinion-void");
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  const step = advance(
    { state: review.state, stagePath: review.stagePath, currentStage: "confidentialityCheck" },
    { kind: opinion.decision, conclusion: opinion.conclusion },
  );
  if (!step.ok) throw new Error(`an opinion that cannot be a decision: ${step.error.type}`);
  const next = step.value;
  const at = instantOf(work.ports);
  try {
    await write(work, async (tx, audit) => {
      await insertSettlement(tx, {
        reviewId: review.reviewId,
        round: review.round,
        opinionId: opinion.opinionId,
        reason: input.reason,
        accountId: work.actor.accountId,
        personId: work.actor.personId,
        at,
      });
      audit({
        act: "review.opinionsSettled",
        subjectKind: "review",
        subjectId: review.reviewId,
        detail: { opinion: opinion.opinionId },
      });
      await applyDecision(
        work,
        tx,
        audit,
        facts,
        {
          decisionId: opinion.opinionId,
          stage: "confidentialityCheck",
          decision: opinion.decision,
          conclusion: opinion.conclusion,
          grounds: opinion.grounds,
          reasons: opinion.reasons,
          accountId: opinion.accountId,
          personId: opinion.personId,
          personName: opinion.personName,
          ...(opinion.delegation ? { delegation: opinion.delegation } : {}),
          envelope: opinion.envelope,
          payloadDigest: opinion.opinionId,
          at,
        },
        next,
      );
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("reviews", "items", `item:${review.itemId}`, `review:${review.reviewId}`);
  return answer({ state: next.state, ...(next.currentStage ? { nextStage: next.currentStage } : {}) });
}
