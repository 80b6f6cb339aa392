import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { tableLook } from "../paper/cell-alignment.ts";

/** The looks of the cells of one table that begins at `at`, as decorations: they follow the text and are no part of it. */
function looksOf(table: Node, at: number): readonly Decoration[] {
  const cells: { readonly from: number; readonly to: number }[][] = [];
  const rows = tableRows(table, at, cells);
  return tableLook(rows).flatMap((row, rowIndex) =>
    row.flatMap(({ isHead, align, onOneLine }, index) => {
      const place = cells[rowIndex]?.[index];
      const classes = [`is-${align}`, ...(isHead ? ["is-head"] : []), ...(onOneLine ? ["pp-short"] : [])];
      return place ? [Decoration.node(place.from, place.to, { class: classes.join(" ") })] : [];
    }),
  );
}

function tableRows(table: Node, at: number, cells: { readonly from: number; readonly to: number }[][]) {
  const rows: { readonly text: string; readonly columns: number; readonly isHead: boolean }[][] = [];
  table.forEach((row, rowOffset) => {
    const places: { readonly from: number; readonly to: number }[] = [];
    const texts: (typeof rows)[number] = [];
    row.forEach((cell, cellOffset) => {
      const from = at + 1 + rowOffset + 1 + cellOffset;
      places.push({ from, to: from + cell.nodeSize });
      texts.push({
        text: cell.textContent,
        columns: Number(cell.attrs["colspan"]),
        isHead: cell.attrs["header"] === true,
      });
    });
    cells.push(places);
    rows.push(texts);
  });
  return rows;
}

function allLooks(doc: Node): DecorationSet {
  const looks: Decoration[] = [];
  doc.forEach((block, at) => {
    if (block.type.name === "table") looks.push(...looksOf(block, at));
  });
  return DecorationSet.create(doc, looks);
}

/** After a change only the tables that it touched are looked at again. */
function looksAfter(before: DecorationSet, { doc, mapping, before: old }: Transaction): DecorationSet {
  const known = new Set<Node>();
  old.forEach((block) => {
    known.add(block);
  });
  let looks = before.map(mapping, doc);
  doc.forEach((block, at) => {
    if (block.type.name !== "table" || known.has(block)) return;
    looks = looks.remove(looks.find(at, at + block.nodeSize)).add(doc, [...looksOf(block, at)]);
  });
  return looks;
}

const key = new PluginKey<DecorationSet>("table-looks");

/** Cells look while they are written as they do on the page that is read: heads, numbers, and what stays on one line. */
export function tableLooks(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => allLooks(doc),
      apply: (transaction, looks) => (transaction.docChanged ? looksAfter(looks, transaction) : looks),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}
