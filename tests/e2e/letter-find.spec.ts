import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";

import { expect, test, type Page } from "@playwright/test";

import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";

/** Words typed in a letter are found and replaced at once; what the law fixes and what the case fills stays. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const passphrase = "Yunzhou-2026-demo";

let folder: string;
let program: LoopbackProgram;
let page: Page;

async function ask<T>(operation: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await response.json()) as unknown;
    },
    [operation, input] as const,
  );
  const { ok, value } = answer as { ok: boolean; value: T };
  expect(ok, `${operation} ${JSON.stringify(answer)}`).toBe(true);
  return value;
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "letter-find-"));
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

test("words are replaced in every field they were typed in, and taken back", async () => {
  await page.getByLabel("账号", { exact: false }).first().fill("zhangnian");
  await page.locator("input[type=password]").first().fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "工作台" }).first()).toBeVisible();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { applicationId } = await ask<{ applicationId: string }>("applications.register", {
    applicantType: "citizen",
    applicantName: "刘长河",
    phone: "13800001234",
    postalAddress: "云州市城区云和路8号",
    requestedInformation: "锦绣小区3号楼加装电梯项目的招标文件",
    obtainMethod: "post",
    submissionChannel: "inPerson",
    arrivedOn: today,
  });
  const { letterId } = await ask<{ letterId: string }>("letters.create", {
    applicationId,
    template: "unable-processing-required",
  });
  await ask("letters.save", {
    letterId,
    draftSeq: 0,
    fields: {
      processingReason: "各年度户数要从竣工资料中逐份汇总",
      existingMaterial: "本机关可以提供竣工资料目录",
    },
  });
  await page.evaluate((hash) => void (location.hash = hash), `/letters/${letterId}`);
  const paper = page.getByRole("region", { name: "文书", exact: true });
  await expect(paper.getByText("逐份汇总")).toBeVisible();

  await page.keyboard.press("Control+h");
  const dialog = page.getByRole("dialog", { name: "查找和替换" });
  await dialog.getByLabel("查找").fill("竣工资料");
  await expect(dialog.getByText("1 处")).toHaveCount(2);
  await dialog.getByLabel("替换为").fill("验收资料");
  await page.screenshot({
    path: join(root, "out/test-results/screens/letter-find.png"),
    animations: "disabled",
  });
  await dialog.getByRole("button", { name: "全部替换（2处）" }).click();
  await expect(dialog.getByText("没有找到。")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(paper).toContainText("从验收资料中逐份汇总");
  await expect(paper).toContainText("验收资料目录");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(paper).toContainText("从竣工资料中逐份汇总");
});
