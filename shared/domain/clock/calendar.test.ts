import { describe, expect, it } from "vitest";

import { addDays, calendarDay } from "../../kernel/calendar-day.ts";
import { dayFacts, holidayBlockOf, isWorkday, workdaysByMonth, type WorkCalendar } from "./calendar.ts";
import { adoptYear, validateCalendarYear } from "./calendar-import.ts";
import { officialCalendar } from "./official-calendar.ts";
import { statutoryDays } from "./statutory-days.ts";

const day = calendarDay;

/** Working days by month as published with the schedules. */
const publishedWorkdays: Readonly<Record<number, readonly number[]>> = {
  2024: [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22],
  2025: [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23],
  2026: [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23],
};

describe("official calendar", () => {
  it("agrees with the published totals of working days, month by month", () => {
    const counted = [2024, 2025, 2026].map(
      (year) => [year, workdaysByMonth(year, officialCalendar)] as const,
    );
    expect(Object.fromEntries(counted)).toEqual(publishedWorkdays);
    expect(counted.map(([, months]) => months.reduce((sum, n) => sum + n, 0))).toEqual([251, 248, 248]);
  });

  it("lists as many off and make-up days as the notices", () => {
    const sizes = Object.entries(officialCalendar.years).map(([year, data]) => [
      Number(year),
      data.off.length,
      data.makeup.length,
    ]);
    expect(sizes).toEqual([
      [2024, 28, 8],
      [2025, 28, 5],
      [2026, 33, 6],
    ]);
  });

  it.each([
    ["2024-02-09", true, "除夕 2024: the notice only encouraged leave"],
    ["2024-02-04", true, "make-up Sunday"],
    ["2024-04-07", true, "make-up Sunday"],
    ["2024-06-08", false, "ordinary Saturday beside 端午节"],
    ["2025-01-02", true, "元旦 2025 is one day only"],
    ["2025-10-08", false, "last day of the merged 国庆节、中秋节"],
    ["2026-01-04", true, "working Sunday after 元旦"],
    ["2026-02-15", false, "春节 2026 begins on a Sunday"],
    ["2026-04-06", false, "清明节 without make-up"],
  ])("%s workday=%s (%s)", (text, expected) => {
    expect(isWorkday(day(text), officialCalendar)).toBe(expected);
  });

  it("knows 2027 only by weekends and statutory days, and says so", () => {
    expect(dayFacts(day("2027-02-05"), officialCalendar)).toEqual({
      kind: "holiday",
      workday: false,
      holiday: "春节",
      official: false,
    });
    expect(isWorkday(day("2027-02-09"), officialCalendar)).toBe(true);
    expect(dayFacts(day("2027-02-09"), officialCalendar).official).toBe(false);
    expect(statutoryDays(2027).map((entry) => entry.day.slice(5))).toEqual([
      "01-01",
      "02-05",
      "02-06",
      "02-07",
      "02-08",
      "04-05",
      "05-01",
      "05-02",
      "06-09",
      "09-15",
      "10-01",
      "10-02",
      "10-03",
    ]);
  });

  it("counts statutory days by the law of the year: 11 in 2024, 13 from 2025", () => {
    expect([2024, 2025, 2026, 2027].map((year) => statutoryDays(year).length)).toEqual([11, 13, 13, 13]);
  });

  it("names a block once", () => {
    expect(holidayBlockOf(day("2026-09-26"), officialCalendar)).toEqual({
      name: "中秋节",
      from: "2026-09-25",
      to: "2026-09-27",
    });
    expect(holidayBlockOf(day("2026-09-28"), officialCalendar)).toBeUndefined();
  });

  it("applies an organ's own day with its source, and nothing else", () => {
    const local: WorkCalendar = {
      ...officialCalendar,
      version: "local",
      local: [{ day: day("2024-02-09"), kind: "off", source: "审计记录" }],
    };
    expect(isWorkday(day("2024-02-09"), local)).toBe(false);
    expect(isWorkday(day("2024-02-08"), local)).toBe(true);
  });
});

const good2027 = {
  year: 2027,
  notice: "测试通知",
  noticeDate: "2026-11-10",
  off: [
    "2027-01-01",
    "2027-02-05",
    "2027-02-06",
    "2027-02-07",
    "2027-02-08",
    "2027-04-05",
    "2027-06-09",
    "2027-09-15",
    "2027-10-01",
  ],
  makeup: ["2027-01-30"],
  importedBy: "sys",
  importedAt: "2026-11-11T01:00:00Z",
  sha256: "0".repeat(64),
};

describe("calendar import", () => {
  it("accepts a sound year and a different confirmer makes it part of the calendar", () => {
    const imported = validateCalendarYear(good2027);
    if (!imported.ok) throw new Error("expected a valid year");
    expect(imported.value.movableDaysChecked).toBe(true);
    expect(adoptYear(officialCalendar, imported.value, "sys", "v2")).toEqual({
      ok: false,
      error: { type: "importer-confirms-own-import" },
    });
    const adopted = adoptYear(officialCalendar, imported.value, "sec", "v2");
    if (!adopted.ok) throw new Error("expected the year to be adopted");
    expect(dayFacts(day("2027-01-30"), adopted.value)).toEqual({
      kind: "makeup",
      workday: true,
      official: true,
    });
    expect(dayFacts(day("2027-02-05"), adopted.value).holiday).toBe("春节");
    expect(dayFacts(day("2027-02-05"), officialCalendar).official).toBe(false);
  });

  it.each([
    ["a make-up day on a weekday", { makeup: ["2027-01-29"] }, "makeup-not-on-weekend"],
    ["a day in both lists", { off: [...good2027.off, "2027-01-30"] }, "in-both-lists"],
    ["a missing statutory day", { off: good2027.off.slice(1) }, "statutory-day-missing"],
    ["a statutory weekend day made a working day", { makeup: ["2027-05-01"] }, "statutory-day-missing"],
    ["a day of another year", { off: [...good2027.off, "2026-12-31"] }, "outside-year"],
    ["a day twice", { off: [...good2027.off, "2027-01-01"] }, "duplicate-day"],
    ["a day that does not exist", { off: [...good2027.off, "2027-02-29"] }, "not-a-day"],
    ["no notice", { notice: "" }, "field-invalid"],
    ["a digest of the wrong length", { sha256: "abc" }, "field-invalid"],
    ["text for a year", { year: "2027" }, "field-invalid"],
  ])("refuses %s", (_what, change, type) => {
    const result = validateCalendarYear({ ...good2027, ...change });
    expect(result.ok ? [] : result.error.map((error) => error.type)).toContain(type);
  });

  it("refuses what is no object", () => {
    expect(validateCalendarYear([])).toEqual({ ok: false, error: [{ type: "not-an-object" }] });
  });

  it("accepts the three official years in the import shape", () => {
    for (const [year, data] of Object.entries(officialCalendar.years)) {
      const { notice, noticeDate, off, makeup } = data;
      const result = validateCalendarYear({
        ...good2027,
        year: Number(year),
        notice,
        noticeDate,
        off,
        makeup,
      });
      expect(result.ok).toBe(true);
    }
  });

  it("names a block of an imported year without names after its statutory days", () => {
    const { blocks: _blocks, ...bare } = officialCalendar.years[2025] ?? {
      off: [],
      makeup: [],
      notice: "",
      noticeDate: day("2024-11-12"),
    };
    const calendar: WorkCalendar = { version: "bare", years: { 2025: bare } };
    expect(holidayBlockOf(day("2025-10-07"), calendar)).toEqual({
      name: "国庆节、中秋节",
      from: "2025-10-01",
      to: addDays(day("2025-10-01"), 7),
    });
  });
});
