import type { ReviewConclusion } from "./review-stages.ts";
import { secrecyPeriodFits, type ClassificationLevel, type SecrecyPeriod } from "./secrecy-period.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";

/**
 * 报请确定 (review.md §1 stage 6): what a review cannot settle is put to the competent organ or the secrecy
 * administration. While it waits nothing is released; its answer leads back to 专门审查 of the same review, or, where
 * the matter is a state secret, ends the review.
 */

/** What is unclear, and on what the question rests. */
export const referralQuestions = {
  /** 保密法25; 保密法实施条例25: provisional protection, report within 10 working days. */
  stateSecret: {
    label: "是否属于国家秘密不明确",
    basis: "《中华人民共和国保守国家秘密法》第二十五条、《中华人民共和国保守国家秘密法实施条例》第二十五条",
    asks: "是否属于国家秘密；属于国家秘密的，其密级、保密期限",
  },
  /** 条例17: whether something may be made public cannot be determined. */
  disclosure: {
    label: "能否公开不能确定",
    basis: "《中华人民共和国政府信息公开条例》第十七条",
    asks: "可以公开、部分公开，还是不得公开",
  },
} as const;
export type ReferralQuestion = keyof typeof referralQuestions;

/** Whom one may ask (条例17; 保密法25). */
export const referralOrganKinds = {
  competentOrgan: "有关主管部门",
  nationalSecrecyAuthority: "国家保密行政管理部门",
  provincialSecrecyAuthority: "省级保密行政管理部门",
  localSecrecyAuthority: "市、县级保密行政管理部门",
} as const;
export type ReferralOrganKind = keyof typeof referralOrganKinds;

/**
 * The organs that may answer a question. Whether something is a state secret says the national or a provincial
 * secrecy administration; a municipal one does not decide it (保密法25; 保密法实施条例25). Whether something may be made
 * public is put to the competent organ or to a secrecy administration (条例17).
 */
export function organsFor(question: ReferralQuestion): readonly ReferralOrganKind[] {
  return question === "stateSecret"
    ? ["provincialSecrecyAuthority", "nationalSecrecyAuthority"]
    : ["competentOrgan", "localSecrecyAuthority", "provincialSecrecyAuthority", "nationalSecrecyAuthority"];
}

/**
 * The form of a referral by the relation of the organs (党政机关公文处理工作条例8, 15): a 函 to an organ one is not
 * subordinate to, a 请示 to the own superior. Whether something is a state secret is not the superior's to say.
 */
export const referralForms = { letter: "函", request: "请示" } as const;
export type ReferralForm = keyof typeof referralForms;

/** The forms a referral to such an organ may take: only the competent organ can be the own superior. */
export function formsFor(organKind: ReferralOrganKind): readonly ReferralForm[] {
  return organKind === "competentOrgan" ? ["letter", "request"] : ["letter"];
}

/** What is put to the organ: passages of the release copy by their block, attachments, checks and joins in doubt. */
export interface ReferredMatters {
  readonly positions: readonly number[];
  readonly attachmentIds: readonly string[];
  readonly checks: readonly string[];
  readonly joinIds: readonly string[];
}

/** What a referral must cover: every check answered 不能确定 and every join answered 拿不准 (review.md §4). */
export interface DoubtfulMatters {
  readonly checks: readonly string[];
  readonly joinIds: readonly string[];
}

export type ReferralProblem =
  | "nothing-in-question"
  | "doubt-left-out"
  | "organ-does-not-decide-this"
  | "not-to-superior"
  | "one-addressee"
  | "signer-missing"
  | "protected-in-future";

/** What is wrong with a referral, if anything. */
export function referralProblem(
  referral: {
    readonly question: ReferralQuestion;
    readonly organKind: ReferralOrganKind;
    readonly organ: string;
    readonly form: ReferralForm;
    readonly signer: string;
    readonly matters: ReferredMatters;
    readonly protectedOn: CalendarDay;
  },
  doubtful: DoubtfulMatters,
  today: CalendarDay,
): ReferralProblem | undefined {
  const { matters } = referral;
  if (matters.positions.length === 0 && matters.attachmentIds.length === 0) return "nothing-in-question";
  const covers = (all: readonly string[], some: readonly string[]) =>
    some.every((each) => all.includes(each));
  if (!covers(matters.checks, doubtful.checks) || !covers(matters.joinIds, doubtful.joinIds))
    return "doubt-left-out";
  if (!organsFor(referral.question).includes(referral.organKind)) return "organ-does-not-decide-this";
  if (!formsFor(referral.organKind).includes(referral.form)) return "not-to-superior";
  if (referral.form === "request") {
    // 条例15: a 请示 goes to one superior only; 9(五): it names who signed it out.
    if (/[、，,；;]/u.test(referral.organ)) return "one-addressee";
    if (referral.signer.trim() === "") return "signer-missing";
  }
  return referral.protectedOn > today ? "protected-in-future" : undefined;
}

/** The answers an organ can give, and what each makes of the review. */
export const referralAnswers = {
  open: { label: "不属于国家秘密，可以公开", review: "confidentialityCheck", mayRelease: true },
  partly: { label: "部分内容不得公开", review: "confidentialityCheck", mayRelease: false },
  closed: { label: "不属于国家秘密，但不得公开", review: "confidentialityCheck", mayRelease: false },
  secret: { label: "属于国家秘密", review: "concluded", mayRelease: false },
  noAuthority: { label: "无权答复，应向其他机关报请", review: "referred", mayRelease: false },
} as const satisfies Record<
  string,
  {
    readonly label: string;
    /** Where the review goes: back to 专门审查, to its end without release, or on waiting for another organ. */
    readonly review: "confidentialityCheck" | "concluded" | "referred";
    /** Whether this very revision may still be released after it. */
    readonly mayRelease: boolean;
  }
>;
export type ReferralAnswer = keyof typeof referralAnswers;

/** Answers that fit a question: only a secrecy administration asked about it says that something is a state secret. */
export function answersFor(question: ReferralQuestion): readonly ReferralAnswer[] {
  return question === "stateSecret"
    ? ["open", "partly", "closed", "secret", "noAuthority"]
    : ["open", "partly", "closed", "noAuthority"];
}

export interface GivenAnswer {
  readonly answer: ReferralAnswer;
  readonly answeredOn: CalendarDay;
  /** The passages that may not be made public, among those that were put. */
  readonly positions: readonly number[];
  readonly attachmentIds: readonly string[];
  readonly level?: ClassificationLevel | undefined;
  readonly period?: SecrecyPeriod | undefined;
  /** The answer as a file, or where its original is kept when it may not be taken into this workstation. */
  readonly hasScan: boolean;
  readonly keptAt: string;
}

export type AnswerProblem =
  | "answer-does-not-fit"
  | "answer-before-sending"
  | "answer-in-future"
  | "passages-missing"
  | "passages-not-put"
  | "level-missing"
  | "period-too-long"
  | "level-not-asked"
  | "original-missing";

/** What is wrong with an answer as it was typed in, if anything. */
export function answerProblem(
  given: GivenAnswer,
  referral: {
    readonly question: ReferralQuestion;
    readonly matters: ReferredMatters;
    readonly sentOn: CalendarDay;
  },
  today: CalendarDay,
): AnswerProblem | undefined {
  if (!answersFor(referral.question).includes(given.answer)) return "answer-does-not-fit";
  if (given.answeredOn < referral.sentOn) return "answer-before-sending";
  if (given.answeredOn > today) return "answer-in-future";
  const named = given.positions.length + given.attachmentIds.length;
  if (given.answer === "partly" && named === 0) return "passages-missing";
  if (
    !given.positions.every((each) => referral.matters.positions.includes(each)) ||
    !given.attachmentIds.every((each) => referral.matters.attachmentIds.includes(each))
  )
    return "passages-not-put";
  if (given.answer === "secret") {
    if (!given.level || !given.period) return "level-missing";
    if (!secrecyPeriodFits(given.level, given.period, given.answeredOn)) return "period-too-long";
  } else if (given.level || given.period) return "level-not-asked";
  return given.hasScan || given.keptAt.trim() !== "" ? undefined : "original-missing";
}

/** What happened to a referral after it was drafted, each recorded with its day; 催办 any number of times. */
export const referralSteps = {
  sent: "发出",
  received: "对方签收",
  reminded: "催办",
  withdrawn: "撤回报请",
} as const;
export type ReferralStep = keyof typeof referralSteps;

export const referralStates = {
  drafted: "拟稿",
  sent: "等待答复",
  answered: "已答复",
  withdrawn: "已撤回",
  stale: "已失效（稿件有改动）",
} as const;
export type ReferralState = keyof typeof referralStates;

/** Where a referral stands; one whose review no longer waits for it is for other bytes than will go out (V3). */
export function referralState(referral: {
  readonly steps: readonly ReferralStep[];
  readonly answered: boolean;
  readonly reviewWaits: boolean;
}): ReferralState {
  if (referral.answered) return "answered";
  if (referral.steps.includes("withdrawn")) return "withdrawn";
  if (!referral.reviewWaits) return "stale";
  return referral.steps.includes("sent") ? "sent" : "drafted";
}

export type StepProblem = "referral-ended" | "not-sent" | "step-done" | "day-out-of-order" | "day-in-future";

/** Whether a step can be recorded now. */
export function stepProblem(
  referral: {
    readonly state: ReferralState;
    readonly draftedOn: CalendarDay;
    readonly steps: readonly { readonly step: ReferralStep; readonly onDay: CalendarDay }[];
  },
  step: ReferralStep,
  onDay: CalendarDay,
  today: CalendarDay,
): StepProblem | undefined {
  const { state, steps } = referral;
  if (state !== "drafted" && state !== "sent") return "referral-ended";
  if (step !== "reminded" && steps.some((each) => each.step === step)) return "step-done";
  if ((step === "received" || step === "reminded") && state !== "sent") return "not-sent";
  if (onDay > today) return "day-in-future";
  const sentOn = steps.find((each) => each.step === "sent")?.onDay;
  return onDay < (sentOn ?? referral.draftedOn) ? "day-out-of-order" : undefined;
}

/** Conclusions that are still open for a revision after an answer about it: what may not be public is not given on application either (V1). */
export function conclusionsAfterAnswer(
  answer: ReferralAnswer | undefined,
  allowed: readonly ReviewConclusion[],
  releases: (conclusion: ReviewConclusion) => boolean,
): readonly ReviewConclusion[] {
  return answer === undefined || answer === "noAuthority" || referralAnswers[answer].mayRelease
    ? allowed
    : allowed.filter((conclusion) => !releases(conclusion) && conclusion !== "onApplicationOnly");
}
