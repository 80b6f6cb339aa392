import { describe, expect, it } from "vitest";

import type { FindingView } from "../../../shared/contract/items.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { decorationsOf } from "./finding-decorations.tsx";
import { findingGlyphs } from "./finding-classes.ts";
import {
  answeredRows,
  countByGlyph,
  countsText,
  equalHits,
  inReadingOrder,
  mayAnswerKind,
  neighbour,
  nextOpen,
  sameKind,
} from "./findings-model.ts";

let serial = 0;
function finding(change: Partial<FindingView>): FindingView {
  serial += 1;
  return {
    findingId: `f${serial}`,
    type: "MOBILE",
    severity: "must-fix",
    ruleId: "r",
    value: "13800005678",
    start: serial * 10,
    end: serial * 10 + 5,
    where: "第1页",
    ...change,
  };
}
const answer = (kind: "mask" | "keep" | "dismiss") => ({
  answer: { answer: kind, note: "", personName: "周敏", at: "2026-09-16T02:00:00Z" as Instant },
});

describe("findings in the order of reading", () => {
  it("puts the text first, then what hides in files", () => {
    const hidden = finding({ type: "COMMENTS", start: undefined as never, attachmentId: "a" });
    const late = finding({ start: 900 });
    const early = finding({ start: 5 });
    const inFile = finding({ start: 1, attachmentId: "a" });
    expect(inReadingOrder([inFile, hidden, late, early])).toEqual([early, late, inFile, hidden]);
  });

  it("keeps the stricter class first on the same text", () => {
    const name = finding({ type: "NAME", start: 5 });
    const mark = finding({ type: "CLASS_MARK", start: 5 });
    expect(inReadingOrder([name, mark])).toEqual([mark, name]);
  });
});

describe("classes", () => {
  it("stack on paper in the order of tokens.md §3", () => {
    expect(findingGlyphs).toEqual(["密", "内", "私", "商", "聚", "字", "隐"]);
  });
  it("are counted for the queue in that order", () => {
    const findings = [finding({ type: "TYPO" }), finding({ type: "ID_CARD" }), finding({ type: "NAME" })];
    expect(countsText(countByGlyph(findings))).toBe("私2 字1");
    expect(countsText({})).toBe("无发现");
  });
});

describe("equal values", () => {
  it("are of the same type and the same characters, spaces aside", () => {
    const one = finding({ type: "ID_CARD", value: "37049919520312002x" });
    const same = finding({ type: "ID_CARD", value: "370499 19520312 002X" });
    const other = finding({ type: "BANK_CARD", value: "37049919520312002X" });
    expect(equalHits(one, [one, same, other])).toEqual([same]);
  });
  it("do not exist for findings without a value", () => {
    const one = finding({ value: "" });
    expect(equalHits(one, [one, finding({ value: "" })])).toEqual([]);
  });
});

describe("settled findings", () => {
  const findings = [
    finding({ type: "NAME", value: "张桂芳", ...answer("keep") }),
    finding({ type: "NAME", value: "李守业", ...answer("keep") }),
    finding({ type: "NAME", value: "王秀兰", ...answer("mask") }),
    finding({ type: "MOBILE" }),
  ];
  it("are gathered by type and answer", () => {
    const rows = answeredRows(findings);
    expect(rows.map((row) => [row.label, row.answer])).toEqual([
      ["自然人姓名 2 处", "keep"],
      ["王秀兰", "mask"],
    ]);
  });
});

describe("findings of one kind", () => {
  const [first, second, done, elsewhere, other] = [
    finding({ type: "NAME", value: "张桂芳", attachmentId: "a" }),
    finding({ type: "NAME", value: "李守业", attachmentId: "a" }),
    finding({ type: "NAME", value: "王秀兰", attachmentId: "a", ...answer("keep") }),
    finding({ type: "NAME", value: "赵国栋" }),
    finding({ type: "ID_CARD", value: "1", attachmentId: "a" }),
  ] as const;
  const all = [first, second, done, elsewhere, other];

  it("are the open ones of the same type in the same file, or in the text", () => {
    expect(sameKind(first, all)).toEqual([second]);
    expect(sameKind(done, all)).toEqual([first, second]);
    expect(sameKind(elsewhere, all)).toEqual([]);
    expect(sameKind(other, all)).toEqual([]);
  });

  it.each([
    ["look-at", "mask", true],
    ["look-at", "keep", true],
    ["look-at", "dismiss", true],
    ["must-fix", "mask", true],
    ["must-fix", "keep", false],
    ["must-fix", "dismiss", false],
  ] as const)("that %s are answered %s together: %s", (severity, given, may) => {
    expect(mayAnswerKind(finding({ severity }), given)).toBe(may);
  });
});

describe("moving", () => {
  it("stops at the ends", () => {
    const ids = ["a", "b", "c"];
    expect(neighbour(ids, undefined, 1)).toBe("a");
    expect(neighbour(ids, undefined, -1)).toBe("c");
    expect(neighbour(ids, "c", 1)).toBe("c");
    expect(neighbour(ids, "b", -1)).toBe("a");
    expect(neighbour([], "b", 1)).toBeUndefined();
  });
  it("finds the next open one below and then from the top", () => {
    const a = finding({});
    const b = finding(answer("keep"));
    const c = finding({});
    expect(nextOpen([a, b, c], a.findingId)).toBe(c.findingId);
    expect(nextOpen([a, b, c], c.findingId)).toBe(a.findingId);
    expect(nextOpen([a, b, c], a.findingId, new Set([c.findingId, a.findingId]))).toBeUndefined();
  });
});

describe("what is drawn in the text", () => {
  it("leaves out what stands in attachments or nowhere", () => {
    const drawn = decorationsOf([
      finding({ findingId: "text", start: 3, end: 9 }),
      finding({ findingId: "file", start: 3, end: 9, attachmentId: "a" }),
      finding({ findingId: "hidden", start: undefined as never, end: undefined as never }),
    ]);
    expect(drawn.map((each) => each.id)).toEqual(["text"]);
  });
});
