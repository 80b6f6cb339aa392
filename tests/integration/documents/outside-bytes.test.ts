import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { fileForRelease } from "../../../electron/core/documents/release/file-for-release.ts";
import { zipTexts } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { docxFile, paragraph } from "./corpus/office-files.ts";
import { pdfFile, showText } from "./corpus/pdf-files.ts";
import { cameraJpeg, chunk, pngWith } from "./corpus/picture-files.ts";
import { zipFile } from "./corpus/zip-file.ts";

const words = `内部意见：联系人${person.name}，身份证号${person.id}。`;
const join = (...pieces: readonly (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(pieces.map((piece) => Buffer.from(piece as never))));
const pdf = (): Uint8Array => pdfFile(showText("A", 72, 700));
const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const withComment = (zip: Uint8Array, comment: string): Uint8Array => {
  const text = Buffer.from(comment);
  const bytes = Buffer.from(zip);
  bytes.writeUInt16LE(text.length, bytes.length - 2);
  return join(bytes, text);
};
const archive = (): Uint8Array => zipFile([{ name: "公告.txt", data: "现予公告。" }]);

/** A page as plain objects without a cross-reference table, which readers look up themselves. */
const pdfWith = (objects: string, inCatalogue = ""): Uint8Array =>
  join(
    `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R${inCatalogue}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>\nendobj\n${objects}trailer\n<</Root 1 0 R>>\n%%EOF\n`,
  );

/** What a file carries outside of its format is shown by no program and found by anybody who looks. */
const carriers: readonly (readonly [string, string, () => Uint8Array])[] = [
  ["behind a picture", "a.jpg", () => join(cameraJpeg({}), words)],
  ["behind a PNG", "a.png", () => join(pngWith([]), words)],
  ["behind a GIF", "a.gif", () => join(gif, words)],
  ["behind a PDF", "a.pdf", () => join(pdf(), words)],
  ["an archive behind a PDF", "a.pdf", () => join(pdf(), zipFile([{ name: "a.txt", data: words }]))],
  ["a note of a document's package", "a.docx", () => withComment(docxFile(paragraph("公告")), words)],
  ["behind a document's package", "a.docx", () => join(docxFile(paragraph("公告")), words)],
];

describe("data outside of a file's format", () => {
  it.each(carriers)("%s is reported, and does not go out", async (_name, name, make) => {
    const bytes = make();
    const read = await readDocument(bytes, name);
    const hidden = read.ok ? read.value.hidden : [];
    expect(hidden.map(({ type }) => type)).toContain("EMBEDDED_OBJECT");
    const out = await fileForRelease(bytes, name, []);
    expect(out.ok && out.value.rebuilt).toBe(true);
    const left = Buffer.from(out.ok ? out.value.bytes : bytes);
    expect(left.includes(person.id)).toBe(false);
    expect(left.includes(Buffer.from("a.txt"))).toBe(false);
  });

  it("that reads as text is screened as any", async () => {
    const read = await readDocument(join(cameraJpeg({}), words), "a.jpg");
    expect(read.ok && read.value.parts.map((part) => part.text).join("\n")).toContain(person.id);
  });

  it.each([
    ["a note", () => withComment(archive(), words)],
    ["what stands behind it", () => join(archive(), words)],
  ])("of an archive, as %s, is reported, and does not go out", async (_name, make) => {
    const bytes = make();
    const read = await readDocument(bytes, "a.zip");
    expect(read.ok && read.value.hidden.map(({ type }) => type)).toEqual(["EMBEDDED_OBJECT"]);
    const out = await fileForRelease(bytes, "a.zip", []);
    if (!out.ok) throw new Error(out.error.type);
    expect(Buffer.from(out.value.bytes).includes(person.id)).toBe(false);
    expect(out.value.reading.hidden).toEqual([]);
  });

  it.each([
    ["line ends and zeros", "a.jpg", () => join(cameraJpeg({}), "\r\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")],
    ["a line end", "a.pdf", () => join(pdf(), "\r\n")],
    ["nothing", "a.docx", () => docxFile(paragraph("公告"))],
  ])("%s of %s is none", async (_name, name, make) => {
    const read = await readDocument(make(), name);
    expect(read.ok && read.value.hidden).toEqual([]);
  });
});

const segment = Buffer.concat([Buffer.from([0xff, 0xeb, 0, 0]), Buffer.from(words)]);
segment.writeUInt16BE(segment.length - 2, 2);
const camera = Buffer.from(cameraJpeg({}));

/** What the readers do not look into is not let through on trust: it is left out where nothing shown is lost by it. */
const unseen: readonly (readonly [string, string, () => Uint8Array])[] = [
  ["a private segment", "a.jpg", () => join(camera.subarray(0, 2), segment, camera.subarray(2))],
  ["a private chunk", "a.png", () => pngWith([chunk("prVt", Buffer.from(words))])],
  [
    "a part nothing leads to",
    "a.docx",
    () => docxFile(paragraph("公告"), { parts: [{ name: "word/extra.bin", data: words }] }),
  ],
  ["a comment in the XML", "a.docx", () => docxFile(`<!-- ${words} -->${paragraph("公告")}`)],
  ["an object that nothing leads to", "a.pdf", () => pdfWith(`9 0 obj\n(${person.id})\nendobj\n`)],
  [
    "a drafting program's own data",
    "a.pdf",
    () => pdfWith("", `/PieceInfo<</Draft<</Private(${person.id})>>>>`),
  ],
  ["a comment in a style", "a.html", () => join(`<style>/* ${words} */</style><p>公告</p>`)],
];

describe("what a file holds and no program shows", () => {
  it.each(unseen)("%s of %s does not go out", async (_name, name, make) => {
    const out = await fileForRelease(make(), name, []);
    if (!out.ok) throw new Error(out.error.type);
    const inside = name.endsWith(".docx")
      ? [...(await zipTexts(out.value.bytes))].flat().join("\n")
      : Buffer.from(out.value.bytes).toString("utf8");
    expect(inside).not.toContain(person.id);
    expect(inside).not.toContain(Buffer.from(person.id).toString("hex"));
    const again = await readDocument(out.value.bytes, name);
    expect(again.ok && again.value.hidden).toEqual([]);
  });

  it("leaves a page's links, marks and words in place when a PDF is written anew", async () => {
    const source = pdfWith(
      `4 0 obj\n<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.gov.cn/)>>>>\nendobj\n9 0 obj\n(${person.id})\nendobj\n`,
      "/Outlines<</Count 0>>",
    );
    const linked = Buffer.from(
      Buffer.from(source).toString("latin1").replace("/Resources<<>>", "/Annots[4 0 R]"),
    );
    const out = await fileForRelease(new Uint8Array(linked), "a.pdf", []);
    const inside = Buffer.from(out.ok ? out.value.bytes : []).toString("latin1");
    expect(inside).toContain("/Link");
    expect(inside).toContain(Buffer.from("https://a.gov.cn/").toString("hex"));
    expect(inside).toContain("/Outlines");
    expect(inside).not.toContain(person.id);
    expect(inside).not.toContain(Buffer.from(person.id).toString("hex"));
  });

  it("where there is nothing of the kind, the file goes out as it is", async () => {
    const bytes = docxFile(paragraph("公告"));
    const out = await fileForRelease(bytes, "a.docx", []);
    expect(out.ok && Buffer.from(out.value.bytes).equals(Buffer.from(bytes))).toBe(true);
  });
});
