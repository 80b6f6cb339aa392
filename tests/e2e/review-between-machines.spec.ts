import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test, type Locator, type Page } from "@playwright/test";

import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { checklist } from "../../shared/domain/review/checklist.ts";
import { parseKeyList } from "../../shared/sync-protocol/key-record.ts";
import { docxFile, paragraph } from "../integration/documents/corpus/office-files.ts";
import { openDepartment, passphrase } from "../integration/support/department.ts";
import { ServerProcess } from "../sync/server-process.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { Office } from "./office.ts";

/**
 * A review asked for on one workstation and decided on another, each a process of its own, carried by the central server:
 * the key file is opened and registered, the drafter asks, the reviewer reads and signs, the answer comes back, the
 * release is accepted with its receipt and published; another draft comes back with its reasons. Shows I1, I3.
 */
let folder: string;
let server: ServerProcess;
let a: Office;
let b: Office;
let publicFolder: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), "review-between-"));
  publicFolder = join(folder, "public");
  server = new ServerProcess();
  const keys = [];
  for (const name of ["a", "b"]) {
    const department = await openDepartment({ folder: join(folder, name), now: new Date().toISOString() });
    const { bytes } = await department.as("wushan", "exportPublicKeys", {});
    const list = parseKeyList(nodeCrypto.sha256, bytes);
    if (!list.ok) throw new Error("the exported list does not parse");
    keys.push(...list.value);
    await department.close();
  }
  await server.prepare(keys);
  await server.start(undefined, ["--publish-to", publicFolder]);
  a = new Office(join(folder, "a"));
  b = new Office(join(folder, "b"));
  await Promise.all([a.start(), b.start()]);
  const [logKey, witnessKey] = (await server.command("keys")).stdout.trim().split("\n");
  for (const office of [a, b]) {
    await office.as("wushan");
    await office.call("sync.configure", { server: { url: server.url, logKey, witnessKey } });
  }
});
test.afterAll(async () => {
  await Promise.all([a.close(), b.close()]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function noViolations(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.screenshot({ path: `out/test-results/screens/${name}-dark.png` });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.screenshot({ path: `out/test-results/screens/${name}-light.png` });
  expect(await accessibilityViolations(page), name).toEqual([]);
}

const reviewer = "周敏（乙机）";

/** What was asked elsewhere, on the page of a review, as its drafter sees it. */
async function requestsOf(reviewId: string): Promise<Locator> {
  await a.show("linxiaotong", `/reviews/${reviewId}`);
  await a.page.getByRole("tab", { name: "流转记录" }).click();
  return a.page.getByRole("region", { name: "外机审查" });
}

/** A draft of A that waits for 专门审查, with what is found in it masked; asked for on the page of its review. */
async function askElsewhere(title: string, text: string, file?: readonly [name: string, bytes: Uint8Array]) {
  const itemId = await a.write(title, text);
  if (file) await a.attach(itemId, ...file);
  const screened = async () =>
    await a.call<{ screening: string; findings: { findingId: string }[] }>("items.open", { itemId });
  await expect.poll(async () => (await screened()).screening, { timeout: 30_000 }).toBe("done");
  const findingIds = (await screened()).findings.map((finding) => finding.findingId);
  if (findingIds.length > 0) await a.call("items.answerFindings", { itemId, findingIds, answer: "mask" });
  const waiting = await a.toConfidentialityCheck(itemId);
  const panel = await requestsOf(waiting.reviewId);
  await panel.getByLabel("请谁在外机审查").click();
  await a.page.getByTitle(reviewer).click();
  await panel.getByRole("button", { name: "送出" }).click();
  await expect(panel.getByText(`请${reviewer}办理专门审查`)).toBeVisible();
  await a.send();
  await expect(panel.getByText("已送到中心，等待答复")).toBeVisible();
  return { itemId, ...waiting };
}

/** What waits at B goes out, and what waits for it at the server comes in: at once, not within the minute. */
async function carry(): Promise<void> {
  await b.as("hejing");
  expect(await b.send()).toBe("connected");
}

/** The page of who reviews there, with the request that came in. */
async function incoming(title: string, account: "zhoumin" | "sunyihang" = "zhoumin"): Promise<Page> {
  await carry();
  await b.show(account, "/reviews");
  await b.page.getByRole("link", { name: /外来审查请求，1 件待审查/ }).click();
  await b.page.getByRole("link", { name: new RegExp(title) }).click();
  await expect(b.page.getByRole("heading", { name: title, level: 2 })).toBeVisible();
  return b.page;
}

/** Agrees on the page of a request, and answers every check by itself, as on the own workstation. */
async function agree(page: Page, conclusion = "同意公开"): Promise<void> {
  const send = page.getByRole("button", { name: "签名并答复" });
  await expect(send).toBeDisabled();
  await page.getByLabel("审查结论").click();
  await page.getByTitle(conclusion, { exact: true }).click();
  await page.getByText(/^核对单/).click();
  const unfound = page.getByRole("radio", { name: "未发现" });
  await expect(unfound).toHaveCount(checklist.length);
  for (let index = 0; index < checklist.length; index += 1) {
    if (index === checklist.length - 1) await expect(send).toBeDisabled();
    await unfound.nth(index).check();
  }
  if (conclusion !== "同意公开") {
    // What the copy withholds was found: the answer says so, in words that are proposed.
    await expect(send).toBeDisabled();
    await expect(page.getByText("核对单CR-D01的答复与已遮盖的内容不符")).toBeVisible();
    await page.getByText("与公开件中已遮盖的内容不符").scrollIntoViewIfNeeded();
    await noViolations(page, "incoming-review-checklist");
    const numbers = page.getByRole("listitem").filter({ hasText: "CR-D01" });
    await numbers.getByRole("radio", { name: "有，已处理" }).check();
    await expect(numbers.getByRole("textbox", { name: "CR-D01怎样处理" })).toHaveValue(
      "公开件中已遮盖手机号码",
    );
  }
  await expect(send).toBeEnabled();
  await send.click();
  await expect(page.getByText("已经答复")).toBeVisible();
}

test("who reviews there is registered from the key file, by the fingerprint that is read aloud", async () => {
  await b.show("wushan", "/administration/server");
  const download = b.page.waitForEvent("download");
  await b.page.getByRole("button", { name: "导出本机公钥" }).click();
  const file = join(folder, "b-keys.json");
  await (await download).saveAs(file);
  await b.show("zhoumin", "/incoming-reviews");
  const aloud = await b.page
    .getByText(/本人公钥指纹/)
    .locator(".mono")
    .innerText();
  expect(aloud).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);

  await a.show("qianrui", "/administration/remote-people");
  const choosing = a.page.waitForEvent("filechooser");
  await a.page.getByRole("button", { name: "打开公钥文件" }).click();
  await (await choosing).setFiles(file);
  const form = a.page.locator(".form-stack").filter({ hasText: aloud }).last();
  await expect(form.getByText("保密审查员")).toBeVisible();
  await form.getByLabel("姓名").fill(reviewer);
  await form.getByLabel("部门").fill("办公室");
  await form.getByRole("button", { name: "指纹相符，登记" }).click();
  await expect(a.page.getByRole("cell", { name: reviewer })).toBeVisible();
});

test("a draft is decided on the other workstation and released on its own, with a receipt", async () => {
  const title = "老旧小区改造安排公示";
  const { itemId, reviewId, digest } = await askElsewhere(
    title,
    "一、改造范围。\n二、工期六个月。\n三、联系人手机13912345678。",
  );
  const page = await incoming(title);
  await expect(page.getByText("二、工期六个月。")).toBeVisible();
  await noViolations(page, "incoming-review");
  await agree(page, "删减（脱敏）后公开");
  await carry();
  // Nothing of it is out: a request and its answer publish nothing.
  expect(existsSync(join(publicFolder, itemId))).toBe(false);

  const panel = await requestsOf(reviewId);
  await a.send();
  await expect(panel.getByText(/收到答复/)).toBeVisible();
  await noViolations(a.page, "review-answered-elsewhere");
  await a.finish(reviewId, digest, "discloseRedacted");
  await a.show("hejing", `/reviews/${reviewId}/release`);
  await a.page.getByLabel("再次输入口令").fill(passphrase);
  await a.page.getByRole("button", { name: "交付发布" }).click();
  await expect(a.page.getByText("已交付发布").first()).toBeVisible();
  await a.show("hejing", "/sync");
  await a.page.getByRole("button", { name: "立即发送" }).click();
  await expect(a.page.getByText("中心已收，有回执").first()).toBeVisible();
  await expect.poll(() => existsSync(join(publicFolder, itemId)), { timeout: 20_000 }).toBe(true);
});

test("a draft is sent back from the other workstation, with the reasons written there", async () => {
  const title = "供热缴费标准公示";
  const reason = "第一条的数字与物价部门文件不一致";
  const { itemId, reviewId } = await askElsewhere(title, "一、每平方米二十二元。", [
    "收费明细.docx",
    docxFile(paragraph("居民用热按建筑面积计收。")),
  ]);
  const page = await incoming(title);
  // The file is read in place, on this machine too.
  await page.getByRole("button", { name: "看收费明细.docx的内容" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("居民用热按建筑面积计收。")).toBeVisible();
  await noViolations(page, "incoming-review-file");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.getByRole("radio", { name: "退回补充" }).check();
  await page.getByLabel("退回理由").fill(reason);
  await page.getByRole("button", { name: "退回", exact: true }).click();
  await expect(page.getByText("已经答复")).toBeVisible();
  await carry();
  await a.show("linxiaotong", `/reviews/${reviewId}`);
  await a.send();
  await a.show("linxiaotong", `/items/${itemId}`);
  await expect(a.page.getByText(reason).first()).toBeVisible();
  expect(existsSync(join(publicFolder, itemId))).toBe(false);
});

test("a deputy answers for the reviewer who is away, as both workstations have registered it", async () => {
  const deputy = "孙一航（乙机）";
  await b.as("zhoumin");
  const people =
    await b.call<readonly { personId: string; accountName?: string; personName: string }[]>("people.list");
  const toPersonId = people.find(({ personName }) => personName === "孙一航")?.personId ?? "";
  const today = (await b.call<{ today: string }>("session.start")).today;
  const { delegationId } = await b.call<{ delegationId: string }>("delegations.propose", {
    stage: "confidentialityCheck",
    toPersonId,
    fromDay: today,
    // Whatever the hour is: the decision may fall on the day after.
    untilDay: new Date(Date.parse(today) + 7 * 86_400_000).toISOString().slice(0, 10),
    reason: "外出学习",
  });
  const confirm = { delegationId, decision: "confirm", note: "", passphrase };
  await b.as("qianrui");
  await b.call("delegations.confirm", confirm);
  const keysFile = readFileSync(join(folder, "b-keys.json"));
  const list = parseKeyList(nodeCrypto.sha256, new Uint8Array(keysFile));
  const key = list.ok ? list.value.find(({ owner }) => owner.id === toPersonId) : undefined;
  await a.as("qianrui");
  await a.call("remotePeople.register", {
    keys: { $bytes: keysFile.toString("base64") },
    keyid: key?.keyid,
    personName: deputy,
    unitName: "房产管理科",
  });
  // The delegation comes to the machine that asks as a file, and counts once its own administrator confirmed it.
  await b.show("hejing", "/reviews/acting");
  const download = b.page.waitForEvent("download");
  await b.page.getByRole("button", { name: "导出本机委托" }).click();
  const delegations = join(folder, "b-delegations.json");
  await (await download).saveAs(delegations);
  await a.show("hejing", "/reviews/acting");
  const choosing = a.page.waitForEvent("filechooser");
  await a.page.getByRole("button", { name: "打开委托文件" }).click();
  await (await choosing).setFiles(delegations);
  await expect(a.page.getByText(`${reviewer}委托${deputy}办理专门审查`)).toBeVisible();
  await a.page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(a.page.getByText("已登记，待安全保密管理员确认")).toBeVisible();
  await a.as("qianrui");
  await a.call("delegations.confirm", confirm);

  const title = "物业服务收费公示";
  const { itemId, reviewId, digest } = await askElsewhere(title, "一、每平方米一元二角。");
  const page = await incoming(title, "sunyihang");
  await agree(page);
  await expect(page.getByText("孙一航（代周敏）")).toBeVisible();
  await carry();
  const panel = await requestsOf(reviewId);
  await a.send();
  await expect(panel.getByText(/收到答复/)).toBeVisible();
  await a.finish(reviewId, digest, "disclose");
  await a.as("hejing");
  const { packageId } = await a.call<{ packageId: string }>("publications.release", {
    reviewId,
    digest,
    passphrase,
  });
  await a.send();
  expect(await a.stateOf(packageId)).toBe("accepted");
  await expect.poll(() => existsSync(join(publicFolder, itemId)), { timeout: 20_000 }).toBe(true);
});

test("the server's tables are what its log says, and each decision was used once", async () => {
  expect(await server.terminate()).toBe(0);
  const report = JSON.parse((await server.command("verify")).stdout) as { problems: unknown[] };
  expect(report.problems).toEqual([]);
});
