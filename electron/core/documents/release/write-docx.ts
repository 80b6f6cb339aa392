import type {
  Block,
  Paragraph,
  StructuredDocument,
  Table,
  TextNode,
} from "../../../../shared/domain/item/structured-document.ts";
import { writeZip } from "../containers/zip-writer.ts";
import { escapeXml } from "./rebuilt/markup.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
/** Page and margins of GB/T 9704-2012, 5.1 and 5.2. */
const section =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
interface Look {
  readonly font: string;
  readonly halfPoints: number;
  readonly bold?: boolean;
}

const body: Look = { font: "仿宋_GB2312", halfPoints: 32 };
/** Fonts and sizes of GB/T 9704-2012, 5.2.2 and 7.3.3. */
const headings: readonly Look[] = [
  { font: "黑体", halfPoints: 32 },
  { font: "楷体_GB2312", halfPoints: 32 },
  body,
  body,
];

function runs(nodes: readonly TextNode[] | undefined, look: Look): string {
  return (nodes ?? [])
    .map((node) => {
      const marks = new Set((node.marks ?? []).map((mark) => mark.type));
      const fonts = `<w:rFonts w:ascii="${look.font}" w:hAnsi="${look.font}" w:eastAsia="${look.font}" w:cs="${look.font}"/>`;
      const properties = `${fonts}${marks.has("strong") || look.bold ? "<w:b/>" : ""}${marks.has("em") ? "<w:i/>" : ""}${marks.has("underline") ? '<w:u w:val="single"/>' : ""}<w:sz w:val="${look.halfPoints}"/><w:szCs w:val="${look.halfPoints}"/><w:lang w:eastAsia="zh-CN"/>`;
      const pieces = node.text
        .split("\t")
        .map((piece) => `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`);
      return `<w:r><w:rPr>${properties}</w:rPr>${pieces.join("<w:tab/>")}</w:r>`;
    })
    .join("");
}

const exactLine =
  '<w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>';

function paragraph(nodes: readonly TextNode[] | undefined, look: Look, properties: string): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${runs(nodes, look)}</w:p>`;
}

function plainParagraph(block: Paragraph, inCell: boolean): string {
  const align = block.attrs?.align;
  const justify = align && align !== "justify" ? `<w:jc w:val="${align}"/>` : '<w:jc w:val="both"/>';
  if (inCell)
    return paragraph(
      block.content,
      { ...body, halfPoints: 24 },
      `<w:spacing w:before="0" w:after="0"/>${justify}`,
    );
  const indent = align === "center" || align === "right" ? "" : '<w:ind w:firstLine="640"/>';
  return paragraph(block.content, body, `${exactLine}${indent}${justify}`);
}

function table(block: Table): string {
  const border = (side: string): string =>
    `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  const columns = Math.max(
    ...block.content.map((row) => row.content.reduce((sum, cell) => sum + (cell.attrs?.colspan ?? 1), 0)),
    1,
  );
  // Cells that reach down are repeated as continued cells in the rows below (17.4.84).
  const reach: { left: number; span: number }[] = [];
  const rows = block.content.map((row) => {
    let column = 0;
    let cells = "";
    const continued = (): void => {
      let open = reach[column];
      while (open && open.left > 0) {
        cells += `<w:tc><w:tcPr>${open.span > 1 ? `<w:gridSpan w:val="${open.span}"/>` : ""}<w:vMerge/></w:tcPr><w:p/></w:tc>`;
        open.left -= 1;
        column += open.span;
        open = reach[column];
      }
    };
    for (const cell of row.content) {
      continued();
      const span = cell.attrs?.colspan ?? 1;
      const rowspan = cell.attrs?.rowspan ?? 1;
      reach[column] = { left: rowspan - 1, span };
      const properties = `${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ""}${rowspan > 1 ? '<w:vMerge w:val="restart"/>' : ""}<w:vAlign w:val="center"/>`;
      cells += `<w:tc><w:tcPr>${properties}</w:tcPr>${cell.content.map((inner) => plainParagraph(inner, true)).join("") || "<w:p/>"}</w:tc>`;
      column += span;
    }
    continued();
    const header =
      row.content.length > 0 && row.content.every((cell) => cell.attrs?.header)
        ? "<w:trPr><w:tblHeader/></w:trPr>"
        : "";
    return `<w:tr>${header}${cells || "<w:tc><w:p/></w:tc>"}</w:tr>`;
  });
  const grid = Array.from(
    { length: columns },
    () => `<w:gridCol w:w="${Math.floor(8_844 / columns)}"/>`,
  ).join("");
  return `<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join("")}</w:tbl>`;
}

function block(node: Block): string {
  switch (node.type) {
    case "table":
      return table(node);
    case "heading":
      return paragraph(
        node.content,
        headings[node.attrs.level - 1] ?? body,
        `${exactLine}<w:ind w:firstLine="640"/><w:outlineLvl w:val="${node.attrs.level - 1}"/>`,
      );
    case "title":
      return paragraph(
        node.content,
        { font: "方正小标宋简体", halfPoints: 44 },
        `${exactLine}<w:jc w:val="center"/>`,
      );
    case "docNumber":
      return paragraph(node.content, body, `${exactLine}<w:jc w:val="center"/>`);
    case "addressee":
      return paragraph(node.content, body, exactLine);
    case "signOff":
      return paragraph(node.content, body, `${exactLine}<w:ind w:right="1260"/><w:jc w:val="right"/>`);
    case "annotation":
      return paragraph(node.content, body, `${exactLine}<w:ind w:firstLine="640"/>`);
    case "paragraph":
      return plainParagraph(node, false);
    default:
      return node satisfies never;
  }
}

/**
 * Writes a structured document as a .docx that holds nothing else: no properties, no history, no identifiers, the
 * same bytes for the same document.
 */
export function writeDocx(document: StructuredDocument): Uint8Array {
  const blocks = document.content.map((node, index) => {
    // Two tables in a row would grow together.
    const gap = node.type === "table" && document.content[index + 1]?.type === "table" ? "<w:p/>" : "";
    return block(node) + gap;
  });
  const last = document.content.at(-1)?.type === "table" ? "<w:p/>" : "";
  return writeZip([
    {
      name: "[Content_Types].xml",
      data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      data: `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: "word/document.xml",
      data: `${declaration}<w:document ${namespace}><w:body>${blocks.join("")}${last}${section}</w:body></w:document>`,
    },
  ]);
}
