import { Schema, type DOMOutputSpec, type NodeSpec } from "prosemirror-model";

import type { PlainBlockType } from "../../../shared/domain/item/structured-document.ts";

function plainBlock(className: string): NodeSpec {
  return {
    group: "block",
    content: "text*",
    defining: true,
    toDOM: (): DOMOutputSpec => ["p", { class: className }, 0],
  };
}

const plainClasses: Readonly<Record<PlainBlockType, string>> = {
  title: "pp-title",
  docNumber: "pp-doc-number",
  addressee: "pp-addressee",
  signOff: "pp-sign-off",
  annotation: "pp-annotation",
};

/**
 * The grammar of StructuredDocument for ProseMirror: the same node and attribute names, so that the two forms differ
 * in defaults only. Nothing is parsed from a page (no `parseDOM`): pasting has its own reader, which drops what this
 * grammar does not know.
 */
export const editorSchema = new Schema({
  topNode: "doc",
  nodes: {
    doc: { content: "block+" },
    // First of its group: what a new line becomes.
    paragraph: {
      group: "block",
      content: "text*",
      attrs: { align: { default: null } },
      toDOM: (node) => {
        const align = node.attrs["align"] as string | null;
        return ["p", { class: `pp-paragraph${align ? ` is-${align}` : ""}` }, 0];
      },
    },
    title: plainBlock(plainClasses.title),
    docNumber: plainBlock(plainClasses.docNumber),
    addressee: plainBlock(plainClasses.addressee),
    signOff: {
      ...plainBlock(plainClasses.signOff),
      // The text in a place of its own, which can stand over a date without widening it.
      toDOM: () => ["p", { class: plainClasses.signOff }, ["span", ["span", 0]]],
    },
    annotation: plainBlock(plainClasses.annotation),
    heading: {
      group: "block",
      content: "text*",
      defining: true,
      attrs: { level: { default: 1 } },
      toDOM: (node) => [
        "p",
        {
          class: `pp-heading is-${String(node.attrs["level"])}`,
          role: "heading",
          "aria-level": String(Number(node.attrs["level"]) + 2),
        },
        0,
      ],
    },
    table: {
      group: "block",
      content: "tableRow+",
      tableRole: "table",
      isolating: true,
      toDOM: () => ["table", ["tbody", 0]],
    },
    tableRow: { content: "tableCell*", tableRole: "row", toDOM: () => ["tr", 0] },
    tableCell: {
      content: "paragraph+",
      tableRole: "cell",
      isolating: true,
      attrs: {
        colspan: { default: 1 },
        rowspan: { default: 1 },
        // Wanted by the table commands; widths follow the content and are never stored.
        colwidth: { default: null },
        header: { default: false },
      },
      toDOM: (node) => [
        node.attrs["header"] === true ? "th" : "td",
        {
          colspan: String(node.attrs["colspan"]),
          rowspan: String(node.attrs["rowspan"]),
        },
        0,
      ],
    },
    text: { group: "inline" },
  },
  marks: {
    strong: { toDOM: () => ["strong", 0] },
    em: { toDOM: () => ["em", 0] },
    underline: { toDOM: () => ["u", 0] },
  },
});
