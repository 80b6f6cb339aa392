import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createDocumentDesk } from "../../../electron/core/workers/document-desk.ts";
import { person } from "../documents/corpus/case.ts";
import { docxFile, paragraph, pptxFile, rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { pdfCases } from "../documents/corpus/pdf-cases.ts";
import { cameraJpeg, text as tiffText, tiffFile } from "../documents/corpus/picture-files.ts";
import { zipFile } from "../documents/corpus/zip-file.ts";
import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";

/** Attachments of each kind with something planted, from the drafter's answer to the sealed package (V9). */
const planted = `联系人：${person.name}，身份证号${person.id}，手机${person.mobile}。`;
const secrets = [person.id, person.mobile];
const utf8 = (text: string) => new TextEncoder().encode(text);
const slideText = (text: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="1" y="1"/><a:ext cx="900000" cy="900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
const boxed = pdfCases().find((one) => one.name === "pdf black box");

const files: Readonly<Record<string, Uint8Array>> = {
  "名单.docx": docxFile(
    paragraph("补贴对象名单") + paragraph(planted) + paragraph("内部批注", "<w:vanish/>"),
  ),
  "名单.xlsx": xlsxFile([
    {
      name: "公示",
      xml: rows([
        ["姓名", "身份证号"],
        [person.name, person.id],
      ]),
    },
    { name: "底稿", state: "hidden", xml: rows([["银行账户", person.mobile]]) },
  ]),
  "名单.html": utf8(
    `<!doctype html><title>名单</title><p>${planted}</p><p hidden>内部意见${person.mobile}</p>`,
  ),
  "名单.txt": utf8(planted),
  "名单.csv": utf8(`姓名,身份证号,手机\n${person.name},${person.id},${person.mobile}\n`),
  "黑框.pdf": boxed?.bytes ?? new Uint8Array(),
  "现场.jpg": cameraJpeg({ artist: person.name, serial: "SN20077731" }),
  "扫描.tiff": tiffFile([Buffer.from("pixels.."), Buffer.from("of pages")], [tiffText(0x013b, person.name)]),
  "汇报.pptx": pptxFile([
    { shapes: slideText(planted), notes: slideText(`内部意见${person.mobile}`) },
    { shapes: slideText("底稿"), attributes: 'show="0"' },
  ]),
  "材料.zip": zipFile([
    { name: "公告.docx", data: docxFile(paragraph(planted) + paragraph("内部批注", "<w:vanish/>")) },
    { name: "说明.txt", data: utf8(planted) },
  ]),
};

const workerAt = (name: string) =>
  pathToFileURL(join(import.meta.dirname, "../../../electron/core/workers", name));

const unzipped = (path: string): string =>
  execFileSync("unzip", ["-p", path], { encoding: "utf8", maxBuffer: 1 << 26 });

/** Independent readers: what another program sees in the file. */
const seenBy: Readonly<Record<string, (path: string) => string>> = {
  ".pdf": (path) => {
    // qpdf unpacks every stream; a secret in any of them would be seen as text or as its hexadecimal form.
    const flat = `${path}.qdf`;
    spawnSync("qpdf", ["--qdf", "--object-streams=disable", path, flat]);
    return execFileSync("pdftotext", [path, "-"], { encoding: "utf8" }) + readFileSync(flat, "latin1");
  },
  ".docx": (path) => unzipped(path),
  ".xlsx": (path) => unzipped(path),
  ".pptx": (path) => unzipped(path),
  ".zip": (path) => {
    const place = `${path}.unpacked`;
    execFileSync("unzip", ["-q", path, "-d", place], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
    return readdirSync(place)
      .map((name) => join(place, name))
      .map((inner) => (inner.endsWith(".docx") ? unzipped(inner) : readFileSync(inner, "utf8")))
      .join("\n");
  },
  ".jpg": (path) => readFileSync(path, "latin1"),
  ".tiff": (path) => readFileSync(path, "latin1"),
};

describe("attachments leave only as clean copies", () => {
  let department: Department;
  let folder: string;

  beforeAll(async () => {
    department = await openDepartment();
    folder = mkdtempSync(join(tmpdir(), "released-"));
  });
  afterAll(async () => {
    await department.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Drafted with one attachment; every finding answered with "须遮盖". */
  async function drafted(on: Department, fileName: string, bytes: Uint8Array) {
    const itemId = await draftItem(on, "linxiaotong", `附件公示（${fileName}）`, "现将名单予以公示。");
    await on.as("linxiaotong", "addAttachment", { itemId, fileName, bytes: Uint8Array.from(bytes) });
    const { findings } = await on.as("linxiaotong", "openItem", { itemId });
    if (findings.length > 0)
      await on.as("linxiaotong", "answerDraftFindings", {
        itemId,
        findingIds: findings.map((finding) => finding.findingId),
        answer: "mask",
      });
    return { itemId, findings };
  }

  async function released(on: Department, reviewId: string) {
    const view = await on.as("linxiaotong", "readReview", { reviewId });
    await approve(on, reviewId, view.revision.digest);
    const preview = await on.as("hejing", "previewRelease", { reviewId });
    expect(preview.proof.filter((check) => !check.ok)).toEqual([]);
    const { packageId } = await on.as("hejing", "release", { reviewId, digest: preview.digest, passphrase });
    const file = await on.as("hejing", "downloadPackage", { packageId, purpose: "报送" });
    const place = join(folder, packageId);
    mkdirSync(place);
    writeFileSync(join(place, "package.zip"), file.bytes);
    execFileSync("unzip", ["-q", join(place, "package.zip"), "-d", place]);
    return place;
  }

  it.each(Object.keys(files))(
    "%s: independent tools find nothing withheld in the package",
    async (fileName) => {
      const bytes = files[fileName] ?? new Uint8Array();
      const { itemId, findings } = await drafted(department, fileName, bytes);
      expect(findings.length).toBeGreaterThan(0);
      const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
      const review = await department.as("linxiaotong", "readReview", { reviewId });
      const place = await released(department, reviewId);
      const names = readdirSync(place, { recursive: true, encoding: "utf8" });
      const attachment = names.find((name) => /data\/files\/0001\./u.test(name)) ?? "";
      expect(attachment).not.toBe("");
      const path = join(place, attachment);
      // What the reviewers saw is what is in the package, and it is not the original.
      const inPackage = readFileSync(path);
      expect(inPackage.equals(Buffer.from(bytes))).toBe(false);
      const reviewed = await department.as("linxiaotong", "readAttachment", {
        itemId,
        attachmentId: review.attachments[0]?.attachmentId ?? "",
      });
      expect(Buffer.from(reviewed.bytes).equals(inPackage)).toBe(true);
      const seen = (seenBy[extname(path)] ?? ((file: string) => readFileSync(file, "utf8")))(path);
      const whole = names
        .filter((name) => /\.(?:json|txt|jsonl)$/u.test(name))
        .map((name) => readFileSync(join(place, name), "utf8"))
        .join("\n");
      for (const secret of [...secrets, "内部批注", "底稿", "内部意见", "SN20077731"]) {
        expect(seen).not.toContain(secret);
        expect(seen).not.toContain(Buffer.from(secret, "utf16le").swap16().toString("hex").toUpperCase());
        expect(whole).not.toContain(secret);
      }
      const properties = execFileSync("exiftool", ["-a", "-G1", "-s", path], { encoding: "utf8" });
      expect(properties).not.toMatch(
        /\b(?:Artist|Creator|Author|LastModifiedBy|SerialNumber|GPS\w*)\s+:\s*\S/u,
      );
      // mat2 --show reads the metadata a file still carries; kinds it does not know end with an error and no reading.
      const mat2 = spawnSync("mat2", ["--show", path], { encoding: "utf8" });
      expect(mat2.stdout).not.toContain(person.name);
    },
  );

  it("a clean file goes out byte for byte, layout and all", async () => {
    const bytes = docxFile(paragraph("办理流程") + paragraph("第一步，提交申请。"));
    const { itemId, findings } = await drafted(department, "流程.docx", bytes);
    expect(findings).toEqual([]);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const review = await department.as("linxiaotong", "readReview", { reviewId });
    const { bytes: reviewed } = await department.as("linxiaotong", "readAttachment", {
      itemId,
      attachmentId: review.attachments[0]?.attachmentId ?? "",
    });
    expect(Buffer.from(reviewed).equals(Buffer.from(bytes))).toBe(true);
  });

  it("a value masked in an attachment must not stay in the text", async () => {
    const itemId = await draftItem(
      department,
      "linxiaotong",
      "两处同一号码",
      `编号${person.id.slice(0, 6)}。`,
    );
    await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "名单.txt",
      bytes: utf8(planted),
    });
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: {
        schemaVersion: 1,
        type: "doc",
        // Spaced so that it is the same number and not the same string.
        content: [
          {
            type: "paragraph",
            content: [{ type: "text", text: `联系${person.mobile.slice(0, 3)} ${person.mobile.slice(3)}` }],
          },
        ],
      },
      metadata: opened.metadata,
    });
    await expect
      .poll(async () => (await department.as("linxiaotong", "openItem", { itemId })).screening)
      .toBe("done");
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    const inFile = findings.filter((finding) => finding.attachmentId);
    const inText = findings.filter((finding) => !finding.attachmentId);
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: inFile.map((finding) => finding.findingId),
      answer: "mask",
    });
    if (inText.length > 0)
      await department.as("linxiaotong", "answerDraftFindings", {
        itemId,
        findingIds: inText.map((finding) => finding.findingId),
        answer: "keep",
        note: "已公布的电话",
      });
    const refused = await department.ask("linxiaotong", "openReview", { itemId });
    expect(refused.ok === false && refused.error.code).toBe("blocked");
    expect(JSON.stringify(refused)).toContain("在正文或者标题的别处还有");
  });

  it("a file that has no clean copy is named, with what to do, and nothing goes to review", async () => {
    const picture = cameraJpeg({ artist: person.name });
    const { itemId } = await drafted(department, "现场.jpg", picture);
    await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName: "名单.txt",
      bytes: utf8(planted),
    });
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map((finding) => finding.findingId),
      answer: "mask",
    });
    const refused = await department.ask("linxiaotong", "openReview", { itemId });
    expect(refused.ok === false && refused.error.code).toBe("blocked");
    expect(JSON.stringify(refused)).toContain("现场.jpg");
    expect(JSON.stringify(refused)).toContain("图片中的内容不能自动遮盖");
    expect(JSON.stringify(refused)).not.toContain(person.id);
  });

  it.each([
    ["text left in the file", (bytes: Uint8Array) => bytes],
    [
      "a property left",
      () =>
        docxFile(paragraph("补贴对象名单"), {
          parts: [
            {
              name: "docProps/core.xml",
              data: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${person.name}</dc:creator></cp:coreProperties>`,
              type: "application/vnd.openxmlformats-package.core-properties+xml",
            },
          ],
          relations: [
            {
              from: "",
              type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
              target: "docProps/core.xml",
            },
          ],
        }),
    ],
    [
      "a number split over two runs",
      () =>
        docxFile(
          `<w:p><w:r><w:t>${person.id.slice(0, 9)}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${person.id.slice(9)}</w:t></w:r></w:p>`,
        ),
    ],
  ] as const)("a sabotaged copy is found before it leaves: %s", async (_what, sabotage) => {
    const desk = createDocumentDesk(workerAt("document-worker.ts"));
    const careless = await openDepartment({
      core: {
        desk: {
          ...desk,
          releaseFile: async (bytes, fileName) =>
            await Promise.resolve({
              ok: true,
              bytes: sabotage(bytes),
              fileName,
              mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              rebuilt: true,
              losses: [],
              stays: [],
              pictures: [],
              mustFix: [],
            }),
        },
      },
    });
    try {
      const { itemId } = await drafted(careless, "名单.docx", files["名单.docx"] ?? new Uint8Array());
      const { reviewId } = await careless.as("linxiaotong", "openReview", { itemId });
      const view = await careless.as("linxiaotong", "readReview", { reviewId });
      await approve(careless, reviewId, view.revision.digest);
      const preview = await careless.as("hejing", "previewRelease", { reviewId });
      const failed = preview.proof.filter((check) => !check.ok);
      expect(failed.map((check) => check.name)).toEqual(["附件没有残留"]);
      expect(failed[0]?.detail).toContain("名单.docx");
      expect(failed[0]?.detail).not.toContain(person.id);
      const refused = await careless.ask("hejing", "release", {
        reviewId,
        digest: preview.digest,
        passphrase,
      });
      expect(refused.ok).toBe(false);
    } finally {
      await careless.remove();
    }
  });
});
