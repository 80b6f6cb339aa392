import { describe, expect, it } from "vitest";

import {
  departmentRuleTypes,
  maySwitchOff,
  noDepartmentRules,
  screenOptionsOf,
  type DepartmentRule,
  type DepartmentRuleSet,
} from "./department-rule-set.ts";
import { screeningRules } from "./rules/index.ts";
import { screenText } from "./screen-text.ts";

const rule = (id: string, text: string, more: Partial<DepartmentRule> = {}): DepartmentRule => ({
  id,
  kind: "word",
  text,
  type: "SENSITIVE_WORD",
  severity: "must-fix",
  explanation: "本局规定不得公开的代号",
  source: "云建发〔2026〕3号",
  enabled: true,
  owner: "保密办公室",
  ...more,
});
const set = (rules: readonly DepartmentRule[], switchedOff: readonly string[] = []): DepartmentRuleSet => ({
  version: 1,
  rules,
  switchedOff,
});
function findings(text: string, given: DepartmentRuleSet) {
  const options = screenOptionsOf(given);
  if (!options.ok) throw new Error(JSON.stringify(options.error));
  return screenText(text, options.value);
}

describe("a department's rule set", () => {
  it("finds the department's words and patterns beside the delivered rules", () => {
    const found = findings(
      "“磐石行动”定于五月开展，联系手机13800138000，泵站编号ＢＺ－0417。",
      set([
        rule("own-1", "磐石行动"),
        rule("own-2", "BZ-\\d{4}", { kind: "pattern", type: "GEO", severity: "look-at" }),
      ]),
    );
    expect(found.map(({ ruleId, value, severity }) => [ruleId, value, severity])).toEqual([
      ["own-1", "磐石行动", "must-fix"],
      ["mobile", "13800138000", "must-fix"],
      ["own-2", "ＢＺ－0417", "look-at"],
    ]);
  });

  it("says nothing by a rule that is off", () => {
    expect(findings("磐石行动", set([rule("own-1", "磐石行动", { enabled: false })]))).toEqual([]);
    expect(findings("手机13800138000", set([], ["mobile"]))).toEqual([]);
    expect(findings("手机13800138000", noDepartmentRules)).toHaveLength(1);
  });

  it("never silences marks", () => {
    const silenced = screeningRules.filter(({ id }) => maySwitchOff(id)).map((one) => one.class);
    expect(silenced).not.toContain("secret");
    expect(silenced).not.toContain("internal");
    expect(silenced).toContain("personal");
    expect(maySwitchOff("own-1")).toBe(false);
    expect(departmentRuleTypes).not.toContain("CLASS_MARK");
  });

  it.each<[string, DepartmentRuleSet, string]>([
    ["a mark's rule off", set([], ["class-star"]), "密级和内部标识的规则不能停用"],
    ["an unknown rule off", set([], ["no-such"]), "没有这条内置规则"],
    ["a delivered rule's id", set([rule("mobile", "词语")]), "编号与内置规则相同"],
    ["one id twice", set([rule("own-1", "词语"), rule("own-1", "另一个")]), "编号重复"],
    ["a word of one character", set([rule("own-1", "词")]), "词语须为 2 至 100 个字符"],
    ["a pattern that can run away", set([rule("own-1", "(a+)+$", { kind: "pattern" })]), "不限次数"],
    ["the same, off", set([rule("own-1", "(a+)+$", { kind: "pattern", enabled: false })]), "不限次数"],
  ])("is refused for %s, with the reason", (_name, given, reason) => {
    const answer = screenOptionsOf(given);
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(answer.error.map((problem) => problem.reason).join()).toContain(reason);
  });
});
