import { expect, it } from "vitest";

import { cellText, longestCell } from "./cell-text.ts";

it.each([
  ["plain words stay", "公开\n一", "公开\n一"],
  ["a formula is words", '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
  ["control characters go", "公\u0000开\u001B\u0008\uFFFE", "公开"],
  ["half a pair goes", "公\uD83D开", "公开"],
  ["a whole pair stays", "公😀开", "公😀开"],
])("%s", (_name, text, cell) => {
  expect(cellText(text)).toBe(cell);
});

it("cuts what a cell cannot hold, never within a pair", () => {
  for (const text of ["文".repeat(40_000), "😀".repeat(20_000), `a${"😀".repeat(20_000)}`]) {
    const cell = cellText(text);
    expect(cell.length).toBeLessThanOrEqual(longestCell);
    expect(cell).toMatch(/以本机所记为准）$/u);
    expect(cellText(cell)).toBe(cell);
  }
  expect(cellText("文".repeat(longestCell))).toHaveLength(longestCell);
});
