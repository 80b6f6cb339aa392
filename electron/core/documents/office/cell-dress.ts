import { attribute, child, childElements, type XmlElement } from "../containers/xml-reader.ts";
import type { Rgb } from "./drawing-colours.ts";

/** How a cell looks: only what a reader sees of it, each from a closed list, so that nothing can hide in it. */
export interface CellDress {
  readonly font?: string;
  readonly points?: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly colour?: Rgb;
  readonly fill?: Rgb;
  /** Line of each side: left, right, top, bottom. */
  readonly borders: readonly (string | undefined)[];
  readonly horizontal?: string;
  readonly vertical?: string;
  readonly wrap: boolean;
  /** A number format of signs, digits and the words of dates and amounts; "General" for any other. */
  readonly format: string;
}

const lines = new Set([
  "thin",
  "medium",
  "thick",
  "double",
  "hair",
  "dotted",
  "dashed",
  "dashDot",
  "mediumDashed",
]);
const horizontals = new Set(["left", "center", "right", "justify", "distributed", "centerContinuous"]);
const verticals = new Set(["top", "center", "bottom", "justify", "distributed"]);
/** Fonts of Chinese offices and their machines; any other name is left to the program that shows the file. */
const fonts =
  /^(?:宋体|黑体|楷体|仿宋|微软雅黑|等线|楷体_GB2312|仿宋_GB2312|方正小标宋简体|方正小标宋_GBK|方正仿宋_GBK|方正黑体_GBK|方正楷体_GBK|隶书|幼圆|华文(?:宋体|中宋|仿宋|楷体|细黑)|SimSun|SimHei|KaiTi|FangSong|Microsoft YaHei|DengXian|Arial|Calibri|Cambria|Times New Roman|Courier New|Tahoma|Verdana|Noto Sans CJK SC|Noto Serif CJK SC|Liberation Sans|Liberation Serif)$/u;

const sidesOf = ["left", "right", "top", "bottom"] as const;

const isOn = (element: XmlElement | undefined): boolean =>
  element !== undefined && !/^(?:0|false|none)$/iu.test(attribute(element, "val") ?? "1");

/** Number formats without own words, and without sections that show nothing. */
function plainFormat(format: string): string {
  const bare = format
    .replaceAll(/\[(?:\$-?[0-9A-F]*(?:-[0-9A-F]+)?|DBNum\d|Red|Blue|Black|红色)\]/giu, "")
    .replaceAll(/;@$/gu, "");
  if (/^general$/iu.test(bare) || bare === "") return "General";
  return /^[0#?.,%E+\-()@;:/ ymdhs年月日时分秒元万亿¥￥$"_\\*]{1,80}$/u.test(bare) &&
    !/;(?:;|$)|^;/u.test(bare)
    ? bare
    : "General";
}

export function dressOf(
  format: { readonly font?: XmlElement; readonly border?: XmlElement; readonly alignment?: XmlElement },
  look: { readonly format: string; readonly points?: number; readonly colour?: Rgb; readonly fill?: Rgb },
): CellDress {
  const { font, border, alignment } = format;
  const name = attribute(child(font, "name"), "val") ?? "";
  const horizontal = attribute(alignment, "horizontal") ?? "";
  const vertical = attribute(alignment, "vertical") ?? "";
  return {
    ...(fonts.test(name) ? { font: name } : {}),
    ...(look.points !== undefined && look.points > 3 && look.points <= 96 ? { points: look.points } : {}),
    bold: isOn(child(font, "b")),
    italic: isOn(child(font, "i")),
    underline: isOn(child(font, "u")),
    ...(look.colour ? { colour: look.colour } : {}),
    ...(look.fill ? { fill: look.fill } : {}),
    borders: sidesOf.map((side) => {
      const style = attribute(
        childElements(border).find((each) => each.name === side),
        "style",
      );
      return style !== undefined && lines.has(style) ? style : undefined;
    }),
    ...(horizontals.has(horizontal) ? { horizontal } : {}),
    ...(verticals.has(vertical) ? { vertical } : {}),
    wrap: /^(?:1|true)$/iu.test(attribute(alignment, "wrapText") ?? ""),
    format: plainFormat(look.format),
  };
}
