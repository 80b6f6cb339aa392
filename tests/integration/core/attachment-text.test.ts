import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { person } from "../documents/corpus/case.ts";
import { docxFile, paragraph, rows, xlsxFile } from "../documents/corpus/office-files.ts";
import { pdfFile, showText } from "../documents/corpus/pdf-files.ts";
import { draftItem, openDepartment, type Department } from "../support/department.ts";

/** What a reviewer is shown of an attached file: all of its text, hidden parts named, and of the copy what goes out. */
let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

async function attached(fileName: string, bytes: Uint8Array) {
  const itemId = await draftItem(department, "linxiaotong", `附件内容（${fileName}）`, "现予公示。");
  const { attachmentId } = await department.as("linxiaotong", "addAttachment", {
    itemId,
    fileName,
    bytes: Uint8Array.from(bytes),
  });
  return { itemId, attachmentId };
}

describe("the text of an attached file", () => {
  it("is given with the sheet that no menu shows, and in review with and without what is masked", async () => {
    const bytes = xlsxFile([
      {
        name: "公示",
        xml: rows([
          ["姓名", "身份证号"],
          [person.name, person.id],
        ]),
      },
      { name: "底稿", state: "veryHidden", xml: rows([["银行账户", person.mobile]]) },
    ]);
    const of = await attached("名单.xlsx", bytes);
    const drafted = await department.as("linxiaotong", "readAttachmentText", { ...of, copy: false });
    expect(drafted.passages).toEqual([
      { where: "工作表“公示”", text: `姓名\t身份证号\n${person.name}\t${person.id}` },
      { where: "工作表“底稿”", text: `银行账户\t${person.mobile}`, hidden: "HIDDEN_SHEET" },
    ]);
    expect(drafted).toMatchObject({ cut: false, notes: [] });

    const { findings } = await department.as("linxiaotong", "openItem", { itemId: of.itemId });
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId: of.itemId,
      findingIds: findings.map(({ findingId }) => findingId),
      answer: "mask",
    });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId: of.itemId });
    const { attachments } = await department.as("linxiaotong", "readReview", { reviewId });
    const inReview = { itemId: of.itemId, attachmentId: attachments[0]?.attachmentId ?? "" };
    const original = await department.as("zhoumin", "readAttachmentText", { ...inReview, copy: false });
    expect(original.passages).toEqual(drafted.passages);
    const copy = await department.as("zhoumin", "readAttachmentText", { ...inReview, copy: true });
    const words = copy.passages.map(({ text }) => text).join("\n");
    expect(words).toContain("身份证号");
    expect(copy.passages.some(({ hidden }) => hidden)).toBe(false);
    for (const withheld of [person.id, person.mobile, "底稿"]) expect(words).not.toContain(withheld);
  });

  it("of a text in the encoding of old programs is read as it was meant", async () => {
    // 「补贴名单」 in GB 18030.
    const of = await attached("名单.txt", Uint8Array.from([0xb2, 0xb9, 0xcc, 0xf9, 0xc3, 0xfb, 0xb5, 0xa5]));
    const { passages } = await department.as("linxiaotong", "readAttachmentText", { ...of, copy: false });
    expect(passages.map(({ text }) => text)).toEqual(["补贴名单"]);
  });

  it("of a long file ends at a line, and says that there is more", async () => {
    const line = "本方案自公布之日起实施，由有关部门做好组织落实。".repeat(4);
    const of = await attached("长文件.docx", docxFile(paragraph(line).repeat(3000)));
    const { passages, cut } = await department.as("linxiaotong", "readAttachmentText", {
      ...of,
      copy: false,
    });
    const length = passages.reduce((sum, { text }) => sum + text.length, 0);
    expect(cut).toBe(true);
    expect(length).toBeLessThanOrEqual(200_000);
    expect(length).toBeGreaterThan(190_000);
    expect(passages.at(-1)?.text.split("\n").at(-1)).toBe(line);
  });

  it("of a PDF is given page by page", async () => {
    const of = await attached("现场.pdf", pdfFile(showText("on site", 72, 700)));
    const { passages } = await department.as("linxiaotong", "readAttachmentText", { ...of, copy: false });
    expect(passages).toEqual([{ where: "第1页", text: "on site" }]);
  });

  it("is nobody's who has no business with papers, and of no file that is not there", async () => {
    const of = await attached("说明.txt", new TextEncoder().encode("公示说明。"));
    const asked = { ...of, copy: false };
    const refused = await department.ask("qianrui", "readAttachmentText", asked);
    expect(refused).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    const unknown = await department.ask("zhoumin", "readAttachmentText", {
      ...asked,
      attachmentId: of.itemId,
    });
    expect(unknown).toMatchObject({ ok: false, error: { code: "unknown-attachment" } });
  });
});
