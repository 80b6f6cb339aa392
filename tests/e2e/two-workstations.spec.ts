import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { parseKeyList } from "../../shared/sync-protocol/key-record.ts";
import { openDepartment, passphrase, profile } from "../integration/support/department.ts";
import { ServerProcess } from "../sync/server-process.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { Office } from "./office.ts";

/**
 * Two workstations of one unit and the central server, each a process of its own, over TLS of the server's own
 * authority: a workstation is registered by code and second person; a release comes back with its receipt; both change
 * one item and a person merges; a withdrawal wins over a release on its way; the server is killed in the middle; a
 * workstation put back from yesterday's copy goes on. Shows I1, I4, I5, I11.
 */
let folder: string;
let server: ServerProcess;
let a: Office;
let b: Office;
let publicFolder: string;
const operators = { 甲: "systemAdmin-2026", 乙: "securityAdmin-2026" } as const;

const operatorFile = (name: keyof typeof operators): string => join(folder, `${name}.txt`);
const by = (name: keyof typeof operators): string[] => [
  "--operator",
  name,
  "--passphrase-file",
  operatorFile(name),
];
const serve = async (failpoint?: string): Promise<void> =>
  await server.start(failpoint, ["--tls", "--publish-to", publicFolder]);

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), "two-workstations-"));
  publicFolder = join(folder, "public");
  server = new ServerProcess({ keepsPort: true });
  const keys = [];
  for (const name of ["a", "b"]) {
    const department = await openDepartment({ folder: join(folder, name), now: new Date().toISOString() });
    const list = parseKeyList(
      nodeCrypto.sha256,
      (await department.as("wushan", "exportPublicKeys", {})).bytes,
    );
    // The first workstation is registered by code in the story; all else comes by a list.
    if (list.ok) keys.push(...list.value.filter((key) => name === "b" || key.owner.type === "person"));
    await department.close();
  }
  await server.prepare(keys);
  for (const [name, text] of Object.entries(operators)) writeFileSync(join(folder, `${name}.txt`), text);
  await server.command(
    "operator-add",
    "乙",
    "--role",
    "securityAdmin",
    "--new-passphrase-file",
    operatorFile("乙"),
  );
  await server.command(
    "operator-add",
    "甲",
    "--role",
    "systemAdmin",
    "--new-passphrase-file",
    operatorFile("甲"),
    ...by("乙"),
  );
  await serve();
  a = new Office(join(folder, "a"));
  b = new Office(join(folder, "b"));
  await Promise.all([a.start(), b.start()]);
});
test.afterAll(async () => {
  await Promise.all([a.close(), b.close()]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ca = (): string => readFileSync(join(server.data, "tls", "root.pem"), "utf8");
let itemId = "";

test("a workstation is connected and registered by code and a second person", async () => {
  const lines = (await server.command("keys")).stdout.trim().split("\n");
  await a.show("wushan", "/administration/server");
  const { page } = a;
  await page.getByLabel("中心地址").fill(server.url);
  await page.getByLabel("中心公钥").fill(lines.slice(0, 2).join("\n"));
  await page.getByLabel("CA 证书").fill(ca());
  await page.getByRole("button", { name: "设置" }).click();
  await expect(page.getByText(lines[2]?.replace("ca ", "") ?? "", { exact: false })).toBeVisible();

  const opened = await server.command("enrol", "device", "--org", profile.creditCode, ...by("甲"));
  const [enrolmentId = "", code = ""] = opened.stdout.split("\n").map((line) => line.split(" ")[1] ?? "");
  await page.getByLabel("登记号").fill(enrolmentId);
  await page.getByLabel("一次性码").fill(code);
  await page.getByRole("button", { name: "送出登记" }).click();
  await expect(page.getByText("已送出，等中心的第二个人核准")).toBeVisible();
  const shown = (await page.getByText(/公钥指纹/).innerText()).replace(/[^0-9a-f]/g, "");
  expect((await server.command("approve", enrolmentId, shown, ...by("乙"))).status).toBe(0);
  await page.getByRole("button", { name: "查询是否核准" }).click();
  await expect(page.getByText(/本机证书至/)).toBeVisible();

  await b.as("wushan");
  await b.call("sync.configure", {
    server: { url: server.url, logKey: lines[0], witnessKey: lines[1], ca: ca() },
  });
});

test("a release comes back with its receipt", async () => {
  itemId = await a.write("公租房申请条件公示", "一、申请条件。\n二、办理时限十日。\n三、附则。");
  await a.release(itemId);
  await a.show("hejing", "/sync");
  await a.page.getByRole("button", { name: "立即发送" }).click();
  await expect(a.page.getByText("中心已收，有回执")).toBeVisible();
  await expect.poll(() => existsSync(join(publicFolder, itemId)), { timeout: 20_000 }).toBe(true);
});

test("both change it; the conflict shows both texts, and the merge is reviewed and accepted", async () => {
  await b.show("linxiaotong", "/sync");
  await b.page.getByLabel("条目编号").fill(itemId);
  await b.page.getByRole("button", { name: "取用" }).click();
  await expect(b.page).toHaveURL(new RegExp(itemId));
  await b.write("公租房申请条件公示", "一、申请条件。\n二、办理时限五日。\n三、附则。", itemId);
  await b.attach(itemId, "申请表.txt", "申请表第二版。");
  await b.attach(itemId, "材料清单.txt", "材料清单。");
  const fromB = await b.release(itemId);
  await b.send();
  expect(await b.stateOf(fromB.packageId)).toBe("accepted");

  await a.write("公租房申请条件公告", "一、申请条件。\n二、办理时限十五日。\n三、附则。", itemId);
  await a.attach(itemId, "申请表.txt", "申请表第三版。");
  const fromA = await a.release(itemId);
  await a.send();
  expect(await a.stateOf(fromA.packageId)).toBe("conflict");
  await a.show("linxiaotong", "/sync");
  await a.page.getByRole("link", { name: /^合并/ }).click();
  await expect(a.page.getByText("二、办理时限十五日。")).toBeVisible();
  await expect(a.page.getByText("二、办理时限五日。")).toBeVisible();
  const merge = a.page.getByRole("button", { name: "合并成新的一稿" });
  await expect(merge).toBeDisabled();
  for (const colorScheme of ["light", "dark"] as const) {
    await a.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await a.page.screenshot({ path: `out/test-results/screens/conflict-${colorScheme}.png` });
    expect(await accessibilityViolations(a.page), colorScheme).toEqual([]);
  }
  const choose = async (group: string, choice: string): Promise<void> =>
    await a.page.getByRole("radiogroup", { name: group }).getByRole("radio", { name: choice }).check();
  await choose("标题用哪一个", "用中心的");
  await expect(merge).toBeDisabled();
  await choose("第 1 处怎样合并", "用中心的");
  await merge.click();
  await expect(a.page).toHaveURL(new RegExp(itemId));
  await a.page.getByRole("tab", { name: /附件/ }).click();
  for (const name of ["申请表.txt", "申请表（中心稿）.txt", "材料清单.txt"])
    await expect(a.page.getByText(name)).toBeVisible();
  const merged = await a.release(itemId);
  await a.send();
  expect(await a.stateOf(merged.packageId)).toBe("accepted");
});

test("a withdrawal wins over a release that races it", async () => {
  await b.as("hejing");
  const { rows } = await b.call<{ rows: { publicationId: string; itemId: string }[] }>("publications.list");
  const publicationId = rows.find((row) => row.itemId === itemId)?.publicationId;
  const { withdrawalId } = await b.call<{ withdrawalId: string }>("withdrawals.request", {
    publicationId,
    reason: "privacy",
    note: "",
  });
  await b.as("zhoumin");
  const { withdrawals } = await b.call<{ withdrawals: { digest: string }[] }>("publications.read", {
    publicationId,
  });
  await b.call("withdrawals.decide", {
    withdrawalId,
    digest: withdrawals[0]?.digest,
    decision: "agree",
    note: "",
    passphrase,
  });
  await b.as("hejing");
  await a.write("公租房申请条件公示", "一、申请条件。\n二、办理时限三日。\n三、附则。", itemId);
  const racing = await a.release(itemId);
  await Promise.all([a.send(), b.send()]);
  // Whichever came first, nothing of the item is public in the end.
  expect(["accepted", "conflict"]).toContain(await a.stateOf(racing.packageId));
  await expect.poll(() => existsSync(join(publicFolder, itemId)), { timeout: 20_000 }).toBe(false);
  const later = await a.stateOf(racing.packageId);
  if (later === "conflict") {
    await a.as("linxiaotong");
    const view = await a.call<{ theirs: { withdrawn: boolean } }>("sync.conflict", {
      packageId: racing.packageId,
    });
    expect(view.theirs.withdrawn).toBe(true);
  }
});

test("the server is killed in the middle, and the package arrives once", async () => {
  const item = await a.write("供水管网检修公示", "现予公示。");
  const { packageId } = await a.release(item);
  await server.terminate();
  await serve("bag-durable");
  await a.send();
  expect(await server.ended()).toBe("SIGKILL");
  expect(await a.stateOf(packageId)).not.toBe("accepted");
  await serve();
  await expect
    .poll(
      async () => {
        await a.send();
        return await a.stateOf(packageId);
      },
      { timeout: 30_000 },
    )
    .toBe("accepted");
});

test("a workstation put back from yesterday's copy goes on under a new number", async () => {
  const backup = join(folder, "yesterday");
  await a.close();
  cpSync(a.dataDir, backup, { recursive: true });
  await a.start();
  const lost = await a.release(await a.write("备份之后的公示", "现予公示。"));
  await a.send();
  expect(await a.stateOf(lost.packageId)).toBe("accepted");
  await a.close();
  rmSync(a.dataDir, { recursive: true, force: true });
  cpSync(backup, a.dataDir, { recursive: true });
  await a.start();
  await a.as("hejing");
  // The greeting finds it; what is released afterwards goes under the new number.
  await expect.poll(async () => await a.send(), { timeout: 30_000 }).toBe("connected");
  const next = await a.release(await a.write("恢复之后的公示", "现予公示。"));
  await expect
    .poll(
      async () => {
        await a.send();
        return await a.stateOf(next.packageId);
      },
      { timeout: 30_000 },
    )
    .toBe("accepted");
  await a.as("fengshen");
  const { rows } = await a.call<{ rows: { act: string }[] }>("audit.list", { limit: 500 });
  expect(rows.map((row) => row.act)).toContain("恢复旧库后重新编号");
  expect(await server.terminate()).toBe(0);
  const report = JSON.parse((await server.command("verify")).stdout) as { problems: unknown[] };
  expect(report.problems).toEqual([]);
});
