import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, type Page } from "@playwright/test";

import { accessibilityViolations } from "./accessibility.ts";
import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";

/** A department words a letter its own way: proposed with its difference, approved by another person, used from a day on. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = join(root, "out/test-results/screens");
const passphrase = "Yunzhou-2026-demo";

let folder: string;
let program: LoopbackProgram;
let page: Page;

async function signInAs(account: string): Promise<void> {
  await page.evaluate(async () => {
    await fetch("/call/session.signOut", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
  });
  await page.goto(`http://127.0.0.1:${program.port}/`);
  await page.reload();
  await page.getByLabel("账号", { exact: false }).first().fill(account);
  await page.locator("input[type=password]").first().fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "工作台" }).first()).toBeVisible();
}

const open = (address: string) => page.evaluate((hash) => void (location.hash = hash), address);

test.beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "template-wording-"));
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
});

test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a wording is proposed, approved by the leader and shown as in use", async () => {
  await signInAs("hejing");
  await open("/templates");
  await page.getByRole("button", { name: "政府信息不存在告知书", exact: true }).click();
  // Without the column of its basis the list is shorter; the row that was opened is still seen.
  await expect(page.locator("tr[aria-current=true]")).toBeInViewport();
  const passage = page.getByLabel(/第\d+处文字/u).filter({ hasText: "检索" });
  const shipped = await passage.inputValue();

  await passage.fill(`${shipped}依照第十四条办理。`);
  await page.getByLabel("为什么改").fill("写明检索的经过");
  const from = page.getByLabel("生效日期");
  await from.fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await from.press("Tab");
  await page.getByRole("button", { name: "提请审批（1处）" }).click();
  await expect(page.getByText("不能在可改写的文字里增加条文")).toBeVisible();

  await passage.fill(shipped.replace("〕检索", "〕逐一检索"));
  await page.getByRole("button", { name: "提请审批（1处）" }).click();
  await expect(page.getByText("待审批", { exact: true })).toBeVisible();
  await page.screenshot({ path: join(pictures, "template-proposed.png"), animations: "disabled" });

  await signInAs("zhengke");
  await open("/templates");
  await expect(page.getByText("有改写待审批")).toBeVisible();
  await page.getByRole("button", { name: "政府信息不存在告知书", exact: true }).click();
  await expect(page.locator("ins").filter({ hasText: "逐一" })).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.screenshot({ path: join(pictures, "template-to-decide.png"), animations: "disabled" });
  await page.getByRole("button", { name: "同意", exact: true }).click();
  await expect(page.getByText("使用中", { exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "政府信息不存在告知书" })).toContainText("2026.1-1");
  await page.screenshot({ path: join(pictures, "template-in-force.png"), animations: "disabled" });
});
