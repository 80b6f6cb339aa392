import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, child, type XmlElement } from "../containers/xml-reader.ts";
import { isSameColour, white } from "./drawing-colours.ts";
import { columnOf, type RichRun, type SheetCell } from "./sheet-grid.ts";
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

  /** Why the value is not seen, in the user's words; undefined when it is, or when a part of it is. */
  whyUnseen(row: number, cell: SheetCell): string | undefined {
    const look = this.#styles.look(cell.style);
    if (look && formatHides(look.format, cell)) return "数字格式不显示";
    const unseen = this.unseenParts(row, cell);
    const all = cell.runs ? cell.runs.filter((run) => run.text.trim() !== "").length : 1;
    return unseen.length === all ? unseen[0]?.reason : undefined;
  }

  /** The parts of a cell's text, dressed by themselves, that are not seen, and why; of a cell of one look its whole text. */
  unseenParts(row: number, cell: SheetCell): readonly { readonly text: string; readonly reason: string }[] {
    return (cell.runs ?? [{ text: cell.text, dressed: false }]).flatMap((part) => {
      const reason = part.text.trim() === "" ? undefined : this.#whyUnseenPart(row, cell, part);
      return reason ? [{ text: part.text, reason }] : [];
    });
  }

  /** The text of a cell without the parts that are not seen. */
  seenText(row: number, cell: SheetCell): string {
    if (!cell.runs || this.unseenParts(row, cell).length === 0) return cell.text;
    return cell.runs
      .filter((run) => !this.#whyUnseenPart(row, cell, run))
      .map((run) => run.text)
      .join("");
  }

  #whyUnseenPart(
    row: number,
    cell: SheetCell,
    part: Pick<RichRun, "dressed"> & Partial<RichRun>,
  ): string | undefined {
    const look = this.#styles.look(cell.style);
    const points = part.dressed ? part.points : look?.points;
    if (points !== undefined && points > 0 && points <= tinyPoints) return "字号极小";
    const colour = part.dressed ? this.#styles.colourOf(part.colour) : look?.colour;
    const fill = look?.fill ?? "none";
    if (!colour || fill === "unknown" || !isSameColour(colour, fill === "none" ? white : fill))
      return undefined;
    const mayBeShaded = fill === "none" && this.#shaded.some((area) => isInside(area, row, cell.column));
    return mayBeShaded ? undefined : "文字与底色相同";
  }
}
