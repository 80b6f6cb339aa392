import { readFileSync } from "node:fs";

import { expect, test, type Page } from "@playwright/test";

import { openDemoOffice, passphrase, type DemoOffice } from "./demo-office.ts";

/**
 * One application from intake to the served reply, on the built program in a real browser: the receipt date explains
 * itself, the law decides what may be recorded, the question path names the letter, the number comes with the
 * signature, and the day of posting closes the clock.
 */
const wanted = "城东区和平街老旧小区改造项目的初步设计批复文件";

let office: DemoOffice;
let page: Page;

const call = <T>(operation: string, input: unknown) => office.call<T>(operation, input);
const open = (address: string) => office.open(address);
const noViolations = (where: string) => office.noViolations(where);

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  office = await openDemoOffice();
  page = office.page;
  await office.signInAs("hejing");
});
test.afterAll(() => office.close());

let caseAddress = "";
let letterAddress = "";
let reviewId = "";

test("an application is taken in, and the form says when the clock starts and why", async () => {
  await open("/applications/new");
  await page.getByText("互联网渠道", { exact: true }).click();
  await expect(page.getByText("以双方确认之日为收到申请之日", { exact: false })).toBeVisible();
  await expect(page.locator(".intake__date")).toHaveText("待确认");
  await noViolations("intake");

  await page.getByText("当面提交", { exact: true }).click();
  await expect(page.locator(".intake__date")).toHaveText(/^\d{4}年\d{1,2}月\d{1,2}日$/);
  await page.getByRole("button", { name: /^登记/ }).click();
  await expect(page.getByText("写明申请人姓名或者名称")).toBeVisible();

  await page.getByLabel("姓名", { exact: true }).fill("李秋实");
  await page.getByLabel("证件号码").fill("见申请材料");
  await page.getByLabel("联系电话").fill("0300-5550166");
  await page.getByLabel("申请内容").fill(wanted);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: /李秋实申请公开/ })).toBeVisible();
  await expect(page.getByText("今天收到，还剩 20 个工作日")).toBeVisible();
  caseAddress = new URL(page.url()).hash.slice(1);
  await noViolations("case");
});

test("only what the law allows can be recorded, and each refusal says why", async () => {
  await page.keyboard.press("Control+Alt+E");
  const dialog = page.getByRole("dialog");
  const corrected = dialog.getByRole("radio", { name: /收到补正材料/ });
  await expect(corrected).toBeDisabled();
  await expect(dialog.getByText("尚未发出补正告知书", { exact: false }).first()).toBeVisible();
  const consulted = dialog.getByRole("radio", { name: /发出征求意见函/ });
  await expect(consulted).toBeEnabled();
  await consulted.check();
  await expect(dialog.getByText(/登记后：/)).toBeVisible();
  await noViolations("event");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the question path ends in one letter with its reasons", async () => {
  await page.getByRole("button", { name: /选定文书/ }).click();
  const answers = [
    ["现在办理哪一环节", "审查申请并答复"],
    ["是否已经书面撤回", "否"],
    ["申请内容是否齐全", "是"],
    ["申请人要求的是什么", "获取政府信息"],
    ["以前是否就相同信息", "没有"],
    ["是否明显超过合理范围", "否"],
    ["是否由本机关负责公开", "是"],
    ["是否另有特别规定", "否"],
    ["制作、获取或者保存", "是"],
    ["是否已经主动公开", "否"],
    ["需要征求其意见", "不需要"],
    ["第十四条至第十六条", "都不属于"],
    ["现在能否提供", "现在可以提供"],
    ["以什么方式答复", "书面答复"],
  ] as const;
  for (const [question, option] of answers) {
    const asked = page.getByRole("listbox", { name: question });
    await expect(asked).toBeVisible();
    if (question === "是否已经主动公开") await noViolations("chooser");
    await asked.getByRole("option").filter({ hasText: option }).first().click();
  }
  const recommendation = page.getByRole("button", { name: "起草这件文书" });
  await expect(page.getByText("政府信息公开申请答复书（予以公开）").first()).toBeVisible();
  await expect(recommendation).toBeVisible();
  await recommendation.click();
  await expect(page.locator(".lt-chip").first()).toBeVisible();
  letterAddress = new URL(page.url()).hash.slice(1);
});

test("the letter says what is missing, saves itself, and goes to review when nothing is", async () => {
  await expect(page.locator(".letter-foot")).toContainText("还不能送审");
  const submit = page.getByRole("button", { name: /送审/ });
  await expect(submit).toBeDisabled();
  await noViolations("letter");

  await page.getByLabel("名称", { exact: true }).first().fill("关于和平街老旧小区改造项目初步设计的批复");
  await page.getByRole("textbox", { name: /^提供形式/ }).fill("纸质复印件");
  await expect(page.locator(".paper")).toContainText("关于和平街老旧小区改造项目初步设计的批复");
  await expect(page.locator(".letter-foot")).toContainText("可以送审");
  await expect(page.locator(".letter-bar__saved")).toContainText("已保存");

  await page.reload();
  await expect(page.locator(".paper")).toContainText("关于和平街老旧小区改造项目初步设计的批复");
  const exported = page.waitForEvent("download");
  await page.keyboard.press("Control+Shift+E");
  const file = await (await exported).path();
  expect(readFileSync(file).subarray(0, 2).toString("latin1")).toBe("PK");

  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".letter-foot")).toContainText("正在审查");
  const letter = await call<{ reviewId: string }>("letters.read", {
    letterId: letterAddress.split("/").at(-1),
  });
  ({ reviewId } = letter);
});

test("after its review it is signed with a number, posted, and the clock stops in time", async () => {
  for (const account of ["hejing", "zhaoliqun", "zhoumin", "zhangnian", "zhengke"])
    await office.reviewBy(account, reviewId);
  await office.handOver("hejing");
  await open(letterAddress);
  await page.getByRole("button", { name: "签发", exact: true }).click();
  const signing = page.getByRole("dialog");
  await signing.getByLabel("再次输入口令").fill(passphrase);
  await noViolations("signing");
  await page.keyboard.press("Enter");
  await expect(page.locator(".paper")).toContainText(/云建公开答〔\d{4}〕1号/);

  await page.getByRole("button", { name: "登记送达" }).click();
  const serving = page.getByRole("dialog");
  await expect(serving.getByText("邮寄送达，以交邮之日为准", { exact: false })).toBeVisible();
  await serving.getByRole("button", { name: "登记", exact: true }).click();
  await expect(serving.getByText("邮寄送达须登记交邮凭证号")).toBeVisible();
  await serving.getByLabel("邮件号码").fill("EA123456785CN");
  await noViolations("serving");
  await serving.getByRole("button", { name: "登记", exact: true }).click();
  await expect(serving).toBeHidden();

  await open(caseAddress);
  await expect(page.getByText(/已按期答复/).first()).toBeVisible();
  await noViolations("answered");
});
