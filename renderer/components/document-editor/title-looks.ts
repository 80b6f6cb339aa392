import type { Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { wordStarts } from "../paper/word-breaks.tsx";

const wordBreak = (): HTMLElement => document.createElement("wbr");

/** The page breaks each run of a title by itself, and so does the editor. */
function looksOf(doc: Node): DecorationSet {
  const looks: Decoration[] = [];
  doc.forEach((block, at) => {
    if (block.type.name !== "title") return;
    block.forEach((run, inside) => {
      for (const start of wordStarts(run.text ?? ""))
        looks.push(Decoration.widget(at + 1 + inside + start, wordBreak, { key: "word-break" }));
    });
  });
  return looks.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, looks);
}

const key = new PluginKey<DecorationSet>("title-looks");

/** A title breaks between the words while it is written, as on the page that is read. */
export function titleLooks(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => looksOf(doc),
      apply: (transaction, looks) => {
        if (!transaction.docChanged) return looks;
        // Under an input method the text stays as its own view left it until the word is chosen.
        return transaction.getMeta("composition") === undefined
          ? looksOf(transaction.doc)
          : looks.map(transaction.mapping, transaction.doc);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}
