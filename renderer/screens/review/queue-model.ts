import type { QueueRow } from "../../../shared/contract/reviews.ts";

/** The neighbour of a row in the queue; stops at the ends. From outside the queue: its first row. */
export function neighbourRow(
  rows: readonly QueueRow[],
  currentId: string | undefined,
  direction: 1 | -1,
): QueueRow | undefined {
  const index = rows.findIndex((row) => row.reviewId === currentId);
  if (index === -1) return rows[0];
  return rows[Math.min(rows.length - 1, Math.max(0, index + direction))];
}

/** What opens itself after a decision: the row that takes the decided one's place, or the last one left. */
export function rowAfterDecision(rows: readonly QueueRow[], decidedId: string): QueueRow | undefined {
  const index = rows.findIndex((row) => row.reviewId === decidedId);
  const left = rows.filter((row) => row.reviewId !== decidedId);
  if (index === -1) return left[0];
  return left[Math.min(index, left.length - 1)];
}

/** Adds a further page; rows that moved meanwhile are not shown twice. */
export function withPage(rows: readonly QueueRow[], page: readonly QueueRow[]): readonly QueueRow[] {
  const known = new Set(rows.map((row) => row.reviewId));
  return [...rows, ...page.filter((row) => !known.has(row.reviewId))];
}

/** Rows to draw of a list of equal rows, with some above and below so that fast scrolling shows no gap. */
export function windowOf(
  scrollTopPx: number,
  viewHeightPx: number,
  rowHeightPx: number,
  count: number,
  spare = 6,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(scrollTopPx / rowHeightPx) - spare);
  const last = Math.min(count, Math.ceil((scrollTopPx + viewHeightPx) / rowHeightPx) + spare);
  return { first, last: Math.max(first, last) };
}
