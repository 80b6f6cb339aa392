import fc from "fast-check";

import {
  alignments,
  joinTextNodes,
  markTypes,
  plainBlockTypes,
  textNode,
  type Block,
  type StructuredDocument,
} from "../../../shared/domain/item/structured-document.ts";

const texts = fc
  .array(
    fc.tuple(
      fc.string({ unit: fc.constantFrom("公", "示", "𠮷", "a", "1", "，", " ", "<", "&"), maxLength: 6 }),
      fc.subarray([...markTypes]),
    ),
    { maxLength: 4 },
  )
  .map((pieces) =>
    joinTextNodes(
      pieces.flatMap(([text, marks]) => {
        const node = textNode(
          text,
          marks.map((type) => ({ type })),
        );
        return node ? [node] : [];
      }),
    ),
  );

function withContent<T extends object>(base: T, content: readonly unknown[]) {
  return content.length > 0 ? { ...base, content } : base;
}

const paragraphs = fc
  .tuple(fc.option(fc.constantFrom(...alignments)), texts)
  .map(([align, content]) =>
    withContent(align ? { type: "paragraph", attrs: { align } } : { type: "paragraph" }, content),
  );

const cells = fc
  .record({
    colspan: fc.constantFrom(1, 2),
    rowspan: fc.constantFrom(1, 3),
    header: fc.boolean(),
    content: fc.array(paragraphs, { minLength: 1, maxLength: 2 }),
  })
  .map(({ colspan, rowspan, header, content }) => {
    const attrs = {
      ...(colspan > 1 ? { colspan } : {}),
      ...(rowspan > 1 ? { rowspan } : {}),
      ...(header ? { header: true } : {}),
    };
    return Object.keys(attrs).length > 0
      ? { type: "tableCell", attrs, content }
      : { type: "tableCell", content };
  });

const tables = fc
  .array(
    fc.array(cells, { maxLength: 3 }).map((content) => ({ type: "tableRow", content })),
    { minLength: 1, maxLength: 3 },
  )
  .map((content) => ({ type: "table", content }));

const blocks = fc.oneof(
  paragraphs,
  fc
    .tuple(fc.constantFrom(...plainBlockTypes), texts)
    .map(([type, content]) => withContent({ type }, content)),
  fc
    .tuple(fc.constantFrom(1, 2, 3, 4), texts)
    .map(([level, content]) => withContent({ type: "heading", attrs: { level } }, content)),
  tables,
);

/** Documents in normal form, for property tests. */
export const documents: fc.Arbitrary<StructuredDocument> = fc
  .array(blocks, { minLength: 1, maxLength: 6 })
  .map((content) => ({ schemaVersion: 1, type: "doc", content: content as readonly Block[] }));
