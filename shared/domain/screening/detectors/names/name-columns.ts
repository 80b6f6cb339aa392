/**
 * Names told by the company of their column: most cells of it read as names, though its head says nothing of persons (「领款人签字」,
 * 「申请人/单位」); and cells put out line by line below a head that does (「序号 / 姓名 / 金额」).
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { publicHead } from "../../column-heads.ts";
import { isFullName } from "../../name-grammar.ts";
import { nameOdds } from "../../name-odds.ts";
import { columnKind, officialTitle, type Cell, type Column, type ColumnKind } from "../../tables.ts";
import type { NameFinder } from "./name-finder.ts";
import { otherMatter, privateTitle } from "./names-on-lines.ts";

/** Heads of columns whose persons act in office or in their trade, and of things that are named like persons. */
const otherHead =
  /(?:负责|经办|经手|承办|审核|审批|法定代表|法人|经理|值班|带班|领导|责任|专家|评委|干部|局长|河长|警|律师|医生|医师|教师|老师|班主任|记者|编辑|作者|网格|执法|检查|检验|调解|主任|书记|主持|签发|监理|监督|制表|填报|统计|采样|主讲|导师|裁判|教练|歌手|演员|(?<![姓签户人署生员子童手者主])名(?:称|字)?$|植物|动物|[鸟鱼花草树虫苗菜药酒茶]类?$|种类?$|饮片|药材|食材|原料|材料|物资|货物|商品|节目|曲目|栏目|地名|村|社区|镇|乡|街|路|站|河|湖|水库|景区|品种|品牌|商标|样品|牌号|字号|招牌|企业|公司|单位|项目|产品|作物|树种|地点|位置|名称|职务)/u;

/** Persons and firms in one column. */
const ofParty = /^(?:申请人|当事人|权利人|相对人|行政相对人|许可对象|处罚对象|补贴对象|受益人)[/、(（及或]/u;

const mayHoldNames = (cell: string): boolean => cell.length >= 2 && cell.length <= 6;

/** Above this a cell reads as a name by itself. */
const TELLING = 3;
const LINES_OF_TITLES = 3;
const LONGEST_TITLE = 40;

export function namesByColumn(finder: NameFinder): void {
  const columns = new Map<Column, Cell[]>();
  for (const row of finder.context.rows.values()) {
    if (row.header || row.official) continue;
    for (const cell of row.cells) {
      const { column } = cell;
      if (
        !column ||
        column.kind !== "neutral" ||
        ((otherHead.test(column.header) || publicHead.test(column.header)) && !ofParty.test(column.header)) ||
        cell.text === ""
      )
        continue;
      const cells = columns.get(column);
      if (cells) cells.push(cell);
      else columns.set(column, [cell]);
    }
  }
  for (const [column, cells] of columns) {
    const names = cells.filter(({ text }) => mayHoldNames(text) && isFullName(text, "announced"));
    const telling = names.filter(({ text }) => nameOdds(text, 0, text.length) >= TELLING);
    if (telling.length < 2 || telling.length * 2 < cells.length) continue;
    if (isTitledOtherwise(finder, names[0] as Cell)) continue;
    for (const cell of names) finder.report(cell.start, cell.end, "name-roster", column.header);
  }
}

/** The lines above the table head a list of kinds, goods or works. */
function isTitledOtherwise({ block }: NameFinder, { start }: Cell): boolean {
  const { index } = block.lineAt(start);
  for (let at = Math.max(0, index - LINES_OF_TITLES); at < index; at += 1) {
    const title = block.lineText(block.lines[at] as Line);
    if (title.length <= LONGEST_TITLE && otherMatter.test(title) && !privateTitle.test(title)) return true;
  }
  return false;
}

/** What the head of a column of persons ends with. */
const endsPersonHead = new CharSet("名人户者主员生");

/** 「序号 / 姓名 / 金额 / 1 / 某某 / 800 / …」: each cell a line of its own. */
export function namesInStackedCells(finder: NameFinder): void {
  // Copies of web pages set the records apart by empty lines.
  const lines = finder.block.lines.filter((line) => line.end > line.start);
  let after = 0;
  for (const [index, head] of lines.entries()) {
    const length = head.end - head.start;
    if (index < after || length < 2 || length > 6 || !endsPersonHead.hasAt(finder.text, head.end - 1))
      continue;
    if (kindOf(finder, lines, index) !== "name") continue;
    const first = firstHead(finder, lines, index);
    let size = index - first + 1;
    while (size < 9 && kindOf(finder, lines, first + size) !== undefined) size += 1;
    if (size >= 2 && !titledOfficial(finder, lines, first))
      after = readCells(finder, lines, first, size, index);
  }
}

/** Reads the cells below `size` heads from `first` on; where what follows begins. */
function readCells(
  finder: NameFinder,
  lines: readonly Line[],
  first: number,
  size: number,
  head: number,
): number {
  const { block, text } = finder;
  const found: { line: Line; name: string }[] = [];
  let at = first + size;
  for (; at + size <= lines.length; at += size) {
    const line = lines[at + head - first] as Line;
    const name = block.lineText(line).trim();
    const whole = lines
      .slice(at, at + size)
      .every(
        (one) => one.end > one.start && one.end - one.start <= 24 && !/[，。；]/u.test(block.lineText(one)),
      );
    if (!whole || !isFullName(name, "announced") || columnKind(name) !== undefined) break;
    found.push({ line, name });
  }
  if (found.length < 2) return head + 1;
  for (const { line, name } of found) {
    const start = text.indexOf(name, line.start);
    finder.report(start, start + name.length, "name-roster", block.lineText(lines[head] as Line).trim());
  }
  return at;
}

/** What a line says as the head of a column, where it can be one. */
function kindOf(finder: NameFinder, lines: readonly Line[], index: number): ColumnKind | undefined {
  const line = lines[index];
  if (!line || line.end - line.start < 2 || line.end - line.start > 10) return undefined;
  return columnKind(finder.block.lineText(line).trim());
}

function firstHead(finder: NameFinder, lines: readonly Line[], index: number): number {
  let first = index;
  while (first > 0 && index - first < 6) {
    const kind = kindOf(finder, lines, first - 1);
    if (kind === undefined || kind === "official") break;
    first -= 1;
  }
  return first;
}

function titledOfficial(finder: NameFinder, lines: readonly Line[], first: number): boolean {
  for (let at = Math.max(0, first - 3); at < first; at += 1)
    if (officialTitle.test(finder.block.lineText(lines[at] as Line))) return true;
  return false;
}
