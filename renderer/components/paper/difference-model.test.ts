import { describe, expect, it } from "vitest";

import { diffDocuments } from "../../../shared/domain/item/document-difference.ts";
import { paragraphOf, type StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { collapseDifference, differenceSummary } from "./difference-model.ts";

const document = (texts: readonly string[]): StructuredDocument => ({
  schemaVersion: 1,
  type: "doc",
  content: texts.map((text) => paragraphOf(text)),
});
const before = [
  "标题",
  "第一段没有改",
  "第二段没有改",
  "联系电话13800005678，请来电",
  "第四段",
  "第五段",
  "第六段",
];

describe("the comparison of two revisions", () => {
  it("shows the change with a line around it and counts the rest", () => {
    const after = before.with(3, "联系电话0632-5550000，请来电");
    const difference = diffDocuments(document(before), document(after));
    expect(differenceSummary(difference)).toBe("正文改 1 段");
    expect(
      collapseDifference(difference).map((row) => (row.kind === "gap" ? row.count : row.line.kind)),
    ).toEqual([2, "same", "changed", "same", 2]);
  });
  it("says when nothing changed", () => {
    const difference = diffDocuments(document(before), document(before));
    expect(differenceSummary(difference)).toBe("正文没有改动");
    expect(differenceSummary(difference, 2)).toBe("正文没有改动；遮盖改 2 段");
    expect(collapseDifference(difference)).toEqual([{ kind: "gap", count: 7, key: "gap-end" }]);
  });
  it("counts added and removed ones", () => {
    const difference = diffDocuments(
      document(before),
      document([...before.slice(0, 5), "全新而且完全不同的内容在此"]),
    );
    expect(differenceSummary(difference)).toMatch(/增 1 段，删 2 段/);
  });
});
