import { describe, expect, it } from "vitest";

import { equalTreatments, screenedAgain, type KeptFinding } from "./screened-again.ts";

const finding = (findingId: string, value: string, more: Partial<KeptFinding> = {}): KeptFinding => ({
  findingId,
  type: "NAME",
  value,
  ...more,
});
const mask = { answer: "mask" };

describe("what stands beside a draft after another screening", () => {
  const before = [finding("a", "张三"), finding("b", "李四"), finding("c", "王五")];
  const answers = { a: mask, b: { answer: "dismiss" } };
  const same = { before, answers, rulesBefore: "1", rules: "2", sameWords: true };

  it("is the same where the rules find the same", () => {
    expect(screenedAgain({ ...same, found: before })).toEqual(before);
  });
  it("tells what newer rules found in the same words, and not what a changed text brought", () => {
    const found = [...before, finding("d", "赵六")];
    expect(screenedAgain({ ...same, found }).at(-1)).toEqual(finding("d", "赵六", { newUnder: "2" }));
    expect(screenedAgain({ ...same, found, sameWords: false, text: "" })).toEqual(found);
    expect(screenedAgain({ ...same, found, rulesBefore: "2" })).toEqual(found);
    expect(screenedAgain({ ...same, before: [], found, rulesBefore: undefined })).toEqual(found);
  });
  it("goes on telling it until it is answered", () => {
    const told = [finding("d", "赵六", { newUnder: "2" })];
    const found = [finding("d", "赵六")];
    const again = { before: told, found, rulesBefore: "2", rules: "2", sameWords: true };
    expect(screenedAgain({ ...again, answers: {} })).toEqual(told);
    expect(screenedAgain({ ...again, answers: { d: mask } })).toEqual(found);
  });
  it("keeps masked what newer rules no longer find, and drops the rest", () => {
    const kept = finding("a", "张三", { lastUnder: "1" });
    expect(screenedAgain({ ...same, found: [] })).toEqual([kept]);
    // Later screenings by the same newer rules keep it too, and remember who found it last.
    expect(screenedAgain({ ...same, before: [kept], found: [], rulesBefore: "2" })).toEqual([kept]);
    expect(screenedAgain({ ...same, before: [kept], found: [], answers: {} })).toEqual([]);
  });
  it("moves a kept mask with its text, and drops it with its passage", () => {
    const placed = [finding("a", "张三", { start: 10, end: 12 })];
    const moved = { ...same, before: placed, found: [], sameWords: false };
    expect(screenedAgain({ ...moved, text: "张三二三四五六七八九十，张三" })).toMatchObject([
      { start: 12, end: 14 },
    ]);
    expect(screenedAgain({ ...moved, text: "没有他了" })).toEqual([]);
  });
  it("leaves the place to the finding of another type that took it", () => {
    const placed = [finding("a", "张三", { start: 3, end: 5 })];
    const found = [finding("z", "张 三", { type: "SENSITIVE_WORD", start: 3, end: 6 })];
    expect(screenedAgain({ ...same, before: placed, found }).map(({ findingId }) => findingId)).toEqual([
      "z",
    ]);
  });
});

it("offers the treatment of equal words; under another type only a mask", () => {
  const findings = [
    finding("a", "１３８ 0000 0000", { type: "MOBILE" }),
    finding("b", "13800000000", { type: "MOBILE" }),
    finding("c", "13800000000", { type: "BANK_CARD" }),
    finding("d", "国强", { type: "NAME" }),
    finding("e", "国强", { type: "TYPO" }),
    finding("f", "国强", { type: "NAME" }),
    finding("g", "", { type: "MACRO" }),
    finding("h", "", { type: "MACRO" }),
  ];
  const dismiss = { answer: "dismiss", note: "校名" };
  const offered = equalTreatments(findings, { a: mask, d: dismiss, g: mask });
  expect([...offered]).toEqual([
    ["b", mask],
    ["c", mask],
    ["f", dismiss],
  ]);
});
