import { describe, expect, it } from "vitest";

import type { DesensitisedSheetView } from "../../../shared/contract/desensitise.ts";
import { rowPairs, summaryOf } from "./desensitise-model.ts";

const sheet: DesensitisedSheetView = {
  name: "名单",
  headerRow: 1,
  rowCount: 3,
  inText: 1,
  columns: [
    { index: 0, header: "姓名", kind: "name", treatment: "mask", changed: 1 },
    { index: 1, header: "身份证号", kind: "id", treatment: "remove", changed: 1 },
    { index: 2, header: "住址", kind: "address", treatment: "generalise", changed: 1 },
  ],
  before: [["公示"], ["姓名", "身份证号", "住址"], ["张建国", "1101", "三里村1号"]],
  after: [["公示"], ["姓名", null, "住址"], ["张某某", null, "三里村"]],
};

describe("both sides of a list", () => {
  it("pairs cells, short rows filled up", () => {
    const rows = rowPairs(sheet);
    expect(rows.map((row) => row.length)).toEqual([3, 3, 3]);
    expect(rows[0]?.map((cell) => cell.changed)).toEqual([false, false, false]);
    expect(rows[2]).toEqual([
      { column: 0, before: "张建国", after: "张某某", changed: true },
      { column: 1, before: "1101", after: null, changed: true },
      { column: 2, before: "三里村1号", after: "三里村", changed: true },
    ]);
  });

  it("says in one line what was done", () => {
    expect(summaryOf({ sheets: [sheet] })).toBe("遮盖 1 处，概括 1 处，删除 1 列，标题和备注中另有 1 处");
    expect(summaryOf({ sheets: [] })).toBe("没有需要处理的内容");
  });
});
