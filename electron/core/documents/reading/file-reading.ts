import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import type { HiddenType } from "./hidden-types.ts";

const fileKinds = ["docx", "xlsx", "pptx", "pdf", "image", "html", "text", "csv", "markdown", "zip"] as const;
export type FileKind = (typeof fileKinds)[number];

/** From `offset` of a part's text on, the place is `where`, until the next mark. */
export interface PlaceMark {
  readonly offset: number;
  readonly where: string;
}

/**
 * How a part may be screened. `all`: prose or a table. `identifiers`: values of properties and the like, where
 * a name is already reported as hidden data and has no context a name rule could use.
 */
export type PartScreening = "all" | "identifiers";

/** A run of text with the place it stands at, in the user's words: 「第2页」「工作表“名单”第3行」「批注1」. */
export interface ReadingPart {
  readonly where: string;
  readonly text: string;
  readonly hidden?: HiddenType;
  readonly screening: PartScreening;
  readonly marks?: readonly PlaceMark[];
}

/** Something the file carries that its page does not show; `value` is the hidden content itself. */
export interface HiddenData {
  readonly type: HiddenType;
  readonly value: string;
  readonly where: string;
}

export interface FileMetadata {
  readonly title?: string;
  readonly authors: readonly string[];
  readonly createdAt?: string;
  readonly modifiedAt?: string;
  /** Made by this program, as the file says; for display only. */
  readonly program?: string;
}

/** Everything a reader found. Held in memory only; the caller decides what may be kept (V7, V12). */
export interface FileReading {
  readonly kind: FileKind;
  readonly parts: readonly ReadingPart[];
  readonly hidden: readonly HiddenData[];
  /** The visible text for import, where the kind of file has one. */
  readonly document?: StructuredDocument;
  readonly metadata: FileMetadata;
  readonly pages?: number;
  /** What a reviewer must look at with own eyes, because no text could be had of it. In the user's words. */
  readonly notes: readonly string[];
}

/** The place of an offset inside a part. */
export function placeOf(part: ReadingPart, offset: number): string {
  const marks = part.marks ?? [];
  let low = 0;
  let high = marks.length - 1;
  let where = part.where;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const mark = marks[middle];
    if (mark && mark.offset <= offset) {
      where = mark.where;
      low = middle + 1;
    } else high = middle - 1;
  }
  return where;
}
