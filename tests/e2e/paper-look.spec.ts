import { expect, test } from "@playwright/test";

import { Office } from "./office.ts";

/** A paper is written as it is read: its head and its closing stand in the editor where they stand on the page (GB/T 9704). */
let office: Office;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await Office.ofNewDepartment("paper-look");
});
test.afterAll(() => office.remove());

const block = (type: string, text: string, attrs?: object) => ({
  type,
  ...(attrs ? { attrs } : {}),
  content: [{ type: "text", text }],
});

/** Where each line of text was drawn on the paper, in its own pixels. */
async function drawn() {
  return await office.page
    .locator(".paper-flow")
    .first()
    .evaluate((flow) => {
      const { left, top } = flow.getBoundingClientRect();
      const texts = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
      const lines: string[] = [];
      while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        for (const box of range.getClientRects())
          lines.push(
            [
              texts.currentNode.textContent,
              ...[box.left - left, box.right - left, box.top - top].map((at) => Math.round(at)),
            ].join(" "),
          );
      }
      return lines;
    });
}

const closings = {
  一个长名称: [block("signOff", "云州市住房和城乡建设局办公室"), block("signOff", "2026年9月16日")],
  两个机关和附注: [
    block("signOff", "云州市财政局"),
    block("signOff", "云州市住房和城乡建设局"),
    block("signOff", "二〇二六年九月十六日"),
    block("annotation", "（此件公开发布）"),
  ],
  没有日期: [block("signOff", "云州市住房和城乡建设局")],
};

for (const [name, closing] of Object.entries(closings))
  test(`it stands as on the page under review: ${name}`, async () => {
    const { page } = office;
    await page.setViewportSize({ width: 1920, height: 1080 });
    const itemId = await office.write(`公示（${name}）`, "现予公示。");
    const { draftSeq, metadata, document } = await office.call<{
      draftSeq: number;
      metadata: object;
      document: { content: object[] };
    }>("items.open", { itemId });
    const head = [
      block("title", "关于2026年第二批既有住宅加装电梯补贴发放情况的公示"),
      block("annotation", "（送审稿）"),
      block("addressee", "各有关单位："),
    ];
    await office.call("items.saveDraft", {
      itemId,
      draftSeq,
      metadata,
      voidReview: false,
      document: { ...document, content: [...head, ...document.content, ...closing] },
    });
    const opened = async () =>
      await office.call<{ screening: string; findings: { findingId: string }[] }>("items.open", { itemId });
    await expect.poll(async () => (await opened()).screening, { timeout: 30_000 }).toBe("done");
    await office.show("linxiaotong", `/items/${itemId}`);
    await expect(page.locator(".document-editor__text .pp-sign-off").first()).toBeVisible();
    const written = await drawn();
    await page.screenshot({ path: `out/test-results/screens/paper-look-${closing.length}-written.png` });
    const findingIds = (await opened()).findings.map((finding) => finding.findingId);
    if (findingIds.length > 0)
      await office.call("items.answerFindings", { itemId, findingIds, answer: "dismiss", note: "不是" });
    const { reviewId } = await office.toConfidentialityCheck(itemId);
    await office.show("zhoumin", `/reviews/${reviewId}`);
    await expect(page.locator(".paper .pp-sign-off").first()).toBeVisible();
    await page.screenshot({ path: `out/test-results/screens/paper-look-${closing.length}-read.png` });
    expect(await drawn()).toEqual(written);
  });
