import { describe, expect, it } from "vitest";

import type { LintFinding } from "../../../shared/domain/letters/linter.ts";
import { countChecks, marksOf, wrongBesides, nextCheck, repairLabel } from "./check-model.ts";

const finding = (change: Partial<LintFinding>): LintFinding => ({
  ruleId: "LV-02",
  severity: "blocks",
  message: "救济途径告知被改动，与法定文字不一致",
  article: "条例51",
  ...change,
});

describe("checks", () => {
  const lint = [
    finding({ blockId: "relief" }),
    finding({ blockId: "relief", severity: "look", message: "另一条" }),
    finding({ blockId: "finding", severity: "look" }),
    finding({ severity: "look" }),
  ];
  it("are counted by what they stop", () => {
    expect(countChecks(lint)).toEqual({ wrong: 1, look: 3 });
  });
  it("do not count a gap twice, as a check and as a field", () => {
    const gap = finding({ ruleId: "LV-01", field: "withheldItems" });
    expect(wrongBesides([gap, ...lint], ["withheldItems"])).toBe(1);
    expect(wrongBesides([gap, ...lint], [])).toBe(2);
  });
  it("mark each block with its graver remark, short enough for the margin", () => {
    expect([...marksOf(lint)]).toEqual([
      ["relief", { tone: "wrong", text: "救济途径告知被改动" }],
      ["finding", { tone: "look", text: "救济途径告知被改动" }],
    ]);
  });
  it.each([
    [3, undefined, 1, 0],
    [3, undefined, -1, 2],
    [3, 2, 1, 0],
    [3, 0, -1, 2],
    [0, undefined, 1, undefined],
  ] as const)("of %d after %s by %d: %s", (count, current, direction, expected) => {
    expect(nextCheck(count, current, direction)).toBe(expected);
  });
  it("say what their repair does", () => {
    expect(repairLabel({ kind: "fillField", field: "courtName" })).toBe("去填写有管辖权的人民法院");
    expect(repairLabel({ kind: "restoreClause", clauseId: "relief" })).toBe("恢复法定文字");
    expect(repairLabel({ kind: "openDocument", letter: "search-record" })).toMatch(/^起草/);
  });
});
