import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { defaultReadLimits } from "../../../electron/core/documents/reading/read-limits.ts";
import { makeReleaseCopy } from "../../../electron/core/documents/release/release-copy.ts";
import { rows, xlsxFile } from "./corpus/office-files.ts";
import { pdfFile, showText, utf16String } from "./corpus/pdf-files.ts";

const dev = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/documents/dev/${name}`, import.meta.url)));
const title = showText("关于临水县防汛物资储备情况的公告", 120, 780, { size: 16 });
const annotated = (...annotations: readonly string[]): Uint8Array =>
  pdfFile(title, {
    page: `/Annots[${annotations.map((_, index) => `${20 + index} 0 R`).join(" ")}]`,
    objects: Object.fromEntries(annotations.map((dict, index) => [20 + index, `<</Type/Annot${dict}>>`])),
  });
const link = "/Subtype/Link/Rect[72 700 200 720]/A<</S/URI/URI(https://www.example.gov.cn)>>";
const note = `/Subtype/Text/Rect[72 700 90 720]/Contents${utf16String("待核")}`;
const table = rows([
  ["序号", "金额"],
  ["1", "300"],
]);
const html = (body: string): Uint8Array =>
  new TextEncoder().encode(
    `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body><p>公告如下。</p>${body}</body></html>`,
  );

/** Who decides about a release is told what its copy does not keep: what is there, and no list of all that could be. */
describe("what a clean copy leaves behind", () => {
  it.each<readonly [string, string, Uint8Array, readonly string[]]>([
    ["a plain PDF", "a.pdf", pdfFile(title), []],
    ["a link in a PDF", "a.pdf", annotated(link), ["链接"]],
    ["a note in a PDF", "a.pdf", annotated(note), ["批注"]],
    ["both", "a.pdf", annotated(link, note), ["批注和链接"]],
    [
      "the outline of a PDF",
      "a.pdf",
      pdfFile(title, {
        catalogue: "/Outlines 20 0 R",
        objects: {
          20: "<</Type/Outlines/First 21 0 R/Last 21 0 R/Count 1>>",
          21: `<</Title${utf16String("第一章")}/Parent 20 0 R/Dest[3 0 R/Fit]>>`,
        },
      }),
      ["书签"],
    ],
    [
      "an empty outline",
      "a.pdf",
      pdfFile(title, { catalogue: "/Outlines 20 0 R", objects: { 20: "<</Type/Outlines/Count 0>>" } }),
      [],
    ],
    ["a file in a PDF", "a.pdf", dev("42-attachment.pdf"), ["附件"]],
    ["a plain table", "a.xlsx", xlsxFile([{ name: "表", xml: table }]), []],
    [
      "a formula",
      "a.xlsx",
      xlsxFile([
        { name: "表", xml: '<sheetData><row r="1"><c r="A1"><f>1+2</f><v>3</v></c></row></sheetData>' },
      ]),
      ["公式（保留数值）"],
    ],
    [
      "header and format of a table",
      "a.xlsx",
      xlsxFile([
        {
          name: "表",
          xml: `${table}<conditionalFormatting sqref="A1"/><headerFooter><oddHeader>内部</oddHeader></headerFooter>`,
        },
      ]),
      ["页眉页脚和条件格式"],
    ],
    ["a plain page", "a.html", html(""), ["原网页的版式"]],
    [
      "a page with all of it",
      "a.html",
      html('<img src="a.png" alt=""><a href="/b">乙</a><script>1</script>'),
      ["原网页的版式、图片、链接和脚本"],
    ],
  ])("%s", async (_what, name, bytes, losses) => {
    const copy = await makeReleaseCopy(bytes, name);
    expect(copy.ok ? copy.value.losses : copy.error).toEqual(losses);
  });

  it("costs no workbook its copy that the limits just let through", async () => {
    const text = "临水县防汛物资储备情况".repeat(20_000);
    const bytes = xlsxFile([{ name: "表", xml: rows([["序号", text]]) }]);
    // One reading of all of it, and not two.
    const limits = { ...defaultReadLimits, unpackedBytes: Buffer.byteLength(text) * 1.5 };
    const copy = await makeReleaseCopy(bytes, "a.xlsx", [], limits);
    expect(copy.ok ? copy.value.losses : copy.error).toEqual([]);
  });
});
