import { deflateRawSync, deflateSync } from "node:zlib";

import type { RefusedFileType } from "../../../../electron/core/documents/reading/refusal.ts";
import { docxFile, paragraph, rows, wordPart, xlsxFile } from "./office-files.ts";
import { pdfFile, showText } from "./pdf-files.ts";
import { chunk, cameraJpeg, pngWith } from "./picture-files.ts";
import { zipFile } from "./zip-file.ts";

export interface HostileFile {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  /** How it may end: "read" is fine where nothing of it costs anything. */
  readonly ends: readonly (RefusedFileType | "read")[];
}

const text = (source: string): Uint8Array => new Uint8Array(Buffer.from(source));

function patched(bytes: Uint8Array, change: (buffer: Buffer) => void): Uint8Array {
  const buffer = Buffer.from(bytes);
  change(buffer);
  return new Uint8Array(buffer);
}

/** A ZIP whose one entry claims and unpacks to `size` zero bytes. */
function bomb(size: number, claimed = size): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(size), { level: 9 });
  const name = Buffer.from("zero.txt");
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(claimed, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  head.copy(entry, 8, 6, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([head, name, packed, entry, name, end]));
}

/** Many directory entries that share one packed stream. */
function overlapping(): Uint8Array {
  const one = Buffer.from(zipFile([{ name: "a.txt", data: "甲".repeat(1_000) }]));
  const directoryAt = one.readUInt32LE(one.length - 6);
  const directory = one.subarray(directoryAt, one.length - 22);
  const second = Buffer.from(directory);
  second[46] = 0x62;
  const local = one.subarray(0, directoryAt);
  const end = Buffer.from(one.subarray(one.length - 22));
  end.writeUInt16LE(2, 8);
  end.writeUInt16LE(2, 10);
  end.writeUInt32LE(directory.length * 2, 12);
  return new Uint8Array(Buffer.concat([local, directory, second, end]));
}

const deepXml = (depth: number): string => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;

function nestedDocx(depth: number): Uint8Array {
  let inner = docxFile(paragraph("底"));
  for (let level = 0; level < depth; level += 1) {
    const data = inner;
    inner = docxFile(paragraph("层"), {
      parts: [{ name: "word/embeddings/e.docx", data }],
      relations: [{ from: "word/document.xml", type: "package", target: "embeddings/e.docx", id: "rIdE" }],
    });
  }
  return inner;
}

const formatBombs = (levels: number): Record<number, { dict: string; data: string }> =>
  Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [
      10 + level,
      {
        dict: `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F ${level + 1 < levels ? 11 + level : 10} 0 R>>>>`,
        data: "/F Do ".repeat(10),
      },
    ]),
  );

const raw = (source: string): Uint8Array => new Uint8Array(Buffer.from(source, "latin1"));

const archives: readonly HostileFile[] = [
  { name: "bomb.zip", bytes: () => bomb(600_000_000), ends: ["too-large"] },
  {
    name: "bomb that lies about its size.zip",
    bytes: () => bomb(50_000_000, 1_000),
    ends: ["hostile", "damaged"],
  },
  { name: "overlapping.zip", bytes: overlapping, ends: ["hostile"] },
  {
    name: "same name twice.zip",
    bytes: () =>
      zipFile([
        { name: "a.txt", data: "甲" },
        { name: "A.TXT", data: "乙" },
      ]),
    ends: ["hostile"],
  },
  {
    name: "climbing name.zip",
    bytes: () => zipFile([{ name: "../../etc/a.txt", data: "甲" }]),
    ends: ["hostile"],
  },
  {
    name: "absolute name.zip",
    bytes: () => zipFile([{ name: "/etc/a.txt", data: "甲" }]),
    ends: ["hostile"],
  },
  {
    name: "name on a drive.zip",
    bytes: () => zipFile([{ name: "C:\\windows\\a.txt", data: "甲" }]),
    ends: ["hostile"],
  },
  {
    name: "link to a file of the reader.zip",
    bytes: () =>
      patched(zipFile([{ name: "a.txt", data: "/etc/passwd", store: true }]), (buffer) => {
        const directory = buffer.readUInt32LE(buffer.length - 6);
        buffer.writeUInt16LE(0x0314, directory + 4);
        buffer.writeUInt16LE(0xa1ff, directory + 40);
      }),
    ends: ["hostile"],
  },
  {
    name: "two headers.zip",
    bytes: () =>
      patched(zipFile([{ name: "a.txt", data: "甲" }]), (buffer) => {
        buffer[30] = 0x62;
      }),
    ends: ["hostile"],
  },
  {
    name: "encrypted entry.zip",
    bytes: () =>
      patched(zipFile([{ name: "a.txt", data: "甲" }]), (buffer) => {
        buffer[buffer.length - 22 - 51 + 8]! |= 1;
      }),
    ends: ["encrypted"],
  },
  {
    name: "wrong check sum.zip",
    bytes: () =>
      patched(zipFile([{ name: "a.txt", data: "甲乙丙丁", store: true }]), (buffer) => {
        buffer[36]! ^= 1;
      }),
    ends: ["damaged"],
  },
  {
    name: "too many entries.zip",
    bytes: () =>
      zipFile(
        Array.from({ length: 20_000 }, (_, index) => ({ name: `${index}.txt`, data: "", store: true })),
      ),
    ends: ["too-large"],
  },
  {
    name: "zip in zip.zip",
    bytes: () => zipFile([{ name: "b.zip", data: zipFile([{ name: "a.txt", data: "甲" }]) }]),
    ends: ["nested-archive"],
  },
  {
    name: "program in zip.zip",
    bytes: () => zipFile([{ name: "a.exe", data: "MZ\u0000\u0001" }]),
    ends: ["unsupported"],
  },
  {
    name: "cut off.zip",
    bytes: () => zipFile([{ name: "a.txt", data: "甲".repeat(9_000) }]).subarray(0, 60),
    ends: ["damaged"],
  },
  { name: "documents in documents.docx", bytes: () => nestedDocx(6), ends: ["hostile"] },
];

const offices: readonly HostileFile[] = [
  {
    name: "entities.docx",
    bytes: () =>
      zipFile([
        {
          name: "[Content_Types].xml",
          data: '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><Types>&c;</Types>',
        },
      ]),
    ends: ["hostile"],
  },
  {
    name: "external entity.docx",
    bytes: () =>
      docxFile("", {
        parts: [
          {
            name: "word/extra.xml",
            data: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
          },
        ],
      }),
    ends: ["hostile"],
  },
  { name: "a million levels.docx", bytes: () => docxFile(deepXml(1_000_000)), ends: ["hostile"] },
  {
    name: "a million empty elements.docx",
    bytes: () => docxFile("<w:p/>".repeat(1_000_000)),
    ends: ["read", "took-too-long"],
  },
  {
    name: "a million attributes.docx",
    bytes: () =>
      docxFile(`<w:p ${Array.from({ length: 1_000_000 }, (_, index) => `a${index}=""`).join(" ")}/>`),
    ends: ["hostile"],
  },
  { name: "not well formed.docx", bytes: () => docxFile("<w:p><w:r></w:p>"), ends: ["damaged"] },
  { name: "undefined entity.docx", bytes: () => docxFile("<w:p>&nbsp;</w:p>"), ends: ["damaged"] },
  {
    name: "styles in a circle.docx",
    bytes: () =>
      docxFile(paragraph("甲", "", '<w:pStyle w:val="A"/>'), {
        styles:
          '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
      }),
    ends: ["read"],
  },
  {
    name: "without its main part.docx",
    bytes: () => zipFile([{ name: "[Content_Types].xml", data: "<Types/>" }]),
    ends: ["damaged"],
  },
  {
    name: "cut off.docx",
    bytes: () => docxFile(paragraph("甲".repeat(5_000))).subarray(0, 900),
    ends: ["damaged"],
  },
  { name: "text bomb.docx", bytes: () => docxFile(paragraph("甲".repeat(40_000_000))), ends: ["too-large"] },
  {
    name: "many rows.xlsx",
    bytes: () =>
      xlsxFile([
        {
          name: "甲",
          xml: `<sheetData>${Array.from({ length: 300_000 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`).join("")}</sheetData>`,
        },
      ]),
    ends: ["read"],
  },
  {
    name: "cells at the far end.xlsx",
    bytes: () =>
      xlsxFile([
        {
          name: "甲",
          xml: `<cols><col min="1" max="16384" hidden="1"/></cols><sheetData>${Array.from({ length: 2_000 }, (_, index) => `<row r="${index * 500 + 1}"><c r="XFD${index * 500 + 1}"><v>1</v></c></row>`).join("")}</sheetData>`,
        },
      ]),
    ends: ["read"],
  },
  {
    name: "many relations to itself.docx",
    bytes: () =>
      docxFile(paragraph("甲"), {
        relations: Array.from({ length: 2_000 }, (_, index) => ({
          from: "word/document.xml",
          type: "header",
          target: "document.xml",
          id: `r${index}`,
        })),
      }),
    ends: ["read"],
  },
  {
    name: "many merges of the world.xlsx",
    bytes: () =>
      xlsxFile([
        {
          name: "甲",
          xml: `<sheetData/><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(20_000)}</mergeCells>`,
        },
      ]),
    ends: ["read"],
  },
  {
    name: "spans of the world.docx",
    bytes: () =>
      docxFile(
        `<w:tbl><w:tr>${`<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>${paragraph("甲")}</w:tc>`.repeat(50)}</w:tr></w:tbl>`,
      ),
    ends: ["read"],
  },
  {
    name: "many comments.docx",
    bytes: () =>
      docxFile("", {
        parts: [
          {
            name: "word/comments.xml",
            data: wordPart(
              "comments",
              `<w:comment w:author="a">${paragraph("批")}</w:comment>`.repeat(20_000),
            ),
          },
        ],
      }),
    ends: ["read"],
  },
  { name: "encrypted.docx", bytes: () => compound(["EncryptedPackage"]), ends: ["encrypted"] },
  {
    name: "chain loop.doc",
    bytes: () =>
      patched(compound(["WordDocument"]), (buffer) => {
        buffer.writeUInt32LE(1, 512 + 4);
      }),
    ends: ["hostile", "damaged"],
  },
  { name: "nothing inside.doc", bytes: () => compound([]), ends: ["unsupported"] },
];

/** A compound file of 512-byte sectors: FAT, directory, and empty streams of these names. */
function compound(names: readonly string[]): Uint8Array {
  const head = Buffer.alloc(512);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(head);
  head.writeUInt16LE(0x3e, 24);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(1, 44);
  head.writeUInt32LE(1, 48);
  head.writeUInt32LE(4096, 56);
  head.writeUInt32LE(0xfffffffe, 60);
  head.writeUInt32LE(0xfffffffe, 68);
  for (let index = 0; index < 109; index += 1)
    head.writeUInt32LE(index === 0 ? 0 : 0xffffffff, 76 + index * 4);
  const fat = Buffer.alloc(512, 0xff);
  fat.writeUInt32LE(0xfffffffd, 0);
  fat.writeUInt32LE(0xfffffffe, 4);
  const directory = Buffer.alloc(512);
  const entry = (at: number, name: string, type: number, child: number): void => {
    const encoded = Buffer.from(`${name}\0`, "utf16le");
    encoded.copy(directory, at);
    directory.writeUInt16LE(encoded.length, at + 64);
    directory[at + 66] = type;
    directory.writeUInt32LE(0xffffffff, at + 68);
    directory.writeUInt32LE(0xffffffff, at + 72);
    directory.writeUInt32LE(child, at + 76);
    directory.writeUInt32LE(0xfffffffe, at + 116);
  };
  entry(0, "Root Entry", 5, names.length > 0 ? 1 : 0xffffffff);
  names.forEach((name, index) => entry(128 * (index + 1), name, 2, 0xffffffff));
  return new Uint8Array(Buffer.concat([head, fat, directory]));
}

const plainPage = showText("甲", 72, 700);
const pdfs: readonly HostileFile[] = [
  {
    name: "page tree in a circle.pdf",
    bytes: () => pdfFile(plainPage, { objects: { 2: "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1>>" } }),
    ends: ["read"],
  },
  {
    name: "one page a million times.pdf",
    bytes: () =>
      pdfFile(plainPage, {
        objects: { 2: `<</Type/Pages/Kids[${"3 0 R ".repeat(1_000_000)}]/Count 1000000>>` },
      }),
    ends: ["read", "too-large"],
  },
  {
    name: "tables in a circle.pdf",
    bytes: () => {
      const source = Buffer.from(pdfFile(plainPage)).toString("latin1");
      const at = /startxref\n(\d+)/u.exec(source)?.[1] ?? "0";
      return raw(source.replace("/Root", `/Prev ${at}/Root`));
    },
    ends: ["read"],
  },
  {
    name: "huge table.pdf",
    bytes: () =>
      raw(Buffer.from(pdfFile(plainPage)).toString("latin1").replace("xref\n0 1\n", "xref\n0 2000000000\n")),
    ends: ["read", "hostile", "damaged"],
  },
  {
    name: "form in itself.pdf",
    bytes: () => pdfFile("/F Do ", { resources: "/XObject<</F 10 0 R>>", objects: formatBombs(1) }),
    ends: ["read", "too-large", "took-too-long"],
  },
  {
    name: "forms times ten.pdf",
    bytes: () => pdfFile("/F Do ", { resources: "/XObject<</F 10 0 R>>", objects: formatBombs(12) }),
    ends: ["too-large", "took-too-long"],
  },
  { name: "brackets.pdf", bytes: () => pdfFile("[".repeat(1_000_000)), ends: ["hostile"] },
  {
    name: "dictionaries.pdf",
    bytes: () => pdfFile(plainPage, { objects: { 10: "<</A ".repeat(500_000) } }),
    ends: ["hostile", "read", "damaged"],
  },
  { name: "stacked states.pdf", bytes: () => pdfFile("q ".repeat(5_000_000)), ends: ["read", "too-large"] },
  {
    name: "stream bomb.pdf",
    bytes: () =>
      pdfFile("", {
        objects: {
          4: {
            dict: "/Filter/FlateDecode",
            data: deflateSync(Buffer.alloc(500_000_000, 0x20), { level: 9 }),
          },
        },
      }),
    ends: ["too-large"],
  },
  {
    name: "filters upon filters.pdf",
    bytes: () =>
      pdfFile("", { objects: { 4: { dict: `/Filter[${"/ASCIIHexDecode ".repeat(500)}]`, data: "41" } } }),
    ends: ["hostile"],
  },
  {
    name: "predictor of a huge row.pdf",
    bytes: () =>
      pdfFile("", {
        objects: {
          4: {
            dict: "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000>>",
            data: deflateSync(Buffer.alloc(100)),
          },
        },
      }),
    ends: ["hostile"],
  },
  {
    name: "length that is itself.pdf",
    bytes: () => pdfFile(plainPage, { objects: { 10: "<</Length 10 0 R>>\nstream\nx\nendstream" } }),
    ends: ["read"],
  },
  {
    name: "object stream in itself.pdf",
    bytes: () =>
      pdfFile(plainPage, {
        objects: { 10: { dict: "/Type/ObjStm/N 1/First 5/Extends 10 0 R", data: "10 0 <</Type/ObjStm>>" } },
      }),
    ends: ["read"],
  },
  {
    name: "wide font.pdf",
    bytes: () =>
      pdfFile(plainPage, {
        objects: {
          5: "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[0 2000000000 500]>>]>>",
        },
      }),
    ends: ["read"],
  },
  {
    name: "object streams in each other.pdf",
    bytes: () =>
      pdfFile(plainPage, {
        objects: {
          10: {
            dict: "/Type/ObjStm/N 1/First 5/Extends 11 0 R",
            data: "11 0 <</Type/ObjStm/Extends 10 0 R>>",
          },
          11: { dict: "/Type/ObjStm/N 1/First 5/Extends 10 0 R", data: "10 0 <</Type/ObjStm>>" },
        },
      }),
    ends: ["read"],
  },
  {
    name: "endless character map.pdf",
    bytes: () =>
      pdfFile(plainPage, {
        objects: {
          5: "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 10 0 R/DescendantFonts[<<>>]>>",
          10: { dict: "", data: "1 beginbfrange <0000> <ffffffff> <0041> endbfrange ".repeat(10_000) },
        },
      }),
    ends: ["read"],
  },
  { name: "cut off.pdf", bytes: () => pdfFile(plainPage).subarray(0, 500), ends: ["read", "damaged"] },
  { name: "header only.pdf", bytes: () => raw("%PDF-1.7\n"), ends: ["damaged"] },
  {
    name: "random.pdf",
    bytes: () =>
      raw(
        `%PDF-1.7\n${Array.from({ length: 200_000 }, (_, index) => String.fromCharCode((index * 7_919) % 251)).join("")}`,
      ),
    ends: ["damaged", "hostile"],
  },
  {
    name: "a million objects.pdf",
    bytes: () =>
      raw(
        `%PDF-1.7\n${Array.from({ length: 300_000 }, (_, index) => `${index + 10} 0 obj null endobj\n`).join("")}1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[]>>endobj`,
      ),
    ends: ["damaged", "too-large"],
  },
];

const others: readonly HostileFile[] = [
  { name: "30000 pixels.png", bytes: () => pngWith([], 30_000, 30_000), ends: ["read"] },
  {
    name: "text bomb.png",
    bytes: () =>
      pngWith([
        chunk(
          "zTXt",
          Buffer.concat([Buffer.from("Comment\0\0"), deflateSync(Buffer.alloc(300_000_000), { level: 9 })]),
        ),
      ]),
    ends: ["read"],
  },
  {
    name: "directory in a circle.jpg",
    bytes: () =>
      patched(cameraJpeg({ artist: "甲" }), (buffer) => {
        const at = buffer.indexOf("MM");
        buffer.writeUInt32BE(8, at + 8 + 2 + 12);
      }),
    ends: ["read"],
  },
  {
    name: "segments that claim more than there is.jpg",
    bytes: () =>
      new Uint8Array(
        Buffer.concat([
          Buffer.from([0xff, 0xd8]),
          ...Array.from({ length: 60_000 }, () =>
            Buffer.from("\xff\xe1\xff\xffExif\0\0MM\0*\xff\xff\xff\xff", "latin1"),
          ),
        ]),
      ),
    ends: ["damaged"],
  },
  {
    name: "fields of four gigabytes.jpg",
    bytes: () =>
      patched(cameraJpeg({ artist: "甲" }), (buffer) => {
        buffer.writeUInt32BE(0xffffffff, buffer.indexOf("MM") + 8 + 2 + 4);
      }),
    ends: ["read"],
  },
  { name: "a million open tags.html", bytes: () => text("<div><b>".repeat(500_000)), ends: ["hostile"] },
  {
    name: "many spans of the world.html",
    bytes: () => text(`<table><tr>${"<td colspan=1000000 rowspan=1000000>甲</td>".repeat(500)}</tr></table>`),
    ends: ["read"],
  },
  {
    name: "fields without end.tif",
    bytes: () =>
      patched(new Uint8Array(900_000), (buffer) => {
        buffer.write("MM\0*\0\0\0\u0008", "latin1");
        buffer.writeUInt16BE(65_535, 8);
        for (let at = 10; at + 12 < buffer.length; at += 12) {
          buffer.writeUInt16BE(0x14a, at);
          buffer.writeUInt16BE(4, at + 2);
          buffer.writeUInt32BE(0xffff, at + 4);
          buffer.writeUInt32BE(8, at + 8);
        }
      }),
    ends: ["read"],
  },
  {
    name: "markers without end.jpg",
    bytes: () =>
      patched(new Uint8Array(4_000_000).fill(0xff), (buffer) => {
        buffer[1] = 0xd8;
      }),
    ends: ["read", "damaged"],
  },
  {
    name: "blocks without end.gif",
    bytes: () => raw(`GIF89a\u0001\0\u0001\0\0\0\0${"!\u00fe\u0001x\0".repeat(300_000)}`),
    ends: ["read"],
  },
  { name: "a million divisions.html", bytes: () => text("<div>".repeat(1_000_000)), ends: ["hostile"] },
  {
    name: "a million bold.html",
    bytes: () => text(`<html><body>${"<b>甲<p>".repeat(300_000)}`),
    ends: ["hostile", "read", "took-too-long"],
  },
  {
    name: "open comment.html",
    bytes: () => text(`<html><body><!-- ${"-".repeat(2_000_000)}`),
    ends: ["read"],
  },
  {
    name: "style sheet without end.html",
    bytes: () => text(`<html><style>${"a{".repeat(500_000)}@media x{`.concat("</style><p>甲")),
    ends: ["read"],
  },
  {
    name: "conditional comment of open style sheets.html",
    bytes: () => text(`<html><body><!--[if mso]>${"</a</a<style <w:<".repeat(200_000)}<![endif]--><p>甲`),
    ends: ["read"],
  },
  {
    name: "conditional comment of unclosed scripts.html",
    bytes: () =>
      text(`<html><body><!--[if mso]>甲${"</a<script></b<style>".repeat(150_000)}<![endif]--><p>甲`),
    ends: ["read"],
  },
  {
    name: "style attribute of open remarks.html",
    bytes: () => text(`<html><body><p style="${"/* ".repeat(700_000)}">甲`),
    ends: ["read"],
  },
  {
    name: "drawing of open controls.xlsx",
    bytes: () =>
      xlsxFile([{ name: "表", xml: rows([["甲"]]) }], {
        parts: [
          {
            name: "xl/drawings/vmlDrawing1.vml",
            data: `<xml>${"<x:ClientData ".repeat(150_000)}</xml>`,
          },
        ],
        relations: [
          {
            from: "xl/worksheets/sheet1.xml",
            type: "vmlDrawing",
            target: "../drawings/vmlDrawing1.vml",
            id: "rIdVml",
          },
        ],
      }),
    ends: ["read"],
  },
  {
    name: "note of open tags.pdf",
    bytes: () =>
      pdfFile(showText("公告", 120, 780), {
        page: "/Annots[20 0 R]",
        objects: { 20: `<</Type/Annot/Subtype/FreeText/Rect[72 700 90 720]/RC(${"<".repeat(400_000)})>>` },
      }),
    ends: ["read"],
  },
  {
    name: "heading of blanks.md",
    bytes: () => text(`# 甲${" ".repeat(1_000_000)}丙\n`),
    ends: ["read"],
  },
  {
    name: "line of blanks below a bar.md",
    bytes: () => text(`甲|乙\n${" ".repeat(1_000_000)}丙\n`),
    ends: ["read"],
  },
  {
    name: "attributes.html",
    bytes: () =>
      text(`<html><body><p ${Array.from({ length: 300_000 }, (_, index) => `a${index}=x`).join(" ")}>甲`),
    ends: ["read", "took-too-long"],
  },
  {
    name: "binary.txt",
    bytes: () => new Uint8Array(Array.from({ length: 20_000 }, (_, index) => (index * 73) % 29)),
    ends: ["unsupported"],
  },
  { name: "quotes.csv", bytes: () => text(`a,b\n"${'""'.repeat(1_000_000)}`), ends: ["read"] },
  { name: "empty.txt", bytes: () => new Uint8Array(0), ends: ["empty"] },
  { name: "program.docx", bytes: () => raw("MZ\u0090\0\u0003\0\0\0"), ends: ["unsupported"] },
  { name: "archive.rar", bytes: () => raw("Rar!\u001a\u0007\u0001\0"), ends: ["unsupported"] },
  {
    name: "word.xml",
    bytes: () => text('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
    ends: ["unsupported"],
  },
];

export const hostileFiles: readonly HostileFile[] = [...archives, ...offices, ...pdfs, ...others];
