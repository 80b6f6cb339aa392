import {
  joinTextNodes,
  type Block,
  type HeadingLevel,
  type Mark,
  type MarkType,
  type Paragraph,
  type StructuredDocument,
  type TableCell,
  type TableRow,
  type TextNode,
} from "../../../../shared/domain/item/structured-document.ts";
import {
  attr,
  blockTags,
  childrenOf,
  isElement,
  isPreformatted,
  isText,
  silentTags,
  textLines,
  type Element,
  type Node,
} from "./html-nodes.ts";

const headingLevels: Readonly<Record<string, HeadingLevel>> = { h2: 1, h3: 2, h4: 3, h5: 4, h6: 4 };

function marksFor(tag: string, marks: readonly Mark[]): readonly Mark[] {
  const type: MarkType | undefined = /^(?:b|strong)$/u.test(tag)
    ? "strong"
    : /^(?:i|em)$/u.test(tag)
      ? "em"
      : tag === "u"
        ? "underline"
        : undefined;
  if (!type || marks.some((mark) => mark.type === type)) return marks;
  return [...marks, { type }].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}
const order: readonly string[] = ["strong", "em", "underline"];

/** The visible page as a structured document: headings, paragraphs, tables; layout is dropped. */
export function documentFromHtml(
  root: Node,
  isHidden: (element: Element) => boolean,
): StructuredDocument | undefined {
  const blocks: Block[] = [];
  let line: TextNode[] = [];
  const flush = (make: (content: readonly TextNode[]) => Block): void => {
    const content = joinTextNodes(line);
    line = [];
    const first = content[0];
    const text = content
      .map((node) => node.text)
      .join("")
      .trim();
    if (text === "" || !first) return;
    const trimmed = content.map((node, index) => ({
      ...node,
      text: index === 0 ? node.text.replace(/^[\s\u3000]+/u, "") : node.text,
    }));
    const last = trimmed.at(-1);
    if (last) trimmed[trimmed.length - 1] = { ...last, text: last.text.replace(/[\s\u3000]+$/u, "") };
    blocks.push(make(trimmed.filter((node) => node.text !== "")));
  };
  const paragraph = (content: readonly TextNode[]): Block => ({ type: "paragraph", content });
  let depth = 0;
  const visit = (node: Node, marks: readonly Mark[]): void => {
    if (isText(node)) {
      const pieces = isPreformatted(node) ? node.value.split(/\r\n|\r|\n/u) : [node.value];
      pieces.forEach((piece, index) => {
        if (index > 0) flush(paragraph);
        const text = piece
          .replaceAll(/[\s\u00a0]+/gu, " ")
          .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029\ufeff]/gu, "")
          .toWellFormed();
        if (text !== "") line.push(marks.length > 0 ? { type: "text", text, marks } : { type: "text", text });
      });
      return;
    }
    if (!isElement(node)) {
      for (const childNode of childrenOf(node)) visit(childNode, marks);
      return;
    }
    if (silentTags.has(node.tagName) || isHidden(node) || depth > 400) return;
    if (node.tagName === "table") {
      flush(paragraph);
      const table = tableFromHtml(node, isHidden);
      if (table) blocks.push(table);
      return;
    }
    if (node.tagName === "br") {
      flush(paragraph);
      return;
    }
    const isBlock = blockTags.has(node.tagName);
    if (isBlock) flush(paragraph);
    depth += 1;
    for (const childNode of childrenOf(node)) visit(childNode, marksFor(node.tagName, marks));
    depth -= 1;
    if (!isBlock) return;
    const level = headingLevels[node.tagName];
    if (node.tagName === "h1")
      flush((content) => ({ type: "title", content: content.map(({ type, text }) => ({ type, text })) }));
    else if (level) flush((content) => ({ type: "heading", attrs: { level }, content }));
    else flush(paragraph);
  };
  visit(root, []);
  flush(paragraph);
  if (blocks.length === 0) return undefined;
  return { schemaVersion: 1, type: "doc", content: blocks.slice(0, 20_000) };
}

function tableFromHtml(table: Element, isHidden: (element: Element) => boolean): Block | undefined {
  const rows: TableRow[] = [];
  const visit = (node: Node): void => {
    for (const childNode of childrenOf(node)) {
      if (!isElement(childNode) || isHidden(childNode)) continue;
      if (childNode.tagName !== "tr") {
        if (/^(?:thead|tbody|tfoot|caption|colgroup)$/u.test(childNode.tagName)) visit(childNode);
        continue;
      }
      const cells: TableCell[] = [];
      for (const cell of childNode.childNodes) {
        if (!isElement(cell) || !/^t[dh]$/u.test(cell.tagName) || isHidden(cell)) continue;
        const text = textLines(cell, isHidden).replaceAll(
          /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ufeff]/gu,
          "",
        );
        const content = text.split("\n").map((one): Paragraph => {
          const plain = one.replaceAll("\t", " ").toWellFormed();
          return plain === ""
            ? { type: "paragraph" }
            : { type: "paragraph", content: [{ type: "text", text: plain }] };
        });
        const span = (name: string): number =>
          Math.max(1, Math.min(1_000, Number.parseInt(attr(cell, name) ?? "1", 10) || 1));
        const attrs = {
          ...(span("colspan") > 1 ? { colspan: span("colspan") } : {}),
          ...(span("rowspan") > 1 ? { rowspan: span("rowspan") } : {}),
          ...(cell.tagName === "th" ? { header: true as const } : {}),
        };
        cells.push(
          Object.keys(attrs).length > 0
            ? { type: "tableCell", attrs, content }
            : { type: "tableCell", content },
        );
      }
      if (cells.length > 0) rows.push({ type: "tableRow", content: cells.slice(0, 200) });
    }
  };
  visit(table);
  return rows.length > 0 ? { type: "table", content: rows.slice(0, 5_000) } : undefined;
}
