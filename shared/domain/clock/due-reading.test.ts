import { expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { lateWithoutWorkday, overdueWords, signedWorkdays, standingOf } from "./due-reading.ts";
import { officialCalendar } from "./official-calendar.ts";

// Friday 2025-11-14 is the last day; the weekend after it has no working day.
it.each([
  ["2025-11-12", 2, "剩"],
  ["2025-11-14", 0, "剩"],
  ["2025-11-15", lateWithoutWorkday, "已超期"],
  ["2025-11-16", lateWithoutWorkday, "已超期"],
  ["2025-11-17", -1, "超 1 个工作日"],
  ["2025-11-18", -2, "超 2 个工作日"],
] as const)("what was due on a Friday is, on %s, %i working days away", (today, left, words) => {
  const standing = standingOf(calendarDay("2025-11-14"), calendarDay(today), officialCalendar);
  expect(signedWorkdays(standing)).toBe(left);
  expect(standing.state === "overdue" ? overdueWords(standing.overdueWorkdays) : "剩").toBe(words);
  // The signed number of lists says the same as the count of the timeline.
  if (left < 0) expect(overdueWords(left)).toBe(words);
});
