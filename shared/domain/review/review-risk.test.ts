import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { FindingClass } from "../screening/finding-types.ts";
import { assessRisk, riskLevel, type RiskFacts } from "./review-risk.ts";

const facts = (change: Partial<RiskFacts> = {}): RiskFacts => ({
  kind: "publicNotice",
  originType: "made",
  audience: "public",
  findings: [],
  joins: 0,
  attachments: 0,
  history: { returned: 0, changedAfterApproval: 0 },
  ...change,
});
const findings = (name: FindingClass, n: number, masked = false) =>
  Array.from({ length: n }, () => ({ class: name, masked }));

describe("the risk of a paper", () => {
  it.each<readonly [string, Partial<RiskFacts>, number]>([
    ["a clean notice", {}, 5],
    ["a clean letter to one applicant", { audience: "targeted", kind: "letter" }, 10],
    ["a phone number the copy shows", { findings: findings("personal", 1) }, 15],
    ["the same, masked", { findings: findings("personal", 1, true) }, 8],
    ["a secrecy mark", { findings: findings("secret", 1) }, 45],
    ["hundreds of names weigh no more than a limit", { findings: findings("personal", 500) }, 35],
    ["typing slips", { findings: findings("wording", 40) }, 5],
    ["two joins with what is out", { joins: 2 }, 40],
    ["returned twice", { history: { returned: 2, changedAfterApproval: 0 } }, 25],
    ["everything at once", { findings: findings("secret", 9), joins: 9, attachments: 9 }, 100],
  ])("%s", (_name, change, score) => {
    const risk = assessRisk(facts(change));
    expect(risk.score).toBe(score);
    const sum = risk.reasons.reduce((total, reason) => total + reason.points, 0);
    expect(Math.min(100, sum)).toBe(score);
  });

  it("never falls when something is added, nor when a mask is taken off", () => {
    const classes = fc.constantFrom<FindingClass>("secret", "internal", "personal", "commercial", "hidden");
    fc.assert(
      fc.property(
        fc.array(fc.record({ class: classes, masked: fc.boolean() }), { maxLength: 20 }),
        classes,
        (list, name) => {
          const before = assessRisk(facts({ findings: list })).score;
          expect(
            assessRisk(facts({ findings: [...list, { class: name, masked: false }] })).score,
          ).toBeGreaterThanOrEqual(before);
          expect(
            assessRisk(facts({ findings: [...list, { class: name, masked: true }] })).score,
          ).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  it("is low, middle or high", () => {
    expect([0, 29, 30, 59, 60, 100].map(riskLevel)).toEqual([
      "low",
      "low",
      "middle",
      "middle",
      "high",
      "high",
    ]);
  });
});
