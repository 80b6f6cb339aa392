import {
  attribute,
  child,
  childElements,
  deepText,
  forEachXmlElement,
  ownText,
  type XmlElement,
} from "../containers/xml-reader.ts";
import type { ReadBudget } from "../reading/read-budget.ts";

/** A run of a cell's text (CT_RElt, 18.4.4). */
export interface RichRun {
  readonly text: string;
  /** Whether it has a font of its own; without one it takes that of the cell. */
  readonly dressed: boolean;
  readonly colour: XmlElement | undefined;
  readonly points: number | undefined;
}

export interface SheetCell {
  readonly column: number;
  readonly text: string;
  readonly formula: string;
  readonly isText: boolean;
  readonly number: number;
  readonly style: number;
  /** All runs of its text, where one of them is dressed unlike the cell. */
  readonly runs?: readonly RichRun[];
}

export interface SheetRow {
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: readonly SheetCell[];
  /** Cells without a value that have a look of their own: the empty boxes of a table. */
  readonly blanks: readonly { readonly column: number; readonly style: number }[];
  /** Points, where the row says so. */
  readonly height?: number;
}

export interface SheetColumns {
  readonly from: number;
  readonly to: number;
}

/** The parts of a sheet beside its rows; each as a tree. */
export interface SheetSurroundings {
  readonly hiddenColumns: readonly SheetColumns[];
  readonly elements: readonly XmlElement[];
  /** Widths of columns that are shown, in characters. */
  readonly widths: readonly (SheetColumns & { readonly width: number })[];
}

/** "AB12" → 28 (columns count from 1); 0 when it is no reference. */
export function columnOf(reference: string | undefined): number {
  const letters = /^\$?([A-Z]{1,3})/iu.exec(reference ?? "")?.[1]?.toUpperCase();
  if (!letters) return 0;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export function columnName(column: number): string {
  let rest = column;
  let name = "";
  while (rest > 0) {
    rest -= 1;
    name = String.fromCharCode(65 + (rest % 26)) + name;
    rest = Math.floor(rest / 26);
  }
  return name;
}

/** Rich text of a shared or inline string; phonetic hints are read as well, after it. */
export function richText(element: XmlElement | undefined): string {
  if (!element) return "";
  const phonetic: string[] = [];
  let text = "";
  for (const part of childElements(element)) {
    if (part.name === "t") text += ownText(part);
    else if (part.name === "r") text += ownText(child(part, "t"));
    else if (part.name === "rPh") phonetic.push(deepText(part));
  }
  return unescapeCharacters(phonetic.length > 0 ? `${text} ${phonetic.join("")}` : text);
}

/** `_x000D_` escapes of ST_Xstring (22.9.2.19). */
function unescapeCharacters(text: string): string {
  return text.replaceAll(/_x([0-9a-f]{4})_/giu, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The runs of a rich text; undefined where none has a colour or a size of its own. */
function richRuns(element: XmlElement | undefined): readonly RichRun[] | undefined {
  if (!element) return undefined;
  const runs = childElements(element).flatMap((part): readonly RichRun[] => {
    if (part.name !== "t" && part.name !== "r") return [];
    const look = part.name === "r" ? child(part, "rPr") : undefined;
    const size = attribute(child(look, "sz"), "val");
    return [
      {
        text: unescapeCharacters(part.name === "t" ? ownText(part) : ownText(child(part, "t"))),
        dressed: look !== undefined,
        colour: child(look, "color"),
        points: size === undefined ? undefined : Number(size),
      },
    ];
  });
  return runs.some(({ colour, points }) => colour !== undefined || points !== undefined) ? runs : undefined;
}

/** The shared strings of a workbook, by their number. */
export interface SharedStrings {
  readonly texts: readonly string[];
  /** The runs of those that are dressed in parts. */
  readonly runs: ReadonlyMap<number, readonly RichRun[]>;
}

export function readSharedStrings(bytes: Uint8Array | undefined, budget: ReadBudget): SharedStrings {
  const texts: string[] = [];
  const runs = new Map<number, readonly RichRun[]>();
  if (bytes)
    forEachXmlElement(bytes, budget, new Set(["si"]), (element) => {
      const dressed = richRuns(element);
      if (dressed) runs.set(texts.length, dressed);
      texts.push(richText(element));
    });
  return { texts, runs };
}

function on(element: XmlElement, name: string): boolean {
  return /^(?:1|true|on)$/iu.test(attribute(element, name) ?? "");
}

/** Serial days of the 1900 system as an ISO date: Excel counts a 29 February 1900 that never was. */
function dateText(serial: number): string {
  const day = Math.floor(serial) - (serial > 60 ? 25_569 : 25_568);
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function looksLikeDate(format: string): boolean {
  return /[ymd]/iu.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, ""));
}

const surroundingNames = new Set([
  "cols",
  "sheetPr",
  "row",
  "autoFilter",
  "headerFooter",
  "dataValidations",
  "hyperlinks",
  "scenarios",
  "pageSetup",
  "tableParts",
  "conditionalFormatting",
  "mergeCells",
  "legacyDrawing",
  "extLst",
  "sheetProtection",
  "protectedRanges",
]);

/** Drawn together to a line: points of a row, characters of a column. Nobody reads what stands there. */
const closedHeight = 1;
const closedWidth = 0.1;

/**
 * Reads a worksheet row by row. A row is hidden by its own mark or by height 0; a column by its mark or by width 0
 * (18.3.1.13, 18.3.1.73). The default zeroHeight (18.3.1.81) hides the rows that are not written, which hold nothing:
 * programs show every written row without a mark of its own.
 */
export function readSheetGrid(
  bytes: Uint8Array,
  budget: ReadBudget,
  strings: SharedStrings,
  formatOf: (style: number) => string,
  onRow: (row: SheetRow) => void,
  onString: (index: number) => void,
): SheetSurroundings {
  const hiddenColumns: SheetColumns[] = [];
  const elements: XmlElement[] = [];
  const widths: (SheetColumns & { width: number })[] = [];
  let number = 0;
  forEachXmlElement(bytes, budget, surroundingNames, (element) => {
    if (element.name === "cols") {
      for (const column of childElements(element)) {
        const width = attribute(column, "width");
        const from = Number(attribute(column, "min") ?? "0");
        const range = { from, to: Number(attribute(column, "max") ?? String(from)) };
        if (on(column, "hidden") || (width !== undefined && Number(width) <= closedWidth))
          hiddenColumns.push(range);
        else if (width !== undefined && Number(width) <= 255) widths.push({ ...range, width: Number(width) });
      }
      return;
    }
    if (element.name !== "row") {
      elements.push(element);
      return;
    }
    number = Number(attribute(element, "r") ?? number + 1) || number + 1;
    const height = attribute(element, "ht");
    const ownHidden = attribute(element, "hidden");
    const hidden =
      on(element, "hidden") ||
      (ownHidden === undefined && height !== undefined && Number(height) <= closedHeight);
    const cells: SheetCell[] = [];
    const blanks: { column: number; style: number }[] = [];
    let column = 0;
    for (const cell of childElements(element)) {
      if (cell.name !== "c") continue;
      column = columnOf(attribute(cell, "r")) || column + 1;
      const type = attribute(cell, "t") ?? "n";
      const raw = ownText(child(cell, "v"));
      const style = Number(attribute(cell, "s") ?? "0") || 0;
      let text = raw;
      let runs: readonly RichRun[] | undefined;
      if (type === "s") {
        text = strings.texts[Number(raw)] ?? "";
        runs = strings.runs.get(Number(raw));
        onString(Number(raw));
      } else if (type === "inlineStr") {
        text = richText(child(cell, "is"));
        runs = richRuns(child(cell, "is"));
      } else if (type === "str") text = unescapeCharacters(raw);
      else if (type === "b") text = raw === "1" ? "TRUE" : "FALSE";
      const value = Number(raw);
      const isText = type === "s" || type === "inlineStr" || type === "str";
      if (!isText && type === "n" && raw !== "") {
        if (looksLikeDate(formatOf(style)) && value > 0 && value < 110_000) text = dateText(value);
        // Long numbers are stored in scientific notation; the digits are what matters.
        else if (/e/iu.test(raw) && Number.isFinite(value) && Math.abs(value) < 1e21)
          text = BigInt(Math.round(value)).toString();
      }
      const formula = ownText(child(cell, "f"));
      if (text === "" && formula === "") {
        if (style > 0) blanks.push({ column, style });
        continue;
      }
      cells.push({
        column,
        text,
        formula,
        isText,
        number: Number.isFinite(value) ? value : 0,
        style,
        ...(runs ? { runs } : {}),
      });
    }
    const points = Number(height);
    onRow({
      number,
      hidden,
      cells,
      blanks,
      ...(points > closedHeight && points <= 409 ? { height: points } : {}),
    });
  });
  return { hiddenColumns, elements, widths };
}
