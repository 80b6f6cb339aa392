import { attribute, child, childElements, type XmlElement } from "../containers/xml-reader.ts";
import { dressOf, type CellDress } from "./cell-dress.ts";
import {
  isSameColour,
  parseHexColour,
  tinted,
  white,
  type Rgb,
  type ThemeColours,
} from "./drawing-colours.ts";

/** What of a cell format decides whether its value is seen (SpreadsheetML, 18.8). */
export interface CellLook {
  readonly format: string;
  /** Undefined: automatic, contrasts with the ground. */
  readonly colour: Rgb | undefined;
  /** "none" shows the sheet, "unknown" a gradient or pattern. */
  readonly fill: Rgb | "none" | "unknown";
  readonly points: number | undefined;
}

/** Dates and the like that have a number and no code of their own (18.8.30); 27 to 36 and 50 to 58 as in Chinese editions. */
const builtInFormats: Readonly<Record<string, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  14: "yyyy/m/d",
  22: "yyyy/m/d h:mm",
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: "m-d-yy",
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  49: "@",
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Legacy palette of 18.8.27; 64 and 65 are the system's text and window colours. */
const palette = [
  "000000",
  "FFFFFF",
  "FF0000",
  "00FF00",
  "0000FF",
  "FFFF00",
  "FF00FF",
  "00FFFF",
  "000000",
  "FFFFFF",
  "FF0000",
  "00FF00",
  "0000FF",
  "FFFF00",
  "FF00FF",
  "00FFFF",
  "800000",
  "008000",
  "000080",
  "808000",
  "800080",
  "008080",
  "C0C0C0",
  "808080",
  "9999FF",
  "993366",
  "FFFFCC",
  "CCFFFF",
  "660066",
  "FF8080",
  "0066CC",
  "CCCCFF",
  "000080",
  "FF00FF",
  "FFFF00",
  "00FFFF",
  "800080",
  "800000",
  "008080",
  "0000FF",
  "00CCFF",
  "CCFFFF",
  "CCFFCC",
  "FFFF99",
  "99CCFF",
  "FF99CC",
  "CC99FF",
  "FFCC99",
  "3366FF",
  "33CCCC",
  "99CC00",
  "FFCC00",
  "FF9900",
  "FF6600",
  "666699",
  "969696",
  "003366",
  "339966",
  "003300",
  "333300",
  "993300",
  "993366",
  "333399",
  "333333",
] as const;

/** Theme indexes swap the first two pairs of the scheme (18.8.3). */
const themeOrder = [
  "lt1",
  "dk1",
  "lt2",
  "dk2",
  "accent1",
  "accent2",
  "accent3",
  "accent4",
  "accent5",
  "accent6",
  "hlink",
  "folHlink",
] as const;

export class SheetStyles {
  readonly #looks: CellLook[] = [];
  readonly #dresses: (() => CellDress)[] = [];
  readonly #dressed = new Map<number, CellDress>();
  readonly #theme: ThemeColours;
  readonly #palette: readonly string[];

  constructor(root: XmlElement | undefined, theme: ThemeColours) {
    this.#theme = theme;
    const own = childElements(child(child(root, "colors"), "indexedColors")).map(
      (entry) => attribute(entry, "rgb") ?? "",
    );
    this.#palette = own.length > 0 ? own : palette;
    const formats = new Map<string, string>();
    for (const format of childElements(child(root, "numFmts")))
      formats.set(attribute(format, "numFmtId") ?? "", attribute(format, "formatCode") ?? "");
    const fonts = childElements(child(root, "fonts"));
    const fills = childElements(child(root, "fills"));
    const borders = childElements(child(root, "borders"));
    for (const format of childElements(child(root, "cellXfs"))) {
      const font = fonts[Number(attribute(format, "fontId") ?? "0")];
      const size = attribute(child(font, "sz"), "val");
      const id = attribute(format, "numFmtId") ?? "0";
      const look: CellLook = {
        format: formats.get(id) ?? builtInFormats[id] ?? "",
        colour: this.colourOf(child(font, "color")),
        fill: this.#fill(fills[Number(attribute(format, "fillId") ?? "0")]),
        points: size === undefined ? undefined : Number(size),
      };
      this.#looks.push(look);
      const { colour, fill, points } = look;
      const ground = typeof fill === "string" ? undefined : fill;
      // On a ground that is not carried over, or like it, the letters take the colour of the program.
      const seen =
        colour && fill !== "unknown" && !isSameColour(colour, ground ?? white) ? colour : undefined;
      const border = borders[Number(attribute(format, "borderId") ?? "0")];
      const alignment = child(format, "alignment");
      this.#dresses.push(() =>
        dressOf(
          {
            ...(font ? { font } : {}),
            ...(border ? { border } : {}),
            ...(alignment ? { alignment } : {}),
          },
          {
            format: look.format,
            ...(points === undefined ? {} : { points }),
            ...(seen ? { colour: seen } : {}),
            ...(ground ? { fill: ground } : {}),
          },
        ),
      );
    }
  }

  /** How a cell of this format looks, for a copy of the sheet; the same object for the same number. */
  dress(index: number): CellDress | undefined {
    const known = this.#dressed.get(index);
    if (known) return known;
    const made = this.#dresses[index]?.();
    if (made) this.#dressed.set(index, made);
    return made;
  }

  look(index: number): CellLook | undefined {
    return this.#looks[index];
  }

  /** The colour that a `color` element of a font names; undefined where none is named or it is the program's. */
  colourOf(element: XmlElement | undefined): Rgb | undefined {
    if (!element || attribute(element, "auto") === "1") return undefined;
    const tint = Number(attribute(element, "tint") ?? "0");
    const theme = attribute(element, "theme");
    const indexed = attribute(element, "indexed");
    let rgb = parseHexColour(attribute(element, "rgb"));
    if (theme !== undefined) rgb = this.#theme.get(themeOrder[Number(theme)] ?? "");
    else if (indexed !== undefined)
      rgb = Number(indexed) === 65 ? [255, 255, 255] : parseHexColour(this.#palette[Number(indexed)]);
    return rgb && tint !== 0 ? tinted(rgb, tint) : rgb;
  }

  #fill(element: XmlElement | undefined): CellLook["fill"] {
    const pattern = child(element, "patternFill");
    if (!pattern) return element && child(element, "gradientFill") ? "unknown" : "none";
    const type = attribute(pattern, "patternType") ?? "none";
    if (type === "none") return "none";
    if (type !== "solid") return "unknown";
    return this.colourOf(child(pattern, "fgColor")) ?? "unknown";
  }
}

/** Splits a number format at semicolons outside quotes, brackets and escapes. */
function formatSections(format: string): readonly string[] {
  const sections = [""];
  for (let index = 0; index < format.length; index += 1) {
    const character = format[index] ?? "";
    if (character === ";") {
      sections.push("");
      continue;
    }
    let piece = character;
    if (character === "\\") piece = format.slice(index, index + 2);
    else if (character === '"' || character === "[") {
      const end = format.indexOf(character === "[" ? "]" : '"', index + 1);
      piece = end < 0 ? format.slice(index) : format.slice(index, end + 1);
    }
    index += piece.length - 1;
    sections[sections.length - 1] += piece;
  }
  return sections;
}

/**
 * Whether a number format shows nothing of a value: the `;;;` of 18.8.31. A format that leaves only zeros out
 * (`0;-0;;@`) tidies a table and hides nothing.
 */
export function formatHides(
  format: string,
  value: { readonly isText: boolean; readonly number: number },
): boolean {
  if (!format.includes(";")) return false;
  const sections = formatSections(format).map((section) =>
    section.replaceAll(/\[[^\]]*\]|"\s*"/gu, "").trim(),
  );
  const isEmpty = (index: number): boolean => (sections[index] ?? "General") === "";
  if (value.isText) return sections.length >= 4 && isEmpty(3);
  if (value.number > 0) return isEmpty(0);
  if (value.number < 0) return sections.length > 1 && isEmpty(1);
  return isEmpty(0) && (sections.length < 3 || isEmpty(2));
}
