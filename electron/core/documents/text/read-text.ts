import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import {
  documentLimits,
  paragraphOf,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import type { Result } from "../../../../shared/kernel/result.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { refuse, type RefusedFile } from "../reading/refusal.ts";
import { settle } from "../reading/settle.ts";
import { PlacedText } from "../office/place-text.ts";
import { withoutConversionMarks } from "./conversion-marks.ts";
import { detectSeparator, parseDelimited } from "./csv-rows.ts";
import { documentFromMarkdown } from "./markdown-document.ts";
import { decodeText, oddCharacterShare } from "./text-encoding.ts";

export type TextKind = "text" | "csv" | "markdown";

function tableDocument(rows: readonly (readonly string[])[]): StructuredDocument {
  const clean = (text: string): string =>
    text
      .replaceAll(/[\u0000-\u001f\u007f\u2028\u2029\ufeff]+/gu, " ")
      .trim()
      .toWellFormed();
  return {
    schemaVersion: 1,
    type: "doc",
    content: [
      {
        type: "table",
        content: rows.slice(0, documentLimits.rowsPerTable).map((row, index) => ({
          type: "tableRow",
          content: row.slice(0, documentLimits.cellsPerRow).map((cell) => ({
            type: "tableCell",
            ...(index === 0 ? { attrs: { header: true as const } } : {}),
            content: [paragraphOf(clean(cell))],
          })),
        })),
      },
    ],
  };
}

export function readTextWithin(bytes: Uint8Array, kind: TextKind, budget: ReadBudget): FileReading {
  const builder = new ReadingBuilder(budget);
  const { text } = decodeText(bytes);
  if (oddCharacterShare(text) > 0.02) refuse("unsupported", "not-text");
  const placed = new PlacedText();
  if (kind === "csv") {
    const rows = parseDelimited(text, detectSeparator(text) ?? ",");
    rows.forEach((row, index) => {
      placed.addLine(row.map((cell) => cell.replaceAll(/[\t\r\n]+/gu, " ")).join("\t"), `第${index + 1}行`);
    });
    builder.addPart("表格", placed.text, { marks: placed.marks });
    builder.setDocument(rows.length > 0 ? tableDocument(rows) : documentFromPlainText(""));
    return builder.build("csv");
  }
  text.split(/\r\n|\r|\n/u).forEach((line, index) => {
    placed.addLine(line, `第${index + 1}行`);
  });
  builder.addPart("正文", placed.text, { marks: placed.marks });
  builder.setDocument(
    kind === "markdown" ? documentFromMarkdown(text) : documentFromPlainText(withoutConversionMarks(text)),
  );
  return builder.build(kind);
}

export function readText(
  bytes: Uint8Array,
  kind: TextKind = "text",
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<FileReading, RefusedFile>> {
  return settle(() => readTextWithin(bytes, kind, new ReadBudget(limits)));
}
