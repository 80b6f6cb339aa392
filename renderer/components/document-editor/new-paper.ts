import type { Node } from "prosemirror-model";

import {
  blockText,
  plainBlockOf,
  type Block,
  type StructuredDocument,
} from "../../../shared/domain/item/structured-document.ts";

/** What a paper on which nothing is written begins with: its title and the line under it. Nothing of it is stored before the first word. */
export function beginningOf(document: StructuredDocument, title: string): StructuredDocument | undefined {
  const written = document.content.some((block) => block.type === "table" || blockText(block) !== "");
  if (written || title.trim() === "") return undefined;
  return { ...document, content: [plainBlockOf("title", title), { type: "paragraph" }] };
}

/** A pasted paper that brings its title along takes the place of the title that stands alone. */
export function bringsItsTitle(doc: Node, pasted: readonly Block[]): boolean {
  const [first, ...rest] = pasted;
  if (!first || first.type === "table" || rest.length === 0) return false;
  const [title, line] = [doc.firstChild, doc.lastChild];
  const titleAlone =
    doc.childCount === 2 &&
    title?.type.name === "title" &&
    line?.isTextblock === true &&
    line.content.size === 0;
  return titleAlone && (first.type === "title" || blockText(first).trim() === title.textContent.trim());
}
