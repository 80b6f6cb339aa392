import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test, type Page } from "@playwright/test";

import { openDemoOffice, type DemoOffice } from "./demo-office.ts";

/** 公开渠道: the office names one more and retires one, the drafter chooses from the new list. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = process.env["DISCLOSURE_SCREENS"];

let office: DemoOffice;
let page: Page;

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(join(root, pictures), { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(root, pictures, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test.beforeAll(async () => {
  office = await openDemoOffice();
  ({ page } = office);
});
test.afterAll(() => office.close());

test("the office keeps the list of channels, the drafter chooses from it", async () => {
  test.setTimeout(120_000);
  await office.signInAs("hejing");
  await office.open("/administration/channels");
  await expect(page.getByRole("tab", { name: "公开渠道" })).toBeVisible();
  await expect(page.getByLabel("名称，第2行")).toHaveValue("云州住建微信公众号");
  await page.getByRole("button", { name: "增加一个渠道" }).click();
  await page.getByLabel("名称，第14行").fill("小区公示栏");
  await page.getByRole("combobox", { name: "种类，第14行" }).click();
  await page.getByTitle("村居公示栏").click();
  await page.getByRole("button", { name: "停用：云州住建微信公众号" }).click();
  await expect(page.getByText("新增“小区公示栏”（村居公示栏）")).toBeVisible();
  const save = page.getByRole("button", { name: "启用", exact: true });
  await expect(save).toBeDisabled();
  await page.getByLabel("理由").fill("公众号停更，小区新设公示栏");
  await picture("channels-list");
  await office.noViolations("channels");
  await save.click();
  await expect(page.getByRole("cell", { name: "第2版" })).toBeVisible();

  await office.handOver("linxiaotong");
  const { itemId } = await office.call<{ itemId: string }>("items.create", {
    title: "公租房配租结果公示",
    kind: "publicNotice",
  });
  await office.open(`/items/${itemId}`);
  await page.getByRole("tab", { name: "登记信息" }).click();
  await expect(page.getByRole("checkbox", { name: "局门户网站公开专栏" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "云州住建微信公众号" })).toHaveCount(0);
  await page.getByRole("checkbox", { name: "小区公示栏" }).check();
  await picture("channels-form");
  await expect
    .poll(
      async () =>
        (
          await office.call<{ metadata: { namedChannels?: { name: string }[] } }>("items.open", { itemId })
        ).metadata.namedChannels?.map((each) => each.name),
      { timeout: 20_000 },
    )
    .toEqual(["局门户网站公开专栏", "小区公示栏"]);
});
