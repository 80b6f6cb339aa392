/** Rows drawn beyond the visible ones on either side, so that a fast scroll shows no blank. */
const overscan = 8;

/** Which rows [from, to) of a list of fixed row height are drawn for a scroll position. */
export function drawnRows(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  rowCount: number,
): { readonly from: number; readonly to: number } {
  const first = Math.floor(scrollTop / rowHeight);
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight);
  return { from: Math.max(0, first - overscan), to: Math.max(0, Math.min(rowCount, last + overscan)) };
}

/** Which rows are wholly or partly visible, for 「第 1–18 件」. */
export function visibleRows(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  rowCount: number,
): { readonly first: number; readonly last: number } {
  if (rowCount === 0) return { first: 0, last: 0 };
  const first = Math.min(rowCount - 1, Math.floor(scrollTop / rowHeight));
  const last = Math.min(rowCount, Math.max(first + 1, Math.floor((scrollTop + viewHeight) / rowHeight)));
  return { first: first + 1, last };
}

/** The scroll position that brings a row into view, moving as little as possible. */
export function scrollTopFor(row: number, scrollTop: number, viewHeight: number, rowHeight: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + viewHeight) return top + rowHeight - viewHeight;
  return scrollTop;
}
