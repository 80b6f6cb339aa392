import { readAccounts } from "../../../../db/readers/people.ts";
import { readDispute } from "../../../../db/readers/second-opinion.ts";
import type { SecondOpinionView } from "../../../../shared/contract/reviews.ts";
import { mayReadReviewersNotes } from "../../../../shared/domain/review/review-notes.ts";
import { checklistAnswers, findingAnswers } from "../../../../shared/domain/review/review-stages.ts";
import { findingTypes, type FindingType } from "../../../../shared/domain/screening/finding-types.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";
import type { ReviewFacts } from "./review-facts.ts";
import { sentIds } from "./sent-findings.ts";
import { mayNotSettle } from "./settle-opinions.ts";

const notAnswered = "未单独处理";

/** How many people hold the role of 专门审查 and did not draft the paper. */
async function reviewersFor(work: Work, facts: ReviewFacts): Promise<number> {
  const drafters = [facts.item.drafterPersonId, facts.revision.createdByPerson];
  const reviewers = (await readAccounts(work.db)).filter(
    (account) =>
      account.state === "active" &&
      account.roles.includes("confidentialityReviewer") &&
      !drafters.includes(account.personId),
  );
  return new Set(reviewers.map((account) => account.personId)).size;
}

/** Where two judge apart: until both have spoken, no more than how many did; then both, and only what is in dispute. */
export async function secondOpinionView(work: Work, facts: ReviewFacts): Promise<SecondOpinionView> {
  const given = facts.opinions.length;
  const mine = facts.opinions.some((opinion) => opinion.personId === work.actor.personId);
  const closed = { given, mine, opinions: [], disputed: [], maySettle: false } as const;
  if (facts.apart || given < 2)
    return {
      ...closed,
      state: "apart",
      ...(facts.review.state === "open" && (await reviewersFor(work, facts)) < 2
        ? { tooFewReviewers: true }
        : {}),
    };
  const dispute = await readDispute(work.db, facts.review.reviewId);
  const state = dispute ? (dispute.settlement ? "settled" : "disputed") : "agreed";
  const reviewer = mayReadReviewersNotes(work.actor, {
    drafterPersonIds: [facts.item.drafterPersonId, facts.revision.createdByPerson],
  });
  const involved = reviewer || mine;
  if (!involved) return { ...closed, state };
  const findings = new Map(facts.findings.map((finding) => [finding.findingId, finding]));
  const idOf = sentIds(facts.findings);
  return {
    given,
    mine,
    state,
    opinions: facts.opinions.map((opinion) => ({
      opinionId: opinion.opinionId,
      personName: opinion.personName,
      decision: opinion.decision,
      conclusion: opinion.conclusion,
      grounds: opinion.grounds,
      reasons: opinion.reasons.map((reason) => reason.text),
      givenAt: opinion.givenAt as Instant,
    })),
    disputed: (dispute?.passages ?? []).map((passage) => {
      if (passage.kind === "check")
        return {
          what: passage.check,
          where: passage.code,
          first: passage.first ? checklistAnswers[passage.first] : notAnswered,
          second: passage.second ? checklistAnswers[passage.second] : notAnswered,
        };
      const finding = findings.get(passage.findingId);
      return {
        what: finding ? findingTypes[finding.type as FindingType].label : "",
        where: finding?.where ?? "",
        findingId: idOf(passage.findingId),
        first: passage.first ? findingAnswers[passage.first] : notAnswered,
        second: passage.second ? findingAnswers[passage.second] : notAnswered,
      };
    }),
    maySettle:
      state === "disputed" &&
      facts.review.state === "open" &&
      work.actor.roles.some((role) => role === "disclosureOffice" || role === "leader") &&
      mayNotSettle(work, facts) === undefined,
    ...(dispute?.settlement
      ? { settlement: { ...dispute.settlement, at: dispute.settlement.at as Instant } }
      : {}),
  };
}
