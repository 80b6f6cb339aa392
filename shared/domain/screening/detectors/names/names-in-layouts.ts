/**
 * Names, ordinary words among them, told by how a list or a form is laid out: a name and a sum by turns, a prize's work and who made it, items with a
 * dash or a day in front, fields underlined or in a list of terms, a role and a name in one cell, the neighbours of a plot.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import {
  fillsPlaceOfName,
  isCommonWord,
  isFullName,
  isHalfOfName,
  mayBeCalled,
  mayBeginName,
} from "../../name-grammar.ts";
import { columnKind } from "../../tables.ts";
import { verdictAround, type Verdict } from "./headless-rows.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace } from "./name-runs.ts";
import { endsAsBody, mayBeNamed } from "./names-in-company.ts";

export function namesInLayouts(finder: NameFinder): void {
  layouts(finder);
  underlined(finder);
  terms(finder);
  rolesInCells(finder);
  signedAgain(finder);
}

interface Found {
  readonly start: number;
  readonly name: string;
}

/** How a line of such a list is made; whether its title must speak of persons. */
interface Layout {
  /** The cheap test: the characters a line of it begins with. */
  readonly opens: CharSet;
  /** The cheap test: what stands in each line of it. */
  readonly holds: string;
  readonly pattern: RegExp;
  readonly title: RegExp;
  /** What is said of each tells a person: one that reads as a name carries the others. */
  readonly certain?: boolean;
}

const digits = "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮";
const layoutsOfLines: readonly Layout[] = [
  // 「1) 某某——缺少购房发票」
  {
    opens: new CharSet(`${digits}(（一二三四五六七八九十`),
    holds: "--",
    pattern:
      /^(?:[(（]?[\d一二三四五六七八九十]{1,3}[.、)）] ?|[①-⑮] ?)([\u3400-\u9fff]{2,4}|[\u3400-\u9fff] [\u3400-\u9fff]) ?-{1,2} ?[^-]{3,40}$/u,
    title:
      /(?:退[件单回]|退办|补正|驳回|未通过|不予|审核|受理|报销|申请|贷款|提取|证照|驾照|换证|补贴|救助|资助|录取|入学|参保|缴费|欠费)/u,
  },
  // 「《运河人家》　国画　某某　市第二实验小学」
  {
    opens: new CharSet("《0123456789"),
    holds: "》",
    pattern:
      /^(?:\d{1,3}[.、)]? ?)?《[^《》]{1,30}》[ \t|，,、]+(?:[\u3400-\u9fff]{2,6}[ \t|，,、]+)?([\u3400-\u9fff]{2,4}|[\u3400-\u9fff] [\u3400-\u9fff])(?:[ \t|，,、]+|\()[\u3400-\u9fff\d()]{2,24}(?:小学|中学|学校|大学|学院|幼儿园|实小|[一二三四五六七八九十][中小]|[一二三四五六七八九\d]{1,2}班|年级|少年宫|文化宫)\)?$/u,
    title: /(?:学生|少儿|青少年|儿童|幼儿|获奖|竞赛|大赛|比赛|征文|展)/u,
  },
  // 「5月6日　某某兑换洗衣粉1袋」
  {
    opens: new CharSet("0123456789"),
    holds: "日",
    pattern:
      /^(?:\d{4}年)?\d{1,2}月\d{1,2}日[ \t，,:]+([\u3400-\u9fff]{2,4}?)(?:兑换|借阅|借走|归还|领取|领走|捐赠|捐款|请假|签到|借用|报名|充值|退还|赊)[^，。]{2,30}/u,
    title: /(?:登记|台账|记录|流水|明细|公示)/u,
  },
  // 「（一）某某，某镇某村村民，照顾瘫痪婆婆十六年。」
  {
    opens: new CharSet(`${digits}(（一二三四五六七八九十`),
    holds: "，",
    pattern:
      /^(?:[(（]?[\d一二三四五六七八九十]{1,3}[.、)）] ?|[①-⑮] ?)([\u3400-\u9fff]{2,4})，(?:[男女]，)?[\u3400-\u9fff]{2,24}?(?:村民|居民|农民|工人|职工|学生|个体户|村|社区|退休)，/u,
    title: /(?:人选|推荐|候选|好人|最美|模范|道德|先进|孝|乡贤|志愿)/u,
    certain: true,
  },
];
const FEWEST = 2;
const SHORTEST = 6;
const LONGEST = 160;

/** Lists whose lines are all made alike, and lines of names and sums by turns. */
function layouts(finder: NameFinder): void {
  const { block, text } = finder;
  const runs = layoutsOfLines.map((): Found[] => []);
  const firsts: (Line | undefined)[] = layoutsOfLines.map(() => undefined);
  const close = (kind: number, behind: Line | undefined): void => {
    const run = runs[kind] as Found[];
    const first = firsts[kind];
    // Most lines are of no such list: nothing is begun anew for them.
    if (!first) return;
    if (run.length >= FEWEST) readRun(finder, layoutsOfLines[kind] as Layout, run, first, behind);
    runs[kind] = [];
    firsts[kind] = undefined;
  };
  let sums: Found[] = [];
  let firstOfSums: Line | undefined;
  const closeSums = (behind: Line | undefined): void => {
    if (!firstOfSums) return;
    if (sums.length > FEWEST) readSums(finder, sums, firstOfSums, behind);
    sums = [];
    firstOfSums = undefined;
  };
  for (const line of block.lines) {
    const length = line.end - line.start;
    if (length === 0) continue;
    const short = length >= SHORTEST && length <= LONGEST;
    for (const [kind, layout] of layoutsOfLines.entries()) {
      const found = short && layout.opens.hasAt(text, line.start) ? itemOf(finder, line, layout) : undefined;
      if (found) {
        (runs[kind] as Found[]).push(found);
        firsts[kind] ??= line;
        // A head of a group stands between: 「二等奖」
      } else if (length > 8) close(kind, line);
    }
    const found = short && endsInFigure(text, line) ? sumsOf(finder, line) : [];
    if (found.length > 1) {
      sums.push(...found);
      firstOfSums ??= line;
    } else closeSums(line);
  }
  for (const kind of layoutsOfLines.keys()) close(kind, undefined);
  closeSums(undefined);
}

function itemOf(finder: NameFinder, line: Line, layout: Layout): Found | undefined {
  const content = finder.block.lineText(line).trimEnd();
  if (!content.includes(layout.holds) || isOfColumns(finder, line)) return undefined;
  const match = layout.pattern.exec(content);
  const name = match?.[1];
  return match && name ? { start: line.start + nameOffset(match[0], name, layout.holds), name } : undefined;
}

/** Where the name stands in its line: behind the work, where one is what the line begins with. */
function nameOffset(line: string, name: string, holds: string): number {
  return line.indexOf(name, holds === "》" ? line.indexOf(holds) : 0);
}

function isOfColumns(finder: NameFinder, line: Line): boolean {
  const row = finder.context.rowAt(line);
  return row !== undefined && (row.header || row.official || row.cells.some(({ column }) => column));
}

function readRun(
  finder: NameFinder,
  layout: Layout,
  run: readonly Found[],
  first: Line,
  behind: Line | undefined,
): void {
  const verdict = verdictAround(finder, first, behind);
  if (verdict === "others" && layout.holds !== "》") return;
  if (!titlesOf(finder, first).some((title) => layout.title.test(title) && !isOfGoods(title))) return;
  if (areNames(run, verdict, layout.certain === true ? 1 / 3 : 2 / 3))
    for (const one of run) report(finder, one);
}

const ofGoods =
  /(?:项目|企业|单位|品种|产品|商品|问题|常见|景区|线路|仓库|出库|入库|物资|购置|采购|设备|机具)/u;
/** 「（单位：元）」 */
const ofUnits = /单位:[^()]{1,6}/u;
const isOfGoods = (title: string): boolean => ofGoods.test(title.replace(ofUnits, ""));
const LINES_OF_TITLES = 4;

/** The short lines above the first of a list. */
function titlesOf({ block }: NameFinder, first: Line): readonly string[] {
  const titles: string[] = [];
  for (let index = first.index - 1; index >= Math.max(0, first.index - LINES_OF_TITLES); index -= 1) {
    const title = block.lineText(block.lines[index] as Line).trim();
    if (title.length > 60) break;
    titles.push(title);
  }
  return titles;
}

const report = (finder: NameFinder, { start, name }: Found): void =>
  finder.report(start, start + name.length, "name-roster");

/** So many of them read as names, and none as a word for something else. */
function areNames(run: readonly Found[], verdict: Verdict | undefined, least: number): boolean {
  const bare = run.map(({ name }) => name.replaceAll(" ", ""));
  const like = bare.filter((name) => mayBeNamed(name) || isFullName(name, "strong")).length;
  const sure = bare.filter((name) => isFullName(name, "strong") && !isCommonWord(name)).length;
  const places = bare.filter((name) => endsPlace.hasAt(name, name.length - 1)).length;
  const heads = bare.filter((name) => columnKind(name) !== undefined).length;
  if (places * 3 > run.length || heads * 3 > run.length) return false;
  if (!bare.every((name) => canBeName(name))) return false;
  return like >= run.length * least && (sure > 0 || verdict !== undefined);
}

const canBeName = (name: string): boolean =>
  mayBeCalled(name, true) ||
  isFullName(name, "announced") ||
  (name.length <= 3 && mayBeginName(name.charAt(0)) && !endsAsBody(name));

const figure = new CharSet("0123456789元");
const endsInFigure = (text: string, line: Line): boolean =>
  figure.hasAt(text, line.end - 1) || (text.charAt(line.start) === "<" && text.startsWith("<tr", line.start));
const nameAlone = /^[\u3400-\u9fff]{2,4}$/u;
const sumAlone = /^[\d,.]{1,9}元?$/u;

/** 「某某　500　　某某　300」 */
const pair =
  /(?:^|[ \t|]+)([\u3400-\u9fff]{2,4}|[\u3400-\u9fff] [\u3400-\u9fff])[ \t|:]+[\d,.]{1,9}元?(?=[ \t|]|$)/gu;

function sumsOf(finder: NameFinder, line: Line): readonly Found[] {
  const row = finder.context.rowAt(line);
  if (row && (row.header || row.official || row.cells.some(({ column }) => column))) return [];
  if (row && finder.text.charAt(line.start) === "<") {
    const { cells } = row;
    const byTurns =
      cells.length >= 4 &&
      cells.every(({ text }, at) => (at % 2 === 0 ? nameAlone.test(text) : sumAlone.test(text)));
    return byTurns
      ? cells.filter((_, at) => at % 2 === 0).map(({ start, text }) => ({ start, name: text }))
      : [];
  }
  const content = finder.block.lineText(line).trimEnd();
  const found: Found[] = [];
  let taken = 0;
  for (const match of content.matchAll(pair)) {
    const name = match[1] as string;
    found.push({ start: line.start + match.index + match[0].indexOf(name), name });
    taken += match[0].length;
  }
  return taken === content.length ? found : [];
}

const ofMoney = /(?:捐|集资|众筹|分红|补贴|补助|救助|奖励|工资|发放|慰问|退费|退款|租金|押金|费用分摊|分摊)/u;
const givenByPersons = /捐款|捐资|集资|众筹|分摊|分红/u;
const byPlaces = /(?:各[村镇乡县区街部单]|[村镇]街|分配|物价|价格|单位:(?:吨|台|套))/u;

function readSums(finder: NameFinder, sums: readonly Found[], first: Line, behind: Line | undefined): void {
  const verdict = verdictAround(finder, first, behind);
  const titles = titlesOf(finder, first);
  if (verdict === "others" && !titles.some((title) => givenByPersons.test(title))) return;
  if (titles.some((title) => byPlaces.test(title) || isOfGoods(title))) return;
  if (!titles.some((title) => ofMoney.test(title))) return;
  const named = sums.filter(({ name }) => !/^(?:无名氏|匿名|合计|小计|总计|爱心人士|村民)$/u.test(name));
  if (areNames(named, verdict, 1 / 2)) for (const one of named) report(finder, one);
}

/** 「出租人　＿＿某某＿＿」 */
const field =
  /([\u3400-\u9fff]{2,8})(?:\([^()]{1,8}\))?[: ]{0,4}_{1,20} ?([\u3400-\u9fff·]{2,8}) ?(?=_|[ ，。；]|$)/gu;

function underlined(finder: NameFinder): void {
  const { block, text } = finder;
  let line: Line | undefined;
  for (let at = text.indexOf("__"); at >= 0; at = text.indexOf("__", line.end)) {
    line = block.lineAt(at);
    const content = block.lineText(line);
    if (content.length > 400) continue;
    for (const match of content.matchAll(field)) {
      const [all, label = "", name = ""] = match;
      if (columnKind(label) !== "name" || columnKind(name) !== undefined || !canStand(name)) continue;
      const start = line.start + match.index + all.lastIndexOf(name);
      finder.report(start, start + name.length, "name-labelled");
    }
  }
}

const canStand = (name: string): boolean =>
  (isFullName(name, "strong") || isHalfOfName(name) || mayBeCalled(name, true)) && !endsAsBody(name);

/** 「<dt>考生姓名</dt><dd>某某</dd>」 */
const term =
  /<dt(?: [^<>]{0,60})?>\s{0,4}([\u3400-\u9fff]{2,12}):?\s{0,4}<\/dt>\s{0,4}<dd(?: [^<>]{0,60})?>\s{0,4}([\u3400-\u9fff·]{2,8})\s{0,4}<\/dd>/giu;

function terms(finder: NameFinder): void {
  const { block, text } = finder;
  let line: Line | undefined;
  for (let at = text.indexOf("<dt"); at >= 0; at = text.indexOf("<dt", line.end)) {
    line = block.lineAt(at);
    for (const match of block.lineText(line).matchAll(term)) {
      const [all, label = "", name = ""] = match;
      if (columnKind(label) !== "name" || columnKind(name) !== undefined || !canStand(name)) continue;
      const start = line.start + match.index + all.lastIndexOf(name);
      finder.report(start, start + name.length, "name-labelled");
    }
  }
}

const LONGEST_ROLE = 6;

/** 「反担保人某某」 in a cell below a head that says nothing of persons. */
function rolesInCells(finder: NameFinder): void {
  for (const row of finder.context.rows.values()) {
    if (row.header || row.official) continue;
    for (const { start, end, text, column } of row.cells) {
      if (column?.kind !== "neutral" || text.length < 4 || text.length > LONGEST_ROLE + 3) continue;
      const role = finder.block
        .labelsWithin(start, end)
        .findLast((hit) => hit.label === "person" && hit.end < end && hit.end - start <= LONGEST_ROLE);
      if (!role || !endsRole.hasAt(finder.text, role.end - 1)) continue;
      const name = finder.text.slice(role.end, end);
      if (columnKind(finder.text.slice(start, role.end)) !== "name") continue;
      if (name.length <= 3 && (fillsPlaceOfName(name) || isFullName(name, "strong")) && !endsAsBody(name))
        finder.report(role.end, end, "name-roster", column.header);
    }
  }
}

const endsRole = new CharSet("人户者员");

/** 「签领」 below which the name of the row stands once more. */
function signedAgain(finder: NameFinder): void {
  for (const row of finder.context.rows.values()) {
    if (row.header || row.official) continue;
    for (const cell of row.cells) {
      if (!cell.column?.header.includes("签") || cell.text.length < 2 || finder.isReported(cell.start))
        continue;
      if (
        row.cells.some(
          (other) => other !== cell && other.text === cell.text && finder.isReported(other.start),
        )
      )
        finder.report(cell.start, cell.end, "name-roster", cell.column.header);
    }
  }
}

const bounds = new CharSet("东南西北");
/** Ends the name of a neighbour: 「东至某某宅，」. */
const endsBound = new CharSet("，,；;。、宅户家房院地田 \t|");

/** 「东至某某，西至路」: whoever the table lists stands there as a neighbour again. */
export function neighboursOfPlots(finder: NameFinder): void {
  const { block, text } = finder;
  if (!text.includes("东至")) return;
  const names = new Set<string>();
  for (const { type, start, end } of block.findings) if (type === "NAME") names.add(text.slice(start, end));
  for (let at = text.indexOf("至"); at >= 0; at = text.indexOf("至", at + 1)) {
    if (!bounds.hasAt(text, at - 1)) continue;
    for (let size = 2; size <= 4; size += 1)
      if (endsBound.hasAt(text, at + 1 + size) && names.has(text.slice(at + 1, at + 1 + size)))
        finder.report(at + 1, at + 1 + size, "name-roster");
  }
}
