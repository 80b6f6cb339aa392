import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test, type Page } from "@playwright/test";

import { docxFile, paragraph } from "../integration/documents/corpus/office-files.ts";
import { chart, photo } from "../integration/documents/corpus/real-pictures.ts";
import { packedPictures, scannedPage } from "../integration/documents/corpus/scanned-pages.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { setUpDepartment } from "./set-up-department.ts";
import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";

/**
 * A department's first day on the built program: the assistant, the first sign-in, a paper written and pasted, what
 * autosave, lock, a second window and a marked file do to it.
 */
const ownPassphrase = "Lin-xiaotong-2026";

/** A notice with a chart, two photos and a drawing nobody can look into. */
function noticeWithPictures(): Uint8Array {
  const pictures = {
    "a.png": chart(320, 200, "EDITOR"),
    "b.jpeg": photo(400, 300, { artist: "王某" }),
    "c.jpeg": photo(200, 300, { artist: "王某" }, 9),
    "d.emf": Buffer.from("EMF"),
  };
  const names = Object.entries(pictures);
  const inline = (id: string): string =>
    `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1920000"/><a:graphic><a:graphicData><a:blip r:embed="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  return docxFile(paragraph("现场情况公示") + names.map(([name]) => inline(`rId${name[0]}`)).join(""), {
    parts: names.map(([name, data]) => ({ name: `word/media/${name}`, data })),
    relations: names.map(([name]) => ({
      from: "word/document.xml",
      type: "image",
      target: `media/${name}`,
      id: `rId${name[0]}`,
    })),
  });
}

/** A letter as a scanner makes one: a page that is a fax. */
function scannedLetter(): Uint8Array {
  const fax = packedPictures["a fax"];
  if (!fax) throw new Error("no fax");
  return scannedPage(fax, "q 595 0 0 842 0 0 cm /Im1 Do Q\n", { mediaBox: "0 0 595 842" });
}

let folder: string;
let program: LoopbackProgram;
let page: Page;
let issued: ReadonlyMap<string, string>;

async function noViolations(where: string, on: Page = page): Promise<void> {
  expect(await accessibilityViolations(on), where).toEqual([]);
}

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "drafting-story-"));
  program = await startLoopback({ dataDir: join(folder, "data") });
  page = program.firstWindow;
  await program.context.grantPermissions(["clipboard-read", "clipboard-write"]);
});
test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the first start makes a department of separate powers and shows each passphrase once", async () => {
  await expect(page.getByText("本系统为非涉密系统，禁止存储、处理、传输国家秘密")).toBeVisible();
  issued = await setUpDepartment(page, noViolations);
  expect(issued.size).toBe(8);
});

test("an issued passphrase opens nothing but its own replacement", async () => {
  await page.getByLabel("账号").fill("linxiaotong");
  await page.locator("input[type=password]").fill(issued.get("linxiaotong") ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByText("请先设置本人口令")).toBeVisible();
  const fields = page.locator("input[type=password]");
  await fields.nth(0).fill(issued.get("linxiaotong") ?? "");
  await fields.nth(1).fill("weak");
  await expect(page.getByRole("button", { name: "改好口令" })).toBeDisabled();
  await fields.nth(1).fill(ownPassphrase);
  await fields.nth(2).fill(ownPassphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "工作台" })).toBeVisible();
  await noViolations("home");
});

const fromWord =
  "<p class=MsoTitle>关于2026年第二批补贴对象的公示</p>" +
  "<p class=MsoNormal>一、补贴对象</p>" +
  "<p class=MsoNormal>联系人：孙国栋，<span style='display:none'>内部批注</span>电话<del>旧号</del>13800005678。</p>" +
  "<script>window.ran = true</script><img src=x onerror='window.ran = true'>" +
  "<table><tr><td>序号</td><td>金额</td></tr><tr><td>1</td><td>12000</td></tr></table>";

test("a paper is written, pasted from Word, saved by itself and kept over a reload", async () => {
  await page.evaluate(() => void (location.hash = "/items?new=1"));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("标题").fill("关于2026年第二批补贴对象的公示");
  await dialog.getByRole("button", { name: "建好并打开" }).click();
  const text = page.locator(".document-editor__text");
  // The title stands there; typing goes on under it, and nothing is kept before the first word.
  await expect(text).toBeFocused();
  await expect(text.locator("p")).toHaveText(["关于2026年第二批补贴对象的公示", ""]);
  await page.keyboard.type("草");
  await expect(text.locator("p")).toHaveText(["关于2026年第二批补贴对象的公示", "草"]);
  await page.keyboard.press("Backspace");
  await page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    document
      .querySelector(".document-editor__text")
      ?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, fromWord);
  await expect(text.locator(".pp-title")).toHaveText(["关于2026年第二批补贴对象的公示"]);
  await expect(text.locator(".pp-heading.is-1")).toHaveText("一、补贴对象");
  await expect(text.locator("table")).toHaveCount(1);
  await expect(text).not.toContainText("内部批注");
  await expect(text).not.toContainText("旧号");
  expect(await page.evaluate(() => (globalThis as { ran?: boolean }).ran)).toBeUndefined();

  await expect(page.getByText(/已保存，/)).toBeVisible();
  await expect(page.getByRole("tab", { name: /发现/ })).toContainText(/\d/);
  await expect(page.getByRole("button", { name: /送审/ })).toBeDisabled();
  await noViolations("item editor");
  await page.reload();
  await expect(text.locator(".pp-title")).toHaveText("关于2026年第二批补贴对象的公示");
  await expect(page.getByRole("tab", { name: /发现/ })).toContainText(/\d/);
});

test("a finding is settled by keys, and the mark on the page says so", async () => {
  await page.keyboard.press("F8");
  const open = page.locator(".document-editor__text .find.is-open");
  const before = await open.count();
  expect(before).toBeGreaterThan(0);
  await page.getByText("13800005678", { exact: true }).last().click();
  // As somebody does who has just been writing: the cursor is in the text, which keeps every other Enter.
  await page.locator(".document-editor__text").focus();
  await expect(page.locator(".find-choice-key")).toHaveText(["Alt 1", "Alt 2", "Alt 3"]);
  await page.keyboard.press("Alt+1");
  await expect(page.getByRole("button", { name: /记录，下一处/ })).toBeVisible();
  await page.keyboard.press("Alt+Enter");
  await expect(open).toHaveCount(before - 1);
  await expect(page.locator(".document-editor__text .find.is-mask")).toHaveText("13800005678");
});

test("送审 by key, while it is off, leads to what stands in its way", async () => {
  await page.getByRole("tab", { name: /附件/ }).click();
  await page.locator(".document-editor__text").focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("tab", { name: /发现/ })).toHaveAttribute("aria-selected", "true");
});

test("the release stands beside the original and follows each answer; taking it back restores the passage", async () => {
  await page.keyboard.press("Alt+P");
  const release = page.getByRole("region", { name: "公开件" });
  await expect(release).toContainText("138****5678");
  await expect(release).not.toContainText("13800005678");
  await page.getByText("13800005678", { exact: true }).first().click();
  await expect(page.getByText("规则依据")).toBeVisible();
  await page.keyboard.press("Alt+1");
  await page.getByRole("button", { name: "整段删去" }).click();
  await noViolations("editor with the release beside it");
  await page.getByRole("button", { name: /记录，下一处/ }).click();
  await expect(release).not.toContainText("5678");
  await page.getByText("13800005678", { exact: true }).first().click();
  await page.getByRole("button", { name: "撤回处理" }).click();
  await expect(release).toContainText("13800005678");
  if (process.env["SHOT"]) await page.screenshot({ path: process.env["SHOT"], fullPage: false });
  await page.getByText("13800005678", { exact: true }).first().click();
  await page.keyboard.press("Alt+1");
  await page.getByRole("button", { name: /记录，下一处/ }).click();
  await expect(release).toContainText("138****5678");
  await page.keyboard.press("Alt+P");
  await expect(release).toHaveCount(0);
});

test("two windows on one paper: nothing is overwritten, the person decides", async () => {
  const other = await program.context.newPage();
  await other.goto(page.url());
  const there = other.locator(".document-editor__text");
  await there.locator("p").last().click();
  await other.keyboard.press("Control+End");
  await other.keyboard.type("别处写的一句。");
  await expect(other.getByText(/已保存，/)).toBeVisible();
  await other.waitForTimeout(1500);
  // The first window has read the newer text; one of an older state is what a cut connection leaves behind.
  await page.evaluate(() => {
    const original = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (
        (typeof input === "string" ? input : "").endsWith("/call/items.saveDraft") &&
        typeof init?.body === "string"
      ) {
        const body = JSON.parse(init.body) as { draftSeq: number };
        if (!(globalThis as { behind?: boolean }).behind) {
          (globalThis as { behind?: boolean }).behind = true;
          return original(input, { ...init, body: JSON.stringify({ ...body, draftSeq: body.draftSeq - 1 }) });
        }
      }
      return original(input, init);
    };
  });
  const here = page.locator(".document-editor__text");
  await here.locator(".pp-heading").first().click();
  await page.keyboard.press("End");
  await page.keyboard.type("（含新增）");
  await expect(page.getByText("这份稿件在别处保存过，两份都在，没有覆盖")).toBeVisible();
  await page.getByRole("button", { name: "以屏幕上的为准，再存一次" }).click();
  await expect(page.getByText(/已保存，/)).toBeVisible();
  await other.close();
  await page.reload();
  await expect(here).toContainText("（含新增）");
});

test("pictures of an attached file are kept, masked and left out by keys alone, and undone", async () => {
  const files = page.locator(".attachments");
  await page.getByRole("tab", { name: /附件/ }).click();
  await files.locator("input[type=file]").setInputFiles({
    name: "公示.docx",
    mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    buffer: Buffer.from(noticeWithPictures()),
  });
  await files.getByRole("button", { name: "逐幅看公示.docx的图片" }).click();
  const dialog = page.getByRole("dialog");
  const row = (number: number) => dialog.locator(".pictures-dialog__row").nth(number - 1);
  const parts = dialog.locator(".region-board__part");
  await expect(row(1)).toContainText("没有决定");
  await expect(dialog.locator(".region-board img").first()).toBeVisible();
  await page.keyboard.press("1");
  await expect(row(1)).toContainText("保留");
  await page.keyboard.press("ArrowDown");
  await expect(row(2)).toBeFocused();
  await expect(dialog.locator(".region-board img").first()).toBeVisible();
  await page.keyboard.press("2");
  await expect(parts).toHaveCount(1);
  await expect(parts.first()).toBeFocused();
  const before = await parts.first().getAttribute("aria-label");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(parts.first()).not.toHaveAttribute("aria-label", before ?? "");
  // A second part is drawn with the mouse.
  const board = await dialog.locator(".region-board--open").boundingBox();
  if (!board) throw new Error("no picture");
  await page.mouse.move(board.x + 8, board.y + 8);
  await page.mouse.down();
  await page.mouse.move(board.x + 60, board.y + 40);
  await page.mouse.up();
  await expect(row(2)).toContainText("遮盖 2 处");
  await expect(dialog.getByText("已记下")).toBeVisible();
  await expect(dialog.getByAltText("公开件中的图片")).toBeVisible();
  await noViolations("pictures");
  await row(3).click();
  await page.keyboard.press("3");
  await expect(row(3)).toContainText("去除");
  await expect(dialog.getByText(/公开件中没有这幅图片：决定去除/)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(row(3)).toContainText("没有决定");
  await expect(row(4)).toContainText("不能带入");
  await expect(dialog.getByText("已记下")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  // What was decided is in the store, not on the screen.
  await page.reload();
  await page.getByRole("tab", { name: /附件/ }).click();
  await files.getByRole("button", { name: "逐幅看公示.docx的图片" }).click();
  await expect(row(2)).toContainText("遮盖 2 处");
  await row(2).click();
  await expect(dialog.getByText(/决定遮盖 2 处/)).toBeVisible();
  await page.keyboard.press("Escape");
  await files.getByRole("button", { name: "去掉附件 公示.docx" }).click();
  await page.getByRole("button", { name: "去掉", exact: true }).click();
  await expect(files.getByText("还没有附件")).toBeVisible();
});

test("a part of a scanned page is masked by keys alone, and is black in the public copy", async () => {
  const files = page.locator(".attachments");
  await files.locator("input[type=file]").setInputFiles({
    name: "扫描件.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(scannedLetter()),
  });
  const open = files.getByRole("button", { name: "逐幅看扫描件.pdf的图片" });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const row = dialog.locator(".pictures-dialog__row").first();
  const part = dialog.locator(".region-board__part");
  await expect(row).toBeFocused();
  await expect(row).toContainText("第 1 页");
  await expect(row).toContainText("827×1169");
  await expect(dialog.locator(".region-board img").first()).toBeVisible();
  await expect(row).toContainText("没有决定");
  const board = dialog.locator(".region-board--open");
  const fitted = (await board.boundingBox())?.width ?? 0;
  await page.keyboard.press("z");
  await expect.poll(async () => (await board.boundingBox())?.width ?? 0).toBeGreaterThan(2 * fitted);
  await expect(dialog.getByRole("button", { name: /^去除/ })).toBeInViewport();
  await noViolations("enlarged page");
  await page.keyboard.press("2");
  await expect(part).toBeFocused();
  await expect(part).toBeInViewport();
  for (let press = 0; press < 12; press += 1) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(row).toContainText("遮盖 1 处");
  await expect(dialog.getByText("已记下")).toBeVisible();
  const label = (await part.getAttribute("aria-label")) ?? "";
  const [x = 0, y = 0, width = 0, height = 0] = [...label.matchAll(/[左上宽高](\d+)/gu)].map(([, value]) =>
    Number(value),
  );
  expect(y).toBeLessThan(450);
  const copy = dialog.getByAltText("公开件中的图片");
  await expect(copy).toBeVisible();
  const shown = await copy.evaluate(
    (image: HTMLImageElement, [left, top, wide, high]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      const brightest = (data: Uint8ClampedArray | undefined): number =>
        Math.max(...(data ?? [255]).filter((_value, at) => at % 4 !== 3));
      return {
        size: [image.naturalWidth, image.naturalHeight],
        inside: brightest(context?.getImageData(left, top, wide, high).data),
        beside: brightest(context?.getImageData(left + wide + 1, top, 9, high).data),
      };
    },
    [x, y, width, height] as const,
  );
  expect(shown).toEqual({ size: [827, 1_169], inside: 0, beside: 255 });
  await page.keyboard.press("z");
  await expect.poll(async () => (await board.boundingBox())?.width ?? 0).toBeLessThan(fitted + 1);
  await noViolations("scanned page");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.reload();
  await page.getByRole("tab", { name: /附件/ }).click();
  await open.click();
  await expect(row).toContainText("遮盖 1 处");
  await page.keyboard.press("Escape");
  await files.getByRole("button", { name: "去掉附件 扫描件.pdf" }).click();
  await page.getByRole("button", { name: "去掉", exact: true }).click();
  await expect(files.getByText("还没有附件")).toBeVisible();
});

test("the lock shows no title and gives everything back", async () => {
  await page.keyboard.press("Control+l");
  const lock = page.locator(".lock-screen");
  await expect(lock).toBeVisible();
  await expect(page.getByText("补贴对象").first()).toBeHidden();
  await expect(lock.getByText("锁屏时不显示任何事项标题")).toBeVisible();
  await noViolations("lock");
  await page.locator(".lock-screen input[type=password]").fill("wrong-passphrase");
  await page.keyboard.press("Enter");
  await expect(lock.getByRole("alert")).toContainText("口令不对");
  await page.locator(".lock-screen input[type=password]").fill(ownPassphrase);
  await page.keyboard.press("Enter");
  await expect(lock).toBeHidden();
  await expect(page.locator(".document-editor__text .pp-title")).toBeVisible();
});

test("a file with a secrecy mark is refused with the way to report it, and nothing of it appears", async () => {
  const marked = join(folder, "秘密件.txt");
  writeFileSync(marked, "秘密★1年\n关于某工程的报告\n正文。\n");
  await page.evaluate(() => void (location.hash = "/items"));
  await expect(page.getByText(/全部 1 件/)).toBeVisible();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "导入文件" }).click();
  await (await choosing).setFiles(marked);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/已拒收，没有留下任何内容/)).toBeVisible();
  await expect(dialog.getByText(/保密法实施条例第六十一条/)).toBeVisible();
  await expect(dialog).not.toContainText("秘密件.txt");
  await noViolations("refused import");
  await dialog.getByRole("button", { name: "知道了" }).click();
  await expect(page.getByText(/全部 1 件/)).toBeVisible();
});
