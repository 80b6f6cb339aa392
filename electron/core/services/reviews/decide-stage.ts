import { createHash } from "node:crypto";

import canonicalize from "canonicalize";

import { advance, stageConcludes } from "../../../../shared/domain/review/review-machine.ts";
import type { ReferralInput } from "../../../../shared/contract/referrals.ts";
import { conclusionNeedsWords, namesItsGround } from "../../../../shared/domain/review/refusal-grounds.ts";
import { deferDayProblem } from "../../../../shared/domain/review/review-reminder.ts";
import type { ReviewConclusion, ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { parseContent } from "../../../../shared/sync-protocol/content.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { statementSigner } from "../../security/statement-signer.ts";
import { signReview } from "../packages/sign-statements.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import {
  blockersOfReview,
  conclusionsOpen,
  isMasked,
  isTargeted,
  readReviewFacts,
  type ReviewFacts,
} from "./review-facts.ts";
import { applyDecision, type DecidedStage } from "./apply-decision.ts";
import { keepReferral } from "../referrals/draft-referral.ts";
import { prepareReferral } from "../referrals/referral-matters.ts";
import { giveOpinion } from "./give-opinion.ts";
import { claimedDelegation, rightOf } from "./stage-rights.ts";

export interface DecideInput {
  readonly reviewId: string;
  readonly stage: ReviewStage;
  readonly digest: string;
  readonly decision: "agree" | "return" | "refer";
  readonly conclusion?: ReviewConclusion | undefined;
  readonly grounds: readonly string[];
  readonly reasons: readonly { readonly text: string; readonly findingId?: string | undefined }[];
  readonly deferUntil?: CalendarDay | undefined;
  readonly referral?: ReferralInput | undefined;
  readonly passphrase?: string | undefined;
}

/** Binds findings, their answers and the checklist to the decision: two records with the same digest hold the same checks. */
function checksDigest(facts: ReviewFacts): string {
  const checks = canonicalize({
    findings: facts.findings.map((finding) => ({
      id: finding.findingId,
      answer: finding.answer?.answer ?? "none",
      note: finding.answer?.note ?? "",
    })),
    checklist: facts.checklist.map((row) => ({ code: row.code, answer: row.answer, note: row.note })),
    joins: facts.joins.map((join) => ({
      digest: join.digest,
      answer: join.answer?.answer ?? "none",
      basis: join.answer?.basis ?? "",
    })),
  });
  return createHash("sha256")
    .update(checks ?? "")
    .digest("hex");
}

/** The conclusion that stands in the statement of a stage that does not conclude itself: what it lets through. */
function proposedConclusion(facts: ReviewFacts): ReviewConclusion {
  if (facts.metadata.disclosureProperty === "onApplication" && facts.item.kind !== "letter")
    return "onApplicationOnly";
  if (facts.metadata.disclosureProperty === "withheld") return "withhold";
  if (isTargeted(facts)) return "discloseTargeted";
  return isMasked(facts) ? "discloseRedacted" : "disclose";
}

/**
 * Decides one stage of one review of one revision: checks who, what and whether anything stands in the way, signs
 * the statement with the person's key, and stores decision, next stage and audit entry in one transaction
 * (V1–V5; 保密法35, 保密法实施条例42).
 */
export async function decideStage(work: Work, input: DecideInput) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const { review } = facts;
  if (review.state !== "open" || !review.currentStage)
    return refuse("review-closed", { facts: { state: review.state } });
  if (review.currentStage !== input.stage) return refuse("stale", { facts: { stage: review.currentStage } });
  if (review.contentDigest !== input.digest || sha256Hex(facts.revision.content) !== input.digest)
    return refuse("stale");
  const right = await rightOf(work, facts, input.stage);
  if (!right.ok) return refuse(right.refusal.type);
  const { delegation } = right;
  if (input.decision === "return" && input.reasons.length === 0) return refuse("reasons-missing");
  if (input.decision === "agree") {
    const blockers = blockersOfReview(facts, input.stage);
    if (blockers.length > 0)
      return refuse("blocked", { facts: { blockers: blockers.map((blocker) => blocker.text) } });
    if (stageConcludes(input.stage)) {
      if (!input.conclusion) return refuse("conclusion-missing");
      const allowed = conclusionsOpen(facts, input.stage);
      if (!allowed.includes(input.conclusion))
        return refuse("conclusion-not-allowed", { facts: { conclusion: input.conclusion } });
      if (!namesItsGround(input.conclusion, input.grounds)) return refuse("ground-missing");
      if (
        conclusionNeedsWords(input.conclusion, facts.metadata.disclosureProperty) &&
        input.reasons.length === 0
      )
        return refuse("reasons-missing");
    }
  }
  const final = input.stage === "leaderApproval";
  const deferred = final && input.decision === "agree" && input.conclusion === "defer";
  if (deferred) {
    const problem = deferDayProblem(input.deferUntil, todayOf(work.ports), work.calendar);
    if (problem) return refuse(problem);
  }
  if (final && !input.passphrase) return refuse("passphrase-required");
  if (input.passphrase) {
    const wrong = await work.checkPassphrase(input.passphrase);
    if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  }
  if (!work.signingKey) return refuse("locked");
  const step = advance(
    { state: review.state, stagePath: review.stagePath, currentStage: input.stage },
    { kind: input.decision, ...(input.conclusion ? { conclusion: input.conclusion } : {}) },
  );
  if (!step.ok) {
    if (step.error.type === "stage-cannot-refer") return refuse("conclusion-not-allowed");
    if (step.error.type === "not-approved") return refuse("review-closed");
    return refuse(step.error.type);
  }
  const referral = input.decision === "refer" ? input.referral : undefined;
  if (input.decision === "refer" && !referral) return refuse("referral-missing");
  const prepared = referral && prepareReferral(work, facts, referral);
  if (prepared && !prepared.ok) return prepared;
  // What is unclear is the reason of the decision; a finding may be named with it.
  const reasons = referral ? [{ text: referral.doubt.trim() }, ...input.reasons] : input.reasons;
  const content = parseContent(facts.revision.content);
  if (!content.ok) throw new Error("stored content does not parse");
  const at = instantOf(work.ports);
  const decisionId = work.ports.newId();
  const conclusion: ReviewConclusion =
    input.decision === "return"
      ? "returned"
      : input.decision === "refer"
        ? "referred"
        : (input.conclusion ?? proposedConclusion(facts));
  const signed = await signReview(
    review.contentDigest,
    {
      reviewId: decisionId,
      reviewNo: review.reviewNo,
      stage: input.stage,
      objectId: content.value.objectId,
      revNo: content.value.revNo,
      kind: content.value.kind,
      conclusion,
      grounds: [...input.grounds],
      ...(delegation ? { delegation: claimedDelegation(delegation) } : {}),
      personId: work.actor.personId,
      rulesVersion: work.rules.statement,
      checksDigest: checksDigest(facts),
      claimedAt: at,
    },
    statementSigner(work.signingKey),
  );
  const next = step.value;
  const decided: DecidedStage = {
    decisionId,
    stage: input.stage,
    decision: input.decision,
    conclusion,
    grounds: input.grounds,
    reasons,
    accountId: work.actor.accountId,
    personId: work.actor.personId,
    personName: work.actor.personName,
    ...(delegation ? { delegation } : {}),
    ...(deferred && input.deferUntil ? { reassessOn: input.deferUntil } : {}),
    envelope: signed.envelope,
    payloadDigest: signed.payloadDigest,
    at,
  };
  work.ports.failpoint?.("before-decision");
  // Where two judge apart, the doubt of one is enough: it is not outvoted (条例17; review.md §4).
  const apart =
    input.stage === "confidentialityCheck" &&
    facts.risk?.secondRequired === true &&
    input.decision !== "refer";
  try {
    if (apart) {
      const opinion = await giveOpinion(work, facts, decided, next);
      work.ports.failpoint?.("after-decision");
      return answer(
        opinion === "agreed"
          ? { opinion, state: next.state, ...(next.currentStage ? { nextStage: next.currentStage } : {}) }
          : { opinion, state: review.state, nextStage: input.stage },
      );
    }
    await write(work, async (tx, audit) => {
      await applyDecision(work, tx, audit, facts, decided, next);
      if (prepared)
        await keepReferral(work, tx, audit, facts, prepared.row, {
          referralId: work.ports.newId(),
          decisionId,
          at,
        });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.ports.failpoint?.("after-decision");
  work.changed("reviews", "items", `item:${review.itemId}`, `review:${review.reviewId}`);
  return answer({ state: next.state, ...(next.currentStage ? { nextStage: next.currentStage } : {}) });
}
