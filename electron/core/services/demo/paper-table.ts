import { paragraphOf, type Table } from "../../../../shared/domain/item/structured-document.ts";

/** A table of a paper, its first row the heads. */
export function tableOf(rows: readonly (readonly string[])[]): Table {
  return {
    type: "table",
    content: rows.map((cells, row) => ({
      type: "tableRow",
      content: cells.map((cell) => ({
        type: "tableCell",
        ...(row === 0 ? { attrs: { header: true as const } } : {}),
        content: [paragraphOf(cell)],
      })),
    })),
  };
}
