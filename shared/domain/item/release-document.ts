import { maskValue } from "../screening/masking.ts";
import { mapPlainText } from "./plain-text.ts";
import {
  joinTextNodes,
  textNode,
  type Block,
  type StructuredDocument,
  type TextNode,
} from "./structured-document.ts";

/** A passage to be masked: offsets into the plain text of the document, half-open, UTF-16 code units. */
export interface Mask {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  /** The text that stands in the release instead; by rule of its type (review.md §5) when absent. */
  readonly replacement?: string;
}

/** The document as it would be released: every mask applied, everything else untouched. */
export function applyMasks(document: StructuredDocument, masks: readonly Mask[]): StructuredDocument {
  if (masks.length === 0) return document;
  const { text, spans } = mapPlainText(document);
  // The form of a value follows from all of it, however many differently formatted pieces it is made of.
  const ordered = mergeOverlaps(masks).map((mask) => ({
    ...mask,
    replacement: mask.replacement ?? maskValue(mask.type, text.slice(mask.start, mask.end)),
  }));
  const startOf = new Map(spans.map((span) => [span.path.join("."), span.start]));
  const inline = (path: readonly number[], nodes: readonly TextNode[] | undefined) => {
    let offset = startOf.get(path.join(".")) ?? 0;
    const result: TextNode[] = [];
    for (const node of nodes ?? []) {
      const masked = maskNode(node, offset, ordered);
      if (masked) result.push(masked);
      offset += node.text.length;
    }
    return joinTextNodes(result);
  };
  const remake = <T extends { readonly content?: readonly TextNode[] }>(
    path: readonly number[],
    node: T,
  ): T => {
    const { content, ...rest } = node;
    const masked = inline(path, content);
    return (masked.length > 0 ? { ...rest, content: masked } : rest) as T;
  };
  const content = document.content.map((block, b): Block => {
    if (block.type !== "table") return remake([b], block);
    return {
      ...block,
      content: block.content.map((row, r) => ({
        ...row,
        content: row.content.map((cell, c) => ({
          ...cell,
          content: cell.content.map((paragraph, p) => remake([b, r, c, p], paragraph)),
        })),
      })),
    };
  });
  return { ...document, content };
}

function mergeOverlaps(masks: readonly Mask[]): readonly Mask[] {
  const merged: Mask[] = [];
  for (const mask of masks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (!last || mask.start >= last.end) merged.push(mask);
    else if (mask.end > last.end) merged[merged.length - 1] = overlapped(last, mask);
  }
  return merged;
}

/** Two findings that overlap are no value of either's shape: what is left visible by one rule may belong to the other. */
function overlapped(first: Mask, second: Mask): Mask {
  const { replacement, ...rest } = first;
  return replacement === undefined || first.type !== second.type
    ? { ...rest, end: second.end, type: first.type === second.type ? first.type : "OVERLAP" }
    : { ...first, end: second.end };
}

/** A mask that spans several text nodes puts its replacement into the first and takes the rest out. */
function maskNode(node: TextNode, start: number, masks: readonly Required<Mask>[]): TextNode | undefined {
  const end = start + node.text.length;
  let text = "";
  let at = start;
  for (const mask of masks) {
    if (mask.end <= start || mask.start >= end) continue;
    const from = Math.max(mask.start, start);
    const to = Math.min(mask.end, end);
    text += node.text.slice(at - start, from - start);
    if (mask.start >= start) text += mask.replacement;
    at = to;
  }
  return textNode(text + node.text.slice(at - start), node.marks);
}
