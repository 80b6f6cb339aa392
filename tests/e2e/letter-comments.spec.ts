import { fileURLToPath } from "node:url";

import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** What is said beside a draft: at the words it is about, answered, settled, and nowhere on the printed page. */
const pictures = fileURLToPath(new URL("../../out/test-results/screens/", import.meta.url));
let office: DemoOffice;
test.beforeAll(async () => {
  office = await openDemoOffice();
});
test.afterAll(() => office.close());

test("a comment by keyboard, its answer, and what becomes of it when the words change", async () => {
  const { page } = office;
  await office.signInAs("zhangnian");
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { applicationId } = await office.call<{ applicationId: string }>("applications.register", {
    applicantType: "citizen",
    applicantName: "刘长河",
    phone: "13800001234",
    postalAddress: "云州市城区云和路8号",
    requestedInformation: "锦绣小区3号楼加装电梯项目的招标文件",
    obtainMethod: "post",
    submissionChannel: "inPerson",
    arrivedOn: today,
  });
  const { letterId } = await office.call<{ letterId: string }>("letters.create", {
    applicationId,
    template: "unable-processing-required",
  });
  await office.call("letters.save", {
    letterId,
    draftSeq: 0,
    fields: {
      processingReason: "各年度户数要从竣工资料中逐份汇总",
      existingMaterial: "本机关可以提供竣工资料目录",
    },
  });
  await office.open(`/letters/${letterId}`);
  const paper = page.getByRole("region", { name: "文书", exact: true });
  const chip = paper.getByRole("button", { name: /逐份汇总/u });
  await expect(chip).toBeVisible();

  // From the chip on the page, by keys alone; Ctrl+Enter writes the comment and does not send the letter to review.
  await chip.focus();
  await page.keyboard.press("Control+Alt+m");
  const panel = page.getByRole("tabpanel", { name: "批注" });
  await expect(panel.getByRole("textbox", { name: "批注" })).toBeFocused();
  await page.keyboard.type("写清楚是哪几个年度");
  await page.keyboard.press("Control+Enter");
  const thread = panel.getByRole("article").filter({ hasText: "哪几个年度" });
  await expect(thread).toContainText("各年度户数要从竣工资料中逐份汇总");
  await expect(page.getByRole("tab", { name: /^批注/u })).toContainText("1");
  await expect(paper.getByRole("button", { name: "看批注，1条" })).toBeVisible();
  await expect(page.getByText("草稿", { exact: true })).toBeVisible();

  // Words selected with the pointer are quoted as they stand.
  const paragraph = paper.getByText("竣工资料目录");
  await paragraph.selectText();
  await page.getByRole("button", { name: "批注", exact: true }).click();
  await page.keyboard.type("目录要附上");
  await page.keyboard.press("Control+Enter");
  await expect(panel.getByRole("article")).toHaveCount(2);

  await thread.getByRole("button", { name: "回复" }).click();
  await page.keyboard.type("2019年到2023年");
  await page.keyboard.press("Control+Enter");
  await expect(thread).toContainText("2019年到2023年");
  await office.noViolations("comments");
  await page.screenshot({ path: `${pictures}letter-comments.png`, animations: "disabled" });

  // The words change: the comment stays and says so.
  await page.getByRole("tab", { name: /字段和检查/u }).click();
  await page.getByRole("textbox", { name: "需要加工、分析的情况" }).fill("要把2019年到2023年的户数逐份汇总");
  await page.getByRole("tab", { name: /^批注/u }).click();
  await expect(thread).toContainText("原文已改");
  await thread.getByRole("button", { name: "了结" }).click();
  await expect(panel.getByText("已了结 1 条")).toBeVisible();

  // The page that is printed has no sign of it.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("目录要附上")).toBeHidden();
  await expect(paper.getByRole("button", { name: /看批注/u })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
});
