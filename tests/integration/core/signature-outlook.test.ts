import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { person } from "../documents/corpus/case.ts";
import { pdfFile, showText } from "../documents/corpus/pdf-files.ts";
import { signedPdf } from "../documents/corpus/signed-pdf.ts";
import { zipFile } from "../documents/corpus/zip-file.ts";
import { answerChecklist, draftItem, openDepartment, type Department } from "../support/department.ts";

/** What becomes of the seal of a file is told to its drafter in the words its reviewers read, before the review. */
describe("the electronic seal of an attached file", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  const page = showText("采购公告", 72, 700);
  const lost = "电子签名和电子印章（印章的图样也没有）";

  async function attached(fileName: string, bytes: Uint8Array) {
    const itemId = await draftItem(department, "linxiaotong", `签章的公示 ${fileName}`, "现予公示。");
    const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
      itemId,
      fileName,
      bytes: Uint8Array.from(bytes),
      voidReview: false,
    });
    const told = () => department.as("linxiaotong", "foretellSignature", { itemId, attachmentId });
    /** What the reviewers read of the copy. */
    const reviewed = async () => {
      const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
      await answerChecklist(department, "linxiaotong", reviewId);
      const { losses, stays } = (await department.as("linxiaotong", "readReview", { reviewId }))
        .attachments[0] ?? { losses: [], stays: [] };
      return { losses: losses ?? [], stays: stays ?? [] };
    };
    return { itemId, told, reviewed };
  }

  it("stays where the file holds nothing but what is seen", async () => {
    const one = await attached("公告.pdf", signedPdf(page));
    const told = await one.told();
    expect(told).toMatchObject({ losses: [], stays: [expect.stringContaining("数字证书")] });
    expect(await one.reviewed()).toEqual(told);
  });

  it("is lost where an earlier state of the file is in it", async () => {
    const one = await attached("公告.pdf", signedPdf(page, { 12: `(${person.id})` }));
    const told = await one.told();
    expect(told.losses).toContain(lost);
    expect(await one.reviewed()).toEqual(told);
  });

  it("is lost as soon as something in the file is to be masked", async () => {
    const one = await attached("公告.pdf", signedPdf(page + showText(`身份证号${person.id}`, 72, 600)));
    const { findings } = await department.as("linxiaotong", "openItem", { itemId: one.itemId });
    expect(findings.length).toBeGreaterThan(0);
    const answer = async (given: "keep" | "mask") => {
      await department.as("linxiaotong", "answerDraftFindings", {
        itemId: one.itemId,
        findingIds: findings.map(({ findingId }) => findingId),
        answer: given,
        note: given === "keep" ? "依法应当公开" : "",
      });
      return await one.told();
    };
    expect(await answer("keep")).toMatchObject({ losses: [], stays: [expect.any(String)] });
    const masked = await answer("mask");
    expect(masked.losses).toContain(lost);
    expect(await one.reviewed()).toEqual(masked);
  });

  it("is told of a file in an archive, and of no file without one", async () => {
    const inZip = zipFile([{ name: "公告.pdf", data: signedPdf(page, { 12: `(${person.id})` }) }]);
    expect((await (await attached("材料.zip", inZip)).told()).losses).toContain(lost);
    expect(await (await attached("说明.pdf", pdfFile(page))).told()).toEqual({});
    const orphan = pdfFile(page, { objects: { 12: `(${person.id})` } });
    expect(await (await attached("另存.pdf", orphan)).told()).toEqual({});
  });
});
