import type { Cells } from "./identities.ts";
import { cellIds, type ReportFormatId, reportFormats } from "./report-format.ts";
import type { AnnualReport } from "./report-model.ts";

/** One cell of two years side by side. */
export interface CellComparison {
  readonly cell: string;
  readonly current: number;
  /** Absent where the earlier format has no counterpart. */
  readonly previous?: number;
  readonly change?: number;
  /** Change relative to the year before; absent when that was zero. */
  readonly ratio?: number;
}

const splitRows = ["r3_6_1", "r3_6_2", "r3_6_3"] as const;

function earlierCell(cell: string, previous: Cells): number | undefined {
  // 「处理决定数量」 of 2019 is 「本年处理决定数量」 of 2021; the rest of table 1 has no counterpart.
  if (cell.startsWith("t1.")) return cell.endsWith(".decisions") ? previous[cell] : undefined;
  return splitRows.some((row) => cell.startsWith(`t2.${row}.`)) ? undefined : previous[cell];
}

/** Cells of a report in the terms of the earlier format: one row for （六）其他处理, the decisions of table 1. */
export function inEarlierFormat(cells: Cells, format: ReportFormatId): Cells {
  if (format === "2019-60") return cells;
  const earlier: Record<string, number> = {};
  for (const id of cellIds(reportFormats["2019-60"])) {
    const column = /^t2\.r3_6\.(\w+)$/u.exec(id)?.[1];
    if (column) earlier[id] = splitRows.reduce((sum, row) => sum + (cells[`t2.${row}.${column}`] ?? 0), 0);
    else if (id.startsWith("t1.") ? id.endsWith(".decisions") : true) earlier[id] = cells[id] ?? 0;
  }
  return earlier;
}

function compareCell(cell: string, current: number, previous: number | undefined): CellComparison {
  if (previous === undefined) return { cell, current };
  const change = current - previous;
  return { cell, current, previous, change, ...(previous === 0 ? {} : { ratio: change / previous }) };
}

/**
 * Every cell of a report beside the year before, also across the change of format, where （六）其他处理 is one row
 * (`t2.r3_6.*`). Source: annual-report.md §9.
 */
export function compareReports(
  current: Pick<AnnualReport, "cells" | "format">,
  previous: Pick<AnnualReport, "cells" | "format">,
): readonly CellComparison[] {
  if (current.format === previous.format) {
    return Object.entries(current.cells).map(([cell, amount]) =>
      compareCell(cell, amount, previous.cells[cell]),
    );
  }
  const [now, before] = [
    inEarlierFormat(current.cells, current.format),
    inEarlierFormat(previous.cells, previous.format),
  ];
  const own = Object.entries(current.cells).map(([cell, amount]) =>
    compareCell(cell, amount, earlierCell(cell, before)),
  );
  const folded = Object.keys(now)
    .filter((cell) => cell.startsWith("t2.r3_6.") && !(cell in current.cells))
    .map((cell) => compareCell(cell, now[cell] ?? 0, before[cell]));
  return [...own, ...folded];
}

/** Cells of several units added up, cell by cell (汇总). */
export function sumUnits(units: readonly Cells[], format: ReportFormatId): Cells {
  return Object.fromEntries(
    cellIds(reportFormats[format]).map((id) => [id, units.reduce((sum, unit) => sum + (unit[id] ?? 0), 0)]),
  );
}
