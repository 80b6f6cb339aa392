import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { renderLetterDocx } from "../../../electron/core/documents/letter-docx/render-letter-docx.ts";
import { conversionTimeoutMs, convertToPdf, type ConvertedDocuments } from "./converted-pages.ts";
import { freeLetter, paragraph } from "./sample-models.ts";

/**
 * The paragraph of the relief, one sentence of five to seven lines, wherever it comes to stand before the 落款: on the
 * pages it is parted with at least two lines on each side, and the page before is not left half empty.
 */
const reliefs = {
  five: "如对本告知书不服，根据《中华人民共和国行政复议法》第二十三条第一款第（四）项的规定，应当自收到本告知书之日起60日内先向云州市人民政府申请行政复议；对行政复议决定不服的，可以再自收到行政复议决定书之日起15日内依法向人民法院提起行政诉讼。",
  six: "如对本告知书中不予公开的内容不服，应当自收到之日起60日内先向云州市人民政府申请行政复议，对行政复议决定不服的，可以再依法向人民法院提起行政诉讼；如对其他内容不服，可以自收到之日起60日内向云州市人民政府申请行政复议，或者自收到之日起6个月内依法向云州市城东区人民法院提起行政诉讼。",
} as const;
const lengths = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const cases = Object.entries(reliefs).flatMap(([name, relief]) =>
  lengths.map((length) => ({ name: `${name}-${length}`, relief, length })),
);
const before = (lines: number): string => `${"文".repeat(28 * lines - 8)}。`;

let documents: ConvertedDocuments;
beforeAll(async () => {
  const rendered = new Map<string, Uint8Array>();
  for (const { name, relief, length } of cases)
    rendered.set(
      name,
      await renderLetterDocx(freeLetter([paragraph(before(length)), paragraph(relief)]), { forPages: true }),
    );
  documents = await convertToPdf(rendered);
}, conversionTimeoutMs);
afterAll(() => {
  documents.close();
});

describe("the paragraph of the relief on the pages", () => {
  it.each(cases)("$name", ({ name, relief }) => {
    const pages = documents.pages(name);
    const lines = pages.map((page) => page.lines.filter((line) => !/^—\d+—$/u.test(line.text)));
    // Not a word is lost, doubled or moved.
    const all = lines
      .flat()
      .map((line) => line.text)
      .join("")
      .replace(/\s/gu, "");
    expect(all).toContain(relief);
    const ofRelief = lines.map((page) =>
      page.filter((line) => relief.includes(line.text.replace(/\s/gu, ""))),
    );
    const last = pages.length - 1;
    expect(lines[last]?.at(-1)?.text).toBe("2026年3月20日");
    expect(ofRelief[last]?.length).toBeGreaterThanOrEqual(2);
    if (last === 0) return;
    const [first] = ofRelief;
    expect(first?.length).not.toBe(1);
    // What is blank before the end of the page: two lines that went over, and less than a 落款 takes.
    const end = lines[0]?.at(-1)?.middle ?? 0;
    expect(262 - end).toBeLessThan((2 + 4 + 0.6) * 10.2);
    // The line that the page ends with reaches its edge like every other.
    expect(first?.at(-1)?.x1 ?? 184).toBeGreaterThan(181);
  });
});
