/**
 * 定期清理: what is out is looked at again when its term ends, when something replaced or repealed it, or when a newer
 * screening rule finds something in it (review.md §7; seed document 四(九)2; 保密法35, 实施条例42).
 */
import { addWorkdays } from "../clock/counting.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import type { ItemKind } from "../item/item-kinds.ts";
import type { WithdrawalReason } from "./withdrawal.ts";
import { addDays, weekday, type CalendarDay } from "../../kernel/calendar-day.ts";

export const cleanUpCauses = {
  termOver: "公开时限届满",
  superseded: "已有新的信息替代",
  repealed: "已被新文件废止",
  newRule: "新规则查出问题",
} as const;
export type CleanUpCause = keyof typeof cleanUpCauses;

export const cleanUpOutcomes = {
  keep: "继续公开",
  invalid: "标注失效",
  repealed: "标注废止",
  withdraw: "撤下",
} as const;
export type CleanUpOutcome = keyof typeof cleanUpOutcomes;

export type NewTerm = { readonly kind: "permanent" } | { readonly kind: "until"; readonly day: CalendarDay };

export type CleanUpProblem =
  | "reason-missing"
  | "term-missing"
  | "term-not-later"
  | "outcome-not-allowed"
  | "basis-missing";

/** Kinds that are marked rather than taken down when they no longer hold (review.md §7, 有效/失效/废止). */
const marked: ReadonlySet<ItemKind> = new Set(["policyDocument", "policyInterpretation", "planSummary"]);

/** What may be chosen. Something a rule found in the text is kept with a reason or taken down, never only marked. */
export function allowedOutcomes(cause: CleanUpCause, kind: ItemKind): readonly CleanUpOutcome[] {
  if (cause === "newRule") return ["keep", "withdraw"];
  return marked.has(kind) ? ["keep", "invalid", "repealed"] : ["keep", "invalid", "withdraw"];
}

/** What is missing of a decision; undefined when it stands. */
export function cleanUpProblem(
  entry: { readonly cause: CleanUpCause; readonly kind: ItemKind },
  decision: {
    readonly outcome: CleanUpOutcome;
    readonly reason: string;
    readonly newTerm?: NewTerm | undefined;
  },
  today: CalendarDay,
): CleanUpProblem | undefined {
  if (!allowedOutcomes(entry.cause, entry.kind).includes(decision.outcome)) return "outcome-not-allowed";
  if (decision.reason.trim() === "")
    return decision.outcome === "repealed" ? "basis-missing" : "reason-missing";
  if (decision.outcome !== "keep") return undefined;
  if (entry.cause === "termOver" && !decision.newTerm) return "term-missing";
  return decision.newTerm?.kind === "until" && decision.newTerm.day <= today ? "term-not-later" : undefined;
}

/** 「2026-W38」, the week of ISO 8601 a day lies in: one batch a week. */
export function weekOf(day: CalendarDay): string {
  const thursday = addDays(day, 4 - (weekday(day) || 7));
  const year = thursday.slice(0, 4);
  let first = `${year}-01-04` as CalendarDay;
  first = addDays(first, 4 - (weekday(first) || 7));
  let week = 1;
  for (let at = first; at < thursday; at = addDays(at, 7)) week += 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Five working days after it was opened [convention]: done before the next batch comes. */
export function cleanUpDue(openedOn: CalendarDay, calendar: WorkCalendar): CalendarDay {
  return addWorkdays(openedOn, 5, calendar).day;
}

export interface Repeal {
  /** 发文字号 of what is repealed, or its title where no number stands. */
  readonly docNumber?: string;
  readonly title?: string;
  readonly passage: string;
}

const number = "[\\u3400-\\u9fff]{2,12}〔(?:19|20)\\d{2}〕第?\\d{1,5}号";
const repealWords = /废止|停止执行|不再执行|宣布失效/u;

/** What a paper says it repeals: 「《……》（云建发〔2019〕3号）同时废止」. Order of the text, each once. */
export function repealsOf(text: string): readonly Repeal[] {
  const found = new Map<string, Repeal>();
  for (const sentence of text.split(/(?<=[。；\n])/u)) {
    if (!repealWords.test(sentence) || /不得废止|未废止|尚未废止/u.test(sentence)) continue;
    const passage = sentence.trim().slice(0, 160);
    // What stands after the words is the paper that goes on to apply.
    const before = sentence.slice(0, sentence.search(repealWords));
    const named = [
      ...before.matchAll(new RegExp(`《([^《》]{4,80})》(?:[（(](${number})[)）])?|(${number})`, "gu")),
    ];
    for (const match of named) {
      const docNumber = match[2] ?? match[3];
      const title = match[1];
      const key = docNumber ?? title ?? "";
      if (key === "" || found.has(key)) continue;
      found.set(key, { ...(docNumber ? { docNumber } : {}), ...(title ? { title } : {}), passage });
    }
  }
  return [...found.values()];
}

/** With which reason of its own review something is taken down. */
export const withdrawalReasonOf: Readonly<Record<CleanUpCause, WithdrawalReason>> = {
  termOver: "expired",
  superseded: "superseded",
  repealed: "superseded",
  newRule: "privacy",
};

/** Titles that a yearly paper replaces: 「2026年部门预算」 the one of the year before, of up to five. */
export function titlesReplacedBy(title: string): readonly string[] {
  const year = /(?:19|20)\d{2}(?=年)/u.exec(title)?.[0];
  if (!year) return [];
  return Array.from({ length: 5 }, (_, back) => title.replace(year, String(Number(year) - back - 1)));
}
