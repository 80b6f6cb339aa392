import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { renderLetterDocx } from "../../../electron/core/documents/letter-docx/render-letter-docx.ts";
import type { LetterBlock } from "../../../shared/domain/letters/letter-model.ts";
import { conversionTimeoutMs, convertToPdf, type ConvertedDocuments } from "./converted-pages.ts";
import { freeLetter, paragraph, text } from "./sample-models.ts";

/**
 * Letters of every length around the page break: wherever the text ends, the 落款 keeps real text above it, and no
 * page before it is left half empty.
 */
let documents: ConvertedDocuments;

const closing: LetterBlock = {
  kind: "paragraph",
  id: "closing",
  indent: "firstLine",
  role: "closing",
  runs: text("特此告知。"),
};
const shapes = {
  closing: [closing],
  bare: [],
  annotated: [],
  attached: [{ kind: "attachmentNote", id: "attachments", names: [text("第一份材料"), text("第二份材料")] }],
} satisfies Record<string, readonly LetterBlock[]>;

/** Lines of the first paragraph; the last has three. */
const lengths = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** Where the 附注 alone would begin the next page. */
const lengthsOf = (shape: string): readonly number[] => (shape === "annotated" ? [6, 7, 8] : lengths);
/** Lines of a letter that is one long paragraph. */
const longOnes = [9, 12, 15, 20, 30];

const lines = (count: number, character: string): string => `${character.repeat(28 * count - 8)}。`;
/** A long paragraph of two sentences, the last one of two lines. */
const long = (count: number): string => `${lines(count - 2, "字")}${lines(2, "字")}`;

const cases = [
  ...Object.keys(shapes).flatMap((shape) => lengthsOf(shape).map((length) => `${shape}-${length}`)),
  ...longOnes.map((length) => `long-${length}`),
];

beforeAll(async () => {
  const rendered = new Map<string, Uint8Array>();
  for (const [shape, trailing] of Object.entries(shapes)) {
    for (const length of lengthsOf(shape)) {
      const blocks = [paragraph(lines(length, "文")), paragraph(lines(3, "字")), ...trailing];
      const letter = freeLetter(blocks);
      const annotation = "（此件不予公开。联系人：周明远，0300-5550123）";
      rendered.set(
        `${shape}-${length}`,
        await renderLetterDocx(shape === "annotated" ? { ...letter, annotation } : letter),
      );
    }
  }
  for (const length of longOnes) {
    rendered.set(`long-${length}`, await renderLetterDocx(freeLetter([paragraph(long(length)), closing])));
  }
  documents = await convertToPdf(rendered);
}, conversionTimeoutMs);

afterAll(() => {
  documents.close();
});

describe("the 落款", () => {
  it.each(cases)("stands under real text (%s)", (name) => {
    const pages = documents.pages(name);
    const page = pages.findIndex((one) => one.lines.some((line) => line.text.includes("2026年3月20日")));
    expect(page).toBe(pages.length - 1);
    const annotated = pages.at(-1)?.lines.some((line) => line.text.includes("此件不予公开"));
    expect(annotated).toBe(name.startsWith("annotated"));
    const above = pages[page]?.lines.filter((line) => /^字+。?$/u.test(line.text)) ?? [];
    expect(above.length).toBeGreaterThan(0);
  });

  it.each(cases)("leaves no great hole on the page before it (%s)", (name) => {
    const pages = documents.pages(name);
    // The three lines of the last paragraph and what is tied to it: 附件 takes three lines more.
    const most = name.startsWith("attached") ? 10 : 8;
    for (const page of pages.slice(0, -1)) {
      const last = page.lines.filter((line) => /[文字。]$/u.test(line.text)).at(-1);
      expect(262 - (last?.middle ?? 0)).toBeLessThan((most + 0.6) * 10.2);
    }
  });
});
