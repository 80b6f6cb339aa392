import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { renderLetterDocx } from "../../../electron/core/documents/letter-docx/render-letter-docx.ts";
import {
  conversionTimeoutMs,
  convertToPdf,
  type Band,
  type ConvertedDocuments,
  type PageText,
} from "./converted-pages.ts";
import { calibrationPage, circular, freeLetter, paragraph, text } from "./sample-models.ts";

/** The millimetres of GB/T 9704-2012, measured on what LibreOffice prints. */
let documents: ConvertedDocuments;

const shortNames = "云州市教育局";
const longName = "云州市住房和城乡建设综合行政执法监督局";

beforeAll(async () => {
  const models = {
    calibration: calibrationPage(),
    circular: circular(),
    letter: freeLetter([paragraph("文".repeat(28 * 40), "none")]),
    shortName: freeLetter([paragraph("内容。")], {
      organHead: text(shortNames),
      signOff: { organ: text("云州市教育局（城东）"), date: text("2026年3月20日"), sealed: true },
    }),
    longName: freeLetter([paragraph("内容。")], {
      organHead: text(longName),
      signOff: { organ: text(longName), date: text("2026年3月20日"), sealed: true },
    }),
    unsealed: freeLetter([paragraph("内容。")], {
      signOff: { organ: text("云州市教育局"), date: text("2026年3月20日"), sealed: false },
    }),
    attached: freeLetter([
      paragraph("内容。"),
      { kind: "attachmentNote", id: "attachments", names: [text("第一份材料"), text("第二份材料")] },
    ]),
  };
  const rendered = new Map<string, Uint8Array>();
  for (const [name, model] of Object.entries(models)) rendered.set(name, await renderLetterDocx(model));
  documents = await convertToPdf(rendered);
}, conversionTimeoutMs);

afterAll(() => {
  documents.close();
});

const within = (value: number | undefined, target: number, tolerance: number): void => {
  expect(value).toBeGreaterThanOrEqual(target - tolerance);
  expect(value).toBeLessThanOrEqual(target + tolerance);
};

/** Lines of pure 汉字 body text. */
const bodyLines = (page: PageText | undefined): PageText["lines"] =>
  (page?.lines ?? []).filter((line) => /^文+$/u.test(line.text));

const wide = (bands: readonly Band[], width: number): readonly Band[] =>
  bands.filter((band) => band.x1 - band.x0 > width && band.y1 - band.y0 < 2);

describe("the page of 22 lines of 28 characters", () => {
  it("is A4 with 22 × 28 on every full page", () => {
    const pages = documents.pages("calibration");
    for (const page of pages) {
      within(page.width, 210, 0.2);
      within(page.height, 297, 0.2);
    }
    for (const page of pages.slice(0, 3)) {
      expect(bodyLines(page)).toHaveLength(22);
      for (const line of bodyLines(page)) expect(line.text).toHaveLength(28);
    }
  });

  it("keeps the 版心 of 156 × 225 mm and a pitch of 10.2 mm", () => {
    const lines = bodyLines(documents.pages("calibration")[1]);
    within(lines[0]?.x0, 28, 0.2);
    for (const line of lines) within(line.x1, 183.5, 0.7);
    for (let index = 1; index < lines.length; index += 1) {
      within((lines[index]?.middle ?? 0) - (lines[index - 1]?.middle ?? 0), 10.2, 0.06);
    }
    const ink = documents.ink("calibration", 2);
    const text = ink.dark.filter((band) => band.y0 < 265);
    expect(text.at(-1)?.y1).toBeLessThanOrEqual(262.2);
    expect(text[0]?.y0).toBeGreaterThanOrEqual(36.5);
  });

  it("numbers pages in 4号 with the 一字线 7 mm under the 版心, odd right, even left", () => {
    const pages = documents.pages("calibration");
    expect(pages.map((page) => page.lines.at(-1)?.text)).toEqual(["—1—", "—2—", "—3—", "—4—"]);
    within(pages[0]?.lines.at(-1)?.x1, 179, 1);
    within(pages[1]?.lines.at(-1)?.x0, 33, 1);
    const number = documents.ink("calibration", 2).dark.filter((band) => band.y0 > 262.5);
    const dash = number.map((band) => (band.y0 + band.y1) / 2);
    within(dash[0], 269, 0.5);
  });
});

describe("信函格式", () => {
  it("puts the red mark 30 mm under the paper's edge and its double rule 4 mm below, 170 mm wide", () => {
    const { red } = documents.ink("letter", 1);
    within(red[0]?.y0, 30, 1);
    const rules = wide(red, 165);
    expect(rules).toHaveLength(4);
    within((rules[0]?.y0 ?? 0) - (red[0]?.y1 ?? 0), 4, 0.5);
    for (const rule of rules) {
      within(rule.x0, 20, 0.3);
      within(rule.x1, 190, 0.3);
    }
    const thickness = rules.map((rule) => rule.y1 - rule.y0);
    // 上粗下细 above, 上细下粗 below.
    expect(thickness[0]).toBeGreaterThan((thickness[1] ?? 0) * 2);
    expect(thickness[3]).toBeGreaterThan((thickness[2] ?? 0) * 2);
    within(rules[3]?.y1, 277, 0.5);
  });

  it.each([
    ["shortName", 84],
    ["longName", 46],
  ])("keeps the mark on one line and in its place whatever the name's length (%s)", (name) => {
    const { red } = documents.ink(name, 1);
    within(red[0]?.y0, 30, 1);
    expect(red[0]?.x0).toBeGreaterThan(26);
    expect(red[0]?.x1).toBeLessThan(185);
    expect(wide(red, 165)).toHaveLength(4);
  });

  it("puts 发文字号 flush right, 14 pt under the rule, and no page number on page 1", () => {
    const page = documents.pages("letter")[0];
    const number = page?.lines.find((line) => line.text.includes("〔2026〕"));
    within(number?.x1, 184, 0.4);
    const { red, dark } = documents.ink("letter", 1);
    within((dark[0]?.y0 ?? 0) - (wide(red, 165)[1]?.y1 ?? 0), 4.94, 0.6);
    expect(page?.lines.at(-1)?.text).not.toMatch(/^—/u);
    expect(documents.pages("letter")[1]?.lines.at(-1)?.text).toBe("—2—");
  });

  it("leaves page 2 and later the full 22 lines", () => {
    expect(bodyLines(documents.pages("letter")[1])).toHaveLength(22);
  });

  it("sets the date 右空四字 with the name centred on it, for a seal", () => {
    expect.hasAssertions();
    const lines = documents.pages("shortName")[0]?.lines ?? [];
    const date = lines.find((line) => /2026年3月20日/u.test(line.text));
    const name = lines.filter((line) => line.text === "云州市教育局（城东）").at(-1);
    within(date?.x1, 184 - 4 * 5.556, 1);
    within(((name?.x0 ?? 0) + (name?.x1 ?? 0)) / 2, ((date?.x0 ?? 0) + (date?.x1 ?? 0)) / 2, 1.5);
  });

  it("keeps one character free at the right of a very long name", () => {
    expect.hasAssertions();
    const name = documents
      .pages("longName")[0]
      ?.lines.filter((line) => line.text === longName)
      .at(-1);
    within(name?.x1, 184 - 5.556, 1);
  });

  it("without a seal sets the name 右空二字 or the longer date so, the date two characters further right", () => {
    expect.hasAssertions();
    const lines = documents.pages("unsealed")[0]?.lines ?? [];
    const date = lines.find((line) => /2026年3月20日/u.test(line.text));
    const name = lines.find((line) => line.text === "云州市教育局");
    within(date?.x1, 184 - 2 * 5.556, 1);
    within((date?.x0 ?? 0) - (name?.x0 ?? 0), 2 * 5.556, 1.5);
  });

  it("aligns the names of 附件, one line under the text, 左空二字", () => {
    const lines = documents.pages("attached")[0]?.lines ?? [];
    const first = lines.find((line) => line.text.startsWith("附件："));
    const second = lines.find((line) => line.text.startsWith("2."));
    const body = lines.find((line) => line.text === "内容。");
    within(first?.x0, 28 + 2 * 5.556, 0.6);
    within((first?.middle ?? 0) - (body?.middle ?? 0), 2 * 10.2, 0.3);
    within((second?.x0 ?? 0) - (first?.x0 ?? 0), 3 * 5.556, 0.6);
    expect(first?.text).toBe("附件：1.第一份材料");
  });
});

describe("文件格式", () => {
  it("puts the red mark 35 mm under the 版心's edge and the red rule 4 mm under 发文字号, 156 mm wide", () => {
    const { red, dark } = documents.ink("circular", 1);
    within(red[0]?.y0, 72, 1);
    const rule = wide(red, 150);
    expect(rule).toHaveLength(1);
    within(rule[0]?.x0, 28, 0.3);
    within(rule[0]?.x1, 184, 0.3);
    within((rule[0]?.y0 ?? 0) - (dark[0]?.y1 ?? 0), 4, 0.5);
  });

  it("centres 发文字号 two lines under the mark and the title under the rule, broken by meaning", () => {
    const lines = documents.pages("circular")[0]?.lines ?? [];
    const number = lines.find((line) => line.text.startsWith("云建发"));
    within(((number?.x0 ?? 0) + (number?.x1 ?? 0)) / 2, 106, 0.6);
    const titles = lines.filter((line) => /关于印发|工作要点/u.test(line.text));
    expect(titles.map((line) => line.text)).toEqual([
      "关于印发《云州市住房和城乡建设局",
      "2026年政务公开工作要点》的通知",
    ]);
    for (const line of titles) within((line.x0 + line.x1) / 2, 106, 1.2);
  });

  it("shows body text on page 1 and its page number", () => {
    const lines = documents.pages("circular")[0]?.lines ?? [];
    expect(lines.some((line) => line.text.startsWith("1.各科室"))).toBe(true);
    expect(lines.at(-1)?.text).toBe("—1—");
  });

  it("puts 版记 at the foot of the last page: rules 156 mm wide, 0.35 mm outside, the last on the 版心's edge", () => {
    const pages = documents.pages("circular");
    const { dark } = documents.ink("circular", pages.length);
    const rules = wide(dark, 150).filter((band) => band.y1 - band.y0 < 0.8);
    expect(rules).toHaveLength(3);
    for (const rule of rules) {
      within(rule.x0, 28, 0.4);
      within(rule.x1, 184, 0.4);
    }
    within(rules[2]?.y1, 262.1, 0.5);
    within((rules[0]?.y1 ?? 0) - (rules[0]?.y0 ?? 0), 0.35, 0.1);
    within((rules[1]?.y1 ?? 0) - (rules[1]?.y0 ?? 0), 0.25, 0.1);
    const texts = pages.at(-1)?.lines.map((line) => line.text) ?? [];
    expect(texts.some((line) => line.startsWith("抄送："))).toBe(true);
    expect(texts.some((line) => line.endsWith("2026年3月21日印发"))).toBe(true);
  });
});
