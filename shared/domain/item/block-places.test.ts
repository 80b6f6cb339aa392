import { expect, it } from "vitest";

import { blockPlaces } from "./block-places.ts";
import type { Block, StructuredDocument } from "./structured-document.ts";

const words = (
  type: "title" | "addressee" | "signOff" | "docNumber" | "annotation",
  text: string,
): Block => ({
  type,
  content: [{ type: "text", text }],
});
const paragraph = (text: string): Block =>
  text === "" ? { type: "paragraph" } : { type: "paragraph", content: [{ type: "text", text }] };
const table: Block = {
  type: "table",
  content: [{ type: "tableRow", content: [{ type: "tableCell", content: [{ type: "paragraph" }] }] }],
};
const paper = (...content: readonly Block[]): StructuredDocument => ({
  schemaVersion: 1,
  type: "doc",
  content,
});

it("counts the paragraphs of the body as they are seen: no title, no addressee, no empty line", () => {
  expect(
    blockPlaces(
      paper(
        words("docNumber", "云建发〔2026〕1号"),
        words("title", "公示"),
        words("addressee", "各科室："),
        paragraph("现予公示。"),
        paragraph(""),
        { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "一、名单" }] },
        table,
        paragraph("特此公示。"),
        words("signOff", "云州市住房和城乡建设局"),
        words("annotation", "（此件公开发布）"),
      ),
    ),
  ).toEqual([
    "发文字号",
    "标题",
    "主送机关",
    "正文第1段",
    "正文第1段",
    "正文第2段",
    "正文表格",
    "正文第3段",
    "落款",
    "附注",
  ]);
});

it("numbers tables only where there are several", () => {
  expect(blockPlaces(paper(table, paragraph("其中："), table))).toEqual([
    "正文第1个表格",
    "正文第1段",
    "正文第2个表格",
  ]);
});
