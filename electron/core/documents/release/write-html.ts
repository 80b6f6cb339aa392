import type {
  Block,
  Paragraph,
  PlainBlock,
  StructuredDocument,
  TextNode,
} from "../../../../shared/domain/item/structured-document.ts";
import { escapeXml } from "./rebuilt/markup.ts";

function inline(nodes: readonly TextNode[] | undefined): string {
  return (nodes ?? [])
    .map((node) => {
      let html = escapeXml(node.text);
      for (const mark of node.marks ?? []) {
        const tag = { strong: "strong", em: "em", underline: "u" }[mark.type];
        html = `<${tag}>${html}</${tag}>`;
      }
      return html;
    })
    .join("");
}

function paragraph(block: Paragraph): string {
  const align = block.attrs?.align;
  return `<p${align ? ` style="text-align:${align}"` : ""}>${inline(block.content)}</p>`;
}

function element(block: Block): string {
  switch (block.type) {
    case "title":
      return `<h1>${inline(block.content)}</h1>`;
    case "heading":
      return `<h${block.attrs.level + 1}>${inline(block.content)}</h${block.attrs.level + 1}>`;
    case "paragraph":
      return paragraph(block);
    case "table": {
      const rows = block.content.map((row) => {
        const cells = row.content.map((cell) => {
          const tag = cell.attrs?.header ? "th" : "td";
          const spans = `${cell.attrs?.colspan ? ` colspan="${cell.attrs.colspan}"` : ""}${cell.attrs?.rowspan ? ` rowspan="${cell.attrs.rowspan}"` : ""}`;
          return `<${tag}${spans}>${cell.content.map((inner) => inline(inner.content)).join("<br>")}</${tag}>`;
        });
        return `<tr>${cells.join("")}</tr>`;
      });
      return `<table>${rows.join("")}</table>`;
    }
    default:
      return `<p>${inline(block.content)}</p>`;
  }
}

/** A page of nothing but the document: no comments, scripts, styles, attributes or metadata of the original. */
export function writeHtml(document: StructuredDocument): Uint8Array {
  const title = document.content.find((block): block is PlainBlock => block.type === "title");
  const name = title ? inline(title.content).replaceAll(/<[^>]*>/gu, "") : "政府信息";
  const html = `<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>${name}</title></head>\n<body>\n${document.content.map(element).join("\n")}\n</body>\n</html>\n`;
  return new TextEncoder().encode(html);
}
