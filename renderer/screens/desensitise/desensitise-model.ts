import type { DesensitisedListView, DesensitisedSheetView } from "../../../shared/contract/desensitise.ts";

/** What one cell shows on the two sides. */
export interface CellPair {
  readonly column: number;
  readonly before: string;
  /** Null: taken out. */
  readonly after: string | null;
  readonly changed: boolean;
}

/** The rows of a sheet, both sides beside each other and of one width. */
export function rowPairs(sheet: DesensitisedSheetView): readonly (readonly CellPair[])[] {
  const width = Math.max(...sheet.before.map((row) => row.length), 1);
  return sheet.before.map((row, r) =>
    Array.from({ length: width }, (_, column): CellPair => {
      const before = row[column] ?? "";
      const out = sheet.after[r]?.[column];
      const after = out === undefined ? "" : out;
      return { column, before, after, changed: after !== before && before !== "" };
    }),
  );
}

/** A row with one filled cell: a title, a remark. */
export const isAlone = (row: readonly CellPair[]): boolean =>
  row.filter((cell) => cell.before !== "").length === 1;

/** 「遮盖 12 处，删除 2 列，标题和备注中 1 处」: what was done to a list, in one line. */
export function summaryOf({ sheets }: Pick<DesensitisedListView, "sheets">): string {
  let masked = 0;
  let general = 0;
  let removed = 0;
  let inText = 0;
  for (const sheet of sheets) {
    inText += sheet.inText;
    for (const column of sheet.columns) {
      if (column.treatment === "mask") masked += column.changed;
      if (column.treatment === "generalise") general += column.changed;
      if (column.treatment === "remove") removed += 1;
    }
  }
  const parts = [
    masked > 0 ? `遮盖 ${masked} 处` : "",
    general > 0 ? `概括 ${general} 处` : "",
    removed > 0 ? `删除 ${removed} 列` : "",
    inText > 0 ? `标题和备注中另有 ${inText} 处` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join("，") : "没有需要处理的内容";
}
