import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { documentFromPlainText, headingLevelOf } from "./document-from-text.ts";
import { blockText, parseStructuredDocument } from "./structured-document.ts";

const kinds = (text: string) =>
  documentFromPlainText(text).content.map((block) =>
    block.type === "table"
      ? "table"
      : `${block.type}${block.type === "heading" ? block.attrs.level : ""}:${blockText(block)}`,
  );

describe("documentFromPlainText", () => {
  it("finds the parts of an official letter (GB/T 9704-2012, 7.2-7.3)", () => {
    expect(
      kinds(
        [
          "临水县人民政府办公室文件",
          "临政办发〔2025〕17号",
          "临水县人民政府办公室",
          "关于做好夏季防汛工作的通知",
          "各乡镇人民政府，县政府各部门：",
          "　　现将有关事项通知如下。",
          "一、总体要求",
          "（一）加强领导",
          "1. 落实责任",
          "（1）细化任务",
          "（二）强化保障。各单位要安排专门人员。",
          "临水县人民政府办公室",
          "2025年6月3日",
          "（此件公开发布）",
        ].join("\r\n"),
      ),
    ).toEqual([
      "paragraph:临水县人民政府办公室文件",
      "docNumber:临政办发〔2025〕17号",
      "title:临水县人民政府办公室关于做好夏季防汛工作的通知",
      "addressee:各乡镇人民政府，县政府各部门：",
      "paragraph:现将有关事项通知如下。",
      "heading1:一、总体要求",
      "heading2:（一）加强领导",
      "heading3:1. 落实责任",
      "heading4:（1）细化任务",
      "paragraph:（二）强化保障。各单位要安排专门人员。",
      "signOff:临水县人民政府办公室",
      "signOff:2025年6月3日",
      "annotation:（此件公开发布）",
    ]);
  });

  it("takes the first short line for the title when nothing else tells", () => {
    expect(kinds("夏季用水安全提示\n请市民注意用水安全。")).toEqual([
      "title:夏季用水安全提示",
      "paragraph:请市民注意用水安全。",
    ]);
  });

  it("keeps a bracketed line that stands under no date as a paragraph", () => {
    expect(kinds("公告\n（联系人另行通知）\n正文。")[1]).toBe("paragraph:（联系人另行通知）");
  });

  it("makes a document of nothing", () => {
    expect(kinds(" \n\u3000\n")).toEqual(["paragraph:"]);
  });

  it("always gives a document in normal form that holds every visible character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const document = documentFromPlainText(text);
        expect(parseStructuredDocument(document)).toEqual({ ok: true, value: document });
        const squeeze = (value: string) =>
          value.toWellFormed().replaceAll(/[\s\u0000-\u001f\u007f\u0085\ufeff]/gu, "");
        const all = document.content
          .map((block) => (block.type === "table" ? "" : blockText(block)))
          .join("");
        expect(squeeze(all)).toBe(squeeze(text));
      }),
    );
  });
});

describe("headingLevelOf", () => {
  it.each([
    ["十二、附则", 1],
    ["(三)监督检查", 2],
    ["3.公开范围", 3],
    ["3.14是圆周率", undefined],
    ["（12）档案整理", 4],
    ["1.居民身份证复印件；", undefined],
    ["一、为了加强管理，制定本办法。各单位应当遵守。", undefined],
    ["2024年工作", undefined],
  ])("%s", (line, level) => {
    expect(headingLevelOf(line)).toBe(level);
  });
});
