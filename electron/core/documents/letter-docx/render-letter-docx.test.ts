import { inflateRawSync } from "node:zlib";

import { Packer } from "docx";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";

import { composeLetter } from "../../../../shared/domain/letters/compose-letter.ts";
import { letterIds, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import { sampleFields } from "../../../../shared/domain/letters/sample-fields.ts";
import {
  letterTemplates,
  shippedTemplate,
} from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { coreProperties } from "./core-properties.ts";
import { standardFonts } from "./letter-fonts.ts";
import { letterDocument } from "./letter-shell.ts";
import { letterChildren, renderLetterDocx } from "./render-letter-docx.ts";

const letter = (id: LetterId, fields: object = {}): LetterModel =>
  composeLetter(shippedTemplate(id), { ...sampleFields(id), ...fields }, { templates: letterTemplates });

/** The parts of a .docx by name, read from the zip's directory. */
function parts(zip: Uint8Array): ReadonlyMap<string, string> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const found = new Map<string, string>();
  let entry = view.getUint32(zip.length - 6, true);
  for (let left = view.getUint16(zip.length - 12, true); left > 0; left -= 1) {
    const nameLength = view.getUint16(entry + 28, true);
    const name = Buffer.from(zip.subarray(entry + 46, entry + 46 + nameLength)).toString("utf8");
    const local = view.getUint32(entry + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const bytes = zip.subarray(from, from + view.getUint32(entry + 20, true));
    const packed = view.getUint16(entry + 10, true) === 8;
    if (!name.endsWith("/"))
      found.set(name, (packed ? inflateRawSync(bytes) : Buffer.from(bytes)).toString("utf8"));
    entry += 46 + nameLength + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return found;
}

/**
 * The order ECMA-376 Part 1 gives the children of the elements we write (wml.xsd: CT_PPr, CT_RPr, CT_SectPr,
 * CT_TblPr, CT_TcPr, CT_FramePr has none; CT_PBdr, CT_TblBorders, CT_TblCellMar, CT_Style, CT_Tbl).
 */
const order: Readonly<Record<string, string>> = {
  "w:pPr":
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
  "w:rPr":
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
  "w:sectPr":
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
  "w:tblPr":
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
  "w:tcPr":
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
  "w:tblBorders": "top left start bottom right end insideH insideV",
  "w:tblCellMar": "top left start bottom right end",
  "w:pBdr": "top left bottom right between bar",
  "w:tbl": "tblPr tblGrid tr",
  "w:tc": "tcPr p",
  "w:style":
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr tblStylePr",
};

/** Reads a part and returns what stands out of order; throws where it is not well-formed. */
function disorder(xml: string): readonly string[] {
  const parser = new SaxesParser();
  const found: string[] = [];
  const stack: { name: string; at: number }[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const parent = stack.at(-1);
    const children = parent && order[parent.name]?.split(" ");
    if (parent && children) {
      const at = children.indexOf(tag.name.replace(/^w:/u, ""));
      if (at < 0) found.push(`${tag.name} is no child of ${parent.name}`);
      else if (at < parent.at) found.push(`${tag.name} too late in ${parent.name}`);
      parent.at = Math.max(parent.at, at);
    }
    stack.push({ name: tag.name, at: 0 });
  });
  parser.on("closetag", () => {
    stack.pop();
  });
  parser.write(xml).close();
  return found;
}

describe("renderLetterDocx", () => {
  it.each(letterIds)("%s is well-formed, its elements in the schema's order", async (id) => {
    const file = parts(await renderLetterDocx(letter(id)));
    const faults = [...file].flatMap(([name, xml]) => disorder(xml).map((fault) => `${name}: ${fault}`));
    expect([...file.keys()].filter((name) => !/\.(?:xml|rels)$/u.test(name))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it.each(letterIds)("%s is what the library's own packer writes", async (id) => {
    const model = letter(id);
    const whole = letterDocument(model.format, standardFonts, letterChildren(model, standardFonts));
    const theirs = parts(await Packer.pack(whole, "uint8array", undefined, [coreProperties]));
    const ours = parts(await renderLetterDocx(model));
    expect([...ours.keys()]).toEqual([...theirs.keys()]);
    const selfClosed = (xml: string): string => xml.replace(/<([\w:]+)([^<>]*)><\/\1>/gu, "<$1$2/>");
    for (const [name, xml] of theirs) expect(selfClosed(ours.get(name) ?? "")).toBe(selfClosed(xml));
  });

  it("notices an element out of order", () => {
    expect(disorder("<w:pPr><w:jc/><w:spacing/></w:pPr>")).toEqual(["w:spacing too late in w:pPr"]);
  });

  it("gives the same bytes for the same model, and names no person, machine or day", async () => {
    const first = await renderLetterDocx(letter("disclosure-granted"));
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    expect(Buffer.from(await renderLetterDocx(letter("disclosure-granted"))).equals(Buffer.from(first))).toBe(
      true,
    );
    const core = parts(first).get("docProps/core.xml") ?? "";
    expect(core).toContain("<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>");
    expect(core.match(/\d{4}-\d{2}-\d{2}/gu)).toEqual(["2000-01-01", "2000-01-01"]);
    expect(parts(first).get("docProps/app.xml") ?? "").not.toMatch(/Company|Manager/u);
  });

  it("sets the page, the line pitch and the fonts of GB/T 9704-2012, and no list numbering", async () => {
    const file = parts(await renderLetterDocx(letter("correction-notice")));
    const document = file.get("word/document.xml") ?? "";
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u);
    expect(document).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u);
    expect(document).not.toMatch(/<w:numPr>/u);
    expect(document).not.toMatch(/w:docGrid[^>]*w:type=/u);
    expect(document).not.toMatch(/w:widowControl\/>|w:widowControl w:val="true"/u);
    const styles = file.get("word/styles.xml") ?? "";
    expect(styles).toMatch(/w:line="579" w:lineRule="exact"/u);
    expect(styles).toMatch(/w:eastAsia="仿宋_GB2312"/u);
    expect(styles).toMatch(/w:eastAsia="zh-CN"/u);
    expect([...file.keys()].filter((name) => /font.*\.(?:odttf|ttf)$/u.test(name))).toEqual([]);
  });

  it("marks a missing field, and drops what XML cannot hold", async () => {
    const model = letter("extension-notice", {
      extensionReason: "",
      requestedInformation: "甲\u0000\u0007乙<&>“丙”\n丁",
    });
    const document = parts(await renderLetterDocx(model)).get("word/document.xml") ?? "";
    expect(document).toMatch(/w:highlight w:val="yellow"\/><\/w:rPr><w:t[^>]*>【延期原因】/u);
    expect(document).toContain("甲乙&lt;&amp;&gt;“丙”");
    expect(document).toMatch(/<w:br\/><w:t[^>]*>丁/u);
    expect(disorder(document)).toEqual([]);
  });

  it("survives whatever a person types", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (value) => {
        const document = parts(
          await renderLetterDocx(letter("unable-not-held", { searchSummary: value })),
        ).get("word/document.xml");
        expect(disorder(document ?? "")).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
