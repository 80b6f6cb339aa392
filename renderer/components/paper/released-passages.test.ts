import { describe, expect, it } from "vitest";

import { plainText } from "../../../shared/domain/item/plain-text.ts";
import { applyMasks } from "../../../shared/domain/item/release-document.ts";
import {
  paragraphOf,
  type StructuredDocument,
  type TableCell,
} from "../../../shared/domain/item/structured-document.ts";
import { releasedPassages } from "./released-passages.ts";

const cell = (text: string): TableCell => ({ type: "tableCell", content: [paragraphOf(text)] });
const original: StructuredDocument = {
  schemaVersion: 1,
  type: "doc",
  content: [
    paragraphOf("联系人：孙国栋，联系电话：13800005678。"),
    {
      type: "table",
      content: [
        { type: "tableRow", content: [cell("姓名"), cell("身份证号")] },
        { type: "tableRow", content: [cell("张桂芳"), cell("370499195203120021")] },
      ],
    },
    paragraphOf("没有改动的一段。"),
  ],
};

function maskOf(value: string, replacement: string) {
  const start = plainText(original).indexOf(value);
  return { start, end: start + value.length, type: "MOBILE", replacement };
}

describe("what stands instead of what was masked", () => {
  it("is found in paragraphs and in table cells", () => {
    const release = applyMasks(original, [
      maskOf("13800005678", "【个人信息】"),
      maskOf("370499195203120021", "【证件号】"),
    ]);
    const text = plainText(release);
    expect(
      releasedPassages(original, release).map((passage) => text.slice(passage.start, passage.end)),
    ).toEqual(["【个人信息】", "【证件号】"]);
  });

  it("is nothing where a passage is simply gone, and nothing at all in an unchanged text", () => {
    const release = applyMasks(original, [maskOf("，联系电话：13800005678", "")]);
    expect(releasedPassages(original, release)).toEqual([]);
    expect(releasedPassages(original, original)).toEqual([]);
  });
});
