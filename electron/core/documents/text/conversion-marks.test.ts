import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import { blockText, type Block } from "../../../../shared/domain/item/structured-document.ts";
import { withoutConversionMarks } from "./conversion-marks.ts";

const workPoints = new URL("../../../../tests/fixtures/seed/zaozhuang-2024-work-points.txt", import.meta.url);

describe("withoutConversionMarks", () => {
  it.each([
    ["too few marks to be a conversion", "# 一\n正文\n# 二\n正文"],
    ["a hash that is no heading", "#1号楼\n#2号楼\n#3号楼\n#4号楼"],
    ["rules and bold lines without headings", "---\n**加粗**\n---"],
    ["no text", ""],
  ])("leaves as it is: %s", (_what, text) => {
    expect(withoutConversionMarks(text)).toBe(text);
  });

  it("reads the structure of the 2024 work points from its own numbering", () => {
    const { content } = documentFromPlainText(withoutConversionMarks(readFileSync(workPoints, "utf8")));
    const of = (type: Block["type"]) =>
      content
        .filter((block) => block.type === type)
        .map((block) => (block.type === "table" ? "" : blockText(block)));
    expect(of("title")).toEqual(["枣庄市人民政府办公室 关于印发2024年枣庄市政务公开 工作要点的通知"]);
    expect(of("docNumber")).toEqual(["枣政办发〔2024〕5号"]);
    expect(of("addressee")).toEqual(["各区（市）人民政府，枣庄高新区管委会，市政府各部门单位："]);
    // The paper's five parts and thirteen sections.
    const headings = of("heading");
    expect(headings.filter((line) => /^[一二三四五]、/u.test(line))).toHaveLength(5);
    expect(headings.filter((line) => /^[（(][一二三四五六七八九十]+[）)]/u.test(line))).toHaveLength(13);
    expect(content.some((block) => block.type !== "table" && /^#|\*\*|^---/u.test(blockText(block)))).toBe(
      false,
    );
  });
});
