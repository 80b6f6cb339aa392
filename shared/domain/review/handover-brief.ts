import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { formatChineseDate } from "../../kernel/calendar-day.ts";
import { overdueWords } from "../clock/due-reading.ts";
import { itemKinds, type ItemKind } from "../item/item-kinds.ts";
import { reviewConclusions, reviewStages, type ReviewConclusion, type ReviewStage } from "./review-stages.ts";

/** What a colleague who takes an item over is told: what it is, where it stands, how long there is, what is open. */
export interface HandoverBrief {
  readonly what: string;
  readonly stands: readonly string[];
  readonly time: string;
  readonly open: readonly string[];
}

export interface BriefFacts {
  readonly title: string;
  readonly kind: ItemKind;
  readonly docNumber: string;
  readonly revNo: number;
  readonly attachments: number;
  readonly drafterName: string;
  readonly stage: ReviewStage;
  readonly reason: string;
  readonly decisions: readonly {
    readonly stage: ReviewStage;
    readonly personName: string;
    readonly conclusion?: ReviewConclusion;
  }[];
  readonly dueDay: CalendarDay;
  readonly remainingWorkdays: number;
  /** What stands in the way of a decision, in words. */
  readonly blockers: readonly string[];
  readonly notes: number;
}

/**
 * What whoever takes a paper over must know: what it is, who decided what, what is open, and how much time is left.
 */
export function handoverBrief(facts: BriefFacts): HandoverBrief {
  const number = facts.docNumber === "" ? "" : `，${facts.docNumber}`;
  const files = facts.attachments === 0 ? "无附件" : `附件 ${facts.attachments} 个`;
  const done = facts.decisions.map(
    (decision) =>
      `${reviewStages[decision.stage].label}：${decision.personName}${decision.conclusion ? `，${reviewConclusions[decision.conclusion].label}` : ""}`,
  );
  const due = formatChineseDate(facts.dueDay);
  const time =
    facts.remainingWorkdays < 0
      ? `${due}已届满，${overdueWords(facts.remainingWorkdays)}`
      : facts.remainingWorkdays === 0
        ? `今天（${due}）届满`
        : `${due}届满，还剩 ${facts.remainingWorkdays} 个工作日`;
  return {
    what: `${itemKinds[facts.kind]}《${facts.title}》${number}，第${facts.revNo}稿，${files}，承办人${facts.drafterName}`,
    stands: [`现在${reviewStages[facts.stage].label}`, facts.reason, ...done],
    time,
    open: [...facts.blockers, ...(facts.notes > 0 ? [`审查意见 ${facts.notes} 条待看`] : [])],
  };
}
