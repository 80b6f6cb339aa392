import { describe, expect, it } from "vitest";

import { cellIds, reportFormats, tableTwoNote, type ReportFormatId } from "./report-format.ts";
import { reportTables, type PrintedTable } from "./report-tables.ts";

/** Lays the cells out on a grid; throws where two cells meet on one place. */
function grid(table: PrintedTable): readonly (readonly string[])[] {
  const width = table.widths.length;
  const places: string[][] = table.rows.map(() => Array.from({ length: width }, () => ""));
  table.rows.forEach((row, rowIndex) => {
    let column = 0;
    for (const cell of row) {
      while (places[rowIndex]?.[column]) column += 1;
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.colSpan; right += 1) {
          const line = places[rowIndex + down];
          if (!line || column + right >= width || line[column + right])
            throw new Error(`cell out of place: ${cell.text}`);
          line[column + right] = cell.cell ?? `【${cell.text}】`;
        }
      column += cell.colSpan;
    }
  });
  return places;
}

describe.each(["2021-30", "2019-60"] as const)("the printed tables of format %s", (id: ReportFormatId) => {
  const format = reportFormats[id];
  const tables = reportTables(format, {});

  it("fill their grids without a gap and without an overlap", () => {
    for (const table of tables)
      expect(
        grid(table)
          .flat()
          .filter((place) => place === ""),
      ).toEqual([]);
  });

  it("print every figure of the format once, zero where nothing was counted", () => {
    const printed = tables.flatMap((table) => table.rows.flat()).filter((cell) => cell.cell !== undefined);
    expect(printed.map((cell) => cell.cell)).toEqual([...cellIds(format)]);
    expect(new Set(printed.map((cell) => cell.text))).toEqual(new Set(["0"]));
  });
});

describe("table 2 of 2021", () => {
  const table = reportTables(reportFormats["2021-30"], { "t2.r1.nat": 32, "t1.fee.amount_wan": 31.8 })[1];
  const places = table ? grid(table) : [];

  it("has the note over three rows, and 7 columns under 申请人情况", () => {
    expect(places.slice(0, 3).map((row) => row[0])).toEqual([
      `【${tableTwoNote}】`,
      `【${tableTwoNote}】`,
      `【${tableTwoNote}】`,
    ]);
    expect(new Set(places[0]?.slice(3))).toEqual(new Set(["【申请人情况】"]));
    expect(places[2]?.slice(3)).toEqual(
      ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"].map(
        (label) => `【${label}】`,
      ),
    );
  });

  it("has 25 rows of figures after its head", () => {
    expect(places).toHaveLength(28);
    expect(places.filter((row) => row[0] === "【三、本年度办理结果】")).toHaveLength(22);
    expect(places.filter((row) => row[1] === "【（三）不予公开】")).toHaveLength(8);
  });
});

it("prints an amount of money with two decimals", () => {
  const [one] = reportTables(reportFormats["2021-30"], { "t1.fee.amount_wan": 31.8 });
  expect(one?.rows.flat().find((cell) => cell.cell === "t1.fee.amount_wan")?.text).toBe("31.80");
});
