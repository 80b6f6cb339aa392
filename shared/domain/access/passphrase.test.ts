import { describe, expect, it } from "vitest";

import { checkPassphrase, lockout, passphrasePolicy } from "./passphrase.ts";

describe("the passphrase policy (domain/review.md §9)", () => {
  it.each([
    ["Ab1", "too-short"],
    ["Ab1-Ab1-A", "too-short"],
    ["Ab1-Ab1-Ab", undefined],
    ["abcdefghij", "too-few-classes"],
    ["abcdefghi1", "too-few-classes"],
    ["Abcdefghi1", undefined],
    ["abcdefgh-1", undefined],
    ["1234567890", "too-few-classes"],
    // Sixteen characters of any kind are stronger than three classes in ten places.
    ["abcdefghijklmnop", undefined],
    ["abcdefghijklmno", "too-few-classes"],
    ["春眠不觉晓处处闻啼鸟夜来风雨声", "too-few-classes"],
    ["春眠不觉晓处处闻啼鸟夜来风雨声花", undefined],
    ["春眠不觉晓Aa1处处", undefined],
    // Counted in characters, not in UTF-16 units.
    ["𠀀𠀀𠀀𠀀Aa1-", "too-short"],
    ["Linxiaotong-2026", "contains-account-name"],
    ["x-LINXIAOTONG-1", "contains-account-name"],
  ])("%s: %s", (passphrase, expected) => {
    expect(checkPassphrase(passphrase, "linxiaotong")).toBe(expected);
  });

  it("does not take a name of one character for the account name", () => {
    expect(checkPassphrase("Abcdefghi1", "a")).toBeUndefined();
  });

  it("has the numbers of the handbook", () => {
    expect(passphrasePolicy).toEqual({ minLength: 10, minClasses: 3, remembered: 5 });
    expect(lockout).toEqual({ failures: 5, minutes: 30, locksPerDay: 3 });
  });
});
