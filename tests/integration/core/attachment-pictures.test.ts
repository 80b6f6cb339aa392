import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { decodePicture } from "../../../electron/core/documents/image/pixels/decode-picture.ts";
import { isBurntIn } from "../../../electron/core/documents/image/pixels/pixels.ts";
import { writeZip } from "../../../electron/core/documents/containers/zip-writer.ts";
import { createDocumentDesk } from "../../../electron/core/workers/document-desk.ts";
import { person } from "../documents/corpus/case.ts";
import { docxFile, paragraph } from "../documents/corpus/office-files.ts";
import { chart, photo } from "../documents/corpus/real-pictures.ts";
import { packedPictures, scannedPage, type PackedPicture } from "../documents/corpus/scanned-pages.ts";
import { drawnPages } from "../documents/support/drawn-page.ts";
import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  workerAt,
  type Department,
} from "../support/department.ts";
import { zipFiles } from "../support/zip-texts.ts";

const camera = { artist: person.name, serial: "SN20077731", gps: true };
const map = chart(64, 40, person.name);
const site = photo(96, 64, camera);
const face = photo(80, 80, camera, 9);
const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const inline = (id: string): string =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1920000"/><a:graphic><a:graphicData><a:blip r:embed="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
const media = { "a.png": map, "b.jpeg": site, "c.jpeg": face, "d.emf": Buffer.from("EMF") };
const notice = docxFile(
  paragraph(`申请人身份证号${person.id}`) +
    Object.keys(media)
      .map((name) => inline(`rId${name[0]}`))
      .join(""),
  {
    parts: Object.entries(media).map(([name, data]) => ({ name: `word/media/${name}`, data })),
    relations: Object.keys(media).map((name) => ({
      from: "word/document.xml",
      type: "image",
      target: `media/${name}`,
      id: `rId${name[0]}`,
    })),
  },
);
const region = { x: 10, y: 20, width: 33, height: 17 };

describe("pictures of attachments, from the drafter's decision to the package", () => {
  let department: Department;
  let folder: string;
  beforeAll(async () => {
    department = await openDepartment();
    folder = mkdtempSync(join(tmpdir(), "pictures-"));
  });
  afterAll(async () => {
    await department.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function drafted(on: Department) {
    const itemId = await draftItem(on, "linxiaotong", "现场公示", "现将有关情况予以公示。");
    const { attachmentId } = await on.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "公示.docx",
      bytes: Uint8Array.from(notice),
    });
    const { findings } = await on.as("linxiaotong", "openItem", { itemId });
    await on.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map(({ findingId }) => findingId),
      answer: "mask",
    });
    const decide = (
      picture: Uint8Array,
      decision: "keep" | "mask" | "drop" | null,
      regions: readonly (typeof region)[] = [],
    ) =>
      on.ask("linxiaotong", "treatPicture", {
        itemId,
        attachmentId,
        digest: digest(picture),
        decision,
        regions: regions.map((one) => ({ ...one })),
      });
    return { itemId, attachmentId, decide };
  }

  it("each is listed once, decided about, frozen with who decided, and leaves as it was decided", async () => {
    const { itemId, attachmentId, decide } = await drafted(department);
    const of = { itemId, attachmentId };
    const listed = await department.as("linxiaotong", "readAttachmentPictures", of);
    expect(listed.undecidedStayOut).toBe(true);
    expect(listed.pictures.map(({ width, height, unusable }) => [width, height, unusable])).toEqual([
      [64, 40, undefined],
      [96, 64, undefined],
      [80, 80, undefined],
      [0, 0, "vector"],
    ]);
    expect(await decide(map, "keep")).toMatchObject({ ok: true });
    expect(await decide(face, "keep")).toMatchObject({ ok: true });
    expect(await decide(face, null)).toMatchObject({ ok: true });
    expect(await decide(site, "mask", [region])).toMatchObject({ ok: true });
    for (const [refused, code] of [
      [await decide(site, "mask"), "regions-invalid"],
      [await decide(site, "mask", [{ ...region, width: 96 }]), "regions-invalid"],
      [await decide(map, "keep", [region]), "regions-invalid"],
      [await decide(Buffer.from("EMF"), "keep"), "picture-unusable"],
      [await decide(Buffer.from("none"), "keep"), "unknown-picture"],
    ] as const)
      expect(refused).toMatchObject({ ok: false, error: { code } });
    const stranger = await department.ask("hejing", "treatPicture", {
      ...of,
      digest: digest(map),
      decision: "drop",
      regions: [],
    });
    expect(stranger).toMatchObject({ ok: false, error: { code: "not-allowed" } });

    const before = await department.as("linxiaotong", "readPicture", {
      ...of,
      digest: digest(site),
      masked: false,
    });
    const after = await department.as("linxiaotong", "readPicture", {
      ...of,
      digest: digest(site),
      masked: true,
    });
    const black = async (bytes: Uint8Array) => {
      const decoded = await decodePicture(bytes);
      return decoded.ok && isBurntIn(decoded.pixels, [region]);
    };
    expect([await black(before.bytes), await black(after.bytes)]).toEqual([false, true]);

    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    expect(await decide(map, "drop")).toMatchObject({ ok: false, error: { code: "under-review" } });
    const review = await department.as("hejing", "readReview", { reviewId });
    expect(review.attachments[0]?.pictures).toEqual({ kept: 1, masked: 1, leftOut: 2 });
    const reviewed = await department.as("hejing", "readAttachmentPictures", {
      itemId,
      attachmentId: review.attachments[0]?.attachmentId ?? "",
    });
    expect(reviewed.pictures.map(({ treatment, inCopy }) => [treatment?.decision, inCopy])).toEqual([
      ["keep", true],
      ["mask", true],
      [undefined, false],
      [undefined, false],
    ]);
    expect(reviewed.pictures[1]?.treatment).toMatchObject({ regions: [region], personName: "林晓彤" });

    await approve(department, reviewId, review.revision.digest);
    const preview = await department.as("hejing", "previewRelease", { reviewId });
    expect(preview.proof.filter((check) => !check.ok)).toEqual([]);
    const { packageId } = await department.as("hejing", "release", {
      reviewId,
      digest: preview.digest,
      passphrase,
    });
    const { bytes } = await department.as("hejing", "downloadPackage", { packageId, purpose: "报送" });
    writeFileSync(join(folder, "package.zip"), bytes);
    execFileSync("unzip", ["-q", join(folder, "package.zip"), "-d", folder]);
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const copy = join(folder, names.find((name) => /data\/files\/0001\./u.test(name)) ?? "");
    execFileSync("unzip", ["-q", copy, "-d", join(folder, "copy")]);
    const pictures = readdirSync(join(folder, "copy", "word", "media")).toSorted();
    expect(pictures).toEqual(["image1.png", "image2.jpeg"]);
    for (const name of pictures) {
      const told = execFileSync(
        "exiftool",
        ["-a", "-G1", "-s", join(folder, "copy", "word", "media", name)],
        {
          encoding: "utf8",
        },
      );
      expect(told).not.toMatch(/\[(?!ExifTool|System|File|PNG|JFIF|Composite)\w+\]/u);
      expect(told).not.toContain(person.name);
    }
  });

  it("a scanned page of a PDF is masked in parts, frozen with who decided, and leaves with the parts black", async () => {
    const itemId = await draftItem(department, "linxiaotong", "扫描件公示", "现将有关情况予以公示。");
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "扫描件.pdf",
      bytes: Uint8Array.from(scannedPage(packedPictures["a photo in two filters"] as PackedPicture)),
    });
    const of = { itemId, attachmentId };
    const { pictures } = await department.as("linxiaotong", "readAttachmentPictures", of);
    expect(pictures).toMatchObject([{ width: 200, height: 100, pages: [1] }]);
    const part = { x: 20, y: 10, width: 61, height: 40 };
    await department.as("linxiaotong", "treatPicture", {
      ...of,
      digest: pictures[0]?.digest ?? "",
      decision: "mask",
      regions: [part],
    });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const review = await department.as("hejing", "readReview", { reviewId });
    const attached = review.attachments[0];
    expect(attached).toMatchObject({ pictures: { kept: 0, masked: 1, leftOut: 0 } });
    const reviewed = await department.as("hejing", "readAttachmentPictures", {
      itemId,
      attachmentId: attached?.attachmentId ?? "",
    });
    expect(reviewed.pictures).toMatchObject([
      { inCopy: true, pages: [1], treatment: { decision: "mask", regions: [part], personName: "林晓彤" } },
    ]);
    await approve(department, reviewId, review.revision.digest);
    const preview = await department.as("hejing", "previewRelease", { reviewId });
    expect(preview.proof.filter((check) => !check.ok)).toEqual([]);
    const { packageId } = await department.as("hejing", "release", {
      reviewId,
      digest: preview.digest,
      passphrase,
    });
    const { bytes } = await department.as("hejing", "downloadPackage", { packageId, purpose: "报送" });
    const files = await zipFiles(bytes);
    const copy = [...files].find(([name]) => /data\/files\/0001\./u.test(name))?.[1];
    const [page] = drawnPages(new Uint8Array(copy ?? []));
    const brightness = (x: number, y: number): number => Math.max(...(page?.at(x, y) ?? [-1]));
    for (const [x, y] of [
      [21, 11],
      [79, 48],
      [50, 30],
    ] as const)
      expect(brightness(x, y)).toBeLessThan(64);
    for (const [x, y] of [
      [9, 11],
      [93, 30],
      [50, 62],
    ] as const)
      expect(brightness(x, y)).toBeGreaterThan(128);
  });

  it("a copy whose picture is not as the reviewers saw it decided does not pass the proof of the release", async () => {
    const desk = createDocumentDesk(workerAt("document-worker.ts"));
    const careless = await openDepartment({
      core: {
        desk: {
          ...desk,
          releaseFile: async (bytes, fileName, withheld, decided) => {
            const made = await desk.releaseFile(bytes, fileName, withheld, decided);
            if (!made.ok) return made;
            const parts = [...(await zipFiles(made.bytes))].map(([name, data]) => ({
              name,
              // The picture as it was before anything was burnt in.
              data: name.endsWith(".jpeg") ? Buffer.from(site) : data,
            }));
            return { ...made, bytes: writeZip(parts) };
          },
        },
      },
    });
    try {
      const { itemId, decide } = await drafted(careless);
      await decide(site, "mask", [region]);
      const { reviewId } = await careless.as("linxiaotong", "openReview", { itemId });
      const view = await careless.as("linxiaotong", "readReview", { reviewId });
      await approve(careless, reviewId, view.revision.digest);
      const { proof } = await careless.as("hejing", "previewRelease", { reviewId });
      const failed = proof.filter((check) => !check.ok);
      expect(failed.map((check) => check.name)).toEqual(["附件没有残留"]);
      expect(failed[0]?.detail).toContain("有1幅图片不应在其中");
    } finally {
      await careless.remove();
    }
  });
});
