import { attribute, child, childElements, descend, type XmlElement } from "../containers/xml-reader.ts";
import { drawingColour, white, type Rgb, type ThemeColours } from "./drawing-colours.ts";

/** A box in EMU, after the transforms of its groups. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SlideShape {
  readonly element: XmlElement;
  readonly box: Box | undefined;
  readonly name: string;
  readonly placeholder: { readonly type: string; readonly index: string } | undefined;
  readonly hidden: boolean;
  /** What the shape paints: a colour, nothing, or something that cannot be told. */
  readonly fill: Rgb | "none" | "unknown";
}

type Transform = (box: Box) => Box;
const identity: Transform = (box) => box;

function number(element: XmlElement | undefined, name: string): number {
  return Number(attribute(element, name) ?? "0") || 0;
}

function boxOf(transform: XmlElement | undefined): Box | undefined {
  const offset = child(transform, "off");
  const extent = child(transform, "ext");
  if (!offset || !extent) return undefined;
  return {
    x: number(offset, "x"),
    y: number(offset, "y"),
    width: number(extent, "cx"),
    height: number(extent, "cy"),
  };
}

/** Maps the child space of a group onto the slide (DrawingML, 20.1.7.5). */
function groupTransform(group: XmlElement, outer: Transform): Transform {
  const transform = descend(group, "grpSpPr", "xfrm");
  const own = boxOf(transform);
  const offset = child(transform, "chOff");
  const extent = child(transform, "chExt");
  if (!own || !offset || !extent) return outer;
  const scaleX = number(extent, "cx") > 0 ? own.width / number(extent, "cx") : 1;
  const scaleY = number(extent, "cy") > 0 ? own.height / number(extent, "cy") : 1;
  return (box) =>
    outer({
      x: own.x + (box.x - number(offset, "x")) * scaleX,
      y: own.y + (box.y - number(offset, "y")) * scaleY,
      width: box.width * scaleX,
      height: box.height * scaleY,
    });
}

function fillOf(
  shape: XmlElement,
  theme: ThemeColours,
  map: ReadonlyMap<string, string>,
): SlideShape["fill"] {
  if (shape.name === "pic" || shape.name === "graphicFrame") return "unknown";
  const properties = child(shape, "spPr");
  const solid = child(properties, "solidFill");
  if (solid) {
    const colour = drawingColour(solid, theme, map);
    if (!colour) return "unknown";
    if (colour.alpha <= 0.1) return "none";
    return colour.alpha > 0.9 ? colour.rgb : "unknown";
  }
  if (child(properties, "noFill")) return "none";
  if (["gradFill", "blipFill", "pattFill", "grpFill"].some((name) => child(properties, name)))
    return "unknown";
  const reference = descend(shape, "style", "fillRef");
  if (reference && attribute(reference, "idx") !== "0")
    return drawingColour(reference, theme, map)?.rgb ?? "unknown";
  return "none";
}

/** Shapes of a tree in painting order, groups flattened; of alternatives the first choice. */
export function slideShapes(
  tree: XmlElement | undefined,
  theme: ThemeColours,
  map: ReadonlyMap<string, string>,
  outer: Transform = identity,
  groupHidden = false,
): readonly SlideShape[] {
  return childElements(tree).flatMap((element): readonly SlideShape[] => {
    const named = childElements(element).find((part) => part.name.startsWith("nv"));
    const drawing = child(named, "cNvPr");
    const hidden = groupHidden || /^(?:1|true)$/iu.test(attribute(drawing, "hidden") ?? "");
    if (element.name === "grpSp")
      return slideShapes(element, theme, map, groupTransform(element, outer), hidden);
    if (element.name === "AlternateContent")
      return slideShapes(child(element, "Choice") ?? child(element, "Fallback"), theme, map, outer, hidden);
    if (!["sp", "pic", "graphicFrame", "cxnSp", "contentPart"].includes(element.name)) return [];
    const own = boxOf(descend(element, "spPr", "xfrm") ?? child(element, "xfrm"));
    const placeholder = descend(named, "nvPr", "ph");
    return [
      {
        element,
        box: own ? outer(own) : undefined,
        name: attribute(drawing, "name") ?? "",
        placeholder: placeholder
          ? { type: attribute(placeholder, "type") ?? "body", index: attribute(placeholder, "idx") ?? "" }
          : undefined,
        hidden,
        fill: fillOf(element, theme, map),
      },
    ];
  });
}

/** The ground of a slide from its p:bg, "unknown" for pictures and gradients. */
export function slideGround(
  root: XmlElement | undefined,
  theme: ThemeColours,
  map: ReadonlyMap<string, string>,
): Rgb | "unknown" | undefined {
  const background = descend(root, "cSld", "bg");
  if (!background) return undefined;
  const properties = child(background, "bgPr");
  if (properties) {
    const solid = child(properties, "solidFill");
    return solid ? (drawingColour(solid, theme, map)?.rgb ?? "unknown") : "unknown";
  }
  const reference = child(background, "bgRef");
  // Index 1001 is the plain fill of the theme's background styles; the others are gradients or pictures.
  if (reference && attribute(reference, "idx") === "1001")
    return drawingColour(reference, theme, map)?.rgb ?? white;
  return "unknown";
}

export function colourMap(root: XmlElement | undefined): ReadonlyMap<string, string> {
  const element = child(root, "clrMap") ?? descend(root, "clrMapOvr", "overrideClrMapping");
  return new Map(Object.entries(element?.attributes ?? {}));
}

export function covers(below: Box, above: Box): boolean {
  return (
    below.x < above.x + above.width &&
    above.x < below.x + below.width &&
    below.y < above.y + above.height &&
    above.y < below.y + below.height
  );
}
