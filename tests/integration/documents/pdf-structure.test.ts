import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { priorRevisionEnds } from "../../../electron/core/documents/pdf/pdf-revisions.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { screenFile } from "../../../electron/core/documents/screen-file.ts";
import { pptxFile, shape } from "./corpus/office-files.ts";
import { person } from "./corpus/case.ts";
import { pdfFile, showText, updatePdf, utf16String } from "./corpus/pdf-files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "structure-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What qpdf, an independent writer, makes of a file. */
function throughQpdf(bytes: Uint8Array, ...options: readonly string[]): Uint8Array {
  const from = join(folder, "from.pdf");
  const to = join(folder, "to.pdf");
  writeFileSync(from, bytes);
  execFileSync("qpdf", [...options, from, to]);
  return new Uint8Array(readFileSync(to));
}

const title = showText("关于临水县防汛物资储备情况的公告", 120, 780, { size: 16 });
const named = showText(`申请人${person.name}`, 72, 700);

describe("earlier revisions of a linearised file (ISO 32000-2, annex F)", () => {
  it("are none in the file itself", () => {
    expect(priorRevisionEnds(throughQpdf(pdfFile(title + named), "--linearize"))).toEqual([]);
  });

  it("are the whole of it once it was updated", async () => {
    const linear = throughQpdf(pdfFile(title + named), "--linearize");
    const text = Buffer.from(linear).toString("latin1");
    const content = /(\d+) 0 R/u.exec(text.slice(text.indexOf("/Contents")))?.[1] ?? "";
    const root = /\/Root (\d+) 0 R/u.exec(text)?.[1] ?? "";
    const updated = updatePdf(linear, { [Number(content)]: { dict: "", data: title } }, `/Root ${root} 0 R`);
    expect(priorRevisionEnds(updated)).toHaveLength(1);
    const result = await readDocument(updated, "公告.pdf");
    const found = result.ok ? result.value.hidden : [];
    expect(found.map((item) => item.type)).toEqual(["PDF_PRIOR_REVISION"]);
    expect(found[0]?.value).toContain(person.name);
  });
});

describe("the metadata of a locked file", () => {
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" pdfx:Manager="${person.name}"/></rdf:RDF></x:xmpmeta>`;
  const open = pdfFile(title, {
    catalogue: "/Metadata 10 0 R",
    objects: {
      10: { dict: "/Type/Metadata/Subtype/XML", data: Buffer.from(packet).toString("latin1") },
    },
  });
  it.each([
    ["like the rest", []],
    ["left open", ["--cleartext-metadata"]],
  ])("is read where it is %s", async (_, more) => {
    for (const bits of ["128", "256"]) {
      const aes = bits === "128" ? ["--use-aes=y"] : [];
      const bytes = throughQpdf(open, "--encrypt", "", "owner", bits, ...aes, ...more, "--");
      const result = await readDocument(bytes, "公告.pdf");
      const found = result.ok ? result.value.hidden : [];
      expect(found.map(({ type, value }) => [type, value.includes(person.name)])).toEqual([
        ["DOC_PROPERTIES", true],
      ]);
    }
  });
});

describe("names in what a page does not show", () => {
  it("are found in bookmarks", async () => {
    const bytes = pdfFile(title, {
      catalogue: "/Outlines 10 0 R",
      objects: {
        10: "<</First 11 0 R>>",
        11: `<</Title${utf16String(`附件2 申请人${person.name}，身份证${person.id}`)}/Parent 10 0 R>>`,
      },
    });
    const { screened } = await screenFile(bytes, "公告.pdf");
    expect(screened.findings.map(({ type, where }) => [type, where])).toEqual([
      ["NAME", "书签"],
      ["ID_CARD", "书签"],
    ]);
  });

  it("are found in the tags add-ins leave in slides", async () => {
    const tags = `<p:tagLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tag name="OA" val="申请人${person.name}，身份证号${person.id}"/></p:tagLst>`;
    const bytes = pptxFile([{ shapes: shape("关于公告情况的说明") }], {
      parts: [{ name: "ppt/tags/tag1.xml", data: tags }],
    });
    const { screened } = await screenFile(bytes, "说明.pptx");
    expect(screened.findings.map(({ type }) => type)).toEqual(["NAME", "ID_CARD"]);
  });
});
