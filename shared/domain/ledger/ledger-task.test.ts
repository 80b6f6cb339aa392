import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { lastDayOf, ledgerState, planSubstance, taskNumber, unitsOf, yearOfPlan } from "./ledger-task.ts";
import { parseWorkPoints } from "./parse-work-points.ts";

const day = calendarDay;

function planOf(source: string) {
  const plan = parseWorkPoints(source);
  if (!plan.ok) throw new Error(plan.error.type);
  return plan.value;
}

const source =
  "2026年云州市政务公开工作要点\n\n一、深化公开\n（一）强化公开\n1. 公开目录。（责任单位：市司法局、市财政局）\n2. 开展自查。（责任单位：市财政局）";

describe("a task of the ledger", () => {
  it.each([
    ["notStarted", "2026-06-30", "notStarted"],
    ["notStarted", "2026-06-29", "late"],
    ["inProgress", "2026-06-29", "late"],
    ["done", "2026-06-29", "done"],
    ["inProgress", undefined, "inProgress"],
  ] as const)("%s until %s is %s on 30 June", (status, dueOn, state) => {
    expect(ledgerState({ status, dueOn: dueOn && day(dueOn) }, day("2026-06-30"))).toBe(state);
  });

  it("has the last day of its limit, and none where it comes again", () => {
    expect(lastDayOf({ kind: "by", day: day("2026-12-31"), text: "年底前" })).toBe("2026-12-31");
    expect(lastDayOf({ kind: "during", from: day("2026-08-01"), to: day("2026-08-31"), text: "8月" })).toBe(
      "2026-08-31",
    );
    expect(lastDayOf({ kind: "every", period: "quarter", text: "按季度" })).toBeUndefined();
    expect(lastDayOf(undefined)).toBeUndefined();
  });

  it("is led by the unit named first; who answers for all helps", () => {
    expect(unitsOf({ units: ["甲局", "乙局"] }, { unitsOfAllTasks: ["丙办", "甲局"] })).toEqual([
      "甲局",
      "乙局",
      "丙办",
    ]);
    expect(taskNumber({ section: "一(一)", number: 2 })).toBe("一(一)2");
  });
});

it.each([
  ["2026年云州市政务公开工作要点", 2026],
  ["云州市 2025 年政务公开工作要点", 2025],
  ["政务公开重点任务分解表", 2027],
])("%s is of %i", (title, year) => {
  expect(yearOfPlan({ title, cameOn: day("2027-02-01") })).toBe(year);
});

describe("the same plan", () => {
  it("is known from another program's file, and not taken for one with other words or units", () => {
    const plan = planSubstance(planOf(source));
    expect(planSubstance(planOf(source.replaceAll("\n", "\r\n\r\n").replace("1. ", "1.　")))).toBe(plan);
    expect(planSubstance(planOf(source.replace("公开目录", "公开清单")))).not.toBe(plan);
    expect(planSubstance(planOf(source.replace("市司法局、", "")))).not.toBe(plan);
  });
});
