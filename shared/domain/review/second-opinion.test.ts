import { describe, expect, it } from "vitest";

import type { ChecklistAnswer, FindingAnswer } from "./review-stages.ts";
import { answerCounts, disputedPassages, opinionsAgree, type Opinion } from "./second-opinion.ts";

const opinion = (
  change: Partial<Opinion> = {},
  findings: Readonly<Record<string, FindingAnswer>> = {},
  checks: Readonly<Record<string, ChecklistAnswer>> = {},
): Opinion => ({
  decision: "agree",
  conclusion: "disclose",
  reasons: [],
  findingAnswers: new Map(Object.entries(findings)),
  checklist: new Map(Object.entries(checks)),
  ...change,
});

describe("two opinions", () => {
  it.each([
    ["the same decision and conclusion", {}, {}, true],
    ["another conclusion", {}, { conclusion: "withhold" }, false],
    ["another decision", {}, { decision: "return", conclusion: "returned" }, false],
    ["other words for the same", { reasons: [{ text: "甲" }] }, { reasons: [{ text: "乙" }] }, true],
  ] as const)("%s", (_name, a, b, agree) => {
    expect(opinionsAgree(opinion(a), opinion(b))).toBe(agree);
  });

  it("names only what is judged differently, in the order of the paper", () => {
    const first = opinion({}, { f1: "keep", f2: "keep", f4: "dismiss" }, { "CR-A01": "no", "CR-D01": "no" });
    const second = opinion(
      { decision: "return", conclusion: "returned", reasons: [{ text: "须遮盖", findingId: "f3" }] },
      { f1: "keep", f2: "mask", f4: "dismiss" },
      { "CR-A01": "no", "CR-D01": "yes" },
    );
    expect(disputedPassages(first, second, ["f1", "f2", "f3", "f4"])).toEqual([
      { kind: "finding", findingId: "f2", first: "keep", second: "mask" },
      { kind: "finding", findingId: "f3" },
      expect.objectContaining({ kind: "check", code: "CR-D01", first: "no", second: "yes" }),
    ]);
  });
});

describe("which answers count", () => {
  const since = "2026-09-16T01:00:00Z";
  const given = (personId: string, at: string) => ({ personId, at });
  const [earlier, later] = ["2026-09-16T00:59:59Z", "2026-09-16T01:00:01Z"];
  it.each([
    ["before the stage anybody's", { since, onlyPersonId: "me" }, given("drafter", earlier), true],
    ["while apart one's own", { since, onlyPersonId: "me" }, given("me", later), true],
    ["while apart nobody else's", { since, onlyPersonId: "me" }, given("other", later), false],
    [
      "afterwards not those that do not stand",
      { since: "", withoutPersonId: "other" },
      given("other", later),
      false,
    ],
    ["afterwards everybody else's", { since: "", withoutPersonId: "other" }, given("office", later), true],
    ["without two reviewers everybody's", undefined, given("other", later), true],
  ] as const)("%s", (_name, seal, answer, counts) => {
    expect(answerCounts(seal, answer)).toBe(counts);
  });
});
