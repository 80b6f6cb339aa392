/**
 * Lists put out group by group, lines of one shape: 「清河镇：某某、某某」, 「【第一考场】某某　某某」, 「一班」 over 「某某 某某」, `<li>一等奖：某某（…）</li>`.
 * Their items are judged together: where every one begins with a surname and what is said around speaks of persons, ordinary words are
 * names too, for no list of other things is made so.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { compoundSurnames } from "../../data/surnames.ts";
import {
  isClearName,
  isCommonWord,
  isFullName,
  isHalfOfName,
  isPublicFigure,
  mayBeCalled,
  mayBeginName,
  startsWrittenOut,
} from "../../name-grammar.ts";
import { isTownAt, nameOdds } from "../../name-odds.ts";
import { officialTitle } from "../../tables.ts";
import { verdictAround, verdictOf } from "./headless-rows.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace, otherList } from "./name-runs.ts";
import { otherMatter } from "./names-on-lines.ts";
import { isHan } from "./tokens.ts";

interface Item {
  readonly start: number;
  readonly name: string;
  /** What somebody earned or gave stands behind it in brackets: 「（120分）」. */
  readonly isMeasured: boolean;
  /** Its number stands in front of it: 「517 某某」. */
  readonly isNumbered: boolean;
}

/** A stretch of text that is read as a line: a line, or an item of an HTML list. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly line: Line;
}

interface Group {
  readonly head: string;
  /** The head stands in the line of the items. */
  readonly headed: boolean;
  readonly items: readonly Item[];
}

const LONGEST = 400;
const LONGEST_HEAD = 18;
const LONGEST_LIST = 1200;
const LONGEST_LINE_ABOVE = 14;
/** Of a name without a dot, one in syllables too. */
const LONGEST_RUN = 6;
const TELLING = 3;
/** So many items that all begin with a surname are no list of other things. */
const ENOUGH = 5;
const LINES_OF_TITLES = 3;
const FEW = 3;
/** So many that are numbered need no title. */
const MANY = 4;

/** In front of the items of a line. */
const headOfLine =
  /^ *(?:【[^【】]{2,14}】|\[[^[\]]{2,14}\]|(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）.、] ?)?(?:[A-Z]{1,2}型|[\u3400-\u9fff\d“”()·]{2,16}):) */u;
/** A name, with a note in brackets or not. */
const item = new RegExp(
  ` *(?:(?:第?\\d{1,4}(?:[.、)）号]| (?=[\\u3400-\\u9fff]))|[①-⑳]) ?)?((?:${compoundSurnames.join("|")}) {1,2}[\\u3400-\\u9fff]{1,2}(?![\\u3400-\\u9fff])|[\\u3400-\\u9fff]{2,4}|[\\u3400-\\u9fff] {1,2}[\\u3400-\\u9fff](?![\\u3400-\\u9fff])|[\\u3400-\\u9fff]{1,8}(?:·[\\u3400-\\u9fff]{1,8}){1,3})(?:\\([^()]{1,24}\\))?(?:[、，,；;]+ *| +|[。；;]? *$)`,
  "uy",
);
const measured = /\([\d.]+(?:分|小时|毫升|元|次|票|天)\)/u;
const numbered = /^ *(?:第?\d|[①-⑳])/u;
/** A line that heads those below it. */
const headAlone = /^[\u3400-\u9fff\d()、.]{2,14}:?$/u;

/** What heads of groups of persons say. */
const groupOfPersons =
  /(?:考场|考点|考室|候考|(?<![早中晚夜白值当倒轮])班$|[组队]$|年级|宿舍|寝室|等奖|[金银铜]奖|特等|优胜|优秀奖|入围奖|名单|人员|学员|考生|学生|选手|志愿者|录取|入围|递补|优秀|合格|称职|新增|退出|停发|调入|调出|缺考|弃考)/u;
/** 「新安街道」, 「清河镇（3人）」, 「护理专业」 */
const unit =
  /^(?:\d{1,2}[.、])?[\u3400-\u9fff]{1,8}(?:街道|办事处|社区|开发区|园区|专业|工种|学院|学校|小学|中学|[一二三四五六七八九十]中|幼儿园|公司|医院|卫生院|[镇乡村县区市系]|[农林牧渔]场)(?:\(\d+[人名户]\))?$/u;
/** Groups of those in office and of other things. */
const groupOfOthers =
  /(?:组长|副组长|领导|成员|委员|专家|评委|主任|干部|编辑|主编|主演|导演|教师|教练|裁判|主持|记者|负责|责任|联系|来源|作者|[主承协]办|单位|企业|公司|项目|品种|品牌|景区|线路|站点|地点|时间|范围|内容|方式|条件|标准|要求|材料|特点|措施|关键词|主题词|类型|种类|菜|药|产品|商品|作物|树种|病|症|部门|科室|街道|道路|河流|水库|分布|涉及|包括|位于|辖|村庄|自然村|行政村|专业|学科|科目|课程|关键|颜色|词|标签|歌曲|节目|作品)/u;

export function namesInGroups(finder: NameFinder): void {
  let groups: Group[] = [];
  let first: Line | undefined;
  let last: Line | undefined;
  /** The line in front, where it is short enough to head the next group: 「二班」. */
  let above: Line | undefined;
  const close = (): void => {
    if (first && last) judge(finder, groups, first, last);
    groups = [];
    first = last = undefined;
  };
  for (const line of finder.block.lines) {
    const length = line.end - line.start;
    if (length === 0) continue;
    const found = groupsIn(finder, line, above);
    if (!found) {
      if (groups.length > 0 && (above || length > LONGEST_LINE_ABOVE)) close();
      above = length <= LONGEST_LINE_ABOVE ? line : undefined;
      continue;
    }
    if (groups.length > 0 && above && !groupOfPersons.test(finder.block.lineText(above))) close();
    groups.push(...found);
    first ??= line;
    last = line;
    above = undefined;
  }
  close();
}

/** The groups of a line that holds nothing else. */
function groupsIn(finder: NameFinder, line: Line, above: Line | undefined): readonly Group[] | undefined {
  const stretches = stretchesOf(finder, line);
  if (stretches.length === 0) return undefined;
  const title = above ? finder.block.lineText(above).trim() : "";
  const groups: Group[] = [];
  for (const stretch of stretches) {
    const group = groupIn(finder, stretch, headAlone.test(title) ? title : "");
    if (!group) return undefined;
    groups.push(group);
  }
  return groups;
}

/** The cheap tests: no row of a table, an item that ends soon behind the head. */
function stretchesOf(finder: NameFinder, line: Line): readonly Stretch[] {
  const length = line.end - line.start;
  const { codes } = finder.block.folded;
  if (length < 2 || length > LONGEST_LIST) return [];
  if (codes[line.start] === LESS) return listItems(finder, line);
  if (length > LONGEST || !mayBeGroup(codes, line.start, line.end)) return [];
  const row = finder.context.rowAt(line);
  if (row && (row.header || row.official || row.cells.some(({ column }) => column))) return [];
  return [{ start: line.start, end: line.end, line }];
}

const LESS = 0x3c;
const opens = new CharSet("(（");
const closes = new CharSet(")）");
/** What stands between items, and numbers in front of them. */
const between = new CharSet(" 、，,；;。.·)）0123456789①②③④⑤⑥⑦⑧⑨⑩");
const endsHead = new CharSet(":】]");
/** No head goes on behind them. */
const noHead = new CharSet("，。；,;");
const beginsHead = new CharSet("【[");

/** No run of characters behind the head is longer than a name; notes in brackets are passed over. */
function mayBeGroup(codes: Uint16Array, start: number, end: number): boolean {
  let at = start;
  const until = Math.min(end, start + LONGEST_HEAD);
  while (at < until && !endsHead.has(codes[at] as number) && !noHead.has(codes[at] as number)) at += 1;
  if (at < until && endsHead.has(codes[at] as number)) at += 1;
  else if (beginsHead.has(codes[start] as number)) return false;
  else at = start;
  let run = 0;
  let inBrackets = false;
  for (; at < end; at += 1) {
    const code = codes[at] as number;
    if (inBrackets) inBrackets = !closes.has(code);
    else if (opens.has(code)) {
      inBrackets = true;
      run = 0;
    } else if (between.has(code)) run = 0;
    else if (!isHan(code) || (run += 1) > LONGEST_RUN) return false;
  }
  return true;
}

/** 「<li>一等奖：某某（…）</li>」 */
function listItems(finder: NameFinder, line: Line): readonly Stretch[] {
  const found: Stretch[] = [];
  const content = finder.block.lineText(line);
  for (const match of content.matchAll(/<li(?: [^<>]{0,80})?>([^<>]{2,200})/giu)) {
    const start = line.start + match.index + match[0].length - (match[1]?.length ?? 0);
    found.push({ start, end: line.start + match.index + match[0].length, line });
  }
  return found;
}

function groupIn(finder: NameFinder, { start, end }: Stretch, above: string): Group | undefined {
  const content = finder.text.slice(start, end);
  const headed = headOfLine.exec(content)?.[0] ?? "";
  const items: Item[] = [];
  item.lastIndex = headed.length;
  for (let match = item.exec(content); match; match = item.exec(content)) {
    const name = match[1] ?? "";
    items.push({
      start: start + match.index + match[0].indexOf(name),
      name,
      isMeasured: measured.test(match[0]),
      isNumbered: numbered.test(match[0]),
    });
    if (item.lastIndex >= content.length) {
      // 「组别：小学组」
      if (
        !items.some(({ name: one }) => isLikeName(one)) &&
        !(groupOfPersons.test(headed) && mayBeOfGroup(items))
      )
        return undefined;
      if (items.length === 1 && headed === "" && groupOfPersons.test(content)) return undefined;
      const head = headed.replace(/[【】[\]: ]/gu, "") || above;
      return { head, headed: headed !== "", items };
    }
  }
  return undefined;
}

function judge(finder: NameFinder, groups: readonly Group[], first: Line, last: Line): void {
  const items = groups.flatMap((group) => group.items);
  if (items.length < FEW || items.every(({ start }) => finder.isReported(start))) return;
  const heads = [...new Set(groups.map(({ head }) => head))].filter((head) => head !== "");
  // Names alone on their lines are read with their heads (see names-on-lines.ts).
  const areNumbered = items.length >= MANY && items.every(({ isNumbered }) => isNumbered);
  if (!areNumbered && groups.every(({ items: own, headed }) => own.length === 1 && !headed)) return;
  for (let up = 1; up <= LINES_OF_TITLES; up += 1) {
    const above = finder.block.lines[first.index - up];
    if (above && above.end - above.start <= 60 && otherMatter.test(finder.block.lineText(above))) return;
  }
  const behind = finder.block.lines[last.index + 1];
  if (behind && behind.end - behind.start <= 60 && officialTitle.test(finder.block.lineText(behind))) return;
  const title = verdictAround(finder, first, behind);
  if (title === "others") return;
  // By towns, where something around says whose list it is.
  if (heads.some((head) => !(title !== undefined && unit.test(head)) && isOfOthers(head))) return;
  const ofPersons = heads.length > 0 && heads.every((head) => groupOfPersons.test(head));
  // Numbered one by one and reading as nothing else, they need no title.
  if (title === undefined && !ofPersons && !(areNumbered && heads.length === 0 && mostlyClear(items))) return;
  // Where whose list it is was said, one of four may begin with no surname: 「冬梅」.
  const like = items.filter(({ name }) => isLikeName(name)).length;
  if (like < items.length) {
    // What each of them won or gave leaves less room for other things.
    const least = items.every(({ isMeasured, isNumbered }) => isMeasured || isNumbered)
      ? 1 / 2
      : ofPersons && title === "listed"
        ? 2 / 3
        : 3 / 4;
    if (title === undefined || like < items.length * least) return;
    if (!items.every(({ name }) => isLikeName(name) || (mayBeCalled(name, true) && !isCommonWord(name))))
      return;
  }
  const places = items.filter(
    ({ start, name }) =>
      endsPlace.hasAt(name, name.length - 1) || (name.length === 2 && isTownAt(finder.text, start)),
  ).length;
  if (places * 2 > items.length || items.some(({ start, name }) => isLabel(finder, start, name))) return;
  // The same surname over and over is a village, or the head of a word: 「高产、高效、高质」.
  const firsts = new Set(items.map(({ name }) => name.charAt(0))).size;
  if (firsts * 2 <= items.length && firsts < ENOUGH) return;
  const telling = items.filter(({ name }) => isTelling(name)).length;
  const enough =
    items.length >= ENOUGH && title !== undefined
      ? telling > 0 || (title === "listed" && like === items.length)
      : telling * 3 >= items.length;
  if (!enough) return;
  for (const { start, name } of items) finder.report(start, start + name.length, "name-roster");
}

/** Whether three of four read as names by themselves, and not as places abroad do. */
const mostlyClear = (items: readonly Item[]): boolean =>
  items.filter(({ name }) => isTelling(name) && !startsWrittenOut(name, 0)).length * 4 >= items.length * 3;

function isTelling(name: string): boolean {
  const odds = nameOdds(name, 0, name.length);
  return (
    odds >= TELLING || isClearName(name) || (name.length === 3 && odds >= 0 && isFullName(name, "strong"))
  );
}

/** Whether the items begin with no surname and yet may be names: 「小学组一等奖：寻文轩（…）」. */
const mayBeOfGroup = (items: readonly Item[]): boolean =>
  items.every(
    ({ name }) =>
      name.length === 3 &&
      mayBeCalled(name, true) &&
      !isCommonWord(name.slice(0, 2)) &&
      !endsPlace.hasAt(name, name.length - 1),
  );

/** A surname in front, or a name in syllables. */
const isLikeName = (name: string): boolean => {
  const bare = name.replaceAll(" ", "");
  if (bare.includes("·")) return true;
  if (isPublicFigure(bare)) return false;
  return (
    (bare.length <= 3 && mayBeginName(bare.charAt(0))) || isFullName(bare, "strong") || isHalfOfName(bare)
  );
};

const isOfOthers = (head: string): boolean =>
  groupOfOthers.test(head) ||
  otherMatter.test(head) ||
  officialTitle.test(head) ||
  otherList.test(head) ||
  (!ofPrize.test(head) && verdictOf(head) === "others");

/** Says nothing of whoever won it: 「书法类金奖」. */
const ofPrize = /(?:等奖|[金银铜]奖|优[秀胜]奖|入围奖|鼓励奖)$/u;

/** A word for people or for a field: 「农户、商户、党员」. */
const isLabel = (finder: NameFinder, start: number, name: string): boolean =>
  finder.block
    .labelsWithin(start, start + name.length)
    .some((hit) => hit.start === start && hit.end === start + name.length);
