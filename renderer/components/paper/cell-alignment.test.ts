import { expect, it } from "vitest";

import { cellAlignment } from "./cell-alignment.ts";

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
