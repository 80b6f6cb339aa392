import { readRevision } from "../../../../db/readers/items.ts";
import { readPublicationOfReview } from "../../../../db/readers/publications.ts";
import { readReviewsOfItem } from "../../../../db/readers/reviews.ts";
import type {
  ChecklistRow,
  ReviewEvent,
  ReviewView,
  StageView,
} from "../../../../shared/contract/reviews.ts";
import { stageRefusalText } from "../../../../shared/domain/access/policy.ts";
import {
  contradictedChecks,
  findingTypesOfCheck,
  withheldTypes,
} from "../../../../shared/domain/review/checklist-findings.ts";
import { checklist, checklistGroups } from "../../../../shared/domain/review/checklist.ts";
import { stageAnswersChecklist } from "../../../../shared/domain/review/decision-blockers.ts";
import { reviewConclusions, reviewStages } from "../../../../shared/domain/review/review-stages.ts";
import { findingTypes, type FindingType } from "../../../../shared/domain/screening/finding-types.ts";
import { type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { stepsAfterwards } from "./steps-afterwards.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import {
  revisionAttachmentViews,
  remainingWorkdays,
  revisionDocuments,
  revisionRow,
} from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { riskLevel } from "../../../../shared/domain/review/review-risk.ts";
import { actedForWords, decisionWords } from "./decision-words.ts";
import { answerWords } from "./referral-words.ts";
import { secondOpinionView } from "./second-opinion-view.ts";
import { sentFindings, unmaskedFindings } from "./sent-findings.ts";
import { rightOf } from "./stage-rights.ts";
import {
  answersOfFindings,
  blockersOfReview,
  conclusionsOpen,
  readReviewFacts,
  type ReviewFacts,
} from "./review-facts.ts";

/** How many findings there are of each type, in the order of the first of each. */
function countByType(facts: ReviewFacts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of facts.findings) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

function hintFor(code: string, counts: ReadonlyMap<string, number>): string | undefined {
  const parts = [...counts].flatMap(([type, count]) =>
    findingTypesOfCheck(code).includes(type)
      ? [`${findingTypes[type as FindingType]?.label ?? type} ${count} 处`]
      : [],
  );
  return parts.length === 0 ? undefined : `筛查发现${parts.join("、")}`;
}

/** The checklist as the current stage sees it: its own answers, or, where it does not answer, the newest ones. */
export function checklistRows(facts: ReviewFacts): readonly ChecklistRow[] {
  const stage = facts.review.currentStage;
  const own = stage !== undefined && stageAnswersChecklist(stage);
  const contradicted = own
    ? contradictedChecks(facts.stageChecklist, withheldTypes(answersOfFindings(facts)))
    : [];
  const counts = countByType(facts);
  return checklist.map((entry) => {
    const given = facts.checklist.find((row) => row.code === entry.code && (!own || row.stage === stage));
    const hint = hintFor(entry.code, counts);
    return {
      code: entry.code,
      group: checklistGroups[entry.group],
      check: entry.check,
      usualTreatment: entry.usualTreatment,
      ...(given ? { answer: given.answer, answeredBy: given.personName } : {}),
      note: given?.note ?? "",
      ...(hint ? { hint } : {}),
      ...(contradicted.includes(entry.code) ? { contradicted: true } : {}),
    };
  });
}

function stageViews(facts: ReviewFacts): readonly StageView[] {
  return facts.review.stagePath.map((stage): StageView => {
    const decision = facts.decisions.find((entry) => entry.stage === stage);
    return {
      stage,
      label: reviewStages[stage].label,
      state: decision ? "done" : stage === facts.review.currentStage ? "current" : "waiting",
      ...(decision
        ? {
            personName: decision.personName,
            ...(decision.delegation ? { actedFor: actedForWords(decision.delegation) } : {}),
            decidedAt: decision.decidedAt as Instant,
            ...(decision.conclusion ? { conclusion: decision.conclusion } : {}),
          }
        : {}),
    };
  });
}

const stepEvents = {
  sent: "报请文书发出",
  received: "对方签收报请文书",
  reminded: "催办报请",
  withdrawn: "撤回报请",
} as const;

/** What became of the referrals; that one was asked for stands with the decision of its stage. */
function referralEvents(facts: ReviewFacts): readonly ReviewEvent[] {
  return facts.referrals.flatMap((referral) => [
    ...referral.steps.map((step): ReviewEvent => ({
      at: step.recordedAt as Instant,
      personName: step.personName,
      what: stepEvents[step.step],
      detail: [referral.organ, step.docNumber ?? "", step.note].filter(Boolean).join("；"),
    })),
    ...(referral.answer
      ? [
          {
            at: referral.answer.recordedAt as Instant,
            personName: referral.answer.personName,
            what: "登记报请确定的答复",
            detail: [answerWords(referral.answer), referral.answer.note].filter(Boolean).join("；"),
          },
        ]
      : []),
  ]);
}

function eventsOf(facts: ReviewFacts): readonly ReviewEvent[] {
  const opened: ReviewEvent = {
    at: facts.review.openedAt as Instant,
    personName: facts.revision.createdByName,
    what: "送审",
    detail: facts.review.reason,
  };
  const assigned = facts.assignments.map((entry): ReviewEvent => ({
    at: entry.at as Instant,
    personName: entry.byPersonName,
    stage: entry.stage,
    what: entry.handedOverBy
      ? `将${entry.handedOverBy}的待办移交${entry.toPersonName}`
      : `指派${entry.toPersonName}办理`,
    detail: entry.reason,
  }));
  return [
    opened,
    ...assigned,
    ...referralEvents(facts),
    ...facts.allDecisions.map((decision): ReviewEvent => ({
      at: decision.decidedAt as Instant,
      personName: decision.personName,
      stage: decision.stage,
      what: decisionWords[decision.decision],
      detail: [
        decision.delegation ? actedForWords(decision.delegation) : "",
        decision.conclusion ? reviewConclusions[decision.conclusion].label : "",
        ...decision.grounds,
        ...decision.reasons.map((reason) => reason.text),
      ]
        .filter(Boolean)
        .join("；"),
    })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export async function readReviewView(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const { review } = facts;
  const stage = review.currentStage;
  const right = stage ? await rightOf(work, facts, stage) : undefined;
  const reviews = await readReviewsOfItem(work.db, review.itemId);
  const earlier = reviews.find((other) => other.seq < review.seq);
  const newest = reviews[0]?.seq === review.seq ? undefined : reviews[0];
  const newestRevision = newest && (await readRevision(work.db, newest.revisionId));
  const publication = await readPublicationOfReview(work.db, review.reviewId);
  const today = todayOf(work.ports);
  return answer<ReviewView>({
    reviewId: review.reviewId,
    reviewNo: review.reviewNo,
    itemId: review.itemId,
    state: review.state,
    kind: facts.item.kind,
    ...(facts.item.applicationId ? { applicationId: facts.item.applicationId } : {}),
    revision: revisionRow(facts.revision),
    metadata: facts.metadata,
    ...revisionDocuments(facts.revision.body),
    attachments: revisionAttachmentViews(facts.attachments, facts.revision.body),
    ...sentFindings(facts.findings),
    unmasked: unmaskedFindings(facts),
    checklist: checklistRows(facts),
    stages: stageViews(facts),
    afterwards: await stepsAfterwards(work, facts, publication),
    ...(stage
      ? {
          currentStage: stage,
          dueDay: review.dueDay as CalendarDay,
          remainingWorkdays: remainingWorkdays(work, today, review.dueDay as CalendarDay),
        }
      : {}),
    drafterName: facts.item.drafterName,
    events: eventsOf(facts),
    ...(earlier ? { previousRevisionId: earlier.revisionId } : {}),
    ...(newest && newestRevision
      ? { newer: { reviewId: newest.reviewId, revNo: newestRevision.revNo } }
      : {}),
    mayDecide: right?.ok === true,
    ...(right?.ok === true && right.delegation
      ? { actingFor: { kind: right.delegation.kind, personName: right.delegation.fromPersonName } }
      : {}),
    ...(right?.ok === false ? { mayNotDecideBecause: stageRefusalText[right.refusal.type] } : {}),
    blockers: stage ? blockersOfReview(facts, stage) : [],
    allowedConclusions: stage ? conclusionsOpen(facts, stage) : [],
    needsPassphrase: stage === "leaderApproval",
    ...(publication ? { publicationId: publication.publicationId } : {}),
    referrals: facts.referrals.length,
    ...(facts.risk
      ? {
          risk: {
            score: facts.risk.score,
            level: riskLevel(facts.risk.score),
            threshold: facts.risk.threshold,
            reasons: facts.risk.reasons,
          },
        }
      : {}),
    ...(facts.risk?.secondRequired ? { secondOpinion: await secondOpinionView(work, facts) } : {}),
  });
}
