import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** 目录与台账: what is public of an item, which item a draft belongs to, and tasks that two people keep. */
let office: DemoOffice;
test.beforeAll(async () => {
  test.setTimeout(400_000);
  office = await openDemoOffice({ items: 40 });
  await office.signInAs("hejing");
});
test.afterAll(async () => await office.close());

const shot = async (name: string): Promise<void> => {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  for (const width of [1280, 1600])
    for (const theme of ["light", "dark"] as const) {
      await office.page.setViewportSize({ width, height: 900 });
      await office.page.emulateMedia({ colorScheme: theme });
      await office.page.waitForTimeout(150);
      await office.page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png` });
    }
  await office.page.emulateMedia({ colorScheme: "light" });
};

test("an office that has neither is told how to begin", async () => {
  test.setTimeout(300_000);
  const empty = await openDemoOffice();
  await empty.signInAs("hejing");
  await empty.open("/catalogue");
  await expect(empty.page.getByText("还没有编制公开事项目录")).toBeVisible();
  await empty.noViolations("empty catalogue");
  await empty.open("/ledger");
  await expect(empty.page.getByText("台账里还没有任务")).toBeVisible();
  await empty.noViolations("empty ledger");
  await empty.close();
});

test("the catalogue counts what is public, opens it, and keeps its filter on the way back", async () => {
  const { page } = office;
  await office.open("/catalogue");
  await expect(page.getByText(/^15 项，3 项缺要素$/u)).toBeVisible();
  await shot("catalogue");
  await office.noViolations("catalogue");
  await page.getByRole("checkbox", { name: "只看缺要素的" }).check();
  await expect(page.getByText(/^3 项，3 项缺要素$/u)).toBeVisible();
  expect(page.url()).toContain("incomplete=1");
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "只看缺要素的" })).toBeChecked();
  await expect(page.getByText(/^3 项，3 项缺要素$/u)).toBeVisible();
  await page.getByRole("checkbox", { name: "只看缺要素的" }).uncheck();
  const count = page.getByRole("link", { name: /已公开 \d+ 件$/u }).first();
  const papers = Number(/(\d+) 件/u.exec((await count.textContent()) ?? "")?.[1]);
  expect(papers).toBeGreaterThan(0);
  await count.click();
  await expect(page.getByRole("button", { name: /^目录事项：ML-/u })).toBeVisible();
  await expect(page.getByRole("grid", { name: "已公开登记" }).getByRole("row")).toHaveCount(papers + 1);
  await shot("public-of-item");
  await page.getByText("已撤下", { exact: true }).click();
  await expect(page.getByText("没有符合条件的公开信息")).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/^15 项，3 项缺要素$/u)).toBeVisible();
});

test("a draft is told that it names no item, and is given one by typing", async () => {
  const { page } = office;
  const { itemId } = await office.call<{ itemId: string }>("items.create", {
    title: "住房保障办法解读",
    kind: "policyInterpretation",
  });
  await office.open(`/items/${itemId}`);
  await page.getByRole("tab", { name: /登记信息/u }).click();
  const field = page.getByRole("combobox", { name: /目录事项/u });
  await expect(page.getByText("没有选目录事项，公开后不计入目录；不影响送审。")).toBeVisible();
  await field.focus();
  await page.keyboard.type("政策 解读");
  await expect(page.getByRole("option", { name: "ML-02-02 政策解读" })).toBeAttached();
  await expect(page.getByRole("option")).toHaveCount(1);
  await shot("draft-choosing");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "在目录中看：政策文件" })).toBeVisible();
  await expect(page.getByText("没有选目录事项", { exact: false })).toHaveCount(0);
  await shot("draft-chosen");
  await office.noViolations("draft with its item");
  await page.reload();
  await page.getByRole("tab", { name: /登记信息/u }).click();
  await expect(page.getByText("ML-02-02 政策解读")).toBeVisible();
  await page.getByRole("link", { name: "在目录中看：政策文件" }).click();
  await expect(page.getByRole("heading", { name: "政策解读" })).toBeVisible();
  await expect(page.getByRole("button", { name: "只看这一项" })).toBeVisible();
});

test("an item that somebody else changed meanwhile is not written over, and no other in its place", async () => {
  const { page } = office;
  interface Row {
    readonly itemId: string;
    readonly version: number;
    readonly itemCode: string;
  }
  await office.open("/catalogue?level=%E8%A7%84%E5%88%92%E8%AE%A1%E5%88%92");
  await expect(page.getByRole("heading", { name: "年度工作计划" })).toBeVisible();
  await page.getByRole("button", { name: "修改" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("责任岗位").fill("综合岗");
  await dialog.getByLabel(/^理由/u).fill("明确岗位");
  const { rows } = await office.call<{ rows: readonly Row[] }>("catalogue.list", { level1: "规划计划" });
  // Retired meanwhile, it leaves the list behind the dialog.
  await office.call("catalogue.retire", {
    itemId: rows[0]?.itemId,
    basedOn: rows[0]?.version,
    retired: true,
    reason: "并入年度要点",
  });
  await expect(page.getByText(/^0 项$/u)).toBeVisible();
  await dialog.getByRole("button", { name: "保存", exact: true }).click();
  await expect(dialog.getByText("这个事项已经停用", { exact: false })).toBeVisible();
  await expect(dialog.getByLabel("责任岗位")).toHaveValue("综合岗");
  await dialog.getByRole("button", { name: "不保存" }).click();
  await office.call("catalogue.retire", {
    itemId: rows[0]?.itemId,
    basedOn: 2,
    retired: false,
    reason: "仍然单列",
  });
});

test("what is late stands on the desk and leads to its task", async () => {
  const { page } = office;
  await office.open("/");
  const late = page.getByText("公开既有住宅加装电梯补贴发放结果", { exact: false });
  await expect(late).toBeVisible();
  await shot("desk");
  await late.click();
  await expect(page.getByRole("button", { name: "只看这一项" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "任务" })).toBeVisible();
  await page.getByRole("button", { name: "只看这一项" }).click();
  await expect(page.getByText(/^14 项，滞后 \d+ 项$/u)).toBeVisible();
  await page.setViewportSize({ width: 1600, height: 900 });
  await expect(page.getByRole("row", { name: /政策评价/u })).toContainText("还没有佐证");
  await shot("ledger");
  await office.noViolations("ledger");
  // A task that comes again says how far it was in each quarter.
  await page.getByRole("row", { name: /按季度/u }).click();
  await expect(page.getByText("各期进展")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "第四季度" })).toBeVisible();
  await shot("ledger-quarters");
  await page
    .getByRole("radiogroup", { name: "状态" })
    .getByText(/^滞后/u)
    .click();
  await expect(page).toHaveURL(/state=late/u);
  await office.open("/");
  await page.goBack();
  await expect(page.getByRole("radio", { name: /^滞后/u })).toBeChecked();
});

test("two people keep one task, and neither is written over unseen", async () => {
  const { page } = office;
  await office.open("/ledger?state=late");
  await expect(page.getByRole("grid", { name: "工作台账" })).toBeVisible();
  const note = page.getByRole("textbox", { name: /进展/u });
  await note.fill("我这里写的进展");
  const list = await office.call<{ rows: readonly { taskId: string; changeNo: number }[] }>("ledger.list", {
    state: "late",
  });
  const [task] = list.rows;
  await office.call("ledger.update", { ...task, status: "inProgress", note: "对方写的进展" });
  await expect(page.getByText("刚登记过这项任务的进展，您的改动还没有保存", { exact: false })).toBeVisible();
  await expect(page.getByText("对方登记：推进中，对方写的进展")).toBeVisible();
  await expect(page.getByRole("button", { name: "保存进展" })).toBeDisabled();
  await shot("ledger-overtaken");
  await office.noViolations("overtaken");
  await page.getByRole("button", { name: "看过了，改用我的" }).click();
  await page.getByRole("button", { name: "保存进展" }).click();
  await expect(page.getByText("有改动没有保存")).toHaveCount(0);
  await expect(note).toHaveValue("我这里写的进展");
});

test("a year that is short of evaluations of policies is told above the ledger, with what was counted", async () => {
  const { page } = office;
  const { rows } = await office.call<{ rows: readonly { itemId: string; title: string }[] }>(
    "publications.list",
    { limit: 1 },
  );
  const [paper] = rows;
  // As the core answers in the autumn, on whatever day the story is told.
  const evaluations = {
    year: 2026,
    lastOn: "2026-12-31",
    missing: 1,
    warning: "second",
    asked: 2,
    papers: [{ itemId: paper?.itemId, title: paper?.title, releasedOn: "2026-05-20" }],
  };
  await page.route("**/call/ledger.evaluations", (route) =>
    route.fulfill({ json: { ok: true, value: { evaluations } } }),
  );
  await office.open("/");
  await expect(page.getByRole("heading", { name: "工作台", level: 1 })).toBeVisible();
  await office.open("/ledger");
  await expect(
    page.getByText("2026年政策评价还差 1 次：每年不少于 2 次，2026年12月31日前公开评价结果和运用情况"),
  ).toBeVisible();
  await shot("ledger-evaluations");
  await office.noViolations("evaluations");
  await page.getByRole("link", { name: paper?.title ?? "" }).click();
  await expect(page).toHaveURL(new RegExp(`items/${paper?.itemId}`, "u"));
  await page.unroute("**/call/ledger.evaluations");
});

test("a long title that proves a task stays within its panel", async () => {
  const { page } = office;
  await page.setViewportSize({ width: 1280, height: 900 });
  await office.open("/ledger");
  await page.getByRole("row", { name: /^一\(二\)1 /u }).click();
  const panel = page.locator("[data-pane=task] .panel").last();
  const choice = page.locator(".ledger .field .ant-select");
  await expect(choice).not.toContainText("按标题查找");
  const right = async (of: typeof panel): Promise<number> => {
    const box = await of.boundingBox();
    return box ? box.x + box.width : 0;
  };
  expect(await right(choice)).toBeLessThan(await right(panel));
});

test("who only reads the ledger is offered no key to write with", async () => {
  const { page } = office;
  await office.open("/ledger");
  await expect(page.getByText(/^第 1–\d+ 项，共 14 项$/u)).toBeVisible();
  await expect(page.getByText("登记进展")).toBeVisible();
  await office.handOver("zhoumin");
  await expect(page.getByRole("heading", { name: "工作台", level: 1 })).toBeVisible();
  await office.open("/ledger");
  await expect(page.getByText(/^第 1–\d+ 项，共 14 项$/u)).toBeVisible();
  await expect(page.getByText("登记进展")).toHaveCount(0);
});
