/**
 * Names in rows without a head: 「某某　一级　260元」 line below line, under the title of what is paid out or told of people (「…补贴发放表」).
 * The company of the others carries a name that reads like nothing.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import {
  fillsPlaceOfName,
  isClearName,
  isCommonWord,
  isFullName,
  isPublicFigure,
  mayBeCalled,
} from "../../name-grammar.ts";
import { nameOdds } from "../../name-odds.ts";
import { officialTitle } from "../../tables.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace, otherList } from "./name-runs.ts";
import { otherMatter, privateTitle } from "./names-on-lines.ts";
import { publicRole } from "./public-roles.ts";

interface Row {
  readonly line: Line;
  readonly cells: number;
  readonly name: string;
}

const LONGEST_LINE = 60;
const LONGEST_CELL = 14;
const FEWEST_ROWS = 2;
/** So many rows need no title, where money stands in each. */
const MANY = 4;
const LINES_OF_TITLES = 3;
const TELLING = 3;

const between = / *[\t|] *| +|[,，、] */u;
const serial = /^(?:[(（]?[A-Z]{0,2}\d{1,6}[)）.、]?|[①-⑳])$/u;
const name = /^([\u3400-\u9fff·]{2,8})(?:\([^()]{1,10}\))?$/u;
/** An amount, a grade, what became of it. */
const quantity =
  /\d|^(?:[一二三四五六七八九十甲乙丙丁特]级(?:[甲乙]等)?|[一二三优]等奖?|合格|不合格|优秀|良好|通过|未通过|缺考|男|女|同意|本人签收|代领|[已未]发|[已未]领)$/u;
const money = /元|^\d+(?:,\d{3})*\.\d{2}$/u;
const totals = /^(?:合计|小计|总计|共计|以下空白|总额|平均)/u;
/** Titles of what is counted by places or offices. */
const byPlaces =
  /(?:各|分)[镇村县区街市乡科部股处单]|镇街|统计表|汇总表|一览|价格|报价|收费|水质|监测|项目|工程|企业(?!退休|职工|员工)|单位|车辆|标准|目录|设置|构成|补贴额|农机|机具|作品|班级|物资|品种/u;
/** What is paid out, counted or decided for each of several persons. */
const paidOut =
  /(?:发放|补贴|补助|救助|慰问|抚恤|工资|津贴|奖学金|助学金|奖金|低保|退费|退款|退还|领取|签收|成绩|花名册|名册|名单|考勤|护理费|误工费|安置费|租金)/u;

export function namesInHeadlessRows(finder: NameFinder): void {
  const { lines } = finder.block;
  let run: Row[] = [];
  for (const line of lines) {
    const row = rowOf(finder, line);
    if (row && (run.length === 0 || run[0]?.cells === row.cells)) {
      run.push(row);
      continue;
    }
    readRun(finder, run);
    run = row ? [row] : [];
  }
  readRun(finder, run);
}

function rowOf(finder: NameFinder, line: Line): Row | undefined {
  const length = line.end - line.start;
  if (length < 4 || length > LONGEST_LINE) return undefined;
  const known = finder.context.rowAt(line);
  if (known && (known.header || known.official || known.cells.some(({ column }) => column))) return undefined;
  const cells = finder.block
    .lineText(line)
    .trim()
    .replace(/[；;。]$/u, "")
    .split(between);
  if (cells.length < 2 || cells.length > 9 || cells.some((cell) => cell.length > LONGEST_CELL))
    return undefined;
  const at = serial.test(cells[0] ?? "") ? 1 : 0;
  const found = name.exec(cells[at] ?? "")?.[1];
  const rest = cells.slice(at + 1);
  if (!found || !rest.some((cell) => quantity.test(cell))) return undefined;
  return { line, cells: cells.length, name: found };
}

function readRun(finder: NameFinder, run: readonly Row[]): void {
  const first = run[0];
  if (!first || run.length < FEWEST_ROWS) return;
  const rows = run.filter((row) => !totals.test(row.name));
  const places = rows.filter(
    ({ name: token }) =>
      endsPlace.hasAt(token, token.length - 1) ||
      endsThing.hasAt(token, token.length - 1) ||
      isPublicFigure(token),
  ).length;
  if (rows.length < FEWEST_ROWS || places * 3 > rows.length) return;
  const title = titleAbove(finder, first.line);
  if (title === "others") return;
  const telling = rows.filter(
    (row) =>
      isFullName(row.name, "strong") &&
      !isCommonWord(row.name) &&
      (isClearName(row.name) || nameOdds(row.name, 0, row.name.length) >= TELLING),
  );
  // Names of two characters alone may be towns.
  if (!telling.some((row) => row.name.length >= 3)) return;
  if (title === "persons") {
    if (telling.length * 3 < rows.length || !rows.every((row) => canBeCalled(row.name))) return;
  } else if (
    rows.length < MANY ||
    telling.length * 4 < rows.length * 3 ||
    !rows.every(({ line }) =>
      finder.block
        .lineText(line)
        .split(between)
        .some((cell) => money.test(cell)),
    )
  )
    return;
  for (const row of rows) {
    const start = finder.text.indexOf(row.name, row.line.start);
    finder.report(start, start + row.name.length, "name-roster");
  }
}

/** A word that can be a name, or characters that make no word with each other. */
const canBeCalled = (token: string): boolean =>
  fillsPlaceOfName(token) ||
  isFullName(token, "announced") ||
  (mayBeCalled(token, true) && !isCommonWord(token.slice(0, 2)) && !isCommonWord(token.slice(-2)));

/** What things, groups and works end with. */
const endsThing = new CharSet("班组级批类型牌奖费款金桥闸渠泵井车机器药品图集");

/** What the lines above say the rows are about. */
function titleAbove(finder: NameFinder, line: Line): "persons" | "others" | undefined {
  const { block } = finder;
  let persons = false;
  for (let index = line.index - 1; index >= Math.max(0, line.index - LINES_OF_TITLES); index -= 1) {
    const text = block.lineText(block.lines[index] as Line).trim();
    if (text.length > 60) break;
    if (officialTitle.test(text) || otherMatter.test(text) || otherList.test(text) || byPlaces.test(text))
      return "others";
    if (publicRole.test(text.replace(/[:：]$/u, ""))) return "others";
    persons ||= privateTitle.test(text) || paidOut.test(text);
  }
  return persons ? "persons" : undefined;
}
