import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, type Page } from "@playwright/test";

import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";
import { settledCheck } from "./settled-check.ts";

/** What follows a release, on the built program: a batch of the weekly clean-up, and a withdrawal that overtakes a release. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const passphrase = "Yunzhou-2026-demo";

let folder: string;
let program: LoopbackProgram;
let page: Page;

async function ask<T>(operation: string, input: unknown): Promise<T> {
  const answer = (await page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: body ?? "{}",
      });
      return (await response.json()) as unknown;
    },
    [operation, JSON.stringify(input)] as const,
  )) as { ok: boolean; value: T; error?: { code: string } };
  expect(answer.ok, `${operation}: ${answer.error?.code ?? ""}`).toBe(true);
  return answer.value;
}

/** Another person at the same workstation, without the sign-in screen; the page is told by a reload. */
async function become(account: string, address: string): Promise<void> {
  await ask("session.signOut", {});
  await ask("session.signIn", { accountName: account, passphrase });
  await page.goto(`http://127.0.0.1:${program.port}/#${address}`);
  await page.reload();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "after-release-"));
  const dataDir = join(folder, "data");
  execFileSync(process.execPath, [
    join(root, "electron/hosts/command-line/main.ts"),
    "demo",
    "--data",
    dataDir,
    "--items",
    "1",
    "--cases",
    "0",
  ]);
  program = await startLoopback({ dataDir });
  page = program.firstWindow;
});
test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a batch of the clean-up is decided by keyboard, and what is taken down has a review of its own", async () => {
  await become("hejing", "/");
  await page.getByText("本周的定期清理还没有开始").click();
  await page.getByRole("button", { name: "开始本周清理" }).click();
  await expect(page.getByRole("heading", { name: "已被新文件废止" })).toBeVisible();
  await page.getByRole("grid", { name: "本批事项" }).focus();
  await page.keyboard.press("4");
  await expect(page.getByRole("radio", { name: /撤下/ })).not.toBeChecked();
  await page.keyboard.press("3");
  await expect(page.getByRole("radio", { name: /标注废止/ })).toBeChecked();
  await page.keyboard.type("云建发〔2026〕8号");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "公开时限届满" })).toBeVisible();
  await page.getByRole("grid", { name: "本批事项" }).focus();
  await page.keyboard.press("4");
  await page.keyboard.type("公示期满，没有异议");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/清理〔\d{4}〕1号 已办完/)).toBeVisible();

  await become("zhoumin", "/");
  await page.getByText("云和路人行道改造工程公示").first().click();
  await page.getByLabel("本人口令").fill(passphrase);
  await page.getByRole("button", { name: "同意撤下" }).click();
  await expect(page.getByText("已经撤下")).toBeVisible();
});

test("a release and a withdrawal under way in two browsers by two persons: the withdrawal wins", async () => {
  await become("linxiaotong", "/publications");
  const { rows } = await ask<{ rows: { title: string; itemId: string; publicationId: string }[] }>(
    "publications.list",
    { limit: 50 },
  );
  const out = rows.find((row) => row.title === "关于市级应急物资储备设施选址的公示");
  const { itemId = "", publicationId = "" } = out ?? {};
  const item = await ask<{ draftSeq: number; document: { content: object[] }; metadata: object }>(
    "items.open",
    {
      itemId,
    },
  );
  const more = { type: "paragraph", content: [{ type: "text", text: "公示期7个工作日。" }] };
  await ask("items.saveDraft", {
    itemId,
    draftSeq: item.draftSeq,
    document: { ...item.document, content: [...item.document.content, more] },
    metadata: item.metadata,
  });
  await expect
    .poll(async () => (await ask<{ screening: string }>("items.open", { itemId })).screening)
    .toBe("done");
  const draft = await ask<{ findings: { findingId: string; answer?: unknown }[] }>("items.open", { itemId });
  const open = draft.findings.filter((finding) => finding.answer === undefined);
  if (open.length > 0)
    await ask("items.answerFindings", {
      itemId,
      findingIds: open.map((finding) => finding.findingId),
      answer: "keep",
      note: "公示办法要求公开",
    });
  const { reviewId } = await ask<{ reviewId: string }>("reviews.open", { itemId });
  const view = await ask<{ revision: { digest: string }; checklist: { code: string }[] }>("reviews.read", {
    reviewId,
  });
  const { digest } = view.revision;
  for (const [account, stage] of [
    ["linxiaotong", "selfCheck"],
    ["zhaoliqun", "unitHeadReview"],
    ["zhoumin", "confidentialityCheck"],
    ["hejing", "officeCheck"],
    ["zhengke", "leaderApproval"],
  ] as const) {
    await ask("session.signOut", {});
    await ask("session.signIn", { accountName: account, passphrase });
    if (stage === "selfCheck" || stage === "confidentialityCheck")
      for (const { code } of view.checklist)
        await ask("reviews.answerChecklist", { reviewId, ...settledCheck(code) });
    const concludes = stage === "confidentialityCheck" || stage === "leaderApproval";
    await ask("reviews.decide", {
      reviewId,
      stage,
      digest,
      decision: "agree",
      ...(concludes ? { conclusion: "disclose" } : {}),
      ...(stage === "leaderApproval" ? { passphrase } : {}),
    });
  }

  // Who releases and who judges the withdrawal sit before two browsers, each passphrase typed.
  await become("hejing", "/");
  await ask("withdrawals.request", { publicationId, reason: "secrecyRisk", note: "" });
  await become("zhangnian", `/reviews/${reviewId}/release`);
  const other = await program.another();
  await other.getByLabel("账号", { exact: false }).first().fill("zhoumin");
  await other.locator("input[type=password]").first().fill(passphrase);
  await other.keyboard.press("Enter");
  await expect(other.getByRole("navigation").first()).toBeVisible();
  await other.goto(`http://127.0.0.1:${program.port}/#/publications/${publicationId}`);
  const release = page.getByRole("button", { name: /交付发布/ });
  await page.getByLabel("再次输入口令").fill(passphrase);
  await other.getByLabel("本人口令").fill(passphrase);
  await expect(release).toBeEnabled();

  // Neither call reaches the core before both are under way; then they go off together.
  let underWay = 0;
  const start = Promise.withResolvers<undefined>();
  for (const each of [page, other])
    await each.route(/\/call\/(publications\.release|withdrawals\.decide)$/, async (route) => {
      underWay += 1;
      if (underWay === 2) start.resolve(undefined);
      await start.promise;
      await route.continue();
    });
  const released = page.waitForResponse(/publications\.release$/);
  const withdrawn = other.waitForResponse(/withdrawals\.decide$/);
  await release.click();
  await other.getByRole("button", { name: "同意撤下" }).click();
  const answers = [await withdrawn, await released];
  const [withdrawal, releasing] = await Promise.all(
    answers.map(async (each) => (await each.json()) as { ok: boolean; error?: { code: string } }),
  );
  expect(underWay).toBe(2);
  expect(withdrawal?.ok).toBe(true);
  // Whichever came first: a release that was first is taken down with the rest, one that was second is refused.
  if (releasing?.ok === false) expect(["not-approved", "stale"]).toContain(releasing.error?.code);
  await expect(other.getByText("已经撤下")).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
  await other.context().close();

  await become("hejing", `/reviews/${reviewId}/release`);
  if (releasing?.ok === false) {
    await expect(page.getByText("审查还没有全部同意").or(page.getByText("原审查失效")).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /交付发布/ })).toBeDisabled();
  }
  const after = await ask<{ rows: { itemId: string; state: string }[] }>("publications.list", { limit: 50 });
  const states = after.rows.filter((row) => row.itemId === itemId).map((row) => row.state);
  expect(new Set(states)).toEqual(new Set(["withdrawn"]));
});
