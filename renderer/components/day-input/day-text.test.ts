import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addDays, calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { parseDayText, shownDay } from "./day-text.ts";

const today = calendarDay("2026-09-16");

describe("days as they are typed", () => {
  it.each([
    ["2026-09-16", "2026-09-16"],
    ["2026-9-6", "2026-09-06"],
    ["2026/9/16", "2026-09-16"],
    ["2026.9.16", "2026-09-16"],
    ["2026年9月16日", "2026-09-16"],
    ["2026 年 9 月 16 日", "2026-09-16"],
    ["２０２６年９月１６日", "2026-09-16"],
    ["20260916", "2026-09-16"],
    ["9月16日", "2026-09-16"],
    ["9-16", "2026-09-16"],
    ["今天", "2026-09-16"],
    ["昨天", "2026-09-15"],
    ["前天", "2026-09-14"],
    ["2026-02-30", undefined],
    ["13月1日", undefined],
    ["明年", undefined],
    ["", undefined],
  ])("%s is %s", (typed, expected) => {
    expect(parseDayText(typed, today)).toBe(expected);
  });

  it("reads back every day it shows", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (offset) => {
        const day = addDays(today, offset);
        expect(parseDayText(shownDay(day), today)).toBe(day);
      }),
    );
  });
});
