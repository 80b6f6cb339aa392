import { expect, test } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** The search box leads on by itself: words suggested while one types, kinds and filters of what is found by click. */
let office: DemoOffice;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  office = await openDemoOffice({ items: 60 });
  await office.signInAs("hejing");
});
test.afterAll(async () => await office.close());

test.beforeEach(async () => {
  await office.open("/");
  await office.page.keyboard.press("Control+K");
  await expect(office.page.getByRole("combobox", { name: "查找" })).toBeFocused();
});

const shot = async (name: string): Promise<void> => {
  const folder = process.env["SHOTS"];
  if (folder !== undefined) await office.page.screenshot({ path: `${folder}/${name}.png` });
};

test("words are suggested from the first letters, and what is found is narrowed by click", async () => {
  const { page } = office;
  const palette = page.getByRole("dialog");
  const field = palette.getByRole("combobox", { name: "查找" });
  await page.keyboard.type("公");
  await expect(
    palette.getByRole("navigation", { name: "推荐的词" }).getByRole("button").first(),
  ).toBeVisible();
  const answered = page.waitForResponse(
    (response) =>
      response.url().endsWith("desk.search") && (response.request().postData() ?? "").includes("公开"),
  );
  await field.fill("公开");
  await answered;
  await expect(palette.getByText(/^找到 \d+ 条$/u)).toBeVisible();
  await shot("found");
  const total = async (): Promise<number> =>
    Number(/找到 (\d+) 条/u.exec((await palette.locator(".palette__state").textContent()) ?? "")?.[1]);
  const facets = palette.getByRole("region", { name: "筛选" });
  const kinds = facets.getByRole("region", { name: "类型" });
  const [first, second] = [kinds.getByRole("button").nth(0), kinds.getByRole("button").nth(1)];
  const countOf = async (of: typeof first): Promise<number> =>
    Number(await of.locator(".palette__count").textContent());
  const [one, other] = [await countOf(first), await countOf(second)];
  await first.click();
  await expect(field).toHaveValue(/^公开 类型:/u);
  await expect(field).toBeFocused();
  await expect.poll(total).toBe(one);
  await expect(kinds.getByRole("button", { pressed: true })).toHaveCount(1);
  // Another value of the same filter adds to the first.
  await kinds.getByRole("button", { pressed: false }).first().click();
  await expect.poll(total).toBe(one + other);
  await shot("narrowed");
  await office.noViolations("search box");
  for (let left = 2; left > 0; left -= 1) {
    await kinds.getByRole("button", { pressed: true }).first().click();
    await expect(kinds.getByRole("button", { pressed: true })).toHaveCount(left - 1);
  }
  await expect(field).toHaveValue("公开");
  await page.keyboard.press("Escape");
});

test("a slip is mended and told, and can be looked for as it stands", async () => {
  const { page } = office;
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox", { name: "查找" }).fill("保密审察");
  await expect(palette.getByText("已为您显示“保密审查”的结果。")).toBeVisible();
  await shot("mended");
  await palette.getByRole("button", { name: "仍要搜索“保密审察”" }).click();
  await expect(palette.getByRole("combobox", { name: "查找" })).toHaveValue("“保密审察”");
  await expect(palette.getByText("找到 0 条")).toBeVisible();
  await page.keyboard.press("Escape");
});

test("what is found opens at its passage", async () => {
  const { page } = office;
  await page.getByRole("dialog").getByRole("combobox", { name: "查找" }).fill("形成主动公开事项目录");
  await expect(page.getByText("找到 1 条")).toBeVisible();
  await page.keyboard.press("Enter");
  const passage = page.getByText(/年底前形成主动公开事项目录/u).first();
  await expect(passage).toBeInViewport();
  await shot("opened");
});

test("filters that let nothing through are told, and what leads on is to take one off", async () => {
  const { page } = office;
  const palette = page.getByRole("dialog");
  const field = palette.getByRole("combobox", { name: "查找" });
  await field.fill("年份:2031 公开");
  await expect(palette.getByText("没有内容同时符合这些条件。", { exact: false })).toBeVisible();
  await expect(palette.getByRole("navigation")).toHaveCount(0);
  await shot("nothing-through");
  await office.noViolations("filters that let nothing through");
  await palette.getByRole("button", { pressed: true }).click();
  await expect(field).toHaveValue("公开");
  await expect(palette.getByText(/^找到 [1-9]\d* 条$/u)).toBeVisible();
  await page.keyboard.press("Escape");
});
