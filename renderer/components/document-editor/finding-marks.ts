import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { decorationsOf, markElementId, rowElementId } from "../findings/finding-decorations.tsx";
import { findingClasses } from "../findings/finding-classes.ts";
import type { FindingView } from "../../../shared/contract/items.ts";
import { editorRanges, textRuns } from "./text-positions.ts";

interface ShownFindings {
  readonly findings: readonly FindingView[];
  readonly currentId: string | undefined;
}

const key = new PluginKey<DecorationSet>("findings");

/** Findings of this document as underlines. `findings` must belong to the text that is in the editor now. */
function drawn(state: EditorState, shown: ShownFindings): DecorationSet {
  const runs = textRuns(state.doc);
  const decorations = decorationsOf(shown.findings, shown.currentId)
    // The stricter finding last, so that it lies nearest to the text.
    .toSorted((a, b) => b.rank - a.rank)
    .flatMap((decoration) => {
      const { key: line } = findingClasses[decoration.glyph];
      const faint = decoration.state === "keep" || decoration.state === "dismiss";
      return editorRanges(runs, decoration.start, decoration.end).map((range, index) =>
        Decoration.inline(range.from, range.to, {
          class: `find is-${line} is-${decoration.state} ${decoration.current ? "is-current" : ""}`,
          "data-finding": decoration.id,
          "data-line": line,
          "data-tone": faint ? "faint" : "full",
          "aria-describedby": rowElementId(decoration.id),
          ...(index === 0 ? { id: markElementId(decoration.id) } : {}),
        }),
      );
    });
  return DecorationSet.create(state.doc, decorations);
}

/** While somebody types the marks move with the text; the next screening replaces them. */
export function findingMarks(onOpen: (findingId: string) => void): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, before, _old, state) => {
        const shown = transaction.getMeta(key) as ShownFindings | undefined;
        if (shown) return drawn(state, shown);
        return before.map(transaction.mapping, transaction.doc);
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleClick: (_view, _position, event) => {
        const mark = event.target instanceof Element ? event.target.closest("[data-finding]") : null;
        const id = mark?.getAttribute("data-finding");
        if (id) onOpen(id);
        return false;
      },
    },
  });
}

export function showFindings(state: EditorState, shown: ShownFindings) {
  return state.tr.setMeta(key, shown).setMeta("addToHistory", false);
}
