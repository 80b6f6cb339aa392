import { readFileSync } from "node:fs";

import { expect, test } from "@playwright/test";

import { sampleFields } from "../../shared/domain/letters/sample-fields.ts";
import { openDemoOffice, passphrase, type DemoOffice } from "./demo-office.ts";

/**
 * The side of the case, on the built program in a real browser: every entry on the clock with its proof and its effect,
 * the letter on its way to the reader, the case file; a case that is lost and what the next person sees; a holiday
 * schedule that arrives late.
 */
const wanted = "锦绣小区3号楼加装电梯项目的招标文件和中标合同";

let office: DemoOffice;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  office = await openDemoOffice();
  await office.signInAs("hejing");
});
test.afterAll(() => office.close());

let caseAddress = "";
const applicationId = () => caseAddress.split("/").at(-1) ?? "";

async function takeIn(name: string, id: string): Promise<void> {
  const { page, open } = office;
  await open("/applications/new");
  await page.getByText("当面提交", { exact: true }).click();
  await page.getByLabel("姓名", { exact: true }).fill(name);
  await page.getByLabel("证件号码").fill(id);
  await page.getByLabel("联系电话").fill("0300-5550166");
  await page.getByLabel("申请内容").fill(wanted);
}

/** Records one entry on the open case; `proof` is written where it is asked for. */
async function record(label: RegExp, proof?: string): Promise<void> {
  const { page } = office;
  await page.keyboard.press("Control+Alt+E");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: label }).check();
  await expect(dialog.getByText(/登记后：/)).toBeVisible();
  if (proof !== undefined) {
    await dialog.getByRole("button", { name: "登记", exact: true }).click();
    await expect(dialog.getByText("写明依据，以后要用它证明")).toBeVisible();
    await dialog.getByLabel("依据").fill(proof);
  }
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("every entry on the clock says what it does to the date and asks for its proof", async () => {
  test.setTimeout(180_000);
  const { page } = office;
  await takeIn("李秋实", "370402199001011234");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: /李秋实申请公开/ })).toBeVisible();
  caseAddress = new URL(page.url()).hash.slice(1);
  await record(/^发出补正告知书/);
  await record(/申请人收到补正告知书/, "当面签收，李秋实");
  await record(/收到补正材料/);
  await record(/发出征求意见函/);
  await record(/对方收到征求意见函/, "EMS 1234567890123 签收");
  await record(/收回意见/, "同意公开，函复今日收到");
  await record(/工作机构负责人同意延期/, "郑克同意，档案需逐件核对");
  await page.keyboard.press("Control+Alt+E");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /告知申请人延期/ }).check();
  await expect(dialog.getByText(/答复期限由.*改为/)).toBeVisible();
  await office.noViolations("event");
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("EMS 1234567890123 签收")).toBeVisible();
  const exported = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出", exact: true }).click();
  await page.getByRole("menuitem", { name: "期限计算说明 docx" }).click();
  const sheet = await exported;
  expect(sheet.suggestedFilename()).toMatch(/^期限计算说明（.*）\.docx$/);
});

test("the partial disclosure is served, signed for, and the case file closed", async () => {
  test.setTimeout(180_000);
  const { page, call, open } = office;
  const { letterId } = await call<{ letterId: string }>("letters.create", {
    applicationId: applicationId(),
    template: "disclosure-partial",
  });
  await call("letters.save", { letterId, draftSeq: 0, fields: sampleFields("disclosure-partial") });
  const { reviewId } = await call<{ reviewId: string }>("letters.submit", { letterId });
  for (const account of ["hejing", "zhaoliqun", "zhoumin", "zhangnian", "zhengke"])
    await office.reviewBy(account, reviewId);
  await office.handOver("hejing");
  const review = await call<{ revision: { digest: string } }>("reviews.read", { reviewId });
  await call("letters.sign", { letterId, digest: review.revision.digest, passphrase });
  const today = (await call<{ today: string }>("applications.read", { applicationId: applicationId() }))
    .today;
  await call("letters.recordService", {
    letterId,
    method: "post",
    clockDate: today,
    trackingNo: "EA123456785CN",
  });
  await open(caseAddress);
  await expect(page.getByText("已送出，签收待登记")).toBeVisible();
  await page.getByRole("button", { name: "登记签收" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("凭证").fill("邮政回执，本人签收");
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/申请人可以申请复议至/)).toBeVisible();
  const checks = page.getByRole("list", { name: "归档检查" });
  await expect(checks.getByText(/^完整性：/)).toBeVisible();
  await office.noViolations("finished case");
  const exported = page.waitForEvent("download");
  await page.getByRole("button", { name: "归档并导出案卷" }).click();
  const bundle = await exported;
  expect(bundle.suggestedFilename()).toMatch(/^zwgk_archive_.*\.zip$/);
  expect(
    readFileSync(await bundle.path())
      .subarray(0, 2)
      .toString("latin1"),
  ).toBe("PK");
  await expect(page.getByText("已归档 1 次")).toBeVisible();
});

test("a case lost in reconsideration warns the next drafter, who also sees the earlier answer while typing", async () => {
  test.setTimeout(180_000);
  const { page, open } = office;
  await page.getByRole("button", { name: "登记复议、诉讼" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("复议机关").fill("云州市人民政府");
  await dialog.getByLabel("案号").fill("云政复〔2026〕12号");
  const today = await dialog.getByLabel("收到副本日期").inputValue();
  await dialog.getByLabel("申请复议日期").fill(today);
  await dialog.getByLabel("案号").focus();
  await expect(dialog.getByText(/书面答复并提交证据、依据的期限/)).toBeVisible();
  await office.noViolations("dispute");
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("待答复举证")).toBeVisible();

  await page.getByRole("button", { name: "登记结果" }).click();
  await dialog.getByLabel("结果", { exact: true }).click();
  await page.getByTitle("撤销，或者撤销并责令重作").click();
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog.getByText("写明应当怎样做")).toBeVisible();
  await dialog.getByLabel("教训").fill("不予公开的部分逐页说明理由，能够区分的先提供");
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/逐页说明理由/)).toBeVisible();

  await takeIn("宋明", "370402198001011234");
  await expect(page.getByText("不同申请人、相同内容")).toBeVisible();
  await expect(page.getByText(/（二）部分公开/).first()).toBeVisible();
  await office.noViolations("intake with earlier applications");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: /宋明申请公开/ })).toBeVisible();
  await expect(page.getByText("不同申请人、相同内容")).toBeVisible();
  await open(`${new URL(page.url()).hash.slice(1)}/letters/new?template=disclosure-partial`);
  await expect(page.getByText(/同类答复曾被纠正/)).toBeVisible();
  await expect(page.getByText(/逐页说明理由，能够区分的先提供/)).toBeVisible();
  await office.noViolations("lesson");
});

/** Made up for this story; only the weekdays and the statutory days are real. */
const schedule = `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。`;

test("a holiday schedule is read from the notice, looked at, and confirmed by a second person", async () => {
  test.setTimeout(180_000);
  const { page, open } = office;
  await office.handOver("xitong");
  await open("/administration/calendar");
  await page.getByLabel("年份").fill("2027");
  await page.getByLabel("通知名称和文号").fill("国务院办公厅关于2027年部分节假日安排的通知");
  await page.getByLabel("通知日期").fill("2026-11-20");
  await page.getByLabel("通知正文").fill(schedule.replace("1月1日（周五）", "1月1日（周四）"));
  await page.getByRole("button", { name: "预览" }).click();
  await expect(page.getByText(/星期与日期不符/)).toBeVisible();
  await page.getByLabel("通知正文").fill(schedule);
  await page.getByRole("button", { name: "预览" }).click();
  await expect(page.getByText(/元旦 1月1日至1月3日/)).toBeVisible();
  await office.noViolations("schedule");
  await page.getByRole("button", { name: "导入，交另一人确认" }).click();
  await expect(page.getByText("待确认")).toBeVisible();
  await expect(page.getByRole("button", { name: /确认生效/ })).toHaveCount(0);

  await office.handOver("anquan");
  await open("/administration/calendar");
  await page.getByRole("button", { name: "对照原文无误，确认生效" }).click();
  await expect(page.getByText("已生效", { exact: true })).toBeVisible();
  await expect(page.getByText(/日历版本 .*2027/).first()).toBeVisible();
});
