import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { emptyDocument, parseStructuredDocument, type StructuredDocument } from "./structured-document.ts";

const text = (value: string, ...marks: string[]) => ({
  type: "text",
  text: value,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const doc = (...content: unknown[]) => ({ schemaVersion: 1, type: "doc", content });

describe("parseStructuredDocument", () => {
  it("accepts every node of the schema", () => {
    const value = doc(
      { type: "docNumber", content: [text("枣政办发〔2024〕5号")] },
      { type: "title", content: [text("关于印发工作要点的通知")] },
      { type: "addressee", content: [text("各区（市）人民政府：")] },
      { type: "heading", attrs: { level: 1 }, content: [text("一、总体要求")] },
      {
        type: "paragraph",
        attrs: { align: "center" },
        content: [text("甲"), text("乙", "strong", "underline")],
      },
      {
        type: "table",
        content: [
          {
            type: "tableRow",
            content: [
              { type: "tableCell", attrs: { colspan: 2, header: true }, content: [{ type: "paragraph" }] },
              {
                type: "tableCell",
                attrs: { rowspan: 3 },
                content: [{ type: "paragraph", content: [text("1")] }],
              },
            ],
          },
        ],
      },
      { type: "signOff", content: [text("市政府办公室")] },
      { type: "annotation", content: [text("（此件公开发布）")] },
    );
    expect(parseStructuredDocument(value)).toEqual({ ok: true, value });
  });

  it("returns one normal form", () => {
    const loose = doc(
      {
        type: "paragraph",
        attrs: { align: null },
        content: [
          text("甲", "underline", "strong"),
          { ...text("乙"), marks: [{ type: "strong" }, { type: "underline" }] },
        ],
      },
      {
        type: "table",
        content: [
          {
            type: "tableRow",
            content: [{ type: "tableCell", attrs: { colspan: 1, rowspan: 1, header: false } }],
          },
        ],
      },
      { type: "paragraph", content: [] },
    );
    expect(parseStructuredDocument(loose)).toEqual({
      ok: true,
      value: doc(
        { type: "paragraph", content: [text("甲乙", "strong", "underline")] },
        {
          type: "table",
          content: [{ type: "tableRow", content: [{ type: "tableCell", content: [{ type: "paragraph" }] }] }],
        },
        { type: "paragraph" },
      ),
    });
  });

  it.each([
    ["no object", 3, "not-a-document"],
    ["no version", { type: "doc", content: [] }, "unknown-version"],
    ["a later version", { ...emptyDocument, schemaVersion: 2 }, "unknown-version"],
    ["no content", doc(), "bad-value"],
    ["an unknown root field", { ...emptyDocument, note: "甲" }, "unknown-field"],
    ["an unknown node", doc({ type: "image" }), "unknown-node"],
    ["an unknown field", doc({ type: "paragraph", note: "甲" }), "unknown-field"],
    [
      "an unknown attribute",
      doc({ type: "paragraph", attrs: { align: "left", style: "x" } }),
      "unknown-field",
    ],
    ["attributes where none belong", doc({ type: "title", attrs: { level: 1 } }), "unknown-field"],
    ["an unknown mark", doc({ type: "paragraph", content: [text("甲", "link")] }), "unknown-node"],
    ["level 5", doc({ type: "heading", attrs: { level: 5 } }), "bad-value"],
    ["an empty text", doc({ type: "paragraph", content: [text("")] }), "bad-value"],
    ["a line break in a text", doc({ type: "paragraph", content: [text("甲\n乙")] }), "bad-value"],
    ["a lone surrogate", doc({ type: "paragraph", content: [text("\ud800")] }), "bad-value"],
    [
      "a negative span",
      doc({
        type: "table",
        content: [{ type: "tableRow", content: [{ type: "tableCell", attrs: { colspan: -1 } }] }],
      }),
      "bad-value",
    ],
    [
      "a table inside a cell",
      doc({
        type: "table",
        content: [{ type: "tableRow", content: [{ type: "tableCell", content: [{ type: "table" }] }] }],
      }),
      "unknown-node",
    ],
    ["too many blocks", doc(...Array.from({ length: 20_001 }, () => ({ type: "paragraph" }))), "too-large"],
    ["too much text", doc({ type: "paragraph", content: [text("长".repeat(2_000_001))] }), "too-large"],
  ])("refuses %s", (_name, value, type) => {
    expect(parseStructuredDocument(value)).toMatchObject({ ok: false, error: { type } });
  });

  it("names the path of what it refuses", () => {
    const result = parseStructuredDocument(
      doc({ type: "paragraph" }, { type: "paragraph", content: [text("甲"), { type: "x" }] }),
    );
    expect(result).toEqual({ ok: false, error: { type: "unknown-node", path: [1, 1] } });
  });

  it("never throws and only accepts a document, on any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const result = parseStructuredDocument(value);
        expect(parseStructuredDocument(result.ok ? result.value : undefined).ok).toBe(result.ok);
      }),
    );
  });

  it("is not exhausted by depth", () => {
    let nested: unknown = { type: "paragraph" };
    for (let depth = 0; depth < 100_000; depth += 1) nested = { type: "table", content: [nested] };
    expect(parseStructuredDocument(doc(nested)).ok).toBe(false);
  });

  it("leaves the empty document as it is", () => {
    const result = parseStructuredDocument(emptyDocument satisfies StructuredDocument);
    expect(result).toEqual({ ok: true, value: emptyDocument });
  });
});
