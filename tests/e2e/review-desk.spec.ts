import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, type Page } from "@playwright/test";

import { checklist } from "../../shared/domain/review/checklist.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";
import { settledCheck } from "./settled-check.ts";

/**
 * The review desk on the built program in a real browser: a clean paper by three keys a stage, two reviewers who judge
 * apart and differ, a paper that comes back with only its change bright, and a queue handed over. What is not the point
 * of a story is prepared through the same operations the screens call.
 */
const root = fileURLToPath(new URL("../../", import.meta.url));
const passphrase = "Yunzhou-2026-demo";
const pictures = join(root, "out/test-results/review-desk");

let folder: string;
let program: LoopbackProgram;
let page: Page;

async function ask<T = Record<string, unknown>>(operation: string, input: unknown = {}): Promise<T> {
  const envelope = await page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: body ?? "{}",
      });
      return (await response.json()) as { ok: boolean; value?: unknown; error?: unknown };
    },
    [operation, JSON.stringify(input)] as const,
  );
  expect(envelope.ok, `${operation}: ${JSON.stringify(envelope.error)}`).toBe(true);
  return envelope.value as T;
}

/** Signs in without the form, which other stories fill in. */
async function as(accountName: string): Promise<void> {
  await ask("session.signOut").catch(() => undefined);
  await ask("session.signIn", { accountName, passphrase });
}

/** Takes the page of the person who signed in to an address. */
async function show(address: string): Promise<void> {
  await page.goto(`http://127.0.0.1:${program.port}/#${address}`);
  await page.reload();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

const paragraphs = (...texts: readonly string[]) => ({
  schemaVersion: 1,
  type: "doc",
  content: texts.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
});

async function saved(
  itemId: string,
  title: string,
  texts: readonly string[],
  voidReview = false,
): Promise<void> {
  const { draftSeq } = await ask<{ draftSeq: number }>("items.open", { itemId });
  await ask("items.saveDraft", {
    itemId,
    draftSeq,
    document: paragraphs(...texts),
    metadata: {
      title,
      kind: "publicNotice",
      disclosureProperty: "proactive",
      formedOn: "2026-09-10",
      channels: ["website"],
      publicationPeriod: { kind: "permanent" },
    },
    ...(voidReview ? { voidReview } : {}),
  });
  await expect
    .poll(async () => (await ask<{ screening: string }>("items.open", { itemId })).screening)
    .toBe("done");
  const { findings } = await ask<{ findings: readonly { findingId: string }[] }>("items.open", { itemId });
  if (findings.length > 0)
    await ask("items.answerFindings", {
      itemId,
      findingIds: findings.map((finding) => finding.findingId),
      answer: "keep",
      note: "对外公布的联系方式",
    });
}

async function drafted(title: string, ...texts: readonly string[]): Promise<string> {
  const { itemId } = await ask<{ itemId: string }>("items.create", { title, kind: "publicNotice" });
  await saved(itemId, title, texts);
  return itemId;
}

/** Each check is an act of its own, as on the screen; sent from inside the page, without a way back for each. */
async function fillChecklist(reviewId: string): Promise<void> {
  const done = await page.evaluate(
    async ([review, checks]) => {
      let answered = 0;
      for (const check of checks) {
        const response = await fetch("/call/reviews.answerChecklist", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ reviewId: review, ...check }),
        });
        if (((await response.json()) as { ok: boolean }).ok) answered += 1;
      }
      return answered;
    },
    [reviewId, checklist.map(({ code }) => settledCheck(code))] as const,
  );
  expect(done).toBe(checklist.length);
}

interface Review {
  readonly itemId: string;
  readonly reviewId: string;
  readonly digest: string;
}

async function sent(itemId: string): Promise<Review> {
  const { reviewId } = await ask<{ reviewId: string }>("reviews.open", { itemId });
  const view = await ask<{ revision: { digest: string } }>("reviews.read", { reviewId });
  await fillChecklist(reviewId);
  return { itemId, reviewId, digest: view.revision.digest };
}

const decide = (review: Review, stage: string, more: object = {}) =>
  ask("reviews.decide", {
    reviewId: review.reviewId,
    digest: review.digest,
    stage,
    decision: "agree",
    ...more,
  });

async function atTheReviewer(title: string, ...texts: readonly string[]): Promise<Review> {
  await as("linxiaotong");
  const review = await sent(await drafted(title, ...texts));
  await decide(review, "selfCheck");
  await as("zhaoliqun");
  await decide(review, "unitHeadReview");
  return review;
}

async function look(name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
  expect.soft(await accessibilityViolations(page), name).toEqual([]);
}

async function setting(change: object): Promise<void> {
  await as("anquan");
  await ask("settings.update", { ...(await ask("settings.read")), ...change });
}

test.describe.configure({ mode: "serial", timeout: 240_000 });

test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "review-desk-"));
  const dataDir = join(folder, "data");
  execFileSync(process.execPath, [
    join(root, "electron/hosts/command-line/main.ts"),
    "demo",
    "--data",
    dataDir,
    "--items",
    "0",
    "--cases",
    "0",
  ]);
  program = await startLoopback({ dataDir });
  page = program.firstWindow;
  await page.setViewportSize({ width: 1366, height: 768 });
});
test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a clean paper takes at most three keys a stage", async () => {
  await as("linxiaotong");
  const review = await sent(await drafted("关于办公时间的公告", "国庆节期间照常值班，特此公告。"));
  for (const [account, stage, secret] of [
    ["linxiaotong", "selfCheck", ""],
    ["zhaoliqun", "unitHeadReview", ""],
    ["zhoumin", "confidentialityCheck", ""],
    ["hejing", "officeCheck", ""],
    ["zhengke", "leaderApproval", passphrase],
  ] as const) {
    await as(account);
    if (stage === "confidentialityCheck") await fillChecklist(review.reviewId);
    await show(`/reviews/${review.reviewId}`);
    await expect(page.getByText("可以作结论")).toBeVisible();
    // A opens the decision with its act in focus, Enter gives it; the final one asks for the passphrase between.
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    if (secret) {
      await expect(dialog.locator("input[type=password]")).toBeFocused();
      await page.keyboard.insertText(secret);
      await page.keyboard.press("Enter");
    } else {
      await expect(dialog.locator("#decision-act")).toBeFocused();
      await page.keyboard.press("Enter");
    }
    await expect(dialog).toBeHidden();
  }
  const view = await ask<{ state: string }>("reviews.read", { reviewId: review.reviewId });
  expect(view.state).toBe("approved");
});

test("two reviewers judge apart, differ, and the office says which opinion stands", async () => {
  await setting({ secondReviewerFrom: 5 });
  const accounts = await ask<readonly { accountName: string; accountId: string }[]>("accounts.list");
  await ask("accounts.grantRoles", {
    accountId: accounts.find((each) => each.accountName === "sunyihang")?.accountId,
    roles: ["drafter", "confidentialityReviewer"],
  });
  const review = await atTheReviewer("加装电梯补贴发放公示", "咨询电话13812345678，现予公示。");
  await as("zhoumin");
  await fillChecklist(review.reviewId);
  await decide(review, "confidentialityCheck", { conclusion: "disclose" });

  await as("sunyihang");
  await fillChecklist(review.reviewId);
  await show(`/reviews/${review.reviewId}`);
  await page.getByRole("tab", { name: "风险", exact: true }).click();
  await expect(page.getByText("另一名审查员已提出意见；您提出以前看不到，请独立审查")).toBeVisible();
  await expect(page.getByRole("tabpanel").getByText("周敏")).toHaveCount(0);
  await look("apart");
  await page.keyboard.press("b");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("理由").fill("手机号属于个人，须遮盖");
  await dialog.locator(".ant-btn-primary").click();
  await expect(dialog).toBeHidden();

  await as("hejing");
  await show("/reviews");
  await expect(page.getByText("两名审查员意见不一致，请裁定").first()).toBeVisible();
  await page.getByRole("button", { name: "看两份意见" }).click();
  await expect(page.getByText("手机号属于个人，须遮盖")).toBeVisible();
  await look("dispute");
  await page.getByRole("radio", { name: "孙一航：退回" }).check();
  await page.getByLabel("裁定理由").fill("采纳遮盖意见");
  await page.getByRole("tabpanel").locator("input[type=password]").fill(passphrase);
  await page.getByRole("button", { name: "裁定" }).click();
  await expect(page.getByText(/本次审查已退回/)).toBeVisible();
  await setting({ secondReviewerFrom: 60 });
});

test("a paper returned, changed and sent again has only the change bright", async () => {
  const texts = ["第一段是机构职能，内容不变。", "第二段是办公地址，内容不变。", "第三段写得不清楚。"];
  const review = await atTheReviewer("机构职能公告", ...texts);
  await as("zhoumin");
  const view = await ask<{ findings: readonly unknown[] }>("reviews.read", { reviewId: review.reviewId });
  expect(view.findings).toEqual([]);
  await fillChecklist(review.reviewId);
  await decide(review, "confidentialityCheck", { conclusion: "disclose" });
  await as("hejing");
  await decide(review, "officeCheck", { decision: "return", reasons: [{ text: "第三段请写明窗口" }] });
  await as("linxiaotong");
  await saved(review.itemId, "机构职能公告", [...texts.slice(0, 2), "第三段写明受理窗口在一楼。"]);
  const again = await sent(review.itemId);
  await decide(again, "selfCheck");
  await as("zhaoliqun");
  await decide(again, "unitHeadReview");
  await as("zhoumin");
  await show(`/reviews/${again.reviewId}`);
  await expect(page.getByText("第三段写明受理窗口在一楼。").first()).toBeVisible();
  const memory = await ask<{ blocks: readonly { standing: string }[] }>("reviews.memory", {
    reviewId: again.reviewId,
  });
  expect(memory.blocks.map((block) => block.standing)).toEqual(["reviewed", "reviewed", "changed"]);
  await page.keyboard.press("d");
  const tab = page.getByRole("tabpanel");
  await expect(tab.locator("ins").first()).toBeVisible();
  await expect(tab.locator("ins", { hasText: "内容不变" })).toHaveCount(0);
  await look("again");
  // Its drafter finds the newest revision on top, the draft compared with it, and the change the right way round.
  await as("linxiaotong");
  await show(`/items/${review.itemId}`);
  await page.getByRole("tab", { name: "版本" }).click();
  const versions = page.getByRole("tabpanel", { name: "版本" });
  await expect(versions.getByText("草稿与第2稿相同")).toBeVisible();
  await expect(versions.getByRole("listitem").first()).toContainText("第2稿");
  await versions.getByRole("button", { name: "比较", exact: true }).click();
  await expect(versions.locator("ins").first()).toContainText("受理窗口");
  // So does the list beside its row.
  await show("/items");
  await page.getByRole("row", { name: /机构职能公告/u }).click();
  await expect(page.getByRole("complementary", { name: "预览" })).toContainText("第2稿");
});

test("an absent reviewer's queue goes to a colleague with a brief for each paper", async () => {
  const review = await atTheReviewer("移交的公示", "公示内容。");
  await as("zhoumin");
  await show("/reviews/acting");
  await page.getByLabel("受托人").click();
  await page.getByTitle(/孙一航/).click();
  await page.getByLabel("理由").first().fill("休假");
  await page.getByRole("button", { name: "提出委托" }).click();
  await expect(page.getByText("待安全保密管理员确认")).toBeVisible();
  await look("lend");

  await as("anquan");
  await show("/administration/delegations");
  await page.getByRole("button", { name: "确认", exact: true }).click();
  await page.getByRole("dialog").locator("input[type=password]").fill(passphrase);
  await page.getByRole("button", { name: "确认生效" }).click();
  await expect(page.getByText("生效中")).toBeVisible();
  await look("confirm");

  await as("zhoumin");
  await show("/reviews/acting");
  await page.getByLabel("受领人").click();
  await page
    .getByTitle(/孙一航/)
    .last()
    .click();
  await page.getByLabel("事由").fill("休假一周");
  await page.getByRole("button", { name: "移交", exact: true }).click();
  await expect(page.getByText(/已移交 \d+ 件/)).toBeVisible();

  await as("sunyihang");
  await show("/reviews/acting");
  await expect(page.getByText("现在专门审查").first()).toBeVisible();
  await expect(page.getByText("核对单 40 项未答").first()).toBeVisible();
  await look("handover");
  await page.getByRole("link", { name: "移交的公示" }).click();
  await expect(page.getByRole("heading", { name: "移交的公示" })).toBeVisible();

  // Several at once: returning and nothing else; the button to agree is for one paper.
  await page.getByRole("button", { name: "选多件退回或者指派" }).click();
  await page.getByRole("checkbox", { name: "选中：移交的公示" }).check();
  const bulk = page.getByRole("group", { name: "成批办理" });
  await expect(bulk.getByRole("button")).toHaveText([/退回/]);
  await bulk.getByLabel("成批办理的理由").fill("请补充附件");
  await look("bulk");
  await bulk.getByRole("button", { name: /退回 1 件/ }).click();
  await expect
    .poll(async () => (await ask<{ state: string }>("reviews.read", { reviewId: review.reviewId })).state)
    .toBe("returned");
});
