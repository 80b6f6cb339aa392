import { expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { validityOn } from "./validity.ts";

it.each([
  [undefined, "有效"],
  [{ mark: "repealed", from: calendarDay("2026-09-17") }, "有效"],
  [{ mark: "repealed", from: calendarDay("2026-09-16") }, "废止"],
  [{ mark: "invalid", from: calendarDay("2025-01-01") }, "失效"],
] as const)("%o is %s", (validity, expected) => {
  expect(validityOn(validity, calendarDay("2026-09-16"))).toBe(expected);
});
