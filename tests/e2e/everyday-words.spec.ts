import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** A word that finds nothing gets its official wording, by keyboard, and finds from then on, for everybody (domain/search.md §8). */
let office: DemoOffice;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  office = await openDemoOffice({ items: 24 });
  await office.signInAs("linxiaotong");
});
test.afterAll(async () => await office.close());

const shot = async (name: string): Promise<void> => {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await office.page.emulateMedia({ colorScheme });
    await office.page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await office.page.emulateMedia({ colorScheme: "light" });
};

test("a word of the people reaches the wording of the papers", async () => {
  test.setTimeout(120_000);
  const { page } = office;
  const palette = page.getByRole("dialog");
  const look = async (query: string): Promise<void> => {
    await page.keyboard.press("Control+K");
    await palette.getByRole("combobox", { name: "查找" }).fill(query);
  };
  await office.open("/");
  await look("爬楼钱");
  await expect(palette.getByText("找到 0 条")).toBeVisible();
  await shot("words-nothing");
  const add = palette.getByRole("button", { name: "补充“爬楼钱”的规范用语" });
  await add.focus();
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "通俗用语", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/everyday-words$/u);
  await expect(page.getByRole("textbox", { name: "平时的说法" })).toHaveValue("爬楼钱");
  await expect(page.getByRole("textbox", { name: "规范用语" })).toBeFocused();
  await page.keyboard.type("既有住宅加装电梯补贴");
  await page.keyboard.press("Enter");
  const own = page.getByRole("region", { name: "本单位补充的" });
  await expect(own.getByRole("row", { name: /爬楼钱/u })).toContainText("既有住宅加装电梯补贴");
  await expect(own.getByRole("row", { name: /爬楼钱/u })).toContainText("林晓彤");
  await expect(page.getByRole("textbox", { name: "平时的说法" })).toBeFocused();

  // The same word again, and one that the program came with.
  await page.keyboard.type("低保");
  await page.keyboard.press("Tab");
  await page.keyboard.type("社会救助");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“低保”已经能查到“最低生活保障”")).toBeVisible();
  await shot("words-page");
  await office.noViolations("everyday words");
  // Only who added a word, or the office, takes it back.
  await expect(own.getByRole("button", { name: "去掉：爬楼钱" })).toBeVisible();
  await expect(own.getByRole("button", { name: "去掉：物业打分" })).toHaveCount(0);
  await page.getByLabel("在通俗用语里找").fill("打分");
  await expect(own.getByRole("row")).toHaveCount(2);

  await look("爬楼钱");
  await expect(palette.getByText("已扩展：爬楼钱 → 既有住宅加装电梯补贴（本单位补充）")).toBeVisible();
  await expect(palette.locator(".palette__state")).toContainText(/找到 [1-9]\d* 条/u);
  await shot("words-found");
  await page.keyboard.press("Escape");

  await office.handOver("hejing");
  await look("通俗用语");
  await palette.getByRole("option", { name: /通俗用语/u }).click();
  await page.getByRole("button", { name: "去掉：爬楼钱" }).click();
  await expect(own.getByRole("row", { name: /爬楼钱/u })).toHaveCount(0);
});
