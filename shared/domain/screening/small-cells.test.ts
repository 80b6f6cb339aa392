import { describe, expect, it } from "vitest";

import { findSmallCells } from "./small-cells.ts";

describe("small cells (review checklist CR-F04)", () => {
  it("finds counts of one and two persons, not zero, not totals, not money", () => {
    const table = {
      header: ["村名", "低保人数", "金额"],
      rows: [
        ["前王村", "2", "2"],
        ["后李村", "0", "0"],
        ["大寨村", "15人", "1"],
        ["柳树屯", "1人", "3"],
        ["合计", "2", "6"],
      ],
    };
    expect(findSmallCells(table)).toEqual([
      { row: 0, column: 1, persons: 2, kind: "count" },
      { row: 3, column: 1, persons: 1, kind: "count" },
    ]);
  });

  it("finds rows that their description singles out", () => {
    const table = {
      header: ["乡镇", "性别", "民族", "残疾等级"],
      rows: [
        ["沙河镇", "女", "汉族", "一级"],
        ["沙河镇", "女", "汉族", "一级"],
        ["沙河镇", "女", "汉族", "一级"],
        ["沙河镇", "男", "回族", "一级"],
      ],
    };
    expect(findSmallCells(table)).toEqual([{ row: 3, column: 0, persons: 1, kind: "group" }]);
    expect(findSmallCells(table, 5)).toHaveLength(4);
  });

  it("leaves rosters with names to the name findings", () => {
    expect(findSmallCells({ header: ["姓名", "性别", "民族"], rows: [["某", "女", "回族"]] })).toEqual([]);
  });
});
