import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** Intake of what is not the plain case: several matters, several applicants, somebody who cannot write. */
let office: DemoOffice;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  office = await openDemoOffice();
  await office.signInAs("hejing");
});
test.afterAll(() => office.close());

test("an application with three matters becomes three cases that know where they come from", async () => {
  test.setTimeout(120_000);
  const { page, open } = office;
  await open("/applications/new");
  await page.getByText("当面提交", { exact: true }).click();
  await page.getByLabel("姓名", { exact: true }).fill("李秋实");
  await page.getByLabel("证件号码").fill("370402199001011234");
  await page.getByLabel("联系电话").fill("0300-5550166");
  await page.getByLabel("申请内容").fill("锦绣小区改造项目：1.施工合同；2.竣工验收报告；3.资金拨付明细");
  await page.getByRole("button", { name: "拆分为几件（一事一申请）" }).click();
  await expect(page.getByLabel("第 3 件的申请内容")).toHaveValue("锦绣小区改造项目：资金拨付明细");
  await page.getByLabel("第 2 件的申请内容").fill("");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("每件都要写明所需政府信息的名称、文号或者其他特征")).toBeVisible();
  await page.getByLabel("第 2 件的申请内容").fill("锦绣小区改造项目的竣工验收报告");
  await page.getByRole("button", { name: "加一个共同申请人" }).click();
  await page.getByLabel("共同申请人 1 的姓名或者名称").fill("宋明");
  await page.getByLabel("共同申请人 1 的证件号码").fill("370402198001011234");
  await page.getByRole("radio", { name: "宋明" }).check();
  await page.getByRole("button", { name: /^登记/ }).click();
  await expect(page.getByText("已拆分", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "登记事件" })).toHaveCount(0);
  const rows = page.getByRole("table", { name: "拆分出来的各件" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await rows.nth(2).getByRole("link").click();
  await expect(page.getByText("3 件中的第 2 件")).toBeVisible();
  await expect(page.getByText("代表人：宋明")).toBeVisible();
  await expect(page.getByText(/本月第 \d+ 件/)).toBeVisible();
});

test("an oral application is read back before it is registered, and its record printed for signature", async () => {
  test.setTimeout(120_000);
  const { page, open } = office;
  await open("/applications/new");
  await page.getByText("口头申请", { exact: true }).click();
  await page.getByLabel("姓名", { exact: true }).fill("李秋实");
  await page.getByLabel("证件号码").fill("370402199001011234");
  await page.getByLabel("联系电话").fill("0300-5550166");
  await page.getByLabel("申请内容").fill("锦绣小区改造项目的中标通知书");
  await page.getByText("需要阅读或者视听帮助").click();
  await page.getByText("大字版文书").click();
  await page.getByRole("button", { name: /^登记/ }).click();
  await expect(page.getByText("代填的内容须向申请人宣读，经其确认")).toBeVisible();
  await page.getByLabel("书写有什么困难").fill("视力残疾，不能书写");
  await page.getByText("以上内容已向申请人宣读，申请人确认无误").click();
  await office.noViolations("intake of an oral application");
  await page.getByRole("button", { name: /^登记/ }).click();
  await expect(page.getByText("已向申请人宣读，申请人确认无误")).toBeVisible();
  await expect(page.getByText("大字版文书")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "代填记录 docx（供签名）" }).click();
  expect((await download).suggestedFilename()).toMatch(/^口头申请代填记录（\d{8}-\d+）\.docx$/u);
});

test("the twelfth application of a month shows its fee, its count, and one notice with the numbers filled in", async () => {
  test.setTimeout(180_000);
  const { page, call, open } = office;
  const today = await page.evaluate(() => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10));
  let applicationId = "";
  for (let n = 1; n <= 12; n += 1)
    ({ applicationId } = await call<{ applicationId: string }>("applications.register", {
      applicantType: "citizen",
      applicantName: "高远山",
      idNumber: "370402198505051234",
      phone: "0300-5550177",
      requestedInformation: `第${n}号地块的规划条件通知书`,
      obtainMethod: "post",
      submissionChannel: "inPerson",
      arrivedOn: today,
    }));
  await open(`/applications/${applicationId}`);
  await expect(page.getByText("本月第 12 件", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("100 元", { exact: true })).toBeVisible();
  await expect(page.getByText("十二个月内的其他申请 11 件")).toBeVisible();
  await office.noViolations("the case with its fee");
  await page.getByLabel("提供的页数（A4 单面）").fill("64");
  await page.getByLabel("提供的页数（A4 单面）").blur();
  await expect(page.getByText("340 元", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "按件起草收费通知" }).click();
  await expect(page.getByText("第12件，每件100元，1件计100元").first()).toBeVisible();
});
