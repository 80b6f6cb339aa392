import { describe, expect, it } from "vitest";

import { makeReleaseCopy } from "../../../electron/core/documents/release/release-copy.ts";
import { zipFiles, zipTexts } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { docxFile, paragraph, wordPart, type DocxOptions } from "./corpus/office-files.ts";
import { cameraJpeg } from "./corpus/picture-files.ts";

const drawing = (inner: string, more = ""): string =>
  `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>${more}<w:drawing>${inner}</w:drawing></w:r></w:p>`;
const inline = (crop = ""): string =>
  `<wp:inline><wp:extent cx="1905000" cy="952500"/><a:graphic><a:graphicData><a:blip r:embed="rIdP"/>${crop}</a:graphicData></a:graphic></wp:inline>`;
const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
const table = `<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="5000"/></w:tblGrid><w:tr>${cell("序号")}${cell("物资名称")}</w:tr><w:tr>${cell("1")}${cell("编织袋")}</w:tr></w:tbl>`;
const footer = wordPart(
  "ftr",
  '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
);
const files = (): DocxOptions => ({
  parts: [
    { name: "word/media/p.jpeg", data: cameraJpeg({ artist: person.name, serial: "SN20077731" }) },
    { name: "word/footer1.xml", data: footer },
  ],
  relations: [
    { from: "word/document.xml", type: "image", target: "media/p.jpeg", id: "rIdP" },
    { from: "word/document.xml", type: "footer", target: "footer1.xml", id: "rIdF" },
  ],
});
/** The page of the last section stands before the empty one that the writer of test files adds. */
const body = (picture: string): string =>
  `${paragraph("采购公告")}${table}${picture}${paragraph("附件一", "", "<w:pageBreakBefore/>")}<w:p><w:r><w:t>说明</w:t><w:br w:type="page"/></w:r></w:p>${paragraph("附件二")}`;

describe("the look of a document that is made anew", () => {
  it("is kept: widths of tables, new pages, page numbers, and pictures without what they carry", async () => {
    const copy = await makeReleaseCopy(docxFile(body(drawing(inline())), files()), "a.docx");
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.losses).toEqual(["页眉页脚文字、脚注和字体版式"]);
    const parts = await zipTexts(copy.value.bytes);
    const xml = parts.get("word/document.xml") ?? "";
    expect(xml).toContain('<w:gridCol w:w="900"/><w:gridCol w:w="5000"/>');
    expect(xml).toContain('<w:tcW w:w="5000" w:type="dxa"/>');
    const starts = [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*<w:pageBreakBefore\/>(?:(?!<\/w:p>).)*<\/w:p>/gu)];
    expect(starts.map((match) => match[0].replaceAll(/<[^>]*>/gu, ""))).toEqual(["附件一", "附件二"]);
    expect(xml).toContain('<wp:extent cx="1905000" cy="952500"/>');
    expect(parts.get("word/footer1.xml")).toContain(" PAGE ");
    const media = [...(await zipFiles(copy.value.bytes))].filter(([name]) => name.startsWith("word/media/"));
    expect(media).toHaveLength(1);
    const bytes = media[0]?.[1] ?? Buffer.alloc(0);
    expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
    expect(bytes.includes("SN20077731")).toBe(false);
    expect(bytes.includes(person.name)).toBe(false);
  });

  it.each([
    ["where something in the text is withheld", body(drawing(inline())) + paragraph(person.id), true],
    ["that is cropped", body(drawing(inline('<a:srcRect l="40000"/>'))), false],
    ["in hidden text", body(drawing(inline(), "<w:rPr><w:vanish/></w:rPr>")), false],
    [
      "in a deleted passage",
      body(`<w:p><w:del w:author="a"><w:r><w:drawing>${inline()}</w:drawing></w:r></w:del></w:p>`),
      false,
    ],
    [
      "under a shape that covers it",
      body(drawing(inline())) + drawing("<wp:anchor><wps:wsp/></wp:anchor>"),
      false,
    ],
  ])("brings no picture %s, and says so", async (_name, xml, withholds) => {
    const withheld = withholds ? [{ type: "ID_CARD", value: person.id }] : [];
    const copy = await makeReleaseCopy(docxFile(xml, files()), "a.docx", withheld);
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.losses).toContain("图片");
    const names = [...(await zipFiles(copy.value.bytes)).keys()];
    expect(names.filter((name) => name.includes("media"))).toEqual([]);
  });
});
