import { decodeText } from "../../documents/text/text-encoding.ts";
import { parseDelimited } from "../../documents/text/csv-rows.ts";
import {
  catalogueField,
  type CatalogueField,
} from "../../../../shared/domain/publication/catalogue-fields.ts";
import { parseCalendarDay, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { refuse } from "../answer.ts";
import type { Work } from "../work.ts";
import { importOutside } from "./register.ts";

const bytesAtMost = 64 * 1024 * 1024;
const papersAtMost = 2000;

/** What a column is by its name; where no column has one of these names, the first whose words fit. */
const columns = {
  organName: { fields: ["issuer"], words: /机关|单位|部门|机构/u },
  title: { fields: ["title"], words: /标题|名称|题名/u },
  docNumber: { fields: ["docNumber"], words: /文号|字号/u },
  publishedOn: { fields: ["datePublished", "dateWritten"], words: /日期|时间/u },
  text: { fields: ["text"], words: /正文|内容|全文/u },
} as const satisfies Readonly<
  Record<string, { readonly fields: readonly CatalogueField[]; readonly words: RegExp }>
>;
type Column = keyof typeof columns;

function columnOf(header: readonly string[], column: Column): number {
  const { fields, words } = columns[column];
  const named = header.map(catalogueField);
  const at = fields.map((field) => named.indexOf(field)).find((index) => index >= 0);
  return at ?? header.findIndex((cell, index) => named[index] === undefined && words.test(cell));
}

const dayOf = (text: string): CalendarDay | undefined => {
  const match = /((?:19|20)\d{2})[-./年](\d{1,2})[-./月](\d{1,2})/u.exec(text);
  return match
    ? parseCalendarDay(
        `${match[1]}-${(match[2] ?? "").padStart(2, "0")}-${(match[3] ?? "").padStart(2, "0")}`,
      )
    : undefined;
};

/** Papers of a list with a header row; the row that cannot be read is named by its number, never by its words. */
export async function importOutsideList(work: Work, input: { bytes: Uint8Array }) {
  if (input.bytes.byteLength > bytesAtMost) return refuse("list-unreadable", { facts: { row: 0 } });
  const text = decodeText(input.bytes).text;
  const separator = (text.split("\n")[0] ?? "").includes("\t") ? "\t" : ",";
  const [header = [], ...rows] = parseDelimited(text, separator).filter((row) =>
    row.some((cell) => cell.trim() !== ""),
  );
  const at = Object.fromEntries(
    (Object.keys(columns) as Column[]).map((name) => [name, columnOf(header, name)]),
  ) as Record<Column, number>;
  if (
    (["organName", "title", "publishedOn", "text"] as const).some((name) => at[name] < 0) ||
    rows.length === 0
  )
    return refuse("list-unreadable", { facts: { row: 1 } });
  const cell = (row: readonly string[], name: Column): string =>
    at[name] < 0 ? "" : (row[at[name]] ?? "").trim();
  const papers = rows.map((row) => ({
    organName: cell(row, "organName").slice(0, 400),
    title: cell(row, "title").slice(0, 400),
    docNumber: cell(row, "docNumber").slice(0, 400),
    publishedOn: dayOf(cell(row, "publishedOn")),
    text: cell(row, "text").slice(0, 200_000),
  }));
  const wrong = papers.findIndex(
    (paper) => paper.organName === "" || paper.title === "" || !paper.publishedOn || paper.text === "",
  );
  if (wrong >= 0) return refuse("list-unreadable", { facts: { row: wrong + 2 } });
  if (papers.length > papersAtMost) return refuse("list-unreadable", { facts: { row: papersAtMost + 2 } });
  return importOutside(work, {
    papers: papers.flatMap(({ publishedOn, ...paper }) => (publishedOn ? [{ ...paper, publishedOn }] : [])),
  });
}
