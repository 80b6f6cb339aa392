import {
  readFindings,
  readItem,
  readRevision,
  readRevisionAttachments,
  type FindingRecord,
  type ItemRecord,
  type RevisionRecord,
  type AttachmentRecord,
} from "../../../../db/readers/items.ts";
import { readAssignments, type AssignmentRecord } from "../../../../db/readers/acting-for-others.ts";
import { readJoins, type JoinRecord } from "../../../../db/readers/aggregation.ts";
import { readReferrals, type ListedReferral } from "../../../../db/readers/referrals.ts";
import {
  readChecklistAnswers,
  readChecklistOfStage,
  readDecisions,
  readReview,
  type ChecklistRecord,
  type DecisionRecord,
  type ReviewRecord,
} from "../../../../db/readers/reviews.ts";
import {
  readOpinions,
  readRisk,
  type OpinionRecord,
  type RiskRecord,
} from "../../../../db/readers/second-opinion.ts";
import type { StageDecider } from "../../../../shared/domain/access/policy.ts";
import { conclusionsAfterAnswer } from "../../../../shared/domain/review/referral.ts";
import { answerCounts, type AnswerSeal } from "../../../../shared/domain/review/second-opinion.ts";
import { itemMetadata, type ItemMetadata } from "../../../../shared/contract/items.ts";
import { joinStanding } from "../../../../shared/domain/aggregation/join-answers.ts";
import {
  decisionBlockers,
  stageAnswersChecklist,
  type DecisionBlocker,
} from "../../../../shared/domain/review/decision-blockers.ts";
import { allowedConclusions } from "../../../../shared/domain/review/review-machine.ts";
import {
  reviewConclusions,
  type ChecklistAnswer,
  type ReviewConclusion,
  type ReviewStage,
} from "../../../../shared/domain/review/review-stages.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";

/** Everything a decision or the review screen looks at, read together. */
export interface ReviewFacts {
  readonly review: ReviewRecord;
  readonly item: ItemRecord;
  readonly revision: RevisionRecord;
  readonly metadata: ItemMetadata;
  readonly attachments: readonly AttachmentRecord[];
  readonly findings: readonly FindingRecord[];
  /** Joins with what is already out, with their last answers. */
  readonly joins: readonly JoinRecord[];
  /** The decisions that stand; an answered referral makes those from 专门审查 on void. */
  readonly decisions: readonly DecisionRecord[];
  /** Every decision, also of earlier rounds, oldest first. */
  readonly allDecisions: readonly DecisionRecord[];
  /** 报请确定 of this review, oldest first. */
  readonly referrals: readonly ListedReferral[];
  /** To whom its stages were assigned or handed over, oldest first. */
  readonly assignments: readonly AssignmentRecord[];
  readonly checklist: readonly ChecklistRecord[];
  /** What the current stage itself answered. */
  readonly stageChecklist: ReadonlyMap<string, ChecklistAnswer>;
  readonly risk?: RiskRecord;
  /** Never handed to a screen while `apart`. */
  readonly opinions: readonly OpinionRecord[];
  /** Opinions given before a referral was answered; they count for nothing but who had a hand in it. */
  readonly earlierOpinions: readonly OpinionRecord[];
  /** Two reviewers judge without seeing each other, and not both have. */
  readonly apart: boolean;
  /** Whether something written by a person at a moment may be seen by the reader of these facts. */
  readonly counts: (given: { readonly personId: string; readonly at: string }) => boolean;
}

/**
 * While two reviewers are to judge apart, nobody sees what somebody else answered at 专门审查, not even that one of them
 * dismissed a finding; afterwards the answers of the opinion that stands count. The one place where that is decided.
 */
function sealOf(
  review: ReviewRecord,
  risk: RiskRecord | undefined,
  opinions: readonly OpinionRecord[],
  decisions: readonly DecisionRecord[],
  viewerPersonId: string,
): AnswerSeal | undefined {
  if (!risk?.secondRequired) return undefined;
  if (review.currentStage === "confidentialityCheck" && opinions.length < 2)
    return { since: review.stageArrivedAt, onlyPersonId: viewerPersonId };
  const standing = decisions.find((decision) => decision.stage === "confidentialityCheck")?.personId;
  const other = standing && opinions.find((opinion) => opinion.personId !== standing);
  return other ? { since: "", withoutPersonId: other.personId } : undefined;
}

/** Reads a review for one person: what others answered apart from that person is left out here, before anything else sees it. */
export async function readReviewFacts(
  db: ReadDb,
  reviewId: string,
  viewerPersonId: string,
): Promise<ReviewFacts | undefined> {
  const review = await readReview(db, reviewId);
  if (!review) return undefined;
  const item = await readItem(db, review.itemId);
  const revision = await readRevision(db, review.revisionId);
  if (!item || !revision) throw new Error("review without its item or revision");
  const risk = await readRisk(db, reviewId);
  const allOpinions = await readOpinions(db, reviewId);
  const opinions = allOpinions.filter((opinion) => opinion.round === review.round);
  const allDecisions = await readDecisions(db, reviewId);
  const decisions = allDecisions.filter((decision) => decision.standing);
  const seal = sealOf(review, risk, opinions, decisions, viewerPersonId);
  const counts = (given: { readonly personId: string; readonly at: string }) => answerCounts(seal, given);
  return {
    review,
    item,
    revision,
    metadata: itemMetadata.parse(revision.metadata),
    attachments: await readRevisionAttachments(db, review.revisionId),
    findings: await readFindings(db, review.revisionId, seal && counts),
    joins: await readJoins(db, reviewId, counts),
    decisions,
    allDecisions,
    referrals: await readReferrals(db, reviewId),
    assignments: await readAssignments(db, reviewId),
    checklist: await readChecklistAnswers(db, reviewId, counts),
    stageChecklist: review.currentStage
      ? await readChecklistOfStage(db, reviewId, review.currentStage, counts)
      : new Map(),
    ...(risk ? { risk } : {}),
    opinions,
    earlierOpinions: allOpinions.filter((opinion) => opinion.round < review.round),
    apart: seal?.onlyPersonId !== undefined,
    counts,
  };
}

/** Every decision as a hand in the review; one of an earlier round leaves its stage open to the same person. */
export function decisionsAsDeciders(facts: ReviewFacts): readonly StageDecider[] {
  return facts.allDecisions.map((decision) => ({ ...decision, superseded: !decision.standing }));
}

/** Whose hand was in the review already: decisions, and opinions whether or not they stand. */
export function decidersOf(facts: ReviewFacts): readonly StageDecider[] {
  const asDecider = (opinion: OpinionRecord, superseded: boolean): StageDecider => ({
    stage: "confidentialityCheck",
    personId: opinion.personId,
    ...(opinion.delegation ? { delegation: opinion.delegation } : {}),
    superseded,
  });
  return [
    ...decisionsAsDeciders(facts),
    ...facts.earlierOpinions.map((opinion) => asDecider(opinion, true)),
    ...facts.opinions.map((opinion) => asDecider(opinion, false)),
  ];
}

/** What the organ that was asked determined last, if anything (条例17; 保密法实施条例25). */
export function determinedBy(facts: Pick<ReviewFacts, "referrals">) {
  return facts.referrals.findLast(({ answer }) => answer && answer.answer !== "noAuthority");
}

export function standingOf(facts: Pick<ReviewFacts, "joins">) {
  return joinStanding(facts.joins.map((join) => join.answer?.answer));
}

/** Each finding of the revision as the rules of a decision judge it. */
export function answersOfFindings(facts: Pick<ReviewFacts, "findings">) {
  return facts.findings.map((finding) => ({
    type: finding.type,
    severity: finding.severity,
    masked: finding.masked,
    ...(finding.answer ? { answer: finding.answer.answer } : {}),
  }));
}

export function blockersOfReview(facts: ReviewFacts, stage: ReviewStage): readonly DecisionBlocker[] {
  return decisionBlockers({
    stage,
    findings: answersOfFindings(facts),
    checklist: stageAnswersChecklist(stage)
      ? facts.stageChecklist
      : new Map(facts.checklist.map((row) => [row.code, row.answer])),
    joins: standingOf(facts),
    hasPublicationPeriod:
      facts.metadata.publicationPeriod !== undefined || facts.metadata.disclosureProperty !== "proactive",
    isLetter: facts.item.kind === "letter",
  });
}

/** The revision goes out with masks; its conclusion must say so. */
export function isMasked(facts: ReviewFacts): boolean {
  return facts.findings.some((finding) => finding.masked);
}

export function isTargeted(facts: ReviewFacts): boolean {
  return facts.item.kind === "letter" || facts.metadata.audience.kind === "targeted";
}

/** The conclusions the stage may come to: a join answered "withhold" leaves none that lets the paper out. */
export function conclusionsOpen(facts: ReviewFacts, stage: ReviewStage): readonly ReviewConclusion[] {
  const allowed = conclusionsAfterAnswer(
    determinedBy(facts)?.answer?.answer,
    allowedConclusions(stage, { masked: isMasked(facts), targeted: isTargeted(facts) }),
    (conclusion) => reviewConclusions[conclusion].releases,
  );
  return standingOf(facts).toWithhold > 0
    ? allowed.filter((conclusion) => !reviewConclusions[conclusion].releases)
    : allowed;
}
