import type { InlineRun, LetterModel, TableCell, TableRow } from "../letters/letter-model.ts";

/** A row of a printed review document: its label and what stands beside it, one paragraph a line. */
export interface DocumentRow {
  readonly label: string;
  readonly value: string;
}

/** 《政府信息公开保密审查表》, the record (review.md §3), and the card that says on one page what was looked at. */
export const reviewDocuments = {
  form: "政府信息公开保密审查表",
  card: "保密审查卡",
} as const;
export type ReviewDocument = keyof typeof reviewDocuments;

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

/**
 * The sheet of a review as a page: bordered rows, the organ and the number of the review above them, the digest of
 * exactly what was reviewed in the last row, so that the paper cannot be put to another revision (V3).
 */
export function reviewDocumentModel(input: {
  readonly document: ReviewDocument;
  readonly organName: string;
  readonly reviewNo: string;
  readonly revNo: number;
  readonly contentDigest: string;
  readonly rows: readonly DocumentRow[];
}): LetterModel {
  const bound: DocumentRow = {
    label: "所审内容",
    value: `第 ${input.revNo} 稿\nSHA-256 ${input.contentDigest.slice(0, 32)}\n${input.contentDigest.slice(32)}`,
  };
  return {
    templateId: "free-document",
    templateVersion: "1",
    name: reviewDocuments[input.document],
    format: "sheet",
    organHead: text(input.organName),
    number: text(input.reviewNo),
    title: text(reviewDocuments[input.document]),
    blocks: [
      {
        kind: "table",
        id: input.document,
        columns: [3, 8],
        rows: [
          ...input.rows.filter((row) => row.value.trim() !== "" || input.document === "form"),
          bound,
        ].map(tableRow),
      },
    ],
    attachments: [],
    relief: { block: "relief-none", onlineAddendum: false, keepIssuedWording: false, reasons: [] },
    missing: [],
    unlockedClauses: [],
  };
}
