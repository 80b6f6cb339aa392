import type { CellDress } from "../office/cell-dress.ts";
import type { Rgb } from "../office/drawing-colours.ts";
import { escapeXml } from "./rebuilt/markup.ts";

const hex = (colour: Rgb): string =>
  `FF${colour
    .map((part) => part.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase()}`;

/** Numbers the looks of cells as they are used, and writes them as a styles part: each look once. */
export class SheetStylesWriter {
  readonly #fonts = new Map<string, number>([['<font><sz val="11"/><name val="宋体"/></font>', 0]]);
  readonly #fills = new Map<string, number>([
    ['<fill><patternFill patternType="none"/></fill>', 0],
    ['<fill><patternFill patternType="gray125"/></fill>', 1],
  ]);
  readonly #borders = new Map<string, number>([
    ["<border><left/><right/><top/><bottom/><diagonal/></border>", 0],
  ]);
  readonly #formats = new Map<string, number>([["General", 0]]);
  readonly #looks = new Map<string, number>([
    ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', 0],
  ]);
  readonly #known = new Map<CellDress, number>();

  static #number(of: Map<string, number>, xml: string, first = 0): number {
    const known = of.get(xml);
    if (known !== undefined) return known;
    const number = of.size + first;
    of.set(xml, number);
    return number;
  }

  /** The number a cell of this look names; 0 for one without. */
  numberOf(dress: CellDress | undefined): number {
    if (!dress) return 0;
    const known = this.#known.get(dress);
    if (known !== undefined) return known;
    const font = SheetStylesWriter.#number(
      this.#fonts,
      `<font>${dress.bold ? "<b/>" : ""}${dress.italic ? "<i/>" : ""}${dress.underline ? "<u/>" : ""}<sz val="${dress.points ?? 11}"/>${dress.colour ? `<color rgb="${hex(dress.colour)}"/>` : ""}<name val="${escapeXml(dress.font ?? "宋体")}"/></font>`,
    );
    const fill = dress.fill
      ? SheetStylesWriter.#number(
          this.#fills,
          `<fill><patternFill patternType="solid"><fgColor rgb="${hex(dress.fill)}"/></patternFill></fill>`,
        )
      : 0;
    const side = (name: string, line: string | undefined): string =>
      line === undefined ? `<${name}/>` : `<${name} style="${line}"><color rgb="FF000000"/></${name}>`;
    const border = SheetStylesWriter.#number(
      this.#borders,
      `<border>${["left", "right", "top", "bottom"].map((name, at) => side(name, dress.borders[at])).join("")}<diagonal/></border>`,
    );
    const format =
      dress.format === "General" ? 0 : SheetStylesWriter.#number(this.#formats, dress.format, 163);
    const alignment = [
      dress.horizontal === undefined ? "" : ` horizontal="${dress.horizontal}"`,
      dress.vertical === undefined ? "" : ` vertical="${dress.vertical}"`,
      dress.wrap ? ' wrapText="1"' : "",
    ].join("");
    const number = SheetStylesWriter.#number(
      this.#looks,
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment === "" ? "" : `<alignment${alignment}/>`}</xf>`,
    );
    this.#known.set(dress, number);
    return number;
  }

  /** The part itself; undefined while no cell has a look. */
  part(): string | undefined {
    if (this.#known.size === 0) return undefined;
    const list = (name: string, of: ReadonlyMap<string, number>): string =>
      `<${name} count="${of.size}">${[...of.keys()].join("")}</${name}>`;
    const own = [...this.#formats].filter(([, number]) => number > 0);
    const formats = own.map(
      ([code, number]) => `<numFmt numFmtId="${number}" formatCode="${escapeXml(code)}"/>`,
    );
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${own.length > 0 ? `<numFmts count="${own.length}">${formats.join("")}</numFmts>` : ""}${list("fonts", this.#fonts)}${list("fills", this.#fills)}${list("borders", this.#borders)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list("cellXfs", this.#looks)}</styleSheet>`;
  }
}
