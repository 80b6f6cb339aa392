import { describe, expect, it } from "vitest";

import {
  paragraphOf,
  plainBlockOf,
  headingOf,
  type StructuredDocument,
} from "../../../shared/domain/item/structured-document.ts";
import { TextSelection } from "prosemirror-state";
import { currentBlockKind, insertTable, setAlignment, setBlockKind } from "./block-kinds.ts";
import { fromEditorDocument } from "./editor-document.ts";
import { createEditorState, libraryChord } from "./editor-setup.ts";
import { blocksFromText } from "./paste.ts";

const handlers = { onOpenFinding: () => undefined, onFiles: () => undefined };

function stateOf(document: StructuredDocument, position: number) {
  const state = createEditorState(document, handlers);
  return state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(position))));
}

const document: StructuredDocument = {
  schemaVersion: 1,
  type: "doc",
  content: [paragraphOf("关于公示的公告"), paragraphOf("正文")],
};

describe("the commands of the editor", () => {
  it("are bound to our key table in the library's notation", () => {
    expect(libraryChord("Ctrl+Shift+Z")).toBe("Mod-Shift-z");
    expect(libraryChord("Ctrl+Alt+1")).toBe("Mod-Alt-1");
    expect(libraryChord("F8")).toBe("F8");
  });

  it("change the kind of the block the cursor stands in", () => {
    let state = stateOf(document, 2);
    setBlockKind("title")(state, (transaction) => (state = state.apply(transaction)));
    expect(currentBlockKind(state)).toBe("title");
    expect(fromEditorDocument(state.doc)).toMatchObject({
      value: { content: [plainBlockOf("title", "关于公示的公告"), paragraphOf("正文")] },
    });
    setBlockKind("heading2")(state, (transaction) => (state = state.apply(transaction)));
    expect(currentBlockKind(state)).toBe("heading2");
    expect(fromEditorDocument(state.doc)).toMatchObject({
      value: { content: [headingOf("关于公示的公告", 2), {}] },
    });
  });

  it("align paragraphs and nothing else", () => {
    let state = stateOf(document, 2);
    expect(setAlignment("center")(state, (transaction) => (state = state.apply(transaction)))).toBe(true);
    expect(fromEditorDocument(state.doc)).toMatchObject({
      value: { content: [{ attrs: { align: "center" } }, {}] },
    });
    setBlockKind("title")(state, (transaction) => (state = state.apply(transaction)));
    expect(setAlignment("center")(state)).toBe(false);
  });

  it("insert a table with a head row that the normal form accepts", () => {
    let state = stateOf(document, 2);
    insertTable(3)(state, (transaction) => (state = state.apply(transaction)));
    const saved = fromEditorDocument(state.doc);
    expect(saved).toMatchObject({
      ok: true,
      value: {
        content: [
          {},
          { type: "table", content: [{ content: [{ attrs: { header: true } }, {}, {}] }, {}, {}] },
          {},
        ],
      },
    });
  });
});

describe("pasting plain text", () => {
  it("keeps a line a line", () => {
    expect(blocksFromText("一、补贴对象\n")).toEqual([paragraphOf("一、补贴对象")]);
  });

  it("reads a whole paper by the signs of its lines", () => {
    const blocks = blocksFromText(
      "关于公示补贴对象的公告\n各区住房局：\n一、补贴对象\n正文一句。\n云州市住房和城乡建设局\n2026年9月16日",
    );
    expect(blocks.map((block) => block.type)).toEqual([
      "title",
      "addressee",
      "heading",
      "paragraph",
      "signOff",
      "signOff",
    ]);
  });
});
