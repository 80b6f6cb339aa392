import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { placeWindow, readWindowState, saveWindowState } from "./window-state.ts";

const office = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1920, height: 1080 };
const small = { x: 0, y: 0, width: 1366, height: 728 };

describe("placeWindow", () => {
  it.each([
    [
      "opens centred the first time",
      undefined,
      [office],
      { x: 277, y: 136, width: 1366, height: 768 },
      false,
    ],
    ["fills a small screen", undefined, [small], { x: 0, y: 0, width: 1366, height: 728 }, true],
    [
      "comes back where it was",
      { x: 2000, y: 50, width: 1400, height: 900 },
      [office, second],
      { x: 2000, y: 50, width: 1400, height: 900 },
      false,
    ],
    [
      "comes home when its screen is gone",
      { x: 2000, y: 50, width: 1400, height: 900 },
      [office],
      { x: 277, y: 136, width: 1366, height: 768 },
      false,
    ],
    [
      "shrinks to a smaller screen",
      { x: 0, y: 0, width: 1920, height: 1040 },
      [small],
      { x: 0, y: 0, width: 1366, height: 728 },
      false,
    ],
    [
      "never hides its title bar above the screen",
      { x: 10, y: -300, width: 1400, height: 900 },
      [office],
      { x: 277, y: 136, width: 1366, height: 768 },
      false,
    ],
    [
      "comes home when shrinking would take it off its screen",
      { x: -1920, y: 0, width: 2020, height: 800 },
      [office, second],
      { x: 277, y: 136, width: 1366, height: 768 },
      false,
    ],
  ])("%s", (_name, bounds, screens, expected, maximized) => {
    expect(placeWindow(bounds && { bounds, maximized: false }, screens)).toEqual({
      bounds: expected,
      maximized,
    });
  });

  it("always leaves something to take hold of", () => {
    const bounds = fc.record({
      x: fc.integer({ min: -9000, max: 9000 }),
      y: fc.integer({ min: -9000, max: 9000 }),
      width: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(bounds, (saved) => {
        const placed = placeWindow({ bounds: saved, maximized: false }, [office, second]).bounds;
        const seen = [office, second].some(
          (screen) =>
            Math.min(placed.x + placed.width, screen.x + screen.width) - Math.max(placed.x, screen.x) >=
              100 &&
            placed.y >= screen.y &&
            placed.y < screen.y + screen.height,
        );
        expect(seen).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the saved state", () => {
  it("comes back, and anything else in its place is ignored", () => {
    const folder = mkdtempSync(join(tmpdir(), "window-"));
    const path = join(folder, "deep", "window.json");
    const state = { bounds: { x: -5, y: 0, width: 1200, height: 800 }, maximized: true };
    expect(readWindowState(path)).toBeUndefined();
    saveWindowState(path, state);
    expect(readWindowState(path)).toEqual(state);
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      '{"bounds":{"x":"0"}}',
      '{"bounds":{"x":1e400,"y":0,"width":1,"height":1}}',
    ]) {
      writeFileSync(path, text);
      expect(readWindowState(path)).toBeUndefined();
    }
    rmSync(folder, { recursive: true });
  });
});
