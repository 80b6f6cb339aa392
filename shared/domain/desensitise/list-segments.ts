import { isHead, readListColumns } from "./list-columns.ts";

/** Rows of one list on a sheet, half-open: its titles, its head, what stands in it and below it. */
export interface ListSegment {
  readonly from: number;
  readonly to: number;
}

const filled = (row: readonly string[]): number => row.filter((cell) => cell.trim() !== "").length;

/**
 * Lists that stand below each other on one sheet, each with a head of its own. The head printed again on every page
 * begins no new one. Titles, rows of a single cell, belong to the list whose head follows.
 */
export function listSegments(rows: readonly (readonly string[])[]): readonly ListSegment[] {
  const first = readListColumns(rows);
  if (!first) return [{ from: 0, to: rows.length }];
  const starts = [0];
  let head = rows[first.headerRow]?.join("\t");
  for (let at = first.headerRow + 1; at < rows.length; at += 1) {
    const row = rows[at] ?? [];
    if (!isHead(row) || row.join("\t") === head) continue;
    head = row.join("\t");
    let from = at;
    while (from - 1 > (starts.at(-1) ?? 0) && filled(rows[from - 1] ?? []) === 1) from -= 1;
    starts.push(from);
  }
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? rows.length }));
}
