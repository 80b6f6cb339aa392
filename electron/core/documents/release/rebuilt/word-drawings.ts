import {
  attribute,
  child,
  childElements,
  descend,
  ownText,
  walk,
  type XmlElement,
} from "../../containers/xml-reader.ts";
import { drawingNamespace, drawingVocabulary } from "./drawing-vocabulary.ts";
import { pictureFill } from "./picture-crop.ts";
import { filterMarkup, markup, type Markup } from "./markup.ts";

/** Numbers of a drawing in EMU. */
const number = (element: XmlElement | undefined, name: string, fallback = 0): string => {
  const value = Math.round(Number(attribute(element, name) ?? ""));
  return String(Number.isFinite(value) && Math.abs(value) < 100_000_000 ? value : fallback);
};

const wrapKinds = new Set(["wrapNone", "wrapSquare", "wrapTopAndBottom"]);
const relativeTo =
  /^(?:margin|page|column|character|leftMargin|rightMargin|insideMargin|outsideMargin|paragraph|line|topMargin|bottomMargin)$/u;
const alignTo = /^(?:left|right|center|inside|outside|top|bottom)$/u;

function position(anchor: XmlElement, axis: "positionH" | "positionV"): Markup {
  const source = child(anchor, axis);
  const from = attribute(source, "relativeFrom") ?? "";
  const align = ownText(
    child(source, "align") ?? { name: "", prefix: "", attributes: {}, children: [] },
  ).trim();
  const offset = child(source, "posOffset");
  const distance = Math.round(Number(offset ? ownText(offset) : "0"));
  const base = axis === "positionH" ? "column" : "paragraph";
  return markup(`wp:${axis}`, { relativeFrom: relativeTo.test(from) ? from : base }, [
    alignTo.test(align)
      ? markup("wp:align", {}, [{ text: align }])
      : markup("wp:posOffset", {}, [{ text: String(Math.abs(distance) < 100_000_000 ? distance : 0) }]),
  ]);
}

/** Where a drawing stands: in its line, or floating as far from the text as in the original. Its names stay behind. */
function placed(drawing: XmlElement, count: number, graphic: Markup): Markup {
  const holder = child(drawing, "inline") ?? child(drawing, "anchor");
  const size = child(holder, "extent");
  const extent = markup("wp:extent", { cx: number(size, "cx"), cy: number(size, "cy") });
  const name = markup("wp:docPr", { id: String(count), name: `图形${count}` });
  const distances = {
    distT: "0",
    distB: "0",
    distL: number(holder, "distL"),
    distR: number(holder, "distR"),
  };
  if (!holder || holder.name === "inline")
    return markup("w:drawing", {}, [markup("wp:inline", distances, [extent, name, graphic])]);
  const wrap = childElements(holder).find((element) => wrapKinds.has(element.name))?.name ?? "wrapNone";
  const flag = (key: string): string => (/^(?:1|true)$/u.test(attribute(holder, key) ?? "") ? "1" : "0");
  return markup("w:drawing", {}, [
    markup(
      "wp:anchor",
      {
        ...distances,
        simplePos: "0",
        relativeHeight: number(holder, "relativeHeight", 1),
        behindDoc: flag("behindDoc"),
        locked: "0",
        layoutInCell: flag("layoutInCell"),
        allowOverlap: flag("allowOverlap"),
      },
      [
        markup("wp:simplePos", { x: "0", y: "0" }),
        position(holder, "positionH"),
        position(holder, "positionV"),
        extent,
        markup("wp:effectExtent", { l: "0", t: "0", r: "0", b: "0" }),
        markup(`wp:${wrap}`, wrap === "wrapSquare" ? { wrapText: "bothSides" } : {}),
        name,
        graphic,
      ],
    ),
  ]);
}

const transform = (size: XmlElement | undefined): Markup =>
  markup("a:xfrm", {}, [
    markup("a:off", { x: "0", y: "0" }),
    markup("a:ext", { cx: number(size, "cx"), cy: number(size, "cy") }),
  ]);

const geometry = (preset: string): Markup => markup("a:prstGeom", { prst: preset }, [markup("a:avLst")]);

/** One picture, as much of it as is shown, by the relation of its bytes. */
export function pictureDrawing(drawing: XmlElement, count: number, relation: string): Markup {
  const size = [...walk(drawing)].find(({ name }) => name === "extent");
  const identity = { id: String(count), name: `图片${count}` };
  return placed(
    drawing,
    count,
    markup("a:graphic", { "xmlns:a": drawingNamespace }, [
      markup("a:graphicData", { uri: "http://schemas.openxmlformats.org/drawingml/2006/picture" }, [
        markup("pic:pic", {}, [
          markup("pic:nvPicPr", {}, [markup("pic:cNvPr", identity), markup("pic:cNvPicPr")]),
          pictureFill("pic:blipFill", relation, drawing),
          markup("pic:spPr", {}, [transform(size), geometry("rect")]),
        ]),
      ]),
    ]),
  );
}

/** Fill and line of a shape, colours only; what a shape says nothing about stays plain. */
function look(shape: XmlElement): readonly Markup[] {
  const properties = child(shape, "spPr");
  const filter = { vocabulary: drawingVocabulary, prefix: "a", prefixedAttributes: false };
  const fill = child(properties, "solidFill");
  const line = child(properties, "ln");
  const outline = line && filterMarkup(line, filter);
  return [
    (fill && filterMarkup(fill, filter)) ?? markup("a:noFill"),
    outline ??
      markup("a:ln", { w: "9525" }, [
        child(shape, "style")
          ? markup("a:solidFill", {}, [markup("a:srgbClr", { val: "000000" })])
          : markup("a:noFill"),
      ]),
  ];
}

const linePresets = new Set(["line", "straightConnector1"]);

/** The one shape of a drawing of Word 2010 and later, where there is exactly one and nothing else is drawn. */
export function singleShape(drawing: XmlElement): XmlElement | undefined {
  const all = [...walk(drawing)];
  const shapes = all.filter(({ name }) => name === "wsp");
  const other = all.some(({ name }) => /^(?:blip|wgp|wpc|chart|relIds|pict|object)$/u.test(name));
  return shapes.length === 1 && !other ? shapes[0] : undefined;
}

export const isLine = (shape: XmlElement): boolean =>
  linePresets.has(attribute(descend(shape, "spPr", "prstGeom"), "prst") ?? "");

/** A line, or a box for `content`. */
export function shapeDrawing(
  drawing: XmlElement,
  shape: XmlElement,
  count: number,
  content: readonly Markup[] | undefined,
): Markup {
  const size = [...walk(drawing)].find(({ name }) => name === "extent");
  const line = isLine(shape);
  const turn = child(child(shape, "spPr"), "xfrm");
  const flips = Object.fromEntries(
    ["flipH", "flipV"].flatMap((name) =>
      /^(?:1|true)$/u.test(attribute(turn, name) ?? "") ? [[name, "1"]] : [],
    ),
  );
  const frame = transform(size);
  const body = child(shape, "bodyPr");
  const insets = Object.fromEntries(
    ["lIns", "tIns", "rIns", "bIns"].flatMap((name) =>
      attribute(body, name) === undefined ? [] : [[name, number(body, name)]],
    ),
  );
  return placed(
    drawing,
    count,
    markup("a:graphic", { "xmlns:a": drawingNamespace }, [
      markup("a:graphicData", { uri: "http://schemas.microsoft.com/office/word/2010/wordprocessingShape" }, [
        markup("wps:wsp", {}, [
          line ? markup("wps:cNvCnPr") : markup("wps:cNvSpPr", content ? { txBox: "1" } : {}),
          markup("wps:spPr", {}, [
            markup(frame.name, flips, frame.children),
            geometry(line ? "line" : "rect"),
            ...look(shape),
          ]),
          ...(content ? [markup("wps:txbx", {}, [markup("w:txbxContent", {}, content)])] : []),
          markup("wps:bodyPr", insets),
        ]),
      ]),
    ]),
  );
}
