/**
 * Names alone on their lines: below a heading of what becomes of people (「新增」, 「停发」, 「姓名」, 「转学学生：」), or in runs that read as
 * nothing else. A note in brackets may stand behind.
 */
import type { Line } from "../../block.ts";
import {
  fillsPlaceOfName,
  isClearName,
  isCommonWord,
  isFullName,
  mayBeCalled,
  startsWrittenOut,
} from "../../name-grammar.ts";
import { nameOdds } from "../../name-odds.ts";
import { officialTitle } from "../../tables.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace, otherList } from "./name-runs.ts";
import { publicRole } from "./public-roles.ts";

/** A number, a name, a note. */
const item =
  /^ *(?:(?:\(?\d{1,3}[.、)]|0\d{1,2}|[①-⑳]) ?)?([\u3400-\u9fff]{2,8}|[\u3400-\u9fff] {1,2}[\u3400-\u9fff])(?:\([^()]{1,14}\))?[，、；;。]? *$/u;
const LONGEST = 24;
/** The head of a group below the heading of a list. */
const LONGEST_HEAD = 6;

/** What becomes of people, or who they are; the whole line above their names. */
const group =
  /^[一二三四五六七八九十\d.、() ]{0,5}(?:姓名|名单|[男女](?:性|生)?|(?:[本上]?(?:次|月|季度|批|年度?|期)|拟|新|已|现)?(?:新增|增加|纳入|退出|停发|停保|续保|停止|取消|终止|恢复|续发|减少|死亡|迁入|迁出|调入|调出|转入|转出|合格|不合格|通过|未通过|录取|入选|落选|中签|递补|[一二三]等奖|[一二三四五六七八九\d]年级)|[^。；]{0,24}(?:人员|对象|学生|考生|职工|家庭|老人|儿童|村民|居民|住户|农户|患者|者|户|名单|情况|如下|转学|休学|复学)(?:变动|变更|调整|增减|变化|公示|登记|名册|汇总)?(?:\(\d+[人名户]\))?)[:：]? *$/u;

const TELLING = 3;
/** So many names in a row need no heading. */
const MANY = 4;

/** Characters names of places abroad are written with. */
const abroad = /[尔斯兹蒂埃扎塔迪赫契茨耶圭卡沃莱洛韦伯塞顿丁恩里亚加诺拉伊]/u;

/** Matters that are somebody's own, in the title of a list. */
export const privateTitle =
  /(?:救助|补助|补贴|代补|奖补|低保|特困|残疾|公租房|廉租|保障房|配租|高龄|孤儿|退役|优抚|养老|医保|社保|失业|助学|资助|录取|录用|报名|体检|注销|换证|签约|住院|患者|学生|考生|幼儿|新生儿|村民|居民|职工|老人|儿童|农户|住户|缺陷|矫正|戒毒)/u;

interface Entry {
  readonly line: Line;
  readonly name: string;
  readonly odds: number;
}

/** Titles of lists of other things. */
export const otherMatter =
  /(?:主题词|关键词|优质|名优|名人|品种|地名|村名|道路|街路|水库|乡镇|区划|分工|领导|同志|专家|评委|评审|委员|代表|成员|(?<![村居]民)小组|班子|主席|主任|干部|教师(?!资格|招聘|应聘|选聘|考试|试讲)|任免|任命|嘉宾|作者|编辑|演员|主演|获奖作品|剧目|企业(?!退休|职工|员工|工人)|品牌|站点|景区|景点|树种|苗木|花卉|作物|菜单|菜品|食品|药|产品|商品|物资|设备|作品|场馆|考察|点位|路线|线路|车型|机型|节目|曲目|书目|课程|种类|类别|目录|机构|药店|社团|医院|服务站|楼栋|楼盘|须知|流程|机具|科室)/u;

export function namesOnLines(finder: NameFinder): void {
  const { lines } = finder.block;
  for (let first = 0; first < lines.length; first += 1) {
    if (!isShort(lines[first] as Line)) continue;
    let last = first;
    while (last + 1 < lines.length && isShort(lines[last + 1] as Line)) last += 1;
    if (last - first >= 1) readLines(finder, first, last);
    first = last;
  }
}

const isShort = (line: Line): boolean => line.end > line.start && line.end - line.start <= LONGEST;

function readLines(finder: NameFinder, first: number, last: number): void {
  const { block } = finder;
  const runs: { head: Line | undefined; entries: Entry[] }[] = [];
  let entries: Entry[] | undefined;
  for (let index = first; index <= last; index += 1) {
    const line = block.lines[index] as Line;
    const entry = entryOf(finder, line);
    if (!entry) entries = undefined;
    else if (entries) entries.push(entry);
    else runs.push({ head: block.lines[index - 1], entries: (entries = [entry]) });
  }
  const all = runs.flatMap((run) => run.entries);
  const places = all.filter(
    ({ name, odds }) => odds < TELLING && endsPlace.hasAt(name, name.length - 1),
  ).length;
  if (all.length < 2 || places * 4 > all.length || isOfOthers(finder, first)) return;
  const title = block.lineText(block.lines[first] as Line);
  const headed = group.test(title);
  const above = first > 0 ? block.lineText(block.lines[first - 1] as Line) : "";
  const ofPersons = headed || privateTitle.test(title) || (above.length <= 60 && privateTitle.test(above));
  const taken = runs.map(({ head, entries: names }) => {
    const title = head ? block.lineText(head).trim() : "";
    if (head && (otherMatter.test(title) || isOfOffice(finder, head, title))) return false;
    const telling = names.filter(({ odds }) => odds >= TELLING).length;
    if (names.length < 2) return false;
    // 「优待证注销人员」 over 「已故」 and 「迁出」
    if (group.test(title) || (headed && title.length <= LONGEST_HEAD)) return telling * 3 >= names.length;
    const long = names.filter(({ name }) => name.length >= 3).length;
    if (ofPersons && long * 2 >= names.length && !areForeign(names)) {
      const likely = names.filter(({ name, odds }) => odds >= TELLING || isClearName(name)).length;
      if (likely * 3 >= names.length * 2) return true;
    }
    // Lists of places abroad read like names in syllables.
    const clear = names.filter(({ name, odds }) => odds >= TELLING && !startsWrittenOut(name, 0)).length;
    const foreign = names.filter(({ name }) => abroad.test(name)).length;
    return names.length >= MANY && clear * 4 >= names.length * 3 && foreign * 4 <= names.length;
  });
  if (!taken.includes(true)) return;
  for (const [index, { head, entries: names }] of runs.entries()) {
    // One name below 「停发」, in the company of those below 「新增」.
    const title = head ? block.lineText(head).trim() : "";
    const alone = names.length === 1 && (group.test(title) || (headed && title.length <= LONGEST_HEAD));
    if (!taken[index] && !alone) continue;
    for (const { line, name } of names) {
      const start = finder.text.indexOf(name, line.start);
      finder.report(start, start + name.length, "name-roster");
    }
  }
}

function entryOf(finder: NameFinder, line: Line): Entry | undefined {
  const row = finder.context.rowAt(line);
  if (row && (row.header || row.official || row.cells.some(({ column }) => column))) return undefined;
  const content = finder.block.lineText(line);
  const name = item.exec(content)?.[1];
  if (!name || group.test(content)) return undefined;
  if (
    finder.block
      .labelsWithin(line.start, line.end)
      .some(({ start, end }) => end - start >= name.length && start <= line.start)
  )
    return undefined;
  const bare = name.replaceAll(" ", "");
  const numbered = /^ *(?:\(?\d|[①-⑳])/u.test(content) && bare.length <= 3 && mayBeCalled(bare, false);
  if (!isFullName(bare, "strong") && !fillsPlaceOfName(bare) && !numbered) return undefined;
  // 「解约」 heads a group.
  if (name.length === 2 && isCommonWord(name)) return undefined;
  return { line, name, odds: nameOdds(bare, 0, bare.length) };
}

/** Whether most are written in syllables as places abroad are. */
const areForeign = (names: readonly Entry[]): boolean =>
  names.filter(({ name }) => abroad.test(name)).length * 2 > names.length;

/** The head of a run names an office, or whoever acts in one. */
function isOfOffice(finder: NameFinder, head: Line, title: string): boolean {
  if (officialTitle.test(title) || publicRole.test(title.replace(/[:：]$/u, ""))) return true;
  const labels = finder.block.labelsWithin(head.start, head.end);
  // 「家庭医生签约居民：」: the last word says whose list it is.
  const end =
    head.start +
    finder.block
      .lineText(head)
      .trimEnd()
      .replace(/[:：]$/u, "").length;
  if (labels.some((hit) => hit.label === "person" && hit.end === end)) return false;
  return labels.some(({ label }) => label === "official" || label === "contact" || label === "organ-context");
}

/** The lines above head a list of persons in office, or of other things. */
function isOfOthers(finder: NameFinder, first: number): boolean {
  for (let at = first; at >= Math.max(0, first - 3); at -= 1) {
    const title = finder.block.lineText(finder.block.lines[at] as Line).trim();
    if (title.length > 60) return false;
    if (officialTitle.test(title) || otherMatter.test(title) || otherList.test(title)) return true;
  }
  return false;
}
