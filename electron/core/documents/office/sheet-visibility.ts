import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, child, type XmlElement } from "../containers/xml-reader.ts";
import { isSameColour, white } from "./drawing-colours.ts";
import { columnOf, type SheetCell } from "./sheet-grid.ts";
import { formatHides, type SheetStyles } from "./sheet-styles.ts";

/** A range of cells, rows and columns from 1. */
export interface SheetArea {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

export function parseArea(reference: string): SheetArea | undefined {
  const corner = (text: string): { row: number; column: number } => ({
    row: Number(/\d+/u.exec(text)?.[0] ?? "0"),
    column: columnOf(text),
  });
  const [first, last] = reference.split(":");
  if (!first) return undefined;
  const from = corner(first);
  const to = corner(last ?? first);
  return { fromRow: from.row, toRow: to.row, fromColumn: from.column, toColumn: to.column };
}

function isInside(area: SheetArea, row: number, column: number): boolean {
  return row >= area.fromRow && row <= area.toRow && column >= area.fromColumn && column <= area.toColumn;
}

/** Text under this size is not read by anybody; points. */
const tinyPoints = 3;

/** Judges whether the value of a cell is seen: by its format, its size, and its colour against its ground. */
export class CellVisibility {
  readonly #styles: SheetStyles;
  /** A table style or a conditional format may put another ground under these cells; then nothing can be said. */
  readonly #shaded: readonly SheetArea[];

  constructor(opc: OpcPackage, part: string, styles: SheetStyles, elements: readonly XmlElement[]) {
    this.#styles = styles;
    const conditional = elements
      .filter((element) => element.name === "conditionalFormatting")
      .flatMap((element) => (attribute(element, "sqref") ?? "").split(/\s+/u).map(parseArea));
    const tables = opc.related(part, "table").map((name) => {
      const root = opc.xml(name);
      return child(root, "tableStyleInfo") ? parseArea(attribute(root, "ref") ?? "") : undefined;
    });
    this.#shaded = [...conditional, ...tables].filter((area) => area !== undefined);
  }

  /** Why the value is not seen, in the user's words; undefined when it is. */
  whyUnseen(row: number, cell: SheetCell): string | undefined {
    const look = this.#styles.look(cell.style);
    if (!look) return undefined;
    if (formatHides(look.format, cell)) return "数字格式不显示";
    if (look.points !== undefined && look.points > 0 && look.points <= tinyPoints) return "字号极小";
    if (!look.colour || look.fill === "unknown") return undefined;
    if (!isSameColour(look.colour, look.fill === "none" ? white : look.fill)) return undefined;
    const mayBeShaded = look.fill === "none" && this.#shaded.some((area) => isInside(area, row, cell.column));
    return mayBeShaded ? undefined : "文字与底色相同";
  }
}
