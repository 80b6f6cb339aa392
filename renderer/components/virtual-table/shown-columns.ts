/** What is asked of a column to say whether there is room for it. */
interface ColumnWidth {
  readonly width?: number;
  /** What the flexible column asks for before it lets the others stand beside it. */
  readonly needs?: number;
  /** Not shown where the flexible column would get less than it needs: what it says is read elsewhere, too. */
  readonly givesWay?: true;
}

/**
 * The columns that are shown at a width: those that may give way are left out, the last first, until the flexible column
 * has what it needs. A width of 0 is not measured yet and leaves nothing out.
 */
export function shownColumns<Column extends ColumnWidth>(
  columns: readonly Column[],
  width: number,
): readonly Column[] {
  const wanted = columns.reduce((sum, column) => sum + (column.width ?? column.needs ?? 0), 0);
  const giving = columns.findLastIndex((column) => column.givesWay === true);
  if (width === 0 || wanted <= width || giving < 0) return columns;
  return shownColumns(columns.toSpliced(giving, 1), width);
}
