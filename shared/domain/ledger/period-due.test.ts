import { expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { periodDue } from "./period-due.ts";

it.each([
  ["quarter", "2026-04-01", "2026-07-14"],
  ["quarter", "2026-06-30", "2026-07-14"],
  ["quarter", "2026-07-01", "2026-10-20"],
  ["quarter", "2025-02-28", "2025-04-15"],
  ["month", "2026-08-31", "2026-09-14"],
  ["halfYear", "2026-01-05", "2026-07-14"],
  ["year", "2025-03-01", "2026-01-15"],
] as const)("by %s, set down last on %s: until %s", (period, lastOn, due) => {
  expect(periodDue(period, calendarDay(lastOn), officialCalendar)).toBe(due);
});
