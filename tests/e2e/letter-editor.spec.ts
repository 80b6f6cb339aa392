import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "@playwright/test";

import { rows, xlsxFile } from "../integration/documents/corpus/office-files.ts";
import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** The letter editor: words found and replaced at once, and the files that are handed over with the letter. */
const root = fileURLToPath(new URL("../../", import.meta.url));

let office: DemoOffice;

test.beforeAll(async () => {
  office = await openDemoOffice();
});
test.afterAll(() => office.close());

test("words are replaced in every field they were typed in, and taken back", async () => {
  const { page, call } = office;
  await office.signInAs("zhangnian");
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { applicationId } = await call<{ applicationId: string }>("applications.register", {
    applicantType: "citizen",
    applicantName: "刘长河",
    phone: "13800001234",
    postalAddress: "云州市城区云和路8号",
    requestedInformation: "锦绣小区3号楼加装电梯项目的招标文件",
    obtainMethod: "post",
    submissionChannel: "inPerson",
    arrivedOn: today,
  });
  const { letterId } = await call<{ letterId: string }>("letters.create", {
    applicationId,
    template: "unable-processing-required",
  });
  await call("letters.save", {
    letterId,
    draftSeq: 0,
    fields: {
      processingReason: "各年度户数要从竣工资料中逐份汇总",
      existingMaterial: "本机关可以提供竣工资料目录",
    },
  });
  await office.open(`/letters/${letterId}`);
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

test("what the browser prints is the letter alone, on sheets of A4 with the type area of the standard", async () => {
  const { page } = office;
  const folder = mkdtempSync(join(tmpdir(), "printed-letter-"));
  const path = join(folder, "letter.pdf");
  await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
  const facts = execFileSync("pdfinfo", [path], { encoding: "utf8" });
  const sheets = Number(/Pages:\s+(\d+)/.exec(facts)?.[1]);
  expect(sheets).toBe(
    await page.getByRole("region", { name: "文书", exact: true }).locator(".paper-sheet").count(),
  );
  const [width = 0, height = 0] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(facts)?.slice(1).map(Number) ?? [];
  const mm = (points: number): number => (points * 25.4) / 72;
  expect([Math.round(mm(width)), Math.round(mm(height))]).toEqual([210, 297]);
  const words = execFileSync("pdftotext", ["-bbox", path, "-"], { encoding: "utf8" });
  const places = [
    ...words.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)</g),
  ].map(([, left, top, right, text]) => ({
    left: mm(Number(left)),
    top: mm(Number(top)),
    right: mm(Number(right)),
    text: text ?? "",
  }));
  const printed = places.map(({ text }) => text).join("");
  expect(printed).toContain("逐份汇总");
  for (const ofTheDesk of ["工作台", "字段和检查", "送审", "非涉密"])
    expect(printed).not.toContain(ofTheDesk);
  // GB/T 9704: the type area begins 28 mm from the left and is 156 mm wide; the red head of a letter keeps to its line of 170 mm.
  for (const { left, right, top, text } of places) {
    const [from, to] = top < 30 ? [20, 190] : [28, 28 + 156];
    expect(left, text).toBeGreaterThan(from - 1);
    expect(right, text).toBeLessThan(to + 1);
  }
  rmSync(folder, { recursive: true, force: true });
});

test("a file that is handed over is screened beside the letter, and every finding in it is answered", async () => {
  const { page } = office;
  await page.getByRole("tab", { name: /^附件/ }).click();
  await page.locator(".letter-enclosures input[type=file]").setInputFiles({
    name: "补贴对象名单.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: Buffer.from(
      xlsxFile([
        {
          name: "公示",
          xml: rows([
            ["姓名", "身份证号"],
            ["王秀兰", "11010119900307059X"],
          ]),
        },
        { name: "底稿", state: "hidden", xml: rows([["银行账户", "13800005678"]]) },
      ]),
    ),
  });
  const foot = page.locator(".letter-foot");
  await expect(foot).toContainText(/附件 \d+ 处发现/);
  await page.screenshot({
    path: join(root, "out/test-results/screens/letter-enclosures.png"),
    animations: "disabled",
  });
  const panel = page.locator(".letter-enclosures");
  const open = panel.getByText(/^未处理 \d+$/);
  for (let left = Number((await open.innerText()).slice(4)); left > 0; left -= 1) {
    await expect(open).toHaveText(`未处理 ${left}`);
    await panel.getByRole("radio", { name: /属实，须遮盖/ }).check();
    await panel.getByRole("button", { name: /记录，下一处/ }).click();
  }
  await expect(open).toHaveText("未处理 0");
  await expect(foot).not.toContainText("附件");
  await page.getByRole("button", { name: "去掉附件 补贴对象名单.xlsx" }).click();
  await page.getByRole("button", { name: "去掉", exact: true }).click();
  await expect(panel.getByText("还没有附件")).toBeVisible();
});

test("what was found for the case goes with the letter from the case itself, once", async () => {
  const { page, call } = office;
  const { rows: cases } = await call<{ rows: { applicationId: string }[] }>("applications.list", {
    limit: 5,
  });
  const bytes = { $bytes: Buffer.from("锦绣小区3号楼加装电梯项目招标文件。").toString("base64") };
  await call("applications.addFile", {
    applicationId: cases[0]?.applicationId,
    kind: "found",
    fileName: "招标文件.txt",
    bytes,
    note: "可公开",
  });
  await page.reload();
  await page.getByRole("tab", { name: /^附件/ }).click();
  const found = page.getByRole("region", { name: "案卷里找到的信息" });
  await expect(found.getByText("，可公开")).toBeVisible();
  await page.screenshot({
    path: join(root, "out/test-results/screens/letter-found.png"),
    animations: "disabled",
  });
  await office.noViolations("letter-found");
  await found.getByRole("button", { name: "附上招标文件.txt" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "去掉附件 招标文件.txt" })).toBeVisible();
  await expect(found).toHaveCount(0);
});
