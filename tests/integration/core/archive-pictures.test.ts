import { createHash } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { decodePicture } from "../../../electron/core/documents/image/pixels/decode-picture.ts";
import { isBurntIn } from "../../../electron/core/documents/image/pixels/pixels.ts";
import { defaultReadLimits } from "../../../electron/core/documents/reading/read-limits.ts";
import { checkPicturesAnywhere } from "../../../electron/core/documents/release/pictures/pictures-in-archive.ts";
import { person } from "../documents/corpus/case.ts";
import { docxWithPictures } from "../documents/corpus/docx-with-pictures.ts";
import { chart, photo } from "../documents/corpus/real-pictures.ts";
import { zipFile } from "../documents/corpus/zip-file.ts";
import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";
import { unpack } from "../support/unpack.ts";

/** The pictures of files in an archive are looked at, decided about and proved like those of files by themselves. */
const map = chart(64, 40, "EDITOR");
const site = photo(96, 64, { artist: person.name });
const face = photo(80, 80, { artist: person.name }, 9);
const region = { x: 10, y: 20, width: 33, height: 17 };
const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const archive = zipFile([
  {
    name: "公示/名单.docx",
    data: docxWithPictures(`申请人身份证号${person.id}`, { "a.png": map, "b.jpeg": site }),
  },
  { name: "公示/说明.docx", data: docxWithPictures("现场情况说明。", { "a.png": map }) },
  { name: "照片/现场.jpg", data: face },
  { name: "说明.txt", data: Buffer.from("公示说明。") },
]);

describe("pictures of an archive", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  it("are listed with their file, decided about, frozen, released as decided and proved again", async () => {
    const itemId = await draftItem(department, "linxiaotong", "压缩包的公示", "现予公示。");
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "材料.zip",
      bytes: Uint8Array.from(archive),
      voidReview: false,
    });
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map(({ findingId }) => findingId),
      answer: "mask",
    });
    const of = { itemId, attachmentId };
    const listed = await department.as("linxiaotong", "readAttachmentPictures", of);
    expect(
      listed.pictures.map(({ where, width, undecidedStaysOut }) => [where, width, undecidedStaysOut]),
    ).toEqual([
      // It stands in two files, and in one of them it would come along.
      ["公示/名单.docx", 64, false],
      ["公示/名单.docx", 96, true],
      ["照片/现场.jpg", 80, expect.any(Boolean)],
    ]);
    const decide = (
      picture: Uint8Array,
      decision: "keep" | "mask" | "drop",
      regions: (typeof region)[] = [],
    ) => department.as("linxiaotong", "treatPicture", { ...of, digest: digest(picture), decision, regions });
    await decide(site, "mask", [region]);
    await decide(face, "keep");
    const shown = await department.as("linxiaotong", "readPicture", {
      ...of,
      digest: digest(site),
      masked: true,
    });
    const decoded = await decodePicture(shown.bytes);
    expect(decoded.ok && isBurntIn(decoded.pixels, [region])).toBe(true);

    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const review = await department.as("hejing", "readReview", { reviewId });
    expect(review.attachments[0]?.pictures).toMatchObject({ masked: 1 });
    const reviewed = await department.as("hejing", "readAttachmentPictures", {
      itemId,
      attachmentId: review.attachments[0]?.attachmentId ?? "",
    });
    expect(reviewed.pictures.map(({ treatment, inCopy }) => [treatment?.decision, inCopy])).toEqual([
      [undefined, true],
      ["mask", true],
      ["keep", true],
    ]);

    await approve(department, reviewId, review.revision.digest);
    const preview = await department.as("hejing", "previewRelease", { reviewId });
    expect(preview.proof.filter((check) => !check.ok)).toEqual([]);
    const { packageId } = await department.as("hejing", "release", {
      reviewId,
      digest: preview.digest,
      passphrase,
    });
    const sealed = await department.as("hejing", "downloadPackage", { packageId, purpose: "报送" });
    const bag = unpack(Uint8Array.from(sealed.bytes));
    const out = [...bag].find(([name]) => /data\/files\/0001\./u.test(name))?.[1] ?? new Uint8Array();
    const files = unpack(out);
    const list = [...unpack(files.get("公示/名单.docx") ?? new Uint8Array())].filter(([name]) =>
      name.includes("/media/"),
    );
    // Where something is withheld the chart nobody decided about stays out; in the other file it is as it was.
    expect(list.length).toBe(1);
    const masked = await decodePicture(list[0]?.[1] ?? new Uint8Array());
    expect(masked.ok && isBurntIn(masked.pixels, [region])).toBe(true);
    const notes = unpack(files.get("公示/说明.docx") ?? new Uint8Array());
    expect([...notes.keys()].filter((name) => name.includes("/media/")).length).toBe(1);
    const all = Buffer.concat([...files.values()]);
    expect(all.includes(Buffer.from(person.name))).toBe(false);
  });

  it("are in no file of the copy once they are left out, and a copy that has them does not pass", async () => {
    const itemId = await draftItem(department, "linxiaotong", "去除图片的公示", "现予公示。");
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "照片.zip",
      bytes: Uint8Array.from(
        zipFile([{ name: "一.docx", data: docxWithPictures("现场。", { "a.png": map, "b.jpeg": site }) }]),
      ),
      voidReview: false,
    });
    await department.as("linxiaotong", "treatPicture", {
      itemId,
      attachmentId,
      digest: digest(site),
      decision: "drop",
      regions: [],
    });
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map(({ findingId }) => findingId),
      answer: "mask",
    });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const review = await department.as("hejing", "readReview", { reviewId });
    expect(review.attachments[0]?.pictures).toEqual({ kept: 1, masked: 0, leftOut: 1 });
    const file = await department.as("hejing", "readAttachment", {
      itemId,
      attachmentId: review.attachments[0]?.attachmentId ?? "",
    });
    const inner = unpack(unpack(Uint8Array.from(file.bytes)).get("一.docx") ?? new Uint8Array());
    expect([...inner.keys()].filter((name) => name.includes("/media/")).length).toBe(1);

    const left = zipFile([{ name: "一.docx", data: docxWithPictures("现场。", { "b.jpeg": site }) }]);
    const check = await checkPicturesAnywhere(left, new Map([[digest(map), undefined]]), defaultReadLimits);
    expect(check).toMatchObject({ ok: false, detail: "有1幅图片不应在其中" });
    const unmasked = await checkPicturesAnywhere(
      left,
      new Map([[digest(site), { regions: [region] }]]),
      defaultReadLimits,
    );
    expect(unmasked.ok).toBe(false);
  });
});
