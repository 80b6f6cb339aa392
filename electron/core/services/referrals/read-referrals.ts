import { readReferral, readWaitingReferrals, type ListedReferral } from "../../../../db/readers/referrals.ts";
import type { ReferralRow, ReferralsView, ReferralView } from "../../../../shared/contract/referrals.ts";
import { referralState, type ReferralState } from "../../../../shared/domain/review/referral.ts";
import { referralClock, type ReferralClock } from "../../../../shared/domain/review/referral-clock.ts";
import { formatShortDate, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import { readReviewFacts, type ReviewFacts } from "../reviews/review-facts.ts";
import type { Work } from "../work.ts";
import { mattersInWords } from "./referral-matters.ts";

export function stateOf(referral: ListedReferral): ReferralState {
  return referralState({
    steps: referral.steps.map((step) => step.step),
    answered: referral.answer !== undefined,
    reviewWaits: referral.reviewState === "referred" && referral.reviewRound === referral.round,
  });
}

const dayOfStep = (referral: ListedReferral, step: "sent" | "received") =>
  referral.steps.find((each) => each.step === step)?.onDay as CalendarDay | undefined;

function clockOf(work: Pick<Work, "calendar">, referral: ListedReferral): ReferralClock {
  return referralClock(
    {
      question: referral.question,
      state: stateOf(referral),
      protectedOn: referral.protectedOn as CalendarDay,
      sentOn: dayOfStep(referral, "sent"),
      receivedOn: dayOfStep(referral, "received"),
      followUpOn: referral.steps.findLast((each) => each.followUpOn)?.followUpOn as CalendarDay | undefined,
    },
    work.calendar,
  );
}

const handled = ["confidentialityReviewer", "disclosureOffice", "leader"] as const;

/** A referral is carried on by the reviewer, the office or the leader, never by who drafted the item (V4). */
function carryOnObstacle(
  work: Work,
  item: { readonly drafterPersonId: string; readonly revisionPersonId?: string },
): "own-item" | "not-yours" | undefined {
  if (work.actor.personId === item.drafterPersonId || work.actor.personId === item.revisionPersonId)
    return "own-item";
  return handled.some((role) => work.actor.roles.includes(role)) ? undefined : "not-yours";
}

async function referralView(work: Work, facts: ReviewFacts, referral: ListedReferral): Promise<ReferralView> {
  const clock = clockOf(work, referral);
  const { answer: given } = referral;
  return {
    referralId: referral.referralId,
    reviewId: referral.reviewId,
    reviewNo: referral.reviewNo,
    itemId: referral.itemId,
    title: facts.metadata.title,
    digest: referral.contentDigest,
    state: stateOf(referral),
    question: referral.question,
    organKind: referral.organKind,
    organ: referral.organ,
    form: referral.form,
    signer: referral.signer,
    doubt: referral.doubt,
    ...(await mattersInWords(work, facts, referral)),
    protectedOn: referral.protectedOn as CalendarDay,
    draftedBy: referral.personName,
    draftedAt: referral.draftedAt as Instant,
    steps: referral.steps.map((step) => ({
      step: step.step,
      onDay: step.onDay as CalendarDay,
      ...(step.docNumber ? { docNumber: step.docNumber } : {}),
      note: step.note,
      ...(step.followUpOn ? { followUpOn: step.followUpOn as CalendarDay } : {}),
      by: step.personName,
    })),
    clock,
    ...(clock.next
      ? { remainingWorkdays: remainingWorkdays(work, todayOf(work.ports), clock.next.day) }
      : {}),
    ...(given
      ? {
          answer: {
            answer: given.answer,
            organ: given.organ,
            docNumber: given.docNumber,
            answeredOn: given.answeredOn as CalendarDay,
            positions: given.matters.positions,
            attachmentIds: given.matters.attachmentIds,
            ...(given.level ? { level: given.level } : {}),
            ...(given.period ? { period: given.period } : {}),
            note: given.note,
            ...(given.scan ? { scan: given.scan } : {}),
            keptAt: given.keptAt,
            by: given.personName,
            at: given.recordedAt as Instant,
          },
        }
      : {}),
    ...(referral.applicationId ? { applicationId: referral.applicationId } : {}),
    mayAct: reviewCarryOnObstacle(work, facts) === undefined,
  };
}

export function reviewCarryOnObstacle(work: Work, facts: ReviewFacts): "own-item" | "not-yours" | undefined {
  return carryOnObstacle(work, {
    drafterPersonId: facts.item.drafterPersonId,
    revisionPersonId: facts.revision.createdByPerson,
  });
}

/** The referrals of a review with what became of them. */
export async function readReferralsView(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const views: ReferralView[] = [];
  for (const referral of facts.referrals) views.push(await referralView(work, facts, referral));
  const running = facts.referrals.some((each) => ["drafted", "sent"].includes(stateOf(each)));
  return answer<ReferralsView>({
    referrals: views,
    mustAskAnew: facts.review.state === "referred" && !running,
    mayAct: reviewCarryOnObstacle(work, facts) === undefined,
  });
}

/** More reviews do not wait for other organs at one time. */
const listedAtMost = 200;

const dueWords = { send: "发出报请文书", followUp: "催办" } as const;

function referralRow(work: Work, referral: ListedReferral, today: CalendarDay): ReferralRow {
  const { next } = clockOf(work, referral);
  const docNumber = referral.steps.find((step) => step.docNumber)?.docNumber;
  return {
    referralId: referral.referralId,
    reviewId: referral.reviewId,
    reviewNo: referral.reviewNo,
    title: referral.title,
    organ: referral.organ,
    state: stateOf(referral),
    due: next
      ? `${formatShortDate(next.day, today)}前${dueWords[next.what]}（${next.article}）`
      : "应向其他机关报请",
    ...(next ? { dueDay: next.day, remainingWorkdays: remainingWorkdays(work, today, next.day) } : {}),
    ...(docNumber ? { docNumber } : {}),
    ...(referral.applicationId ? { applicationId: referral.applicationId } : {}),
  };
}

/** What waits for an organ; the rows the caller may carry on. */
export async function waitingReferralRows(work: Work): Promise<readonly ReferralRow[]> {
  const today = todayOf(work.ports);
  return (await readWaitingReferrals(work.db, listedAtMost))
    .filter((referral) => carryOnObstacle(work, referral) === undefined)
    .map((referral) => referralRow(work, referral, today))
    .toSorted((a, b) => (a.remainingWorkdays ?? -1) - (b.remainingWorkdays ?? -1));
}

export async function listReferrals(work: Work) {
  return answer({ rows: await waitingReferralRows(work) });
}

/** What of an application waits for another organ. */
export async function referralsOfApplication(work: Work, input: { applicationId: string }) {
  const today = todayOf(work.ports);
  const waiting = await readWaitingReferrals(work.db, listedAtMost, input.applicationId);
  return answer({ rows: waiting.map((referral) => referralRow(work, referral, today)) });
}

/** A referral with its review, for whoever acts on it. */
export async function referralAndFacts(work: Work, referralId: string) {
  const referral = await readReferral(work.db, referralId);
  if (!referral) return undefined;
  const facts = await readReviewFacts(work.db, referral.reviewId, work.actor.personId);
  if (!facts) throw new Error("referral without its review");
  return { referral, facts };
}
