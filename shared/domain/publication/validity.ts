import type { CalendarDay } from "../../kernel/calendar-day.ts";

/** What a mark says of something that stays readable and no longer holds (review.md §7, 有效/失效/废止). */
export const endedMarks = { invalid: "失效", repealed: "废止" } as const;
export type EndedMark = keyof typeof endedMarks;

/** A mark as it is reviewed and published: from which day, and by what. */
export interface Validity {
  readonly mark: EndedMark;
  readonly from: CalendarDay;
  readonly basis: string;
}

/** 有效性 of something that is out, on a day: a mark counts from the day it names. */
export function validityOn(
  validity: Pick<Validity, "mark" | "from"> | undefined,
  today: CalendarDay,
): "有效" | (typeof endedMarks)[EndedMark] {
  return validity !== undefined && validity.from <= today ? endedMarks[validity.mark] : "有效";
}
