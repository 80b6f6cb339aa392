import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { drawnRows, scrollTopFor, visibleRows } from "./window-rows.ts";

describe("the window of a long table", () => {
  it("draws a bounded number of rows however many there are", () => {
    for (const count of [0, 10, 1000, 100_000, 1_000_000]) {
      const { from, to } = drawnRows(count * 18, 684, 36, count);
      expect(to - from).toBeLessThanOrEqual(19 + 1 + 16);
      expect(to).toBeLessThanOrEqual(count);
    }
  });

  it("says which rows are seen: 第 1–18 件", () => {
    expect(visibleRows(0, 648, 36, 1284)).toEqual({ first: 1, last: 18 });
    expect(visibleRows(36 * 100, 648, 36, 1284)).toEqual({ first: 101, last: 118 });
    expect(visibleRows(0, 648, 36, 3)).toEqual({ first: 1, last: 3 });
    expect(visibleRows(0, 648, 36, 0)).toEqual({ first: 0, last: 0 });
  });

  it("every visible row is drawn, and a row scrolled to is visible", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(),
        fc.integer({ min: 72, max: 1200 }),
        (count, wanted, height) => {
          const row = wanted % count;
          const top = scrollTopFor(row, 0, height, 36);
          const { from, to } = drawnRows(top, height, 36, count);
          expect(row).toBeGreaterThanOrEqual(from);
          expect(row).toBeLessThan(to);
          expect(row * 36).toBeGreaterThanOrEqual(top);
          expect((row + 1) * 36).toBeLessThanOrEqual(top + height);
        },
      ),
    );
  });
});
