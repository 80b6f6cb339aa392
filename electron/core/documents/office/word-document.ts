import { classifyLines } from "../../../../shared/domain/item/document-from-text.ts";
import {
  documentLimits,
  joinTextNodes,
  textNode,
  type Alignment,
  type Block,
  type HeadingLevel,
  type Mark,
  type Paragraph,
  type StructuredDocument,
  type Table,
  type TableCell,
  type TextNode,
} from "../../../../shared/domain/item/structured-document.ts";
import type { WordBlock, WordParagraph, WordRun, WordTable } from "./word-story.ts";
import type { WordStyles } from "./word-styles.ts";

const control = /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ufeff]/gu;

function isSeen(run: WordRun): boolean {
  return run.hiddenBecause === undefined && run.revision !== "deleted" && run.revision !== "movedFrom";
}

function marksOf(run: WordRun): readonly Mark[] {
  return [
    ...(run.strong ? [{ type: "strong" } as const] : []),
    ...(run.em ? [{ type: "em" } as const] : []),
    ...(run.underline ? [{ type: "underline" } as const] : []),
  ];
}

/** Text nodes of each line of a paragraph (a line break makes a new line), blanks around it removed. */
function linesOf(paragraph: WordParagraph): readonly (readonly TextNode[])[] {
  const lines: TextNode[][] = [[]];
  if (paragraph.number !== "") lines[0]?.push({ type: "text", text: paragraph.number });
  for (const run of paragraph.runs.filter(isSeen)) {
    run.text.split("\n").forEach((piece, index) => {
      if (index > 0) lines.push([]);
      const node = textNode(piece.replaceAll(control, "").toWellFormed(), marksOf(run));
      if (node) lines.at(-1)?.push(node);
    });
  }
  return lines.map((line) => trimNodes(joinTextNodes(line))).filter((line) => line.length > 0);
}

function trimNodes(nodes: readonly TextNode[]): readonly TextNode[] {
  const list = [...nodes];
  const edge = (index: number, pattern: RegExp): boolean => {
    const node = list.at(index);
    if (!node) return false;
    const text = node.text.replace(pattern, "");
    if (text === node.text) return false;
    if (text === "") list.splice(index, 1);
    else list.splice(index, 1, { ...node, text });
    return text === "";
  };
  while (edge(0, /^[\s\u3000]+/u));
  while (edge(-1, /[\s\u3000]+$/u));
  return list;
}

const alignments: Readonly<Record<string, Alignment>> = { center: "center", right: "right", end: "right" };

function paragraphNode(nodes: readonly TextNode[], align: string | undefined): Paragraph {
  const known = align === undefined ? undefined : alignments[align];
  const base: Paragraph = known ? { type: "paragraph", attrs: { align: known } } : { type: "paragraph" };
  return nodes.length > 0 ? { ...base, content: nodes } : base;
}

function cellParagraphs(paragraphs: readonly WordParagraph[]): readonly Paragraph[] {
  const lines = paragraphs.flatMap((paragraph) =>
    linesOf(paragraph).map((line) => paragraphNode(line, paragraph.align)),
  );
  return lines.length > 0 ? lines : [{ type: "paragraph" }];
}

function tableNode(table: WordTable): Table | undefined {
  const rows = table.rows.slice(0, documentLimits.rowsPerTable);
  // Vertical merges become row spans: the column grid tells which cell continues which.
  const open = new Map<number, { cell: { attrs: { rowspan: number } } }>();
  const content = rows.map((row) => {
    let column = 0;
    const cells: TableCell[] = [];
    for (const cell of row.cells.slice(0, documentLimits.cellsPerRow)) {
      const start = column;
      column += cell.columns;
      const above = open.get(start);
      if (cell.merge === "continue" && above) {
        above.cell.attrs.rowspan += 1;
        continue;
      }
      const attrs = { rowspan: 1, colspan: cell.columns, ...(row.header ? { header: true as const } : {}) };
      const node = { type: "tableCell" as const, attrs, content: cellParagraphs(cell.paragraphs) };
      if (cell.merge === "restart") open.set(start, { cell: node });
      else open.delete(start);
      cells.push(node);
    }
    return { type: "tableRow" as const, content: cells };
  });
  return content.some((row) => row.content.length > 0) ? { type: "table", content } : undefined;
}

const headingStyleLevels: readonly HeadingLevel[] = [1, 2, 3, 4];

/** The visible body as a structured document; hidden and deleted text is left out, list numbers are written out. */
export function documentFromWord(blocks: readonly WordBlock[], styles: WordStyles): StructuredDocument {
  interface Line {
    readonly nodes: readonly TextNode[];
    readonly paragraph: WordParagraph;
  }
  const items: (Line | Table)[] = [];
  for (const block of blocks) {
    if (block.kind === "table") {
      const table = tableNode(block);
      if (table) items.push(table);
    } else for (const nodes of linesOf(block)) items.push({ nodes, paragraph: block });
  }
  const lines = items.filter((item): item is Line => "nodes" in item);
  const classes = classifyLines(lines.map((line) => line.nodes.map((node) => node.text).join("")));
  const content: Block[] = [];
  let index = 0;
  for (const item of items) {
    if (!("nodes" in item)) {
      content.push(item);
      continue;
    }
    const found = classes[index];
    index += 1;
    const { outlineLevel, styleId, align } = item.paragraph;
    const styled = outlineLevel === undefined ? undefined : headingStyleLevels[outlineLevel];
    const last = content.at(-1);
    // What a heading is says how it looks; its emphasis is the style's, not the writer's.
    const plainNodes = joinTextNodes(item.nodes.map(({ type, text }) => ({ type, text })));
    const isTitle = found?.type === "title" || styles.isTitle(styleId);
    if (isTitle && last?.type === "title")
      content[content.length - 1] = {
        ...last,
        content: joinTextNodes([...(last.content ?? []), ...plainNodes]),
      };
    else if (isTitle) content.push({ type: "title", content: plainNodes });
    else if (styled && item.nodes.length > 0)
      content.push({ type: "heading", attrs: { level: styled }, content: plainNodes });
    else if (found?.type === "heading")
      content.push({ type: "heading", attrs: { level: found.level }, content: plainNodes });
    else if (found && found.type !== "paragraph" && found.type !== "organMark")
      content.push({ type: found.type, content: plainNodes });
    else content.push(paragraphNode(item.nodes, align));
  }
  if (content.length === 0) content.push({ type: "paragraph" });
  return { schemaVersion: 1, type: "doc", content: content.slice(0, documentLimits.blocks) };
}
