import { describe, expect, it } from "vitest";

import { addDays, calendarDay } from "../../kernel/calendar-day.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { lateBefore, periodDue, periodProgress } from "./period-due.ts";

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

describe("lateBefore", () => {
  it.each(["month", "quarter", "halfYear", "year"] as const)(
    "tells by %s the same as periodDue",
    (period) => {
      for (let ahead = 0; ahead < 400; ahead += 3) {
        const today = addDays(calendarDay("2025-12-01"), ahead);
        const limit = lateBefore(period, today, officialCalendar);
        for (let ago = 0; ago < 420; ago += 7) {
          const lastOn = addDays(today, -ago);
          expect([today, lastOn, lastOn < limit]).toEqual([
            today,
            lastOn,
            periodDue(period, lastOn, officialCalendar) < today,
          ]);
        }
      }
    },
  );
});

describe("the periods of a year", () => {
  const states = (
    today: string,
    setDownOn: readonly string[],
    more: {
      status?: "inProgress" | "done";
      cameOn?: string;
      period?: "quarter" | "halfYear" | "year" | "month";
    } = {},
  ) =>
    periodProgress(
      more.period ?? "quarter",
      {
        year: 2026,
        cameOn: calendarDay(more.cameOn ?? "2026-01-08"),
        setDownOn: setDownOn.map(calendarDay),
        status: more.status ?? "inProgress",
      },
      calendarDay(today),
      officialCalendar,
    ).map(({ label, state }) => `${label} ${state ?? "—"}`);

  it("are not begun, under way, late and done, each by what was set down after its end", () => {
    expect(states("2026-02-01", [])).toEqual([
      "第一季度 notStarted",
      "第二季度 notStarted",
      "第三季度 notStarted",
      "第四季度 notStarted",
    ]);
    expect(states("2026-02-01", ["2026-01-20"])[0]).toBe("第一季度 inProgress");
    // Ten working days after the quarter (14 April) are its term.
    expect(states("2026-04-15", ["2026-01-20"])[0]).toBe("第一季度 inProgress");
    expect(states("2026-04-16", ["2026-01-20"])[0]).toBe("第一季度 late");
    expect(states("2026-07-20", ["2026-04-10"])).toEqual([
      "第一季度 done",
      "第二季度 late",
      "第三季度 notStarted",
      "第四季度 notStarted",
    ]);
    expect(states("2026-07-20", ["2026-07-16"])).toEqual([
      "第一季度 done",
      "第二季度 done",
      "第三季度 inProgress",
      "第四季度 notStarted",
    ]);
  });

  it("are none that were over when the plan came, and all done with a task that is", () => {
    expect(states("2026-07-01", [], { cameOn: "2026-05-20" })).toEqual([
      "第一季度 —",
      "第二季度 notStarted",
      "第三季度 notStarted",
      "第四季度 notStarted",
    ]);
    expect(states("2026-07-01", ["2026-06-30"], { status: "done" })[3]).toBe("第四季度 done");
  });

  it("are named by what they are", () => {
    expect(states("2026-02-01", [], { period: "halfYear" })).toEqual([
      "上半年 notStarted",
      "下半年 notStarted",
    ]);
    expect(states("2026-02-01", [], { period: "year" })).toEqual(["全年 notStarted"]);
    expect(states("2026-02-01", [], { period: "month" })[11]).toBe("12月 notStarted");
  });
});
