import { expect, it } from "vitest";

import { cellAlignment, staysOnOneLine } from "./cell-alignment.ts";

it.each([
  ["序号", true, "center"],
  ["12", false, "center"],
  ["12 000", false, "right"],
  ["9,600.50", false, "right"],
  ["37.5%", false, "right"],
  ["370499195203120021", false, "left"],
  ["张桂芳", false, "left"],
  ["2026年9月", false, "left"],
  ["", false, "left"],
] as const)("%s (head %s) stands %s", (text, header, expected) => {
  expect(cellAlignment(text, header)).toBe(expected);
});

it.each([
  ["司马桂兰", true],
  [" 序号 ", true],
  ["", true],
  ["4800", true],
  ["云州市城区", false],
])("%s stays on one line: %s", (text, expected) => {
  expect(staysOnOneLine(text)).toBe(expected);
});
