import type { WorkCalendar } from "../clock/calendar.ts";
import type { DueReading } from "../clock/due-reading.ts";
import { reviewStageDue } from "../clock/review-stage-clock.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";

/** What is held against the approved version after publication (review.md §1, stage 8). */
export const postCheckPoints = {
  text: "标题和正文与批准件一致",
  attachments: "附件齐全并与批准件一致",
  audience: "公开对象和渠道与批准件一致",
  term: "公开时限标注正确",
  links: "页面和链接可以打开",
} as const;
export type PostCheckPoint = keyof typeof postCheckPoints;

export const postCheckResults = { same: "一致", differs: "不一致" } as const;
export type PostCheckResult = keyof typeof postCheckResults;

/** One working day after the release [convention] (review.md §1, stage 8). */
export function postCheckDue(releasedOn: CalendarDay, calendar: WorkCalendar): DueReading {
  return reviewStageDue("postCheck", releasedOn, calendar);
}

/** "Same" says that every point was checked; "differs" says where. */
export function postCheckProblem(check: {
  readonly result: PostCheckResult;
  readonly points: readonly PostCheckPoint[];
  readonly note: string;
}): "points-missing" | "details-missing" | undefined {
  if (check.result === "differs") return check.note.trim() === "" ? "details-missing" : undefined;
  const checked = new Set(check.points);
  return Object.keys(postCheckPoints).every((point) => checked.has(point as PostCheckPoint))
    ? undefined
    : "points-missing";
}
