import { numberOfReferralTaken } from "../../../../db/readers/referrals.ts";
import { updateItemCaches } from "../../../../db/writers/items.ts";
import { insertReferralStep, resumeReview } from "../../../../db/writers/referrals.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { parseDocNumber } from "../../../../shared/domain/letters/numbering.ts";
import { advance } from "../../../../shared/domain/review/review-machine.ts";
import { stepProblem, type ReferralStep } from "../../../../shared/domain/review/referral.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { dayOfInstant, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { itemStateAfter } from "../reviews/apply-decision.ts";
import type { ReviewFacts } from "../reviews/review-facts.ts";
import { stageDueOf } from "../reviews/stage-due.ts";
import { write, type Work } from "../work.ts";
import { reviewCarryOnObstacle, referralAndFacts, stateOf } from "./read-referrals.ts";

/** Takes the waiting review up again at 专门审查, with its time running from today; inside one transaction. */
export async function takeUpAgain(work: Work, tx: WriteTx, facts: ReviewFacts, at: string): Promise<void> {
  const step = advance({ state: facts.review.state, stagePath: facts.review.stagePath }, { kind: "resume" });
  if (!step.ok) throw new Error(`a review that does not wait: ${step.error.type}`);
  await resumeReview(tx, facts.review.reviewId, {
    fromPerson: work.actor.personName,
    dueDay: await stageDueOf(tx, work.calendar, facts.review, {
      stage: "confidentialityCheck",
      arrivedOn: todayOf(work.ports),
    }),
    at,
  });
  await updateItemCaches(tx, facts.review.itemId, { state: itemStateAfter[step.value.state], at });
}

/** Records that a referral was sent, received, asked about or taken back; taking it back opens 专门审查 again. */
export async function recordReferralStep(
  work: Work,
  input: {
    referralId: string;
    step: ReferralStep;
    onDay: CalendarDay;
    docNumber?: string | undefined;
    note: string;
    followUpOn?: CalendarDay | undefined;
  },
) {
  const found = await referralAndFacts(work, input.referralId);
  if (!found) return refuse("unknown-referral");
  const { referral, facts } = found;
  if (reviewCarryOnObstacle(work, facts)) return refuse("own-item");
  const problem = stepProblem(
    {
      state: stateOf(referral),
      draftedOn: dayOfInstant(referral.draftedAt as Instant),
      steps: referral.steps.map((each) => ({ step: each.step, onDay: each.onDay as CalendarDay })),
    },
    input.step,
    input.onDay,
    todayOf(work.ports),
  );
  if (problem) return refuse(problem);
  const docNumber = input.step === "sent" ? (input.docNumber ?? "") : undefined;
  if (docNumber !== undefined) {
    if (!parseDocNumber(docNumber).ok) return refuse("number-not-in-form");
    if (await numberOfReferralTaken(work.db, docNumber)) return refuse("number-taken");
  }
  if (input.step !== "sent" && input.step !== "received" && input.note === "")
    return refuse("details-missing");
  const mark = detectClassificationMark(input.note);
  if (mark) return refuse("secret-mark", { facts: { markType: mark.markType, bytes: input.note.length } });
  const at = instantOf(work.ports);
  await write(work, async (tx, audit) => {
    await insertReferralStep(tx, {
      referralId: referral.referralId,
      step: input.step,
      onDay: input.onDay,
      docNumber,
      note: input.note,
      followUpOn: input.step === "withdrawn" ? undefined : input.followUpOn,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at,
    });
    if (input.step === "withdrawn") await takeUpAgain(work, tx, facts, at);
    audit({
      act: "referral.stepRecorded",
      subjectKind: "review",
      subjectId: referral.reviewId,
      result: input.step,
      detail: { referral: referral.referralId, onDay: input.onDay, ...(docNumber ? { docNumber } : {}) },
    });
  });
  work.changed("reviews", "items", `item:${referral.itemId}`, `review:${referral.reviewId}`);
  return answer({});
}
