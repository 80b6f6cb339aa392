/** A name, a counter, a unit: four characters or fewer stay on one line, as a typist would set them. */
export function staysOnOneLine(text: string): boolean {
  return Array.from(text.trim()).length <= 4;
}

const counter = /^\d{1,3}$/;
const number = /^[-−+]?\d[\d\s,，]*(?:\.\d+)?%?$/;

/** How a table cell stands: numbers to the right so that they compare, short counters and heads in the middle. */
export function cellAlignment(
  text: string,
  header: boolean,
  amongAmounts = false,
): "left" | "center" | "right" {
  const trimmed = text.trim();
  if (header) return "center";
  if (counter.test(trimmed) && !amongAmounts) return "center";
  return number.test(trimmed) && trimmed.length <= 14 ? "right" : "left";
}

/** How a cell of a table looks, on a page that is read and on one that is written. */
export interface CellLook {
  readonly isHead: boolean;
  readonly align: "left" | "center" | "right";
  readonly onOneLine: boolean;
}

/** The looks of the cells of a table, row by row; the first of several rows is its head. */
export function tableLook(
  rows: readonly (readonly {
    readonly text: string;
    readonly columns: number;
    readonly isHead: boolean;
  }[])[],
): readonly (readonly CellLook[])[] {
  const amounts = amountColumns(rows);
  return rows.map((row, rowIndex) => {
    let column = 0;
    return row.map(({ text, columns, isHead: marked }) => {
      const isHead = marked || (rowIndex === 0 && rows.length > 1);
      const align = cellAlignment(text, isHead, amounts.has(column));
      column += columns;
      return { isHead, align, onOneLine: staysOnOneLine(text) };
    });
  });
}

/** The columns, counted from 0, below whose head an amount stands: there a short number is an amount too. */
export function amountColumns(
  rows: readonly (readonly { readonly text: string; readonly columns: number }[])[],
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const row of rows.slice(1)) {
    let column = 0;
    for (const { text, columns } of row) {
      if (cellAlignment(text, false) === "right") found.add(column);
      column += columns;
    }
  }
  return found;
}
