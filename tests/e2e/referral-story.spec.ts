import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, type Page } from "@playwright/test";

import { checklist } from "../../shared/domain/review/checklist.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { openDemoOffice, passphrase, type DemoOffice } from "./demo-office.ts";
import { settledCheck } from "./settled-check.ts";

/** 报请确定 on the built program: asked from the review, sent, answered with a scan, back to 专门审查, approved. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = process.env["DISCLOSURE_SCREENS"];

let office: DemoOffice;
let page: Page;

async function become(account: string, address: string): Promise<void> {
  await office.call("session.signOut", {});
  await office.call("session.signIn", { accountName: account, passphrase });
  await office.open(address);
  await page.reload();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

async function looked(name: string): Promise<void> {
  expect.soft(await accessibilityViolations(page), name).toEqual([]);
  if (pictures === undefined) return;
  mkdirSync(join(root, pictures), { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(root, pictures, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test.beforeAll(async () => {
  office = await openDemoOffice({ items: 1 });
  ({ page } = office);
});
test.afterAll(() => office.close());

test("a doubt is put to another organ, and its answer begins 专门审查 again", async () => {
  test.setTimeout(180_000);
  await become("zhoumin", "/reviews");
  const { rows } = await office.call<{
    rows: { reviewId: string; title: string; digest: string; stage: string }[];
  }>("reviews.queue", { limit: 50 });
  const row = rows.find((each) => each.title.includes("转发关于做好汛期安全工作的通知"));
  const { reviewId = "", title = "", digest = "" } = row ?? {};
  await office.open(`/reviews/${reviewId}`);
  await expect(page.getByRole("heading", { name: title }).first()).toBeVisible();

  await page.keyboard.press("u");
  const dialog = page.getByRole("dialog", { name: /报请确定/ });
  await dialog.getByRole("button", { name: "报请确定" }).click();
  await expect(dialog.getByText("选出要报请的段落或者附件")).toBeVisible();
  await dialog.getByLabel("机关全称").fill("某省国家保密局");
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByLabel("不能确定的理由").fill("原件注明不公开，转发内容是否属于国家秘密不明确。");
  await looked("referral-dialog");
  await dialog.getByRole("button", { name: "报请确定" }).click();
  await expect(dialog).toBeHidden();

  const waiting = page.getByRole("region", { name: "报请确定中" });
  await waiting.getByRole("link", { name: new RegExp(title) }).click();
  await page.getByRole("button", { name: "看报请" }).click();
  const referral = page.getByRole("region", { name: "向某省国家保密局报请" });
  await referral.getByRole("button", { name: "登记发出" }).click();
  await referral.getByLabel("发文字号").fill("云建函2026-31");
  await referral.getByRole("button", { name: "记下" }).click();
  await expect(referral.getByText("发文字号不合规范")).toBeVisible();
  await referral.getByLabel("发文字号").fill("云建函〔2026〕132号");
  await referral.getByRole("button", { name: "记下" }).click();
  await expect(referral.getByText("等待答复")).toBeVisible();
  await looked("referral-sent");

  await referral.getByRole("button", { name: "登记答复" }).click();
  await referral.getByRole("radio", { name: "不属于国家秘密，可以公开" }).check();
  await referral.getByLabel("答复文号").fill("某保函〔2026〕7号");
  await referral.locator("input[type=file]").setInputFiles({
    name: "复函.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("关于有关信息的复函：经研究，不属于国家秘密。"),
  });
  await looked("referral-answer");
  await referral.getByRole("button", { name: "记下答复" }).click();
  await expect(referral.getByText("答复：不属于国家秘密，可以公开")).toBeVisible();
  await looked("referral-answered");

  // Back at 专门审查 of the same review: the same reviewer decides, with the answer beside the paper.
  for (const { code } of checklist)
    await office.call("reviews.answerChecklist", { reviewId, ...settledCheck(code) });
  const view = await office.call<{
    currentStage: string;
    findings: { findingId: string; answer?: unknown }[];
    allowedConclusions: string[];
  }>("reviews.read", { reviewId });
  expect(view.currentStage).toBe("confidentialityCheck");
  const open = view.findings.filter((finding) => !finding.answer).map((finding) => finding.findingId);
  if (open.length > 0)
    await office.call("reviews.answerFindings", {
      reviewId,
      findingIds: open,
      answer: "keep",
      note: "经保密局确定可以公开",
    });
  const { joins } = await office.call<{ joins: { joinId: string }[] }>("aggregation.joins", { reviewId });
  for (const { joinId } of joins)
    await office.call("aggregation.answer", { reviewId, joinId, answer: "accept", basis: "经保密局确定" });
  await page.reload();
  await page
    .getByRole("button", { name: /同意公开|同意，删减后公开/ })
    .first()
    .click();
  const deciding = page.getByRole("dialog");
  await deciding.getByRole("button", { name: /公开$/ }).click();
  await expect(deciding).toBeHidden();
  for (const [account, stage] of [
    ["hejing", "officeCheck"],
    ["zhengke", "leaderApproval"],
  ] as const) {
    await office.call("session.signOut", {});
    await office.call("session.signIn", { accountName: account, passphrase });
    await office.call("reviews.decide", {
      reviewId,
      stage,
      digest,
      decision: "agree",
      ...(stage === "leaderApproval" ? { conclusion: view.allowedConclusions[0], passphrase } : {}),
    });
  }
  await become("hejing", `/reviews/${reviewId}`);
  await expect(page.getByText("本次审查已批准")).toBeVisible();
  await page.getByRole("tab", { name: /审查表/ }).click();
  await expect(page.getByText(/某保函〔2026〕7号/)).toBeVisible();
});
