import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, type Page } from "@playwright/test";

import { accessibilityViolations } from "./accessibility.ts";
import { setUpDepartment } from "./set-up-department.ts";
import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";

/**
 * The main job as new users do it, on the built program in a real browser: set up the department, bring in the 2024
 * work points, answer what was found, five stages by different people, one character changed after the approval, the
 * stages again, release, and check the package offline.
 */
const root = fileURLToPath(new URL("../../", import.meta.url));
const passphrase = "Yunzhou-2026-own";
const seedFile = join(root, "tests/fixtures/seed/zaozhuang-2024-work-points.txt");

let folder: string;
let dataDir: string;
let program: LoopbackProgram;
let page: Page;
let issued: ReadonlyMap<string, string>;
const hasOwnPassphrase = new Set<string>();

const disclosure = (...args: string[]) =>
  execFileSync(process.execPath, [join(root, "electron/hosts/command-line/main.ts"), ...args], {
    encoding: "utf8",
  });

async function signInAs(account: string): Promise<void> {
  await page.getByLabel("账号", { exact: false }).first().fill(account);
  const initial = issued.get(account) ?? "";
  const known = hasOwnPassphrase.has(account);
  await page
    .locator("input[type=password]")
    .first()
    .fill(known ? passphrase : initial);
  await page.keyboard.press("Enter");
  if (!known) {
    await expect(page.getByText("请先设置本人口令")).toBeVisible();
    const fields = page.locator("input[type=password]");
    for (const [index, value] of [initial, passphrase, passphrase].entries())
      await fields.nth(index).fill(value);
    await page.keyboard.press("Enter");
    hasOwnPassphrase.add(account);
  }
  await expect(page.getByRole("link", { name: "工作台" }).first()).toBeVisible();
}

/** As two people do it at one desk: nothing of the one before is left on screen, nor in the address. */
async function switchTo(account: string): Promise<void> {
  await page.getByRole("banner").locator("[aria-haspopup=menu]").click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await expect(page.getByRole("button", { name: "登录", exact: true })).toBeVisible();
  expect(await page.evaluate(() => location.hash)).toBe("#/");
  await signInAs(account);
  await expect(page.getByRole("heading", { name: "工作台", level: 1 })).toBeVisible();
}

const open = (address: string) => page.evaluate((hash) => void (location.hash = hash), address);

async function noViolations(where: string): Promise<void> {
  expect(await accessibilityViolations(page), where).toEqual([]);
}

/** Every check is answered by itself: no act answers the whole list. */
async function fillChecklist(): Promise<void> {
  await page.getByRole("tab", { name: /核对单/ }).click();
  const open = page.getByRole("radio", { name: "未发现" });
  const count = await open.count();
  expect(count).toBe(40);
  for (let index = 0; index < count; index += 1) {
    await open.nth(index).click();
    await expect(open.nth(index)).toBeChecked();
  }
}

async function agree(withPassphrase = false): Promise<void> {
  const button = page.getByRole("button", { name: /^同意/ }).last();
  await expect(button).toBeEnabled();
  await button.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  if (withPassphrase) await dialog.locator("input[type=password]").fill(passphrase);
  await dialog.locator(".ant-btn-primary").click();
  await expect(dialog).toBeHidden();
}

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "review-story-"));
  dataDir = join(folder, "data");
  program = await startLoopback({ dataDir });
  page = program.firstWindow;
});
test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

let itemAddress = "";
let reviewAddress = "";

test("a department is set up", async () => {
  await expect(page.getByText("本系统为非涉密系统，禁止存储、处理、传输国家秘密")).toBeVisible();
  issued = await setUpDepartment(page);
  expect(issued.size).toBe(8);
});

test("a drafter brings in the work points and sends them to review", async () => {
  await signInAs("linxiaotong");
  // In a new department the desk has nothing but a way to begin.
  await page.getByRole("button", { name: "新建公开事项" }).click();
  await expect(page.getByRole("dialog").getByLabel("标题")).toBeFocused();
  await page.keyboard.press("Escape");
  await open("/items");
  await expect(page.getByText(/全部 0 件/)).toBeVisible();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "导入文件" }).first().click();
  await (await choosing).setFiles(seedFile);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("导入完成")).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole("link", { name: /work-points/ }).click();
  await expect(page.getByRole("tab", { name: /登记信息/ })).toBeVisible();
  itemAddress = new URL(page.url()).hash.slice(1);

  await page.getByRole("tab", { name: /登记信息/ }).click();
  await page.getByLabel(/成文（形成）日期/).fill("2024-05-18");
  await page.keyboard.press("Tab");
  await page.getByRole("checkbox", { name: "政府网站" }).check();
  // What is missing is a link to its field; 到某日 without a day is no term yet.
  await page.getByRole("button", { name: "未设定公开时限" }).click();
  const term = page.getByLabel("公开时限（公开到何时）");
  await expect(term).toBeFocused();
  await term.click();
  await page.getByTitle("到某日", { exact: true }).click();
  await page.getByRole("button", { name: "未设定公开时限" }).click();
  await expect(page.getByLabel("到哪一天")).toBeFocused();
  await term.click();
  await page.getByTitle("长期", { exact: true }).click();
  await expect(page.getByRole("button", { name: "未设定公开时限" })).toHaveCount(0);
  // The key of 送审 is not one that opens the list: it leads to what is still in its way.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("tab", { name: /发现/ })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("listbox")).toHaveCount(0);

  // Whatever screening found in a public document is answered one by one: it may stay, with its basis.
  const unanswered = page.getByText(/处发现未处理/);
  const submit = page.getByRole("button", { name: /送审/ });
  for (let guard = 0; guard < 40; guard += 1) {
    // The screening may still be at work: neither is there before it has ended.
    await expect(async () => {
      expect((await unanswered.count()) > 0 || (await submit.isEnabled())).toBe(true);
    }).toPass({ timeout: 30_000 });
    if (await submit.isEnabled()) break;
    await page
      .getByRole("radio", { name: /属实，可公开/ })
      .first()
      .click();
    await page
      .getByLabel(/属实，可公开，依据/)
      .last()
      .fill("已公开发布的文件原文");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
  }
  await expect(submit).toBeEnabled({ timeout: 30_000 });
  await noViolations("item editor");
  await submit.click();
  await expect(page.getByRole("tab", { name: /核对单/ })).toBeVisible();
  reviewAddress = new URL(page.url()).hash.slice(1);
  expect(reviewAddress).toMatch(/^\/reviews\//);
});

async function fiveStages(): Promise<void> {
  await fillChecklist();
  await agree();
  for (const [account, checks, final] of [
    ["zhaoliqun", false, false],
    ["zhoumin", true, false],
    ["hejing", false, false],
    ["hanjianping", false, true],
  ] as const) {
    await switchTo(account);
    await open(reviewAddress);
    await expect(page.getByText("枣庄市政务公开").first()).toBeVisible();
    if (checks) await fillChecklist();
    if (account === "zhoumin") await noViolations("review");
    await agree(final);
  }
}

test("five stages by different people", async () => {
  test.setTimeout(240_000);
  await fiveStages();
});

test("one character changed after the approval, and nothing can be released", async () => {
  test.setTimeout(240_000);
  await switchTo("linxiaotong");
  await open(`${reviewAddress}/release`);
  await page.getByLabel("再次输入口令").fill(passphrase);
  await expect(page.getByRole("button", { name: "交付发布" })).toBeEnabled();

  await open(itemAddress);
  // A change ends the approval: the screen says so before the first key.
  await expect(page.getByText("一改内容，原结论即失效，须重新送审")).toBeVisible();
  await page.getByRole("button", { name: "改稿", exact: true }).click();
  await page.getByRole("button", { name: "改稿，原结论失效" }).click();
  const text = page.locator(".document-editor__text");
  await expect(text).toBeVisible();
  await text.locator("p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.type("。");
  await expect(page.getByText(/已保存/).first()).toBeVisible();

  await open(`${reviewAddress}/release`);
  await expect(page.getByRole("heading", { name: /安全发布/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "交付发布" })).toBeDisabled();
  await expect(page.getByLabel("再次输入口令")).toBeDisabled();
  await noViolations("release that is not possible");

  // The changed paper goes through all stages again.
  await open(itemAddress);
  const submit = page.getByRole("button", { name: /送审/ });
  await expect(submit).toBeEnabled({ timeout: 30_000 });
  await submit.click();
  await expect(page.getByRole("tab", { name: /核对单/ })).toBeVisible();
  const again = new URL(page.url()).hash.slice(1);
  expect(again).not.toBe(reviewAddress);
  reviewAddress = again;
  await fiveStages();
});

test("the release is proved, sealed, and valid wherever it is checked", async () => {
  await switchTo("linxiaotong");
  await open(reviewAddress);
  await expect(page.getByRole("button", { name: "去安全发布" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("遮盖内容没有残留")).toBeVisible();
  await noViolations("release");
  // By key alone: to the passphrase that is missing, and then the act.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByLabel("再次输入口令")).toBeFocused();
  await page.keyboard.insertText(passphrase);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("已交付发布").first()).toBeVisible();

  await open("/sync");
  // The release screen offers an export of its own: only what stands on this screen is meant.
  const packages = page.locator("[data-pane=packages]");
  await expect(page.getByRole("heading", { name: "同步", level: 1 })).toBeVisible();
  await page.locator("[data-pane=media]").getByLabel("用途").fill("送市政府信息中心");
  const download = page.waitForEvent("download");
  await packages.getByRole("button", { name: /^导出 .*的包$/ }).click();
  const arrived = await download;
  const exported = join(folder, arrived.suggestedFilename());
  await arrived.saveAs(exported);
  const report = JSON.parse(disclosure("verify", "package", exported, "--json")) as {
    valid: boolean;
    title: string;
  };
  expect(report.valid).toBe(true);

  await open("/publications");
  await expect(page.getByRole("gridcell", { name: /政务公开/ }).first()).toBeVisible();
  await noViolations("publications");
  expect(itemAddress).toMatch(/^\/items\//);
});
