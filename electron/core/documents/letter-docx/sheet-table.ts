import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";

import type {
  LetterRun,
  TableBlock,
  TableCell as ModelCell,
} from "../../../../shared/domain/letters/letter-model.ts";
import { black, sheet, textWidth } from "./page-measures.ts";
import { styleId } from "./paragraph-styles.ts";
import { textRuns } from "./text-runs.ts";

const rule = { style: BorderStyle.SINGLE, size: sheet.rule, color: black } as const;

/** A bordered sheet over the full width of the 版心: labels centred, values flush left, rows never split. */
export function sheetTable(block: TableBlock): Table {
  const total = block.columns.reduce((sum, width) => sum + width, 0);
  const widths = block.columns.map((width) => Math.round((width / total) * textWidth));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    margins: { top: 40, bottom: 40, left: sheet.padding, right: sheet.padding },
    borders: {
      top: rule,
      bottom: rule,
      left: rule,
      right: rule,
      insideHorizontal: rule,
      insideVertical: rule,
    },
    rows: block.rows.map((row) => {
      let column = 0;
      return new TableRow({
        cantSplit: true,
        height: { value: row.lines * sheet.line + 80, rule: HeightRule.ATLEAST },
        children: row.cells.map((cell) => {
          const width = widths.slice(column, column + cell.span).reduce((sum, one) => sum + one, 0);
          column += cell.span;
          return new TableCell({
            ...(cell.span > 1 ? { columnSpan: cell.span } : {}),
            width: { size: width, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            children: cellParagraphs(cell),
          });
        }),
      });
    }),
  });
}

function cellParagraphs(cell: ModelCell): Paragraph[] {
  const paragraphs: readonly (readonly LetterRun[])[] = cell.paragraphs.length > 0 ? cell.paragraphs : [[]];
  return paragraphs.map(
    (runs) =>
      new Paragraph({
        style: cell.role === "label" ? styleId.sheetLabel : styleId.sheet,
        widowControl: false,
        ...(cell.align === "end" ? { alignment: AlignmentType.RIGHT } : {}),
        children: textRuns(runs),
      }),
  );
}
