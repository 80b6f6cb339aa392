import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { proveCopy } from "../../../electron/core/documents/release/prove-copy.ts";
import {
  fileForRelease,
  releaseRefusalText,
} from "../../../electron/core/documents/release/file-for-release.ts";
import { makeReleaseCopy } from "../../../electron/core/documents/release/release-copy.ts";
import { stripTiff } from "../../../electron/core/documents/release/strip-tiff.ts";
import type { Withheld } from "../../../electron/core/documents/release/withheld.ts";
import { plainText } from "../../../shared/domain/item/plain-text.ts";
import { zipFiles, zipTextsWithin } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { officeCases } from "./corpus/office-cases.ts";
import { docxFile, paragraph, rows, xlsxFile } from "./corpus/office-files.ts";
import { pdfCases } from "./corpus/pdf-cases.ts";
import { text as tiffText, tiffFile } from "./corpus/picture-files.ts";
import { pictureCases } from "./corpus/picture-cases.ts";
import { textCases } from "./corpus/text-cases.ts";
import { zipFile } from "./corpus/zip-file.ts";

const withheld: readonly Withheld[] = [
  { type: "NAME", value: person.name },
  { type: "ID_CARD", value: person.id },
  { type: "MOBILE", value: person.mobile },
];
const cases = [...officeCases(), ...textCases()].filter((one) =>
  // A ground that is a picture without its file leaves white letters on white.
  /^(?:docx|xlsx|pptx(?! white on a picture)|html|txt|list)/u.test(one.name),
);

const dev = new URL("../../fixtures/documents/dev/", import.meta.url);
const foreign = new URL("../../fixtures/documents/foreign/", import.meta.url);

describe("clean copies for release (V9)", () => {
  it.each(cases)("$name: nothing hidden and nothing withheld is left", async ({ name, bytes }) => {
    const copy = await makeReleaseCopy(bytes, name, withheld);
    expect(copy).toMatchObject({ ok: true });
    const again = copy.ok ? await readDocument(copy.value.bytes, copy.value.fileName) : copy;
    const reading = again.ok && "parts" in again.value ? again.value : undefined;
    const everything = JSON.stringify(reading?.parts ?? "not read");
    expect(reading?.hidden).toEqual([]);
    for (const { value } of withheld) expect(everything).not.toContain(value);
  });

  /** Where leaving text out would not take it away, or a person must decide. */
  const needPerson: Readonly<Record<string, string>> = {
    "pdf recognised text on a scan": "no-clean-copy",
    "pdf recognised text under a scan": "no-clean-copy",
    "pdf scan in strips": "no-clean-copy",
    "pdf box on a recognised scan": "no-clean-copy",
  };

  it.each(pdfCases())("$name: the text is taken out of the content, not covered", async ({ name, bytes }) => {
    const copy = await makeReleaseCopy(bytes, `${name}.pdf`, withheld);
    expect(copy.ok ? undefined : copy.error.type).toBe(needPerson[name]);
    const again = copy.ok ? await readDocument(copy.value.bytes, copy.value.fileName) : undefined;
    const reading = again?.ok ? again.value : undefined;
    const everything = JSON.stringify(reading?.parts ?? []);
    expect(reading?.hidden ?? []).toEqual([]);
    for (const { value } of withheld) expect(everything).not.toContain(value);
    expect(
      needPerson[name] !== undefined ||
        name.includes("scan") ||
        name.includes("two earlier") ||
        everything.includes("关于临水县防汛物资储备情况的公告"),
    ).toBe(true);
  });

  it.each(["clean.pdf", "white-aes256.pdf", "attached-linearised.pdf"])(
    "%s looks the same after cleaning (pdftoppm)",
    async (name) => {
      const original = new Uint8Array(readFileSync(new URL(name, foreign)));
      const copy = await makeReleaseCopy(original, name);
      const render = (bytes: Uint8Array): string => {
        const output = execFileSync("pdftoppm", ["-r", "60", "-"], { input: bytes, maxBuffer: 1 << 28 });
        return createHash("sha256").update(output).digest("hex");
      };
      expect(copy.ok && render(copy.value.bytes)).toBe(render(original));
    },
  );

  it.each(pictureCases())("$name: the pixels stay, the rest goes", async ({ name, bytes }) => {
    const copy = await makeReleaseCopy(bytes, name);
    // This one has properties and no pixels.
    const tiff = name.startsWith("tiff");
    expect(copy).toMatchObject(tiff ? { ok: false, error: { type: "no-clean-copy" } } : { ok: true });
    const scan = Buffer.from(bytes).subarray(-14);
    expect(
      tiff || !name.startsWith("jpeg") || (copy.ok && Buffer.from(copy.value.bytes).includes(scan)),
    ).toBe(true);
  });

  it("tiff: the pages keep their pixels, names and the preview go (exiftool)", async () => {
    const pages = [Buffer.from("page one"), Buffer.from("page two")];
    const bytes = tiffFile(
      pages,
      [tiffText(0x013b, person.name), tiffText(0x010e, "办公室扫描件备注")],
      true,
    );
    const copy = await makeReleaseCopy(bytes, "a.tiff");
    if (!copy.ok) throw new Error(copy.error.type);
    const out = Buffer.from(copy.value.bytes);
    for (const page of pages) expect(out.includes(page)).toBe(true);
    expect(out.includes("preview!")).toBe(false);
    const told = (file: Uint8Array): Record<string, unknown> => {
      const [first] = JSON.parse(
        execFileSync("exiftool", ["-json", "-G1", "-"], { input: file, encoding: "utf8" }),
      ) as Record<string, unknown>[];
      return first ?? {};
    };
    const [before, after] = [told(bytes), told(out)];
    expect(before["IFD0:Artist"]).toBe(person.name);
    expect(
      Object.keys(after).filter((key) => /Artist|Description|Thumbnail|Preview|IFD2/u.test(key)),
    ).toEqual([]);
    expect(after["IFD0:ImageWidth"]).toBe(4);
    expect(after["IFD1:ImageHeight"]).toBe(2);
    expect(after["ExifTool:Warning"]).toBeUndefined();
  });

  it.each([
    ["cut off", (bytes: Uint8Array) => bytes.subarray(0, 60)],
    [
      "led in a circle",
      (bytes: Uint8Array) =>
        Buffer.from(bytes).fill(Buffer.from([0, 0, 0, 8]), 8 + 2 + 9 * 12, 8 + 2 + 9 * 12 + 4),
    ],
  ])("tiff: one that is %s has no clean copy", (_name, spoil) => {
    expect(
      stripTiff(spoil(tiffFile([Buffer.from("page one"), Buffer.from("page two")], []))),
    ).toBeUndefined();
  });

  it.each([
    ...readdirSync(dev)
      .filter((name) => /\.(?:docx|docm|xlsx|pptx|html|txt|jpg)$/u.test(name))
      .map((name) => [name, dev] as const),
    ...readdirSync(foreign)
      .filter((name) => /\.(?:docx|jpg|png|gif|webp)$/u.test(name))
      .map((name) => [name, foreign] as const),
  ])("%s of other programs comes out clean", async (name, folder) => {
    const copy = await makeReleaseCopy(new Uint8Array(readFileSync(new URL(name, folder))), name);
    expect(copy).toMatchObject({ ok: true });
  });

  it("keeps the visible text of a document, tables and emphasis included", async () => {
    const bytes = docxFile(
      `${paragraph("关于防汛物资的公告")}<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>联系人：${person.name}，电话</w:t></w:r><w:r><w:t>${person.mobile.slice(0, 5)}</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>${person.mobile.slice(5)}。</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${paragraph("物资")}</w:tc><w:tc>${paragraph("1")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>${paragraph("2")}</w:tc></w:tr></w:tbl>`,
    );
    const copy = await makeReleaseCopy(bytes, "a.docx", withheld);
    const again = copy.ok ? await readDocument(copy.value.bytes, "a.docx") : undefined;
    const document = again?.ok ? again.value.document : undefined;
    expect(document && plainText(document)).toBe(
      "关于防汛物资的公告\n联系人：诸葛某某，电话139****0218。\n物资\t1\n2",
    );
    expect(document?.content[2]).toMatchObject({
      content: [{ content: [{ attrs: { rowspan: 2 } }, {}] }, { content: [{}] }],
    });
  });

  it("closes up hidden rows and columns and keeps numbers as numbers", async () => {
    const bytes = xlsxFile([
      {
        name: "公示",
        xml: `<cols><col min="2" max="2" hidden="1"/></cols>${rows(
          [
            ["姓名", "证号", "金额"],
            ["甲", "1", "3"],
            ["乙", "2", "4"],
          ],
          { 2: 'hidden="1"' },
        )}`,
      },
      { name: "底表", state: "hidden", xml: rows([["丙"]]) },
    ]);
    const copy = await makeReleaseCopy(bytes, "b.xlsx");
    const again = copy.ok ? await readDocument(copy.value.bytes, "b.xlsx") : undefined;
    expect(again?.ok && again.value.parts.map((part) => part.text)).toEqual(["姓名\t金额\n乙\t4"]);
  });

  it("makes the same bytes every time", async () => {
    const bytes = docxFile(paragraph("公告"));
    const [first, second] = [await makeReleaseCopy(bytes, "a.docx"), await makeReleaseCopy(bytes, "a.docx")];
    expect(first).toEqual(second);
  });

  it("says what to do where no clean copy can be made", async () => {
    const name = "raw-dark-slide-clean.pptx";
    const copy = await makeReleaseCopy(new Uint8Array(readFileSync(new URL(name, foreign))), "第一张.pptx");
    expect(copy).toMatchObject({ ok: false, error: { type: "no-clean-copy", kind: "pptx" } });
  });

  it("puts an archive together anew of the clean copies of its files, under names that differ", async () => {
    const list = xlsxFile([
      {
        name: "公示",
        xml: rows([
          ["姓名", "证号"],
          [person.name, person.id],
        ]),
      },
      { name: "底表", state: "hidden", xml: rows([["丙"]]) },
    ]);
    const bytes = zipFile([
      { name: `名单/${person.name}.xlsx`, data: list },
      { name: "名单/诸葛某某.xlsx", data: xlsxFile([{ name: "表", xml: rows([["乙"]]) }]) },
      {
        name: "公告.docx",
        data: docxFile(paragraph(`联系${person.mobile}`) + paragraph("藏", "<w:vanish/>")),
      },
      { name: "__MACOSX/._公告.docx", data: "x" },
      { name: "说明.txt", data: "公开说明" },
    ]);
    const out = await fileForRelease(bytes, `${person.name}.zip`, withheld);
    if (!out.ok) throw new Error(out.error.type);
    expect(out.value).toMatchObject({
      fileName: "诸葛某某.zip",
      rebuilt: true,
      mediaType: "application/zip",
    });
    expect([...(await zipFiles(out.value.bytes)).keys()].sort()).toEqual(
      ["公告.docx", "名单/诸葛某某.xlsx", "名单/诸葛某某（2）.xlsx", "说明.txt"].sort(),
    );
    const texts = (await zipTextsWithin(out.value.bytes)).join("\n");
    expect(texts).toContain("联系139****0218");
    expect(texts).not.toContain("藏");
  });

  it("holds back a whole archive for one file without a clean copy, and says which", async () => {
    const bytes = zipFile([
      { name: "a.txt", data: "公开" },
      { name: "b.tiff", data: pictureCases().find(({ name }) => name.startsWith("tiff"))?.bytes ?? "" },
    ]);
    const out = await fileForRelease(bytes, "a.zip", [{ type: "NAME", value: "公开" }]);
    expect(out.ok || out.error).toMatchObject({ type: "no-clean-copy", kind: "zip" });
    expect(out.ok || releaseRefusalText(out.error)).toMatch(/^压缩包内第2个文件：/u);
  });

  it("does not pass a copy that still holds something", async () => {
    const spaced = `${person.id.slice(0, 6)} ${person.id.slice(6)}`;
    const { checks } = await proveCopy(
      docxFile(paragraph(`证号${spaced}`) + paragraph("藏", "<w:vanish/>")),
      "a.docx",
      withheld,
    );
    expect(checks.filter((check) => !check.ok).map((check) => check.id)).toEqual([
      "nothing-hidden",
      "withheld-absent",
    ]);
  });
});
