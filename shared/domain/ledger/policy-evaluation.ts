import { calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { paperForm } from "../search/paper-form.ts";

/**
 * 政策评价: whoever makes policy documents evaluates some of them, at least twice a year, and publishes results and use before the
 * year ends (枣政办发〔2024〕5号 三(七)3; catalogue.md §6 OB-29, §7).
 */
export const evaluationsAYear = 2;

/** The days of a year from which it is told that evaluations are still missing [convention] (catalogue.md §7). */
const warningDays = ["09-01", "11-01"] as const;

/** One of each stands in the title of a paper that tells the result of an evaluation; by these the index is asked. */
export const evaluationWords: readonly (readonly string[])[] = [
  ["政策", "实施", "执行", "落实", "效果", "后评"],
  ["评价", "评估"],
];
const evaluation = /(?:政策|实施|执行|落实|效果|后)[^，。；]{0,12}评[价估]/u;

/** Papers that ask for an evaluation or plan one tell no result. */
const noResult: ReadonlySet<string> = new Set(["通知", "方案", "办法", "意见", "函", "计划", "规定", "细则"]);

/** What is evaluated where it is no policy: 环境影响, 信用, 工程质量, 安全, 社会稳定风险. */
const otherEvaluations = /环境影响|环评|信用|质量|安全|风险|资产|绩效|教学|满意度/u;

/** Whether a paper is, by its title, the result of an evaluation of a policy. */
export function isEvaluation(title: string): boolean {
  return evaluation.test(title) && !otherEvaluations.test(title) && !noResult.has(paperForm(title) ?? "");
}

/** The items of 主动公开事项目录 that evaluations belong to, by their names. */
export const evaluationItemNames: readonly string[] = ["政策评价", "政策评估", "政策后评估"];

export type EvaluationWarning = "none" | "first" | "second" | "missed";

export interface EvaluationStanding {
  readonly year: number;
  /** The last day of the year. */
  readonly lastOn: CalendarDay;
  readonly missing: number;
  /** `first` from 1 September, `second` from 1 November, `missed` when the year is over. */
  readonly warning: EvaluationWarning;
}

/** How a year stands with so many evaluations published in it. */
export function evaluationStanding(year: number, published: number, today: CalendarDay): EvaluationStanding {
  const lastOn = calendarDay(`${year}-12-31`);
  const missing = Math.max(0, evaluationsAYear - published);
  const [first, second] = warningDays.map((day) => calendarDay(`${year}-${day}`));
  const warning =
    missing === 0 || !first || !second || today < first
      ? "none"
      : today > lastOn
        ? "missed"
        : today < second
          ? "first"
          : "second";
  return { year, lastOn, missing, warning };
}
