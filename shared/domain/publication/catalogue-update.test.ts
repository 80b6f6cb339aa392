import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { catalogueUpdateDue } from "./catalogue-update.ts";

const listedOn = calendarDay("2026-02-01");

describe("by when an item must be updated (catalogue.md §2)", () => {
  it.each([
    // 2026-07-01 and the nine working days after it; 2026-10-01 to 07 rest, 10-10 works.
    ["a quarter, from its last paper", "quarterly+10", "2025-01-01", "2026-04-10", "2026-07-14"],
    [
      "a paper of the last day of a quarter is of that quarter",
      "quarterly+10",
      "2025-01-01",
      "2026-06-30",
      "2026-07-14",
    ],
    ["a paper of the first day of the next", "quarterly+10", "2025-01-01", "2026-07-01", "2026-10-20"],
    ["nothing out: from its beginning", "quarterly+10", "2026-05-01", undefined, "2026-07-14"],
    ["nothing out: from the day it was listed", "quarterly+10", "2020-01-01", undefined, "2026-04-15"],
    ["begun after its last paper", "quarterly+10", "2026-08-01", "2026-04-10", "2026-10-20"],
    ["a month", "monthly+5", "2025-01-01", "2026-08-03", "2026-09-07"],
    ["a year: published for this one", "fixed:01-31", "2020-01-01", "2026-01-28", "2027-01-31"],
    ["a year: published late for this one", "fixed:01-31", "2020-01-01", "2026-02-20", "2027-01-31"],
    ["a year: last year's alone", "fixed:06-30", "2020-01-01", "2025-06-12", "2026-06-30"],
    ["a year: nothing out", "fixed:06-30", "2026-02-01", undefined, "2026-06-30"],
    ["a year: begun after the day", "fixed:06-30", "2026-07-01", undefined, "2027-06-30"],
    ["an event", "WD:20 from formed", "2025-01-01", undefined, undefined],
    ["at once", "realTime", "2025-01-01", undefined, undefined],
    ["no rule yet", "", "2025-01-01", undefined, undefined],
  ] as const)("%s", (_name, deadlineRule, validFrom, newestOn, day) => {
    expect(catalogueUpdateDue({ deadlineRule, validFrom, listedOn, newestOn }, officialCalendar)?.day).toBe(
      day,
    );
  });
});
