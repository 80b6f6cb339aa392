import {
  insertReferral,
  updateReferralDraft,
  type ReferralDraftRow,
} from "../../../../db/writers/referrals.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import type { ReferralInput } from "../../../../shared/contract/referrals.ts";
import type { AuditEntry } from "../../audit/audit-log.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { readReviewFacts, type ReviewFacts } from "../reviews/review-facts.ts";
import { write, type Work } from "../work.ts";
import { reviewCarryOnObstacle, referralAndFacts, stateOf } from "./read-referrals.ts";
import { prepareReferral } from "./referral-matters.ts";

/** Stores a referral with its audit entry; in the transaction of the decision that asks. */
export async function keepReferral(
  work: Work,
  tx: WriteTx,
  audit: (entry: AuditEntry) => void,
  facts: ReviewFacts,
  row: ReferralDraftRow,
  asked: {
    readonly referralId: string;
    readonly decisionId: string;
    readonly follows?: string;
    readonly at: string;
  },
): Promise<void> {
  await insertReferral(tx, {
    ...row,
    id: asked.referralId,
    reviewId: facts.review.reviewId,
    round: facts.review.round,
    contentDigest: facts.review.contentDigest,
    decisionId: asked.decisionId,
    follows: asked.follows,
    accountId: work.actor.accountId,
    personId: work.actor.personId,
    at: asked.at,
  });
  audit({
    act: "referral.drafted",
    subjectKind: "review",
    subjectId: facts.review.reviewId,
    detail: {
      referral: asked.referralId,
      question: row.question,
      organKind: row.organKind,
      contentDigest: facts.review.contentDigest,
      passages: row.matters.positions.length,
    },
  });
}

/** Asks the next organ while the review waits: the first had no authority, or nobody was asked on record. */
export async function draftReferral(work: Work, input: { reviewId: string; referral: ReferralInput }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  if (facts.review.state !== "referred") return refuse("not-waiting");
  if (facts.referrals.some((each) => ["drafted", "sent"].includes(stateOf(each))))
    return refuse("referral-running");
  if (reviewCarryOnObstacle(work, facts)) return refuse("own-item");
  const asking = facts.decisions.findLast((decision) => decision.decision === "refer");
  if (!asking) throw new Error("a review waits without a decision that asked");
  const before = facts.referrals.findLast((each) => each.round === facts.review.round);
  const prepared = prepareReferral(work, facts, input.referral, before?.matters);
  if (!prepared.ok) return prepared;
  const referralId = work.ports.newId();
  await write(work, (tx, audit) =>
    keepReferral(work, tx, audit, facts, prepared.row, {
      referralId,
      decisionId: asking.decisionId,
      ...(before ? { follows: before.referralId } : {}),
      at: instantOf(work.ports),
    }),
  );
  work.changed("reviews", `review:${input.reviewId}`);
  return answer({ referralId });
}

export async function reviseReferral(work: Work, input: { referralId: string; referral: ReferralInput }) {
  const found = await referralAndFacts(work, input.referralId);
  if (!found) return refuse("unknown-referral");
  const { referral, facts } = found;
  if (reviewCarryOnObstacle(work, facts)) return refuse("own-item");
  const state = stateOf(referral);
  if (state === "sent") return refuse("step-done");
  if (state !== "drafted") return refuse("referral-ended");
  const prepared = prepareReferral(work, facts, input.referral, referral.matters);
  if (!prepared.ok) return prepared;
  await write(work, async (tx, audit) => {
    await updateReferralDraft(tx, referral.referralId, prepared.row);
    audit({
      act: "referral.revised",
      subjectKind: "review",
      subjectId: referral.reviewId,
      detail: {
        referral: referral.referralId,
        question: prepared.row.question,
        organKind: prepared.row.organKind,
      },
    });
  });
  work.changed(`review:${referral.reviewId}`);
  return answer({});
}
