import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, child, childElements, prefixedAttribute } from "../containers/xml-reader.ts";
import { readThemeColours } from "../office/drawing-colours.ts";
import { readSharedStrings, readSheetGrid, type SheetRow } from "../office/sheet-grid.ts";
import { SheetStyles } from "../office/sheet-styles.ts";
import { CellVisibility, parseArea } from "../office/sheet-visibility.ts";
import { refuse } from "../reading/refusal.ts";

export interface VisibleCell {
  readonly column: number;
  readonly text: string;
  /** A number as it is stored; undefined for texts, dates and long identifiers. */
  readonly number?: number;
}

export interface VisibleSheet {
  readonly name: string;
  /** Rows and columns closed up, counted from 1. */
  readonly rows: readonly (readonly VisibleCell[])[];
  readonly merges: readonly (readonly [number, number, number, number])[];
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
    const visible = shown.map((row) => {
      rowNumbers.set(row.number, rowNumbers.size + 1);
      return row.cells.flatMap((cell): readonly VisibleCell[] => {
        const column = columns.get(cell.column);
        if (column === undefined || cell.text === "" || judge.whyUnseen(row.number, cell)) return [];
        const isNumber = !cell.isText && cell.text === String(cell.number);
        return [isNumber ? { column, text: cell.text, number: cell.number } : { column, text: cell.text }];
      });
    });
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
    sheets.push({ name: attribute(entry, "name") ?? `Sheet${sheets.length + 1}`, rows: visible, merges });
  }
  return sheets;
}
