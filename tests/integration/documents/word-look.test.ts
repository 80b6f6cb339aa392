import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { makeReleaseCopy } from "../../../electron/core/documents/release/release-copy.ts";
import { zipFiles, zipTexts } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { docxFile, paragraph, wordPart, type DocxOptions } from "./corpus/office-files.ts";
import { cameraJpeg } from "./corpus/picture-files.ts";
import { samePages } from "./support/same-pages.ts";

const dev = new URL("../../fixtures/documents/dev/", import.meta.url);
const foreign = new URL("../../fixtures/documents/foreign/", import.meta.url);

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
    expect(copy.value.losses).toEqual([]);
    const parts = await zipTexts(copy.value.bytes);
    const xml = parts.get("word/document.xml") ?? "";
    expect(xml).toContain('<w:gridCol w:w="900"/><w:gridCol w:w="5000"/>');
    expect(xml.match(/<w:pageBreakBefore\/>/gu)).toHaveLength(1);
    expect(xml).toContain('说明</w:t><w:br w:type="page"/>');
    expect(xml).toContain('<wp:extent cx="1905000" cy="952500"/>');

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

describe("a document as its pages show it", () => {
  const styled =
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="王某专用"><w:name w:val="王某专用"/><w:rsid w:val="00A1B2C3"/><w:rPr><w:color w:val="FF0000"/><w:vanish w:val="0"/></w:rPr></w:style>';
  const reference = (kind: string, type: string, id: string): string =>
    `<w:${kind}Reference w:type="${type}" r:id="${id}"/>`;
  const note = (id: string, text: string): string =>
    `<w:footnote w:id="${id}">${paragraph(text)}</w:footnote>`;
  const split = `<w:p w:rsidR="00AB12CD" w14:paraId="1A2B3C4D"><w:pPr><w:pStyle w:val="王某专用"/><w:jc w:val="center"/><w:rPr><w:b/></w:rPr></w:pPr><w:bookmarkStart w:id="0" w:name="内部书签"/><w:r><w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr><w:t>联系电话${person.mobile.slice(0, 5)}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${person.mobile.slice(5)}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`;
  const box = (fill: string): string =>
    `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>914400</wp:posOffset></wp:positionH><wp:extent cx="1800000" cy="360000"/><wp:docPr id="7" name="王某的文本框" descr="内部说明"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/>${fill}</wps:spPr><wps:txbx><w:txbxContent>${paragraph("版记文字")}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
  const options: DocxOptions = {
    styles: styled,
    settings: '<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w:defaultTabStop w:val="420"/>',
    parts: [
      { name: "word/header1.xml", data: wordPart("hdr", paragraph(`临水县应急管理局 ${person.name}`)) },
      { name: "word/header2.xml", data: wordPart("hdr", paragraph("首页才有的页眉")) },
      {
        name: "word/footnotes.xml",
        data: wordPart("footnotes", `${note("2", "数据截至年底。")}${note("3", "已删除正文的脚注")}`),
      },
    ],
    relations: [
      { from: "word/document.xml", type: "header", target: "header1.xml", id: "rIdH" },
      { from: "word/document.xml", type: "header", target: "header2.xml", id: "rIdF" },
      { from: "word/document.xml", type: "footnotes", target: "footnotes.xml", id: "rIdN" },
    ],
  };
  const bytes = docxFile(
    `${split}${box("<a:noFill/>")}<w:sectPr>${reference("header", "default", "rIdH")}${reference("header", "first", "rIdF")}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`,
    options,
  );
  const withheld = [
    { type: "MOBILE", value: person.mobile },
    { type: "NAME", value: person.name },
  ];

  it("keeps fonts, headers, notes and boxes, and masks a value that runs over several fonts", async () => {
    const copy = await makeReleaseCopy(bytes, "a.docx", withheld);
    if (!copy.ok) throw new Error(copy.error.type);
    const parts = await zipTexts(copy.value.bytes);
    const main = parts.get("word/document.xml") ?? "";
    expect(main).toContain(
      '<w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr><w:t xml:space="preserve">联系电话139****0218',
    );
    expect(main).toContain("<wp:posOffset>914400</wp:posOffset>");
    expect(main).toMatch(/<w:txbxContent>.*版记文字.*<\/w:txbxContent>/u);
    expect(main.match(/版记文字/gu)).toHaveLength(1);
    const headers = [...parts].filter(([name]) => name.includes("header")).map(([, xml]) => xml);
    expect(headers).toHaveLength(1);
    expect(headers[0]).toContain("临水县应急管理局 诸葛某某");
    expect(parts.get("word/footnotes.xml")).toContain("数据截至年底。");
    expect(parts.get("word/styles.xml")).toContain('<w:sz w:val="32"/>');
    expect(parts.get("word/styles.xml")).toContain('<w:color w:val="FF0000"/>');
  });

  it("passes on no names, identifiers and notes that no page shows", async () => {
    const copy = await makeReleaseCopy(bytes, "a.docx", withheld);
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.losses).toEqual(["链接和书签"]);
    const everything = [...(await zipTexts(copy.value.bytes)).values()].join("\n");
    for (const trace of ["王某", "内部", "00A1B2C3", "00AB12CD", "1A2B3C4D", "首页才有", "已删除正文"])
      expect(everything).not.toContain(trace);
  });

  it("falls back to the text alone where the vocabulary is another", async () => {
    const foreignLetters = docxFile(paragraph("公告").replaceAll("w:t", "m:t"));
    const copy = await makeReleaseCopy(foreignLetters, "a.docx");
    expect(copy.ok && copy.value.losses).toEqual(["字体版式"]);
  });

  it("looks the same to the reader of its pages (LibreOffice, pdftoppm)", async () => {
    const names = ["c01-clean.docx", "c02-clean.docx"];
    const files = await Promise.all(
      names.map(async (name) => {
        const original = new Uint8Array(readFileSync(new URL(name, dev)));
        const copy = await makeReleaseCopy(original, name);
        if (!copy.ok) throw new Error(copy.error.type);
        return { name, original, copy: copy.value.bytes };
      }),
    );
    expect(samePages(files)).toEqual([true, true]);
  });

  it("is made of an old .doc too", async () => {
    const copy = await makeReleaseCopy(
      new Uint8Array(readFileSync(new URL("tracked.doc", foreign))),
      "a.doc",
    );
    expect(copy.ok && copy.value.losses).toEqual([]);
    expect(copy.ok && copy.value.fileName).toBe("a.docx");
  });
});
