import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { extractFile, outlineFile } from "../../../electron/core/documents/release/extract-file.ts";
import { person } from "./corpus/case.ts";
import { docxFile, paragraph, rows, xlsxFile } from "./corpus/office-files.ts";

const lines = ["项目概况公开", "报价清单单价八百六十元", "违约条款三个月", "其他单位的报价七百五十元"];
const withheld = [{ type: "NAME", value: person.name, replacement: "＊＊＊" }];

/** One source a kind, each of four parts; the third names the applicant. */
const named = lines.map((line, index) => (index === 2 ? `${line}${person.name}` : line));
const sources: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [
  { name: "合同.docx", bytes: docxFile(named.map((line) => paragraph(line)).join("")) },
  {
    name: "报价.xlsx",
    bytes: xlsxFile([
      { name: "一", xml: rows(named.slice(0, 2).map((line) => [line])) },
      { name: "二", xml: rows(named.slice(2).map((line) => [line])) },
      { name: "底稿", state: "hidden", xml: rows([["藏起来的底稿金额"]]) },
    ]),
  },
  { name: "记录.txt", bytes: new TextEncoder().encode(named.join("\n")) },
];

/** A PDF of one line of text a page (ISO 32000-1, 7.5). */
function pagesOf(texts: readonly string[]): Uint8Array {
  const kids = texts.map((_text, index) => `${3 + index * 2} 0 R`).join(" ");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Count ${texts.length}/Kids[${kids}]>>`,
    ...texts.flatMap((text, index) => {
      const content = `BT /F 14 Tf 72 700 Td (${text}) Tj ET`;
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${4 + index * 2} 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>`,
        `<</Length ${content.length}>>stream\n${content}\nendstream`,
      ];
    }),
  ];
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return new TextEncoder().encode(file);
}

const textOf = async (bytes: Uint8Array, name: string): Promise<string> => {
  const read = await readDocument(bytes, name);
  if (!read.ok) throw new Error("not readable");
  return read.value.parts.map((part) => part.text).join("\n");
};

describe("an extract of what concerns a consulted party (条例32)", () => {
  it.each(sources)("$name: holds the chosen parts and nothing of the others", async ({ name, bytes }) => {
    const outline = await outlineFile(bytes, name);
    expect(outline.ok && outline.value.units.map((unit) => unit.text.trim())).toEqual(named);
    const made = await extractFile(bytes, name, [2, 3], withheld);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { value } = made;
    const text = await textOf(value.bytes, value.fileName);
    expect(text).toContain(lines[1]);
    expect(text).toContain(`${lines[2]}＊＊＊`);
    for (const gone of [lines[0], lines[3], person.name, "底稿"]) expect(text).not.toContain(gone);
    expect(value.pages).toMatch(/^第2—3[段行]，共4[段行]$/u);
    expect(value.checks.every((check) => check.ok)).toBe(true);
    expect(value.fileName).not.toContain(name.split(".")[0]);
  });

  it("of a PDF keeps the chosen pages alone, as an independent reader finds", async () => {
    const bytes = pagesOf(["cover page", "price list 860", "page of another bidder 750"]);
    const made = await extractFile(bytes, "source.pdf", [2], []);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const folder = mkdtempSync(join(tmpdir(), "extract-"));
    try {
      const path = join(folder, "extract.pdf");
      writeFileSync(path, made.value.bytes);
      const told = execFileSync("pdfinfo", [path], { encoding: "utf8" });
      const text = execFileSync("pdftotext", [path, "-"], { encoding: "utf8" });
      expect(told).toMatch(/^Pages:\s+1$/mu);
      expect(text).toContain("price list 860");
      expect(text).not.toContain("another bidder");
      expect(Buffer.from(made.value.bytes).toString("latin1")).not.toContain("cover page");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each([
    ["a part that the file does not have", sources[0], [9]],
    [
      "an archive",
      { name: "包.zip", bytes: new Uint8Array([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)]) },
      [1],
    ],
    ["a PDF that is cut off", { name: "断.pdf", bytes: new TextEncoder().encode("%PDF-1.7\n1 0 obj") }, [1]],
  ] as const)("refuses %s", async (_what, source, chosen) => {
    const made = await extractFile(source?.bytes ?? new Uint8Array(), source?.name ?? "", chosen, []);
    expect(made.ok).toBe(false);
  });
});
