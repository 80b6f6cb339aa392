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
