import {
  attribute,
  child,
  childElements,
  deepText,
  isElement,
  prefixedAttribute,
  walk,
  type XmlElement,
} from "../../containers/xml-reader.ts";
import type { WordStory } from "../../office/word-package.ts";
import { isOn } from "../../office/word-styles.ts";
import {
  filterMarkup,
  isWords,
  layoutValue,
  markup,
  type FilterOptions,
  type Markup,
  type Words,
} from "./markup.ts";
import { cropOf } from "./picture-crop.ts";
import { isLine, pictureDrawing, shapeDrawing, singleShape } from "./word-drawings.ts";
import { pageField } from "./word-vocabulary.ts";

/** What a copy leaves out, in the user's words. */
export type WordLoss =
  | "图片"
  | "图形、图表和嵌入对象"
  | "文本框的位置"
  | "链接和书签"
  | "目录等域的自动更新"
  | "公式的排版";

/** What the stories of a document share while they are copied. */
export interface StoryCopyContext {
  readonly story: WordStory;
  readonly filter: FilterOptions;
  readonly losses: Set<WordLoss>;
  /** A relation of this story's part to the stripped picture; undefined where the picture may not come along. */
  pictureRelation(relation: string, isWhole: boolean): string | undefined;
  /** A header or footer, copied, by the relation of the original. */
  marginRelation(kind: "header" | "footer", type: string, relation: string | undefined): string | undefined;
  noteUsed(kind: "footnotes" | "endnotes", id: string): void;
  nextDrawing(): number;
}

const unwrapped = new Set([
  "sdt",
  "sdtContent",
  "customXml",
  "smartTag",
  "dir",
  "bdo",
  "subDoc",
  "ins",
  "moveTo",
  "hyperlink",
]);
const removed = new Set(["del", "moveFrom"]);
const lengthOfSymbol = /^[0-9A-Fa-f]{4}$/u;

interface OpenField {
  /** The code of a field that is kept. */
  readonly code: string | undefined;
  inResult: boolean;
}

/** The code of each field that counts pages, by the mark it begins with. */
function pageFields(root: XmlElement): ReadonlyMap<XmlElement, string> {
  const found = new Map<XmlElement, string>();
  const open: { begin: XmlElement; code: string; inResult: boolean }[] = [];
  for (const element of walk(root)) {
    const top = open.at(-1);
    if (element.name === "instrText" && top && !top.inResult) top.code += deepText(element);
    if (element.name !== "fldChar") continue;
    const type = attribute(element, "fldCharType");
    if (type === "begin") open.push({ begin: element, code: "", inResult: false });
    else if (type === "separate" && top) top.inResult = true;
    else if (type === "end") {
      const field = open.pop();
      if (field && pageField.test(field.code)) found.set(field.begin, field.code.trim());
    }
  }
  return found;
}

const text = (words: string): Markup => markup("w:t", { "xml:space": "preserve" }, [{ text: words }]);
const fieldMark = (type: string): Markup => markup("w:fldChar", { "w:fldCharType": type });
const fieldCode = (code: string): Markup =>
  markup("w:instrText", { "xml:space": "preserve" }, [{ text: ` ${code} ` }]);

/** Copies the paragraphs and tables of one story as they are seen: changes taken, hidden runs left out. */
export class StoryCopier {
  readonly #context: StoryCopyContext;
  readonly #pageFields: ReadonlyMap<XmlElement, string>;
  readonly #fields: OpenField[] = [];
  /** Text of boxes that have no place of their own: behind the paragraph. */
  #behind: Markup[] = [];
  /** Whether something of the paragraph in hand was left out. */
  #leftOut = false;

  constructor(context: StoryCopyContext, root: XmlElement) {
    this.#context = context;
    this.#pageFields = pageFields(root);
  }

  blocks(parent: XmlElement): readonly Markup[] {
    return childElements(parent).flatMap((element): readonly Markup[] => {
      if (element.name === "p") return this.#paragraph(element);
      if (element.name === "tbl") return this.#table(element);
      if (element.name === "sectPr") return [this.#section(element)];
      if (removed.has(element.name)) return [];
      if (element.name === "AlternateContent") return this.#chosen(element, (one) => this.blocks(one));
      if (element.name === "r") return this.#paragraph({ ...element, name: "p", children: [element] });
      return unwrapped.has(element.name) ? this.blocks(element) : [];
    });
  }

  #chosen<T>(element: XmlElement, copy: (chosen: XmlElement) => readonly T[]): readonly T[] {
    const chosen = child(element, "Choice") ?? child(element, "Fallback");
    return chosen ? copy(chosen) : [];
  }

  #properties(holder: XmlElement, name: string): readonly Markup[] {
    const properties = child(holder, name);
    const copy = properties && filterMarkup(properties, this.#context.filter);
    return copy && copy.children.length > 0 ? [copy] : [];
  }

  #paragraph(paragraph: XmlElement): readonly Markup[] {
    const outer = { behind: this.#behind, leftOut: this.#leftOut };
    this.#behind = [];
    this.#leftOut = false;
    const content = this.#inline(paragraph);
    const properties = child(paragraph, "pPr");
    const section = child(properties, "sectPr");
    const own =
      properties &&
      filterMarkup(
        {
          ...properties,
          children: properties.children.filter((node) => !isElement(node) || node.name !== "sectPr"),
        },
        this.#context.filter,
      );
    const kept = [...(own?.children ?? []), ...(section ? [this.#section(section)] : [])];
    // What was only deleted or hidden text leaves no empty line.
    const gone = content.length === 0 && this.#leftOut && !section;
    const copy = gone
      ? []
      : [markup("w:p", {}, [...(kept.length > 0 ? [markup("w:pPr", {}, kept)] : []), ...content])];
    const behind = this.#behind;
    ({ behind: this.#behind, leftOut: this.#leftOut } = outer);
    return [...copy, ...behind];
  }

  #inline(parent: XmlElement): readonly Markup[] {
    return childElements(parent).flatMap((element): readonly Markup[] => {
      switch (element.name) {
        case "r":
          return this.#run(element);
        case "AlternateContent":
          return this.#chosen(element, (one) => this.#inline(one));
        case "fldSimple": {
          const code = attribute(element, "instr") ?? "";
          const inner = this.#inline(element);
          if (!pageField.test(code)) {
            this.#context.losses.add("目录等域的自动更新");
            return inner;
          }
          const mark = (...nodes: readonly Markup[]): Markup => markup("w:r", {}, nodes);
          return [
            mark(fieldMark("begin"), fieldCode(code.trim())),
            mark(fieldMark("separate")),
            ...inner,
            mark(fieldMark("end")),
          ];
        }
        case "oMath":
        case "oMathPara":
          this.#context.losses.add("公式的排版");
          return [markup("w:r", {}, [text(deepText(element))])];
        case "p":
          this.#behind.push(...this.#paragraph(element));
          return [];
        case "tbl":
          this.#behind.push(...this.#table(element));
          return [];
        case "bookmarkStart":
          if (attribute(element, "name") !== "_GoBack") this.#context.losses.add("链接和书签");
          return [];
        default:
          if (removed.has(element.name)) {
            this.#leftOut = true;
            return [];
          }
          if (element.name === "hyperlink") this.#context.losses.add("链接和书签");
          return unwrapped.has(element.name) ? this.#inline(element) : [];
      }
    });
  }

  #run(run: XmlElement): readonly Markup[] {
    const unseen = this.#context.story.unseenRuns.has(run);
    if (unseen) this.#leftOut = true;
    const out: Markup[] = [];
    let open: Markup[] = [];
    const properties = this.#properties(run, "rPr");
    const close = (): void => {
      if (open.length > 0) out.push(markup("w:r", {}, [...properties, ...open]));
      open = [];
    };
    for (const node of run.children) {
      if (!isElement(node)) continue;
      if (node.name === "fldChar") {
        open.push(...this.#fieldMark(node, unseen));
        continue;
      }
      // The code of a field is nobody's text.
      if (unseen || this.#fields.at(-1)?.inResult === false) continue;
      if (
        node.name === "AlternateContent" ||
        node.name === "ruby" ||
        node.name === "drawing" ||
        node.name === "pict" ||
        node.name === "object"
      ) {
        const runs = this.#inner(node, properties);
        if (runs.length > 0) {
          close();
          out.push(...runs);
        }
        continue;
      }
      open.push(...this.#piece(node));
    }
    close();
    return out;
  }

  /** What stands in a run and is no text of it: the runs that come of it. */
  #inner(node: XmlElement, properties: readonly Markup[]): readonly Markup[] {
    if (node.name === "ruby")
      return ["rt", "rubyBase"].flatMap((name) => {
        const part = child(node, name);
        return part ? this.#inline(part) : [];
      });
    if (node.name === "AlternateContent")
      return this.#chosen(node, (one) =>
        childElements(one).flatMap((inner) =>
          inner.name === "r" ? this.#run(inner) : this.#inner(inner, properties),
        ),
      );
    return this.#drawing(node).map((drawing) => markup("w:r", {}, [...properties, drawing]));
  }

  #fieldMark(mark: XmlElement, unseen: boolean): readonly Markup[] {
    const type = attribute(mark, "fldCharType");
    if (type === "begin") {
      const code = unseen ? undefined : this.#pageFields.get(mark);
      if (code === undefined) this.#context.losses.add("目录等域的自动更新");
      this.#fields.push({ code, inResult: false });
      return code === undefined ? [] : [fieldMark("begin"), fieldCode(code)];
    }
    const field = this.#fields.at(-1);
    if (type === "separate" && field) field.inResult = true;
    if (type === "end") this.#fields.pop();
    return field?.code !== undefined && (type === "separate" || type === "end") ? [fieldMark(type)] : [];
  }

  #piece(node: XmlElement): readonly Markup[] {
    switch (node.name) {
      case "t":
        return node.prefix === "w" || node.prefix === "" ? [text(deepText(node))] : [];
      case "tab":
      case "ptab":
        return [markup("w:tab")];
      case "cr":
      case "noBreakHyphen":
      case "softHyphen":
      case "footnoteRef":
      case "endnoteRef":
      case "separator":
      case "continuationSeparator":
        return [markup(`w:${node.name}`)];
      case "br": {
        const type = layoutValue(node, "type");
        return [markup("w:br", type === undefined ? {} : { "w:type": type })];
      }
      case "sym": {
        const code = attribute(node, "char") ?? "";
        const font = layoutValue(node, "font");
        if (!lengthOfSymbol.test(code)) return [];
        const point = Number.parseInt(code, 16);
        if (point >= 0x20 && point < 0xd800) return [text(String.fromCodePoint(point))];
        return [markup("w:sym", { ...(font === undefined ? {} : { "w:font": font }), "w:char": code })];
      }
      case "footnoteReference":
      case "endnoteReference": {
        const id = layoutValue(node, "id") ?? "0";
        this.#context.noteUsed(node.name === "footnoteReference" ? "footnotes" : "endnotes", id);
        return [markup(`w:${node.name}`, { "w:id": id })];
      }
      default:
        return [];
    }
  }

  #drawing(drawing: XmlElement): readonly Markup[] {
    const { story, losses } = this.#context;
    const picture = story.pictures.get(drawing);
    const relation =
      picture === undefined
        ? undefined
        : this.#context.pictureRelation(picture, cropOf(drawing) === undefined);
    if (relation !== undefined) return [pictureDrawing(drawing, this.#context.nextDrawing(), relation)];
    const shape = drawing.name === "drawing" ? singleShape(drawing) : undefined;
    const boxes = textBoxes(drawing);
    if (!shape || boxes.length > 1) {
      const isPicture = [...walk(drawing)].some(({ name }) => name === "blip" || name === "imagedata");
      losses.add(isPicture ? "图片" : "图形、图表和嵌入对象");
      for (const box of boxes) {
        losses.add("文本框的位置");
        this.#behind.push(...this.blocks(box));
      }
      return [];
    }
    const [box] = boxes;
    if (box) {
      const inner = this.blocks(box);
      if (inner.length === 0) return [];
      return [shapeDrawing(drawing, shape, this.#context.nextDrawing(), closed(inner))];
    }
    if (isLine(shape)) return [shapeDrawing(drawing, shape, this.#context.nextDrawing(), undefined)];
    losses.add("图形、图表和嵌入对象");
    return [];
  }

  #table(table: XmlElement): readonly Markup[] {
    const rows = flat(table, "tr").filter((row) => {
      const properties = child(row, "trPr");
      return !child(properties, "del") && isOn(child(properties, "hidden")) !== true;
    });
    if (rows.length === 0) return [];
    const grid = this.#properties(table, "tblGrid");
    return [
      markup("w:tbl", {}, [
        ...(this.#properties(table, "tblPr").length > 0
          ? this.#properties(table, "tblPr")
          : [markup("w:tblPr")]),
        ...(grid.length > 0 ? grid : [markup("w:tblGrid")]),
        ...rows.map((row) =>
          markup("w:tr", {}, [
            ...this.#properties(row, "tblPrEx"),
            ...this.#properties(row, "trPr"),
            ...flat(row, "tc").map((cell) =>
              markup("w:tc", {}, [...this.#properties(cell, "tcPr"), ...closed(this.blocks(cell))]),
            ),
          ]),
        ),
      ]),
    ];
  }

  #section(section: XmlElement): Markup {
    const margins: Markup[] = [];
    for (const reference of childElements(section)) {
      const kind =
        reference.name === "headerReference"
          ? "header"
          : reference.name === "footerReference"
            ? "footer"
            : undefined;
      if (!kind) continue;
      const type = layoutValue(reference, "type") ?? "default";
      const id = this.#context.marginRelation(kind, type, prefixedAttribute(reference, "id"));
      if (id !== undefined) margins.push(markup(`w:${reference.name}`, { "w:type": type, "r:id": id }));
    }
    const own = filterMarkup(section, this.#context.filter);
    return markup("w:sectPr", {}, [...margins, ...(own?.children ?? [])]);
  }
}

/** A cell or box ends with a paragraph (17.4.66). */
function closed(blocks: readonly Markup[]): readonly Markup[] {
  return blocks.at(-1)?.name === "w:p" ? blocks : [...blocks, markup("w:p")];
}

function flat(parent: XmlElement, name: string): readonly XmlElement[] {
  return childElements(parent).flatMap((element) =>
    element.name === name ? [element] : unwrapped.has(element.name) ? flat(element, name) : [],
  );
}

/** Boxes of text below, without those another program would draw instead. */
function textBoxes(element: XmlElement): readonly XmlElement[] {
  if (element.name === "txbxContent") return [element];
  const inner = childElements(element);
  const chosen = inner.find(({ name }) => name === "Choice");
  return (element.name === "AlternateContent" && chosen ? [chosen] : inner).flatMap(textBoxes);
}

/** The words of copied blocks in the order they are read: boxes behind their paragraph, cells parted. */
export function wordsOf(blocks: readonly Markup[]): readonly (Words | string)[] {
  const pieces: (Words | string)[] = [];
  const visit = (node: Markup, boxes: Markup[]): void => {
    if (node.name === "w:txbxContent") {
      boxes.push(node);
      return;
    }
    if (node.name === "w:instrText") return;
    const inner = node.name === "w:p" ? [] : boxes;
    for (const next of node.children) {
      if (isWords(next)) pieces.push(next);
      else visit(next, inner);
    }
    if (node.name === "w:tab") pieces.push("\t");
    else if (node.name === "w:br" || node.name === "w:cr") pieces.push("\n");
    else if (node.name === "w:tc") pieces.push("\t");
    else if (node.name === "w:p" || node.name === "w:tr") pieces.push("\n");
    if (node.name === "w:p")
      for (const box of inner) for (const next of box.children) if (!isWords(next)) visit(next, []);
  };
  for (const block of blocks) visit(block, []);
  return pieces;
}
