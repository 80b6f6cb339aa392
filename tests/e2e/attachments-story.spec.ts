import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { pdfFile, showText } from "../integration/documents/corpus/pdf-files.ts";
import { signedPdf } from "../integration/documents/corpus/signed-pdf.ts";
import { openDepartment } from "../integration/support/department.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { Office } from "./office.ts";

/** What becomes of attached files, from the drafter who adds them to the reviewer who looks at their copies. */
let folder: string;
let office: Office;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), "attachments-"));
  const department = await openDepartment({ folder, now: new Date().toISOString() });
  await department.close();
  office = new Office(folder);
  await office.start();
});
test.afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

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
  await office.page.getByRole("button", { name: "附件1" }).click();
  await expect(office.page.getByText(said[0] ?? "", { exact: true })).toBeVisible();
  await office.page.getByRole("button", { name: "附件2" }).click();
  await expect(office.page.getByText(`这是净化副本，公开的就是它：${said[1]}`)).toBeVisible();
});

test("a file that cannot be read stops no other, and is read again, exchanged or given up", async () => {
  const itemId = await office.write("附件打不开的公示", "现予公示。");
  await office.show("linxiaotong", `/items/${itemId}`);
  const { page } = office;
  await page.getByRole("tab", { name: /附件/ }).click();
  const cutOff = join(folder, "扫描件.pdf");
  writeFileSync(cutOff, "%PDF-1.7 cut off");
  const notes = join(folder, "说明.txt");
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
  const stored = join(folder, "cas", digest.slice(0, 2), digest.slice(2));
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
  await page.getByRole("button", { name: "附件2" }).click();
  await expect(page.getByText("附件没有取出来：附件在库中读不出来，多半已经损坏")).toBeVisible();
  await looksRight("review-attachment-damaged");
  renameSync(good, stored);
  await page.getByRole("button", { name: "重新读取" }).click();
  await expect(page.getByText("补贴名单。")).toBeVisible();
  await page.getByRole("button", { name: "附件1" }).click();
  await expect(page.getByText("公示说明。")).toBeVisible();
});
