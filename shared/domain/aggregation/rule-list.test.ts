import { describe, expect, it } from "vitest";

import { attributesOf, measureWords, ruleChanges, ruleListProblem } from "./rule-list.ts";
import { combinationRules, type CombinationRule } from "./rules.ts";

const first = combinationRules[0] as CombinationRule;
const with_ = (change: Partial<CombinationRule>): readonly CombinationRule[] => [{ ...first, ...change }];

describe("a department's list of combinations", () => {
  it("takes the list the program brings, whose measures name attributes of their kind", () => {
    expect(ruleListProblem(combinationRules)).toBeUndefined();
    expect(Object.values(attributesOf).every((list) => list.length > 0)).toBe(true);
  });
  it.each([
    [[], "no-rules"],
    [with_({ id: "1" }), "id-invalid"],
    [[first, first], "id-twice"],
    [with_({ title: " " }), "title-missing"],
    [with_({ reason: "" }), "reason-missing"],
    [with_({ measure: { kind: "all-needs", needs: [["position"]] } }), "needs-too-few"],
    [with_({ measure: { kind: "all-needs", needs: [["position"], []] } }), "needs-too-few"],
    [with_({ measure: { kind: "all-needs", needs: [["position"], ["position"]] } }), "need-twice"],
    [with_({ measure: { kind: "all-needs", needs: [["position"], ["health"]] } }), "attribute-not-of-kind"],
    [with_({ measure: { kind: "difference", smallBelow: 3 } }), "attribute-not-of-kind"],
    [
      with_({
        entityKind: "person",
        measure: { kind: "complement", attributes: ["maskedId"], openAtMost: 18 },
      }),
      "number-out-of-range",
    ],
  ] as const)("%#: %s", (rules, problem) => {
    expect(ruleListProblem(rules)?.problem).toBe(problem);
  });
  it("says what changed", () => {
    const after = [{ ...first, title: "新的名称" }, ...combinationRules.slice(2), { ...first, id: "BM-01" }];
    expect(ruleChanges(combinationRules, after)).toEqual({
      added: ["BM-01"],
      removed: ["AG-02"],
      changed: ["AG-01"],
    });
  });
  it("reads a measure out", () => {
    expect(measureWords(first.measure)).toBe("地点或者坐标，加上容量");
  });
});
