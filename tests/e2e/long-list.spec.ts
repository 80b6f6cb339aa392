import { expect, test } from "@playwright/test";

import { seededRandom } from "../fixtures/screening/generator/random.ts";
import { idCard, mobile } from "../fixtures/screening/generator/values.ts";
import { rows, xlsxFile } from "../integration/documents/corpus/office-files.ts";
import { intake } from "../integration/support/letters.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { Office } from "./office.ts";

/** A list of more persons than anybody answers one by one: masked by kind, and sent to review. */
const persons = 1200;
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await Office.ofNewDepartment("long-list");
});
test.afterAll(() => office.remove());

test("a list of many persons is masked by kind and goes to review", async () => {
  const r = seededRandom(12);
  const list = xlsxFile([
    {
      name: "发放名单",
      xml: rows([
        ["姓名", "身份证号码", "手机号码"],
        ...Array.from({ length: persons }, (_, at) => [
          `${"赵钱孙李周吴郑王".charAt(at % 8)}${"芳敏静丽强磊军洋勇艳".charAt(at % 10)}${"杰娟涛明超秀霞".charAt(at % 7)}`,
          idCard(r),
          mobile(r),
        ]),
      ]),
    },
  ]);
  const itemId = await office.write("临时救助金发放公示", "现予公示，名单附后。");
  await office.attach(itemId, "发放名单.xlsx", list);
  await office.show("linxiaotong", `/items/${itemId}`);
  const { page } = office;
  const panel = page.getByRole("region", { name: "发现" });
  await expect(panel.getByText(/^未处理 2\d{3}/)).toBeVisible();
  // Only what is near the view is drawn, and the rest keeps its room: the end of the list can be reached.
  expect(await panel.locator(".find-row").count()).toBeLessThan(200);
  const scroller = panel.locator(".find-scroll");
  const height = await scroller.evaluate((element) => element.scrollHeight);
  expect(height).toBeGreaterThan(persons * 2 * 30);
  await scroller.evaluate((element) => (element.scrollTop = element.scrollHeight));
  // What comes into view is read then.
  await expect(panel.locator(".find-row").last()).toContainText(`第${persons + 1}行`);
  await expect(panel.getByText("正在读取")).toHaveCount(0);
  const settled = async (): Promise<void> =>
    await page.evaluate(
      async () =>
        await new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
    );
  // One opened in the middle has a long stretch in front: scrolled past, it keeps its room to the pixel.
  await scroller.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  await settled();
  const id = await scroller.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + 60, box.top + box.height / 2);
    return at?.closest(".find-row")?.id ?? "";
  });
  await panel.locator(`[id="${id}"]`).click();
  await expect(panel.locator(`.find-current [id="${id}"]`)).toBeVisible();
  // On to the next one and back by keys, far down the list.
  const value = panel.locator(".find-current-value");
  const opened = await value.innerText();
  await page.keyboard.press("F8");
  await expect(panel.locator(`.find-current [id="${id}"]`)).toHaveCount(0);
  await expect(value).not.toHaveText(/^(?:|正在读取)$/);
  expect(await value.innerText()).not.toBe(opened);
  await page.keyboard.press("Shift+F8");
  await expect(value).toHaveText(opened);
  const heights: number[] = [];
  for (const share of [1, 0.95, 0.5, 0, 0.5, 1]) {
    await scroller.evaluate((element, part) => (element.scrollTop = element.scrollHeight * part), share);
    await settled();
    heights.push(await scroller.evaluate((element) => element.scrollHeight));
  }
  expect(new Set(heights).size, heights.join(" ")).toBe(1);
  await scroller.evaluate((element) => (element.scrollTop = 0));
  await panel.locator(".find-row").first().click();
  await page.screenshot({ path: "out/test-results/screens/long-list-light.png" });
  expect(await accessibilityViolations(page), "long list").toEqual([]);

  for (let kind = 0; kind < 3; kind += 1) {
    const current = panel.locator(".find-current");
    const together = current.getByRole("checkbox", { name: /本附件中未处理的.+处一并处理/ });
    await expect(together).not.toBeChecked();
    // What must be treated is not let go by the column.
    if ((await current.innerText()).includes("身份证")) {
      await current.getByRole("radio", { name: /可公开/ }).check();
      await expect(together).toBeDisabled();
    }
    await current.getByRole("radio", { name: /须遮盖/ }).check();
    await together.focus();
    await page.keyboard.press("Space");
    await expect(together).toBeChecked();
    if (kind === 0) await page.screenshot({ path: "out/test-results/screens/long-list-kind-light.png" });
    const before = await panel.getByText(/^未处理 \d+/).innerText();
    await current.getByRole("radio", { name: /须遮盖/ }).focus();
    await page.keyboard.press("Enter");
    await expect(panel.getByText(before, { exact: true })).toHaveCount(0);
  }
  await expect(panel.getByText(/^未处理 0/)).toBeVisible();
  // One of the column is taken back: it alone is open again, and the list goes on to it.
  await panel.getByRole("button", { name: /身份证号\S* 1200 处/ }).click();
  await panel.locator(".find-row.is-nested").nth(5).click();
  await expect(panel.locator(".find-done-note")).toContainText("林晓彤：");
  const taken = await value.innerText();
  await panel.getByRole("button", { name: "撤回处理" }).click();
  await expect(panel.getByText(/^未处理 1/)).toBeVisible();
  await expect(value).toHaveText(taken);
  await page.screenshot({ path: "out/test-results/screens/long-list-undo-light.png" });
  await panel
    .locator(".find-current")
    .getByRole("radio", { name: /须遮盖/ })
    .check();
  await page.keyboard.press("Enter");
  await expect(panel.getByText(/^未处理 0/)).toBeVisible();
  await panel.getByRole("button", { name: "逐处列出" }).click();
  expect(await panel.locator(".find-row").count()).toBeLessThan(400);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.screenshot({ path: "out/test-results/screens/long-list-dark.png" });
  const { reviewId } = await office.call<{ reviewId: string }>("reviews.open", { itemId });
  await office.show("linxiaotong", `/reviews/${reviewId}`);
  // Beside a file in which so much was found that it is not marked place by place, that is said.
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(page.getByText("内容里不逐处标出")).toBeVisible();
  await expect(panel.getByText(/^已处理 2\d{3}/)).toBeVisible();
  // The review reads the list by window too; an answer there is taken back by Ctrl+Z, and what stood before stands again.
  await panel.getByRole("button", { name: /身份证号\S* 1200 处/ }).click();
  await panel.locator(".find-row.is-nested").nth(5).click();
  await expect(panel.locator(".find-done-note")).toContainText("林晓彤：");
  const judged = await value.innerText();
  expect(judged).toMatch(/^\d{17}[\dX]$/);
  await panel.getByRole("button", { name: "撤回处理" }).click();
  await expect(panel.getByText(/^未处理 1/)).toBeVisible();
  await expect(value).toHaveText(judged);
  await page.screenshot({ path: "out/test-results/screens/long-list-review-dark.png" });
  await page.keyboard.press("Control+Z");
  await expect(panel.getByText(/^未处理 0/)).toBeVisible();
  await expect(value).toHaveText(judged);
  await expect(panel.locator(".find-done-note")).toContainText("林晓彤：");
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.screenshot({ path: "out/test-results/screens/long-list-review-light.png" });
});

test("a long list that goes with a letter is read by window and masked by kind", async () => {
  await office.as("hejing");
  const { applicationId } = await office.call<{ applicationId: string }>("applications.register", {
    ...intake,
    arrivedOn: new Date().toISOString().slice(0, 10),
  });
  const { letterId } = await office.call<{ letterId: string }>("letters.create", {
    applicationId,
    template: "disclosure-granted",
  });
  const { itemId } = await office.call<{ itemId: string }>("letters.read", { letterId });
  const r = seededRandom(13);
  const numbers = Array.from({ length: persons }, () => [mobile(r)]);
  const list = xlsxFile([{ name: "名单", xml: rows([["手机号码"], ...numbers]) }]);
  const bytes = { $bytes: Buffer.from(list).toString("base64") };
  await office.call("items.addAttachment", { itemId, fileName: "名单.xlsx", bytes });
  await office.show("hejing", `/letters/${letterId}`);
  const { page } = office;
  await page.getByRole("tab", { name: /附件/ }).click();
  const panel = page.getByRole("region", { name: "发现" });
  await expect(panel.getByText(/^未处理 1200/)).toBeVisible();
  // No key gives an answer here, so none is printed.
  await expect(panel.getByRole("radio")).toHaveCount(3);
  await expect(panel.locator(".find-choice-key")).toHaveCount(0);
  await panel.locator(".find-scroll").evaluate((element) => (element.scrollTop = element.scrollHeight));
  await expect(panel.locator(".find-row").last()).toContainText(`第${persons + 1}行`);
  await panel.locator(".find-row").last().click();
  const current = panel.locator(".find-current");
  await current.getByRole("radio", { name: /须遮盖/ }).check();
  await current.getByRole("checkbox", { name: /本附件中未处理的.+处一并处理/ }).check();
  // What is scrolled is the list, never the page.
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  await page.screenshot({ path: "out/test-results/screens/long-list-letter-light.png" });
  expect(await accessibilityViolations(page), "long list of a letter").toEqual([]);
  await panel.getByRole("button", { name: /记录，下一处/ }).click();
  await expect(panel.getByText(/^未处理 0/)).toBeVisible();
  await expect(page.getByRole("tab", { name: "附件", exact: true })).toBeVisible();
});
