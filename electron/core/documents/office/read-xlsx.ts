import type { OpcPackage } from "../containers/opc-package.ts";
import {
  attribute,
  child,
  childElements,
  deepText,
  ownText,
  prefixedAttribute,
  readXmlTree,
  walk,
  type XmlElement,
} from "../containers/xml-reader.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { refuse } from "../reading/refusal.ts";
import { readCustomXml, readDocumentProperties } from "./document-properties.ts";
import { drawingColour, isSameColour, readThemeColours, type ThemeColours } from "./drawing-colours.ts";
import { readEmbeddedParts, type InnerReader } from "./embedded-parts.ts";
import { looseText, readDrawingPart, readLeftoverParts, readLinkTargets } from "./leftover-parts.ts";
import { PlacedText } from "./place-text.ts";
import { readExternalLinks, readPivotCaches, readRevisionLogs } from "./sheet-caches.ts";
import {
  columnName,
  readSharedStrings,
  readSheetGrid,
  richText,
  type SharedStrings,
  type SheetCell,
  type SheetRow,
} from "./sheet-grid.ts";
import { SheetStyles } from "./sheet-styles.ts";
import { slideShapes } from "./slide-shapes.ts";
import { CellVisibility } from "./sheet-visibility.ts";

interface SheetEntry {
  readonly name: string;
  readonly state: "visible" | "hidden" | "veryHidden";
  readonly part: string | undefined;
}

/** One line of a sheet: cells at their columns, so that a header and its values keep together. */
function rowLine(cells: readonly SheetCell[], firstColumn: number): string {
  let line = "";
  let column = firstColumn;
  for (const cell of cells) {
    // Far-off cells would need thousands of tabs; the gap itself says nothing.
    const gap = Math.max(0, cell.column - column);
    line += "\t".repeat(gap > 60 ? 1 : gap);
    line += cell.text.replaceAll(/[\t\r\n]+/gu, " ");
    column = cell.column;
  }
  return line;
}

class XlsxReader {
  readonly #opc: OpcPackage;
  readonly #builder: ReadingBuilder;
  readonly #main: string;
  readonly #strings: SharedStrings;
  readonly #usedStrings = new Set<number>();
  readonly #styles: SheetStyles;
  readonly #theme: ThemeColours;

  constructor(opc: OpcPackage, builder: ReadingBuilder, main: string) {
    this.#opc = opc;
    this.#builder = builder;
    this.#main = main;
    const stringsPart = opc.related(main, "sharedStrings")[0];
    this.#strings = readSharedStrings(stringsPart ? opc.bytes(stringsPart) : undefined, opc.budget);
    const theme = readThemeColours(opc, opc.related(main, "theme")[0]);
    this.#theme = theme;
    const stylesPart = opc.related(main, "styles")[0];
    this.#styles = new SheetStyles(stylesPart ? opc.xml(stylesPart) : undefined, theme);
  }

  get strings(): readonly string[] {
    return this.#strings.texts;
  }

  read(): void {
    const workbook = this.#opc.xml(this.#main) ?? refuse("damaged", "xlsx-workbook");
    const sheets = childElements(child(workbook, "sheets")).map((sheet): SheetEntry => {
      const state = attribute(sheet, "state") ?? "visible";
      return {
        name: attribute(sheet, "name") ?? "",
        state: state === "hidden" || state === "veryHidden" ? state : "visible",
        part: this.#opc.target(this.#main, prefixedAttribute(sheet, "id") ?? attribute(sheet, "id")),
      };
    });
    for (const sheet of sheets) this.#readSheet(sheet);
    this.#readNames(workbook);
    this.#readComments();
    const unused = this.#strings.texts.filter((_text, index) => !this.#usedStrings.has(index));
    this.#builder.addPart("未使用的共享字符串", unused.join("\n"));
  }

  #readNames(workbook: XmlElement): void {
    const lines = childElements(child(workbook, "definedNames")).flatMap((name) => {
      const text = ownText(name);
      const constants = [...text.matchAll(/"((?:[^"]|"")*)"/gu)].map((match) => match[1] ?? "");
      const comment = attribute(name, "comment") ?? "";
      return [...constants, comment].filter((piece) => piece.trim() !== "");
    });
    this.#builder.addPart("定义的名称", lines.join("\n"));
  }

  #readSheet(sheet: SheetEntry): void {
    const builder = this.#builder;
    const where = `工作表“${sheet.name}”`;
    const bytes = sheet.part ? this.#opc.bytes(sheet.part) : undefined;
    if (!sheet.part || !bytes) return;
    const rows: SheetRow[] = [];
    const surroundings = readSheetGrid(
      bytes,
      this.#opc.budget,
      this.#strings,
      (style) => this.#styles.look(style)?.format ?? "",
      (row) => {
        if (row.cells.length > 0) {
          builder.budget.spendCharacters(row.cells.length);
          rows.push(row);
        }
      },
      (index) => this.#usedStrings.add(index),
    );
    const firstColumn = rows.reduce(
      (least, row) => Math.min(least, row.cells[0]?.column ?? least),
      1_000_000,
    );
    const placed = new PlacedText();
    for (const row of rows) {
      const line = rowLine(
        row.cells.filter((cell) => cell.text !== ""),
        firstColumn,
      );
      if (line.trim() !== "") placed.addLine(line, `${where}第${row.number}行`);
    }
    builder.addPart(where, placed.text, {
      marks: placed.marks,
      ...(sheet.state === "visible" ? {} : { hidden: "HIDDEN_SHEET" as const }),
    });
    if (sheet.state !== "visible" && (placed.text !== "" || this.#hasDrawing(sheet.part))) {
      const label = sheet.state === "veryHidden" ? "深度隐藏的工作表" : "隐藏的工作表";
      builder.addHidden("HIDDEN_SHEET", `${sheet.name}\n${placed.text}`, `${label}“${sheet.name}”`);
    }
    const isHiddenColumn = (column: number): boolean =>
      surroundings.hiddenColumns.some((range) => column >= range.from && column <= range.to);
    this.#reportHiddenCells(where, rows, isHiddenColumn);
    this.#reportInvisibleCells(where, sheet.part, rows, surroundings.elements, isHiddenColumn);
    this.#readSurroundings(where, rows, surroundings.elements);
    this.#readTables(sheet.part);
    for (const type of ["drawing", "vmlDrawing"]) {
      for (const part of this.#opc.related(sheet.part, type)) {
        this.#readDrawing(part, where);
        for (const chart of this.#opc.related(part, "chart"))
          readDrawingPart(this.#opc, chart, builder, `${where}的图表`);
      }
    }
  }

  #hasDrawing(part: string): boolean {
    return this.#opc.relationships(part).some((link) => link.type === "drawing" || link.type === "chart");
  }

  #reportHiddenCells(
    where: string,
    rows: readonly SheetRow[],
    isHiddenColumn: (column: number) => boolean,
  ): void {
    const hiddenRows = rows.filter((row) => row.hidden && row.cells.some((cell) => cell.text.trim() !== ""));
    if (hiddenRows.length > 0) {
      const text = hiddenRows.map((row) => rowLine(row.cells, row.cells[0]?.column ?? 1)).join("\n");
      const first = hiddenRows[0]?.number ?? 0;
      const last = hiddenRows.at(-1)?.number ?? 0;
      const place = first === last ? `第${first}行` : `第${first}至${last}行中隐藏的${hiddenRows.length}行`;
      this.#builder.addHidden("HIDDEN_ROWS_COLS", text, `${where}${place}`);
    }
    const columns = new Map<number, string[]>();
    for (const row of rows) {
      for (const cell of row.cells) {
        if (cell.text.trim() === "" || !isHiddenColumn(cell.column)) continue;
        const list = columns.get(cell.column) ?? [];
        list.push(cell.text);
        columns.set(cell.column, list);
      }
    }
    for (const [column, texts] of columns)
      this.#builder.addHidden("HIDDEN_ROWS_COLS", texts.join("\n"), `${where}${columnName(column)}列`);
  }

  /** Values in the colour of their ground, tiny, or formatted away. */
  #reportInvisibleCells(
    where: string,
    part: string,
    rows: readonly SheetRow[],
    elements: readonly XmlElement[],
    isHiddenColumn: (column: number) => boolean,
  ): void {
    const judge = new CellVisibility(this.#opc, part, this.#styles, elements);
    const found = new Map<string, string[]>();
    for (const row of rows) {
      for (const cell of row.cells) {
        if (cell.text.trim() === "" || row.hidden || isHiddenColumn(cell.column)) continue;
        const whole = judge.whyUnseen(row.number, cell);
        const unseen = whole ? [{ text: cell.text, reason: whole }] : judge.unseenParts(row.number, cell);
        for (const { text, reason } of unseen) {
          const list = found.get(reason) ?? [];
          list.push(`${columnName(cell.column)}${row.number}：${text}`);
          found.set(reason, list);
        }
      }
    }
    for (const [reason, cells] of found)
      this.#builder.addHidden("HIDDEN_TEXT", cells.join("\n"), `${where}（${reason}）`);
  }

  #readSurroundings(where: string, rows: readonly SheetRow[], elements: readonly XmlElement[]): void {
    const builder = this.#builder;
    const formulas = rows
      .flatMap((row) => row.cells.map((cell) => cell.formula))
      .filter((formula) => /"[^"]{2,}"/u.test(formula));
    const constants = formulas.flatMap((formula) =>
      [...formula.matchAll(/"((?:[^"]|"")*)"/gu)].map((match) => match[1] ?? ""),
    );
    builder.addPart(`${where}的公式`, [...new Set(constants)].join("\n"));
    for (const element of elements) {
      if (element.name === "headerFooter") {
        const text = childElements(element)
          .map((part) =>
            ownText(part)
              .replaceAll(/&(?:[LCRPNDTFAGZUESXYB&]|"[^"]*"|\d+|K[0-9A-F]{6})/giu, " ")
              .trim(),
          )
          .join("\n");
        builder.addPart(`${where}的页眉页脚`, text);
      } else if (element.name === "dataValidations") {
        const texts = [...walk(element)].flatMap((node) => {
          if (node.name === "formula1" || node.name === "formula2") {
            const text = deepText(node);
            return text.startsWith('"') ? [text.slice(1, -1).replaceAll(",", "、")] : [];
          }
          return ["prompt", "promptTitle", "error", "errorTitle"].map((name) => attribute(node, name) ?? "");
        });
        builder.addPart(`${where}的数据验证`, texts.filter(Boolean).join("\n"));
      } else if (element.name === "scenarios") {
        const texts = [...walk(element)].flatMap((node) =>
          ["val", "comment", "name"].map((name) => attribute(node, name) ?? ""),
        );
        builder.addPart(`${where}的方案`, texts.filter(Boolean).join("\n"));
      } else if (element.name === "hyperlinks") {
        const texts = childElements(element).flatMap((link) =>
          ["tooltip", "display"].map((name) => attribute(link, name) ?? ""),
        );
        builder.addPart(`${where}的链接说明`, [...new Set(texts)].filter(Boolean).join("\n"));
      } else if (element.name === "extLst") builder.addPart(`${where}的扩展数据`, looseText(element));
    }
  }

  #readTables(part: string): void {
    for (const table of this.#opc.related(part, "table")) this.#opc.markRead(table);
  }

  #readDrawing(part: string, where: string): void {
    const bytes = this.#opc.bytes(part);
    if (!bytes) return;
    // VML of spreadsheets is often not well formed; what can be read of it is comments' boxes and controls.
    if (/\.vml$/iu.test(part)) {
      const text = new TextDecoder()
        .decode(bytes)
        .replaceAll(/<x:ClientData(?:(?!<x:ClientData)[\s\S])*?<\/x:ClientData>/gu, "")
        .replaceAll(/<[^<>]*>/gu, " ");
      this.#builder.addPart(`${where}的图形`, text.replaceAll(/\s+/gu, " "));
      return;
    }
    const root = readXmlTree(bytes, this.#opc.budget);
    for (const anchor of childElements(root)) {
      const text = looseText(anchor);
      if (text.trim() === "") continue;
      this.#builder.addPart(`${where}的文本框`, text);
      const isHidden = [...walk(anchor)].some(
        (node) => node.name === "cNvPr" && /^(?:1|true)$/iu.test(attribute(node, "hidden") ?? ""),
      );
      if (isHidden) this.#builder.addHidden("HIDDEN_TEXT", text, `${where}的隐藏图形`);
      else this.#reportUnseenRuns(anchor, where);
    }
    const alts = [...walk(root)].flatMap((node) =>
      node.name === "cNvPr" ? ["descr", "title"].map((name) => attribute(node, name) ?? "") : [],
    );
    this.#builder.addPart(`${where}的替代文字`, alts.filter(Boolean).join("\n"));
  }

  /** Text of a drawn box in the colour of the box, or too small to be read. */
  #reportUnseenRuns(anchor: XmlElement, where: string): void {
    for (const shape of slideShapes(anchor, this.#theme, new Map())) {
      for (const run of walk(shape.element)) {
        if (run.name !== "r") continue;
        const text = deepText(child(run, "t"));
        if (text.trim() === "") continue;
        const look = child(run, "rPr");
        const colour = drawingColour(child(look, "solidFill"), this.#theme);
        const size = Number(attribute(look, "sz") ?? "0");
        if (size > 0 && size <= 300)
          this.#builder.addHidden("HIDDEN_TEXT", text, `${where}的文本框（字号极小）`);
        else if (colour && colour.alpha <= 0.03)
          this.#builder.addHidden("HIDDEN_TEXT", text, `${where}的文本框（透明文字）`);
        else if (colour && typeof shape.fill !== "string" && isSameColour(colour.rgb, shape.fill))
          this.#builder.addHidden("HIDDEN_TEXT", text, `${where}的文本框（文字与底色相同）`);
      }
    }
  }

  #readComments(): void {
    const builder = this.#builder;
    const people = new Map<string, string>();
    for (const name of this.#opc.partNames) {
      if (!/\/persons\/[^/]+\.xml$/iu.test(name)) continue;
      for (const person of childElements(this.#opc.xml(name)))
        people.set(attribute(person, "id") ?? "", attribute(person, "displayName") ?? "");
    }
    const report = (cell: string, author: string, text: string): void => {
      if (text.trim() === "") return;
      builder.addHidden("COMMENTS", author === "" ? text : `${author}：${text}`, `${cell}的批注`);
      builder.addPart(`${cell}的批注`, text, { hidden: "COMMENTS" });
    };
    for (const name of this.#opc.partNames) {
      if (/\/threadedcomments?\/[^/]+\.xml$/iu.test(name)) {
        for (const comment of childElements(this.#opc.xml(name)))
          report(
            attribute(comment, "ref") ?? "",
            people.get(attribute(comment, "personId") ?? "") ?? "",
            deepText(child(comment, "text")),
          );
      } else if (
        /\/comments?\d*\.xml$/iu.test(name) ||
        this.#opc.contentType(name).endsWith("spreadsheetml.comments+xml")
      ) {
        const root = this.#opc.xml(name);
        const authors = childElements(child(root, "authors")).map((author) => ownText(author));
        for (const comment of childElements(child(root, "commentList"))) {
          const author = authors[Number(attribute(comment, "authorId") ?? "-1")] ?? "";
          // The bubble of a threaded comment repeats its text after a notice by the program.
          const text = richText(child(comment, "text"));
          report(attribute(comment, "ref") ?? "", author.startsWith("tc=") ? "" : author, text);
        }
      }
    }
  }
}

export async function readXlsxPackage(
  opc: OpcPackage,
  depth: number,
  readInner: InnerReader,
): Promise<FileReading> {
  const builder = new ReadingBuilder(opc.budget);
  const main = opc.mainPart() ?? refuse("damaged", "xlsx-workbook");
  const reader = new XlsxReader(opc, builder, main);
  reader.read();
  readPivotCaches(opc, builder);
  readExternalLinks(opc, builder);
  readRevisionLogs(opc, builder, reader.strings);
  readDocumentProperties(opc, builder);
  readCustomXml(opc, builder);
  await readEmbeddedParts({ opc, builder, depth, readInner });
  readLinkTargets(opc, builder);
  readLeftoverParts(opc, builder);
  return builder.build("xlsx");
}
