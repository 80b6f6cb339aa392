import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** Several matters, one letter: from the case page into the editor, with a gap mended where it is written. */
let office: DemoOffice;
let parent = "";
const letters: string[] = [];

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  office = await openDemoOffice();
  await office.signInAs("hejing");
  const { page, call } = office;
  const today = await page.evaluate(() => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10));
  const matters = ["云和路改造项目的施工合同", "云和路改造项目的拆迁户名单", "云和路改造项目的监理周报"];
  const { applicationId } = await call<{ applicationId: string }>("applications.register", {
    applicantType: "citizen",
    applicantName: "高远山",
    idNumber: "370402198505051234",
    phone: "0300-5550177",
    requestedInformation: matters.join("；"),
    obtainMethod: "post",
    submissionChannel: "inPerson",
    arrivedOn: today,
  });
  parent = applicationId;
  const { units } = await call<{ units: { applicationId: string }[] }>("applications.split", {
    applicationId,
    units: matters,
  });
  const drafts = [
    ["disclosure-granted", { providedForm: "电子", providedList: [{ title: "施工合同", pages: 12 }] }],
    [
      "disclosure-partial",
      {
        providedList: [{ title: "拆迁户名单（公示版）", pages: 1 }],
        withheldItems: [
          {
            passage: "名单中的身份证件号码",
            ground: "thirdPartyRights",
            reason: "属于个人隐私，公开会损害其合法权益",
          },
        ],
      },
    ],
    ["unable-not-held", { searchSummary: "本机关档案室和办公系统" }],
  ] as const;
  for (const [index, [template, fields]] of drafts.entries()) {
    const { letterId } = await call<{ letterId: string }>("letters.create", {
      applicationId: units[index]?.applicationId,
      template,
    });
    await call("letters.save", { letterId, draftSeq: 0, fields, unlocked: [] });
    letters.push(letterId);
  }
});
test.afterAll(() => office.close());

test("the answers of three units become one letter, and a gap leads to the letter it is written in", async () => {
  test.setTimeout(120_000);
  const { page, open } = office;
  await open(`/applications/${parent}`);
  await page.getByRole("button", { name: "合为一份答复" }).click();
  const dialog = page.getByRole("dialog", { name: "合为一份答复" });
  await expect(dialog.getByRole("checkbox", { checked: true })).toHaveCount(3);
  await office.noViolations("joining answers");
  await dialog.getByRole("button", { name: "把这 3 项合为一份" }).click();
  await expect(
    page.getByRole("heading", { name: "政府信息公开申请答复书（多项内容一并答复）" }),
  ).toBeVisible();
  const paper = page.getByRole("region", { name: "文书", exact: true });
  await expect(paper.getByText("该申请包含3项内容，现一并答复如下。")).toBeVisible();
  await expect(paper.getByText(/60日内先向/u)).toHaveCount(1);
  await office.noViolations("a letter with several answers");
  await page
    .getByText(/^第3项：缺少必填项：检索记录/u)
    .first()
    .click();
  await page.getByRole("button", { name: "去改第3项" }).first().click();
  await expect(page).toHaveURL(new RegExp(`/letters/${letters[2]}`, "u"));
  await expect(page.getByText("并入一并答复")).toBeVisible();
  await expect(page.getByRole("button", { name: /^送审/u })).toHaveCount(0);
  await page
    .getByLabel(/检索记录/u)
    .first()
    .fill("2026-检索-3");
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  await page.getByRole("button", { name: "看一并答复" }).click();
  await expect(page.getByRole("button", { name: /^送审/u })).toBeEnabled();
  await page.getByRole("tab", { name: /各项答复/u }).click();
  await page.getByRole("button", { name: "增减" }).click();
  const change = page.getByRole("dialog", { name: "这份答复包括哪几项" });
  await change.getByRole("checkbox").nth(1).uncheck();
  await change.getByRole("button", { name: "改为这 2 项" }).click();
  await expect(paper.getByText("现就其中2项一并答复如下，其余内容另行答复。")).toBeVisible();
  await expect(paper.getByText(/60日内先向/u)).toHaveCount(0);
});
