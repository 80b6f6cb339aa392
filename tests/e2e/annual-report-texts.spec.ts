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
  // What is written stays while one looks something up.
  await expect(page.getByText("有改动没有保存")).toBeVisible();
  await office.open("/catalogue");
  await expect(page.getByRole("heading", { name: "公开事项目录", level: 1 })).toBeVisible();
  await office.open("/annual-report");
  await expect(field).toHaveValue("公开目录还有缺项，正在补齐。");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(missing).toHaveCount(0);
  await expect(page.getByText("有改动没有保存")).toHaveCount(0);
});

test("two people write one report, and neither is written over unseen", async () => {
  const { page } = office;
  const field = page.getByRole("textbox", { name: /^六、其他需要报告的事项/u });
  await field.fill("我这里写的事项");
  interface Report {
    readonly seq: number;
    readonly year: number;
    readonly texts: object;
    readonly tableOne: object;
    readonly disputes: readonly object[];
  }
  const { today } = await office.call<{ today: string }>("desk.home", {});
  const read = async () =>
    await office.call<Report>("statistics.annualReport", { year: Number(today.slice(0, 4)) });
  const before = await read();
  await office.call("statistics.saveAnnualReport", {
    year: before.year,
    seq: before.seq,
    texts: { ...before.texts, six: "对方写的事项" },
    tableOne: before.tableOne,
    disputes: before.disputes,
  });
  await expect(page.getByText("另一个人刚保存过这份年度报告，您的改动还没有保存")).toBeVisible();
  await expect(page.getByText("对方写的“六、其他需要报告的事项”：对方写的事项")).toBeVisible();
  await expect(field).toHaveValue("我这里写的事项");
  await expect(page.getByRole("button", { name: "保存", exact: true })).toBeDisabled();
  await office.noViolations("overtaken report");
  await page.getByRole("button", { name: "看过了，改用我的" }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("有改动没有保存")).toHaveCount(0);
  await expect(field).toHaveValue("我这里写的事项");
  expect((await read()).texts).toMatchObject({ six: "我这里写的事项" });
});

test("who only reads the report is told what is missing, and led nowhere", async () => {
  const { page } = office;
  const checks = page.getByRole("region", { name: "检查", exact: true });
  await office.handOver("zhoumin");
  await office.open("/annual-report");
  await expect(checks.getByText("“一、总体情况”还没有写")).toBeVisible();
  await expect(checks.getByRole("button")).toHaveCount(0);
});
