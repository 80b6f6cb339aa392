import { expect, test, type Page } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** Work with the keyboard alone: lists, dialogs, the list of keys; the focus is always somewhere that means something. */
let office: DemoOffice;
let page: Page;
test.beforeAll(async () => {
  office = await openDemoOffice({ items: 12 });
  ({ page } = office);
  await page.setViewportSize({ width: 1366, height: 768 });
});
test.afterAll(() => office.close());

/** What has the focus, as a screen reader would name it; empty when it is lost to the page. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    return element.getAttribute("aria-label") ?? (element.textContent ?? "").trim();
  });
const currentTitle = () =>
  page.getByRole("grid").evaluate((grid) => {
    const id = grid.getAttribute("aria-activedescendant");
    return (id && document.getElementById(id)?.querySelectorAll("[role=gridcell]")[1]?.textContent) || "";
  });

test("a list: move, mark, find, open and come back", async () => {
  await office.signInAs("linxiaotong");
  await office.open("/items");
  const grid = page.getByRole("grid");
  await expect(grid).toBeFocused();
  const first = await currentTitle();
  expect(first).not.toBe("");
  await page.keyboard.press("j");
  await expect.poll(currentTitle).not.toBe(first);
  await page.keyboard.press("k");
  await expect.poll(currentTitle).toBe(first);
  await page.keyboard.press(" ");
  await expect(page.getByText("已选 1 件")).toBeVisible();
  await page.keyboard.press(" ");
  await expect(page.getByText("已选 1 件")).toHaveCount(0);

  await page.keyboard.press("/");
  const find = page.getByRole("textbox", { name: /查找/u }).last();
  await expect(find).toBeFocused();
  await page.keyboard.insertText("公示");
  await expect(page.getByRole("button", { name: /公示/u }).first()).toBeVisible();

  // The chip that is taken away had the focus: it stays where the list is.
  const chip = page.getByRole("button", { name: /公示/u }).first();
  await chip.focus();
  await page.keyboard.press("Enter");
  await expect(chip).toHaveCount(0);
  await expect.poll(focused).not.toBe("");

  await grid.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/items\/.+/u);
  await expect.poll(focused).not.toBe("");
  await page.goBack();
  await expect(grid).toBeFocused();
});

test("a dialog begins in its first field, Esc gives the focus back to what opened it", async () => {
  const { applicationId } = await office.call<{ applicationId: string }>("applications.register", {
    applicantType: "citizen",
    applicantName: "王桂兰",
    idType: "居民身份证",
    idNumber: "",
    requestedInformation: "锦绣小区3号楼加装电梯项目中标合同",
    obtainMethod: "post",
    carrierForm: "paper",
    submissionChannel: "inPerson",
    receiptEvidence: "当面提交，出具回执",
    arrivedOn: "2026-03-02",
  });
  await office.handOver("hejing");
  await office.open(`/applications/${applicationId}`);
  for (const name of ["登记会商研判", "登记复议、诉讼", "添加征求意见对象", "登记事件"]) {
    const opener = page.getByRole("button", { name, exact: true }).first();
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog, name).toBeVisible();
    await expect(dialog.locator("input:focus, textarea:focus"), name).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(dialog, name).toHaveCount(0);
    await expect(opener, name).toBeFocused();
  }
});

test("a search that finds nothing says what was looked for, and clears its own field", async () => {
  await office.open("/applications");
  const find = page.getByRole("textbox", { name: "在申请中查找" });
  await find.fill("查无此人");
  await expect(page.getByText("条件：在办，含“查无此人”。")).toBeVisible();
  await page.getByRole("button", { name: "在全部申请中找" }).click();
  await expect(page.getByRole("button", { name: "在全部申请中找" })).toHaveCount(0);
  await page.getByRole("button", { name: "清除条件" }).click();
  await expect(find).toHaveValue("");
  await expect(page.getByRole("grid").getByText("王桂兰")).toBeVisible();

  await office.open("/items?state=published&kind=news");
  await expect(page.getByText(/^条件：已公开，.+。去掉“.+”有 \d+ 件。$/u)).toBeVisible();
  await page.getByRole("button", { name: "去掉这个条件" }).click();
  await expect(page.getByText(/^条件：已公开，/u)).toHaveCount(0);
});

test("the question mark shows the keys that act here", async () => {
  await office.open("/applications");
  const grid = page.getByRole("grid");
  await expect(grid).toBeFocused();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "按键一览" });
  await expect(keys).toBeVisible();
  await expect(keys.getByRole("heading").first()).toContainText("本页可用");
  // The focus goes in a moment after the dialog shows; nobody leaves before it has it.
  await expect
    .poll(async () => await keys.evaluate((dialog) => dialog.contains(document.activeElement)))
    .toBe(true);
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await expect(grid).toBeFocused();
});

test("the checklist is answered from the keyboard, one key a check", async () => {
  await office.handOver("zhoumin");
  const { rows } = await office.call<{ rows: readonly { reviewId: string }[] }>("reviews.queue", {
    limit: 10,
  });
  await office.open(`/reviews/${rows[0]?.reviewId}`);
  await expect(page.getByRole("tab", { name: /核对单/u })).toBeVisible();
  const open = () =>
    page
      .getByRole("tab", { name: /核对单/u })
      .textContent()
      .then((text) => Number(/\d+/u.exec(text ?? "")?.[0] ?? 0));
  const before = await open();
  expect(before).toBeGreaterThan(2);
  await page.keyboard.press("c");
  for (let answered = 1; answered <= 2; answered += 1) {
    await expect(page.locator(".checks__answer input:focus")).toHaveCount(1);
    await page.keyboard.press(" ");
    await expect.poll(open).toBe(before - answered);
  }
  // A number gives the answer by name; what was found asks for its treatment at once, Esc gives the answer up.
  await expect(page.locator(".checks__answer input:focus")).toHaveCount(1);
  await page.keyboard.press("1");
  await expect.poll(open).toBe(before - 3);
  // A key held down answers one check, not the list.
  await expect(page.locator(".checks__answer input:focus")).toHaveCount(1);
  for (let repeat = 0; repeat < 5; repeat += 1) {
    await page.keyboard.down("1");
    await expect.poll(open).toBe(before - 4);
  }
  await page.keyboard.up("1");
  await expect(page.locator(".checks__answer input:focus")).toHaveCount(1);
  await page.keyboard.press("2");
  const note = page.locator(".checks__note input");
  await expect(note).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);
  await expect(page.locator(".checks__answer input:focus")).toHaveCount(1);
  // An act that is still off leads to what stands in its way.
  await page.keyboard.press("a");
  await expect(page.getByRole("button", { name: /^核对单 \d+ 项未答$/u })).toBeFocused();
  // The keys of the review act on from here.
  await page.keyboard.press("r");
  await expect(page.getByRole("tab", { name: "流转记录", selected: true })).toBeVisible();
  await expect.poll(focused).not.toBe("");
});
