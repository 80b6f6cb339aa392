import { describe, expect, it } from "vitest";

import { checklist, checklistByCode, checklistGroups } from "./checklist.ts";
import { decisionBlockers, type DecisionFactsForBlockers } from "./decision-blockers.ts";
import type { ChecklistAnswer } from "./review-stages.ts";

const answered = (answer: ChecklistAnswer = "no") =>
  new Map(checklist.map((entry) => [entry.code, answer] as const));
const settled: DecisionFactsForBlockers = {
  stage: "confidentialityCheck",
  findings: [],
  checklist: answered(),
  hasPublicationPeriod: true,
  isLetter: false,
};
const blockers = (change: Partial<DecisionFactsForBlockers>) =>
  decisionBlockers({ ...settled, ...change }).map((blocker) => `${blocker.code} ${blocker.count}`);
const first = checklist[0]?.code ?? "";
const allButFirst = new Map([...answered()].filter(([code]) => code !== first));

describe("what stands in the way of an agreement", () => {
  it.each<readonly [string, Partial<DecisionFactsForBlockers>, readonly string[]]>([
    ["nothing, when all is settled", {}, []],
    [
      "open findings, of either severity",
      {
        findings: [
          { type: "TYPO", severity: "must-fix", masked: false },
          { type: "TYPO", severity: "look-at", masked: false },
          { type: "TYPO", severity: "must-fix", masked: true, answer: "mask" },
        ],
      },
      ["findings-open 2"],
    ],
    [
      "a mask asked for that is not in the copy",
      { findings: [{ type: "TYPO", severity: "must-fix", masked: false, answer: "mask" }] },
      ["mask-not-in-copy 1"],
    ],
    [
      "not a finding kept or dismissed",
      {
        findings: [
          { type: "TYPO", severity: "must-fix", masked: false, answer: "keep" },
          { type: "TYPO", severity: "look-at", masked: false, answer: "dismiss" },
        ],
      },
      [],
    ],
    [
      "a check answered as if nothing were there, beside a number that is withheld (CR-D01)",
      { findings: [{ type: "ID_CARD", severity: "must-fix", masked: true, answer: "mask" }] },
      ["checklist-contradicted 1"],
    ],
    [
      "the same answered with its treatment",
      {
        findings: [{ type: "ID_CARD", severity: "must-fix", masked: true, answer: "mask" }],
        checklist: new Map([...answered(), ["CR-D01", "yes"]]),
      },
      [],
    ],
    [
      "no contradiction in a name that is withheld, nor in a number that is none",
      {
        findings: [
          { type: "NAME", severity: "look-at", masked: true, answer: "mask" },
          { type: "ID_CARD", severity: "must-fix", masked: false, answer: "dismiss" },
        ],
      },
      [],
    ],
    [
      "no contradiction where the list was answered by another stage",
      {
        stage: "officeCheck",
        findings: [{ type: "ID_CARD", severity: "must-fix", masked: true, answer: "mask" }],
      },
      [],
    ],
    ["one unanswered check", { checklist: allButFirst }, ["checklist-open 1"]],
    [
      "the whole list at the self-check",
      { stage: "selfCheck", checklist: new Map() },
      [`checklist-open ${checklist.length}`],
    ],
    ["no list at a stage that does not answer it", { stage: "unitHeadReview", checklist: new Map() }, []],
    ["no list at the approval", { stage: "leaderApproval", checklist: new Map() }, []],
    [
      "an answer that is unsure, at any stage (CR-A06: 报请确定)",
      { stage: "leaderApproval", checklist: new Map([[first, "unsure"]]) },
      ["checklist-unsure 1"],
    ],
    ["a missing term (存续期)", { hasPublicationPeriod: false }, ["term-missing 1"]],
    ["no term for a letter, which is an answer", { hasPublicationPeriod: false, isLetter: true }, []],
    [
      "everything at once, in the order a person clears it",
      {
        findings: [
          { type: "TYPO", severity: "must-fix", masked: false },
          { type: "TYPO", severity: "must-fix", masked: false, answer: "mask" },
        ],
        checklist: new Map([...allButFirst, [checklist[1]?.code ?? "", "unsure" as const]]),
        hasPublicationPeriod: false,
      },
      ["findings-open 1", "mask-not-in-copy 1", "checklist-open 1", "checklist-unsure 1", "term-missing 1"],
    ],
  ])("%s", (_name, change, expected) => {
    expect(blockers(change)).toEqual(expected);
  });
});

describe("the checklist of domain/review.md §4", () => {
  it("has every code once, in its group and in print order", () => {
    const codes = checklist.map((entry) => entry.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(codes.toSorted());
    expect(checklistByCode.size).toBe(codes.length);
    expect([...new Set(checklist.map((entry) => entry.group))]).toEqual(Object.keys(checklistGroups));
  });
  it("numbers each group from 01 without gaps", () => {
    for (const group of Object.keys(checklistGroups)) {
      const numbers = checklist
        .filter((entry) => entry.group === group)
        .map((entry) => Number(entry.code.slice(4)));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });
});
