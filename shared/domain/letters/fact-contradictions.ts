import { questionsOnTheWay, type ChooserFacts } from "./chooser.ts";
import type { QuestionId } from "./chooser-questions.ts";

/** One fact as it was told: which question it answers, how, and under which name. */
export interface Told {
  readonly question: QuestionId;
  readonly answer: string;
  readonly key: string;
}

export interface Contradiction {
  /** The facts, by the names they were told under. */
  readonly facts: readonly string[];
  readonly text: string;
  readonly article: string;
  /** The question whose answer settles it. */
  readonly settle: QuestionId;
}

interface Rule {
  readonly between: readonly [QuestionId, QuestionId];
  readonly holds: (facts: ChooserFacts) => boolean;
  readonly text: string;
  readonly article: string;
}

/** Pairs of answers that the articles do not let stand together. */
const rules: readonly Rule[] = [
  {
    between: ["contentComplete", "correctionResult"],
    holds: (facts) => facts.contentComplete === "yes" && facts.correctionResult !== undefined,
    text: "申请内容已经齐全、明确，又称补正后仍不明确或者逾期未补正",
    article: "条例30",
  },
  {
    between: ["correctionNoticeIssued", "correctionResult"],
    holds: (facts) => facts.correctionNoticeIssued === "no" && facts.correctionResult !== undefined,
    text: "尚未告知补正，又称补正后仍不明确或者逾期未补正",
    article: "条例30",
  },
  {
    between: ["abnormalVolume", "abnormalStep"],
    holds: (facts) =>
      facts.abnormalVolume === "no" && facts.abnormalStep !== undefined && facts.abnormalStep !== "settled",
    text: "数量、频次没有超过合理范围，又称要求说明理由或者收取信息处理费",
    article: "条例35、42",
  },
  {
    between: ["held", "alreadyPublic"],
    holds: (facts) => facts.held === "no" && facts.alreadyPublic === "yes",
    text: "该信息没有找到，又称已经主动公开",
    article: "条例36(一)、36(四)",
  },
  {
    between: ["alreadyPublic", "availability"],
    holds: (facts) => facts.alreadyPublic === "yes" && facts.availability === "future",
    text: "该信息已经主动公开，又称即将公开",
    article: "条例36(一)、36(二)",
  },
  {
    between: ["thirdPartyConsultation", "thirdPartyOpinion"],
    holds: (facts) =>
      (facts.thirdPartyConsultation === "notSent" || facts.thirdPartyConsultation === "unnecessary") &&
      facts.thirdPartyOpinion !== undefined,
    text: "没有征求第三方意见，又称第三方已经提出意见",
    article: "条例32",
  },
];

/** Two answers that cannot both be true, where the way to the letter meets one of them. */
export function contradictionIn(facts: ChooserFacts, walked: ChooserFacts): Contradiction | undefined {
  const met = questionsOnTheWay(walked);
  const rule = rules.find((one) => one.holds(facts) && one.between.some((id) => met.has(id)));
  return rule && { facts: rule.between, text: rule.text, article: rule.article, settle: rule.between[0] };
}

/** One question answered in two ways under two names, where the way to the letter meets it. */
export function sourcesDiffer(told: readonly Told[], walked: ChooserFacts): Contradiction | undefined {
  for (const one of told) {
    const other = told.find((two) => two.question === one.question && two.answer !== one.answer);
    if (!other) continue;
    const met = [one.answer, other.answer].some((answer) =>
      questionsOnTheWay({ ...walked, [one.question]: answer }).has(one.question),
    );
    if (met) {
      return {
        facts: [one.key, other.key],
        text: `“${one.key}”与“${other.key}”互相矛盾`,
        article: "条例36",
        settle: one.question,
      };
    }
  }
  return undefined;
}
