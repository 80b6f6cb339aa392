import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, type Page } from "@playwright/test";

import { chart } from "../integration/documents/corpus/real-pictures.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";

/**
 * Every screen of the demo department, light and dark, at the two sizes of office screens: it loads, nothing is wider
 * than the window, the page reports no error, the accessibility rules hold. With
 * `npm run screens` a picture of each is kept in docs/screens, to be looked at.
 */
const root = fileURLToPath(new URL("../../", import.meta.url));
const passphrase = "Yunzhou-2026-demo";
/** Pictures are taken only when asked for: the looking itself is what a test run needs. */
const wanted = process.env["DISCLOSURE_SCREENS"];
const pictures = wanted === undefined ? undefined : join(root, wanted);
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

/** Four tasks: late, by the quarter, by the end of a year, and without a limit. */
const workPlan = `2026年云州市政务公开工作要点

一、深化重点领域公开
（一）强化住房领域信息公开
1. 公开物业管理事项目录，2026年3月底前完成，并按要求逐级汇总、及时更新，方便群众查询。（责任单位：市住房城乡建设局、市司法局、各区人民政府）
2. 按季度公开住宅专项维修资金收支情况。（责任单位：市住房城乡建设局）
3. 2030年年底前完成公租房政策评价。（责任单位：市司法局、市财政局）
4. 常态化回应群众关切。（责任单位：市政府办公室）
`;

let folder: string;
let program: LoopbackProgram;
let page: Page;
const problems: string[] = [];

async function ask(operation: string, input: unknown): Promise<unknown> {
  return await page.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: body ?? "{}",
      });
      return (await response.json()) as unknown;
    },
    [operation, JSON.stringify(input)] as const,
  );
}

/**
 * The dialogs' library writes style elements without the nonce, to keep the page behind from scrolling. The policy
 * refuses them, which costs nothing: the page itself never scrolls here.
 */
const isScrollLock = (text: string): boolean =>
  text.startsWith(
    "Applying inline style violates the following Content Security Policy directive 'style-src",
  );

type Row = Readonly<Record<string, unknown>>;

/** The rows of a list as the person signed in may see them; the demo has some of every kind. */
async function rowsOf(operation: string, input: unknown = {}): Promise<readonly Row[]> {
  const answer = (await ask(operation, input)) as { value?: { rows?: readonly Row[] } };
  const rows = answer.value?.rows ?? [];
  expect(rows.length, operation).toBeGreaterThan(0);
  return rows;
}

/** A screen is quiet when, for a while, nothing is awaited: one answer may ask for the next. */
async function settle(): Promise<void> {
  await page.waitForTimeout(250);
  await expect(page.locator("[aria-busy=true], .loading-rows")).toHaveCount(0);
  // Two frames: what the last answer changed is on the page.
  await page.evaluate(
    async () =>
      await new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined))),
      ),
  );
}

/** Controls that a screen reader would not name in Chinese: an icon without a label, a raw id. Digits and dates are names. */
async function unnamedControls(): Promise<readonly string[]> {
  return await page
    .locator("button, a[href], [role=tab], [role=switch], [role=combobox]")
    .evaluateAll((controls) =>
      controls
        .filter(
          (control) =>
            control.checkVisibility({ visibilityProperty: true }) &&
            control.closest("[aria-hidden=true]") === null,
        )
        .map((control) => ({
          control,
          name: [
            control.getAttribute("aria-label"),
            ...(control.getAttribute("aria-labelledby") ?? "")
              .split(" ")
              .map((id) => document.getElementById(id)?.textContent),
            ...[...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent),
            control.textContent,
            control.getAttribute("title"),
          ].join(" "),
        }))
        .filter(({ name }) => !/[\p{Script=Han}\d]/u.test(name))
        .map(({ control }) => control.outerHTML.slice(0, 120)),
    );
}

async function lookAt(name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const size of sizes) {
      // Widths do not depend on colours.
      if (pictures === undefined && colorScheme === "dark" && size !== sizes[0]) continue;
      await page.setViewportSize(size);
      await settle();
      const where = `${name}-${colorScheme}-${size.width}`;
      if (pictures !== undefined)
        await page.screenshot({ path: join(pictures, `${where}.png`), animations: "disabled" });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${where}: wider than the window`).toBeLessThanOrEqual(0);
      expect.soft(await unnamedControls(), `${where}: without a name`).toEqual([]);
      // The rules ask for colours and for what scrolls: the smaller window has both.
      if (size !== sizes[0]) continue;
      const broken = await accessibilityViolations(page, colorScheme === "light" ? "all" : "colours");
      expect.soft(broken, where).toEqual([]);
    }
  }
}

/** Nothing of a review is a second line of tabs away, at any office size. */
async function tabsOnOneLine(): Promise<void> {
  for (const width of [1366, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const tops = await page
      .locator(".review-panel [role=tab]")
      .evaluateAll((tabs) => tabs.map((tab) => Math.round(tab.getBoundingClientRect().top)));
    expect(tops.length).toBeGreaterThan(5);
    expect.soft(new Set(tops).size, `tabs of a review at ${width}`).toBe(1);
  }
}

/** On the smallest office screen a title is still read: what can be read elsewhere gives way to it. */
async function titlesHaveRoom(): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  const cells = page
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") })
    .first()
    .getByRole("gridcell");
  const widest = async (): Promise<number> =>
    await cells.evaluateAll((all) => Math.max(...all.map((cell) => cell.getBoundingClientRect().width)));
  // The list measures itself anew behind the window.
  await expect.poll(widest, { message: "the title at 1280" }).toBeGreaterThanOrEqual(300);
  await expect.soft(page.getByRole("columnheader", { name: "文号" })).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.soft(page.getByRole("columnheader", { name: "文号" })).toHaveCount(1);
}

async function go(address: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), address);
  await settle();
}

async function signInAs(account: string): Promise<void> {
  await ask("session.signOut", {});
  await page.goto(`http://127.0.0.1:${program.port}/`);
  await page.reload();
  await page.getByLabel("账号", { exact: false }).first().fill(account);
  await page.locator("input[type=password]").first().fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

test.beforeAll(async () => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "every-screen-"));
  const dataDir = join(folder, "data");
  execFileSync(process.execPath, [
    join(root, "electron/hosts/command-line/main.ts"),
    "demo",
    "--data",
    dataDir,
    "--items",
    "40",
    "--cases",
    "24",
  ]);
  program = await startLoopback({ dataDir });
  page = program.firstWindow;
  page.on("pageerror", (error) => problems.push(error.name));
  page.on("console", (message) => {
    if (message.type() === "error" && !isScrollLock(message.text())) problems.push(message.text());
  });
});
test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});
test.afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});

test("before anybody signed in", async () => {
  await lookAt("sign-in");
});

test("the drafter's screens", async () => {
  test.setTimeout(600_000);
  await signInAs("linxiaotong");
  await lookAt("home-drafter");
  await go("/items");
  await lookAt("items");
  await titlesHaveRoom();
  const items = await rowsOf("items.list", { limit: 100 });
  const draft = items.find((row) => row["state"] === "drafting");
  await go(`/items/${String(draft?.["itemId"])}`);
  await lookAt("item-editor");
  const mine = await rowsOf("items.list", { mine: true, state: ["drafting"], limit: 1 });
  await go(`/items/${String(mine[0]?.["itemId"])}`);
  await page.getByRole("tab", { name: /^附件/u }).click();
  await page.locator(".attachments input[type=file]").setInputFiles({
    name: "现场照片.png",
    mimeType: "image/png",
    buffer: Buffer.from(chart(320, 200, "EDITOR")),
  });
  await page.getByRole("button", { name: "逐幅看现场照片.png的图片" }).click();
  await expect(page.getByAltText("公开件中的图片")).toBeVisible();
  await page.keyboard.press("2");
  await expect(page.getByText("已记下")).toBeVisible();
  await expect(page.getByAltText("公开件中的图片")).toBeVisible();
  await lookAt("dialog-pictures");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const approved = items.find((row) => row["state"] === "approved");
  const opened = (await ask("items.open", { itemId: approved?.["itemId"] })) as {
    value: { reviewId: string };
  };
  await go(`/reviews/${opened.value.reviewId}/release`);
  await expect(page.getByRole("list", { name: "逐项证明" })).toBeVisible();
  await lookAt("release");
  await go("/sync");
  await lookAt("sync");
});

test("the screens of an application", async () => {
  test.setTimeout(600_000);
  await signInAs("linxiaotong");
  await go("/applications");
  await lookAt("applications");
  await go("/letters");
  await lookAt("letter-register");
  await go("/disputes");
  await lookAt("disputes");
  const disputes = (await ask("disputes.list", {})) as {
    value: readonly { applicationId: string; appeal?: unknown }[];
  };
  const appealed = disputes.value.find((dispute) => dispute.appeal !== undefined);
  expect(appealed, "the demo has no second instance").toBeDefined();
  await go(`/applications/${appealed?.applicationId}`);
  await lookAt("application-disputes");
  for (const [act, name] of [
    ["登记复议、诉讼", "dispute"],
    ["登记二审结果", "appeal-outcome"],
    ["登记会商研判", "deliberation"],
  ] as const) {
    await page.getByRole("button", { name: act }).click();
    await lookAt(`dialog-${name}`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await go("/applications/new");
  await lookAt("application-intake");
  const cases = await rowsOf("applications.list", { limit: 100 });
  const withLetter: { application?: string; letter?: string } = {};
  for (const row of cases) {
    const view = (await ask("applications.read", { applicationId: row["applicationId"] })) as {
      value: { letters: readonly { letterId: string; state: string }[] };
    };
    // The fullest case: letters went out, and the answer is being written.
    const draft = view.value.letters.find((one) => one.state === "drafting");
    if (draft === undefined || view.value.letters.length < 3) continue;
    withLetter.application = String(row["applicationId"]);
    withLetter.letter = draft.letterId;
    break;
  }
  expect(withLetter.letter, "the demo has no case whose answer is being written").toBeDefined();
  await go(`/applications/${withLetter.application}`);
  await lookAt("application");
  await page.getByRole("button", { name: "登记事件", exact: true }).click();
  await lookAt("dialog-event");
  await page.keyboard.press("Escape");
  await go(`/applications/${withLetter.application}/letters/new`);
  await lookAt("letter-chooser");
  await go(`/letters/${withLetter.letter}`);
  // Somebody else's draft says whose it is, where fields and buttons are off.
  await expect(page.getByText("这件文书由何静拟制")).toBeVisible();
  await signInAs("hejing");
  await go(`/letters/${withLetter.letter}`);
  await lookAt("letter");
  await page.getByRole("tab", { name: /^批注/u }).click();
  await lookAt("letter-comments");
});

test("the catalogue of what must be public", async () => {
  test.setTimeout(600_000);
  await signInAs("hejing");
  await go("/catalogue");
  await expect(page.getByText("15 项，3 项缺要素")).toBeVisible();
  await page.getByRole("button", { name: "新增事项" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await expect(dialog.getByText("没有写事项编码")).toBeVisible();
  await lookAt("dialog-catalogue-item");
  for (const [label, text] of [
    ["事项编码", "ML-05-09"],
    ["一级事项", "财政预决算"],
    ["二级事项", "部门预算"],
    ["公开依据名称，第1条", "中华人民共和国预算法"],
    ["公开依据条款，第1条", "第十四条"],
    ["理由", "编制目录"],
  ] as const)
    await dialog.getByLabel(text === "编制目录" ? /^理由/u : label).fill(text);
  await expect(dialog.getByText("六要素还缺公开内容、公开渠道、公开责任")).toBeVisible();
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("16 项，4 项缺要素")).toBeVisible();
  const whole = {
    itemCode: "ML-01-03",
    level1: "机构职能",
    level2: "内设机构",
    contentElements: ["内设机构名称", "主要职责", "负责人姓名、办公电话"],
    legalBasis: [{ title: "中华人民共和国政府信息公开条例", number: "国务院令第711号", article: "第二十条" }],
    statutory: true,
    deadlineRule: "WD:20 from changed",
    subjectOrgan: "云州市住房和城乡建设局",
    responsibleUnit: "办公室",
    responsiblePost: "",
    method: "proactive",
    audience: "public",
    channels: ["website", "readingPoint"],
    level: "city",
    periodRule: "until:superseded",
    validFrom: "2026-01-01",
  };
  await ask("catalogue.save", { basedOn: 0, item: whole, reason: "编制目录" });
  await expect(page.getByRole("row", { name: /内设机构/u })).toContainText("齐全");
  await lookAt("catalogue");
  await page.getByRole("checkbox", { name: "只看缺要素的" }).check();
  await expect(page.getByRole("row", { name: /内设机构/u })).toHaveCount(0);
  await expect(page.getByRole("row", { name: /部门预算/u })).toContainText("缺内容、渠道、责任");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出目录" }).click();
  expect((await download).suggestedFilename()).toMatch(/主动公开事项目录\.xlsx$/u);
});

interface AskedCase {
  readonly applicationId: string;
  readonly letters: readonly { readonly letterId: string; readonly template: string }[];
  readonly consultations: readonly { readonly life: { readonly stage: string } }[];
}

test("the screens of a consultation and of a legal reading", async () => {
  test.setTimeout(600_000);
  await signInAs("hejing");
  await lookAt("home-office");
  const rows = await rowsOf("applications.list", { limit: 100 });
  const cases: AskedCase[] = [];
  for (const { applicationId } of rows)
    cases.push(((await ask("applications.read", { applicationId })) as { value: AskedCase }).value);
  const asked = cases.find((each) => each.consultations[0]?.life.stage === "awaitingOpinion");
  expect(asked, "the demo has asked nobody").toBeDefined();
  await go(`/applications/${asked?.applicationId}`);
  await lookAt("application-consultation");
  for (const [act, name] of [
    ["读入回执", "answer-form"],
    ["登记答复", "answer"],
    ["添加征求意见对象", "consulted-party"],
  ] as const) {
    await page.getByRole("button", { name: act, exact: true }).first().click();
    await lookAt(`dialog-${name}`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await ask("consultations.open", {
    applicationId: asked?.applicationId,
    basis: "thirdPartyRights",
    name: "云州岚峰建设有限公司",
    reason: "报价清单可能属于商业秘密",
    asked: "评分依据中该公司的报价清单",
  });
  await expect(page.getByText("云州岚峰建设有限公司").first()).toBeVisible();
  await page.getByRole("button", { name: "选随函内容", exact: true }).first().click();
  await page
    .getByRole("dialog")
    .locator("input[type=file]")
    .setInputFiles({
      name: "评分依据.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("评分依据\n云州岚峰建设有限公司：报价清单八十六万元\n其他公司：七十五万元\n"),
    });
  await expect(page.getByRole("region", { name: "可以选的部分" })).toBeVisible();
  await lookAt("dialog-extract");
  await page.keyboard.press("Escape");
  const refusal = cases
    .flatMap((each) => each.letters)
    .find((letter) => letter.template === "refusal-process-information");
  expect(refusal, "the demo has no letter that was read for the law").toBeDefined();
  await go(`/letters/${refusal?.letterId}`);
  await expect(page.getByRole("region", { name: "法制审核" })).toBeVisible();
  await page.getByRole("button", { name: "另行出具意见" }).click();
  await lookAt("legal-reading");
});

test("the screens of review, register and templates", async () => {
  test.setTimeout(600_000);
  await signInAs("zhoumin");
  await lookAt("home-reviewer");
  const queue = await rowsOf("reviews.queue", { limit: 50 });
  const findings = (row: Row) => Object.values(row["findingCounts"] as Record<string, number>);
  const fullest = queue.toSorted(
    (a, b) =>
      findings(b).reduce((sum, count) => sum + count, 0) - findings(a).reduce((sum, count) => sum + count, 0),
  )[0];
  await go(`/reviews/${String(fullest?.["reviewId"])}`);
  await expect(page.getByText(/^未处理 [1-9]/u)).toBeVisible();
  await lookAt("review");
  await tabsOnOneLine();
  // The file whose second sheet no office program shows.
  const planned = queue.find((row) => String(row["title"]).includes("老旧小区改造计划公示"));
  await go(`/reviews/${String(planned?.["reviewId"])}`);
  await page.getByRole("button", { name: "附件1", exact: true }).click();
  await expect(page.getByText("隐藏工作表，页面上看不到")).toBeVisible();
  await lookAt("review-attachment");
  const asked = await rowsOf("referrals.list");
  await go(`/reviews/${String(asked[0]?.["reviewId"])}`);
  await page.getByRole("button", { name: "看报请" }).click();
  await expect(page.getByRole("region", { name: /报请$/ }).first()).toBeVisible();
  await lookAt("referral");
  await tabsOnOneLine();
  await page.getByRole("button", { name: "登记答复" }).click();
  await lookAt("referral-answer");
  await go("/incoming-reviews");
  await lookAt("incoming-reviews");
  await rowsOf("reviews.decided");
  await go("/reviews/decided");
  await lookAt("decided");
  await go("/reviews/acting");
  await lookAt("acting");
  await go("/publications");
  await lookAt("publications");
  await titlesHaveRoom();
  const released = await rowsOf("publications.list", { limit: 20 });
  await go(`/publications/${String(released[0]?.["publicationId"])}`);
  await lookAt("publication");
  // Who holds the page against what was approved has both sides of it at hand.
  await page.getByRole("link", { name: "看公开件" }).click();
  await expect(page.getByText("已用于发布，一事一审")).toBeVisible();
  await go("/aggregation");
  await lookAt("aggregation");
  const leak = (await ask("leaks.open", {
    publicationId: released[0]?.["publicationId"],
    kind: "stateSecret",
    foundHow: "巡查网站时发现",
  })) as { value: { leakId: string } };
  await go(`/publications/leaks/${leak.value.leakId}`);
  await lookAt("leak");
  await signInAs("zhengke");
  await go("/reviews/escalated/confidentialityCheck");
  await lookAt("escalated");
  await signInAs("hejing");
  await go("/administration/channels");
  await lookAt("administration-channels");
  await ask("cleanUp.open", {});
  await go("/publications/clean-up");
  await lookAt("clean-up");
  await signInAs("zhoumin");
  await go("/desensitise");
  await lookAt("desensitise");
  await go("/everyday-words");
  await lookAt("everyday-words");
  await go("/annual-report");
  await lookAt("annual-report");
  await go("/training");
  await lookAt("training");
  await go("/templates");
  await lookAt("templates");
  await page.getByRole("button", { name: "政府信息不存在告知书", exact: true }).click();
  await lookAt("template-wording");
  await go("/screening-rules");
  await lookAt("screening-rules");
});

test("the ledger, brought in, kept up and read", async () => {
  test.setTimeout(600_000);
  await signInAs("hejing");
  await go("/ledger");
  await expect(page.getByText(/^14 项，滞后 2 项$/u)).toBeVisible();
  const bring = page.locator("header input[type=file]");
  const plan = {
    name: "2026年政务公开工作要点.md",
    mimeType: "text/markdown",
    buffer: Buffer.from(workPlan, "utf8"),
  };
  await bring.setInputFiles(plan);
  await expect(page.getByText("已导入 4 项任务：2026年云州市政务公开工作要点")).toBeVisible();
  await page.getByRole("grid", { name: "工作台账" }).focus();
  await page.keyboard.press("J");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("进展可不填")).toBeFocused();
  await page.keyboard.type("第一季度已公开");
  await page.getByRole("radiogroup", { name: "任务状态" }).getByText("推进中").click();
  await page.getByRole("combobox", { name: "佐证" }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "保存进展" }).click();
  await expect(page.getByRole("row").nth(2)).toContainText("推进中");
  await lookAt("ledger");
  await bring.setInputFiles(plan);
  await expect(page.getByText("台账里已经有这份要点")).toBeVisible();
  await lookAt("ledger-again");
  await signInAs("zhoumin");
  await go("/ledger");
  await page.keyboard.press("J");
  await expect(page.getByText("第一季度已公开")).toBeVisible();
  await expect(page.getByRole("button", { name: "导入任务" })).toHaveCount(0);
  await lookAt("ledger-read");
});

test("the administrators' screens", async () => {
  test.setTimeout(600_000);
  for (const account of ["xitong", "anquan", "shenji"] as const) {
    await signInAs(account);
    await go("/administration");
    await lookAt(`administration-${account}`);
    if (account === "xitong") {
      await go("/administration/calendar");
      await lookAt("administration-calendar");
      // What is not theirs is said, not tried.
      await go("/items");
      await expect(page.getByRole("heading", { name: "“公开信息”不在您的职责内" })).toBeVisible();
      await lookAt("not-yours");
      await go("/administration/audit");
      await expect(page.getByText("“审计日志”不在您的职责内")).toBeVisible();
    }
    if (account === "shenji") {
      await go("/administration/audit");
      // Codes of the core are no words of an auditor.
      const results = await page.locator(".plain-table tbody tr td:last-child").allTextContents();
      expect(results.length).toBeGreaterThan(50);
      expect(results.filter((text) => !/^\p{Script=Han}/u.test(text) || text.startsWith("其他"))).toEqual([]);
    }
  }
});

test("the first start, the palette, the list of keys and the lock", async () => {
  test.setTimeout(600_000);
  await signInAs("hejing");
  await page.keyboard.press("Control+K");
  await expect(page.getByRole("dialog")).toBeVisible();
  await lookAt("palette");
  await page.keyboard.type("公租房");
  const palette = page.getByRole("dialog");
  await expect(palette.getByText("已扩展：公租房 → 公共租赁住房")).toBeVisible();
  await lookAt("palette-found");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(palette.getByRole("combobox")).toHaveValue("“公租房”");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await expect(palette.getByText("已扩展")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await ask("session.lock", {});
  await expect(page.locator("input[type=password]")).toBeVisible();
  await lookAt("lock");
  await program.close();
  program = await startLoopback({ dataDir: join(folder, "new-department") });
  page = program.firstWindow;
  await expect(page.getByText("本系统为非涉密系统，禁止存储、处理、传输国家秘密")).toBeVisible();
  await lookAt("first-start");
});
