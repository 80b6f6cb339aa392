import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";

import { classifyLines } from "../../../shared/domain/item/document-from-text.ts";
import {
  alignments,
  blockText,
  documentLimits,
  joinTextNodes,
  textNode,
  type Alignment,
  type Block,
  type CellAttributes,
  type Heading,
  type HeadingLevel,
  type Mark,
  type MarkType,
  type Paragraph,
  type TableCell,
  type TableRow,
  type TextNode,
} from "../../../shared/domain/item/structured-document.ts";

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Elements whose content is no text of the paper. `del` and `s` hold what somebody took out. */
const dropped = new Set([
  "script",
  "style",
  "template",
  "head",
  "title",
  "meta",
  "link",
  "xml",
  "svg",
  "math",
  "object",
  "iframe",
  "noscript",
  "textarea",
  "select",
  "button",
  "del",
  "s",
  "strike",
  "o:p",
]);

const blockElements = new Set([
  "p",
  "div",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "li",
  "ul",
  "ol",
  "section",
  "article",
  "header",
  "footer",
  "blockquote",
  "pre",
  "dl",
  "dt",
  "dd",
  "figure",
  "figcaption",
  "center",
  "address",
  "main",
  "hr",
]);

interface Style {
  readonly marks: ReadonlySet<MarkType>;
  readonly align: Alignment | undefined;
  readonly level: HeadingLevel | undefined;
  readonly title: boolean;
  /** An entry of a list: its number makes no heading of it. */
  readonly listed: boolean;
}

interface Line {
  readonly nodes: TextNode[];
  readonly style: Style;
}

type Piece =
  | { readonly kind: "line"; readonly line: Line }
  | { readonly kind: "table"; readonly rows: TableRow[] };

function attribute(element: HtmlElement, name: string): string {
  return element.attrs.find((each) => each.name === name)?.value ?? "";
}

function styleText(element: HtmlElement): string {
  return attribute(element, "style").toLowerCase().replaceAll(/\s+/g, "");
}

function isHidden(element: HtmlElement): boolean {
  if (attribute(element, "hidden") !== "" || element.attrs.some((each) => each.name === "hidden"))
    return true;
  return /display:none|mso-hide:all|visibility:hidden/.test(styleText(element));
}

function marksOf(element: HtmlElement, before: ReadonlySet<MarkType>): ReadonlySet<MarkType> {
  const marks = new Set(before);
  const style = styleText(element);
  const turn = (mark: MarkType, on: boolean, off: boolean) => {
    if (on) marks.add(mark);
    else if (off) marks.delete(mark);
  };
  const { tagName } = element;
  turn(
    "strong",
    tagName === "b" || tagName === "strong" || /font-weight:(?:bold|bolder|[6-9]00)/.test(style),
    /font-weight:(?:normal|[1-5]00)/.test(style),
  );
  turn(
    "em",
    tagName === "i" || tagName === "em" || /font-style:italic/.test(style),
    /font-style:normal/.test(style),
  );
  turn(
    "underline",
    tagName === "u" || /text-decoration:[^;]*underline/.test(style),
    /text-decoration:none/.test(style),
  );
  // Links keep their words, not their line.
  if (tagName === "a") marks.delete("underline");
  return marks;
}

function alignOf(element: HtmlElement, before: Alignment | undefined): Alignment | undefined {
  const wanted =
    /text-align:([a-z]+)/.exec(styleText(element))?.[1] ?? attribute(element, "align").toLowerCase();
  if (element.tagName === "center" || wanted === "center") return "center";
  if (wanted === "right" || wanted === "end") return "right";
  // Left and justified are how official papers stand anyway.
  return wanted === "" ? before : undefined;
}

function blockStyle(element: HtmlElement, before: Style): Style {
  const heading = /^h([1-6])$/.exec(element.tagName)?.[1];
  const word = /mso(?:heading|标题)\s*([1-4])|^heading([1-4])$/i.exec(attribute(element, "class"));
  const level = heading ?? word?.[1] ?? word?.[2];
  return {
    marks: level === undefined ? marksOf(element, before.marks) : new Set(),
    align: alignOf(element, before.align),
    level: level === undefined ? before.level : (Math.min(4, Number(level)) as HeadingLevel),
    title: before.title || /msotitle/i.test(attribute(element, "class")),
    listed: before.listed || element.tagName === "li",
  };
}

function span(element: HtmlElement, name: "colspan" | "rowspan"): number {
  const value = Number(attribute(element, name));
  return Number.isInteger(value) && value > 1 ? Math.min(value, 1000) : 1;
}

const collapsible = /[ \t\r\n\f\u00a0]+/g;
// A line break inside a text would shift the rows of the plain text; a lone surrogate has no digest.
const forbidden = /[\u0000-\u0008\u000b\u000e-\u001f\u007f\u2028\u2029]/g;

function cleanText(text: string): string {
  return text.replaceAll(collapsible, " ").replaceAll(forbidden, "").toWellFormed();
}

/** Puts the text nodes of a line in order: no blank at either end, one between words. */
function trimmed(nodes: readonly TextNode[]): readonly TextNode[] {
  const joined = joinTextNodes(nodes).map((node) => ({ ...node }));
  let text = "";
  const kept: TextNode[] = [];
  for (const node of joined) {
    const piece = text === "" || text.endsWith(" ") ? node.text.replace(/^[ \u3000]+/, "") : node.text;
    text += piece;
    const made = textNode(piece, node.marks ?? []);
    if (made) kept.push(made);
  }
  const last = kept.at(-1);
  if (last) {
    const end = textNode(last.text.replace(/[ \u3000]+$/, ""), last.marks ?? []);
    kept.splice(-1, 1, ...(end ? [end] : []));
  }
  return joinTextNodes(kept);
}

class Reader {
  readonly pieces: Piece[] = [];
  private line: Line | undefined;
  private readonly lists: { readonly ordered: boolean; count: number }[] = [];

  private open(style: Style): Line {
    this.line ??= { nodes: [], style };
    return this.line;
  }

  private close(): void {
    if (this.line) this.pieces.push({ kind: "line", line: this.line });
    this.line = undefined;
  }

  private text(text: string, style: Style): void {
    const clean = cleanText(text);
    if (clean.trim() === "" && !this.line) return;
    const marks: Mark[] = [...style.marks].map((type) => ({ type }));
    const node = textNode(clean, marks);
    if (node) this.open(style).nodes.push(node);
  }

  read(nodes: readonly HtmlNode[], style: Style): void {
    for (const node of nodes) this.node(node, style);
  }

  finish(): readonly Piece[] {
    this.close();
    return this.pieces;
  }

  private node(node: HtmlNode, style: Style): void {
    if (node.nodeName === "#text") {
      this.text((node as DefaultTreeAdapterTypes.TextNode).value, style);
      return;
    }
    if (!("tagName" in node)) return;
    if (dropped.has(node.tagName) || isHidden(node)) return;
    if (node.tagName === "br") {
      this.close();
      return;
    }
    if (node.tagName === "table") {
      this.close();
      this.pieces.push({ kind: "table", rows: readRows(node, style) });
      return;
    }
    if (!blockElements.has(node.tagName)) {
      this.read(node.childNodes, { ...style, marks: marksOf(node, style.marks) });
      return;
    }
    this.block(node, style);
  }

  private block(element: HtmlElement, style: Style): void {
    this.close();
    const inner = blockStyle(element, style);
    const isList = element.tagName === "ol" || element.tagName === "ul";
    if (isList) this.lists.push({ ordered: element.tagName === "ol", count: 0 });
    if (element.tagName === "li") {
      const list = this.lists.at(-1);
      if (list) {
        list.count += 1;
        if (list.ordered) this.text(`${list.count}.`, inner);
      }
    }
    this.read(element.childNodes, inner);
    this.close();
    if (isList) this.lists.pop();
  }
}

function descendantRows(element: HtmlElement): readonly HtmlElement[] {
  return element.childNodes.flatMap((child): readonly HtmlElement[] => {
    if (!("tagName" in child) || isHidden(child)) return [];
    if (child.tagName === "tr") return [child];
    return ["thead", "tbody", "tfoot"].includes(child.tagName) ? descendantRows(child) : [];
  });
}

function paragraphsOf(pieces: readonly Piece[]): readonly Paragraph[] {
  return pieces.flatMap((piece): readonly Paragraph[] => {
    // A table inside a cell has no place in the grammar: its texts become paragraphs of the cell.
    if (piece.kind === "table")
      return piece.rows.flatMap((row) => row.content.flatMap((cell) => cell.content));
    const paragraph = paragraphFrom(piece.line);
    return paragraph ? [paragraph] : [];
  });
}

function readRows(table: HtmlElement, style: Style): TableRow[] {
  const inner: Style = {
    marks: style.marks,
    align: undefined,
    level: undefined,
    title: false,
    listed: false,
  };
  return descendantRows(table)
    .slice(0, documentLimits.rowsPerTable)
    .map((row) => ({
      type: "tableRow",
      content: row.childNodes
        .filter(
          (cell): cell is HtmlElement =>
            "tagName" in cell && (cell.tagName === "td" || cell.tagName === "th"),
        )
        .slice(0, documentLimits.cellsPerRow)
        .map((cell): TableCell => {
          const reader = new Reader();
          reader.read(cell.childNodes, { ...inner, align: alignOf(cell, undefined) });
          const found = paragraphsOf(reader.finish()).slice(0, documentLimits.paragraphsPerCell);
          const colspan = span(cell, "colspan");
          const rowspan = span(cell, "rowspan");
          const attrs: CellAttributes = {
            ...(colspan > 1 ? { colspan } : {}),
            ...(rowspan > 1 ? { rowspan } : {}),
            ...(cell.tagName === "th" ? { header: true } : {}),
          };
          const content: readonly Paragraph[] = found.length > 0 ? found : [{ type: "paragraph" }];
          return Object.keys(attrs).length > 0
            ? { type: "tableCell", attrs, content }
            : { type: "tableCell", content };
        }),
    }));
}

function paragraphFrom(line: Line): Paragraph | undefined {
  const content = trimmed(line.nodes);
  if (content.length === 0) return undefined;
  const { align } = line.style;
  return align && alignments.includes(align)
    ? { type: "paragraph", attrs: { align }, content }
    : { type: "paragraph", content };
}

function withoutMarks(content: readonly TextNode[]): readonly TextNode[] {
  const node = textNode(content.map((each) => each.text).join(""));
  return node ? [node] : [];
}

/** What a line is when the page does not say: by the same signs as plain text (标题, 文号, 主送, headings, 落款). */
function classified(
  lines: readonly { readonly line: Line; readonly paragraph: Paragraph }[],
): readonly Block[] {
  const classes = classifyLines(lines.map(({ paragraph }) => blockText(paragraph)));
  return lines.map(({ line, paragraph }, index): Block => {
    const content = paragraph.content ?? [];
    if (line.style.title) return { type: "title", content: withoutMarks(content) };
    if (line.style.level) {
      const heading: Heading = {
        type: "heading",
        attrs: { level: line.style.level },
        content: withoutMarks(content),
      };
      return heading;
    }
    const found = classes[index];
    if (
      line.style.listed ||
      lines.length < 3 ||
      !found ||
      found.type === "paragraph" ||
      found.type === "organMark"
    )
      return paragraph;
    if (found.type === "heading")
      return { type: "heading", attrs: { level: found.level }, content: withoutMarks(content) };
    return { type: found.type, content: withoutMarks(content) };
  });
}

/**
 * Reads what was copied from Word, WPS or a page: keeps paragraphs, headings, lists as numbered lines, tables, bold,
 * italic and underline; drops fonts, colours, pictures, scripts, comments, hidden and struck text. The text never
 * becomes part of a page while it is read, so nothing in it can run.
 */
export function blocksFromHtml(html: string): readonly Block[] {
  const plain: Style = { marks: new Set(), align: undefined, level: undefined, title: false, listed: false };
  const reader = new Reader();
  reader.read(parseFragment(html).childNodes, plain);
  const pieces = reader.finish();
  const blocks: Block[] = [];
  let lines: { line: Line; paragraph: Paragraph }[] = [];
  const settle = () => {
    blocks.push(...classified(lines));
    lines = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "table") {
      settle();
      if (piece.rows.some((row) => row.content.length > 0))
        blocks.push({ type: "table", content: piece.rows });
      continue;
    }
    const paragraph = paragraphFrom(piece.line);
    if (paragraph) lines.push({ line: piece.line, paragraph });
  }
  settle();
  return blocks.slice(0, documentLimits.blocks);
}
