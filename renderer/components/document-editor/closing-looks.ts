import type { Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { dateBelow } from "../paper/sign-off.ts";

interface Line {
  readonly from: number;
  readonly node: Node;
}

/** Neighbouring 落款 lines, from the first to the last. */
function signOffs(doc: Node): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  let open: Line[] | undefined;
  doc.forEach((node, from) => {
    if (node.type.name !== "signOff") open = undefined;
    else if (open) open.push({ from, node });
    else groups.push((open = [{ from, node }]));
  });
  return groups;
}

/** What stands above a date is told that date, whose width its place depends on. */
function looksOf(doc: Node): DecorationSet {
  const looks = signOffs(doc).flatMap((lines) => {
    const date = dateBelow(lines.map(({ node }) => node.textContent));
    if (date === undefined) return [];
    return lines
      .slice(0, -1)
      .map(({ from, node }) =>
        Decoration.node(from, from + node.nodeSize, { class: "is-over-date", "data-date": date.trim() }),
      );
  });
  return looks.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, looks);
}

const key = new PluginKey<DecorationSet>("closing-looks");

/** The organ stands centred over the date while it is written, as on the page that is read. */
export function closingLooks(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => looksOf(doc),
      apply: (transaction, looks) => (transaction.docChanged ? looksOf(transaction.doc) : looks),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}
