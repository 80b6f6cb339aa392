import type { PrintedTable } from "../../../../shared/domain/annual-report/index.ts";
import type { VisibleCell, VisibleSheet } from "../release/visible-sheets.ts";
import { writeXlsx } from "../release/write-xlsx.ts";
import { partsOf, type ReportDocument } from "./report-document.ts";

/** Puts cells with spans on numbered places; a figure stays a number that can be summed. */
function sheetOf(name: string, table: PrintedTable): VisibleSheet {
  const taken = new Set<string>();
  const merges: [number, number, number, number][] = [];
  const rows = table.rows.map((cells, rowIndex): readonly VisibleCell[] => {
    const row = rowIndex + 1;
    let column = 1;
    return cells.map((cell) => {
      while (taken.has(`${row}:${column}`)) column += 1;
      const place = column;
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.colSpan; right += 1) taken.add(`${row + down}:${place + right}`);
      if (cell.rowSpan > 1 || cell.colSpan > 1)
        merges.push([row, row + cell.rowSpan - 1, place, place + cell.colSpan - 1]);
      column += cell.colSpan;
      return {
        column: place,
        text: cell.text,
        ...(cell.cell === undefined ? {} : { number: Number(cell.text) }),
      };
    });
  });
  return { name, rows, merges };
}

/** The three tables of the annual report as a workbook, one sheet each, named by the heading of their part. */
export function renderReportXlsx(report: ReportDocument): Uint8Array {
  return writeXlsx(
    partsOf(report).flatMap((part) =>
      part.table ? [sheetOf(part.heading.replace(/^[一二三四五六]、/u, "").slice(0, 31), part.table)] : [],
    ),
  );
}
