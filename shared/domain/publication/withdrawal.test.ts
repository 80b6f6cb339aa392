import { describe, expect, it } from "vitest";

import { entryContent } from "../../sync-protocol/content.ts";
import { withdrawalProblem, withdrawalReasons, withdrawalStage } from "./withdrawal.ts";

describe("a withdrawal", () => {
  it("has the reasons of the protocol, no other", () => {
    const takedown = entryContent.shape.takedown.unwrap();
    expect(Object.keys(withdrawalReasons).toSorted()).toEqual(takedown.shape.reason.options.toSorted());
  });

  // review.md §7: "statutory content must not be removed just because it is old".
  it.each([
    ["expired", "", false, "term-not-over"],
    ["expired", "", true, undefined],
    ["error", "", false, "details-missing"],
    ["error", "  ", true, "details-missing"],
    ["error", "第三段金额有误", false, undefined],
    ["superseded", "", false, "details-missing"],
    ["courtDecision", "", false, "details-missing"],
    ["courtDecision", "行政判决书", false, undefined],
    ["privacy", "", false, undefined],
    ["secrecyRisk", "", false, undefined],
  ] as const)("for %s with note “%s”, term over %s: %s", (reason, note, termOver, problem) => {
    expect(withdrawalProblem({ reason, note, termOver })).toBe(problem);
  });

  // sync.md §6: needs one of confidentialityCheck and leaderApproval; V4: never the own.
  it.each([
    [["confidentialityReviewer"], "c", { ok: true, stage: "confidentialityCheck" }],
    [["leader"], "c", { ok: true, stage: "leaderApproval" }],
    [["unitHead"], "c", { ok: false, because: "not-your-stage" }],
    [["disclosureOffice"], "c", { ok: false, because: "not-your-stage" }],
    [["confidentialityReviewer"], "a", { ok: false, because: "own-item" }],
    [["leader"], "b", { ok: false, because: "own-item" }],
  ] as const)("is decided by %j who is %s: %j", (roles, personId, expected) => {
    expect(withdrawalStage({ personId, roles }, { requesterPersonId: "a", drafterPersonId: "b" })).toEqual(
      expected,
    );
  });
});
