import { setBlockType } from "prosemirror-commands";
import type { Attrs } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";

import type { CommandId } from "../../commands/command-table.ts";
import { editorSchema } from "./editor-schema.ts";

/** The kinds of block a person chooses from, in the words of GB/T 9704. */
export const blockKinds = {
  title: { label: "标题", node: "title", attrs: {}, command: "editor.title" },
  docNumber: { label: "发文字号", node: "docNumber", attrs: {}, command: undefined },
  addressee: { label: "主送机关", node: "addressee", attrs: {}, command: undefined },
  paragraph: { label: "正文", node: "paragraph", attrs: {}, command: "editor.paragraph" },
  heading1: { label: "一、标题", node: "heading", attrs: { level: 1 }, command: "editor.heading1" },
  heading2: { label: "（一）标题", node: "heading", attrs: { level: 2 }, command: "editor.heading2" },
  heading3: { label: "1. 标题", node: "heading", attrs: { level: 3 }, command: "editor.heading3" },
  heading4: { label: "（1）标题", node: "heading", attrs: { level: 4 }, command: "editor.heading4" },
  signOff: { label: "落款", node: "signOff", attrs: {}, command: undefined },
  annotation: { label: "附注", node: "annotation", attrs: {}, command: undefined },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly label: string;
      readonly node: string;
      readonly attrs: Attrs;
      readonly command: CommandId | undefined;
    }
  >
>;
export type BlockKind = keyof typeof blockKinds;

export const blockKindIds = Object.keys(blockKinds) as readonly BlockKind[];

/** The kind of the block the cursor stands in. */
export function currentBlockKind(state: EditorState): BlockKind | undefined {
  const { parent } = state.selection.$from;
  return blockKindIds.find((id) => {
    const kind = blockKinds[id];
    return (
      parent.type.name === kind.node &&
      (kind.node !== "heading" || parent.attrs["level"] === kind.attrs.level)
    );
  });
}

/** Makes the chosen blocks of this kind. Inside a table only paragraphs fit, so nothing happens there. */
export function setBlockKind(id: BlockKind): Command {
  const kind = blockKinds[id];
  const type = editorSchema.nodes[kind.node];
  if (!type) throw new Error("a kind without a node");
  return setBlockType(type, kind.attrs);
}

/** Aligns paragraphs; the other kinds stand where GB/T 9704 puts them. `null` is the usual way. */
export function setAlignment(align: "center" | "right" | null): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection;
    const places: number[] = [];
    state.doc.nodesBetween(from, to, (node, position) => {
      if (node.type.name === "paragraph" && node.attrs["align"] !== align) places.push(position);
    });
    if (places.length === 0) return false;
    if (dispatch) {
      const transaction = state.tr;
      for (const place of places) transaction.setNodeAttribute(place, "align", align);
      dispatch(transaction);
    }
    return true;
  };
}

/** A table of 3 rows and as many columns as wanted, the first row a head, at the cursor. */
export function insertTable(columns: number): Command {
  return (state, dispatch) => {
    const { table, tableRow, tableCell, paragraph } = editorSchema.nodes;
    const { $from } = state.selection;
    if (!table || !tableRow || !tableCell || !paragraph || $from.depth !== 1) return false;
    if (dispatch) {
      const cell = (header: boolean) => tableCell.create({ header }, paragraph.create());
      const row = (header: boolean) =>
        tableRow.create(
          null,
          Array.from({ length: columns }, () => cell(header)),
        );
      const made = table.create(null, [row(true), row(false), row(false)]);
      dispatch(state.tr.insert($from.after(1), made).scrollIntoView());
    }
    return true;
  };
}
