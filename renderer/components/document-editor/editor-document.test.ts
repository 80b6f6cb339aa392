import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { mapPlainText } from "../../../shared/domain/item/plain-text.ts";
import {
  paragraphOf,
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../shared/domain/item/structured-document.ts";
import { documents } from "./arbitrary-document.test-data.ts";
import { fromEditorDocument, toEditorDocument } from "./editor-document.ts";
import { editorRanges, textRuns } from "./text-positions.ts";

describe("the document in the editor", () => {
  it("comes back as it went in", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(parseStructuredDocument(document)).toEqual({ ok: true, value: document });
        expect(fromEditorDocument(toEditorDocument(document))).toEqual({ ok: true, value: document });
      }),
    );
  });

  it("fits the editor's grammar", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(() => toEditorDocument(document).check()).not.toThrow();
      }),
    );
  });
});

describe("places in the plain text", () => {
  it("are the same text in the editor, wherever they stand", () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.nat(), (document, a, b) => {
        const map = mapPlainText(document);
        const node = toEditorDocument(document);
        const runs = textRuns(node);
        expect(runs.map((run) => [run.start, run.end])).toEqual(
          map.spans.map((span) => [span.start, span.end]),
        );
        const span = map.spans[a % map.spans.length];
        if (!span || span.start === span.end) return;
        const start = span.start + (b % (span.end - span.start));
        const [range] = editorRanges(runs, start, span.end);
        expect(node.textBetween(range?.from ?? 0, range?.to ?? 0)).toBe(map.text.slice(start, span.end));
      }),
    );
  });

  it("may run over blocks, and vanish when the text is gone", () => {
    const document: StructuredDocument = {
      schemaVersion: 1,
      type: "doc",
      content: [paragraphOf("甲乙"), paragraphOf("丙丁")],
    };
    const runs = textRuns(toEditorDocument(document));
    expect(editorRanges(runs, 1, 4)).toEqual([
      { from: 2, to: 3 },
      { from: 5, to: 6 },
    ]);
    expect(editorRanges(runs, 40, 50)).toEqual([]);
  });
});
