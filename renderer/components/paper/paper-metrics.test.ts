import { describe, expect, it } from "vitest";

import {
  fittingWidth,
  pageCount,
  pageHeightPx,
  pageInView,
  paperMm,
  pixelsPerMm,
  zoomStep,
} from "./paper-metrics.ts";

/** Lines of one page and characters of one line (5.2.3). */
const paperGrid = { lines: 22, characters: 28 } as const;

describe("the page of GB/T 9704-2012, 5.2", () => {
  it("leaves a 版心 of 156 × 225 mm between its margins", () => {
    expect(paperMm.width - paperMm.left - paperMm.right).toBe(paperMm.textWidth);
    expect(paperMm.height - paperMm.top - paperMm.bottom).toBe(paperMm.textHeight);
  });

  it("holds 22 lines and 28 characters, and not one more", () => {
    expect(paperMm.line * paperGrid.lines).toBeLessThanOrEqual(paperMm.textHeight);
    expect(paperMm.line * (paperGrid.lines + 1)).toBeGreaterThan(paperMm.textHeight);
    const advance = paperMm.body + paperMm.letterSpacing;
    expect(advance * paperGrid.characters).toBeLessThanOrEqual(paperMm.textWidth);
    expect(advance * (paperGrid.characters + 1)).toBeGreaterThan(paperMm.textWidth);
  });

  it("counts sheets from the height of the flow at any zoom", () => {
    for (const width of [478, 640, 652, 700, 1300]) {
      const mm = pixelsPerMm(width);
      for (const pages of [1, 2, 7, 40]) {
        const pitch = pageHeightPx(width) + 16;
        const flow = (pages - 1) * pitch + paperMm.textHeight * mm;
        expect(pageCount(flow, width, 16)).toBe(pages);
      }
    }
    expect(pageCount(0, 652, 16)).toBe(1);
  });

  it("names the page in view and never one that does not exist", () => {
    const pitch = pageHeightPx(652) + 16;
    expect(pageInView(0, 600, 652, 16, 4)).toBe(1);
    expect(pageInView(pitch, 600, 652, 16, 4)).toBe(2);
    expect(pageInView(pitch * 20, 600, 652, 16, 4)).toBe(4);
  });
});

describe("zoom", () => {
  it("goes one step and stops at the ends", () => {
    expect(zoomStep(1, 1)).toBe(1.1);
    expect(zoomStep(1, -1)).toBe(0.9);
    expect(zoomStep(2, 1)).toBe(2);
    expect(zoomStep(0.6, -1)).toBe(0.6);
  });
  it("fits the pane but stays readable", () => {
    expect(fittingWidth(900, 652)).toBe(652);
    expect(fittingWidth(600, 652)).toBe(576);
    expect(fittingWidth(200, 652)).toBe(420);
  });
});
