import { expect, it } from "vitest";

import { amountColumns, cellAlignment, staysOnOneLine } from "./cell-alignment.ts";

it.each([
  ["序号", true, "center"],
  ["12", false, "center"],
  ["6000", false, "right"],
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

it("a column with one amount in it stands to the right as a whole, the counters beside it in the middle", () => {
  const row = (...texts: readonly string[]) => texts.map((text) => ({ text, columns: 1 }));
  const columns = amountColumns([
    row("序号", "姓名", "金额"),
    row("1", "张桂芳", "960"),
    [...row("2"), { text: "（两人合计）", columns: 1 }, { text: "10800", columns: 1 }],
    [
      { text: "合计", columns: 2 },
      { text: "11760", columns: 1 },
    ],
  ]);
  expect([...columns]).toEqual([2]);
  expect(cellAlignment("960", false, columns.has(2))).toBe("right");
  expect(cellAlignment("1", false, columns.has(0))).toBe("center");
});
