import { describe, expect, it } from "vitest";

import { contract } from "../../shared/contract/index.ts";
import { commonErrorCodes } from "../../shared/contract/operation.ts";
import { errorWording, mayHelpToRetry, wordError } from "./error-wording.ts";

const declared = new Set<string>([
  ...commonErrorCodes,
  ...Object.values(contract).flatMap((operation) => [...operation.errors] as string[]),
  "host-unreachable",
]);

describe("error wording", () => {
  it("words every code of the contract and no other", () => {
    expect(Object.keys(errorWording).sort()).toEqual([...declared].sort());
  });

  it.each([...declared])("says what happened and what to do for %s", (code) => {
    const words = wordError({ code });
    expect(words.what).toMatch(/[\u4e00-\u9fa5]{2,}/);
    expect(words.next).toMatch(/[\u4e00-\u9fa5].*。$/);
    expect(words.what + words.next).not.toContain("undefined");
    expect(words.what + words.next).not.toContain(code);
  });

  it("uses the facts an error brings", () => {
    expect(wordError({ code: "wrong-passphrase", facts: { attemptsLeft: 4 } }).what).toContain("4 次");
    expect(wordError({ code: "account-locked", facts: { minutes: 30 } }).next).toContain("30 分钟");
    expect(wordError({ code: "blocked", facts: { reasons: ["2 处发现未处理", "缺标题"] } }).next).toBe(
      "还差：2 处发现未处理；缺标题。",
    );
  });

  it("names what stopped an act that does not expect it", () => {
    expect(wordError({ code: "internal", facts: { reason: "disk-full" } }).what).toContain("磁盘已满");
    expect(wordError({ code: "internal", facts: { reason: "damaged" } }).what).toContain("读不出来");
    expect(wordError({ code: "internal" }).what).toContain("程序内部出错");
  });

  it.each([
    [{ code: "invalid-input", field: "itemId" }, false],
    [{ code: "invalid-input", field: "title" }, true],
    [{ code: "unknown-review" }, false],
    [{ code: "not-allowed" }, false],
    [{ code: "host-unreachable" }, true],
    [{ code: "internal" }, true],
  ])("offers to try again only where it may help: %j", (error, helps) => {
    expect(mayHelpToRetry(error)).toBe(helps);
  });

  it("takes a broken id for an address that names nothing", () => {
    expect(wordError({ code: "invalid-input", field: "reviewId" }).what).toBe("没有这一件");
  });

  it("has words for a code it does not know", () => {
    expect(wordError({ code: "brand-new" }).what).toBe(wordError({ code: "internal" }).what);
  });
});
