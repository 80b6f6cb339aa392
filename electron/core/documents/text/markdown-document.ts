import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import {
  documentLimits,
  headingOf,
  paragraphOf,
  plainBlockOf,
  textNode,
  type Block,
  type HeadingLevel,
  type Mark,
  type Paragraph,
  type StructuredDocument,
  type TextNode,
} from "../../../../shared/domain/item/structured-document.ts";

function clean(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f\u2028\u2029\ufeff]/gu, "").toWellFormed();
}

/** Strong and emphasis marks of one line; links keep their words, code its characters. */
function inline(source: string): readonly TextNode[] {
  const text = clean(source)
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll(/\\([\\`*_{}[\]()#+.!-])/gu, "$1");
  const nodes: TextNode[] = [];
  const add = (piece: string, marks: readonly Mark[]): void => {
    const node = textNode(piece, marks);
    if (node) nodes.push(node);
  };
  let last = 0;
  for (const match of text.matchAll(/\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|`([^`]+)`/gu)) {
    add(text.slice(last, match.index), []);
    const strong = match[1] ?? match[2];
    if (strong !== undefined) add(strong, [{ type: "strong" }]);
    else if (match[3] !== undefined) add(match[3], [{ type: "em" }]);
    else add(match[4] ?? "", []);
    last = match.index + match[0].length;
  }
  add(text.slice(last), []);
  return nodes;
}

function paragraph(nodes: readonly TextNode[]): Paragraph {
  return nodes.length > 0 ? { type: "paragraph", content: nodes } : { type: "paragraph" };
}

/** A heading may be closed by as many signs as somebody likes: they are no words of it. */
function withoutClosingSigns(text: string): string {
  let end = text.trimEnd().length;
  while (text[end - 1] === "#") end -= 1;
  return text.slice(0, end).trimEnd();
}

/** Headings, tables, paragraphs and emphasis of Markdown; what it does not know stays a paragraph. */
export function documentFromMarkdown(source: string): StructuredDocument {
  const lines = source.split(/\r\n|\r|\n/u);
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.some((line) => line.trim() !== "")) {
      for (const block of documentFromPlainText(plain.join("\n")).content) {
        const text = block.type === "table" ? "" : (block.content ?? []).map((node) => node.text).join("");
        if (block.type === "paragraph") blocks.push({ ...block, ...paragraph(inline(text)) });
        else blocks.push(block);
      }
    }
    plain = [];
  };
  for (let index = 0; index < lines.length && blocks.length < documentLimits.blocks; index += 1) {
    const line = lines[index] ?? "";
    const heading = /^(#{1,6})\s+(.*)$/u.exec(line);
    if (heading) {
      flush();
      const depth = heading[1]?.length ?? 1;
      const text = inline(withoutClosingSigns(heading[2] ?? ""))
        .map((node) => node.text)
        .join("");
      if (depth === 1 && !blocks.some((block) => block.type === "title"))
        blocks.push(plainBlockOf("title", text));
      else blocks.push(headingOf(text, Math.max(1, Math.min(4, depth - 1)) as HeadingLevel));
      continue;
    }
    if (
      line.includes("|") &&
      /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/u.test((lines[index + 1] ?? "").trim())
    ) {
      flush();
      const cells = (row: string): readonly string[] =>
        row
          .trim()
          .replaceAll(/^\||\|$/gu, "")
          .split("|")
          .map((cell) => cell.trim());
      const rows = [cells(line)];
      index += 2;
      while (index < lines.length && (lines[index] ?? "").includes("|")) {
        rows.push(cells(lines[index] ?? ""));
        index += 1;
      }
      index -= 1;
      blocks.push({
        type: "table",
        content: rows.slice(0, documentLimits.rowsPerTable).map((row, rowIndex) => ({
          type: "tableRow",
          content: row.slice(0, documentLimits.cellsPerRow).map((cell) => ({
            type: "tableCell",
            ...(rowIndex === 0 ? { attrs: { header: true as const } } : {}),
            content: [paragraph(inline(cell))],
          })),
        })),
      });
      continue;
    }
    plain.push(line.replace(/^\s*(?:[-*+]|>)\s+/u, ""));
  }
  flush();
  return { schemaVersion: 1, type: "doc", content: blocks.length > 0 ? blocks : [paragraphOf("")] };
}
