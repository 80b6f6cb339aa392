import type {
  Block,
  Paragraph,
  StructuredDocument,
  Table,
  TextNode,
} from "../../../../shared/domain/item/structured-document.ts";
import type { DocumentLayout } from "../office/document-layout.ts";
import { writeZip } from "../containers/zip-writer.ts";
import { escapeXml } from "./rebuilt/markup.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${officeRelations}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`;
/** Page numbers as GB/T 9704-2012, 7.5 has them. */
const pageFoot = `${declaration}<w:ftr ${namespace}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`;

/** How the copy stands on its pages; `pictures` by relation, each stripped of all but its pixels. */
export interface DocxDress {
  readonly layout: DocumentLayout;
  readonly pictures: ReadonlyMap<
    string,
    { readonly bytes: Uint8Array; readonly extension: "jpeg" | "png" | "gif" }
  >;
}

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

const newPage = "<w:pageBreakBefore/>";

function plainParagraph(block: Paragraph, inCell: boolean, lead = ""): string {
  const align = block.attrs?.align;
  const justify = align && align !== "justify" ? `<w:jc w:val="${align}"/>` : '<w:jc w:val="both"/>';
  if (inCell)
    return paragraph(
      block.content,
      { ...body, halfPoints: 24 },
      `<w:spacing w:before="0" w:after="0"/>${justify}`,
    );
  const indent = align === "center" || align === "right" ? "" : '<w:ind w:firstLine="640"/>';
  return paragraph(block.content, body, `${lead}${exactLine}${indent}${justify}`);
}

function table(block: Table, given: readonly number[] = []): string {
  const border = (side: string): string =>
    `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  const columns = Math.max(
    ...block.content.map((row) => row.content.reduce((sum, cell) => sum + (cell.attrs?.colspan ?? 1), 0)),
    1,
  );
  const sum = given.reduce((all, width) => all + width, 0);
  const widths = given.length === columns && sum > 0 ? given : [];
  const widthOf = (from: number, span: number): string =>
    widths.length === 0
      ? ""
      : `<w:tcW w:w="${widths.slice(from, from + span).reduce((all, width) => all + width, 0)}" w:type="dxa"/>`;
  // Cells that reach down are repeated as continued cells in the rows below (17.4.84).
  const reach: { left: number; span: number }[] = [];
  const rows = block.content.map((row) => {
    let column = 0;
    let cells = "";
    const continued = (): void => {
      let open = reach[column];
      while (open && open.left > 0) {
        cells += `<w:tc><w:tcPr>${widthOf(column, open.span)}${open.span > 1 ? `<w:gridSpan w:val="${open.span}"/>` : ""}<w:vMerge/></w:tcPr><w:p/></w:tc>`;
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
      const properties = `${widthOf(column, span)}${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ""}${rowspan > 1 ? '<w:vMerge w:val="restart"/>' : ""}<w:vAlign w:val="center"/>`;
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
    (_, column) => `<w:gridCol w:w="${widths[column] ?? Math.floor(8_844 / columns)}"/>`,
  ).join("");
  return `<w:tbl><w:tblPr><w:tblW w:w="${widths.length > 0 ? sum : 8_844}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${borders}</w:tblBorders>${widths.length > 0 ? '<w:tblLayout w:type="fixed"/>' : ""}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join("")}</w:tbl>`;
}

function block(node: Block, lead: string, widths?: readonly number[]): string {
  switch (node.type) {
    case "table":
      return (
        (lead === ""
          ? ""
          : `<w:p><w:pPr>${lead}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>`) +
        table(node, widths)
      );
    case "heading":
      return paragraph(
        node.content,
        headings[node.attrs.level - 1] ?? body,
        `${lead}${exactLine}<w:ind w:firstLine="640"/><w:outlineLvl w:val="${node.attrs.level - 1}"/>`,
      );
    case "title":
      return paragraph(
        node.content,
        { font: "方正小标宋简体", halfPoints: 44 },
        `${lead}${exactLine}<w:jc w:val="center"/>`,
      );
    case "docNumber":
      return paragraph(node.content, body, `${lead}${exactLine}<w:jc w:val="center"/>`);
    case "addressee":
      return paragraph(node.content, body, `${lead}${exactLine}`);
    case "signOff":
      return paragraph(node.content, body, `${lead}${exactLine}<w:ind w:right="1260"/><w:jc w:val="right"/>`);
    case "annotation":
      return paragraph(node.content, body, `${lead}${exactLine}<w:ind w:firstLine="640"/>`);
    case "paragraph":
      return plainParagraph(node, false, lead);
    default:
      return node satisfies never;
  }
}

/** EMU in a twentieth of a point. */
const emu = 635;

/** A picture in a line of its own, no wider than the page leaves room for. */
function pictureParagraph(
  picture: DocumentLayout["pictures"][number],
  number: number,
  drawn: number,
  page: DocumentLayout["page"],
): string {
  const room = (page ? page.width - page.left - page.right : 8_844) * emu;
  const scale = Math.min(1, room / picture.width);
  const [cx, cy] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const align = picture.align === "right" || picture.align === "left" ? picture.align : "center";
  return `<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="${align}"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${drawn}" name="图片${drawn}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${drawn}" name="图片${drawn}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
}

/**
 * Writes a structured document as a .docx that holds nothing else: no properties, no history, no identifiers, the
 * same bytes for the same document.
 */
export function writeDocx(document: StructuredDocument, dress?: DocxDress): Uint8Array {
  const { layout, pictures } = dress ?? {};
  const used = new Map<string, number>();
  let drawn = 0;
  const picturesBehind = (at: number): string =>
    (layout?.pictures ?? [])
      .filter(({ behind, relation }) => behind === at && pictures?.has(relation))
      .map((picture) => {
        const number = used.get(picture.relation) ?? used.size + 1;
        used.set(picture.relation, number);
        drawn += 1;
        return pictureParagraph(picture, number, drawn, layout?.page);
      })
      .join("");
  const blocks = document.content.map((node, index) => {
    // Two tables in a row would grow together.
    const gap = node.type === "table" && document.content[index + 1]?.type === "table" ? "<w:p/>" : "";
    const lead = layout?.pageStarts.has(index) ? newPage : "";
    return block(node, lead, layout?.tableWidths.get(index)) + picturesBehind(index) + gap;
  });
  const last = document.content.at(-1)?.type === "table" ? "<w:p/>" : "";
  const first = picturesBehind(-1);
  const page = layout?.page ?? {
    width: 11_906,
    height: 16_838,
    landscape: false,
    top: 2_098,
    right: 1_474,
    bottom: 1_984,
    left: 1_587,
  };
  const footer = layout?.numbered ? '<w:footerReference w:type="default" r:id="rIdFooter"/>' : "";
  const section = `<w:sectPr>${footer}<w:pgSz w:w="${page.width}" w:h="${page.height}"${page.landscape ? ' w:orient="landscape"' : ""}/><w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`;
  const media = [...used].flatMap(([relation, number]) => {
    const picture = pictures?.get(relation);
    return picture ? [{ number, name: `media/image${number}.${picture.extension}`, ...picture }] : [];
  });
  const relations = [
    ...(layout?.numbered
      ? [`<Relationship Id="rIdFooter" Type="${officeRelations}/footer" Target="footer1.xml"/>`]
      : []),
    ...media.map(
      ({ number, name }) =>
        `<Relationship Id="rIdImage${number}" Type="${officeRelations}/image" Target="${name}"/>`,
    ),
  ];
  const kinds = [...new Set(media.map(({ extension }) => extension))].map(
    (extension) => `<Default Extension="${extension}" ContentType="image/${extension}"/>`,
  );
  return writeZip([
    {
      name: "[Content_Types].xml",
      data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${kinds.join("")}<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${layout?.numbered ? '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>' : ""}</Types>`,
    },
    {
      name: "_rels/.rels",
      data: `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: "word/document.xml",
      data: `${declaration}<w:document ${namespace}><w:body>${first}${blocks.join("")}${last}${section}</w:body></w:document>`,
    },
    ...(relations.length > 0
      ? [
          {
            name: "word/_rels/document.xml.rels",
            data: `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`,
          },
        ]
      : []),
    ...(layout?.numbered ? [{ name: "word/footer1.xml", data: pageFoot }] : []),
    ...media.map(({ name, bytes }) => ({ name: `word/${name}`, data: bytes })),
  ]);
}
