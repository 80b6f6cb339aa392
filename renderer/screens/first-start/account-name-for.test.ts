import { describe, expect, it } from "vitest";

import { accountNameFor } from "./account-name-for.ts";

describe("a proposal for an account name", () => {
  it.each([
    ["陈立", [], "chenli"],
    ["单雄信", [], "shanxiongxin"],
    ["陈立", ["chenli"], "chenli2"],
    ["陈立", ["chenli", "chenli2"], "chenli3"],
    ["", [], ""],
  ] as const)("%s beside %j: %s", async (name, taken, expected) => {
    expect(await accountNameFor(name, taken)).toBe(expected);
  });
});
