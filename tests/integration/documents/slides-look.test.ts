import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { makeReleaseCopy } from "../../../electron/core/documents/release/release-copy.ts";
import { zipFiles, zipTexts } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { pptxFile } from "./corpus/office-files.ts";
import { cameraJpeg } from "./corpus/picture-files.ts";
import { samePages } from "./support/same-pages.ts";

const dev = new URL("../../fixtures/documents/dev/", import.meta.url);
const at = (x: number): string =>
  `<a:xfrm><a:off x="${x}" y="900000"/><a:ext cx="3000000" cy="900000"/></a:xfrm>`;
const box = (runs: string, fill = "<a:noFill/>", link = ""): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="7" name="王某的框" descr="内部说明">${link}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${at(900_000)}<a:prstGeom prst="rect"/>${fill}</p:spPr><p:txBody><a:bodyPr/><a:p>${runs}</a:p></p:txBody></p:sp>`;
const run = (text: string, look = '<a:rPr sz="2400" b="1"/>'): string =>
  `<a:r>${look}<a:t>${text}</a:t></a:r>`;
const picture = (crop = ""): string =>
  `<p:pic><p:nvPicPr><p:cNvPr id="8" name="照片"/></p:nvPicPr><p:blipFill><a:blip r:embed="rIdP"/>${crop}</p:blipFill><p:spPr>${at(900_000)}</p:spPr></p:pic>`;
const withPicture = {
  parts: [{ name: "ppt/media/p.jpeg", data: cameraJpeg({ artist: person.name, serial: "SN20077731" }) }],
  relations: [{ from: "ppt/slides/slide1.xml", type: "image", target: "../media/p.jpeg", id: "rIdP" }],
};
const media = async (bytes: Uint8Array): Promise<readonly Buffer[]> =>
  [...(await zipFiles(bytes))].filter(([name]) => name.includes("media")).map(([, data]) => data);

describe("a presentation as its slides show it", () => {
  it("keeps places, sizes, tables and shown slides in order, and masks a value over several runs", async () => {
    const table = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="5" name="t"/></p:nvGraphicFramePr><p:xfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></p:xfrm><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}</a:tableStyleId></a:tblPr><a:tblGrid><a:gridCol w="2000"/></a:tblGrid><a:tr h="370"><a:tc><a:txBody><a:bodyPr/><a:p>${run(person.name)}</a:p></a:txBody><a:tcPr anchor="ctr"/></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
    const bytes = pptxFile([
      { shapes: box(run("电话139") + run(person.mobile.slice(3), '<a:rPr sz="1800"/>')) + table },
      { shapes: box(run("内部讨论")), attributes: 'show="0"', notes: box(run("口头说明")) },
      { shapes: box(run("最后一页")) },
    ]);
    const copy = await makeReleaseCopy(bytes, "a.pptx", [
      { type: "MOBILE", value: person.mobile },
      { type: "NAME", value: person.name },
    ]);
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.losses).toEqual([]);
    const texts = copy.value.reading.parts.filter(({ where }) => /^第\d张幻灯片$/u.test(where));
    expect(texts.map(({ text }) => text)).toEqual(["电话139****0218\n诸葛某某", "最后一页"]);
    const parts = await zipTexts(copy.value.bytes);
    const first = parts.get("ppt/slides/slide1.xml") ?? "";
    expect(first).toContain('<a:off x="900000" y="900000"/>');
    expect(first).toContain('<a:rPr sz="1800"/>');
    expect(first).toContain('<a:gridCol w="2000"/>');
    const everything = [...parts.values()].join("\n");
    for (const trace of ["王某", "内部", "口头"]) expect(everything).not.toContain(trace);
  });

  it("brings a picture without what it carries, and says where a link stayed behind", async () => {
    const linked = '<a:rPr><a:hlinkClick r:id="rIdP"/></a:rPr>';
    const bytes = pptxFile([{ shapes: picture() + box(run("办事指南", linked)) }], withPicture);
    const copy = await makeReleaseCopy(bytes, "a.pptx");
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.losses).toEqual(["链接"]);
    const [shown] = await media(copy.value.bytes);
    expect(shown?.subarray(0, 3).toString("hex")).toBe("ffd8ff");
    expect(shown?.includes("SN20077731")).toBe(false);
  });

  it.each([
    ["that is cropped", picture('<a:srcRect r="40000"/>')],
    [
      "under a filled shape",
      picture() + box(run("盖住"), '<a:solidFill><a:srgbClr val="000080"/></a:solidFill>'),
    ],
    ["of a deck in which something is withheld", picture() + box(run(person.id))],
  ])("brings no picture %s, and says so", async (_name, shapes) => {
    const copy = await makeReleaseCopy(pptxFile([{ shapes }], withPicture), "a.pptx", [
      { type: "ID_CARD", value: person.id },
    ]);
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.losses).toEqual(["图片"]);
    expect(await media(copy.value.bytes)).toEqual([]);
  });

  it("does not go out where a text that is seen would be missing", async () => {
    const unknown = box(run("其中")).replace("<a:p>", "<a:p><a:m><a:r><a:t>不认识的写法</a:t></a:r></a:m>");
    const copy = await makeReleaseCopy(pptxFile([{ shapes: unknown }]), "a.pptx");
    expect(copy).toMatchObject({ ok: false, error: { type: "no-clean-copy" } });
  });

  it("can be read as a presentation by others and looks the same (LibreOffice, pdftoppm)", async () => {
    const name = "c05-clean.pptx";
    const original = new Uint8Array(readFileSync(new URL(name, dev)));
    const copy = await makeReleaseCopy(original, name);
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.bytes).not.toEqual(original);
    expect((await readDocument(copy.value.bytes, name)).ok).toBe(true);
    expect(samePages([{ name, original, copy: copy.value.bytes }])).toEqual([true]);
  });
});
