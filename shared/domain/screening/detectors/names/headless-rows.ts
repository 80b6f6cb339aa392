/**
 * Names in rows without a head: 「某某　一级　260元」 line below line, or entry behind entry in one line, under the title of what is paid
 * out or told of people (「…补贴发放表」, 「志愿者服务时长公示：某某/126小时；…」). The company of the others carries a name that reads like nothing.
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
import { columnKind, officialTitle } from "../../tables.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace, otherList } from "./name-runs.ts";
import type { NameState } from "./name-state.ts";
import { otherMatter, privateTitle } from "./names-on-lines.ts";
import { officersListed, publicRole } from "./public-roles.ts";
import { COLON, SPACE } from "./tokens.ts";

const TAB = 0x09;

/** A row: where it begins in the block, its cells, and which of them may hold the name. */
interface Row {
  readonly start: number;
  readonly text: string;
  readonly cells: readonly string[];
  /** How many cells its neighbours have as well; 0 where a name is described at any length: 「1.某某，呛水，已送医；」. */
  readonly width: number;
}

const LONGEST_LINE = 80;
const LONGEST_CELL = 20;
const SHORTEST_HEAD = 4;
const LONGEST_HEAD = 40;
const LONGEST_ENTRIES = 2000;
const FEWEST_ROWS = 2;
/** So many rows need no title, where money stands in each. */
const MANY = 4;
const LINES_OF_TITLES = 3;
const LONGEST_BELOW = 60;
const TELLING = 3;
/** The columns a name may stand in. */
const COLUMNS = 3;

const between = / *(?:\t|\||-{2,}|\/) *| +|[,，:] */u;
const serial =
  /^(?:[(（]?(?:编号|序号|第)?[A-Z]{0,2}\d{1,7}(?:-\d{1,5})?[)）.、号]?|[①-⑳㈠-㈩]|第[一二三四五六七八九十\d]{1,3}[名位号])$/u;
/** A number that stands right in front of the first cell. */
const glued = /^(?:\d{1,3}[.、)]|0\d{1,2}|\(\d{1,3}\)|[①-⑳㈠-㈩]) ?(?=[\u3400-\u9fff])/u;
/** 「卡号6230 5820 0014 9950 423」 is one cell. */
const groupOfNumber = /^\d{3,4}$/u;
const endsGroup = /\d{4}$/u;
const nameCell = /^([\u3400-\u9fff·]{2,8}|[\u3400-\u9fff] [\u3400-\u9fff])(?:\([^()]{1,14}\))?$/u;
/** An amount, a grade, what became of it. */
const quantity =
  /\d|^(?:[一二三四五六七八九十甲乙丙丁特]级(?:[甲乙]等)?|[一二三优]等奖?|合格|不合格|优秀|良好|通过|未通过|缺考|男|女|同意|本人签收|代领|[已未]发|[已未]领)$|\([^()]{1,14}\)$/u;
const money = /元|^\d+(?:,\d{3})*\.\d{2}$/u;
const totals = /^(?:合计|小计|总计|共计|以下空白|总额|平均)/u;
/** Titles of what is counted by places or offices, or of other things. */
const ofOthers =
  /(?:各|分)[镇村县区街市乡科部股处单]|镇街|统计表|汇总表|价格|报价|收费|水质|监测|项目|工程|企业(?!退休|职工|员工)|单位|标准|目录|设置|构成|补贴额|农机|机具|作品|班级|物资|品种|商品|产品|名录|抽检|检测|展/u;
/** What is paid out, counted or decided for each of several persons. */
const ofPersons =
  /(?:发放|补贴|补助|救助|慰问|抚恤|工资|津贴|奖学金|助学金|奖金|低保|退费|退款|退还|领取|签收|成绩|花名册|名册|名单|考勤|护理费|误工费|安置费|租金|赔偿金|优待金|分红|服务时长|献血|捐款|捐赠|爱心榜|光荣榜|宅基地|选岗|安置|摇号|中签|续费|失主|被执行人|毕业生|学员|考生|志愿者|补考|竞赛|登记|预征|抽签顺序|出场顺序|试岗|造血干细胞)/u;
/** The same below the rows. */
const personsBelow = /^以上(?:\d+[人名]|学员|考生|人员|同学|人|对象|家庭)/u;
/** A line below the rows that says whose list they are: 「以上为…结业学员。」, 「新生分班名单（一年级）」. */
const saidBelow =
  /^(?:以上|上述)|(?:名单|花名册|名册|公示|分组|分班|登记表|发放表|汇总表|一览表|明细表?)(?:\([^()]{1,12}\))?[。.]?$/u;
/** Who is chosen or found fit: 「…拟表彰人选」, 「…考核合格人员」. */
const ofChosen =
  /(?:拟(?:表彰|推荐|授予|奖励|命名|认定|确认|招募|招录|招聘|聘用|录用|吸收|发展|接收|安置|资助|救助|选送|派遣)|表彰|推荐|先进|优秀|最美|模范|合格|通过|入围|入选|递补|参训|结业|培训|报到|认定|授予|准予)[\u3400-\u9fff”]{0,8}(?:人员|人选|个人|名单|学员|选手|考生|志愿者|青年|教师|护士|职工|农民|家长|者)/u;
/** Who is put into office. */
const ofPosts = /拟任|任前|提拔|干部|党代表|委员|书记|局长|科长|主任|企业家?|集体|单位/u;

export function namesInHeadlessRows(finder: NameFinder, state: NameState): void {
  const { lines } = finder.block;
  let run: Row[] = [];
  let first: Line | undefined;
  /** Where the last rows of a list of persons ended: the next group of it stands right below a line of its own. */
  let listed = -1;
  let cells = 0;
  const isFilled = (line: Line): boolean => line.end > line.start;
  const firstFilled = lines.findIndex(isFilled);
  const goesOn = (at: number): boolean => {
    // A list longer than a block: its title stands in one before.
    if (at === firstFilled) return state.headlessCells > 0 && run[0]?.width === state.headlessCells;
    const head = lines[at - 1];
    return (
      listed >= 0 &&
      at - listed <= 2 &&
      (at - listed === 1 || !head || verdictOf(finder.block.lineText(head).trim()) !== "others")
    );
  };
  const close = (behind: Line | undefined): void => {
    if (first && run.length >= FEWEST_ROWS) {
      const title = goesOn(first.index) ? "persons" : verdictAround(finder, first, behind);
      if (readRows(finder, run, title)) {
        listed = first.index + run.length - 1;
        cells = run[0]?.width ?? 0;
      }
    }
    run = [];
    first = undefined;
  };
  // Each mark is searched once over the block, not once a line.
  let semicolon = -1;
  const mayHoldEntries = ({ start, end }: Line): boolean => {
    if (semicolon < start) semicolon = finder.text.indexOf("；", start);
    if (semicolon < 0) semicolon = Infinity;
    return semicolon < end || headEnd(finder, start, end) > 0;
  };
  for (const line of lines) {
    const row = rowOf(finder, line);
    if (row && (run.length === 0 || run[0]?.width === row.width)) {
      run.push(row);
      first ??= line;
      continue;
    }
    close(line);
    if (row) {
      run = [row];
      first = line;
    } else if (mayHoldEntries(line)) entriesOf(finder, line);
  }
  close(undefined);
  // Behind a block without rows the list is over.
  state.headlessCells = listed >= 0 && listed === lines.findLastIndex(isFilled) ? cells : 0;
}

/** What sets cells apart, one character of it. */
const marks = new CharSet("\t|-/ ,，:");
/** What ends a row, and nothing follows it. */
const stops = new CharSet("。；;");

/**
 * The cheap test before a line is cut out: no stretch of it is longer than a cell, it is set apart at all, and no sentence ends
 * within.
 */
function mayBeRow({ block }: NameFinder, { start, end }: Line): boolean {
  const { codes } = block.folded;
  let last = start - 1;
  let count = 0;
  let stopped = false;
  for (let at = start; at < end; at += 1) {
    const code = codes[at] as number;
    if (stopped && code !== SPACE && code !== TAB) return false;
    if (marks.has(code)) {
      if (at - last > LONGEST_CELL + 4) return false;
      last = at;
      count += 1;
    } else if (stops.has(code)) stopped = true;
  }
  return count > 0 && end - last <= LONGEST_CELL + 4;
}

function rowOf(finder: NameFinder, line: Line): Row | undefined {
  const length = line.end - line.start;
  if (length < 4 || length > LONGEST_LINE || !mayBeRow(finder, line)) return undefined;
  const known = finder.context.rowAt(line);
  if (known && (known.header || known.official || known.cells.some(({ column }) => column))) return undefined;
  return rowIn(finder.block.lineText(line), line.start);
}

/** The row that stands at `start`, when it has a cell for a name and something that is told of it. */
function rowIn(raw: string, start: number): Row | undefined {
  const bare = raw.trim().replace(/[；;。]$/u, "");
  const text = bare.replace(glued, "");
  if (/[。；;]/u.test(text)) return undefined;
  const cells = text
    .replace(/^\|\s*|\s*\|$/gu, "")
    .split(between)
    .filter(
      (cell, at, all) => cell !== "" && !(groupOfNumber.test(cell) && endsGroup.test(all[at - 1] ?? "")),
    );
  const noted = cells.length === 1 && /\([^()]{1,14}\)$/u.test(text);
  if ((cells.length < 2 && !noted) || cells.length > 9 || cells.some((cell) => cell.length > LONGEST_CELL))
    return undefined;
  const from = serial.test(cells[0] ?? "") ? 1 : 0;
  const held = cells.slice(from, from + COLUMNS).some((cell) => nameCell.test(cell));
  if (
    !held ||
    (!(from === 1 && cells.length === 2) &&
      !cells.slice(from).some((cell) => quantity.test(cell) || cell.length >= 3))
  )
    return undefined;
  const described =
    text.length < bare.length && nameCell.test(cells[0] ?? "") && text[(cells[0] ?? "").length] === "，";
  return { start: start + raw.indexOf(text), text, cells, width: described ? 0 : cells.length };
}

/** How long the head of a list is that stands in front of a colon; 0 without one. */
function headEnd({ text }: NameFinder, start: number, end: number): number {
  for (let at = start + SHORTEST_HEAD; at < Math.min(end, start + LONGEST_HEAD); at += 1)
    if (text.charCodeAt(at) === COLON) return at - start;
  return 0;
}

/** 「…公示：某某/126小时；某某/118小时」, 「分红明细：01 某某 4人 3200元 02 某某 …」 */
function entriesOf(finder: NameFinder, line: Line): void {
  const length = line.end - line.start;
  if (length < 12 || length > LONGEST_ENTRIES) return;
  const colon = headEnd(finder, line.start, line.end);
  const headed = colon > 0;
  const known = finder.context.rowAt(line);
  if (known && (known.header || known.official || known.cells.some(({ column }) => column))) return;
  const content = finder.block.lineText(line);
  const begin = headed ? colon + 1 : 0;
  const rows = rowsOfEntries(content.slice(begin), line.start + begin);
  if (rows.length < FEWEST_ROWS || rows.some(({ cells }) => cells.length !== rows[0]?.cells.length)) return;
  // Read last: what a title says takes longer to tell than that the line holds no rows.
  const title = headed
    ? verdictOf(content.slice(0, colon))
    : verdictAround(finder, line, finder.block.lines[line.index + 1]);
  if (title !== undefined) readRows(finder, rows, title);
}

/** The entries of a list that begins at `start`, when each of them is a row; else none. */
function rowsOfEntries(list: string, start: number): readonly Row[] {
  const rows: Row[] = [];
  const entry = /[；;|]/u.test(list)
    ? /[^；;|]+/gu
    : /\d{1,3} [\u3400-\u9fff].*?(?= \d{1,3} [\u3400-\u9fff]|$)/gu;
  for (const match of list.matchAll(entry)) {
    if (match[0].trim() === "" || /^[^\u3400-\u9fff]*$/u.test(match[0])) continue;
    const row = rowIn(match[0].replace(/\(\d[^()]*\)。?$/u, "").replace(/。.*$/u, ""), start + match.index);
    if (!row) return [];
    rows.push(row);
  }
  return rows;
}

function readRows(finder: NameFinder, run: readonly Row[], title: Verdict | undefined): boolean {
  if (title === "others") return false;
  const rows = run.filter(({ cells }) => !cells.slice(0, 2).some((cell) => totals.test(cell)));
  if (rows.length < FEWEST_ROWS) return false;
  const from = rows.every(({ cells }) => serial.test(cells[0] ?? "")) ? 1 : 0;
  for (let column = from; column < from + COLUMNS; column += 1) {
    const names = rows.map(({ cells }) => nameCell.exec(cells[column] ?? "")?.[1] ?? "");
    if (names.includes("")) continue;
    // 「经办人　某某　办理日期　…」: a form, and the field in front says who it is.
    if (column > from && rows.some(({ cells }) => columnKind(cells[column - 1] ?? "") === "official"))
      continue;
    if (!areNames(rows, names, title, column > from && !areGroups(rows, from, column))) {
      // A column of words in front, 「县一中」: names may stand behind it.
      continue;
    }
    for (const [index, row] of rows.entries()) {
      const name = names[index] ?? "";
      let at = 0;
      for (const cell of row.cells.slice(0, column)) at = row.text.indexOf(cell, at) + cell.length;
      const start = row.start + row.text.indexOf(name, at);
      finder.report(start, start + name.length, "name-roster");
    }
    return true;
  }
  return false;
}

/** Whether nothing but hamlets stand in front of a column: 「李家湾　某某　600元」. */
const areGroups = (rows: readonly Row[], from: number, until: number): boolean =>
  rows.every(({ cells }) =>
    cells.slice(from, until).every((cell) => cell.length >= 2 && endsPlace.hasAt(cell, cell.length - 1)),
  );

/** `inner`: another column stands in front of it. */
function areNames(
  rows: readonly Row[],
  names: readonly string[],
  title: Verdict | undefined,
  inner: boolean,
): boolean {
  const others = names.filter(
    (token) =>
      endsPlace.hasAt(token, token.length - 1) ||
      endsThing.hasAt(token, token.length - 1) ||
      isPublicFigure(token),
  ).length;
  if (others * 3 > names.length) return false;
  const likely = names.filter(
    (token) => isFullName(token.replace(" ", ""), "strong") && !isCommonWord(token),
  );
  const telling = likely.filter(
    (token) => isClearName(token.replace(" ", "")) || nameOdds(token, 0, token.length) >= TELLING,
  );
  if (
    title === "listed" &&
    !inner &&
    names.length > FEWEST_ROWS &&
    names.every((token) => token.length <= 3 && (fillsPlaceOfName(token) || likely.includes(token)))
  )
    return true;
  // Names of two characters alone may be towns.
  if (!likely.some((token) => token.length >= 3)) return false;
  // 「第一名：…班　某某」, 「某某　男　…」
  const described = rows.every(
    ({ cells }) => ranked.test(cells[0] ?? "") || cells.some((cell) => ofOne.test(cell)),
  );
  if (title === undefined && !described)
    return (
      names.length >= MANY &&
      telling.length * 4 >= names.length * 3 &&
      rows.every(({ cells }) => cells.some((cell) => money.test(cell)))
    );
  if (inner && telling.length * 2 < names.length) return false;
  if (!names.every((token) => canBeCalled(token.replace(" ", "")))) return false;
  return (
    telling.length * 3 >= names.length ||
    (telling.length > 0 && likely.length * 3 >= names.length * 2) ||
    (names.length > FEWEST_ROWS && names.every((token) => fillsPlaceOfName(token))) ||
    (likely.length === names.length &&
      names.every((token) => token.length === 3) &&
      names.length > FEWEST_ROWS)
  );
}

/** What is said of one person. */
const ofOne = /^(?:[男女]|(?:救助|自付|报销|应领|实领|应发|实发)[\d.]+(?:万?元)?)$/u;
const ranked = /^第[一二三四五六七八九十\d]{1,3}[名位]$/u;

/** A word that can be a name, or characters that make no word with each other. */
const canBeCalled = (token: string): boolean =>
  fillsPlaceOfName(token) ||
  isFullName(token, "announced") ||
  (mayBeCalled(token, true) && !isCommonWord(token.slice(0, 2)) && !isCommonWord(token.slice(-2)));

/** What things, groups and works end with. */
const endsThing = new CharSet("班组级批类型牌奖费款金桥闸渠泵井车机器药品图集线");

/** A title says that the list is of persons, that it concerns them, or that it is of other things. */
export type Verdict = "listed" | "persons" | "others";

const listsPersons = /(?:名单|人员|人选|花名册|名册|考生|学生|学员|志愿者|患者|业主|获得者|对象)/u;

/** The head of a list that ends in whom it lists: 「获救人员：」, 「走访困难户情况：」. */
const endsInPersons =
  /(?:人员|人选|选手|学员|学生|考生|职工|居民|村民|群众|农户|住户|困难户|家庭|志愿者|老人|儿童|患者|家长|业主|户主)(?:名单|情况|登记|如下)?(?:\([^()]{1,12}\))?[:：]?$/u;

/** 「（单位：元）」 */
const ofUnits = /\(?单位:[元万千亩公斤吨人户分]{1,3}\)?/u;

/** Whose list a title announces. */
export function verdictOf(titleAsGiven: string): Verdict | undefined {
  const title = titleAsGiven.includes("单位:") ? titleAsGiven.replace(ofUnits, "") : titleAsGiven;
  if (officialTitle.test(title) || officersListed.test(title)) return "others";
  const persons =
    privateTitle.test(title) ||
    ofPersons.test(title) ||
    (ofChosen.test(title) && !ofPosts.test(title)) ||
    (endsInPersons.test(title) && !publicRole.test(title.replace(/[:：]$/u, "")));
  if (!persons && publicRole.test(title.replace(/[:：]$/u, ""))) return "others";
  if (ofOthers.test(title) || otherList.test(title)) return "others";
  if (otherMatter.test(title) && !ofPersons.test(title)) return "others";
  return persons ? (listsPersons.test(title) ? "listed" : "persons") : undefined;
}

/** What the lines above, or the line below, say the rows are about. */
export function verdictAround(finder: NameFinder, line: Line, behind: Line | undefined): Verdict | undefined {
  const { block } = finder;
  let verdict: Verdict | undefined;
  for (let index = line.index - 1; index >= Math.max(0, line.index - LINES_OF_TITLES); index -= 1) {
    const text = block.lineText(block.lines[index] as Line).trim();
    if (text.length > 60) break;
    const said = verdictOf(text);
    if (said === "others") {
      // 「…由副局长某某带队。」 above 「受灾农户登记：」 is no title of what stands below.
      if (verdict !== undefined && text.endsWith("。")) continue;
      return "others";
    }
    if (verdict !== "listed") verdict = said ?? verdict;
  }
  const below = behind ? block.lineText(behind).trim() : "";
  if (!verdict && personsBelow.test(below)) return "persons";
  if (!verdict && below.length <= LONGEST_BELOW && saidBelow.test(below)) return verdictOf(below);
  return verdict;
}
