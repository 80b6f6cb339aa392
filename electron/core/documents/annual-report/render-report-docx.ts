import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";

import type { PrintedCell, PrintedTable } from "../../../../shared/domain/annual-report/index.ts";
import { coreProperties } from "../letter-docx/core-properties.ts";
import { fontFamily, standardFonts } from "../letter-docx/letter-fonts.ts";
import { black, line, margin, page, pageNumber, textWidth } from "../letter-docx/page-measures.ts";
import { pageNumberFooter } from "../letter-docx/page-footers.ts";
import { paragraphStyles, styleId } from "../letter-docx/paragraph-styles.ts";
import { titleLines } from "../letter-docx/title-lines.ts";
import { readParts, writeZip } from "../letter-docx/zip-parts.ts";
import { partsOf, type ReportDocument } from "./report-document.ts";

/** 小五, so that ten columns of table 2 stand on an upright page. */
const tableTextSize = 18;
const rule = { style: BorderStyle.SINGLE, size: 4, color: black } as const;
const strand = /^（[一二三四五六七八九十]{1,3}）[^。]{1,40}$/u;

function tableCell(cell: PrintedCell, width: number, keepNext: boolean): TableCell {
  return new TableCell({
    columnSpan: cell.colSpan,
    rowSpan: cell.rowSpan,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        widowControl: false,
        keepNext,
        children: [
          new TextRun({
            text: cell.text,
            font: fontFamily(standardFonts.song),
            size: tableTextSize,
            color: black,
          }),
        ],
      }),
    ],
  });
}

function reportTable(table: PrintedTable): Table {
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  const widths = table.widths.map((width) => Math.floor((width / total) * textWidth));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    margins: { top: 30, bottom: 30, left: 40, right: 40 },
    borders: {
      top: rule,
      bottom: rule,
      left: rule,
      right: rule,
      insideHorizontal: rule,
      insideVertical: rule,
    },
    rows: table.rows.map(
      (cells, index) =>
        new TableRow({
          cantSplit: true,
          children: cells.map((cell) =>
            tableCell(
              cell,
              widths.slice(0, cell.colSpan).reduce((sum, width) => sum + width, 0),
              // Each table fits on a page and stays on one.
              index < table.rows.length - 1,
            ),
          ),
        }),
    ),
  });
}

function textParagraph(text: string): Paragraph {
  const isStrand = strand.test(text);
  return new Paragraph({
    style: styleId.body,
    ...(isStrand ? { keepNext: true } : {}),
    children: [new TextRun({ text, ...(isStrand ? { font: fontFamily(standardFonts.kai) } : {}) })],
  });
}

/**
 * The annual report as .docx: title, the six parts with their exact headings, the tables with merged heads and every
 * zero. The same report gives the same bytes; the file names no author and no machine.
 */
export async function renderReportDocx(report: ReportDocument): Promise<Uint8Array> {
  const children = [
    ...titleLines(report.title).map(
      (text) => new Paragraph({ style: styleId.title, keepNext: true, children: [new TextRun({ text })] }),
    ),
    new Paragraph({ style: styleId.flush, children: [] }),
    ...partsOf(report).flatMap((part) => [
      new Paragraph({
        style: styleId.body,
        keepNext: true,
        // Tables 2 and 3 begin on a page of their own: some word processors tear them where rows are merged.
        pageBreakBefore: part.table !== undefined && part.table.id !== "t1",
        children: [new TextRun({ text: part.heading, font: fontFamily(standardFonts.hei) })],
      }),
      ...part.paragraphs.map(textParagraph),
      ...(part.table ? [reportTable(part.table), new Paragraph({ style: styleId.flush, children: [] })] : []),
    ]),
  ];
  const document = new Document({
    creator: "",
    lastModifiedBy: "",
    styles: paragraphStyles(standardFonts),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { ...margin, header: 851, footer: pageNumber.footer, gutter: 0 },
          },
          grid: { linePitch: line },
        },
        footers: {
          default: pageNumberFooter("odd", standardFonts),
          even: pageNumberFooter("even", standardFonts),
        },
        children,
      },
    ],
  });
  // Packed again with fixed times: the library writes the moment into the archive.
  return writeZip(readParts(await Packer.pack(document, "uint8array", undefined, [coreProperties])));
}
