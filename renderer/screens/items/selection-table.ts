import type { ItemRow } from "../../../shared/contract/items.ts";
import { dayOfInstant } from "../../../shared/kernel/calendar-day.ts";
import { fullDate } from "../../wording/dates.ts";
import { itemStateWords } from "../../wording/states.ts";

const head = ["标题", "文号", "环节", "发布期限", "承办单位", "承办人", "更新"];

/**
 * Text for one cell of a spreadsheet: a text that begins like a formula is kept from running as one (CWE-1236), and
 * what would break the table becomes a space.
 */
export function cellText(text: string): string {
  const flat = text.replaceAll(/[\t\r\n]+/g, " ");
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}

/** The selected rows as tab-separated lines, for pasting into a spreadsheet. */
export function selectionTable(rows: readonly ItemRow[]): string {
  const lines = rows.map((row) => [
    row.title,
    row.docNumber,
    itemStateWords(row.state, row.stageLabel).label,
    row.dueDay ? fullDate(row.dueDay) : "",
    row.unitName,
    row.drafterName,
    fullDate(dayOfInstant(row.updatedAt)),
  ]);
  return [head, ...lines].map((cells) => cells.map(cellText).join("\t")).join("\n");
}
