import { describe, expect, it } from "vitest";

import { desensitiseFile } from "../../../electron/core/documents/desensitise/desensitise-file.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { makeReleaseCopy } from "../../../electron/core/documents/release/release-copy.ts";
import { zipTexts } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { sheetRoot, xlsxFile } from "./corpus/office-files.ts";

const styles = `<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="#,##0.00"/><numFmt numFmtId="166" formatCode="0&quot;（内部底价）&quot;"/></numFmts>
<fonts count="4"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="18"/><name val="黑体"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="某某内部字体"/></font><font><sz val="11"/><color rgb="FFC00000"/></font></fonts>
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F497D"/></patternFill></fill><fill><gradientFill><stop position="0"><color rgb="FF000000"/></stop></gradientFill></fill></fills>
<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="double"/></border></borders>
<cellXfs count="9"><xf/><xf fontId="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf><xf fontId="2" fillId="2" borderId="1"/><xf borderId="1"/><xf numFmtId="164" borderId="1"/><xf numFmtId="165" borderId="1"/><xf numFmtId="166" borderId="1"/><xf fontId="2" fillId="3" borderId="1"/><xf numFmtId="14" borderId="1"><alignment wrapText="1"/></xf></cellXfs>`;
const text = (reference: string, style: number, value: string): string =>
  `<c r="${reference}" s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (reference: string, style: number, value: number): string =>
  `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
const sheet = `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols><col min="1" max="1" width="12.5" customWidth="1"/><col min="2" max="2" width="9" hidden="1"/><col min="3" max="3" width="24" customWidth="1"/></cols>
<sheetData><row r="1" ht="30" customHeight="1">${text("A1", 1, "临时救助公示")}<c r="C1" s="1"/></row>
<row r="2">${text("A2", 2, "姓名")}${text("B2", 2, "底稿")}${text("C2", 2, "身份证号")}${text("D2", 7, "日期")}${text("E2", 2, "金额")}${text("F2", 2, "备注")}</row>
<row r="3">${text("A3", 3, person.name)}${text("B3", 3, "底")}${text("C3", 3, person.id)}${number("D3", 4, 46000)}${number("E3", 5, 1200.5)}<c r="F3" s="3"/></row>
<row r="4">${text("A4", 3, "乙")}${text("B4", 3, "稿")}${text("C4", 3, "无")}${number("D4", 8, 46001)}${number("E4", 6, 900)}<c r="F4" s="3"/></row></sheetData>
<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells><pageSetup paperSize="9" orientation="landscape"/>`;
const workbook = (): Uint8Array => xlsxFile([{ name: "公示", xml: sheet }], { styles });

/** What another reader sees of a cell: its value, and the format, font, fill and border its number leads to. */
async function cellsOf(bytes: Uint8Array) {
  const parts = await zipTexts(bytes);
  const xml = parts.get("xl/worksheets/sheet1.xml") ?? "";
  const look = parts.get("xl/styles.xml") ?? "";
  const list = (name: string, item: string) =>
    [
      ...(new RegExp(`<${name} [^>]*>(.*?)</${name}>`, "u").exec(look)?.[1] ?? "").matchAll(
        new RegExp(`<${item}(?: [^>]*?)?(?:/>|>.*?</${item}>)`, "gu"),
      ),
    ].map((match) => match[0]);
  const [fonts, fills, borders, looks] = [
    list("fonts", "font"),
    list("fills", "fill"),
    list("borders", "border"),
    list("cellXfs", "xf"),
  ];
  const formats = new Map(
    [...look.matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/gu)].map((match) => [match[1], match[2]]),
  );
  const cell = (reference: string) => {
    const whole = new RegExp(`<c r="${reference}"[^>]*?(?:/>|>.*?</c>)`, "u").exec(xml)?.[0] ?? "";
    const xf = looks[Number(/ s="(\d+)"/u.exec(whole)?.[1] ?? "0")] ?? "";
    const of = (name: string) => Number(new RegExp(`${name}="(\\d+)"`, "u").exec(xf)?.[1] ?? "0");
    return {
      value: /<(?:v|t)[^>]*>([^<]*)</u.exec(whole)?.[1],
      font: fonts[of("fontId")] ?? "",
      fill: fills[of("fillId")] ?? "",
      border: borders[of("borderId")] ?? "",
      format: formats.get(String(of("numFmtId"))),
      alignment: /<alignment[^>]*>/u.exec(xf)?.[0] ?? "",
    };
  };
  return { cell, xml, look };
}

describe("the look of a workbook that is made anew", () => {
  it("leaves out the part of a shared text that nobody sees, and keeps what stands around it", async () => {
    const white = '<rPr><color rgb="FFFFFFFF"/></rPr>';
    const bytes = xlsxFile(
      [{ name: "公示", xml: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>' }],
      {
        parts: [
          {
            name: "xl/sharedStrings.xml",
            data: sheetRoot(
              "sst",
              `<si><r><t>制表：办公室</t></r><r>${white}<t>（底稿见${person.name}）</t></r><r><t>。</t></r></si>`,
            ),
          },
        ],
        relations: [{ from: "xl/workbook.xml", type: "sharedStrings", target: "sharedStrings.xml" }],
      },
    );
    const reading = await readDocument(bytes, "公示.xlsx");
    expect(reading.ok && reading.value.hidden.map(({ type, value }) => [type, value])).toEqual([
      ["HIDDEN_TEXT", `A1：（底稿见${person.name}）`],
    ]);
    const copy = await makeReleaseCopy(bytes, "公示.xlsx", []);
    if (!copy.ok) throw new Error(copy.error.type);
    expect([...(await zipTexts(copy.value.bytes)).values()].join("")).not.toContain(person.name);
    expect((await cellsOf(copy.value.bytes)).cell("A1").value).toBe("制表：办公室。");
  });

  it("is kept: widths, heights, lines, grounds, letters, dates, amounts, empty boxes, the page", async () => {
    const copy = await makeReleaseCopy(workbook(), "公示.xlsx", [
      { type: "NAME", value: person.name },
      { type: "ID_CARD", value: person.id },
    ]);
    if (!copy.ok) throw new Error(copy.error.type);
    const { cell, xml } = await cellsOf(copy.value.bytes);
    expect(xml).toContain(
      '<col min="1" max="1" width="12.5" customWidth="1"/><col min="2" max="2" width="24"',
    );
    expect(xml).toContain('<row r="1" ht="30" customHeight="1">');
    expect(xml).toContain('paperSize="9"');
    expect(xml).toContain('orientation="landscape"');
    expect(cell("A1")).toMatchObject({ value: "临时救助公示" });
    expect(cell("A1").font).toContain('<b/><sz val="18"/><name val="黑体"/>');
    expect(cell("A1").alignment).toContain('horizontal="center"');
    expect(cell("A2").fill).toContain("FF1F497D");
    expect(cell("A2").font).toContain("FFFFFFFF");
    expect(cell("A3").border).toContain('<bottom style="double">');
    expect(cell("A3").value).not.toContain(person.name);
    expect(cell("C3")).toMatchObject({
      value: "46000",
      format: "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;",
    });
    expect(cell("D3")).toMatchObject({ value: "1200.5", format: "#,##0.00" });
    expect(cell("E3").value).toBeUndefined();
    expect(cell("E3").border).toContain('<left style="thin">');
  });

  it("holds no words of its own: formats with words, strange fonts, letters that only a lost ground showed", async () => {
    const copy = await makeReleaseCopy(workbook(), "公示.xlsx");
    if (!copy.ok) throw new Error(copy.error.type);
    const { cell, look } = await cellsOf(copy.value.bytes);
    expect(look).not.toMatch(/内部/u);
    expect(cell("D4")).toMatchObject({ value: "900", format: undefined });
    // White letters on a gradient, which is not carried over, would be white on white.
    expect(cell("C2").value).toBe("日期");
    expect(cell("C2").font).not.toContain("<color");
  });

  it("says dates of the built-in formats as dates, where they were numbers of days", async () => {
    const read = await readDocument(workbook(), "公示.xlsx");
    const words = read.ok ? read.value.parts.map((part) => part.text).join("\n") : "";
    // 45658 is 1 January 2025, so 46001 is its 344th day.
    expect(words).toContain("2025-12-10");
    expect(words).not.toContain("46001");
  });

  it("is kept by the list desensitiser, beside a column that is taken out", async () => {
    const made = await desensitiseFile(workbook(), "公示.xlsx", "named", { 身份证号: "remove" });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { cell, xml } = await cellsOf(made.value.bytes);
    expect(xml).toContain('<col min="1" max="1" width="12.5"');
    expect(xml).not.toContain('width="24"');
    expect(cell("B3")).toMatchObject({ value: "46000" });
    expect(cell("C3")).toMatchObject({ value: "1200.5", format: "#,##0.00" });
    expect(cell("A2").fill).toContain("FF1F497D");
  });
});
