import { copyFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test, type Locator } from "@playwright/test";

import { person } from "../integration/documents/corpus/case.ts";
import { docxFile, paragraph, rows, xlsxFile } from "../integration/documents/corpus/office-files.ts";
import { docxWithPictures } from "../integration/documents/corpus/docx-with-pictures.ts";
import { pdfFile, showText } from "../integration/documents/corpus/pdf-files.ts";
import { chart, photo } from "../integration/documents/corpus/real-pictures.ts";
import { packedPictures, scannedPage } from "../integration/documents/corpus/scanned-pages.ts";
import { signedPdf } from "../integration/documents/corpus/signed-pdf.ts";
import { zipFile } from "../integration/documents/corpus/zip-file.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { Office } from "./office.ts";

/** What becomes of attached files, from the drafter who adds them to the reviewer who looks at their copies. */
let office: Office;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await Office.ofNewDepartment("attachments");
});
test.afterAll(() => office.remove());

async function looksRight(name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await office.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await office.page.screenshot({ path: `out/test-results/screens/${name}-${colorScheme}.png` });
  }
  expect(await accessibilityViolations(office.page), name).toEqual([]);
}

test("the drafter hears before the review that a seal is lost, in the reviewer's words", async () => {
  const itemId = await office.write("物业服务采购公告", "现予公告。");
  const page = showText("采购公告", 72, 700);
  for (const [fileName, bytes] of [
    ["签章公告.pdf", signedPdf(page)],
    ["改过的签章公告.pdf", signedPdf(page, { 12: "(an earlier state)" })],
  ] as const)
    await office.attach(itemId, fileName, bytes);
  await office.show("linxiaotong", `/items/${itemId}`);
  await office.page.getByRole("tab", { name: /附件/ }).click();
  const row = (name: string) =>
    office.page.getByRole("listitem").filter({ has: office.page.getByText(name, { exact: true }) });
  const kept = row("签章公告.pdf").getByText(/随同公开的还有：电子签名/);
  const lost = row("改过的签章公告.pdf").getByText(/不再保留.*电子签名和电子印章/);
  await expect(kept).toBeVisible();
  await expect(lost).toBeVisible();
  await expect(row("签章公告.pdf").getByText(/不再保留/)).toHaveCount(0);
  await looksRight("attachments-seal");
  const said = [await kept.innerText(), (await lost.innerText()).replace(/^.*?：/, "")];

  const { reviewId } = await office.toConfidentialityCheck(itemId);
  await office.show("zhoumin", `/reviews/${reviewId}`);
  await office.page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(office.page.getByText(said[0] ?? "", { exact: true })).toBeVisible();
  await office.page.getByRole("button", { name: "附件2", exact: true }).click();
  await expect(office.page.getByText(`这是净化副本，公开的就是它：${said[1]}`)).toBeVisible();
});

test("a file that cannot be read stops no other, and is read again, exchanged or given up", async () => {
  const itemId = await office.write("附件打不开的公示", "现予公示。");
  await office.show("linxiaotong", `/items/${itemId}`);
  const { page } = office;
  await page.getByRole("tab", { name: /附件/ }).click();
  const cutOff = join(office.dataDir, "扫描件.pdf");
  writeFileSync(cutOff, "%PDF-1.7 cut off");
  const notes = join(office.dataDir, "说明.txt");
  writeFileSync(notes, "公示说明。");
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "添加附件" }).click();
  await (await choosing).setFiles([cutOff, notes]);
  const row = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await expect(row("说明.txt").getByText("没有发现")).toBeVisible();
  const unread = row("扫描件.pdf");
  await expect(unread.getByRole("alert")).toContainText("没有加上：文件已损坏或者不完整，无法可靠读取。");
  await looksRight("attachments-unread");
  // The same bytes end the same way; a file that was changed meanwhile has to be chosen anew.
  await unread.getByRole("button", { name: "重新读取" }).focus();
  await page.keyboard.press("Enter");
  await expect(unread.getByRole("alert")).toContainText("无法可靠读取");
  writeFileSync(cutOff, pdfFile(showText("公示", 72, 700)));
  await unread.getByRole("button", { name: "重新读取" }).click();
  await expect(unread.getByRole("alert")).toContainText("文件在选择以后变过，或者已经移走");
  const exchanging = page.waitForEvent("filechooser");
  await unread.getByRole("button", { name: "换文件" }).click();
  await (await exchanging).setFiles(cutOff);
  await expect(row("扫描件.pdf").getByText("没有发现")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a stored file that no longer opens is asked for again, by its drafter and by its reviewer", async () => {
  const itemId = await office.write("库中附件损坏的公示", "现予公示。");
  await office.attach(itemId, "说明.txt", "公示说明。");
  await office.attach(itemId, "名单.txt", "补贴名单。");
  const { attachments } = await office.call<{ attachments: { fileName: string; digest: string }[] }>(
    "items.open",
    { itemId },
  );
  const digest = attachments.find(({ fileName }) => fileName === "名单.txt")?.digest ?? "";
  const stored = join(office.dataDir, "cas", digest.slice(0, 2), digest.slice(2));
  const good = `${stored}.good`;
  const { page } = office;
  const row = page.getByRole("listitem").filter({ hasText: "名单.txt" });
  const damage = (): void => {
    copyFileSync(stored, good);
    writeFileSync(stored, "no longer what it was");
  };

  damage();
  await office.show("linxiaotong", `/items/${itemId}`);
  await page.getByRole("tab", { name: /附件/ }).click();
  await page.getByRole("button", { name: "名单.txt", exact: true }).click();
  await expect(row.getByRole("alert")).toContainText("附件在库中读不出来，多半已经损坏。");
  await looksRight("attachments-damaged");
  const again = row.getByRole("button", { name: "重新读取" });
  await again.click();
  await expect(row.getByRole("alert")).toContainText("附件在库中读不出来");
  renameSync(good, stored);
  await again.focus();
  await page.keyboard.press("Enter");
  await expect(row.getByRole("status")).toHaveText("已重新读取并筛查，没有新的发现");

  const { reviewId } = await office.toConfidentialityCheck(itemId);
  damage();
  await office.show("zhoumin", `/reviews/${reviewId}`);
  await page.getByRole("button", { name: "附件2", exact: true }).click();
  await expect(page.getByText("附件的内容没有读出来：附件在库中读不出来，多半已经损坏")).toBeVisible();
  await looksRight("review-attachment-damaged");
  renameSync(good, stored);
  await page.getByRole("button", { name: "重新读取" }).click();
  await expect(page.getByText("补贴名单。")).toBeVisible();
  // The copy that goes out is asked for again too, and the trouble of one file is not told of the next.
  damage();
  await page.getByRole("button", { name: "遮盖预览" }).click();
  await expect(page.getByText("附件的内容没有读出来：附件在库中读不出来")).toBeVisible();
  await page.getByRole("button", { name: "另存并打开" }).click();
  await expect(page.getByText("附件没有取出来：附件在库中读不出来")).toBeVisible();
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(page.getByText("公示说明。")).toBeVisible();
  await expect(page.getByText("附件没有取出来")).toHaveCount(0);
  await page.getByRole("button", { name: "附件2", exact: true }).click();
  await expect(page.getByText("附件的内容没有读出来")).toBeVisible();
  renameSync(good, stored);
  await page.getByRole("button", { name: "重新读取" }).click();
  await expect(page.getByText("补贴名单。")).toBeVisible();
  await page.getByRole("button", { name: "遮盖预览" }).click();
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(page.getByText("公示说明。")).toBeVisible();
});

test("a reviewer reads the files in place, the sheet that no menu shows among them, as they are and as they go out", async () => {
  const itemId = await office.write("附件在审查时看的公示", "现予公示。");
  const table = xlsxFile([
    {
      name: "公示",
      xml: rows([
        ["小区", "户数"],
        ["锦绣小区", "412"],
      ]),
    },
    {
      name: "底稿",
      state: "veryHidden",
      xml: rows([
        ["姓名", "手机号"],
        [person.name, person.mobile],
      ]),
    },
  ]);
  await office.attach(itemId, "改造计划表.xlsx", table);
  await office.attach(itemId, "说明.docx", docxFile(paragraph("联系人手机：13800005678。")));
  const { page } = office;
  await office.show("linxiaotong", `/items/${itemId}`);
  await page.getByRole("tab", { name: /附件/ }).click();
  await page.getByRole("button", { name: "看改造计划表.xlsx的内容" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "工作表“底稿”" })).toContainText(person.mobile);
  await looksRight("attachment-text-dialog");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  const { findings } = await office.call<{ findings: { findingId: string }[] }>("items.open", { itemId });
  await office.call("items.answerFindings", {
    itemId,
    findingIds: findings.map(({ findingId }) => findingId),
    answer: "mask",
  });
  const { reviewId } = await office.toConfidentialityCheck(itemId);
  await office.show("zhoumin", `/reviews/${reviewId}`);
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  const hidden = page.getByRole("region", { name: "工作表“底稿”" });
  await expect(hidden).toContainText("隐藏工作表，页面上看不到");
  await expect(hidden.getByText(person.mobile)).toBeVisible();
  await expect(page.getByRole("region", { name: "工作表“公示”" }).getByRole("table")).toBeVisible();
  await looksRight("review-attachment-text");
  // A mark opens its finding, and a finding its file, at its place.
  await hidden.getByText(person.mobile).click();
  await expect(page.locator(".find-current-value")).toHaveText(person.mobile);
  await page.getByRole("button", { name: "逐处列出" }).click();
  await page.getByRole("button", { name: /13800005678 附件2，正文\s*第1段/ }).click();
  const mark = page.getByRole("region", { name: "说明.docx" }).locator(".find.is-current");
  await expect(mark).toHaveText("13800005678");
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await page.getByRole("button", { name: "遮盖预览" }).click();
  await expect(page.getByText("公开件的内容")).toBeVisible();
  await expect(page.getByRole("region", { name: "工作表“公示”" })).toBeVisible();
  await expect(page.getByText(person.mobile, { exact: true }).and(page.locator(".file-text *"))).toHaveCount(
    0,
  );
  await expect(hidden).toHaveCount(0);
});

test("the files stand side by side with what goes out of them before they are released", async () => {
  const itemId = await office.write("附件发布前对照的公示", "现予公示。");
  const table = xlsxFile([
    {
      name: "公示",
      xml: rows([
        ["小区", "电话"],
        ["锦绣小区", person.mobile],
      ]),
    },
    {
      name: "底稿",
      state: "veryHidden",
      xml: rows([
        ["姓名", "身份证号"],
        [person.name, person.id],
      ]),
    },
  ]);
  await office.attach(itemId, "改造计划表.xlsx", table);
  const { findings } = await office.call<{ findings: { findingId: string }[] }>("items.open", { itemId });
  await office.call("items.answerFindings", {
    itemId,
    findingIds: findings.map(({ findingId }) => findingId),
    answer: "mask",
  });
  const { reviewId } = await office.approve(itemId);
  const { page } = office;
  await office.show("hejing", `/reviews/${reviewId}/release`);
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  const original = page.getByRole("region", { name: "原件", exact: true });
  const copy = page.getByRole("region", { name: "公开件", exact: true });
  const hatched = original.locator(".find.is-mask");
  await expect(original.getByRole("region", { name: "工作表“底稿”" })).toContainText(person.id);
  await expect(hatched.filter({ hasText: person.id })).toBeVisible();
  await expect(copy.getByRole("region", { name: "工作表“公示”" })).toContainText("锦绣小区");
  await expect(copy.locator(".paper-mask")).toHaveText("****");
  await expect(copy.getByRole("region", { name: "工作表“底稿”" })).toHaveCount(0);
  await looksRight("release-attachment");
});

const maskedPart = { x: 40, y: 60, width: 120, height: 80 };

/** How dark a shown picture is at the middle of the masked part, 0 for black, by what the browser drew. */
async function brightness(image: Locator): Promise<number> {
  await expect(image).toBeVisible();
  return await image.evaluate((shown: HTMLImageElement, part) => {
    const canvas = document.createElement("canvas");
    canvas.width = shown.naturalWidth;
    canvas.height = shown.naturalHeight;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(shown, 0, 0);
    const [red = 0, green = 0, blue = 0] = context.getImageData(
      part.x + part.width / 2,
      part.y + part.height / 2,
      1,
      1,
    ).data;
    return red + green + blue;
  }, maskedPart);
}

test("a reviewer goes through the pictures of a copy by keys, sees who decided what, and changes nothing", async () => {
  const itemId = await office.write("现场情况公示", "现予公示。");
  const bytes = docxWithPictures("联系人手机13912345678。", {
    "a.png": chart(320, 200, "EDITOR"),
    "b.jpeg": photo(400, 300, { artist: "王某" }),
    "c.jpeg": photo(200, 300, { artist: "王某" }, 9),
    "d.emf": Buffer.from("EMF"),
  });
  await office.attach(itemId, "现场.docx", bytes);
  const { attachments, findings } = await office.call<{
    attachments: { attachmentId: string }[];
    findings: { findingId: string }[];
  }>("items.open", { itemId });
  const attachmentId = attachments[0]?.attachmentId ?? "";
  const findingIds = findings.map((finding) => finding.findingId);
  await office.call("items.answerFindings", { itemId, findingIds, answer: "mask" });
  const { pictures } = await office.call<{ pictures: { digest: string }[] }>("items.attachmentPictures", {
    itemId,
    attachmentId,
  });
  const decide = async (index: number, more: object): Promise<void> => {
    await office.call("items.treatPicture", {
      itemId,
      attachmentId,
      digest: pictures[index]?.digest,
      ...more,
    });
  };
  await decide(0, { decision: "keep", regions: [] });
  await decide(1, { decision: "mask", regions: [maskedPart] });
  const { reviewId } = await office.toConfidentialityCheck(itemId);

  const { page } = office;
  await office.show("zhoumin", `/reviews/${reviewId}`);
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(page.getByText("图片：保留 1 幅，遮盖 1 幅，没有带入 2 幅。")).toBeVisible();
  const opener = page.getByRole("button", { name: "逐幅看图片" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const row = (number: number) => dialog.locator(".pictures-dialog__row").nth(number - 1);
  const states = ["保留", "遮盖 1 处", "没有决定，不带入", "不能带入"];
  const unchanged = async (): Promise<void> => {
    for (const [index, words] of states.entries()) await expect(row(index + 1)).toContainText(words);
  };
  await expect(row(1)).toBeFocused();
  await unchanged();
  await expect(dialog.getByText("林晓彤决定保留。")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(row(2)).toBeFocused();
  await expect(dialog.getByText("林晓彤决定遮盖 1 处。")).toBeVisible();
  expect(await brightness(dialog.getByAltText("公开件中的图片"))).toBe(0);
  expect(await brightness(dialog.getByRole("group", { name: "原图" }).locator("img"))).toBeGreaterThan(60);
  await looksRight("review-pictures");
  // There is nothing to decide with: no button, the part cannot be taken hold of, and the keys of a decision do nothing.
  for (const name of ["保留整幅", "遮盖一部分", "去除", "取消决定", "撤销"])
    await expect(dialog.getByRole("button", { name })).toHaveCount(0);
  await expect(dialog.locator(".region-board__part")).toHaveCount(1);
  await expect(dialog.locator(".region-board__part")).toBeDisabled();
  for (const key of ["1", "2", "3", "0", "Control+z", "Delete"]) await page.keyboard.press(key);
  await unchanged();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByText(/公开件中没有这幅图片：没有决定/)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByText(/不在此显示，请另存附件后用本机软件看/)).toBeVisible();
  await page.keyboard.press("k");
  await expect(row(3)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  // By the store, and by what its core lets a reviewer do.
  const asked = await office.ask("items.treatPicture", {
    itemId,
    attachmentId,
    digest: pictures[1]?.digest,
    decision: "keep",
    regions: [],
  });
  expect(asked.error?.code).toBe("not-allowed");
  const read = await office.call<{ attachments: { attachmentId: string }[] }>("reviews.read", { reviewId });
  const after = await office.call<{ pictures: { treatment?: { decision: string }; inCopy: boolean }[] }>(
    "items.attachmentPictures",
    { itemId, attachmentId: read.attachments[0]?.attachmentId },
  );
  expect(after.pictures.map(({ treatment, inCopy }) => [treatment?.decision, inCopy])).toEqual([
    ["keep", true],
    ["mask", true],
    [undefined, false],
    [undefined, false],
  ]);
});

test("pictures of the files in an archive are decided about, each named with its file", async () => {
  const itemId = await office.write("压缩包的公示", "现予公示。");
  await office.attach(
    itemId,
    "材料.zip",
    zipFile([
      {
        name: "公示/名单.docx",
        data: docxWithPictures("联系人手机13912345678。", { "a.png": chart(320, 200, "EDITOR") }),
      },
      { name: "公示/照片/和平街道改造现场.jpg", data: photo(400, 300, { artist: "王某" }) },
    ]),
  );
  const { page } = office;
  const { findings } = await office.call<{ findings: { findingId: string }[] }>("items.open", { itemId });
  const findingIds = findings.map((finding) => finding.findingId);
  await office.call("items.answerFindings", { itemId, findingIds, answer: "mask" });
  await office.show("linxiaotong", `/items/${itemId}`);
  await page.getByRole("tab", { name: /附件/ }).click();
  await page.getByRole("button", { name: "逐幅看材料.zip的图片" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const row = (number: number) => dialog.locator(".pictures-dialog__row").nth(number - 1);
  await expect(row(1)).toContainText("公示/名单.docx");
  await expect(row(2)).toContainText("公示/照片/和平街道改造现场.jpg");
  await expect(row(1)).toContainText("没有决定，不带入");
  await page.keyboard.press("1");
  await expect(row(1)).toContainText("保留");
  await page.keyboard.press("ArrowDown");
  await expect(dialog.locator(".region-board img").first()).toBeVisible();
  await page.keyboard.press("2");
  await expect(row(2)).toContainText("遮盖 1 处");
  await expect(dialog.getByText("已记下")).toBeVisible();
  await expect(dialog.getByAltText("公开件中的图片")).toBeVisible();
  await looksRight("archive-pictures");
  await page.keyboard.press("Escape");
  const { reviewId } = await office.toConfidentialityCheck(itemId);
  await office.show("zhoumin", `/reviews/${reviewId}`);
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(page.getByText("图片：保留 1 幅，遮盖 1 幅，没有带入 0 幅。")).toBeVisible();
});

test("a scan with a text layer is masked where that says, by keys, and its reviewer sees where", async () => {
  const fax = packedPictures["a fax"];
  if (!fax) throw new Error("no fax");
  const layer = showText(`身份证号${person.id}`, 158, 800, { size: 12, before: "3 Tr" });
  const scan = scannedPage(fax, `q 595 0 0 842 0 0 cm /Im1 Do Q\n${layer}`, { mediaBox: "0 0 595 842" });
  const itemId = await office.write("扫描件公示", "现予公示。");
  await office.attach(itemId, "扫描件.pdf", scan);
  const { findings } = await office.call<{ findings: { findingId: string }[] }>("items.open", { itemId });
  expect(findings).toHaveLength(1);
  const findingIds = findings.map((finding) => finding.findingId);
  await office.call("items.answerFindings", { itemId, findingIds, answer: "mask" });

  const { page } = office;
  await office.show("linxiaotong", `/items/${itemId}`);
  await page.getByRole("tab", { name: /附件/ }).click();
  await page.getByRole("button", { name: "逐幅看扫描件.pdf的图片" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const row = dialog.locator(".pictures-dialog__row").first();
  await expect(row).toBeFocused();
  await expect(row).toContainText("没有决定，不带入");
  await expect(dialog.getByText("整页是图片的页没有决定，就不能提交审查。")).toBeVisible();
  await expect(dialog.getByText(/文字层里有 1 处须遮盖的内容/)).toBeVisible();
  await expect(dialog.locator(".region-board img").first()).toBeVisible();
  await page.keyboard.press("2");
  await expect(row).toContainText("遮盖 1 处");
  await expect(dialog.getByText("已记下")).toBeVisible();
  await expect(dialog.getByAltText("公开件中的图片")).toBeVisible();
  await looksRight("scan-suggested");
  await page.keyboard.press("Escape");

  const { reviewId } = await office.toConfidentialityCheck(itemId);
  await office.show("zhoumin", `/reviews/${reviewId}`);
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(page.getByText("图片：保留 0 幅，遮盖 1 幅，没有带入 0 幅。")).toBeVisible();
  await page.getByRole("button", { name: "逐幅看图片" }).click();
  await expect(row).toContainText("第 1 页");
  await expect(row).toContainText("遮盖 1 处");
  await expect(dialog.getByRole("button", { name: /^遮盖一部分/ })).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(dialog.getByRole("region", { name: "放大的图片" })).toBeVisible();
  const copy = dialog.getByAltText("公开件中的图片");
  await expect(copy).toBeVisible();
  // One whole below the other.
  const [original, shown] = [
    await dialog.locator(".region-board").first().boundingBox(),
    await copy.boundingBox(),
  ];
  expect(shown?.y ?? 0).toBeGreaterThan((original?.y ?? 0) + (original?.height ?? 0));
  await looksRight("scan-reviewed");
  await page.keyboard.press("Escape");
});
