import type { OpcPackage } from "../../containers/opc-package.ts";
import {
  attribute,
  child,
  childElements,
  descend,
  ownText,
  type XmlElement,
} from "../../containers/xml-reader.ts";
import { digestOfPicture, type TreatedPicture } from "../pictures/file-pictures.ts";
import type { PreparedPictures } from "../pictures/prepared-pictures.ts";
import type { VisibleSheet } from "../visible-sheets.ts";
import { drawingNamespace } from "./drawing-vocabulary.ts";
import { pictureFill } from "./picture-crop.ts";
import { markup, type Markup } from "./markup.ts";
import { pictureIn } from "./slide-shapes-copy.ts";

/** A picture on a sheet: over which cell it begins, and how large it is, in EMU. Rows and columns from 0. */
export interface SheetPicture {
  readonly picture: TreatedPicture;
  /** The original, for what of it is shown. */
  readonly source: XmlElement;
  readonly column: number;
  readonly columnOffset: number;
  readonly row: number;
  readonly rowOffset: number;
  readonly width: number;
  readonly height: number;
}

export interface PicturesOfSheets {
  readonly sheets: readonly (readonly SheetPicture[])[];
  /** The pictures in them: the digest of each, by that of its original. */
  readonly placed: ReadonlyMap<string, string>;
}

const most = 40_000_000;
const count = (element: XmlElement | undefined, name: string): number => {
  const inner = child(element, name);
  const value = inner ? Number(ownText(inner).trim()) : 0;
  return Number.isInteger(value) && value >= 0 && value < most ? value : 0;
};
const extent = (element: XmlElement | undefined, name: string): number => {
  const value = Number(attribute(element, name) ?? "");
  return Number.isFinite(value) && value > 0 && value < most ? Math.round(value) : 0;
};

/** The usual size of a cell, for a picture whose size only its last cell tells: 64 by 20 pixels. */
const cell = { width: 609_600, height: 190_500 };

function sizeOf(anchor: XmlElement, picture: XmlElement): readonly [number, number] {
  const said = child(anchor, "ext") ?? descend(picture, "spPr", "xfrm", "ext");
  const [width, height] = [extent(said, "cx"), extent(said, "cy")];
  if (width > 0 && height > 0) return [width, height];
  const [from, to] = [child(anchor, "from"), child(anchor, "to")];
  const columns = count(to, "col") - count(from, "col");
  const rows = count(to, "row") - count(from, "row");
  return [
    Math.min(most, Math.max(cell.width, columns * cell.width + count(to, "colOff"))),
    Math.min(most, Math.max(cell.height, rows * cell.height + count(to, "rowOff"))),
  ];
}

/**
 * The pictures of the sheets that were decided about and are shown, at the cells they begin over. A picture that begins
 * over a hidden row or column, is hidden or one of a group stays out.
 */
export function readSheetPictures(
  opc: OpcPackage,
  sheets: readonly VisibleSheet[],
  prepared: PreparedPictures,
): PicturesOfSheets {
  const placed = new Map<string, string>();
  const found = sheets.map(({ origin }) => {
    if (!origin) return [];
    const drawing = opc.related(origin.part, "drawing")[0];
    const root = drawing === undefined ? undefined : opc.xml(drawing);
    return childElements(root).flatMap((anchor): readonly SheetPicture[] => {
      const picture = child(anchor, "pic");
      const from = child(anchor, "from");
      if (drawing === undefined || !picture || !from) return [];
      const hidden = attribute(descend(picture, "nvPicPr", "cNvPr"), "hidden");
      const target = opc.target(drawing, pictureIn(picture));
      const original = target === undefined ? undefined : opc.bytes(target);
      const row = origin.rowAt(count(from, "row"));
      const column = origin.columnAt(count(from, "col"));
      if (!original || row === undefined || column === undefined) return [];
      if (/^(?:1|true)$/iu.test(hidden ?? "")) return [];
      const digest = digestOfPicture(original);
      const treated = prepared.decided.get(digest);
      if (!treated) return [];
      placed.set(digest, digestOfPicture(treated.bytes));
      const [width, height] = sizeOf(anchor, picture);
      return [
        {
          picture: treated,
          source: picture,
          column,
          columnOffset: count(from, "colOff"),
          row,
          rowOffset: count(from, "rowOff"),
          width,
          height,
        },
      ];
    });
  });
  return { sheets: found, placed };
}

const text = (name: string, value: number): Markup => markup(name, {}, [{ text: String(value) }]);

/** A drawing of pictures alone (ECMA-376-1, 20.5); `relationOf` leads to the bytes of each. */
export function sheetDrawing(
  pictures: readonly SheetPicture[],
  relationOf: (picture: TreatedPicture) => string,
): Markup {
  return markup(
    "xdr:wsDr",
    {
      "xmlns:xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
      "xmlns:a": drawingNamespace,
      "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    },
    pictures.map((one, index) =>
      markup("xdr:oneCellAnchor", {}, [
        markup("xdr:from", {}, [
          text("xdr:col", one.column),
          text("xdr:colOff", one.columnOffset),
          text("xdr:row", one.row),
          text("xdr:rowOff", one.rowOffset),
        ]),
        markup("xdr:ext", { cx: String(one.width), cy: String(one.height) }),
        markup("xdr:pic", {}, [
          markup("xdr:nvPicPr", {}, [
            markup("xdr:cNvPr", { id: String(index + 2), name: `图片${index + 1}` }),
            markup("xdr:cNvPicPr"),
          ]),
          pictureFill("xdr:blipFill", relationOf(one.picture), one.source),
          markup("xdr:spPr", {}, [
            markup("a:xfrm", {}, [
              markup("a:off", { x: "0", y: "0" }),
              markup("a:ext", { cx: String(one.width), cy: String(one.height) }),
            ]),
            markup("a:prstGeom", { prst: "rect" }, [markup("a:avLst")]),
          ]),
        ]),
        markup("xdr:clientData"),
      ]),
    ),
  );
}
