import { describe, expect, it } from "vitest";

import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import {
  allowedOutcomes,
  cleanUpDue,
  cleanUpProblem,
  repealsOf,
  titlesReplacedBy,
  weekOf,
} from "./clean-up.ts";

const day = (text: string) => text as CalendarDay;
const today = day("2026-09-16");

describe("a decision of the clean-up (review.md §7)", () => {
  it("marks policy papers instead of taking them down, and never only marks what a rule found", () => {
    expect(allowedOutcomes("repealed", "policyDocument")).toEqual(["keep", "invalid", "repealed"]);
    expect(allowedOutcomes("termOver", "publicNotice")).toContain("withdraw");
    expect(allowedOutcomes("newRule", "policyDocument")).toEqual(["keep", "withdraw"]);
  });
  it.each([
    ["termOver", "keep", "仍在执行", undefined, "term-missing"],
    ["termOver", "keep", "仍在执行", { kind: "until", day: day("2026-09-16") }, "term-not-later"],
    ["termOver", "keep", "仍在执行", { kind: "until", day: day("2027-09-16") }, undefined],
    ["termOver", "keep", " ", { kind: "permanent" }, "reason-missing"],
    ["superseded", "keep", "两件并行", undefined, undefined],
    ["newRule", "invalid", "x", undefined, "outcome-not-allowed"],
    ["termOver", "withdraw", "公示期已满", undefined, undefined],
  ] as const)("for %s, %s “%s” %j: %s", (cause, outcome, reason, newTerm, problem) => {
    expect(cleanUpProblem({ cause, kind: "publicNotice" }, { outcome, reason, newTerm }, today)).toBe(
      problem,
    );
  });
  it("asks for the basis of 废止", () => {
    const entry = { cause: "repealed", kind: "policyDocument" } as const;
    expect(cleanUpProblem(entry, { outcome: "repealed", reason: "" }, today)).toBe("basis-missing");
  });
});

// ISO 8601: the week belongs to the year of its Thursday.
it.each([
  ["2026-09-16", "2026-W38"],
  ["2026-01-01", "2026-W01"],
  ["2027-01-01", "2026-W53"],
  ["2024-12-30", "2025-W01"],
])("%s lies in week %s", (given, week) => {
  expect(weekOf(day(given))).toBe(week);
});

// 国办发明电〔2025〕7号: Sunday 2026-09-20 is worked for the National Day holiday.
it("is due after five working days", () => {
  expect(cleanUpDue(day("2026-09-16"), officialCalendar)).toBe("2026-09-22");
});

describe("what a paper says it repeals", () => {
  it.each([
    ["本办法自印发之日起施行，《云州市物业管理办法》（云建发〔2019〕3号）同时废止。", ["云建发〔2019〕3号"]],
    ["云建发〔2019〕3号、云建发〔2020〕11号停止执行。", ["云建发〔2019〕3号", "云建发〔2020〕11号"]],
    ["《云州市住房补贴暂行规定》同时废止。", ["云州市住房补贴暂行规定"]],
    ["依照《国有土地上房屋征收与补偿条例》执行。", []],
    ["原规定废止，按《云州市物业管理办法》（云建发〔2026〕1号）执行。", []],
  ])("%s", (text, names) => {
    expect(repealsOf(text).map((each) => each.docNumber ?? each.title)).toEqual(names);
  });
});

it("names the yearly papers before", () => {
  expect(titlesReplacedBy("2026年部门预算")[0]).toBe("2025年部门预算");
  expect(titlesReplacedBy("部门预算")).toEqual([]);
});
