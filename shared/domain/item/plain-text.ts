import { blockText, type StructuredDocument } from "./structured-document.ts";

/**
 * Parts a paragraph from the next inside one table cell. Not "\n", which ends a row, and not a space, over
 * which two neighbouring numbers would read as one.
 */
const cellParagraphSeparator = "\u2028";

/** One run of text in the plain text: a block, or a paragraph of a table cell. Offsets are UTF-16, half open. */
export interface TextSpan {
  /** Child numbers from the root: [block], or [table, row, cell, paragraph]. */
  readonly path: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface TextPosition {
  readonly path: readonly number[];
  /** Offset inside the text of that block, UTF-16. */
  readonly offset: number;
}

export interface PlainTextMap {
  readonly text: string;
  /** In text order. */
  readonly spans: readonly TextSpan[];
}

/**
 * The plain text of a document and where each part of it comes from: blocks joined by "\n", cells by "\t", rows
 * by "\n". This is the text that is screened, indexed and counted; findings are offsets into it.
 */
export function mapPlainText(document: StructuredDocument): PlainTextMap {
  const pieces: string[] = [];
  const spans: TextSpan[] = [];
  let length = 0;
  const add = (text: string): void => {
    pieces.push(text);
    length += text.length;
  };
  const addSpan = (path: readonly number[], text: string): void => {
    const start = length;
    add(text);
    spans.push({ path, start, end: length });
  };
  document.content.forEach((block, blockIndex) => {
    if (blockIndex > 0) add("\n");
    if (block.type !== "table") {
      addSpan([blockIndex], blockText(block));
      return;
    }
    block.content.forEach((row, rowIndex) => {
      if (rowIndex > 0) add("\n");
      row.content.forEach((cell, cellIndex) => {
        if (cellIndex > 0) add("\t");
        cell.content.forEach((paragraph, paragraphIndex) => {
          if (paragraphIndex > 0) add(cellParagraphSeparator);
          addSpan([blockIndex, rowIndex, cellIndex, paragraphIndex], blockText(paragraph));
        });
      });
    });
  });
  return { text: pieces.join(""), spans };
}

/**
 * The text of a document as it is screened, searched and compared; `mapPlainText` says where each character stands.
 */
export function plainText(document: StructuredDocument): string {
  return mapPlainText(document).text;
}

/**
 * The block that holds an offset of the plain text. An offset on a separator belongs to the end of the block
 * before it. `undefined` outside the text.
 */
export function positionAt(map: PlainTextMap, offset: number): TextPosition | undefined {
  if (offset < 0 || offset > map.text.length) return undefined;
  let low = 0;
  let high = map.spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.spans[middle]?.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  const span = map.spans[low];
  if (!span || span.start > offset) return undefined;
  return { path: span.path, offset: Math.min(offset, span.end) - span.start };
}

/** The offset in the plain text of a place in a block; `undefined` when there is no such block or place. */
export function offsetOf(map: PlainTextMap, position: TextPosition): number | undefined {
  const key = position.path.join(".");
  const span = map.spans.find((candidate) => candidate.path.join(".") === key);
  if (!span || position.offset < 0 || span.start + position.offset > span.end) return undefined;
  return span.start + position.offset;
}
