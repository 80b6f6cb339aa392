import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** What is still missing from the annual report leads to where it is written. */
let office: DemoOffice;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  office = await openDemoOffice();
  await office.signInAs("hejing");
});
test.afterAll(async () => await office.close());

test("a part that is not written yet is reached from the check", async () => {
  const { page } = office;
  await office.open("/annual-report");
  const checks = page.getByRole("region", { name: "检查", exact: true });
  await expect(checks.getByText("文字部分没有写出要与表格核对的数字")).toBeVisible();
  const missing = checks.getByRole("button", { name: "“五、存在的主要问题及改进情况”还没有写" });
  await missing.focus();
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: /^五、存在的主要问题及改进情况/u });
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
  await office.noViolations("annual report");
  // Nothing of the library stands beside the page, and the page stands at its beginning.
  await expect(page.locator("body > textarea")).toHaveCount(0);
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  await page.keyboard.type("公开目录还有缺项，正在补齐。");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(missing).toHaveCount(0);
  // Who only reads is told, and led nowhere.
  await office.handOver("zhoumin");
  await office.open("/annual-report");
  await expect(checks.getByText("“一、总体情况”还没有写")).toBeVisible();
  await expect(checks.getByRole("button")).toHaveCount(0);
});
