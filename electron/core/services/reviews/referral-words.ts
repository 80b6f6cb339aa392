import type { ListedReferral } from "../../../../db/readers/referrals.ts";
import { referralAnswers, referralQuestions } from "../../../../shared/domain/review/referral.ts";
import { classificationLevels, secrecyPeriodWords } from "../../../../shared/domain/review/secrecy-period.ts";
import {
  dayOfInstant,
  formatChineseDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import type { ReviewFacts } from "./review-facts.ts";

const day = (text: string) => formatChineseDate(text as CalendarDay);

/** What an organ answered, with its number and day: "属于国家秘密（秘密，10年）". */
export function answerWords(answer: NonNullable<ListedReferral["answer"]>): string {
  const level =
    answer.level && answer.period
      ? `（${classificationLevels[answer.level].label}，${secrecyPeriodWords(answer.period)}）`
      : "";
  return `${answer.organ}${day(answer.answeredOn)}答复（${answer.docNumber}）：${referralAnswers[answer.answer].label}${level}`;
}

function oneReferral(referral: ListedReferral): string {
  const sent = referral.steps.find((step) => step.step === "sent");
  const withdrawn = referral.steps.find((step) => step.step === "withdrawn");
  return [
    `${formatChineseDate(dayOfInstant(referral.draftedAt as Instant))}${referral.personName}向${referral.organ}报请（${referralQuestions[referral.question].label}）：${referral.doubt}`,
    sent ? `${day(sent.onDay)}发出，${sent.docNumber ?? ""}` : "",
    referral.answer ? answerWords(referral.answer) : "",
    withdrawn ? `${day(withdrawn.onDay)}撤回：${withdrawn.note}` : "",
  ]
    .filter(Boolean)
    .join("；");
}

/** 报请确定情况（机关、文号、答复） of the review form (review.md §3); decisions of before referrals were kept say only why. */
export function referralWords(facts: ReviewFacts): string {
  if (facts.referrals.length > 0) return facts.referrals.map(oneReferral).join("\n");
  const referred = facts.allDecisions.find((decision) => decision.decision === "refer");
  return referred
    ? `${formatChineseDate(dayOfInstant(referred.decidedAt as Instant))}${referred.personName}报请：${referred.reasons.map((reason) => reason.text).join("；")}`
    : "";
}
