import { readFindings } from "../../../../db/readers/items.ts";
import { readChecklistOfStage } from "../../../../db/readers/reviews.ts";
import { insertDispute, insertOpinion } from "../../../../db/writers/second-opinion.ts";
import {
  disputedPassages,
  opinionsAgree,
  type Opinion,
} from "../../../../shared/domain/review/second-opinion.ts";
import { write, type Work } from "../work.ts";
import { applyDecision, type DecidedStage, type NextPosition } from "./apply-decision.ts";
import type { ReviewFacts } from "./review-facts.ts";

/** An opinion with what its reviewer alone answered to findings and checks. */
async function ownView(
  work: Work,
  facts: ReviewFacts,
  given: Pick<Opinion, "decision" | "conclusion" | "reasons"> & { readonly personId: string },
): Promise<Opinion> {
  const own = (answer: { readonly personId: string; readonly at: string }) =>
    answer.personId === given.personId;
  const findings = await readFindings(work.db, facts.review.revisionId, own);
  return {
    decision: given.decision,
    conclusion: given.conclusion,
    reasons: given.reasons,
    findingAnswers: new Map(
      findings.flatMap((finding) =>
        finding.answer ? [[finding.findingId, finding.answer.answer] as const] : [],
      ),
    ),
    checklist: await readChecklistOfStage(work.db, facts.review.reviewId, "confidentialityCheck", own),
  };
}

/**
 * Keeps one of two opinions that are given apart. The second decides the stage when it comes to the same; when it does
 * not, only what the two judge differently is kept for whoever settles it. The audit entry of an opinion names no
 * result: it is written while the other reviewer has yet to judge.
 */
export async function giveOpinion(
  work: Work,
  facts: ReviewFacts,
  decided: DecidedStage,
  next: NextPosition,
): Promise<"first" | "agreed" | "disputed"> {
  const other = facts.opinions[0];
  const agreed = other !== undefined && opinionsAgree(other, decided);
  const passages =
    other && !agreed
      ? disputedPassages(
          await ownView(work, facts, other),
          await ownView(work, facts, decided),
          facts.findings.map((finding) => finding.findingId),
        )
      : [];
  await write(work, async (tx, audit) => {
    await insertOpinion(tx, {
      id: decided.decisionId,
      reviewId: facts.review.reviewId,
      round: facts.review.round,
      decision: decided.decision,
      conclusion: decided.conclusion,
      grounds: decided.grounds,
      reasons: decided.reasons,
      contentDigest: facts.review.contentDigest,
      delegationId: decided.delegation?.delegationId,
      envelope: decided.envelope,
      accountId: decided.accountId,
      personId: decided.personId,
      at: decided.at,
    });
    audit({
      act: "review.opinionGiven",
      subjectKind: "review",
      subjectId: facts.review.reviewId,
      detail: { statement: decided.payloadDigest },
    });
    if (agreed) await applyDecision(work, tx, audit, facts, decided, next);
    else if (other)
      await insertDispute(tx, {
        reviewId: facts.review.reviewId,
        round: facts.review.round,
        passages,
        at: decided.at,
      });
  });
  work.changed(
    "reviews",
    `review:${facts.review.reviewId}`,
    ...(agreed ? ["items", `item:${facts.review.itemId}`] : []),
  );
  if (!other) return "first";
  return agreed ? "agreed" : "disputed";
}
