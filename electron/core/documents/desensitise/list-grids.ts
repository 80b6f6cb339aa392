import type { DesensitisedList } from "../../../../shared/domain/desensitise/desensitise-list.ts";
import { listSegments, type ListSegment } from "../../../../shared/domain/desensitise/list-segments.ts";
import {
  paragraphOf,
  type Block,
  type StructuredDocument,
  type Table,
  type TableRow,
} from "../../../../shared/domain/item/structured-document.ts";
import { OpcPackage } from "../containers/opc-package.ts";
import { openZip } from "../containers/zip-archive.ts";
import type { FileKind, FileReading } from "../reading/file-reading.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import { masked, readVisibleSheets, type VisibleCell } from "../release/visible-sheets.ts";
import { maskDocument, maskText, type Withheld } from "../release/withheld.ts";
import { writeDocx } from "../release/write-docx.ts";
import { writeXlsx } from "../release/write-xlsx.ts";
import { parseDelimited } from "../text/csv-rows.ts";
import { decodeText } from "../text/text-encoding.ts";

export interface ListGrid {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** The lists in a file, and how a file of the same kind is written from what became of them. */
export interface ListGrids {
  readonly kind: FileKind;
  readonly extension: "xlsx" | "docx" | "csv" | "txt";
  readonly grids: readonly ListGrid[];
  /** `lists` in the order of `grids`. Masks `withheld` wherever else it stands. */
  readonly write: (lists: readonly DesensitisedList[], withheld: readonly Withheld[]) => Uint8Array;
}

/** The column each cell of a table starts at; cells that reach down keep their column in the rows below. */
function columnsOf(table: Table): readonly (readonly number[])[] {
  const reach: number[] = [];
  return table.content.map((row) => {
    let column = 0;
    const starts = row.content.map((cell) => {
      while ((reach[column] ?? 0) > 0) column += 1;
      const start = column;
      for (let span = 0; span < (cell.attrs?.colspan ?? 1); span += 1) {
        reach[column] = cell.attrs?.rowspan ?? 1;
        column += 1;
      }
      return start;
    });
    for (let index = 0; index < reach.length; index += 1) reach[index] = Math.max((reach[index] ?? 0) - 1, 0);
    return starts;
  });
}

const cellText = (cell: TableRow["content"][number]): string =>
  cell.content.map((one) => (one.content ?? []).map((node) => node.text).join("")).join(" ");

function tableGrid(table: Table, name: string): ListGrid {
  const starts = columnsOf(table);
  const rows = table.content.map((row, r) => {
    const cells: string[] = [];
    row.content.forEach((cell, c) => {
      const start = starts[r]?.[c] ?? c;
      while (cells.length < start) cells.push("");
      cells[start] = cellText(cell);
    });
    return cells;
  });
  return { name, rows };
}

function tableFrom(table: Table, list: DesensitisedList): Table {
  const removed = new Set(
    list.columns.filter((column) => column.treatment === "remove").map((column) => column.index),
  );
  const starts = columnsOf(table);
  const content = table.content.flatMap((row, r): readonly TableRow[] => {
    const cells = row.content.flatMap((cell, c) => {
      const start = starts[r]?.[c] ?? c;
      const span = cell.attrs?.colspan ?? 1;
      const left = Array.from({ length: span }, (_, index) => start + index).filter(
        (column) => !removed.has(column),
      ).length;
      const text = list.cells[r]?.[start];
      if (left === 0 || text === undefined) return [];
      const { colspan: _span, ...attrs } = cell.attrs ?? {};
      const kept = { ...attrs, ...(left > 1 ? { colspan: left } : {}) };
      return [
        {
          type: "tableCell" as const,
          ...(Object.keys(kept).length > 0 ? { attrs: kept } : {}),
          content: text === cellText(cell) ? cell.content : [paragraphOf(text)],
        },
      ];
    });
    return cells.length > 0 ? [{ ...row, content: cells }] : [];
  });
  return { type: "table", content };
}

function documentGrids(document: StructuredDocument): ListGrids {
  const tables = document.content.filter((block): block is Table => block.type === "table");
  const around = document.content.flatMap((block) =>
    block.type === "table" ? [] : [[(block.content ?? []).map((node) => node.text).join("")]],
  );
  return {
    kind: "docx",
    extension: "docx",
    grids: [
      ...tables.map((table, index) => tableGrid(table, `表${index + 1}`)),
      { name: "表外文字", rows: around },
    ],
    write: (lists, withheld) => {
      let index = 0;
      const content = document.content.flatMap((block): readonly Block[] => {
        if (block.type !== "table") return [block];
        const list = lists[index++];
        const table = list ? tableFrom(block, list) : block;
        return table.content.length > 0 ? [table] : [];
      });
      return writeDocx(maskDocument({ ...document, content }, withheld));
    },
  };
}

/** A list on a sheet that may hold several, one below the other. */
interface SegmentGrid extends ListGrid, ListSegment {
  /** Which sheet. */
  readonly part: number;
}

function segmentsOf(
  rows: readonly (readonly string[])[],
  name: string,
  part: number,
): readonly SegmentGrid[] {
  const segments = listSegments(rows);
  return segments.map(({ from, to }, index) => ({
    from,
    to,
    part,
    name: segments.length === 1 ? name : `${name}（第${index + 1}个表）`,
    rows: rows.slice(from, to),
  }));
}

/** Columns that are taken out, counted from 1. */
const removedColumns = (list: DesensitisedList | undefined): ReadonlySet<number> =>
  new Set(
    (list?.columns ?? []).filter((column) => column.treatment === "remove").map((column) => column.index + 1),
  );

function workbookGrids(bytes: Uint8Array, budget: ReadBudget): ListGrids {
  const sheets = readVisibleSheets(new OpcPackage(openZip(bytes, budget), budget));
  const rowsOf = sheets.map((sheet) =>
    sheet.rows.map((cells) => {
      const row: string[] = Array.from({ length: cells.at(-1)?.column ?? 0 }, () => "");
      for (const cell of cells) row[cell.column - 1] = cell.text;
      return row;
    }),
  );
  const segments = sheets.flatMap((sheet, index) => segmentsOf(rowsOf[index] ?? [], sheet.name, index));
  return {
    kind: "xlsx",
    extension: "xlsx",
    grids: segments,
    write: (lists, withheld) =>
      writeXlsx(
        sheets.map((sheet, index) => {
          const own = segments.flatMap((segment, at) =>
            segment.part === index ? [{ segment, list: lists[at], gone: removedColumns(lists[at]) }] : [],
          );
          const at = (row: number) => own.find(({ segment }) => row >= segment.from && row < segment.to);
          const moved = (column: number, gone: ReadonlySet<number> | undefined): number =>
            column - [...(gone ?? [])].filter((one) => one < column).length;
          const rows = sheet.rows.map((cells, r) => {
            const part = at(r);
            return cells.flatMap((cell): readonly VisibleCell[] => {
              const list = part?.list;
              const given = list ? list.cells[r - part.segment.from]?.[cell.column - 1] : cell.text;
              if (given === undefined) return [];
              const text = maskText(given, withheld);
              const column = moved(cell.column, part?.gone);
              return [{ ...(text === cell.text ? cell : masked(cell, text)), column }];
            });
          });
          const merges = sheet.merges.flatMap(
            ([r0, r1, c0, c1]): readonly (readonly [number, number, number, number])[] => {
              const gone = at(r0 - 1)?.gone;
              const kept = Array.from({ length: c1 - c0 + 1 }, (_, offset) => c0 + offset).filter(
                (column) => !gone?.has(column),
              );
              const [first, last] = [kept[0], kept.at(-1)];
              if (first === undefined || last === undefined) return [];
              const [from, to] = [moved(first, gone), moved(last, gone)];
              return r0 === r1 && from === to ? [] : [[r0, r1, from, to]];
            },
          );
          // The columns are as wide as those of the longest list on the sheet.
          const longest = own.toSorted(
            (a, b) => b.segment.to - b.segment.from - (a.segment.to - a.segment.from),
          )[0]?.gone;
          const widths = new Map(
            [...(sheet.widths ?? [])].flatMap(([column, width]): readonly [number, number][] =>
              longest?.has(column) ? [] : [[moved(column, longest), width]],
            ),
          );
          const { heights, page } = sheet;
          return {
            name: maskText(sheet.name, withheld).slice(0, 31),
            rows,
            merges,
            widths,
            ...(heights ? { heights } : {}),
            ...(page ? { page } : {}),
          };
        }),
      ),
  };
}

/** The mark that sets cells apart: the first that most of the lines hold; titles and remarks hold none. */
function separatorOf(text: string, fewestCells: number): string | undefined {
  const lines = text
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== "")
    .slice(0, 50);
  return ["\t", ",", "，", ";", "|"].find(
    (mark) => lines.filter((line) => line.split(mark).length >= fewestCells).length * 2 >= lines.length,
  );
}

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\n\r]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

function textGrids(bytes: Uint8Array, kind: "csv" | "text"): ListGrids {
  const { text } = decodeText(bytes);
  // A .csv says by its name that it is a table, also one of two columns.
  const separator = separatorOf(text, kind === "csv" ? 2 : 3);
  const rows = separator
    ? parseDelimited(text, separator)
    : text.split(/\r?\n/u).map((line) => line.trim().split(/[ \u3000]+/u));
  const join = separator ?? " ";
  const segments = segmentsOf(rows, "名单", 0);
  return {
    kind,
    extension: kind === "csv" ? "csv" : "txt",
    grids: segments,
    write: (lists, withheld) => {
      const cells = segments.flatMap((segment, at) => lists[at]?.cells ?? segment.rows);
      const lines = cells.map((row) =>
        row
          .flatMap((cell) => (cell === undefined ? [] : [quoted(maskText(cell, withheld), join)]))
          .join(join),
      );
      // Spreadsheet programs read UTF-8 of a .csv only behind its mark.
      return new TextEncoder().encode(`${kind === "csv" ? "\ufeff" : ""}${lines.join("\r\n")}\r\n`);
    },
  };
}

/** The lists in a file; undefined for kinds that hold none a program could take apart (PDF, pictures, slides). */
export function listGridsOf(
  bytes: Uint8Array,
  reading: FileReading,
  budget: ReadBudget,
): ListGrids | undefined {
  switch (reading.kind) {
    case "xlsx":
      return workbookGrids(bytes, budget);
    case "csv":
      return textGrids(bytes, "csv");
    case "text":
      return textGrids(bytes, "text");
    case "docx":
    case "html":
      return reading.document ? documentGrids(reading.document) : undefined;
    default:
      return undefined;
  }
}
