import type { Node } from "prosemirror-model";

import {
  parseStructuredDocument,
  type DocumentError,
  type StructuredDocument,
} from "../../../shared/domain/item/structured-document.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { editorSchema } from "./editor-schema.ts";

/** The document as the editor holds it. The normal form leaves defaults out; the grammar puts them back. */
export function toEditorDocument(document: StructuredDocument): Node {
  return editorSchema.nodeFromJSON({ type: document.type, content: document.content });
}

interface EditorJson {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly { readonly type: string }[];
  readonly content?: readonly EditorJson[];
}

/** What an attribute is when the normal form does not write it. */
const defaults: Readonly<Record<string, unknown>> = {
  align: null,
  colspan: 1,
  rowspan: 1,
  colwidth: null,
  header: false,
};

function withoutDefaults(node: EditorJson): unknown {
  const attrs = Object.fromEntries(
    Object.entries(node.attrs ?? {}).filter(
      ([name, value]) => !(Object.hasOwn(defaults, name) && defaults[name] === value) && name !== "colwidth",
    ),
  );
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(node.marks ? { marks: node.marks.map((mark) => ({ type: mark.type })) } : {}),
    ...(node.content ? { content: node.content.map(withoutDefaults) } : {}),
  };
}

/** The document in its normal form. An error is a bug of the grammar, or a text beyond the limits of a document. */
export function fromEditorDocument(node: Node): Result<StructuredDocument, DocumentError> {
  const plain = withoutDefaults(node.toJSON() as EditorJson) as { readonly content?: unknown };
  return parseStructuredDocument({ schemaVersion: 1, type: "doc", content: plain.content });
}
