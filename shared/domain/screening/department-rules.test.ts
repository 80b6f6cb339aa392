import { describe, expect, it } from "vitest";

import { compileDepartmentRules, unsafeBecause } from "./department-rules.ts";
import { screenText } from "./screen-text.ts";

describe("a department's own rules", () => {
  it("finds words and patterns next to the product's", () => {
    const rules = compileDepartmentRules(
      [{ id: "own-1", word: "蓝盾工程", type: "INTERNAL_MARK", explanation: "代号不得公开" }],
      [{ id: "own-2", pattern: "内测[0-9]{3,5}", type: "INTERNAL_MARK", severity: "look-at" }],
    );
    if (!rules.ok) throw new Error("refused");
    const text = "蓝盾工程第二批，编号内测１２３４，手机13812345678。";
    expect(screenText(text, { department: rules.value })).toMatchObject([
      { ruleId: "own-1", value: "蓝盾工程", note: "代号不得公开", severity: "must-fix" },
      { ruleId: "own-2", value: "内测１２３４", severity: "look-at" },
      { ruleId: "mobile", value: "13812345678" },
    ]);
  });

  it.each([
    ["(a+)+b", "上限"],
    ["(a|aa){2,30}b", "回溯"],
    ["(?:[0-9]{1,3}[,]?){1,20}x", "回溯"],
    [".*密", "上限"],
    ["a{1,}", "上限"],
    ["a{1,999}", "不能超过"],
    ["(a)\\1", "反向引用"],
    ["(?=a)b", "环视"],
    ["[", "有效"],
    ["", "空"],
    ["a".repeat(300), "不能超过"],
  ])("refuses %s and says why", (pattern, reason) => {
    expect(unsafeBecause(pattern)).toContain(reason);
    const result = compileDepartmentRules([], [{ id: "x", pattern, type: "TYPO" }]);
    expect(result).toMatchObject({ ok: false, error: [{ type: "pattern-refused", id: "x" }] });
  });

  it.each([
    "第[0-9]{1,4}号",
    "(?:甲|乙)方代号",
    "A-[0-9]{4}(?:-[A-Z]){2}",
    "\\p{Script=Han}{2,4}代号",
    "C\\+\\+?",
  ])("takes %s", (pattern) => {
    expect(unsafeBecause(pattern)).toBeUndefined();
  });

  it("refuses empty, short and repeated words", () => {
    const result = compileDepartmentRules(
      [
        { id: "a", word: "密", type: "TYPO" },
        { id: "b", word: "代号", type: "TYPO" },
        { id: "c", word: "代号", type: "TYPO" },
      ],
      [],
    );
    expect(result).toMatchObject({ ok: false, error: [{ id: "a" }, { id: "c" }] });
  });
});
