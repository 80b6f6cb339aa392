import type { OpcPackage } from "../containers/opc-package.ts";
import {
  attribute,
  child,
  childElements,
  prefixedAttribute,
  type XmlElement,
} from "../containers/xml-reader.ts";
import { readThemeColours } from "../office/drawing-colours.ts";
import type { CellDress } from "../office/cell-dress.ts";
import { readSharedStrings, readSheetGrid, type SheetRow } from "../office/sheet-grid.ts";
import { SheetStyles } from "../office/sheet-styles.ts";
import { CellVisibility, parseArea } from "../office/sheet-visibility.ts";
import { refuse } from "../reading/refusal.ts";

export interface VisibleCell {
  readonly column: number;
  readonly text: string;
  /** A number as it is stored, also of a date; undefined for texts and long identifiers. */
  readonly number?: number;
  readonly dress?: CellDress;
}

export interface VisibleSheet {
  readonly name: string;
  /** Rows and columns closed up, counted from 1. */
  readonly rows: readonly (readonly VisibleCell[])[];
  readonly merges: readonly (readonly [number, number, number, number])[];
  /** Characters of each column, by its number; columns that say nothing have the usual width. */
  readonly widths?: ReadonlyMap<number, number>;
  /** Points of each row, by its number. */
  readonly heights?: ReadonlyMap<number, number>;
  readonly page?: SheetPage;
  readonly origin?: SheetOrigin;
}

/** Where a sheet came from: its part, and where its rows and columns (from 0) stand now; undefined where they are hidden. */
export interface SheetOrigin {
  readonly part: string;
  rowAt(row: number): number | undefined;
  columnAt(column: number): number | undefined;
}

/** How a sheet is printed. */
export interface SheetPage {
  readonly landscape: boolean;
  /** As many pages wide; 0: as it comes. */
  readonly fitToWidth?: number;
  readonly paper?: number;
}

/** The cell with other words in its place: it keeps its look, and is a text. */
export function masked(cell: VisibleCell, text: string): VisibleCell {
  const { number: _number, ...rest } = cell;
  return { ...rest, text };
}

function pageOf(elements: readonly XmlElement[]): SheetPage | undefined {
  const setup = elements.find((element) => element.name === "pageSetup");
  const fits = elements
    .filter((element) => element.name === "sheetPr")
    .some((element) => /^(?:1|true)$/iu.test(attribute(child(element, "pageSetUpPr"), "fitToPage") ?? ""));
  if (!setup) return undefined;
  const paper = Number(attribute(setup, "paperSize"));
  const wide = Number(attribute(setup, "fitToWidth") ?? "1");
  return {
    landscape: attribute(setup, "orientation") === "landscape",
    ...(fits && Number.isInteger(wide) && wide >= 0 && wide < 100 ? { fitToWidth: wide } : {}),
    ...(Number.isInteger(paper) && paper > 0 && paper < 120 ? { paper } : {}),
  };
}

/**
 * What a reader of a workbook sees: shown sheets without hidden rows and columns, values instead of formulas, and no
 * cell whose value is not seen where it stands.
 */
export function readVisibleSheets(opc: OpcPackage): readonly VisibleSheet[] {
  const main = opc.mainPart() ?? refuse("damaged", "xlsx-workbook");
  const workbook = opc.xml(main);
  const stringsPart = opc.related(main, "sharedStrings")[0];
  const strings = readSharedStrings(stringsPart ? opc.bytes(stringsPart) : undefined, opc.budget);
  const stylesPart = opc.related(main, "styles")[0];
  const theme = readThemeColours(opc, opc.related(main, "theme")[0]);
  const styles = new SheetStyles(stylesPart ? opc.xml(stylesPart) : undefined, theme);
  const sheets: VisibleSheet[] = [];
  for (const entry of childElements(child(workbook, "sheets"))) {
    const part = opc.target(main, prefixedAttribute(entry, "id") ?? attribute(entry, "id"));
    const bytes = part ? opc.bytes(part) : undefined;
    if (!part || !bytes || /^(?:hidden|veryHidden)$/u.test(attribute(entry, "state") ?? "")) continue;
    const rows: SheetRow[] = [];
    const around = readSheetGrid(
      bytes,
      opc.budget,
      strings,
      (style) => styles.look(style)?.format ?? "",
      (row) => rows.push(row),
      () => undefined,
    );
    const judge = new CellVisibility(opc, part, styles, around.elements);
    const isHidden = (column: number): boolean =>
      around.hiddenColumns.some((range) => column >= range.from && column <= range.to);
    const shown = rows.filter((row) => !row.hidden);
    const hiddenRows = new Set(rows.filter((row) => row.hidden).map((row) => row.number));
    const lastColumn = shown.reduce((most, row) => Math.max(most, row.cells.at(-1)?.column ?? 0), 0);
    const columns = new Map<number, number>();
    for (let column = 1; column <= lastColumn; column += 1)
      if (!isHidden(column)) columns.set(column, columns.size + 1);
    const rowNumbers = new Map<number, number>();
    const heights = new Map<number, number>();
    const visible = shown.map((row) => {
      rowNumbers.set(row.number, rowNumbers.size + 1);
      if (row.height !== undefined) heights.set(rowNumbers.size, row.height);
      const blanks = row.blanks.flatMap(({ column: from, style }): readonly VisibleCell[] => {
        const column = columns.get(from);
        const dress = styles.dress(style);
        return column === undefined || !dress ? [] : [{ column, text: "", dress }];
      });
      const cells = row.cells.flatMap((cell): readonly VisibleCell[] => {
        const column = columns.get(cell.column);
        if (column === undefined) return [];
        const own = styles.dress(cell.style);
        const dress = own ? { dress: own } : {};
        const text = judge.seenText(row.number, cell);
        if (text === "" || judge.whyUnseen(row.number, cell))
          return own ? [{ column, text: "", dress: own }] : [];
        const isNumber = !cell.isText && cell.text === String(cell.number);
        // A date stays one where its format can be kept; else it is the text that is read.
        const isDate =
          !cell.isText && /^\d{4}-\d{2}-\d{2}$/u.test(cell.text) && /y|m|d/iu.test(own?.format ?? "");
        return [{ column, text, ...(isNumber || isDate ? { number: cell.number } : {}), ...dress }];
      });
      return blanks.length === 0 ? cells : [...cells, ...blanks].sort((a, b) => a.column - b.column);
    });
    const widths = new Map<number, number>();
    for (const [from, column] of columns) {
      const width = around.widths.find((range) => from >= range.from && from <= range.to)?.width;
      if (width !== undefined) widths.set(column, width);
    }
    const page = pageOf(around.elements);
    const merges = around.elements
      .filter((element) => element.name === "mergeCells")
      .flatMap((element) => childElements(element).map((merge) => parseArea(attribute(merge, "ref") ?? "")))
      .flatMap((area): readonly (readonly [number, number, number, number])[] => {
        if (!area || area.toRow - area.fromRow > 10_000) return [];
        const within = (
          from: number,
          to: number,
          map: ReadonlyMap<number, number>,
          skip: (index: number) => boolean,
        ): readonly number[] =>
          Array.from({ length: to - from + 1 }, (_, index) => from + index)
            .flatMap((index) => (skip(index) ? [] : [map.get(index)]))
            .filter((index) => index !== undefined);
        const r = within(area.fromRow, area.toRow, rowNumbers, (row) => hiddenRows.has(row));
        const c = within(area.fromColumn, Math.min(area.toColumn, lastColumn), columns, isHidden);
        const [r0, r1, c0, c1] = [r[0], r.at(-1), c[0], c.at(-1)];
        if (r0 === undefined || r1 === undefined || c0 === undefined || c1 === undefined) return [];
        return r0 === r1 && c0 === c1 ? [] : [[r0, r1, c0, c1]];
      });
    sheets.push({
      name: attribute(entry, "name") ?? `Sheet${sheets.length + 1}`,
      rows: visible,
      merges,
      widths,
      heights,
      ...(page ? { page } : {}),
      origin: {
        part,
        // Rows that are not written at all are closed up like hidden ones; what begins there begins at the next.
        rowAt: (row) =>
          hiddenRows.has(row + 1)
            ? undefined
            : shown.filter(({ number }) => number <= row).length +
              Math.max(0, row - (shown.at(-1)?.number ?? 0)),
        columnAt: (column) => {
          if (isHidden(column + 1)) return undefined;
          return column + 1 > lastColumn
            ? columns.size + column - lastColumn
            : (columns.get(column + 1) ?? 1) - 1;
        },
      },
    });
  }
  return sheets;
}
