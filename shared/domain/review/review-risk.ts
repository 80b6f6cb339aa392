import type { Audience, ItemKind, OriginType } from "../item/item-kinds.ts";
import type { FindingClass } from "../screening/finding-types.ts";

/** One thing that raises the risk of a paper, with its weight, in the reviewer's words. */
export interface RiskReason {
  readonly points: number;
  readonly text: string;
}

export interface RiskAssessment {
  /** 0 to 100. */
  readonly score: number;
  /** Heaviest first. */
  readonly reasons: readonly RiskReason[];
}

export interface RiskFacts {
  readonly kind: ItemKind;
  readonly originType: OriginType;
  readonly audience: Audience["kind"];
  /** Findings by class; a masked one weighs less, since the copy no longer shows it. */
  readonly findings: readonly { readonly class: FindingClass; readonly masked: boolean }[];
  /** Joins with what is already out. */
  readonly joins: number;
  readonly attachments: number;
  /** What happened to the item before. */
  readonly history: { readonly returned: number; readonly changedAfterApproval: number };
}

export const riskRulesVersion = "2026-1";
export const riskLevels = { low: "低", middle: "中", high: "高" } as const;
export type RiskLevel = keyof typeof riskLevels;

/** Words for a score; the threshold of the second reviewer is a setting of its own. */
export function riskLevel(score: number): RiskLevel {
  return score >= 60 ? "high" : score >= 30 ? "middle" : "low";
}

/** Weight of what the copy would show: a first hit of a class, and each further one up to a limit [convention]. */
const classWeights: Readonly<
  Record<FindingClass, { readonly first: number; readonly more: number; readonly most: number }>
> = {
  secret: { first: 40, more: 10, most: 60 },
  internal: { first: 25, more: 5, most: 40 },
  personal: { first: 10, more: 2, most: 30 },
  commercial: { first: 15, more: 3, most: 30 },
  aggregation: { first: 20, more: 5, most: 40 },
  hidden: { first: 10, more: 2, most: 20 },
  wording: { first: 0, more: 0, most: 0 },
};
/** Masked findings: little each, because a mask may be wrong and the rest may still identify. */
const maskedWeight = { first: 3, more: 1, most: 15 };
const joinWeight = { first: 25, more: 10, most: 50 };

const words: Readonly<Record<FindingClass, string>> = {
  secret: "涉密疑点",
  internal: "内部标识",
  personal: "个人信息",
  commercial: "商业秘密",
  aggregation: "汇聚风险提示",
  hidden: "隐藏数据",
  wording: "文字差错",
};

/** Kinds in which a slip weighs more: cases with persons, money and bids (条例14—16). */
const kindWeights: Readonly<Partial<Record<ItemKind, number>>> = {
  enforcement: 10,
  personnel: 10,
  procurement: 10,
  letter: 10,
  statistics: 5,
};

function weigh(count: number, weight: { first: number; more: number; most: number }): number {
  return count === 0 ? 0 : Math.min(weight.most, weight.first + (count - 1) * weight.more);
}

/**
 * The risk of a paper at the moment it goes to review, from what was found, what it is, who will read it and what
 * happened to it before; nothing of the persons who work on it counts. Points are a convention of the office; the
 * reasons stand beside the score, so that a person can judge it.
 */
export function assessRisk(facts: RiskFacts): RiskAssessment {
  const reasons: RiskReason[] = [];
  const add = (points: number, text: string): void => {
    if (points > 0) reasons.push({ points, text });
  };
  for (const [name, weight] of Object.entries(classWeights) as [FindingClass, typeof joinWeight][]) {
    const open = facts.findings.filter((finding) => finding.class === name && !finding.masked).length;
    add(weigh(open, weight), `公开件中有${words[name]} ${open} 处`);
  }
  const masked = facts.findings.filter((finding) => finding.masked).length;
  add(weigh(masked, maskedWeight), `已遮盖 ${masked} 处`);
  add(weigh(facts.joins, joinWeight), `与已公开信息汇聚 ${facts.joins} 组`);
  add(kindWeights[facts.kind] ?? 0, "这类信息常涉及个人、企业或者未定事项");
  if (facts.originType !== "made") add(5, "不是本机关单独制作");
  if (facts.audience === "public") add(5, "向社会公开");
  add(Math.min(10, facts.attachments * 2), `附件 ${facts.attachments} 个`);
  add(Math.min(20, facts.history.returned * 10), `此前退回 ${facts.history.returned} 次`);
  add(
    Math.min(10, facts.history.changedAfterApproval * 5),
    `送审后改动 ${facts.history.changedAfterApproval} 次`,
  );
  const score = Math.min(
    100,
    reasons.reduce((sum, reason) => sum + reason.points, 0),
  );
  return { score, reasons: reasons.toSorted((a, b) => b.points - a.points) };
}
