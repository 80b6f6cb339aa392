import { Fragment, Slice } from "prosemirror-model";
import { Plugin, Selection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

import { documentFromPlainText } from "../../../shared/domain/item/document-from-text.ts";
import { paragraphOf, type Block } from "../../../shared/domain/item/structured-document.ts";
import { editorSchema } from "./editor-schema.ts";
import { bringsItsTitle } from "./new-paper.ts";

/** Longer than this is not worked through as a page; its plain text is pasted instead. */
const longestHtml = 8_000_000;

function sliceOf(blocks: readonly Block[]): Slice {
  const fragment = Fragment.from(blocks.map((block) => editorSchema.nodeFromJSON(block)));
  // One line goes into the line it is pasted in; several stay blocks of their own.
  const [only] = blocks;
  if (blocks.length === 1 && only && only.type !== "table") return new Slice(fragment, 1, 1);
  return new Slice(fragment, 0, 0);
}

/** Plain text: one line as it is, a whole paper by the signs of its lines. */
export function blocksFromText(text: string): readonly Block[] {
  const clean = text.replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f]/g, "").toWellFormed();
  const lines = clean.split(/\r\n|\r|\n|\f|\v|\u2028|\u2029|\u0085/u);
  if (lines.length < 3)
    return lines.filter((line) => line.trim() !== "").map((line) => paragraphOf(line.trim()));
  return documentFromPlainText(clean).content;
}

/** Inside a cell only paragraphs fit. */
function forCell(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block): readonly Block[] => {
    if (block.type === "paragraph") return [block];
    if (block.type === "table")
      return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content));
    return [{ type: "paragraph", ...(block.content ? { content: block.content } : {}) }];
  });
}

function insert(view: EditorView, blocks: readonly Block[]): void {
  if (blocks.length === 0) return;
  if (bringsItsTitle(view.state.doc, blocks)) {
    const { tr } = view.state;
    tr.replaceWith(0, tr.doc.content.size, sliceOf(blocks).content);
    tr.setSelection(Selection.atEnd(tr.doc));
    view.dispatch(tr.scrollIntoView().setMeta("paste", true));
    return;
  }
  const inCell = view.state.selection.$from.depth > 1;
  const slice = sliceOf(inCell ? forCell(blocks) : blocks);
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta("paste", true));
}

async function read(data: { readonly html: string; readonly text: string }): Promise<readonly Block[]> {
  if (data.html === "" || data.html.length > longestHtml) return blocksFromText(data.text);
  // The reader of pages is large; it is loaded with the first paste.
  const { blocksFromHtml } = await import("./paste-html.ts");
  const blocks = blocksFromHtml(data.html);
  return blocks.length > 0 ? blocks : blocksFromText(data.text);
}

/**
 * Pasting and dropping of text. The library would put what comes from outside into a page to read it; ours is read as
 * text, so nothing in it can load or run. Ctrl+Shift+V takes the words only. Files are left to `onFiles`.
 */
export function pastePlugin(onFiles: (files: readonly File[]) => void): Plugin {
  let plain = false;
  const take = (view: EditorView, data: DataTransfer): void => {
    if (data.files.length > 0 && !data.types.includes("text/html")) {
      onFiles([...data.files]);
      return;
    }
    const html = plain ? "" : data.getData("text/html");
    const text = data.getData("text/plain");
    void read({ html, text }).then((blocks) => insert(view, blocks));
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_view, event) => {
          plain = event.shiftKey;
          return false;
        },
        paste: (view, event) => {
          event.preventDefault();
          if (event.clipboardData && view.editable) take(view, event.clipboardData);
          return true;
        },
        drop: (view, event) => {
          // Moving text inside the editor is the library's own business and reads nothing from outside.
          if (view.dragging) return false;
          event.preventDefault();
          if (!event.dataTransfer || !view.editable) return true;
          plain = false;
          if (event.dataTransfer.files.length > 0) return false;
          const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (place) {
            const near = Selection.near(view.state.doc.resolve(place.pos));
            view.dispatch(view.state.tr.setSelection(near));
          }
          take(view, event.dataTransfer);
          return true;
        },
      },
    },
  });
}
