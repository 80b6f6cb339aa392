import { endsLikeUnit, readUnitsField } from "./task-note.ts";

/** A row of a 任务分解表: what a task says, who does it, until when. */
export interface TableTask {
  readonly numeral: string;
  readonly sectionTitle: string;
  readonly number: number;
  readonly text: string;
  readonly units: readonly string[];
  readonly limits: readonly string[];
}

type Column = "number" | "group" | "task" | "units" | "limit" | "other";

const columnNames: readonly (readonly [Column, RegExp])[] = [
  ["number", /^(?:序号|编号|项次)$/u],
  ["units", /(?:责任|牵头|落实|配合|承办|主办|协办|参与|实施)(?:单位|部门|处室|科室|股室)/u],
  ["limit", /时限|(?:完成|办结)(?:时间|期限|节点)|时间(?:节点|要求|安排)|进度安排/u],
  ["group", /^(?:类别|分类|项目类别|一级(?:任务|事项)|板块|方面)$/u],
  ["task", /任务|内容|措施|举措|事项|要求|要点|项目/u],
];

const part = /^([一二三四五六七八九十]{1,3})、\s*(.+)$/u;
const ownNumber = /^(\d{1,3})\s?[.．、]\s*(?=\D)/u;
const emptyCell = /^[-—/\s]*$/u;

/** The cells of a line: columns apart by tabs, or a row of a Markdown table. */
function cellsOf(line: string): readonly string[] | undefined {
  const markdown = /^\s*\|(.*)\|\s*$/u.exec(line);
  const cells = markdown ? (markdown[1] ?? "").split("|") : line.split("\t");
  if (cells.length < 2) return undefined;
  return cells.map((cell) =>
    cell
      .replaceAll("**", "")
      .replaceAll(/\u2028|<br\s*\/?>/gu, "\n")
      .trim(),
  );
}

function readHeader(cells: readonly string[]): readonly Column[] | undefined {
  const columns = cells.map(
    (cell): Column =>
      columnNames.find(([, name]) => cell.length <= 12 && name.test(cell.replaceAll(/\s/gu, "")))?.[0] ??
      "other",
  );
  return columns.includes("units") && columns.includes("task") ? columns : undefined;
}

/** The tasks of the tables in a text, and the text without these tables. */
export function separateTables(lines: readonly string[]): {
  readonly lines: readonly string[];
  readonly tasks: readonly TableTask[];
} {
  const rest: string[] = [];
  const tasks: TableTask[] = [];
  let columns: readonly Column[] | undefined;
  let group = { numeral: "", title: "" };
  let above: readonly string[] = [];
  for (const line of lines) {
    const cells = cellsOf(line);
    if (!cells) {
      columns = undefined;
      rest.push(line);
      continue;
    }
    const header = readHeader(cells);
    if (header) {
      columns = header;
      above = [];
      continue;
    }
    if (!columns) {
      rest.push(line);
      continue;
    }
    const of = columns;
    const filled = cells.filter((cell) => !emptyCell.test(cell));
    if (filled.length === 0 || cells.every((cell) => /^[:\-\s]*$/u.test(cell))) continue;
    // A row of one cell, over all columns, is the heading of the rows below it.
    if (new Set(filled).size === 1 && of.length > 1) {
      group = readGroup(filled[0] ?? "", group);
      above = [];
      continue;
    }
    // A cell that goes over several rows is empty from its second row on.
    const full = fillMerged(cells, of, above).map((own, at) => {
      const column = of[at];
      const carried = column === "group" || (column === "task" && of.indexOf("task") === at && hasMore(of));
      return own === "" && carried ? (above[at] ?? "") : own;
    });
    above = full;
    // 「一　主动公开」 with nothing behind it heads the rows below, as a part does.
    const told = full[of.indexOf("number")] ?? "";
    const empty = full.every(
      (cell, at) => (of[at] !== "units" && of[at] !== "limit") || emptyCell.test(cell),
    );
    if (empty && /^[一二三四五六七八九十]{1,3}$/u.test(told)) {
      group = { numeral: told, title: full[of.indexOf("task")] ?? "" };
      above = [];
      continue;
    }
    const groupCell = full[of.indexOf("group")] ?? "";
    if (groupCell !== "") group = readGroup(groupCell, group);
    const words = full.filter((cell, at) => of[at] === "task" && cell !== "");
    const [first = "", ...others] = words;
    const numbered = ownNumber.exec(first);
    const counted = Number.parseInt(told, 10);
    const number = numbered ? Number(numbered[1]) : Number.isNaN(counted) ? tasks.length + 1 : counted;
    if (first === "") continue;
    tasks.push({
      numeral: group.numeral,
      sectionTitle: group.title,
      number,
      text: [first.replace(ownNumber, ""), ...others].join("\n"),
      units: full.flatMap((cell, at) =>
        of[at] === "units" && !emptyCell.test(cell) ? readUnitsField(cell) : [],
      ),
      limits: full.filter((cell, at) => of[at] === "limit" && !emptyCell.test(cell)),
    });
  }
  return { lines: rest, tasks };
}

/**
 * A row of a word processor leaves out the cells that one above it covers: the gap is where the units then stand below
 * their heading, at the left if that settles nothing.
 */
function fillMerged(
  cells: readonly string[],
  columns: readonly Column[],
  above: readonly string[],
): readonly string[] {
  const gap = columns.length - cells.length;
  if (gap <= 0) return cells.slice(0, columns.length);
  const filledAt = (at: number): readonly string[] => [
    ...cells.slice(0, at),
    ...columns.slice(at, at + gap).map((_, index) => above[at + index] ?? ""),
    ...cells.slice(at),
  ];
  const first = columns[0] === "number" && /^\d+$/u.test(cells[0] ?? "") ? 1 : 0;
  const places = Array.from({ length: cells.length + 1 - first }, (_, index) => first + index);
  const fits = places.find((at) =>
    filledAt(at).every(
      (cell, column) => columns[column] !== "units" || emptyCell.test(cell) || endsLikeUnit(cell),
    ),
  );
  return filledAt(fits ?? first);
}

function hasMore(columns: readonly Column[]): boolean {
  return columns.filter((column) => column === "task").length > 1;
}

function readGroup(
  cell: string,
  before: { readonly numeral: string; readonly title: string },
): { readonly numeral: string; readonly title: string } {
  const found = part.exec(cell);
  if (found) return { numeral: found[1] ?? "", title: found[2] ?? "" };
  return cell === before.title ? before : { numeral: "", title: cell };
}
