/** 三同步: interpretation and policy are drafted, signed off and published together (seed document 二(六)1; catalogue.md §7). */
import type { CalendarDay } from "../../kernel/calendar-day.ts";

export interface InStep {
  readonly draftedOn: CalendarDay;
  readonly submittedOn?: CalendarDay;
  readonly approvedOn?: CalendarDay;
  readonly publishedOn?: CalendarDay;
}

export const steps = { drafted: "同步起草", approved: "同步审签", published: "同步发布" } as const;
export type ThreeInStep = Readonly<Record<keyof typeof steps, boolean | undefined>>;

/** Each of the three; undefined while it cannot be told yet. */
export function threeInStep(policy: InStep, interpretation: InStep): ThreeInStep {
  const sameDay = (a: CalendarDay | undefined, b: CalendarDay | undefined): boolean | undefined =>
    a === undefined && b === undefined ? undefined : a === b;
  return {
    drafted: policy.submittedOn === undefined ? undefined : interpretation.draftedOn <= policy.submittedOn,
    approved: sameDay(policy.approvedOn, interpretation.approvedOn),
    published: sameDay(policy.publishedOn, interpretation.publishedOn),
  };
}
