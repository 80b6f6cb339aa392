import type { FormRow } from "../../../../shared/domain/application/consultation-form.ts";
import { writeZip } from "../containers/zip-writer.ts";
import { escapeXml } from "../release/rebuilt/markup.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';

const fonts = (font: string, halfPoints: number, bold = false): string =>
  `<w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>${bold ? "<w:b/>" : ""}<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>`;
const body = fonts("仿宋_GB2312", 24);
const head = fonts("黑体", 24);

const run = (text: string, look: string): string =>
  `<w:r>${look}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
const paragraph = (inner: string, centred = false): string =>
  `<w:p><w:pPr><w:spacing w:before="40" w:after="40"/>${centred ? '<w:jc w:val="center"/>' : ""}</w:pPr>${inner}</w:p>`;

/** A box to tick: a content control where the program knows them, a plain box elsewhere. */
function tickBox(id: number, tag: string): string {
  const box = fonts("MS Gothic", 24);
  return `<w:sdt><w:sdtPr>${box}<w:tag w:val="${tag}"/><w:id w:val="${id}"/><w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>${run("☐", box)}</w:sdtContent></w:sdt>`;
}

function valueCell(row: FormRow, index: number): string {
  const id = 1_000 + index * 10;
  if (row.fill === "choice")
    return row.lines
      .map((line, at) => paragraph(`${tickBox(id + at, `choice-${at}`)}${run(` ${line}`, body)}`))
      .join("");
  // An empty cell, not a control: office programs save text controls in ways that repeat their content.
  if (row.fill === "text") return paragraph(run("", body));
  if (row.fill === "signature")
    return `${paragraph("")}${paragraph(run("　　　　　　　　　　年　　月　　日", body))}`;
  return row.lines.map((line) => paragraph(run(line, body))).join("");
}

/**
 * The answer form as a .docx that can be filled in with Word or WPS or by hand: one table of labelled rows, content
 * controls to tick, empty cells to write in, no properties, no identifiers.
 */
export function writeConsultationForm(title: string, rows: readonly FormRow[], note: string): Uint8Array {
  const border = (side: string): string =>
    `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`;
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  const cell = (width: number, inner: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${inner}</w:tc>`;
  const table = rows
    .map(
      (row, index) =>
        `<w:tr><w:trPr><w:cantSplit/>${row.fill === "text" ? '<w:trHeight w:val="900" w:hRule="atLeast"/>' : ""}</w:trPr>${cell(2_400, paragraph(run(row.label, head)))}${cell(6_444, valueCell(row, index))}</w:tr>`,
    )
    .join("");
  const section =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1474" w:bottom="1417" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  const document = `${paragraph(run(title, fonts("方正小标宋简体", 44)), true)}<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="2400"/><w:gridCol w:w="6444"/></w:tblGrid>${table}</w:tbl>${paragraph(run(note, fonts("仿宋_GB2312", 21)))}`;
  return writeZip([
    {
      name: "[Content_Types].xml",
      data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      data: `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: "word/document.xml",
      data: `${declaration}<w:document ${namespaces}><w:body>${document}${section}</w:body></w:document>`,
    },
  ]);
}
