import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, type Command, type Plugin } from "prosemirror-state";
import { goToNextCell, tableEditing } from "prosemirror-tables";

import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { declarationOf, type CommandId } from "../../commands/command-table.ts";
import { setBlockKind } from "./block-kinds.ts";
import { closingLooks } from "./closing-looks.ts";
import { editorSchema } from "./editor-schema.ts";
import { toEditorDocument } from "./editor-document.ts";
import { findingMarks } from "./finding-marks.ts";
import { pastePlugin } from "./paste.ts";
import { tableLooks } from "./table-looks.ts";
import { titleLooks } from "./title-looks.ts";

function mark(name: "strong" | "underline"): Command {
  const type = editorSchema.marks[name];
  if (!type) throw new Error("a mark without a type");
  return toggleMark(type);
}

/** What the commands of the editor do to its text. */
export const editorCommands: Readonly<Partial<Record<CommandId, Command>>> = {
  "editor.undo": undo,
  "editor.redo": redo,
  "editor.strong": mark("strong"),
  "editor.underline": mark("underline"),
  "editor.title": setBlockKind("title"),
  "editor.paragraph": setBlockKind("paragraph"),
  "editor.heading1": setBlockKind("heading1"),
  "editor.heading2": setBlockKind("heading2"),
  "editor.heading3": setBlockKind("heading3"),
  "editor.heading4": setBlockKind("heading4"),
};

/** Our chords in the notation of the library's key map: "Ctrl+Shift+Z" is "Mod-Shift-z" there. */
export function libraryChord(chord: string): string {
  return chord
    .split("+")
    .map((part, index, parts) =>
      part === "Ctrl" ? "Mod" : index === parts.length - 1 && part.length === 1 ? part.toLowerCase() : part,
    )
    .join("-");
}

function commandKeys(): Readonly<Record<string, Command>> {
  return Object.fromEntries(
    Object.entries(editorCommands).flatMap(([id, command]) =>
      declarationOf(id as CommandId).keys.map((chord) => [libraryChord(chord), command] as const),
    ),
  );
}

/** After a title or heading a new line is a paragraph; the empty heading itself becomes one. */
const enter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name === "paragraph" || $from.depth !== 1) return false;
  if ($from.parent.content.size === 0) return setBlockKind("paragraph")(state, dispatch);
  if ($from.parentOffset !== $from.parent.content.size || $from.parent.type.name === "signOff") return false;
  const paragraph = editorSchema.nodes["paragraph"];
  if (dispatch && paragraph) dispatch(state.tr.split($from.pos, 1, [{ type: paragraph }]).scrollIntoView());
  return true;
};

export interface EditorHandlers {
  readonly onOpenFinding: (findingId: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

export function createEditorState(document: StructuredDocument, handlers: EditorHandlers): EditorState {
  const plugins: readonly Plugin[] = [
    history(),
    keymap(commandKeys()),
    keymap({
      Enter: enter,
      // The grammar has no line break inside a block: a forced one is a new block.
      "Shift-Enter": chainCommands(exitCode, baseKeymap["Enter"] ?? exitCode),
      Tab: goToNextCell(1),
      "Shift-Tab": goToNextCell(-1),
    }),
    keymap(baseKeymap),
    pastePlugin(handlers.onFiles),
    findingMarks(handlers.onOpenFinding),
    tableEditing(),
    tableLooks(),
    closingLooks(),
    titleLooks(),
  ];
  return EditorState.create({ doc: toEditorDocument(document), plugins: [...plugins] });
}
