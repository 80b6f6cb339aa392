import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { showText } from "../integration/documents/corpus/pdf-files.ts";
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
