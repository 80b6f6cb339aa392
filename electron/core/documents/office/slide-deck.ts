import type { OpcPackage } from "../containers/opc-package.ts";
import {
  attribute,
  child,
  childElements,
  deepText,
  descend,
  ownText,
  prefixedAttribute,
  walk,
  type XmlElement,
} from "../containers/xml-reader.ts";
import { refuse } from "../reading/refusal.ts";
import {
  drawingColour,
  isSameColour,
  readThemeColours,
  white,
  type Rgb,
  type ThemeColours,
} from "./drawing-colours.ts";
import { colourMap, covers, slideGround, slideShapes, type Box, type SlideShape } from "./slide-shapes.ts";

interface RunLook {
  readonly colour: Rgb | "none" | "unknown" | undefined;
  /** Hundredths of a point. */
  readonly size: number | undefined;
}

interface TextRun extends RunLook {
  readonly element: XmlElement;
  readonly text: string;
}

const noLook: RunLook = { colour: undefined, size: undefined };

/** Text under this size is not read by anybody: 3 pt. */
const tinySize = 300;

/** What lies under the shapes of a slide. */
export interface SlideSurroundings {
  readonly theme: ThemeColours;
  readonly map: ReadonlyMap<string, string>;
  readonly ground: Rgb | "unknown";
  readonly layout: readonly SlideShape[];
  readonly master: readonly SlideShape[];
  readonly masterStyles: XmlElement | undefined;
}

interface LayoutParts {
  readonly layoutRoot: XmlElement | undefined;
  readonly masterRoot: XmlElement | undefined;
  readonly theme: ThemeColours;
}

/** A slide as the presentation lists it. */
export interface Slide {
  readonly part: string;
  readonly root: XmlElement;
  readonly surroundings: SlideSurroundings;
  /** In the order they are painted. */
  readonly shapes: readonly SlideShape[];
  readonly hidden: boolean;
}

/** Text that no viewer of a slide sees: of one run, or of a whole shape. */
export interface UnseenText {
  readonly text: string;
  /** In the user's words. */
  readonly reason: string;
  readonly run?: XmlElement;
}

/** A presentation: its slides with what lies under them. */
export class SlideDeck {
  readonly opc: OpcPackage;
  readonly main: string;
  readonly presentation: XmlElement;
  /** EMU. */
  readonly width: number;
  readonly height: number;
  /** Parts of the slides in the order they are shown. */
  readonly listed: readonly string[];
  /** Slides that no list leads to. */
  readonly orphans: readonly string[];
  readonly #layouts = new Map<string | undefined, LayoutParts>();

  constructor(opc: OpcPackage) {
    this.opc = opc;
    this.main = opc.mainPart() ?? refuse("damaged", "pptx-presentation");
    this.presentation = opc.xml(this.main) ?? refuse("damaged", "pptx-presentation");
    const size = child(this.presentation, "sldSz");
    this.width = Number(attribute(size, "cx") ?? 12_192_000);
    this.height = Number(attribute(size, "cy") ?? 6_858_000);
    this.listed = childElements(child(this.presentation, "sldIdLst"))
      .map((entry) => opc.target(this.main, prefixedAttribute(entry, "id")))
      .filter((part) => part !== undefined);
    const known = new Set(this.listed.map((part) => part.toLowerCase()));
    this.orphans = opc.partNames.filter(
      (name) => /\/slides\/slide[^/]*\.xml$/iu.test(name) && !known.has(name.toLowerCase()),
    );
  }

  slide(part: string): Slide | undefined {
    const root = this.opc.xml(part);
    if (!root) return undefined;
    const surroundings = this.#surroundings(part, root);
    return {
      part,
      root,
      surroundings,
      shapes: slideShapes(descend(root, "cSld", "spTree"), surroundings.theme, surroundings.map),
      hidden: !this.listed.includes(part) || /^(?:0|false)$/iu.test(attribute(root, "show") ?? "1"),
    };
  }

  /** Layout, master and theme behind a slide; read once for all slides that share them. */
  #layout(layoutPart: string | undefined): LayoutParts {
    const known = this.#layouts.get(layoutPart);
    if (known) return known;
    const opc = this.opc;
    const masterPart = layoutPart ? opc.related(layoutPart, "slideMaster")[0] : undefined;
    const parts = {
      layoutRoot: layoutPart ? opc.xml(layoutPart) : undefined,
      masterRoot: masterPart ? opc.xml(masterPart) : undefined,
      theme: readThemeColours(opc, masterPart ? opc.related(masterPart, "theme")[0] : undefined),
    };
    this.#layouts.set(layoutPart, parts);
    return parts;
  }

  #surroundings(slide: string, root: XmlElement): SlideSurroundings {
    const { layoutRoot, masterRoot, theme } = this.#layout(this.opc.related(slide, "slideLayout")[0]);
    const override = colourMap(root);
    const map = override.size > 0 ? override : colourMap(masterRoot);
    const tree = (part: XmlElement | undefined): readonly SlideShape[] =>
      slideShapes(descend(part, "cSld", "spTree"), theme, map);
    return {
      theme,
      map,
      ground:
        slideGround(root, theme, map) ??
        slideGround(layoutRoot, theme, map) ??
        slideGround(masterRoot, theme, map) ??
        white,
      layout: tree(layoutRoot),
      master: tree(masterRoot),
      masterStyles: child(masterRoot, "txStyles"),
    };
  }

  /** Off the slide, in a hidden shape, too small, or in the colour of its ground. */
  unseen(slide: Slide, index: number): readonly UnseenText[] {
    const shape = slide.shapes[index];
    if (!shape) return [];
    const text = shapeText(shape.element);
    const { surroundings } = slide;
    const inherited = shape.placeholder ? findPlaceholder(shape, surroundings) : undefined;
    const box = shape.box ?? inherited?.box;
    if (shape.hidden) return [{ text, reason: "隐藏的图形" }];
    if (box && this.#isOffSlide(box)) return [{ text, reason: "页面以外的图形" }];
    const ground = groundUnder(shape, box, slide.shapes.slice(0, index), surroundings);
    return textRuns(shape, inherited, surroundings).flatMap((run): readonly UnseenText[] => {
      if (run.text.trim() === "") return [];
      const reason =
        run.size !== undefined && run.size > 0 && run.size <= tinySize
          ? "字号极小"
          : run.colour === "none"
            ? "透明文字"
            : run.colour !== undefined &&
                run.colour !== "unknown" &&
                ground !== "unknown" &&
                isSameColour(run.colour, ground)
              ? "文字与底色相同"
              : undefined;
      return reason === undefined ? [] : [{ text: run.text, reason, run: run.element }];
    });
  }

  #isOffSlide(box: Box): boolean {
    // A box that grows with its text is written without an extent; where it begins decides.
    if (box.width === 0 || box.height === 0)
      return box.x < 0 || box.x >= this.width || box.y < 0 || box.y >= this.height;
    // A sliver over the edge is sloppy, not hidden.
    const seenWidth = Math.min(box.x + box.width, this.width) - Math.max(box.x, 0);
    const seenHeight = Math.min(box.y + box.height, this.height) - Math.max(box.y, 0);
    return seenWidth <= Math.max(0, box.width) * 0.02 || seenHeight <= Math.max(0, box.height) * 0.02;
  }
}

/** Text of all paragraphs below, table cells parted by tabs. */
export function shapeText(root: XmlElement | undefined): string {
  if (!root) return "";
  const lines: string[] = [];
  const visit = (element: XmlElement): void => {
    if (element.name === "tr") {
      lines.push(
        childElements(element)
          .map((cell) => shapeText(cell).replaceAll("\n", " "))
          .join("\t"),
      );
      return;
    }
    if (element.name === "p") {
      lines.push(paragraphText(element));
      return;
    }
    for (const inner of childElements(element)) visit(inner);
  };
  visit(root);
  return lines.join("\n").trim();
}

function paragraphText(paragraph: XmlElement): string {
  let text = "";
  for (const node of walk(paragraph)) {
    if (node.name === "t") text += ownText(node);
    else if (node.name === "br") text += "\n";
    else if (node.name === "tab") text += "\t";
  }
  return text;
}

function readLook(properties: XmlElement | undefined, surroundings: SlideSurroundings): RunLook {
  if (!properties) return noLook;
  const solid = child(properties, "solidFill");
  const size = attribute(properties, "sz");
  let colour: RunLook["colour"];
  if (solid) {
    const drawn = drawingColour(solid, surroundings.theme, surroundings.map);
    colour = drawn ? (drawn.alpha <= 0.05 ? "none" : drawn.rgb) : "unknown";
  } else if (child(properties, "noFill"))
    colour = child(child(properties, "ln"), "solidFill") ? "unknown" : "none";
  else if (["gradFill", "blipFill", "pattFill"].some((name) => child(properties, name))) colour = "unknown";
  return { colour, size: size === undefined ? undefined : Number(size) };
}

function over(base: RunLook, top: RunLook): RunLook {
  return { colour: top.colour ?? base.colour, size: top.size ?? base.size };
}

function findPlaceholder(shape: SlideShape, surroundings: SlideSurroundings): SlideShape | undefined {
  const wanted = shape.placeholder;
  const matches = (candidate: SlideShape): boolean =>
    candidate.placeholder !== undefined &&
    (candidate.placeholder.index === wanted?.index
      ? candidate.placeholder.index !== "" || candidate.placeholder.type === wanted.type
      : false);
  const sameType = (candidate: SlideShape): boolean =>
    candidate.placeholder !== undefined &&
    normalType(candidate.placeholder.type) === normalType(wanted?.type ?? "");
  return (
    surroundings.layout.find(matches) ??
    surroundings.layout.find(sameType) ??
    surroundings.master.find(sameType)
  );
}

function normalType(type: string): string {
  return type === "ctrTitle" ? "title" : type === "subTitle" ? "body" : type;
}

function levelLook(list: XmlElement | undefined, level: number, surroundings: SlideSurroundings): RunLook {
  return readLook(descend(list, `lvl${level + 1}pPr`, "defRPr"), surroundings);
}

/** Runs with their effective colour and size: master style, placeholder, shape list style, paragraph, run. */
function textRuns(
  shape: SlideShape,
  inherited: SlideShape | undefined,
  surroundings: SlideSurroundings,
): readonly TextRun[] {
  const runs: TextRun[] = [];
  const type = normalType(shape.placeholder?.type ?? "");
  const styleName = type === "title" ? "titleStyle" : type === "" ? "otherStyle" : "bodyStyle";
  const masterList = child(surroundings.masterStyles, styleName);
  const fontReference = descend(shape.element, "style", "fontRef");
  const referenced = drawingColour(fontReference, surroundings.theme, surroundings.map)?.rgb;
  const isTable = shape.element.name === "graphicFrame";
  for (const body of walk(shape.element)) {
    if (body.name !== "txBody") continue;
    for (const paragraph of childElements(body)) {
      if (paragraph.name !== "p") continue;
      const properties = child(paragraph, "pPr");
      const level = Number(attribute(properties, "lvl") ?? "0") || 0;
      let base: RunLook = isTable ? noLook : levelLook(masterList, level, surroundings);
      base = over(base, { colour: referenced, size: undefined });
      base = over(base, levelLook(descend(inherited?.element, "txBody", "lstStyle"), level, surroundings));
      base = over(base, levelLook(child(body, "lstStyle"), level, surroundings));
      for (const run of childElements(paragraph)) {
        if (run.name !== "r" && run.name !== "fld") continue;
        const own = readLook(child(run, "rPr"), surroundings);
        // Cells of a table take colours from its style, which is not resolved here.
        runs.push({
          ...over(isTable ? { ...base, colour: undefined } : base, own),
          element: run,
          text: deepText(child(run, "t")),
          ...(isTable ? { colour: undefined } : {}),
        });
      }
    }
  }
  return runs;
}

/** The ground a shape's text lies on: its own fill, else the topmost thing painted below it, else the slide. */
function groundUnder(
  shape: SlideShape,
  box: Box | undefined,
  below: readonly SlideShape[],
  surroundings: SlideSurroundings,
): Rgb | "unknown" {
  if (shape.fill !== "none") return shape.fill;
  if (!box) return surroundings.ground;
  const painted = [...surroundings.master, ...surroundings.layout, ...below].filter(
    (other) => other.box && other.fill !== "none" && !other.hidden && covers(other.box, box),
  );
  // Only something that holds the whole text may decide; what touches part of it leaves the rest unknown.
  const top = painted.at(-1);
  if (!top?.box) return surroundings.ground;
  const holds =
    top.box.x <= box.x &&
    top.box.y <= box.y &&
    top.box.x + top.box.width >= box.x + box.width &&
    top.box.y + top.box.height >= box.y + box.height;
  return holds ? (top.fill === "none" ? surroundings.ground : top.fill) : "unknown";
}
