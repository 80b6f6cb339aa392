import { err, ok, type Result } from "../../kernel/result.ts";

/**
 * The text of an item as it is stored: ProseMirror JSON with a versioned schema. Page, .docx, plain text and
 * digest are derived from it, so one text has one form: `parseStructuredDocument` returns the normal form
 * (defaults left out, marks in a fixed order, neighbouring texts with the same marks joined).
 */
export interface StructuredDocument {
  readonly schemaVersion: 1;
  readonly type: "doc";
  readonly content: readonly Block[];
}

export const alignments = ["left", "center", "right", "justify"] as const;
export type Alignment = (typeof alignments)[number];

export const markTypes = ["strong", "em", "underline"] as const;
export type MarkType = (typeof markTypes)[number];

export interface Mark {
  readonly type: MarkType;
}

export interface TextNode {
  readonly type: "text";
  readonly text: string;
  readonly marks?: readonly Mark[];
}

/** 标题、发文字号、主送机关、落款、附注: blocks that hold text and have no attributes. */
export const plainBlockTypes = ["title", "docNumber", "addressee", "signOff", "annotation"] as const;
export type PlainBlockType = (typeof plainBlockTypes)[number];

export interface PlainBlock {
  readonly type: PlainBlockType;
  readonly content?: readonly TextNode[];
}

/** Levels 一、 （一） 1. （1） of GB/T 9704-2012, 7.3.3. */
export type HeadingLevel = 1 | 2 | 3 | 4;

export interface Heading {
  readonly type: "heading";
  readonly attrs: { readonly level: HeadingLevel };
  readonly content?: readonly TextNode[];
}

export interface Paragraph {
  readonly type: "paragraph";
  readonly attrs?: { readonly align: Alignment };
  readonly content?: readonly TextNode[];
}

export interface CellAttributes {
  readonly colspan?: number;
  readonly rowspan?: number;
  readonly header?: true;
}

export interface TableCell {
  readonly type: "tableCell";
  readonly attrs?: CellAttributes;
  readonly content: readonly Paragraph[];
}

export interface TableRow {
  readonly type: "tableRow";
  readonly content: readonly TableCell[];
}

export interface Table {
  readonly type: "table";
  readonly content: readonly TableRow[];
}

export type TextBlock = PlainBlock | Heading | Paragraph;
export type Block = TextBlock | Table;

/** Bounds of one document: far above any official paper, low enough that no input can exhaust a screen. */
export const documentLimits = {
  blocks: 20_000,
  characters: 2_000_000,
  rowsPerTable: 5_000,
  cellsPerRow: 200,
  paragraphsPerCell: 200,
  cells: 200_000,
  textNodes: 200_000,
} as const;

/** `path` leads to the offending node: child numbers from the root. Never carries content. */
export interface DocumentError {
  readonly type:
    | "not-a-document"
    | "unknown-version"
    | "unknown-node"
    | "unknown-field"
    | "bad-value"
    | "too-large";
  readonly path: readonly number[];
}

/** A document of one empty paragraph: what a new item starts with. */
export const emptyDocument: StructuredDocument = {
  schemaVersion: 1,
  type: "doc",
  content: [{ type: "paragraph" }],
};

type Json = Readonly<Record<string, unknown>>;

class Refusal extends Error {
  readonly detail: DocumentError;
  constructor(detail: DocumentError) {
    super(detail.type);
    this.detail = detail;
  }
}

interface Budget {
  cells: number;
  characters: number;
  textNodes: number;
}

function refuse(type: DocumentError["type"], path: readonly number[]): never {
  throw new Refusal({ type, path });
}

function asObject(value: unknown, path: readonly number[], allowed: readonly string[]): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse("unknown-node", path);
  const node = value as Json;
  for (const key of Object.keys(node)) if (!allowed.includes(key)) refuse("unknown-field", path);
  return node;
}

function asList(value: unknown, path: readonly number[], max: number): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) refuse("bad-value", path);
  if (value.length > max) refuse("too-large", path);
  return value as readonly unknown[];
}

// A line break inside a text would shift every row of the plain text, and a lone surrogate has no digest (RFC 8785).
const forbiddenInText = /[\u0000-\u0008\u000a-\u001f\u007f\u2028\u2029]/u;

function parseMarks(value: unknown, path: readonly number[]): readonly Mark[] | undefined {
  const list = asList(value, path, markTypes.length);
  const found = list.map((entry) => {
    const mark = asObject(entry, path, ["type"]);
    if (!markTypes.includes(mark["type"] as MarkType)) refuse("unknown-node", path);
    return mark["type"] as MarkType;
  });
  const marks = markTypes.filter((type) => found.includes(type)).map((type) => ({ type }));
  return marks.length > 0 ? marks : undefined;
}

function sameMarks(a: readonly Mark[] | undefined, b: readonly Mark[] | undefined): boolean {
  return (a ?? []).map((mark) => mark.type).join() === (b ?? []).map((mark) => mark.type).join();
}

/** A text node without an empty `marks`; `undefined` for an empty text, which has no node. */
export function textNode(text: string, marks: readonly Mark[] = []): TextNode | undefined {
  if (text === "") return undefined;
  return marks.length > 0 ? { type: "text", text, marks } : { type: "text", text };
}

/** Joins neighbours with the same marks, as ProseMirror does. */
export function joinTextNodes(nodes: readonly TextNode[]): readonly TextNode[] {
  const joined: TextNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last && sameMarks(last.marks, node.marks))
      joined[joined.length - 1] = { ...last, text: last.text + node.text };
    else joined.push(node);
  }
  return joined;
}

function parseInline(value: unknown, path: readonly number[], budget: Budget): readonly TextNode[] {
  const list = asList(value, path, documentLimits.textNodes);
  budget.textNodes -= list.length;
  if (budget.textNodes < 0) refuse("too-large", path);
  const nodes = list.map((entry, index): TextNode => {
    const here = [...path, index];
    const node = asObject(entry, here, ["type", "text", "marks"]);
    if (node["type"] !== "text") refuse("unknown-node", here);
    const text = node["text"];
    if (typeof text !== "string" || text === "" || forbiddenInText.test(text) || !text.isWellFormed())
      refuse("bad-value", here);
    budget.characters -= text.length;
    if (budget.characters < 0) refuse("too-large", here);
    return textNode(text, parseMarks(node["marks"], here)) ?? refuse("bad-value", here);
  });
  return joinTextNodes(nodes);
}

function withContent<T extends object>(
  node: T,
  content: readonly TextNode[],
): T & { content?: readonly TextNode[] } {
  return content.length > 0 ? { ...node, content } : node;
}

function parseParagraph(node: Json, path: readonly number[], budget: Budget): Paragraph {
  const attrs = node["attrs"] === undefined ? {} : asObject(node["attrs"], path, ["align"]);
  const align = attrs["align"] ?? undefined;
  if (align !== undefined && !alignments.includes(align as Alignment)) refuse("bad-value", path);
  const base: Paragraph =
    align === undefined ? { type: "paragraph" } : { type: "paragraph", attrs: { align: align as Alignment } };
  return withContent(base, parseInline(node["content"], path, budget));
}

function span(value: unknown, path: readonly number[]): number {
  if (value === undefined || value === null) return 1;
  if (
    typeof value !== "number" ||
    !Number.isInteger(value) ||
    value < 1 ||
    value > documentLimits.rowsPerTable
  )
    refuse("bad-value", path);
  return value;
}

function parseCell(value: unknown, path: readonly number[], budget: Budget): TableCell {
  const node = asObject(value, path, ["type", "attrs", "content"]);
  if (node["type"] !== "tableCell") refuse("unknown-node", path);
  const attrs =
    node["attrs"] === undefined ? {} : asObject(node["attrs"], path, ["colspan", "rowspan", "header"]);
  const colspan = span(attrs["colspan"], path);
  const rowspan = span(attrs["rowspan"], path);
  const header = attrs["header"] ?? false;
  if (typeof header !== "boolean") refuse("bad-value", path);
  const list = asList(node["content"], path, documentLimits.paragraphsPerCell);
  const content = list.map((entry, index) => {
    const here = [...path, index];
    const child = asObject(entry, here, ["type", "attrs", "content"]);
    if (child["type"] !== "paragraph") refuse("unknown-node", here);
    return parseParagraph(child, here, budget);
  });
  if (content.length === 0) content.push({ type: "paragraph" });
  const kept: CellAttributes = {
    ...(colspan > 1 ? { colspan } : {}),
    ...(rowspan > 1 ? { rowspan } : {}),
    ...(header ? { header } : {}),
  };
  return Object.keys(kept).length > 0
    ? { type: "tableCell", attrs: kept, content }
    : { type: "tableCell", content };
}

function parseTable(node: Json, path: readonly number[], budget: Budget): Table {
  const rows = asList(node["content"], path, documentLimits.rowsPerTable);
  if (rows.length === 0) refuse("bad-value", path);
  const content = rows.map((entry, rowIndex): TableRow => {
    const here = [...path, rowIndex];
    const row = asObject(entry, here, ["type", "content"]);
    if (row["type"] !== "tableRow") refuse("unknown-node", here);
    const cells = asList(row["content"], here, documentLimits.cellsPerRow);
    // A row wholly covered by cells of the rows above it has no cells of its own.
    return {
      type: "tableRow",
      content: cells.map((cell, index) => {
        budget.cells -= 1;
        if (budget.cells < 0) refuse("too-large", here);
        return parseCell(cell, [...here, index], budget);
      }),
    };
  });
  return { type: "table", content };
}

function parseBlock(value: unknown, path: readonly number[], budget: Budget): Block {
  const node = asObject(value, path, ["type", "attrs", "content"]);
  const type = node["type"];
  if (type === "paragraph") return parseParagraph(node, path, budget);
  if (type === "heading") {
    const attrs = asObject(node["attrs"], path, ["level"]);
    const level = attrs["level"];
    if (level !== 1 && level !== 2 && level !== 3 && level !== 4) refuse("bad-value", path);
    return withContent({ type, attrs: { level } } as const, parseInline(node["content"], path, budget));
  }
  if (type === "table") {
    if (node["attrs"] !== undefined) asObject(node["attrs"], path, []);
    return parseTable(node, path, budget);
  }
  if (plainBlockTypes.includes(type as PlainBlockType)) {
    if (node["attrs"] !== undefined) asObject(node["attrs"], path, []);
    return withContent({ type: type as PlainBlockType }, parseInline(node["content"], path, budget));
  }
  return refuse("unknown-node", path);
}

/**
 * Reads a stored or received document. Total: any value gives a document in normal form or a refusal with the
 * path to the first offending node. Unknown fields are refused, because what a reader skips could carry text
 * past the review. Depth is bounded by the grammar (a cell holds paragraphs only).
 */
export function parseStructuredDocument(value: unknown): Result<StructuredDocument, DocumentError> {
  try {
    if (typeof value !== "object" || value === null || Array.isArray(value)) refuse("not-a-document", []);
    const root = asObject(value, [], ["schemaVersion", "type", "content"]);
    if (root["type"] !== "doc") refuse("not-a-document", []);
    if (root["schemaVersion"] !== 1) refuse("unknown-version", []);
    const list = asList(root["content"], [], documentLimits.blocks);
    if (list.length === 0) refuse("bad-value", []);
    const budget: Budget = {
      cells: documentLimits.cells,
      characters: documentLimits.characters,
      textNodes: documentLimits.textNodes,
    };
    const content = list.map((entry, index) => parseBlock(entry, [index], budget));
    return ok({ schemaVersion: 1, type: "doc", content });
  } catch (error) {
    if (error instanceof Refusal) return err(error.detail);
    throw error;
  }
}

/** The text of one block that holds text. */
export function blockText(block: { readonly content?: readonly TextNode[] }): string {
  return (block.content ?? []).map((node) => node.text).join("");
}

/** A block with plain text, for importers and tests. */
export function paragraphOf(text: string, align?: Alignment): Paragraph {
  const base: Paragraph = align ? { type: "paragraph", attrs: { align } } : { type: "paragraph" };
  const node = textNode(text);
  return node ? { ...base, content: [node] } : base;
}

/** A heading of plain text; an empty one has no content. */
export function headingOf(text: string, level: HeadingLevel): Heading {
  return withContent({ type: "heading", attrs: { level } } as const, text ? [{ type: "text", text }] : []);
}

/** A block of plain text; an empty one has no content. */
export function plainBlockOf(type: PlainBlockType, text: string): PlainBlock {
  return withContent({ type }, text ? [{ type: "text", text }] : []);
}
