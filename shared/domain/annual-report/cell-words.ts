import {
  disputeColumns,
  disputeTracks,
  reportFormats,
  tableTwoColumns,
  type ReportFormat,
} from "./report-format.ts";

const bare = (label: string): string => label.replace(/^(?:[一二三四]、|（[一二三四五六七]）|\d\.)/u, "");

const sum = { id: "total", label: "总计" };

/** What a cell, a row or a column of the tables is called where it is printed. */
function wordsOfCell(id: string, { tableOne, tableTwo }: ReportFormat): string | undefined {
  const [table, first = "", second] = id.split(".");
  if (table === "t1") {
    const cell = tableOne.find((each) => `t1.${each.id}` === id);
    return cell && `表一“${cell.row}，${cell.column}”`;
  }
  if (table === "t2") {
    const row = tableTwo.find((each) => each.id === first);
    const column = tableTwoColumns.find((each) => each.id === (second ?? first));
    const words = [row && bare(row.label), column?.label].filter((word) => word !== undefined);
    return words.length === 0 ? undefined : `表二“${words.join("，")}”`;
  }
  const track = disputeTracks.find((each) => each.id === first);
  const column = [...disputeColumns, sum].find((each) => each.id === second);
  return track && `表三“${[track.label, ...(column ? [column.label] : [])].join("，")}”`;
}

/** A finding of the checks with the cells in the words of the printed form, not by the names they have in files. */
export function inWordsOfTheForm(detail: string, format: ReportFormat = reportFormats["2021-30"]): string {
  return detail.replaceAll(/t[123](?:\.[a-z0-9_]+)+/gu, (id) => wordsOfCell(id, format) ?? id);
}
