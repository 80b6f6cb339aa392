import { expect, type Page } from "@playwright/test";

/** The people of the story's department, in the order of the stages they decide. */
const storyPeople = [
  ["林晓彤", "linxiaotong"],
  ["赵立群", "zhaoliqun"],
  ["周敏", "zhoumin"],
  ["何静", "hejing"],
  ["韩建平", "hanjianping"],
] as const;

const profile = [
  ["机关全称", "云州市住房和城乡建设局"],
  ["规范化简称", "云州市住建局"],
  ["机关代字", "云建"],
  ["统一社会信用代码", "11000000000000000X"],
  ["政府信息公开工作机构", "政务公开办公室"],
  ["办公地址", "云州市城区瑞安路1号"],
  ["联系电话", "0000-0000000"],
  ["办公时间", "工作日9:00—17:30"],
  ["行政复议机关", "云州市人民政府"],
] as const;

/**
 * The assistant of the first start, filled in as a new user does, from its first page to the sign-in screen.
 * `look` is called on each page. Answers the initial passphrase of each account, as the last page shows it once.
 */
export async function setUpDepartment(
  page: Page,
  look: (where: string) => Promise<void> = async () => undefined,
): Promise<ReadonlyMap<string, string>> {
  await look("first start: organisation");
  for (const [label, value] of profile) await page.getByLabel(label).first().fill(value);
  await page.keyboard.press("Enter");

  const names = page.getByPlaceholder("本单位在编人员姓名");
  await names.nth(0).fill("陈立");
  await names.nth(1).fill("郑雪");
  await names.nth(2).fill("陈立");
  await names.nth(2).blur();
  await expect(page.getByText("三员不能由同一人兼任")).toBeVisible();
  await names.nth(2).fill("何文");
  await page.getByLabel("账号").nth(2).fill("hewen");
  await look("first start: administrators");
  await page.getByRole("button", { name: "下一步" }).click();

  for (const [index, [name, account]] of storyPeople.entries()) {
    await page.getByLabel(`第 ${index + 1} 人姓名`).fill(name);
    await page.getByLabel(`第 ${index + 1} 人科室`).fill("物业监管科");
    await page.getByLabel(`第 ${index + 1} 人账号`).fill(account);
  }
  await look("first start: people");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("button", { name: "启用工作站" })).toBeDisabled();
  await page.getByRole("checkbox", { name: /非涉密计算机/ }).check();
  await page.getByRole("button", { name: "启用工作站" }).click();

  await expect(page.getByRole("heading", { name: "工作站已启用" })).toBeVisible({ timeout: 60_000 });
  const rows = await page.locator("tbody tr").allInnerTexts();
  const issued = new Map(
    rows.map((row) => {
      const [, account = "", passphrase = ""] = row.split("\t");
      return [account.trim(), passphrase.trim()] as const;
    }),
  );
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "去登录" }).click();
  await expect(page.getByLabel("账号")).toBeVisible();
  return issued;
}
