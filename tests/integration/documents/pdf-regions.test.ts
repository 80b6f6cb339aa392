import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { decodePicture } from "../../../electron/core/documents/image/pixels/decode-picture.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { defaultReadLimits } from "../../../electron/core/documents/reading/read-limits.ts";
import {
  fileForRelease,
  releaseRefusalText,
} from "../../../electron/core/documents/release/file-for-release.ts";
import {
  listPictures,
  treatPictureOf,
} from "../../../electron/core/documents/release/pictures/list-pictures.ts";
import {
  checkPicturesAnywhere,
  listPicturesAnywhere,
  treatPictureAnywhere,
} from "../../../electron/core/documents/release/pictures/pictures-in-archive.ts";
import { checkPictures } from "../../../electron/core/documents/release/pictures/prove-pictures.ts";
import type { PictureDecision, PictureRegion } from "../../../shared/domain/item/picture-treatment.ts";
import { zipFiles } from "../support/zip-texts.ts";
import { person } from "./corpus/case.ts";
import { pdfFile, showText } from "./corpus/pdf-files.ts";
import { jbig2, packedPictures, scannedPage, type PackedPicture } from "./corpus/scanned-pages.ts";
import { zipFile } from "./corpus/zip-file.ts";
import { drawnPages, drawnPictures, type DrawnPage } from "./support/drawn-page.ts";

const withheld = [{ type: "ID_CARD", value: person.id }];
const photo = packedPictures["a photo of a scanner"] as PackedPicture;
const colours = packedPictures["colours"] as PackedPicture;

async function listed(bytes: Uint8Array, held: typeof withheld = []) {
  const list = await listPictures(bytes, "a.pdf", held);
  if (!list.ok) throw new Error(list.error.type);
  return list.value;
}

/** The file as it leaves, with one decision about every picture that can be decided about, or about one of them. */
async function released(
  bytes: Uint8Array,
  decision: PictureDecision | undefined,
  regions: readonly PictureRegion[] = [],
  held: typeof withheld = [],
  which?: number,
) {
  const { pictures } = await listed(bytes);
  const treatments = pictures.flatMap(({ digest, unusable }, index) =>
    unusable || decision === undefined || (which !== undefined && which !== index)
      ? []
      : [{ digest, decision, regions }],
  );
  return fileForRelease(bytes, "a.pdf", held, defaultReadLimits, treatments);
}

async function copyOf(...of: Parameters<typeof released>) {
  const copy = await released(...of);
  if (!copy.ok) throw new Error(releaseRefusalText(copy.error));
  return copy.value;
}

const brightness = (page: DrawnPage | undefined, x: number, y: number): number =>
  Math.max(...(page?.at(x, y) ?? [-1]));

/** The most any colour of two pages differs, at every third pixel the places hold for. */
function difference(
  one: DrawnPage | undefined,
  other: DrawnPage | undefined,
  holds: (x: number, y: number) => boolean,
): number {
  expect([one?.width, one?.height]).toEqual([other?.width, other?.height]);
  let most = 0;
  for (let y = 0; y < (one?.height ?? 0); y += 3)
    for (let x = 0; x < (one?.width ?? 0); x += 3)
      if (holds(x, y))
        one?.at(x, y).forEach((value, index) => {
          most = Math.max(most, Math.abs(value - (other?.at(x, y)[index] ?? 0)));
        });
  return most;
}

const within = ({ x, y, width, height }: PictureRegion, at: readonly [number, number], by: number): boolean =>
  at[0] >= x - by && at[0] < x + width + by && at[1] >= y - by && at[1] < y + height + by;

/** What is stored of every stream of a PDF is told by qpdf; the file must be sound by its rules too. */
function checkedByQpdf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "qpdf-"));
  try {
    writeFileSync(join(folder, "a.pdf"), bytes);
    execFileSync("qpdf", ["--check", join(folder, "a.pdf")], { stdio: "pipe" });
    execFileSync("qpdf", ["--qdf", "--object-streams=disable", join(folder, "a.pdf"), join(folder, "b.pdf")]);
    return readFileSync(join(folder, "b.pdf"), "latin1");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("a region of a scanned page", () => {
  it.each(Object.entries(packedPictures))(
    "%s: is black in the copy, the rest as it was (poppler)",
    async (_name, packed) => {
      const bytes = scannedPage(packed);
      const [picture] = (await listed(bytes)).pictures;
      if (!picture) throw new Error("no picture");
      expect(picture).toMatchObject({ pages: [1], sizeBytes: expect.any(Number) });
      const { width, height } = picture;
      const region = {
        x: Math.round(width * 0.1),
        y: Math.round(height * 0.05),
        width: Math.round(width * 0.3),
        height: Math.round(height * 0.4),
      };
      const copy = await copyOf(bytes, "mask", [region]);
      expect(copy.checks.find(({ id }) => id === "pictures")).toMatchObject({
        ok: true,
        detail: "1幅图片逐一核对，与决定一致",
      });
      const [before] = drawnPages(packed.like ? scannedPage(packed.like) : bytes);
      const [after] = drawnPages(copy.bytes);
      const onPage = { x: 20, y: 5, width: 60, height: 40 };
      // A photo is packed in squares of eight.
      expect(difference(before, after, (x, y) => !within(onPage, [x, y], 9))).toBeLessThan(32);
      for (let y = 6; y < 44; y += 2)
        for (let x = 21; x < 79; x += 2) expect(brightness(after, x, y)).toBeLessThan(64);
      expect(brightness(before, 30, 30)).toBeGreaterThan(64);
      // Nothing of the picture as it was stored, and nothing that was written beside its pixels.
      const stored = Buffer.from(packed.data);
      const raw = Buffer.from(copy.bytes);
      for (let at = 0; at + 64 <= stored.length; at += 997)
        expect(raw.includes(stored.subarray(at, at + 64))).toBe(false);
      const text = checkedByQpdf(copy.bytes);
      for (const trace of ["SN20077731", "王秀兰", "RESERVED-SEGMENT", "BEHIND-THE-END", "PROFILE-OF"])
        expect(text).not.toContain(Buffer.from(trace).toString("latin1"));
    },
  );

  it.each(Object.entries(packedPictures).filter(([name]) => !/photo|mask|stencil/u.test(name)))(
    "%s: what a person is shown is what poppler reads, pixel for pixel",
    async (_name, packed) => {
      const bytes = scannedPage(packed);
      const [picture] = (await listed(bytes)).pictures;
      const shown = await treatPictureOf(bytes, "a.pdf", {
        digest: picture?.digest ?? "",
        decision: "keep",
        regions: [],
      });
      const decoded = shown.ok ? await decodePicture(shown.value.bytes) : undefined;
      if (!decoded?.ok) throw new Error("not shown");
      const { width, height, data } = decoded.pixels;
      const [expected] = drawnPictures(packed.like ? scannedPage(packed.like) : bytes);
      expect([expected?.width, expected?.height]).toEqual([width, height]);
      let wrong = 0;
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1) {
          const own = [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
          if (own.some((value, index) => Math.abs(value - (expected?.at(x, y)[index] ?? -9)) > 1)) wrong += 1;
        }
      expect(wrong).toBe(0);
    },
  );

  it.each([
    ["upright", "200 0 0 100 0 0", 0],
    ["mirrored", "-200 0 0 100 200 0", 0],
    ["on its head", "-200 0 0 -100 200 100", 0],
    ["upside down", "200 0 0 -100 0 100", 0],
    ["on its left side", "0 200 -100 0 100 0", 0],
    ["on its right side", "0 -200 100 0 0 200", 0],
    ["turned over", "0 200 100 0 0 0", 0],
    ["turned over the other way", "0 -200 -100 0 100 200", 0],
    ["on a page turned right", "200 0 0 100 0 0", 90],
    ["on a page turned round", "200 0 0 100 0 0", 180],
    ["on a page turned left", "200 0 0 100 0 0", 270],
    ["set right by its page", "0 200 -100 0 100 0", 90],
    ["mirrored on a page turned left", "-200 0 0 100 200 0", 270],
  ])("is where it was drawn in a picture that lies %s", async (_name, matrix, rotate) => {
    const bytes = scannedPage(colours, `q ${matrix} cm /Im1 Do Q\n`, {
      page: `/Rotate ${rotate}`,
      mediaBox: matrix.startsWith("0 ") ? "0 0 100 200" : "0 0 200 100",
    });
    const [picture] = (await listed(bytes)).pictures;
    const { width = 0, height = 0, digest = "" } = picture ?? {};
    const [before] = drawnPages(bytes);
    // Upright is as the page shows it, so it is as wide or high as the page.
    expect(width > height).toBe((before?.width ?? 0) > (before?.height ?? 0));
    const share = { x: 0.1, y: 0.1, width: 0.25, height: 0.3 };
    const region = {
      x: Math.round(width * share.x),
      y: Math.round(height * share.y),
      width: Math.round(width * share.width),
      height: Math.round(height * share.height),
    };
    const copy = await fileForRelease(bytes, "a.pdf", [], defaultReadLimits, [
      { digest, decision: "mask", regions: [region] },
    ]);
    if (!copy.ok) throw new Error(releaseRefusalText(copy.error));
    const [after] = drawnPages(copy.value.bytes);
    const onPage = {
      x: share.x * (before?.width ?? 0),
      y: share.y * (before?.height ?? 0),
      width: share.width * (before?.width ?? 0),
      height: share.height * (before?.height ?? 0),
    };
    expect(difference(before, after, (x, y) => !within(onPage, [x, y], 2))).toBeLessThan(16);
    expect(brightness(after, Math.round(onPage.x + 3), Math.round(onPage.y + 3))).toBeLessThan(16);
    expect(
      brightness(after, Math.round(onPage.x + onPage.width - 3), Math.round(onPage.y + onPage.height - 3)),
    ).toBeLessThan(16);
  });

  it("takes a picture inside the content of the page along as one of its own", async () => {
    const bytes = pdfFile(
      `q 200 0 0 100 0 0 cm BI /W 20 /H 10 /CS /RGB /BPC 8 /F /AHx ID ${"c0d0e0".repeat(200)}> EI Q\n`,
      { mediaBox: "0 0 200 100" },
    );
    const copy = await copyOf(bytes, "mask", [{ x: 2, y: 1, width: 6, height: 4 }]);
    const [after] = drawnPages(copy.bytes);
    expect(brightness(after, 40, 30)).toBeLessThan(16);
    expect(after?.at(150, 80)).toEqual([0xc0, 0xd0, 0xe0]);
    expect(Buffer.from(copy.bytes).includes("c0d0e0c0d0e0")).toBe(false);
  });
});

const recognised = (text: string, x: number, y: number): string =>
  showText(text, x, y, { size: 10, before: "3 Tr" });
const scanWithText = scannedPage(
  photo,
  `q 200 0 0 100 0 0 cm /Im1 Do Q\n${recognised(person.id, 10, 80)}${recognised("公告", 10, 20)}`,
);
/** Over the number of the text layer, and over nothing. */
const overNumber = { x: 0, y: 5, width: 200, height: 20 };
const elsewhere = { x: 150, y: 60, width: 30, height: 30 };

describe("the text layer of a scan", () => {
  const textOf = async (bytes: Uint8Array): Promise<string> => {
    const read = await readDocument(bytes, "a.pdf");
    return read.ok ? read.value.parts.map(({ text }) => text).join("\n") : "";
  };

  it("goes with the region over it, and stays elsewhere", async () => {
    const copy = await copyOf(scanWithText, "mask", [overNumber]);
    expect(await textOf(scanWithText)).toContain(person.id);
    expect((await textOf(copy.bytes)).replaceAll(/\s/gu, "")).toBe("公告");
    expect(checkedByQpdf(copy.bytes)).not.toContain(
      Buffer.from(person.id, "utf16le").swap16().toString("hex"),
    );
  });

  it.each([
    ["nobody decided about the picture", undefined, [], "整页是图片的页还没有决定"],
    ["the picture is kept", "keep", [], "须遮盖的内容在扫描图像中"],
    ["another part of it is masked", "mask", [elsewhere], "须遮盖的内容在扫描图像中"],
  ] as const)(
    "holds the file back where it says what is withheld and %s",
    async (_name, decision, regions, why) => {
      const copy = await released(scanWithText, decision, regions, withheld);
      expect(!copy.ok && releaseRefusalText(copy.error)).toContain(why);
    },
  );

  it("says where to mask, and masking there lets the file go", async () => {
    expect((await listed(scanWithText)).pictures[0]?.suggested).toBeUndefined();
    const { pictures } = await listed(scanWithText, withheld);
    const suggested = pictures[0]?.suggested ?? [];
    expect(suggested).toHaveLength(1);
    const copy = await copyOf(scanWithText, "mask", suggested, withheld);
    expect(await textOf(copy.bytes)).not.toContain(person.id);
    const [after] = drawnPages(copy.bytes);
    expect(brightness(after, 40, 15)).toBeLessThan(64);
    expect(brightness(after, 40, 75)).toBeGreaterThan(128);
  });

  it("lets it go where the region lies over what is withheld", async () => {
    const copy = await copyOf(scanWithText, "mask", [overNumber, elsewhere], withheld);
    expect(copy.checks.every(({ ok }) => ok)).toBe(true);
    expect(await textOf(copy.bytes)).not.toContain(person.id);
    expect(brightness(drawnPages(copy.bytes)[0], 40, 15)).toBeLessThan(64);
  });

  it("the proof finds letters below a region that a careless writer left there", async () => {
    const copy = await copyOf(scanWithText, "mask", [elsewhere]);
    const leaves = copy.pictures[0]?.leaves ?? "";
    const told = (regions: readonly PictureRegion[]) =>
      checkPictures(copy.bytes, new Map([[leaves, { regions }]]), defaultReadLimits);
    expect(await told([elsewhere])).toMatchObject({ ok: true });
    expect((await told([elsewhere, overNumber])).detail).toMatch(/没有遮盖完整.*下面还有18个字/u);
    expect((await checkPictures(copy.bytes, new Map(), defaultReadLimits)).detail).toContain(
      "有1幅图片不应在其中",
    );
  });
});

describe("pages that are pictures", () => {
  /** A page of text and two of scans, put together by qpdf. */
  function threePages(): Uint8Array {
    const folder = mkdtempSync(join(tmpdir(), "pages-"));
    try {
      const parts = [
        pdfFile(showText(`身份证号${person.id}`, 20, 60, { size: 9 }), { mediaBox: "0 0 200 100" }),
        scannedPage(photo),
        scannedPage(colours),
      ].map((bytes, index) => {
        const place = join(folder, `${index}.pdf`);
        writeFileSync(place, bytes);
        return place;
      });
      execFileSync("qpdf", ["--empty", "--pages", ...parts, "--", join(folder, "all.pdf")]);
      return new Uint8Array(readFileSync(join(folder, "all.pdf")));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it("ask for a decision where something is withheld, and one that is left out leaves no page behind", async () => {
    const bytes = threePages();
    const { pictures, undecidedStayOut } = await listed(bytes, withheld);
    expect(undecidedStayOut).toBe(true);
    expect(pictures.map(({ pages }) => pages)).toEqual([[2], [3]]);
    const undecided = await released(bytes, "keep", [], withheld, 0);
    expect(!undecided.ok && releaseRefusalText(undecided.error)).toContain("整页是图片的页还没有决定");
    const copy = await fileForRelease(bytes, "a.pdf", withheld, defaultReadLimits, [
      { digest: pictures[0]?.digest ?? "", decision: "drop", regions: [] },
      { digest: pictures[1]?.digest ?? "", decision: "keep", regions: [] },
    ]);
    if (!copy.ok) throw new Error(releaseRefusalText(copy.error));
    expect(drawnPages(copy.value.bytes)).toHaveLength(2);
    expect(copy.value.losses.join()).toContain("第2页（图片决定去除，没有别的内容）");
    expect(copy.value.pictures.map(({ decision, leaves }) => [decision, leaves !== undefined])).toEqual([
      ["drop", false],
      ["keep", true],
    ]);
    expect(drawnPictures(copy.value.bytes)).toHaveLength(1);
  });

  it("two pictures at one place: what is masked in one asks for a decision about the other", async () => {
    const content = "q 200 0 0 100 0 0 cm /Im2 Do Q\nq 200 0 0 100 0 0 cm /Im1 Do Q\n";
    const below = packedPictures["a photo in two filters"] as PackedPicture;
    const bytes = scannedPage(
      colours,
      content,
      {
        objects: { 12: { dict: `/Type/XObject/Subtype/Image${below.dict}`, data: below.data } },
      },
      "/Im2 12 0 R",
    );
    expect((await listed(bytes)).pictures.map(({ pages }) => pages)).toEqual([[1], [1]]);
    const part = { x: 20, y: 10, width: 60, height: 40 };
    const one = await released(bytes, "mask", [part], [], 1);
    expect(!one.ok && releaseRefusalText(one.error)).toContain("叠着");
    const both = await copyOf(bytes, "mask", [part]);
    for (const picture of drawnPictures(both.bytes)) expect(brightness(picture, 50, 30)).toBeLessThan(64);
  });

  it("go out byte for byte while nothing is withheld and nothing of them is masked", async () => {
    const bytes = scannedPage(photo);
    expect(await copyOf(bytes, "keep")).toMatchObject({ rebuilt: true });
    const plain = scannedPage(colours);
    expect(await copyOf(plain, "keep")).toMatchObject({ rebuilt: false, bytes: plain });
  });

  it("all left out leave no file", async () => {
    const copy = await released(scannedPage(photo), "drop");
    expect(!copy.ok && releaseRefusalText(copy.error)).toContain("请去掉这个附件");
  });

  it("a small picture nobody decided about stays out and is told", async () => {
    const bytes = scannedPage(
      photo,
      `q 40 0 0 20 0 0 cm /Im1 Do Q\n${showText(person.id, 20, 60, { size: 9 })}`,
    );
    const copy = await copyOf(bytes, undefined, [], withheld);
    expect(copy.losses).toContain("没有决定的图片");
    expect(drawnPictures(copy.bytes)).toHaveLength(0);
  });
});

describe("a scanned page of a PDF in an archive", () => {
  it("is listed with its file, masked there, and looked at again in the finished archive", async () => {
    const zip = zipFile([
      { name: "扫描件.pdf", data: scannedPage(colours) },
      { name: "说明.txt", data: Buffer.from("公告") },
    ]);
    const list = await listPicturesAnywhere(zip, "材料.zip", []);
    const [picture] = list.ok ? list.value.pictures : [];
    expect(picture).toMatchObject({ where: "扫描件.pdf", pages: [1], width: 200, height: 100 });
    const part = { x: 20, y: 10, width: 60, height: 40 };
    const treatment = { digest: picture?.digest ?? "", decision: "mask", regions: [part] } as const;
    expect(await treatPictureAnywhere(zip, "材料.zip", treatment)).toMatchObject({ ok: true });
    const made = await fileForRelease(zip, "材料.zip", [], defaultReadLimits, [treatment]);
    if (!made.ok) throw new Error(releaseRefusalText(made.error));
    const copy = (await zipFiles(made.value.bytes)).get("扫描件.pdf") ?? Buffer.alloc(0);
    const [after] = drawnPages(copy);
    expect(brightness(after, 50, 30)).toBeLessThan(16);
    expect(brightness(after, 150, 80)).toBeGreaterThan(100);
    const leaving = new Map(
      made.value.pictures.map(({ leaves = "", decision }) => [leaves, decision && { regions: [part] }]),
    );
    expect(await checkPicturesAnywhere(made.value.bytes, leaving, defaultReadLimits)).toMatchObject({
      ok: true,
    });
    expect(await checkPicturesAnywhere(zip, leaving, defaultReadLimits)).toMatchObject({ ok: false });
  });
});

describe("a box that hides a part of a scan", () => {
  const content = "q 200 0 0 100 0 0 cm /Im1 Do Q\n";
  const box = "0 0 0 rg 20 50 60 30 re f\n";
  const byAnnotation = {
    page: "/Annots[11 0 R]",
    objects: { 11: "<</Type/Annot/Subtype/Square/Rect[20 50 80 80]/IC[0 0 0]/C[0 0 0]/F 4>>" },
  };
  it.each([
    ["of the page", content + box, {}],
    ["of an annotation", content, byAnnotation],
  ])("%s is burnt in as soon as somebody decides, whatever is decided", async (_name, drawn, options) => {
    const bytes = scannedPage(colours, drawn, options);
    const { pictures } = await listed(bytes);
    expect(pictures.map(({ boxed }) => boxed)).toEqual([true]);
    const copy = await copyOf(bytes, "keep");
    expect(copy.rebuilt).toBe(true);
    const [taken] = drawnPictures(copy.bytes);
    const [whole] = drawnPictures(bytes);
    for (const [x, y] of [
      [21, 21],
      [78, 48],
      [50, 35],
    ] as const) {
      expect(brightness(whole, x, y)).toBeGreaterThan(100);
      expect(brightness(taken, x, y)).toBe(0);
    }
    expect(taken?.at(120, 80)).toEqual(whole?.at(120, 80));
  });

  it.each([
    ["of the page", content + box, {}],
    ["of an annotation", content, byAnnotation],
    ["in the colour of the paper", `${content}1 1 1 rg 20 50 60 30 re f\n`, {}],
    ["with a letter below it", `${content}${recognised("3", 50, 60)}${box}`, {}],
  ])(
    "%s holds the file back until somebody decides, though nothing is withheld",
    async (_name, drawn, options) => {
      const bytes = scannedPage(colours, drawn, options);
      const copy = await released(bytes, undefined);
      expect(copy.ok ? "released" : releaseRefusalText(copy.error)).toMatch(/图片上盖有色块.*逐幅看图片/u);
      expect((await released(bytes, "keep")).ok).toBe(true);
    },
  );

  const panel = "1 1 1 rg 20 50 60 30 re f\n";
  it.each([
    ["a panel for words", `${content}${panel}0 g ${showText("Hefei 2026", 22, 60)}`],
    ["a frame for a picture", `${content}${panel}q 50 0 0 25 25 52 cm /Im1 Do Q\n`],
    ["a line", `${content}0 0 0 rg 20 50 90 0.4 re f\n`],
    ["what shines through", `${content}/Half gs ${box}`],
  ])("is none where it is %s", async (_name, drawn) => {
    const half = { resources: "/ExtGState<</Half<</ca 0.5>>>>" };
    const bytes = scannedPage(colours, drawn, drawn.includes("/Half") ? half : {});
    const copy = await copyOf(bytes, undefined);
    expect(Buffer.compare(copy.bytes, bytes)).toBe(0);
  });
});

describe("pictures that are not what they say", () => {
  const jpeg2000 = { dict: "/Width 200/Height 100/Filter/JPXDecode", data: Buffer.alloc(64) };
  const faxOf = (dict: string, data: Uint8Array = Buffer.alloc(0)): PackedPicture => ({
    dict: `${dict}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 827>>`,
    data,
  });
  it.each<[string, PackedPicture, string | undefined]>([
    ["of a coding nobody here reads", jpeg2000, "coding"],
    ["of four inks", { ...colours, dict: colours.dict.replace("RGB", "CMYK") }, "coding"],
    [
      "of a fax of Group 3",
      {
        ...faxOf("/Width 827/Height 9"),
        dict: "/Width 827/Height 9/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K 0/Columns 827>>",
      },
      "coding",
    ],
    ["larger than anybody needs", { ...colours, dict: colours.dict.replace("200", "2000000") }, "too-large"],
    ["of no size", { ...colours, dict: colours.dict.replace("200", "0") }, "damaged"],
    ["a JPEG that is none", { ...photo, data: Buffer.from("no picture at all") }, "unknown-format"],
    ["a fax that is cut off", faxOf("/Width 827/Height 20000"), undefined],
    [
      "JBIG2 of a region without end",
      {
        dict: "/Width 827/Height 1169/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
        data: jbig2({ width: 0xfffffff0, height: 0xfffffff0 }),
      },
      undefined,
    ],
    [
      "JBIG2 of another size",
      {
        dict: "/Width 100/Height 100/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
        data: jbig2(),
      },
      undefined,
    ],
  ])("%s: are told and hold nothing up", async (name, packed, unusable) => {
    const started = performance.now();
    const bytes = scannedPage(packed);
    const { pictures } = await listed(bytes);
    expect(pictures[0]?.unusable).toBe(unusable);
    const treated = await treatPictureOf(bytes, "a.pdf", {
      digest: pictures[0]?.digest ?? "",
      decision: "mask",
      regions: [{ x: 0, y: 0, width: 1, height: 1 }],
    });
    if (unusable !== undefined || name.startsWith("JBIG2"))
      expect(treated).toEqual({ ok: false, error: "unusable" });
    const released = await fileForRelease(bytes, "a.pdf", withheld, defaultReadLimits, []);
    expect(released.ok).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each([
    ["drawn ten thousand times", "/Im1 Do\n".repeat(10_000)],
    [
      "under ten thousand boxes, ten thousand times",
      "/Im1 Do\n".repeat(10_000) + "0 0 1 1 re f\n".repeat(10_000),
    ],
  ])("%s: end in time, as a copy or a refusal", async (name, content) => {
    const started = performance.now();
    const bytes = scannedPage(colours, `q 200 0 0 100 0 0 cm\n${content}Q\n`);
    const list = await listPictures(bytes, "a.pdf", []);
    expect(list.ok || list.error.type).toBe(name.startsWith("drawn") ? true : "too-large");
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("damaged anywhere, come out masked and proved or as a refusal", async () => {
    let state = 20_250_520;
    const below = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 0x1_0000_0000) * limit);
    };
    const seeds = Object.values(packedPictures).map((packed) => scannedPage(packed));
    let made = 0;
    for (let round = 0; round < 120; round += 1) {
      const bytes = Uint8Array.from(seeds[round % seeds.length] ?? []);
      for (let change = below(12); change >= 0; change -= 1) bytes[below(bytes.length)] = below(256);
      const list = await listPictures(bytes, "a.pdf", []);
      const treatments = (list.ok ? list.value.pictures : [])
        .filter(({ unusable }) => unusable === undefined)
        .map(({ digest, width, height }) => ({
          digest,
          decision: "mask" as const,
          regions: [{ x: 0, y: 0, width: Math.ceil(width / 2), height: Math.ceil(height / 2) }],
        }));
      const copy = await fileForRelease(bytes, "a.pdf", [], defaultReadLimits, treatments);
      if (!copy.ok) expect(copy.error.type).not.toBe("not-proved");
      else if (treatments.length > 0) {
        expect(copy.value.rebuilt).toBe(true);
        made += 1;
      }
    }
    expect(made).toBeGreaterThan(40);
  });
});
