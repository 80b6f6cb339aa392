import type { InlineRun, LetterModel, TableCell, TableRow } from "./letter-model.ts";

/** A row of a printed sheet: its label and what stands beside it, one paragraph a line. */
export interface DocumentRow {
  readonly label: string;
  readonly value: string;
}

/** Characters of a line in the wide column of the sheet, for the least height of a row. */
const valueLine = 30;

function text(value: string): readonly InlineRun[] {
  return [{ kind: "text", text: value }];
}

function tableRow({ label, value }: DocumentRow): TableRow {
  const lines = value.split("\n");
  const cell = (role: TableCell["role"], paragraphs: readonly string[]): TableCell => ({
    role,
    span: 1,
    paragraphs: paragraphs.map((line) => text(line)),
  });
  return {
    cells: [cell("label", [label]), cell("value", lines)],
    lines: lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / valueLine)), 0),
  };
}

/** A bordered sheet of labels and values, the organ and the number above it. */
export function sheetModel(input: {
  readonly id: string;
  readonly name: string;
  readonly organName: string;
  readonly number: string;
  readonly rows: readonly DocumentRow[];
}): LetterModel {
  return {
    templateId: "free-document",
    templateVersion: "1",
    name: input.name,
    format: "sheet",
    organHead: text(input.organName),
    number: text(input.number),
    title: text(input.name),
    blocks: [{ kind: "table", id: input.id, columns: [3, 8], rows: input.rows.map(tableRow) }],
    attachments: [],
    relief: { block: "relief-none", onlineAddendum: false, keepIssuedWording: false, reasons: [] },
    missing: [],
    unlockedClauses: [],
  };
}
