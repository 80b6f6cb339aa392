/**
 * What the tables of a text hold, column by column: for the reviewer who decides which columns go out. Counts only, no
 * value of a cell. The advice follows 政府信息公开条例 art. 15 and 个人信息保护法 arts. 6 (only what the purpose needs) and
 * 28–29 (sensitive information); the published name column needs a rule that asks for the names.
 */
import { Block, BlockTools } from "./block.ts";
import { DEFAULT_K, describesPerson, findSmallCounts } from "./small-cells.ts";
import { type Column, type ColumnKind, freshTableState, readTables } from "./tables.ts";

export type ColumnAdvice = "withhold" | "weigh" | "publish";

export interface SurveyedColumn {
  readonly header: string;
  readonly holds: ColumnKind;
  readonly filledRows: number;
  readonly distinctValues: number;
  readonly advice: ColumnAdvice;
  /** The article the advice rests on; empty for columns that may go out. */
  readonly source: string;
}

export interface SurveyedTable {
  /** Lines counted from 1. */
  readonly firstLine: number;
  readonly rows: number;
  /** The rows list persons in office. */
  readonly official: boolean;
  readonly columns: readonly SurveyedColumn[];
  /** Columns that together may single a person out, when those to withhold are gone. */
  readonly quasiIdentifiers: readonly string[];
  /** k-anonymity over them: the size of the smallest group of equal rows; 0 without such columns. */
  readonly smallestGroup: number;
  /** Rows in groups of fewer than `k`. */
  readonly rowsInSmallGroups: number;
  /** Counts of persons below `k` in count columns. */
  readonly smallCounts: number;
}

const withheld: ReadonlySet<ColumnKind> = new Set([
  "id",
  "phone",
  "mobile",
  "home-phone",
  "bank",
  "passport",
  "permit",
  "taiwan-permit",
  "social",
  "home-address",
  "plate",
]);
const sensitiveHeader =
  /病|残疾|民族|宗教|政治面貌|婚姻|未成年|监护|服刑|矫正|信用|致贫|困难|救助原因|申请理由/u;

function adviceFor({ kind, header }: Column, official: boolean): readonly [ColumnAdvice, string] {
  if (official) return ["publish", ""];
  if (withheld.has(kind)) return ["withhold", "政府信息公开条例第15条；个人信息保护法第6条"];
  if (kind === "name" || kind === "contact") return ["weigh", "政府信息公开条例第15条"];
  if (sensitiveHeader.test(header)) return ["weigh", "个人信息保护法第28条、第29条"];
  return ["publish", ""];
}

interface OpenSurvey {
  readonly firstLine: number;
  readonly official: boolean;
  readonly columns: readonly Column[];
  readonly rows: string[][];
}

const BLOCK = 32_768;

/** Surveys every table with a header of `text`; reads it block by block as the screening does. */
export function surveyTables(text: string, k = DEFAULT_K): readonly SurveyedTable[] {
  const tools = new BlockTools();
  const state = freshTableState();
  const found: SurveyedTable[] = [];
  let open: OpenSurvey | undefined;
  let linesBefore = 0;
  const close = (): void => {
    if (open && open.rows.length > 0) found.push(surveyOf(open, k));
    open = undefined;
  };
  for (const part of parts(text)) {
    const block = new Block(part, tools, linesBefore);
    const rows = readTables(block, state);
    for (const line of block.lines) {
      const row = rows.get(line.index);
      if (!row) {
        if (block.lineText(line).trim() !== "") close();
        continue;
      }
      const columns = row.cells.flatMap(({ column }) => (column ? [column] : []));
      if (row.header || columns.length === 0) {
        if (row.cells.length > 0) close();
        continue;
      }
      open ??= { firstLine: linesBefore + line.index + 1, official: row.official, columns, rows: [] };
      open.rows.push(open.columns.map((_, index) => row.cells[index]?.text ?? ""));
    }
    linesBefore += part.split("\n").length - 1;
  }
  close();
  return found;
}

/** The text in pieces that end at the end of a line where there is one. */
function parts(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + BLOCK);
    if (to < text.length) {
      const line = text.lastIndexOf("\n", to);
      if (line > from) to = line + 1;
    }
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

function surveyOf({ firstLine, official, columns, rows }: OpenSurvey, k: number): SurveyedTable {
  const surveyed = columns.map((column, index): SurveyedColumn => {
    const values = rows.map((cells) => (cells[index] ?? "").trim()).filter((value) => value !== "");
    const [advice, source] = adviceFor(column, official);
    return {
      header: column.header,
      holds: column.kind,
      filledRows: values.length,
      distinctValues: new Set(values).size,
      advice,
      source,
    };
  });
  const describing = columns.flatMap(({ header, kind }, index) =>
    !withheld.has(kind) && describesPerson(header) ? [index] : [],
  );
  const groups = new Map<string, number>();
  if (describing.length > 0)
    for (const cells of rows) {
      const key = describing.map((index) => (cells[index] ?? "").trim()).join("\u0000");
      groups.set(key, (groups.get(key) ?? 0) + 1);
    }
  const sizes = [...groups.values()];
  const header = columns.map((column) => column.header);
  return {
    firstLine,
    rows: rows.length,
    official,
    columns: surveyed,
    quasiIdentifiers: describing.map((index) => header[index] as string),
    smallestGroup: sizes.length === 0 ? 0 : sizes.reduce((least, size) => Math.min(least, size)),
    rowsInSmallGroups: sizes.reduce((sum, size) => (size < k ? sum + size : sum), 0),
    smallCounts: findSmallCounts({ header, rows }, k).length,
  };
}
