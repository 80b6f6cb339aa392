import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { DueRule } from "./due-rule.ts";
import type { WorkPoints, WorkTask } from "./parse-work-points.ts";

/** How far a task is, as it is set down (catalogue.md §7). */
export const ledgerStatuses = { notStarted: "未开始", inProgress: "推进中", done: "已完成" } as const;
export type LedgerStatus = keyof typeof ledgerStatuses;

/** As it is shown: 滞后 is told from the day, so that no list has to be kept up by hand. */
export const ledgerStates = {
  late: "滞后",
  notStarted: "未开始",
  inProgress: "推进中",
  done: "已完成",
} as const;
export type LedgerState = keyof typeof ledgerStates;

export type LedgerPeriod = Extract<DueRule, { kind: "every" }>["period"];

/** 滞后 is what is not done and whose last day, or that of the progress of a period, is over. */
export function ledgerState(
  task: { readonly status: LedgerStatus; readonly dueOn?: CalendarDay | undefined },
  today: CalendarDay,
): LedgerState {
  return task.status !== "done" && task.dueOn !== undefined && task.dueOn < today ? "late" : task.status;
}

/** The last day a rule gives; one that comes again and again, or waits for an event, has none. */
export function lastDayOf(rule: DueRule | undefined): CalendarDay | undefined {
  if (rule?.kind === "by" || rule?.kind === "afterPublication") return rule.day;
  return rule?.kind === "during" ? rule.to : undefined;
}

/** 「一(一)1」: where the task stands in its plan. */
export function taskNumber({ section, number }: Pick<WorkTask, "section" | "number">): string {
  return `${section}${number}`;
}

/** Who does a task, each once: the first named leads, and whoever answers for all tasks stands last. */
export function unitsOf(task: Pick<WorkTask, "units">, plan: Pick<WorkPoints, "unitsOfAllTasks">) {
  return [...new Set([...task.units, ...plan.unitsOfAllTasks])];
}

/** The year a plan is of: the one its title begins with, else the one it came in. */
export function yearOfPlan(plan: { readonly title: string; readonly cameOn: CalendarDay }): number {
  return Number(/(20\d{2})\s?年/u.exec(plan.title)?.[1] ?? plan.cameOn.slice(0, 4));
}

/** Far above any plan; what is longer is some other file, and reading it would keep everybody waiting. */
export const longestPlan = { characters: 2_000_000, tasks: 10_000 } as const;

/** What makes two files the same plan, whatever program wrote them: its title and the words and units of its tasks. */
export function planSubstance(plan: WorkPoints): string {
  const bare = (text: string): string => text.replaceAll(/\s+/gu, "");
  return JSON.stringify([
    bare(plan.title),
    ...plan.tasks.map((task) => [taskNumber(task), bare(task.text), ...unitsOf(task, plan).map(bare)]),
  ]);
}
