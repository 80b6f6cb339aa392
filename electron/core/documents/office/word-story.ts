import {
  attribute,
  child,
  childElements,
  deepText,
  descend,
  isElement,
  prefixedAttribute,
  walk,
  type XmlElement,
} from "../containers/xml-reader.ts";
import { isSameColour, parseHexColour, white, type Rgb, type ThemeColours } from "./drawing-colours.ts";
import { drawingColour } from "./drawing-colours.ts";
import type { WordNumbering } from "./word-numbering.ts";
import { isOn, readRunLook, shadingColour, type WordStyles } from "./word-styles.ts";

export type Revision = "inserted" | "deleted" | "movedFrom" | "movedTo";

/** A piece of text with everything that decides whether it is seen. */
export interface WordRun {
  readonly text: string;
  readonly revision?: Revision;
  /** Why it is not seen, in the user's words. */
  readonly hiddenBecause?: string;
  readonly strong: boolean;
  readonly em: boolean;
  readonly underline: boolean;
}

export interface WordParagraph {
  readonly kind: "paragraph";
  readonly runs: readonly WordRun[];
  readonly styleId: string | undefined;
  readonly align: string | undefined;
  readonly outlineLevel: number | undefined;
  /** List number the word processor makes, for import. */
  readonly number: string;
  readonly inTextBox: boolean;
}

export interface WordCell {
  /** All paragraphs of the cell, those of tables in it as well. */
  readonly paragraphs: readonly WordParagraph[];
  readonly tables: readonly WordTable[];
  readonly columns: number;
  readonly merge: "restart" | "continue" | undefined;
}

export interface WordTable {
  readonly kind: "table";
  readonly rows: readonly { readonly cells: readonly WordCell[]; readonly header: boolean }[];
  /** Twentieths of a point; empty where the table says nothing. */
  readonly widths: readonly number[];
}

export type WordBlock = WordParagraph | WordTable;

export interface RevisionNote {
  readonly kind: "插入" | "删除" | "移出" | "移入" | "格式修改" | "表格修改";
  readonly author: string;
  readonly text: string;
}

/** What is met on the way and is no body text. */
export interface StoryExtras {
  readonly revisions: RevisionNote[];
  readonly fieldCodes: string[];
  readonly altTexts: string[];
  readonly otherTexts: string[];
}

export interface StoryContext {
  readonly styles: WordStyles;
  readonly theme: ThemeColours;
  readonly numbering: WordNumbering;
  /** Undefined: not known, nothing can be said about colours. */
  readonly pageGround: Rgb | undefined;
  /** Grounds that floating shapes or behind-text pictures may put anywhere. */
  readonly hasFloatingGround: boolean;
  readonly extras: StoryExtras;
  /** Filled while reading: runs nobody sees, and drawings that are one picture, with its relation. */
  readonly unseenRuns: Set<XmlElement>;
  readonly pictures: Map<XmlElement, string>;
}

interface Frame {
  readonly revision?: Revision;
  readonly ground: Rgb | undefined;
  /** Text here may lie on any of these as well (table styles). */
  readonly possibleGrounds: readonly Rgb[];
  readonly hiddenBecause?: string;
  readonly inTextBox: boolean;
}

const revisionNames: Readonly<Record<string, Revision>> = {
  ins: "inserted",
  del: "deleted",
  moveFrom: "movedFrom",
  moveTo: "movedTo",
};
const revisionLabels: Readonly<Record<Revision, RevisionNote["kind"]>> = {
  inserted: "插入",
  deleted: "删除",
  movedFrom: "移出",
  movedTo: "移入",
};
const containers = new Set([
  "sdt",
  "sdtContent",
  "smartTag",
  "customXml",
  "hyperlink",
  "fldSimple",
  "dir",
  "bdo",
  "ruby",
  "rubyBase",
  "rt",
  "subDoc",
  "oMath",
  "oMathPara",
  "Choice",
  "body",
  "comment",
  "footnote",
  "endnote",
  "hdr",
  "ftr",
  "docPartBody",
  "background",
]);
const formatChanges = new Set([
  "rPrChange",
  "pPrChange",
  "sectPrChange",
  "tblPrChange",
  "tcPrChange",
  "trPrChange",
  "tblGridChange",
  "numberingChange",
  "tblPrExChange",
]);
const tableChanges = new Set(["cellIns", "cellDel", "cellMerge"]);

/** Text smaller than this is not read by anybody; 3 pt in half-points. */
const tinyHalfPoints = 6;

export class WordStoryReader {
  readonly #context: StoryContext;
  #fieldDepth = 0;
  /** The parent of the change noted last. */
  #lastRevised: XmlElement | undefined;
  #fieldCode: string[] = [];
  /** Per open field: whether its result has begun. */
  readonly #fields: boolean[] = [];

  constructor(context: StoryContext) {
    this.#context = context;
  }

  read(root: XmlElement): readonly WordBlock[] {
    const frame: Frame = { ground: this.#context.pageGround, possibleGrounds: [], inTextBox: false };
    return this.#blocks(root, frame);
  }

  #blocks(parent: XmlElement, frame: Frame): readonly WordBlock[] {
    const blocks: WordBlock[] = [];
    for (const element of childElements(parent)) {
      this.#noteChanges(element);
      if (element.name === "p") blocks.push(...this.#paragraph(element, frame));
      else if (element.name === "tbl") blocks.push(...this.#table(element, frame));
      else if (revisionNames[element.name] && child(element, "p")) {
        blocks.push(...this.#blocks(element, { ...frame, ...this.#revise(element, parent) }));
      } else if (element.name === "AlternateContent")
        blocks.push(...this.#alternate(element, (chosen) => this.#blocks(chosen, frame)));
      else if (element.name === "r" || element.name === "hyperlink")
        blocks.push(...this.#paragraph({ ...element, name: "p", children: [element] }, frame));
      else if (containers.has(element.name)) blocks.push(...this.#blocks(element, frame));
    }
    return blocks;
  }

  /** Takes the richest choice; a fallback is read only where it says something else. */
  #alternate<T>(element: XmlElement, read: (chosen: XmlElement) => readonly T[]): readonly T[] {
    const choices = childElements(element).filter((option) => option.name === "Choice");
    const fallback = child(element, "Fallback");
    const chosen = choices[0];
    if (!chosen) return fallback ? read(fallback) : [];
    if (fallback) {
      const shown = choices.map(textOf).join("");
      const other = textOf(fallback);
      if (other.trim() !== "" && !shown.includes(other)) this.#context.extras.otherTexts.push(other);
    }
    for (const rest of choices.slice(1)) {
      const other = textOf(rest);
      if (other.trim() !== "" && !textOf(chosen).includes(other)) this.#context.extras.otherTexts.push(other);
    }
    return read(chosen);
  }

  #revise(element: XmlElement, parent: XmlElement): { readonly revision: Revision } {
    const revision = revisionNames[element.name] ?? "inserted";
    const { revisions } = this.#context.extras;
    const kind = revisionLabels[revision];
    const author = attribute(element, "author") ?? "";
    const last = revisions.at(-1);
    // One change is cut into pieces wherever the font changes; a reviewer reads it as one.
    if (last && this.#lastRevised === parent && last.kind === kind && last.author === author)
      revisions[revisions.length - 1] = { ...last, text: last.text + textOf(element) };
    else revisions.push({ kind, author, text: textOf(element) });
    return { revision };
  }

  #noteChanges(element: XmlElement): void {
    // Properties hold the changes of format; they stand one or two levels below their paragraph, run, row or cell.
    for (const properties of childElements(element)) {
      if (!properties.name.endsWith("Pr") && properties.name !== "tblGrid") continue;
      for (const change of walk(properties)) {
        const author = attribute(change, "author");
        if (formatChanges.has(change.name))
          this.#context.extras.revisions.push({ kind: "格式修改", author: author ?? "", text: "" });
        else if (tableChanges.has(change.name))
          this.#context.extras.revisions.push({
            kind: "表格修改",
            author: author ?? "",
            text: textOf(element),
          });
        else if (revisionNames[change.name] && author !== undefined && change !== properties) {
          const kind = revisionLabels[revisionNames[change.name] ?? "inserted"];
          this.#context.extras.revisions.push({
            kind,
            author,
            text: element.name === "tr" ? textOf(element) : "",
          });
        }
      }
    }
  }

  #table(table: XmlElement, frame: Frame): readonly WordBlock[] {
    const properties = child(table, "tblPr");
    const tableGround = shadingColour(child(properties, "shd"), this.#context.theme);
    const possible = [
      ...frame.possibleGrounds,
      ...this.#context.styles.tableGrounds(attribute(child(properties, "tblStyle"), "val")),
    ];
    const rows: { cells: WordCell[]; header: boolean }[] = [];
    const addRow = (row: XmlElement, base: Frame): void => {
      this.#noteChanges(row);
      const rowProperties = child(row, "trPr");
      const deleted = child(rowProperties, "del") ? ("deleted" as const) : undefined;
      const inserted = child(rowProperties, "ins") ? ("inserted" as const) : undefined;
      const revision = base.revision ?? deleted ?? inserted;
      const isHidden = isOn(child(rowProperties, "hidden")) === true;
      const cells: WordCell[] = [];
      for (const cell of flatten(row, "tc")) {
        this.#noteChanges(cell);
        const cellProperties = child(cell, "tcPr");
        const cellGround = shadingColour(child(cellProperties, "shd"), this.#context.theme);
        const inner: Frame = {
          ...base,
          ground: cellGround ?? tableGround ?? base.ground,
          possibleGrounds: cellGround ? [] : possible,
          ...(revision ? { revision } : {}),
          ...(isHidden ? { hiddenBecause: "隐藏的表格行" } : {}),
        };
        const blocks = this.#blocks(cell, inner);
        const merge = child(cellProperties, "vMerge");
        cells.push({
          paragraphs: blocks.flatMap((block) => (block.kind === "paragraph" ? [block] : flattenTable(block))),
          tables: blocks.filter((block) => block.kind === "table"),
          columns: Math.max(
            1,
            Math.min(200, Number(attribute(child(cellProperties, "gridSpan"), "val") ?? "1") || 1),
          ),
          merge: merge ? (attribute(merge, "val") === "restart" ? "restart" : "continue") : undefined,
        });
      }
      rows.push({ cells, header: isOn(child(rowProperties, "tblHeader")) === true });
    };
    for (const row of flatten(table, "tr")) addRow(row, frame);
    const widths = childElements(child(table, "tblGrid"))
      .filter((column) => column.name === "gridCol")
      .map((column) => Number(attribute(column, "w") ?? "0"));
    return [
      { kind: "table", rows, widths: widths.every((width) => width > 0 && width < 32_000) ? widths : [] },
    ];
  }

  #paragraph(paragraph: XmlElement, frame: Frame): readonly WordBlock[] {
    const properties = child(paragraph, "pPr");
    const styleId = attribute(child(properties, "pStyle"), "val");
    const { styles, theme, numbering } = this.#context;
    const ground = shadingColour(child(properties, "shd"), theme) ?? styles.paragraphGround(styleId);
    const inner: Frame = ground ? { ...frame, ground, possibleGrounds: [] } : frame;
    const runs: WordRun[] = [];
    const boxes: WordBlock[] = [];
    this.#inline(paragraph, styleId, inner, runs, boxes);
    const ownOutline = attribute(child(properties, "outlineLvl"), "val");
    const outline = ownOutline === undefined ? styles.outlineLevel(styleId) : Number.parseInt(ownOutline, 10);
    return [
      {
        kind: "paragraph",
        runs,
        styleId,
        align: attribute(child(properties, "jc"), "val") ?? styles.align(styleId),
        outlineLevel: outline === undefined || outline > 8 ? undefined : outline,
        number: numbering.next(child(properties, "numPr") ?? styles.numbering(styleId)),
        inTextBox: frame.inTextBox,
      },
      ...boxes,
    ];
  }

  #inline(
    parent: XmlElement,
    styleId: string | undefined,
    frame: Frame,
    runs: WordRun[],
    boxes: WordBlock[],
  ): void {
    for (const element of childElements(parent)) {
      this.#noteChanges(element);
      const revision = revisionNames[element.name];
      if (element.name === "r") {
        this.#lastRevised = undefined;
        this.#run(element, styleId, frame, runs, boxes);
      } else if (revision) {
        this.#inline(element, styleId, { ...frame, ...this.#revise(element, parent) }, runs, boxes);
        this.#lastRevised = parent;
      } else if (element.name === "AlternateContent")
        this.#alternate(element, (chosen) => {
          this.#inline(chosen, styleId, frame, runs, boxes);
          return [];
        });
      else if (element.name === "fldSimple") {
        this.#context.extras.fieldCodes.push(attribute(element, "instr") ?? "");
        this.#inline(element, styleId, frame, runs, boxes);
      } else if (element.name === "oMath" || element.name === "oMathPara")
        runs.push(plainRun(deepText(element), frame));
      else if (element.name === "p") boxes.push(...this.#paragraph(element, frame));
      else if (element.name === "tbl") boxes.push(...this.#table(element, frame));
      else if (element.name === "drawing" || element.name === "pict" || element.name === "object")
        this.#drawing(element, frame, boxes);
      else if (containers.has(element.name)) this.#inline(element, styleId, frame, runs, boxes);
    }
  }

  #run(
    run: XmlElement,
    styleId: string | undefined,
    frame: Frame,
    runs: WordRun[],
    boxes: WordBlock[],
  ): void {
    const properties = child(run, "rPr");
    const direct = readRunLook(properties, this.#context.theme);
    const look = this.#context.styles.effective(
      styleId,
      attribute(child(properties, "rStyle"), "val"),
      direct,
    );
    const pieces: string[] = [];
    for (const node of run.children) {
      if (!isElement(node)) continue;
      switch (node.name) {
        case "t":
        case "delText":
          // The code of a nested field's result is part of the outer field's code.
          if (this.#fields.length > 0 && this.#fields.at(-1) === false) this.#fieldCode.push(deepText(node));
          else pieces.push(deepText(node));
          break;
        case "instrText":
        case "delInstrText":
          this.#fieldCode.push(deepText(node));
          break;
        case "fldChar":
          this.#fieldCharacter(attribute(node, "fldCharType") ?? "");
          for (const name of childElements(node)) {
            for (const entry of walk(name)) {
              const value = attribute(entry, "val");
              if (value && /^(?:default|helpText|statusText|listEntry|result)$/u.test(entry.name))
                this.#context.extras.otherTexts.push(value);
            }
          }
          break;
        case "tab":
        case "ptab":
          pieces.push("\t");
          break;
        case "br":
        case "cr":
          pieces.push("\n");
          break;
        case "noBreakHyphen":
          pieces.push("-");
          break;
        case "sym": {
          const code = Number.parseInt(attribute(node, "char") ?? "", 16);
          if (code >= 0x20 && code < 0xe000) pieces.push(String.fromCodePoint(code));
          break;
        }
        case "drawing":
        case "pict":
        case "object":
          if (look.vanish !== true) this.#picture(node, frame);
          this.#drawing(node, frame, boxes);
          break;
        case "AlternateContent":
          this.#alternate(node, (chosen) => {
            for (const inner of childElements(chosen)) {
              if (inner.name === "r") this.#run(inner, styleId, frame, runs, boxes);
              else this.#drawing(inner, frame, boxes);
            }
            return [];
          });
          break;
        case "ruby":
          this.#inline(node, styleId, frame, runs, boxes);
          break;
        default:
      }
    }
    if (look.vanish === true) this.#context.unseenRuns.add(run);
    const text = pieces.join("");
    if (text === "") return;
    const hiddenBecause = frame.hiddenBecause ?? this.#whyHidden(text, look, frame);
    if (hiddenBecause) this.#context.unseenRuns.add(run);
    runs.push({
      text,
      ...(frame.revision ? { revision: frame.revision } : {}),
      ...(hiddenBecause ? { hiddenBecause } : {}),
      strong: look.strong === true,
      em: look.em === true,
      underline: look.underline === true,
    });
  }

  #fieldCharacter(type: string): void {
    if (type === "begin") {
      this.#fieldDepth += 1;
      this.#fields.push(false);
    } else if (type === "separate" && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = true;
    else if (type === "end" && this.#fieldDepth > 0) {
      this.#fieldDepth -= 1;
      this.#fields.pop();
      if (this.#fieldDepth === 0) {
        this.#context.extras.fieldCodes.push(this.#fieldCode.join(""));
        this.#fieldCode = [];
      }
    }
  }

  #whyHidden(text: string, look: ReturnType<WordStyles["effective"]>, frame: Frame): string | undefined {
    if (text.trim() === "") return undefined;
    if (look.vanish === true) return "隐藏文字";
    if (look.halfPoints !== undefined && look.halfPoints > 0 && look.halfPoints <= tinyHalfPoints)
      return "字号极小";
    if (look.scale !== undefined && look.scale > 0 && look.scale <= 5) return "字符缩放极小";
    const ground = look.ground ?? frame.ground;
    if (look.colour === undefined || look.colour === "auto" || !ground) return undefined;
    const { colour } = look;
    if (!isSameColour(colour, ground)) return undefined;
    // A table style may shade this cell without saying so here; then the text is seen.
    if (!look.ground && frame.possibleGrounds.some((possible) => !isSameColour(possible, colour)))
      return undefined;
    return "文字与底色相同";
  }

  /** Notes a drawing that is one picture and shown. */
  #picture(drawing: XmlElement, frame: Frame): void {
    const gone = frame.revision === "deleted" || frame.revision === "movedFrom";
    if (gone || frame.hiddenBecause || frame.inTextBox || isDrawingHidden(drawing)) return;
    const all = [...walk(drawing)];
    const blips = all.filter((element) => element.name === "blip");
    const extent = all.find((element) => element.name === "extent");
    const relation = blips[0] && prefixedAttribute(blips[0], "embed");
    const width = Number(attribute(extent, "cx"));
    const height = Number(attribute(extent, "cy"));
    if (blips.length !== 1 || !relation || !(width > 0) || !(height > 0)) return;
    if (width > 40_000_000 || height > 40_000_000) return;
    this.#context.pictures.set(drawing, relation);
  }

  #drawing(drawing: XmlElement, frame: Frame, boxes: WordBlock[]): void {
    const { extras } = this.#context;
    for (const element of walk(drawing)) {
      if (element.name === "docPr" || element.name === "cNvPr") {
        for (const name of ["descr", "title"]) {
          const text = attribute(element, name);
          if (text) extras.altTexts.push(text);
        }
      } else if (element.name === "shape" || element.name === "imagedata" || element.name === "textpath") {
        for (const name of ["alt", "title", "string"]) {
          const text = attribute(element, name);
          if (text) extras.altTexts.push(text);
        }
      }
    }
    this.#boxes(drawing, frame, boxes, { fill: undefined, hidden: isDrawingHidden(drawing) });
  }

  #boxes(
    element: XmlElement,
    frame: Frame,
    boxes: WordBlock[],
    shape: { readonly fill: Rgb | "unknown" | undefined; readonly hidden: string | undefined },
  ): void {
    for (const inner of childElements(element)) {
      if (inner.name === "AlternateContent") {
        this.#alternate(inner, (chosen) => {
          this.#boxes(chosen, frame, boxes, shape);
          return [];
        });
        continue;
      }
      if (inner.name === "txbxContent") {
        const ground = shape.fill === "unknown" ? undefined : shape.fill;
        const behind = this.#context.hasFloatingGround ? undefined : frame.ground;
        const boxFrame: Frame = {
          ...frame,
          ground: ground ?? (shape.fill === "unknown" ? undefined : behind),
          possibleGrounds: [],
          inTextBox: true,
          ...(shape.hidden ? { hiddenBecause: shape.hidden } : {}),
        };
        boxes.push(...this.#blocks(inner, boxFrame));
        continue;
      }
      // Text of charts, diagrams and pictures drawn by shapes without Word text.
      if (inner.name === "t" && inner.prefix !== "w") this.#context.extras.otherTexts.push(deepText(inner));
      this.#boxes(inner, frame, boxes, {
        fill: shapeFill(inner, this.#context.theme) ?? shape.fill,
        hidden: shape.hidden ?? hiddenShape(inner),
      });
    }
  }
}

function plainRun(text: string, frame: Frame): WordRun {
  return {
    text,
    ...(frame.revision ? { revision: frame.revision } : {}),
    ...(frame.hiddenBecause ? { hiddenBecause: frame.hiddenBecause } : {}),
    strong: false,
    em: false,
    underline: false,
  };
}

/** Elements of one name among the children, also inside content controls and revision wrappers. */
function flatten(parent: XmlElement, name: string): readonly XmlElement[] {
  return childElements(parent).flatMap((element) =>
    element.name === name
      ? [element]
      : containers.has(element.name) || revisionNames[element.name]
        ? flatten(element, name)
        : [],
  );
}

function flattenTable(table: WordTable): readonly WordParagraph[] {
  return table.rows.flatMap((row) => row.cells.flatMap((cell) => cell.paragraphs));
}

/** The text of w:t and w:delText below, paragraphs parted. */
export function textOf(root: XmlElement): string {
  let text = "";
  for (const element of walk(root)) {
    if (element.name === "p" && text !== "" && !text.endsWith("\n")) text += "\n";
    else if (element.name === "tab") text += "\t";
    else if (element.name === "t" || element.name === "delText")
      text += element.children.filter((node) => typeof node === "string").join("");
  }
  return text.trim();
}

function shapeFill(shape: XmlElement, theme: ThemeColours): Rgb | "unknown" | undefined {
  const properties = child(shape, "spPr");
  if (properties) {
    const solid = child(properties, "solidFill");
    if (solid) {
      const colour = drawingColour(solid, theme);
      return colour && colour.alpha > 0.5 ? colour.rgb : "unknown";
    }
    if (child(properties, "gradFill") || child(properties, "blipFill") || child(properties, "pattFill"))
      return "unknown";
    if (!child(properties, "noFill") && child(shape, "style")) return "unknown";
  }
  const vml = attribute(shape, "fillcolor");
  if (vml !== undefined && attribute(shape, "filled") !== "f")
    return parseHexColour(vml.split(" ")[0]) ?? (/^white/iu.test(vml) ? white : "unknown");
  if (child(shape, "imagedata")) return "unknown";
  return undefined;
}

/** A4 is 11.9 million by 10.7 million EMU; nobody's page is wider than this. */
const farAwayEmu = 20_000_000;

function isDrawingHidden(drawing: XmlElement): string | undefined {
  for (const element of childElements(drawing)) {
    if (/^(?:1|true|on)$/iu.test(attribute(child(element, "docPr"), "hidden") ?? "")) return "隐藏的图形";
    if (element.name !== "anchor") continue;
    for (const axis of ["positionH", "positionV"]) {
      const position = child(element, axis);
      const offset = Number(deepText(descend(position, "posOffset")) || "0");
      const extent = Number(attribute(child(element, "extent"), axis === "positionH" ? "cx" : "cy") ?? "0");
      if (offset > farAwayEmu || offset + extent < -2_000_000) return "页面以外的图形";
    }
  }
  return undefined;
}

function hiddenShape(element: XmlElement): string | undefined {
  const style = attribute(element, "style") ?? "";
  if (/visibility\s*:\s*hidden|display\s*:\s*none/iu.test(style)) return "隐藏的图形";
  return /^(?:1|true)$/iu.test(attribute(child(element, "cNvPr"), "hidden") ?? "") ? "隐藏的图形" : undefined;
}
