import type { SheetCell, SheetRow } from "../letter-template.ts";

/** The grid most sheets use: label, value, label, value. */
export const fourColumns = [19, 31, 19, 31] as const;

/** Two labelled values side by side, or one across the sheet. */
export function pair(
  first: readonly [label: string, value: string],
  second?: readonly [label: string, value: string],
): SheetRow {
  if (!second) return wide(first[0], [first[1]]);
  return { cells: [...labelled(first[0], [first[1]], 1), ...labelled(second[0], [second[1]], 1)] };
}

/** One labelled value across the sheet; several paragraphs and a least height where people write by hand. */
export function wide(label: string, value: readonly string[], lines = 1): SheetRow {
  return { cells: labelled(label, value, 3), lines };
}

/** Text across the whole sheet, without a label. */
export function across(value: readonly string[], lines = 1): SheetRow {
  return { cells: [{ value, span: 4 }], lines };
}

function labelled(label: string, value: readonly string[], span: number): readonly SheetCell[] {
  return [
    { label, span: 1 },
    { value, span },
  ];
}
