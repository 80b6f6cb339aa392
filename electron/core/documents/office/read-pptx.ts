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
import type { FileReading } from "../reading/file-reading.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { refuse } from "../reading/refusal.ts";
import { readCustomXml, readDocumentProperties } from "./document-properties.ts";
import {
  drawingColour,
  isSameColour,
  readThemeColours,
  white,
  type Rgb,
  type ThemeColours,
} from "./drawing-colours.ts";
import { readEmbeddedParts, type InnerReader } from "./embedded-parts.ts";
import { readDrawingPart, readLeftoverParts, readLinkTargets } from "./leftover-parts.ts";
import { colourMap, covers, slideGround, slideShapes, type Box, type SlideShape } from "./slide-shapes.ts";

interface RunLook {
  readonly colour: Rgb | "none" | "unknown" | undefined;
  /** Hundredths of a point. */
  readonly size: number | undefined;
}

interface TextRun extends RunLook {
  readonly text: string;
}

const noLook: RunLook = { colour: undefined, size: undefined };

/** Placeholders of a notes page that are not the speaker's notes. */
const notesFurniture = new Set(["sldImg", "sldNum", "dt", "hdr", "ftr"]);

/** Text under this size is not read by anybody: 3 pt. */
const tinySize = 300;

interface SlideSurroundings {
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

class PptxReader {
  readonly #opc: OpcPackage;
  readonly #builder: ReadingBuilder;
  readonly #main: string;
  readonly #layouts = new Map<string | undefined, LayoutParts>();
  #width = 12_192_000;
  #height = 6_858_000;

  constructor(opc: OpcPackage, builder: ReadingBuilder, main: string) {
    this.#opc = opc;
    this.#builder = builder;
    this.#main = main;
  }

  read(): void {
    const opc = this.#opc;
    const presentation = opc.xml(this.#main) ?? refuse("damaged", "pptx-presentation");
    const size = child(presentation, "sldSz");
    this.#width = Number(attribute(size, "cx") ?? this.#width);
    this.#height = Number(attribute(size, "cy") ?? this.#height);
    const listed = childElements(child(presentation, "sldIdLst"))
      .map((entry) => opc.target(this.#main, prefixedAttribute(entry, "id")))
      .filter((part) => part !== undefined);
    listed.forEach((part, index) => this.#readSlide(part, `第${index + 1}张幻灯片`, true));
    const known = new Set(listed.map((part) => part.toLowerCase()));
    const orphans = opc.partNames.filter(
      (name) => /\/slides\/slide[^/]*\.xml$/iu.test(name) && !known.has(name.toLowerCase()),
    );
    orphans.forEach((part, index) => this.#readSlide(part, `未列入放映的幻灯片${index + 1}`, false));
    this.#builder.setPages(listed.length);
    this.#readComments(listed);
    this.#readMasters();
    for (const name of opc.partNames) {
      if (/\/tags\/[^/]+\.xml$/iu.test(name)) {
        const root = opc.xml(name);
        const values = childElements(root).map((tag) => attribute(tag, "val") ?? "");
        this.#builder.addPart("标记", values.join("\n"), { screening: "identifiers" });
      }
    }
  }

  /** Layout, master and theme behind a slide; read once for all slides that share them. */
  #layout(layoutPart: string | undefined): LayoutParts {
    const known = this.#layouts.get(layoutPart);
    if (known) return known;
    const opc = this.#opc;
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
    const { layoutRoot, masterRoot, theme } = this.#layout(this.#opc.related(slide, "slideLayout")[0]);
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

  #readSlide(part: string, where: string, isListed: boolean): void {
    const root = this.#opc.xml(part);
    if (!root) return;
    const builder = this.#builder;
    const surroundings = this.#surroundings(part, root);
    const shapes = slideShapes(descend(root, "cSld", "spTree"), surroundings.theme, surroundings.map);
    const isHidden = !isListed || /^(?:0|false)$/iu.test(attribute(root, "show") ?? "1");
    const texts: string[] = [];
    shapes.forEach((shape, index) => {
      const text = shapeText(shape.element);
      if (text.trim() === "") return;
      texts.push(text);
      this.#reportUnseen(shape, shapes.slice(0, index), surroundings, where, text);
    });
    for (const related of this.#opc.relationships(part)) {
      if (related.external || !this.#opc.has(related.target)) continue;
      if (related.type === "chart" || related.type === "chartEx")
        readDrawingPart(this.#opc, related.target, builder, `${where}的图表`);
      else if (related.type === "diagramData") {
        const diagram = this.#opc.xml(related.target);
        if (diagram)
          texts.push(
            [...walk(diagram)]
              .filter((node) => node.name === "pt")
              .map((node) => shapeText(node))
              .filter(Boolean)
              .join("\n"),
          );
      } else if (related.type === "notesSlide") this.#readNotes(related.target, where);
    }
    const whole = texts.join("\n");
    builder.addPart(where, whole, isHidden ? { hidden: "HIDDEN_SLIDE" } : {});
    if (isHidden) builder.addHidden("HIDDEN_SLIDE", whole === "" ? "（没有文字的幻灯片）" : whole, where);
    const alts = [...walk(root)].flatMap((node) =>
      node.name === "cNvPr" ? ["descr", "title"].map((name) => attribute(node, name) ?? "") : [],
    );
    builder.addPart(`${where}的替代文字`, [...new Set(alts)].filter(Boolean).join("\n"));
  }

  #readNotes(part: string, where: string): void {
    const root = this.#opc.xml(part);
    const shapes = slideShapes(descend(root, "cSld", "spTree"), new Map(), new Map());
    const texts = shapes
      .filter((shape) => !notesFurniture.has(shape.placeholder?.type ?? ""))
      .map((shape) => shapeText(shape.element).trim())
      .filter((text) => text !== "");
    if (texts.length > 0) {
      this.#builder.addHidden("SPEAKER_NOTES", texts.join("\n"), `${where}的备注`);
      this.#builder.addPart(`${where}的备注`, texts.join("\n"), { hidden: "SPEAKER_NOTES" });
    }
    const furniture = shapes
      .filter((shape) => ["hdr", "ftr"].includes(shape.placeholder?.type ?? ""))
      .map((shape) => shapeText(shape.element));
    this.#builder.addPart(`${where}的备注页眉页脚`, furniture.join("\n"));
  }

  /** Text that no viewer of the slide sees: off the slide, in a hidden shape, too small, or in the colour of its ground. */
  #reportUnseen(
    shape: SlideShape,
    below: readonly SlideShape[],
    surroundings: SlideSurroundings,
    where: string,
    text: string,
  ): void {
    const builder = this.#builder;
    const inherited = shape.placeholder ? findPlaceholder(shape, surroundings) : undefined;
    const box = shape.box ?? inherited?.box;
    if (shape.hidden) {
      builder.addHidden("HIDDEN_TEXT", text, `${where}（隐藏的图形）`);
      return;
    }
    if (box && this.#isOffSlide(box)) {
      builder.addHidden("HIDDEN_TEXT", text, `${where}（页面以外的图形）`);
      return;
    }
    const ground = groundUnder(shape, box, below, surroundings);
    for (const run of textRuns(shape, inherited, surroundings)) {
      if (run.text.trim() === "") continue;
      if (run.size !== undefined && run.size > 0 && run.size <= tinySize)
        builder.addHidden("HIDDEN_TEXT", run.text, `${where}（字号极小）`);
      else if (run.colour === "none") builder.addHidden("HIDDEN_TEXT", run.text, `${where}（透明文字）`);
      else if (
        run.colour !== undefined &&
        run.colour !== "unknown" &&
        ground !== "unknown" &&
        isSameColour(run.colour, ground)
      )
        builder.addHidden("HIDDEN_TEXT", run.text, `${where}（文字与底色相同）`);
    }
  }

  #isOffSlide(box: Box): boolean {
    // A box that grows with its text is written without an extent; where it begins decides.
    if (box.width === 0 || box.height === 0)
      return box.x < 0 || box.x >= this.#width || box.y < 0 || box.y >= this.#height;
    // A sliver over the edge is sloppy, not hidden.
    const seenWidth = Math.min(box.x + box.width, this.#width) - Math.max(box.x, 0);
    const seenHeight = Math.min(box.y + box.height, this.#height) - Math.max(box.y, 0);
    return seenWidth <= Math.max(0, box.width) * 0.02 || seenHeight <= Math.max(0, box.height) * 0.02;
  }

  #readComments(slides: readonly string[]): void {
    const opc = this.#opc;
    const authors = new Map<string, string>();
    for (const name of opc.partNames) {
      if (!/\/(?:commentauthors|authors)\.xml$/iu.test(name)) continue;
      for (const author of childElements(opc.xml(name)))
        authors.set(attribute(author, "id") ?? "", attribute(author, "name") ?? "");
    }
    const pages = new Map<string, string>();
    slides.forEach((slide, index) => {
      for (const related of opc.relationships(slide)) {
        if (related.type === "comments")
          pages.set(related.target.toLowerCase(), `第${index + 1}张幻灯片的批注`);
      }
    });
    for (const name of opc.partNames) {
      if (!/\/comments\/[^/]+\.xml$/iu.test(name)) continue;
      const root = opc.xml(name);
      const where = pages.get(name.toLowerCase()) ?? "批注";
      for (const comment of root ? walk(root) : []) {
        if (comment.name !== "cm" && comment.name !== "reply") continue;
        const text = (
          child(comment, "text") ? deepText(child(comment, "text")) : shapeText(child(comment, "txBody"))
        ).trim();
        if (text === "") continue;
        const author = authors.get(attribute(comment, "authorId") ?? "") ?? "";
        this.#builder.addHidden("COMMENTS", author === "" ? text : `${author}：${text}`, where);
        this.#builder.addPart(where, text, { hidden: "COMMENTS" });
      }
    }
  }

  /** Fixed texts of layouts and masters; the prompts of placeholders are the program's. */
  #readMasters(): void {
    for (const name of this.#opc.partNames) {
      const label = /\/slidelayouts\//iu.test(name)
        ? "版式"
        : /\/(?:slidemasters|notesmasters|handoutmasters)\//iu.test(name)
          ? "母版"
          : "";
      if (label === "" || !name.toLowerCase().endsWith(".xml")) continue;
      const root = this.#opc.xml(name);
      const texts = slideShapes(descend(root, "cSld", "spTree"), new Map(), new Map())
        .filter(
          (shape) =>
            shape.placeholder === undefined ||
            shape.placeholder.type === "ftr" ||
            shape.placeholder.type === "hdr",
        )
        .map((shape) => shapeText(shape.element));
      this.#builder.addPart(label, texts.filter((text) => text.trim() !== "").join("\n"));
    }
  }
}

/** Text of all paragraphs below, table cells parted by tabs. */
function shapeText(root: XmlElement | undefined): string {
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

export async function readPptxPackage(
  opc: OpcPackage,
  depth: number,
  readInner: InnerReader,
): Promise<FileReading> {
  const builder = new ReadingBuilder(opc.budget);
  const main = opc.mainPart() ?? refuse("damaged", "pptx-presentation");
  new PptxReader(opc, builder, main).read();
  readDocumentProperties(opc, builder);
  readCustomXml(opc, builder);
  await readEmbeddedParts({ opc, builder, depth, readInner });
  readLinkTargets(opc, builder);
  readLeftoverParts(opc, builder);
  return builder.build("pptx");
}
