import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** A list is searched and filtered at anybody's pace: what it finds never takes the focus away. */
let office: DemoOffice;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await openDemoOffice({ items: 12 });
});
test.afterAll(() => office.close());

test("who types slowly, or ticks one condition after the other, keeps the focus", async () => {
  const { page } = office;
  await office.signInAs("linxiaotong");
  await office.open("/items");
  const list = page.getByRole("grid", { name: "公开信息列表" });
  await expect(list).toBeFocused();
  const everything = await list.getAttribute("aria-rowcount");

  await page.keyboard.press("/");
  const finder = page.getByLabel("在结果中查找标题");
  for (const [index, character] of ["没", "有", "这", "件"].entries()) {
    await page.keyboard.type(character);
    await expect(finder).toHaveValue("没有这件".slice(0, index + 1));
    await expect(page.getByText(`标题含“${"没有这件".slice(0, index + 1)}”`).first()).toBeVisible();
    await expect(list).toBeVisible();
    await expect(finder).toBeFocused();
  }
  await expect(page.getByText("没有符合的事项")).toBeVisible();
  // With the search the condition goes; the list that takes the place of the button has the focus then.
  await page.getByRole("button", { name: "去掉这个条件" }).focus();
  await page.keyboard.press("Enter");
  await expect(list).toHaveAttribute("aria-rowcount", everything ?? "");
  await expect(list).toBeFocused();

  const draft = page.getByRole("checkbox", { name: /^草稿/ });
  await draft.focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: /去掉条件：/ })).toBeVisible();
  await expect(list).toBeVisible();
  await expect(draft).toBeFocused();
  await expect(draft).toBeChecked();
});
