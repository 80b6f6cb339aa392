import { readFileSync } from "node:fs";

import { expect, test } from "@playwright/test";

import { openDemoOffice, passphrase, type DemoOffice } from "./demo-office.ts";

/**
 * 征求第三方意见, on the built program in a real browser: the third party is recorded, asked, followed up, objects, is
 * overridden for the public interest, and told before the answer is signed.
 */
const wanted = "锦绣小区3号楼加装电梯项目中标合同";
const third = "云州岚峰建设有限公司";

let office: DemoOffice;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  office = await openDemoOffice();
  await office.signInAs("hejing");
});
test.afterAll(() => office.close());

let caseAddress = "";
let today = "";
const panel = () => office.page.getByRole("region", { name: /征求意见/ });
const dialog = () => office.page.getByRole("dialog");

interface Consulted {
  readonly letter?: { readonly letterId: string };
  readonly notice?: { readonly letterId: string };
}
const consulted = async (): Promise<Consulted> => {
  const view = await office.call<{ consultations: readonly Consulted[]; today: string }>(
    "applications.read",
    {
      applicationId: caseAddress.split("/").at(-1),
    },
  );
  ({ today } = view);
  return view.consultations[0] ?? {};
};

/** Through every stage of its review; how that looks is told in the review story. */
async function approve(letterId: string): Promise<string> {
  const { reviewId } = await office.call<{ reviewId: string }>("letters.submit", { letterId });
  for (const account of ["hejing", "zhaoliqun", "zhoumin", "zhangnian", "zhengke"])
    await office.reviewBy(account, reviewId);
  await office.handOver("hejing");
  const review = await office.call<{ revision: { digest: string } }>("reviews.read", { reviewId });
  return review.revision.digest;
}

test("a third party is recorded from the keyboard and its letter is filled from the record", async () => {
  test.setTimeout(120_000);
  const { page, open } = office;
  await open("/applications/new");
  await page.getByText("当面提交", { exact: true }).click();
  await page.getByLabel("姓名", { exact: true }).fill("李秋实");
  await page.getByLabel("证件号码").fill("见申请材料");
  await page.getByLabel("联系电话").fill("0300-5550166");
  await page.getByLabel("申请内容").fill(wanted);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: /李秋实申请公开/ })).toBeVisible();
  caseAddress = new URL(page.url()).hash.slice(1);
  await expect(panel().getByText(/先在这里登记对象/)).toBeVisible();

  await page.keyboard.press("Control+Alt+Q");
  await dialog().getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog().getByText("要填").first()).toBeVisible();
  await dialog().getByLabel("第三方姓名或者名称").fill(third);
  await dialog().getByLabel("涉及其的信息").fill("中标合同附件二《报价清单》");
  await dialog().getByLabel("可能损害什么权益").fill("报价清单反映成本构成，可能涉及商业秘密");
  await dialog().getByLabel("联系人").fill("吴工");
  await office.noViolations("party");
  await dialog().getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog()).toBeHidden();
  await expect(panel().getByText(third)).toBeVisible();
  await expect(panel().getByText("还没有拟征求意见函")).toBeVisible();
  await office.noViolations("case with a third party");

  await panel().getByRole("button", { name: "拟征求意见函" }).click();
  await expect(page.locator(".paper")).toContainText(third);
  await expect(page.locator(".paper")).toContainText("中标合同附件二《报价清单》");
  await expect(page.locator(".paper")).not.toContainText("李秋实");
});

test("the letter goes out, the third party is followed up and objects", async () => {
  test.setTimeout(120_000);
  const { call, open, page } = office;
  const { letter } = await consulted();
  const letterId = letter?.letterId ?? "";
  await open(caseAddress);
  await panel().getByRole("button", { name: "选随函内容" }).click();
  const choose = async (button: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    const chooser = page.waitForEvent("filechooser");
    await dialog().getByRole("button", { name: button }).click();
    await (await chooser).setFiles(file);
  };
  await choose("选择文件", {
    name: "中标合同.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("项目概况\n报价清单：电梯主机八十六万元\n其他单位的报价七十五万元"),
  });
  await dialog().getByRole("button", { name: "做成摘录" }).click();
  await expect(dialog().getByText("至少选一项")).toBeVisible();
  await dialog().getByRole("checkbox", { name: "第2行" }).check();
  await expect(dialog().getByText("第2行，共3行")).toBeVisible();
  await office.noViolations("extract");
  await dialog().getByRole("button", { name: "做成摘录" }).click();
  await expect(dialog()).toBeHidden();
  await expect(panel().getByText(/中标合同\.txt.*第2行，共3行/)).toBeVisible();
  await expect(panel().getByText(/未选部分的2行文字均未出现/)).toBeVisible();
  const digest = await approve(letterId);
  await call("letters.sign", { letterId, digest, passphrase });
  await call("letters.recordService", { letterId, method: "direct", clockDate: today });
  await open(caseAddress);
  await expect(panel().getByText("等待答复")).toBeVisible();
  await expect(panel().getByText(/剩 15 个工作日/)).toBeVisible();

  const saved = page.waitForEvent("download");
  await panel().getByRole("button", { name: "导出回执" }).click();
  const blank = await (await saved).path();
  const packet = page.waitForEvent("download");
  await panel().getByRole("button", { name: "带出数据包" }).click();
  expect((await packet).suggestedFilename()).toMatch(/^zwgk_consult_.*\.zip$/u);
  await expect(
    panel()
      .getByText(/带出数据包$/)
      .first(),
  ).toBeVisible();
  await panel().getByRole("button", { name: "读入回执" }).click();
  await choose("选择回执文件", {
    name: "回执.docx",
    mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    buffer: readFileSync(blank),
  });
  await expect(dialog().getByText("回执没有填写")).toBeVisible();
  await office.noViolations("empty form");
  await page.keyboard.press("Escape");
  await expect(dialog()).toBeHidden();

  await panel().getByRole("button", { name: "登记催办" }).click();
  await dialog().getByLabel("对方怎么说").fill("吴工答复：正在走内部程序");
  await dialog().getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog()).toBeHidden();
  await expect(panel().getByText(/电话催办：吴工答复/)).toBeVisible();

  await panel().getByRole("button", { name: "登记答复" }).click();
  await dialog().getByText("同意公开部分内容").click();
  await dialog().getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog().getByText("写明不同意公开的是哪些内容")).toBeVisible();
  await dialog().getByLabel("不同意公开的内容").fill("报价清单第3至4页");
  await dialog().getByLabel("理由").fill("反映成本构成，属于商业秘密");
  await dialog().getByLabel("凭证").fill("当面递交的回执，盖有公章");
  await office.noViolations("answer");
  await dialog().getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog()).toBeHidden();
  await expect(panel().getByText(/待决定/)).toBeVisible();
});

test("it is overridden with a reason, and the answer waits for the notice to the third party", async () => {
  test.setTimeout(180_000);
  const { page, call, open } = office;
  await panel().getByRole("button", { name: "决定是否公开" }).click();
  await dialog().getByRole("radio", { name: "决定公开", exact: true }).check();
  await expect(dialog().getByText(/签发以前答复书不能签发/)).toBeVisible();
  await dialog().getByLabel("理由").fill("使用专项维修资金，不公开会对公共利益造成重大影响");
  await office.noViolations("decision");
  await dialog().getByRole("button", { name: "登记", exact: true }).click();
  await expect(dialog()).toBeHidden();
  await expect(panel().getByText(/未告知第三方/)).toBeVisible();
  await expect(page.getByText(`签发致${third}的决定告知书`)).toBeVisible();
  await office.noViolations("override");

  await panel().getByRole("button", { name: "拟告知书" }).click();
  await expect(page.locator(".paper")).toContainText("不公开会对公共利益造成重大影响");
  await expect(page.locator(".paper")).toContainText("贵方同意公开部分内容");
  const { notice } = await consulted();
  const letterId = notice?.letterId ?? "";
  const letter = await call<{ draftSeq: number; fields: Record<string, unknown> }>("letters.read", {
    letterId,
  });
  await call("letters.save", {
    letterId,
    draftSeq: letter.draftSeq,
    fields: { ...letter.fields, disclosureDate: today },
  });
  const digest = await approve(letterId);
  await office.handOver("zhangnian");
  await open(`/letters/${letterId}`);
  const legal = page.getByRole("region", { name: "法制审核" });
  await expect(legal.getByText(/不采纳第三方意见，决定公开（条例第三十二条）/)).toBeVisible();
  await legal.getByRole("button", { name: "出具意见" }).click();
  await expect(legal.getByText("选定结论")).toBeVisible();
  await legal.getByText("同意签发", { exact: true }).click();
  await legal.getByLabel("法制审核意见").fill("公共利益的理由充分，程序合法");
  await office.noViolations("legal reading");
  await legal.getByRole("button", { name: "出具意见" }).click();
  await expect(legal.getByText(/公共利益的理由充分/)).toBeVisible();
  await expect(legal.getByText("同意签发", { exact: true }).first()).toBeVisible();
  await office.handOver("hejing");
  await call("letters.sign", { letterId, digest, passphrase });
  await open(caseAddress);
  await expect(panel().getByText(/未告知第三方/)).toHaveCount(0);
  await expect(panel().getByText("告知第三方").first()).toBeVisible();
});
