import { expect, test } from "@playwright/test";

import { Office } from "./office.ts";

/** A file is brought in, opened, and led through what it still lacks, without a pointer. */
let office: Office;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await Office.ofNewDepartment("import-by-keyboard");
});
test.afterAll(() => office.remove());

test("an imported file is opened next, and 送审 leads to what it lacks, field by field", async () => {
  await office.write("另一件公示", "现予公示。");
  await office.show("linxiaotong", "/items");
  const { page } = office;
  await expect(page.getByRole("grid")).toBeFocused();
  const opener = page.getByRole("button", { name: "导入文件" });
  const text = "关于补贴发放情况的公示\n各有关单位：\n现予公示。\n云州市住房和城乡建设局\n2026年9月16日";
  const file = { name: "公示.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
  // Whoever begins to listen when the key is pressed may be late on a busy machine.
  page.on("filechooser", (chooser) => void chooser.setFiles(file));
  const bring = async () => {
    await opener.focus();
    await expect(opener).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "导入完成" })).toBeVisible();
    await expect(page.getByRole("link", { name: "公示.txt" })).toBeFocused();
  };
  await bring();
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  await bring();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/items\/.+/u);
  await expect(page.getByRole("button", { name: "未选择公开渠道" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  // The channels are read first; the focus comes when they are there.
  const website = page.getByRole("checkbox", { name: "政府网站" });
  await expect(website).toBeFocused();
  // The group takes a choice once each box has told it its value, some milliseconds after it is drawn.
  await expect(async () => {
    await page.keyboard.press("Space");
    await expect(website).toBeChecked({ timeout: 500 });
  }).toPass();
  await expect(page.getByRole("button", { name: "未选择公开渠道" })).toHaveCount(0);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("combobox", { name: /公开时限/ })).toBeFocused();
});
