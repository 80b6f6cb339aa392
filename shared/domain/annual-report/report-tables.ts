import type { Cells } from "./identities.ts";
import {
  disputeColumns,
  disputeTracks,
  type ReportFormat,
  type TableOneCell,
  tableTwoColumns,
  tableTwoNote,
} from "./report-format.ts";

/** One printed cell. `cell` is the id of the figure it shows ("t2.r1.nat"); absent in heads and labels. */
export interface PrintedCell {
  readonly text: string;
  readonly cell?: string;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly head: boolean;
}

/** A table as it is printed, in cells with spans; `widths` are relative. */
export interface PrintedTable {
  readonly id: "t1" | "t2" | "t3";
  readonly widths: readonly number[];
  readonly rows: readonly (readonly PrintedCell[])[];
}

function head(text: string, colSpan = 1, rowSpan = 1): PrintedCell {
  return { text, rowSpan, colSpan, head: true };
}

/** Figures as printed: 0 where there is none, an amount with the decimals it has, at least two. */
function figure(cells: Cells, cell: string, colSpan = 1, decimal = false): PrintedCell {
  const value = cells[cell] ?? 0;
  const text = decimal && value !== 0 && Number.isInteger(value * 100) ? value.toFixed(2) : String(value);
  return { text, cell, rowSpan: 1, colSpan, head: false };
}

function groupBy<T>(entries: readonly T[], key: (entry: T) => string): readonly (readonly T[])[] {
  const groups: T[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && key(last[0]) === key(entry)) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Columns of figures in table 1: the widest block has three. */
const tableOneFigures = 3;

function tableOne(format: ReportFormat, cells: Cells): PrintedTable {
  const rows: PrintedCell[][] = [];
  for (const block of groupBy(format.tableOne, (cell) => cell.block)) {
    const [first] = block;
    if (!first) continue;
    rows.push([head(first.block, 1 + tableOneFigures)]);
    const spanned = (
      entries: readonly TableOneCell[],
      print: (entry: TableOneCell, span: number) => PrintedCell,
    ) =>
      entries.map((entry, index) =>
        print(entry, index === entries.length - 1 ? tableOneFigures - entries.length + 1 : 1),
      );
    const lines = groupBy(block, (cell) => cell.row);
    rows.push([head("信息内容"), ...spanned(lines[0] ?? [], (entry, span) => head(entry.column, span))]);
    for (const line of lines)
      rows.push([
        head(line[0]?.row ?? ""),
        ...spanned(line, (entry, span) => figure(cells, `t1.${entry.id}`, span, entry.decimal)),
      ]);
  }
  return { id: "t1", widths: [4, 3, 3, 3], rows };
}

const outcomeHead = "三、本年度办理结果";

function tableTwo(format: ReportFormat, cells: Cells): PrintedTable {
  const rows: PrintedCell[][] = [
    [head(tableTwoNote, 3, 3), head("申请人情况", 7)],
    [head("自然人", 1, 2), head("法人或其他组织", 5), head("总计", 1, 2)],
    tableTwoColumns.filter(({ id }) => id !== "nat" && id !== "sum").map(({ label }) => head(label)),
  ];
  const inOutcome = format.tableTwo.filter((row) => row.group !== undefined).length;
  let outcomeOpened = false;
  for (const group of groupBy(format.tableTwo, (row) => row.group ?? row.id)) {
    group.forEach((row, index) => {
      const labels: PrintedCell[] = [];
      if (row.group === undefined) labels.push(head(row.label, 3));
      else {
        if (!outcomeOpened) labels.push(head(outcomeHead, 1, inOutcome));
        outcomeOpened = true;
        if (row.group === outcomeHead) labels.push(head(row.label, 2));
        else {
          if (index === 0) labels.push(head(row.group, 1, group.length));
          labels.push(head(row.label));
        }
      }
      rows.push([...labels, ...tableTwoColumns.map(({ id }) => figure(cells, `t2.${row.id}.${id}`))]);
    });
  }
  return { id: "t2", widths: [2, 3, 7, 2, 2, 2, 2, 2, 2, 2], rows };
}

function tableThree(cells: Cells): PrintedTable {
  const columns = [...disputeColumns, { id: "total", label: "总计" }] as const;
  const [review, ...suits] = disputeTracks;
  return {
    id: "t3",
    widths: Array.from({ length: columns.length * disputeTracks.length }, () => 1),
    rows: [
      [head(review.label, columns.length, 2), head("行政诉讼", columns.length * suits.length)],
      suits.map((track) => head(track.label, columns.length)),
      disputeTracks.flatMap(() => columns.map(({ label }) => head(label))),
      disputeTracks.flatMap((track) => columns.map(({ id }) => figure(cells, `t3.${track.id}.${id}`))),
    ],
  };
}

/**
 * The three tables of the report as they are printed: the merged heads, the note with the 勾稽关系, every figure with its
 * id, zeros included. Source: 国办公开办函〔2021〕30号 and 〔2019〕60号; annual-report.md §3–5, §9.
 */
export function reportTables(format: ReportFormat, cells: Cells): readonly PrintedTable[] {
  return [tableOne(format, cells), tableTwo(format, cells), tableThree(cells)];
}
