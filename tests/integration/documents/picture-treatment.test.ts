import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { describe, expect, it } from "vitest";

import {
  fileForRelease,
  releaseRefusalText,
} from "../../../electron/core/documents/release/file-for-release.ts";
import { writeZip } from "../../../electron/core/documents/containers/zip-writer.ts";
import { encodePng } from "../../../electron/core/documents/image/pixels/encode-png.ts";
import { filePicture } from "../../../electron/core/documents/release/pictures/file-pictures.ts";
import { preparePictures } from "../../../electron/core/documents/release/pictures/prepared-pictures.ts";
import { provePictures } from "../../../electron/core/documents/release/pictures/prove-pictures.ts";
import { stripImage } from "../../../electron/core/documents/release/strip-image.ts";
import { defaultReadLimits } from "../../../electron/core/documents/reading/read-limits.ts";
import type { PictureTreatment } from "../../../shared/domain/item/picture-treatment.ts";
import { zipFiles } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { docxFile, paragraph, pptxFile, rows, xlsxFile } from "./corpus/office-files.ts";
import { chart, pattern, photo } from "./corpus/real-pictures.ts";

const camera = { artist: person.name, serial: "SN20077731", gps: true, thumbnail: true };
const map = chart(64, 40, "EDITOR-OF-MAP");
const site = photo(96, 64, camera);
const face = photo(80, 80, camera, 9);
const drawing = new TextEncoder().encode("EMF-RECORDS");
const withheld = [{ type: "ID_CARD", value: person.id }];
const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const region = { x: 10, y: 20, width: 33, height: 17 };
const treatments: readonly PictureTreatment[] = [
  { digest: digest(map), decision: "keep", regions: [] },
  { digest: digest(site), decision: "mask", regions: [region] },
  { digest: digest(face), decision: "drop", regions: [] },
];

const inline = (id: string): string =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1920000"/><a:graphic><a:graphicData><a:blip r:embed="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
const images = (folder: string, from: string, up: string) => ({
  parts: [
    { name: `${folder}/media/a.png`, data: map },
    { name: `${folder}/media/b.jpeg`, data: site },
    { name: `${folder}/media/c.jpeg`, data: face },
    { name: `${folder}/media/d.emf`, data: drawing },
    { name: `${folder}/media/e.png`, data: map },
  ],
  relations: ["a.png", "b.jpeg", "c.jpeg", "d.emf", "e.png"].map((name) => ({
    from,
    type: "image",
    target: `${up}media/${name}`,
    id: `rIdPic${name[0]}`,
  })),
});
const docx = docxFile(
  paragraph(`申请人${person.id}`) + ["a", "b", "c", "d", "e"].map((name) => inline(`rIdPic${name}`)).join(""),
  images("word", "word/document.xml", ""),
);
const onSlide = (id: string): string =>
  `<p:pic><p:nvPicPr><p:cNvPr id="8" name="p"/></p:nvPicPr><p:blipFill><a:blip r:embed="${id}"/></p:blipFill><p:spPr><a:xfrm><a:off x="900000" y="900000"/><a:ext cx="2880000" cy="1920000"/></a:xfrm></p:spPr></p:pic>`;
const words = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="1" y="1"/><a:ext cx="900000" cy="900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>${person.id}</a:t></a:r></a:p></p:txBody></p:sp>`;
const pptx = pptxFile(
  [{ shapes: words + ["a", "b", "c", "d", "e"].map((name) => onSlide(`rIdPic${name}`)).join("") }],
  images("ppt", "ppt/slides/slide1.xml", "../"),
);
const onSheet = (id: string, row: number): string =>
  `<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="2880000" cy="1920000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="王某的图" descr="内部"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr/></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`;
const ofSheet = images("xl", "xl/drawings/drawing1.xml", "../");
const xlsx = xlsxFile(
  [{ name: "公示", xml: rows([["身份证号"], [person.id], ["底稿"], ["备注"]], { 3: 'hidden="1"' }) }],
  {
    parts: [
      ...ofSheet.parts,
      {
        name: "xl/drawings/drawing1.xml",
        data: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${["a", "b", "c", "d", "e"].map((name, index) => onSheet(`rIdPic${name}`, 4 + index * 12)).join("")}</xdr:wsDr>`,
        type: "application/vnd.openxmlformats-officedocument.drawing+xml",
      },
    ],
    relations: [
      ...ofSheet.relations,
      {
        from: "xl/worksheets/sheet1.xml",
        type: "drawing",
        target: "../drawings/drawing1.xml",
        id: "rIdDrawing",
      },
    ],
  },
);
/** What programs write into a picture besides its pixels, by a program that is not ours. */
const told = (bytes: Uint8Array): readonly string[] =>
  Object.keys(
    (
      JSON.parse(
        execFileSync("exiftool", ["-json", "-a", "-G1", "-"], { input: bytes, encoding: "utf8" }),
      ) as Record<string, unknown>[]
    )[0] ?? {},
  ).filter((key) => key !== "SourceFile" && !/^(?:ExifTool|System|File|PNG|JFIF|Composite):/u.test(key));
interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => readonly number[];
}

/** Red, green and blue of the pictures on the pages that LibreOffice makes of each file, as poppler draws them out. */
function drawnOut(files: Readonly<Record<string, Uint8Array>>): readonly (readonly Drawn[])[] {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    const paths = Object.keys(files).map((name) => join(folder, name));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const profile = pathToFileURL(join(folder, "profile")).href;
    execFileSync(
      "soffice",
      [`-env:UserInstallation=${profile}`, "--headless", "--convert-to", "pdf", "--outdir", folder, ...paths],
      { stdio: "ignore" },
    );
    return paths.map((path, index) => {
      execFileSync("pdfimages", [path.replace(/\.[a-z]+$/u, ".pdf"), join(folder, `p${index}`)]);
      return readdirSync(folder)
        .filter((file) => file.startsWith(`p${index}-`) && file.endsWith(".ppm"))
        .toSorted()
        .map((file) => {
          const data = readFileSync(join(folder, file));
          const [, width = "", height = ""] =
            /^P6\s(\d+)\s(\d+)\s255\s/u.exec(data.toString("latin1", 0, 40)) ?? [];
          const start = data.length - Number(width) * Number(height) * 3;
          return {
            width: Number(width),
            height: Number(height),
            at: (x: number, y: number) => [
              ...data.subarray(start + (y * Number(width) + x) * 3).subarray(0, 3),
            ],
          };
        });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("pictures of a file in which something is withheld", () => {
  it.each([
    ["docx", docx],
    ["pptx", pptx],
    ["xlsx", xlsx],
  ])(
    "%s: kept and masked ones are there, each once and as nothing but pixels; all others are not",
    async (kind, bytes) => {
      const copy = await fileForRelease(bytes, `a.${kind}`, withheld, defaultReadLimits, treatments);
      if (!copy.ok) throw new Error(copy.error.type);
      expect(copy.value.checks.find(({ id }) => id === "pictures")).toEqual({
        id: "pictures",
        ok: true,
        detail: "2幅图片逐一核对，与决定一致",
      });
      expect(copy.value.losses.join("")).toContain("图片");
      expect(copy.value.pictures.map(({ decision, leaves }) => [decision, leaves !== undefined])).toEqual([
        ["keep", true],
        ["mask", true],
        ["drop", false],
        [undefined, false],
      ]);
      const media = [...(await zipFiles(copy.value.bytes))].filter(([name]) => name.includes("media/"));
      expect(media.map(([name]) => name.replace(/^.*media\//u, ""))).toEqual(["image1.png", "image2.jpeg"]);
      for (const [, picture] of media) {
        expect(told(picture)).toEqual([]);
        for (const trace of [
          "EDITOR-OF-MAP",
          "SN20077731",
          "RESERVED-SEGMENT",
          "BEHIND-THE-END",
          person.name,
        ])
          expect(picture.includes(trace)).toBe(false);
      }
      expect(told(site).length).toBeGreaterThan(5);
    },
  );

  it("without any decision none comes along", async () => {
    const copy = await fileForRelease(docx, "a.docx", withheld);
    if (!copy.ok) throw new Error(copy.error.type);
    expect([...(await zipFiles(copy.value.bytes)).keys()].filter((name) => name.includes("media"))).toEqual(
      [],
    );
    expect(copy.value.pictures.every(({ leaves }) => leaves === undefined)).toBe(true);
  });

  it("shows pages with the regions black and the rest as it was (LibreOffice, pdfimages)", async () => {
    const copies: Record<string, Uint8Array> = {};
    for (const [name, bytes] of [
      ["a.docx", docx],
      ["b.xlsx", xlsx],
    ] as const) {
      const copy = await fileForRelease(bytes, name, withheld, defaultReadLimits, treatments);
      if (!copy.ok) throw new Error(copy.error.type);
      copies[name] = copy.value.bytes;
    }
    for (const shown of drawnOut(copies)) {
      expect(new Set(shown.map(({ width, height }) => `${width}×${height}`))).toEqual(
        new Set(["64×40", "96×64"]),
      );
      const masked = shown.find(({ width }) => width === 96);
      const brightness = (x: number, y: number): number => Math.max(...(masked?.at(x, y) ?? [255]));
      for (const [x, y] of [
        [11, 21],
        [41, 35],
        [41, 21],
        [11, 35],
        [25, 28],
      ] as const)
        expect(brightness(x, y)).toBeLessThan(64);
      for (const [x, y] of [
        [8, 20],
        [45, 36],
        [42, 17],
        [10, 39],
        [90, 60],
      ] as const)
        expect(brightness(x, y)).toBeGreaterThan(128);
    }
  });

  it("stand in a workbook over the cell they stood over, where hidden rows are closed up", async () => {
    const copy = await fileForRelease(xlsx, "a.xlsx", withheld, defaultReadLimits, treatments);
    if (!copy.ok) throw new Error(copy.error.type);
    const parts = await zipFiles(copy.value.bytes);
    const drawing = parts.get("xl/drawings/drawing1.xml")?.toString("utf8") ?? "";
    // Rows 5, 17 and 53 of the file, one hidden row above each.
    expect([...drawing.matchAll(/<xdr:row>(\d+)</gu)].map(([, row]) => row)).toEqual(["3", "15", "51"]);
    for (const trace of ["王某", "内部"]) expect(drawing).not.toContain(trace);
  });
});

describe("a picture that is cropped where it is shown", () => {
  const crop = '<a:srcRect l="20000" b="30000"/>';
  it.each<[string, Uint8Array]>([
    [
      "docx",
      docxFile(
        paragraph(person.id) + inline("rIdPica").replace("</a:graphicData>", `${crop}</a:graphicData>`),
        images("word", "word/document.xml", ""),
      ),
    ],
    [
      "pptx",
      pptxFile(
        [{ shapes: words + onSlide("rIdPica").replace("</p:blipFill>", `${crop}</p:blipFill>`) }],
        images("ppt", "ppt/slides/slide1.xml", "../"),
      ),
    ],
  ])(
    "%s: stays out until somebody who saw it whole decides, and is cropped as it was",
    async (kind, bytes) => {
      for (const [decided, crops] of [
        [[], 0],
        [treatments, 1],
      ] as const) {
        const copy = await fileForRelease(bytes, `a.${kind}`, withheld, defaultReadLimits, decided);
        if (!copy.ok) throw new Error(copy.error.type);
        const parts = [...(await zipFiles(copy.value.bytes))];
        expect(parts.filter(([name]) => name.includes("media/"))).toHaveLength(crops);
        const shown = parts.map(([, data]) => data.toString("utf8")).join("");
        expect(shown.split(crop)).toHaveLength(crops + 1);
      }
    },
  );
});

describe("pictures of a file in which nothing is withheld", () => {
  it("are masked and left out all the same, where somebody says so", async () => {
    const clean = docxFile(
      paragraph("现场照片") + inline("rIdPica") + inline("rIdPicb") + inline("rIdPicc"),
      images("word", "word/document.xml", ""),
    );
    const plain = await fileForRelease(clean, "a.docx", []);
    const copy = await fileForRelease(clean, "a.docx", [], defaultReadLimits, treatments);
    if (!plain.ok || !copy.ok) throw new Error("no copy");
    expect(copy.value.pictures.map(({ leaves }) => leaves !== undefined)).toEqual([true, true, false, false]);
    const digests = async (bytes: Uint8Array): Promise<readonly string[]> =>
      [...(await zipFiles(bytes))]
        .filter(([name]) => name.includes("media/"))
        .map(([, data]) => digest(data));
    expect(await digests(copy.value.bytes)).toHaveLength(2);
    expect(await digests(copy.value.bytes)).not.toContain(digest(stripImage(face) ?? face));
  });

  it("a photo as a file of its own is masked too, upright and without what the camera wrote", async () => {
    const copy = await fileForRelease(site, "现场.jpg", withheld, defaultReadLimits, treatments);
    if (!copy.ok) throw new Error(copy.error.type);
    expect(copy.value.checks.every((check) => check.ok)).toBe(true);
    expect(told(copy.value.bytes)).toEqual([]);
    expect(copy.value.pictures).toEqual([
      { digest: digest(site), decision: "mask", leaves: digest(copy.value.bytes) },
    ]);
    const drop: PictureTreatment = { digest: digest(site), decision: "drop", regions: [] };
    const dropped = await fileForRelease(site, "现场.jpg", [], defaultReadLimits, [drop]);
    expect(!dropped.ok && releaseRefusalText(dropped.error)).toContain("请去掉这个附件");
  });
});

describe("the proof of pictures does not trust the writer", () => {
  const originals = [filePicture(map, "a.png"), filePicture(site, "b.jpeg"), filePicture(face, "c.jpeg")];
  const prove = async (change: (media: Map<string, Uint8Array>) => void) => {
    const copy = await fileForRelease(docx, "a.docx", withheld, defaultReadLimits, treatments);
    if (!copy.ok) throw new Error(copy.error.type);
    const parts = new Map<string, Uint8Array>(await zipFiles(copy.value.bytes));
    change(parts);
    const bytes = writeZip([...parts].map(([name, data]) => ({ name, data })));
    const { decided: treated } = await preparePictures(originals, treatments, true);
    const expectation = { originals, treatments, treated, undecidedComeAlong: false };
    return provePictures(bytes, expectation, defaultReadLimits);
  };
  const kept = "word/media/image1.png";
  const masked = "word/media/image2.jpeg";

  it.each<[string, (media: Map<string, Uint8Array>) => void, boolean]>([
    ["an untouched copy", () => undefined, true],
    ["a picture that was said to be left out", (media) => media.set("word/media/image3.jpeg", face), false],
    ["one of its stripped forms", (media) => media.set("word/media/x.jpeg", stripImage(face) ?? face), false],
    ["one under another name", (media) => media.set("word/theme/t.xml", face), false],
    ["a region that is not burnt in", (media) => media.set(masked, stripImage(site) ?? site), false],
    ["the picture as it was", (media) => media.set(masked, site), false],
    ["metadata left in a kept picture", (media) => media.set(kept, map), false],
    ["another picture", (media) => media.set(kept, encodePng(pattern(64, 40, 3))), false],
  ])("%s", async (_name, change, ok) => {
    expect((await prove(change)).ok).toBe(ok);
  });
});
