import { expect, test } from "@playwright/test";

import { Office } from "./office.ts";

/** A table is written as it is read: the same columns in the editor and on the page under review. */
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await Office.ofNewDepartment("table-look");
});
test.afterAll(() => office.remove());

const table = (rows: readonly (readonly string[])[], marked: boolean) => ({
  type: "table",
  content: rows.map((cells, index) => ({
    type: "tableRow",
    content: cells.map((text) => ({
      type: "tableCell",
      ...(marked && index === 0 ? { attrs: { header: true } } : {}),
      content: [{ type: "paragraph", content: [{ type: "text", text }] }],
    })),
  })),
});

/** Width of each cell, and how its text stands, as the browser drew it. */
async function drawn() {
  await expect(office.page.locator(".paper table")).toHaveCount(2);
  return await office.page.locator(".paper :is(td, th)").evaluateAll((cells) =>
    cells.map((cell) => {
      const { fontFamily, textAlign, whiteSpace } = getComputedStyle(cell);
      const { width, height } = cell.getBoundingClientRect();
      const size = [width, height].map(Math.round).join("×");
      // An editor keeps every blank that is typed: that apart, a line breaks here as there or nowhere.
      const lines = whiteSpace === "nowrap" ? "nowrap" : "breaks";
      return [cell.textContent, size, textAlign, lines, fontFamily.split(",")[0]].join(" | ");
    }),
  );
}

test("its columns are as wide and stand as they do on the page under review", async () => {
  const { page } = office;
  await page.setViewportSize({ width: 1920, height: 1080 });
  const itemId = await office.write("补贴对象名单公示", "现予公示。");
  const { draftSeq, metadata, document } = await office.call<{
    draftSeq: number;
    metadata: object;
    document: { content: object[] };
  }>("items.open", { itemId });
  const people = [
    ["序号", "姓名", "证件号码", "联系方式", "住址", "补贴金额（元）"],
    [
      "1",
      "司马桂兰",
      "37040219700101123X",
      "13912345678",
      "云州市城东区和平街道改造片区12号楼402室",
      "12000.00",
    ],
    ["2", "李大明", "370402197001011221", "13812345678", "云州市城东区团结路5号", "960"],
  ];
  const streets = [
    ["街道", "户数"],
    ["和平街道", "12"],
    ["团结街道", "8"],
  ];
  await office.call("items.saveDraft", {
    itemId,
    draftSeq,
    metadata,
    voidReview: false,
    document: { ...document, content: [...document.content, table(people, true), table(streets, false)] },
  });
  const opened = async () =>
    await office.call<{ screening: string; findings: { findingId: string }[] }>("items.open", { itemId });
  await expect.poll(async () => (await opened()).screening, { timeout: 30_000 }).toBe("done");
  await office.show("linxiaotong", `/items/${itemId}`);
  const written = await drawn();
  expect(written.find((cell) => cell.startsWith("司马桂兰"))).toContain("nowrap");
  expect(written.find((cell) => cell.startsWith("960"))).toContain("right");

  // The look follows what is typed, before anything is saved.
  const street = page.locator(".document-editor__text td").filter({ hasText: "和平街道" }).last();
  await expect(street).toHaveClass(/pp-short/);
  await street.click();
  await page.keyboard.press("End");
  await page.keyboard.type("办事处");
  await expect(street).not.toHaveClass(/pp-short/);
  for (let count = 0; count < 3; count += 1) await page.keyboard.press("Backspace");
  await expect(street).toHaveClass(/pp-short/);
  await expect(page.locator(".editor__saving")).toContainText("已保存");
  await expect.poll(async () => (await opened()).screening, { timeout: 30_000 }).toBe("done");

  const findingIds = (await opened()).findings.map((finding) => finding.findingId);
  await office.call("items.answerFindings", { itemId, findingIds, answer: "mask" });
  const { reviewId } = await office.toConfidentialityCheck(itemId);
  await office.show("zhoumin", `/reviews/${reviewId}`);
  expect(await drawn()).toEqual(written);
});
