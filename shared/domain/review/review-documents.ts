import type { LetterModel } from "../letters/letter-model.ts";
import { sheetModel, type DocumentRow } from "../letters/sheet-model.ts";

export type { DocumentRow };

/** 《政府信息公开保密审查表》, the record (review.md §3), and the card that says on one page what was looked at. */
export const reviewDocuments = {
  form: "政府信息公开保密审查表",
  card: "保密审查卡",
} as const;
export type ReviewDocument = keyof typeof reviewDocuments;

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
  return sheetModel({
    id: input.document,
    name: reviewDocuments[input.document],
    organName: input.organName,
    number: input.reviewNo,
    rows: [...input.rows.filter((row) => row.value.trim() !== "" || input.document === "form"), bound],
  });
}
