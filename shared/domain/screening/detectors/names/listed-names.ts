/**
 * Names in lists: under a heading, behind a colon, as items in running text.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import {
  fillsPlaceOfName,
  isClearName,
  isCommonWord,
  isFullName,
  mayBeCalled,
  mayBeginName,
  mayBeginNameCode,
} from "../../name-grammar.ts";
import { compoundSurnames } from "../../data/surnames.ts";
import { eachPlaceOf } from "../../normalise.ts";
import { officialTitle } from "../../tables.ts";
import { type Part, itemNames } from "./list-items.ts";
import { nameAt } from "./name-at.ts";
import type { NameFinder } from "./name-finder.ts";
import type { NameState } from "./name-state.ts";
import { officersListed, publicRole } from "./public-roles.ts";
import { beginsWithAdverb } from "./words-as-names.ts";
import { COLON, MIDDLE_DOT, endsToken, isHan } from "./tokens.ts";

/** 「新生分班表」, 「签到」 */
const endsTitle = new CharSet("表到名字组班");
const endsPrivateRole = new CharSet("取围签奖补员象庭户生人童工众民者长属方兵选");

const privateRole =
  /(?:人员|户|对象|家庭|农户|住户|商户|租户|户主|困难户|学生|考生|新生|人|儿童|孤儿|职工|员工|民工|群众|村民|居民|市民|渔民|牧民|者|家长|亲属|家属|遗属|男方|女方|退役军人|士兵|人选|录取|入围|中签|获奖|递补)$/u;

/** The relation in front of a member of a household: 「父某某，母某某」. */
const kin =
  /^(?:(?:祖|外祖|岳)[父母]|[长次三]?[子女]|[父母]亲?|丈夫|妻子?|夫|配偶|儿子|女儿|儿媳|女婿|兄|弟|姐|妹|孙子?|孙女)[: ]?(?=[\u3400-\u9fff]{2})/u;

const publicList =
  /(?:任前|任免|拟任|中标|评标|评审|成交|采购|投标|招标|选举|考核结果|干部|委员|代表|领导|专家|企业|单位|项目|出席|列席|参加|主持|成员|负责|[审编校记译著]|值班|作者|主演|嘉宾|讲|授课|教师|导师|律师|法官|民警|检察|仲裁|调解员|村庄?|社区|街道|乡镇|县区|下辖|景区|线路|站|品种|作物|产品|人物|楷模|模范|名人|烈士|英烈|先烈|先贤|公司)/u;

/** Ends the name of a place. */
const endsPlace = new CharSet("村屯庄寨街路巷镇县市区");

/** Heads of groups in a list with a title of its own: 「晚稻：」. */
const SHORT_HEAD = 4;
const LINES_OF_TITLES = 3;
const LONGEST_TITLE = 40;

/** What an item of a list begins with, but for a name. */
const beginsItem = new CharSet(" 0123456789一二三四五六七八九十");

/** What closes the group in front of a name, or the household behind it: 「前村二组某某户2人」. */
const marksItem = new CharSet("村屯庄组社队栋户");
/** As long as an item can be without a mark, and one more (see itemNames). */
const LONGEST_ITEM = 9;

/** The cheap test before items are read: a surname, and not so many characters in a row as no name has. */
function startsName(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (!mayBeginNameCode(first)) return false;
  // 「第五位某某」
  if (first === ORDINAL) return true;
  for (let next = at; next < at + LONGEST_ITEM; next += 1) {
    const code = text.charCodeAt(next);
    if ((!isHan(code) && code !== MIDDLE_DOT) || marksItem.has(code)) return true;
  }
  return false;
}

/** 第 */
const ORDINAL = 0x7b2c;

const peopleListed = /(?:村民|居民|农户|住户|职工|学生|考生|对象|家庭|老人|儿童|人员)[\u3400-\u9fff]{0,8}$/u;

const listWords =
  /(?:名单|花名册|名册|人员公示表|(?:合格|入围|入选|递补|中选|受助|缺考|弃权|违纪)人员|获奖者|获奖学生|录取考生|录取学生|合格考生|入围考生|拟录用人员|拟聘用人员|拟录取|进入体检|进入面试|中签人员|受助学生|资助对象|救助对象|补助对象|保障对象|(?:对象|人员|家庭|人选|学生|考生|儿童|老人)(?=公示|名册|名录|如下))(?:一览表|汇总表|公示表)?/u;

/** 「公益性岗位拟安置人员：」 at the end of a line. */
const personsAnnounced =
  /(?:拟|奖学金|助学金|新增|合格|入围|入选|递补|中选|缺考|弃权|救助|补助|补贴|资助|安置|录用|聘用|保障|享受|发放|领取)[\u3400-\u9fff]{0,8}(?:人员|对象|学生|家庭|户|老人|儿童|者):?$/u;

/** 「下列人员已通过考后复核，准予领证：」, 「户代表签名：」, 「新生分班表」 */
const listAnnounced =
  /^[^。；]{0,20}(?:下列|以下|上述)(?:人员|考生|学生|同学|学员|职工|居民|村民|对象|家庭|选手)[^。；]{2,40}:$|(?:户代表|[村居]民|业主|家长|群众|农户|住户|承租户|商户|村民代表|居民代表)(?:签[名字到]|签到):?$|(?:学生|新生|学员|考生|疗养人员|参训人员|教育人员|选手)[\u3400-\u9fff]{0,6}(?:分班|分组|编班|编组)(?:表|名单)?$/u;

/** What a line announces: a list of private persons, of persons in office, or nothing. */
function listHeading(content: string): NameState["list"] | undefined {
  const text = content.trim();
  if (text.length > 120 && !/名单[^。；]{0,8}[:：]/u.test(text)) return undefined;
  if (
    (text.endsWith(":") ? text.length <= 40 : text.length <= 20 && !/[，。；、:\d]/u.test(text)) &&
    personsAnnounced.test(text) &&
    !publicRole.test(text.replace(/:$/u, ""))
  )
    return "persons";
  if (text.length <= 50 && listAnnounced.test(text) && !officialTitle.test(text)) return "persons";
  if (/(?:参赛者|参赛选手|参赛人员|获奖者|入选者)$/u.test(text) && text.length <= 40) return "persons";
  if (!listWords.test(text)) return undefined;
  const inline = /[:：]/u.test(text);
  if (!inline && (/[，。；]/u.test(text) || text.length > 40)) return undefined;
  if (
    /(?:黑名单|红名单|白名单|企业名单|单位名单|机构名单|项目名单|商家名单|供应商名单|学校名单|药品名单|产品名单|品种名单|村名单|社区名单|乡镇名单|作品名单|场馆名单|(?:苗木|花卉|树木|蔬菜|水果|菜品|种子|种苗|采购|药材|食品|设备|物资|车辆|装备)[\u3400-\u9fff]{0,4}名单|点名单|点位名单|线路名单|节目名单|树种名单|品牌名单|名单制|名单管理|医院名单|公司名单|园区名单|示范.{0,4}名单|企业)/u.test(
      text,
    )
  )
    return "officials";
  // Who speaks for those around: 「听证会消费者代表名单」.
  if (/(?:消费者|[村居市]民|业主|家长|群众|农民工|学生)代表名单/u.test(text)) return "persons";
  return officialTitle.test(text) ||
    officersListed.test(text) ||
    /(?:小组成员|[采购谈判磋商询价]{2}小组|干部|任前公示|拟任|领导|委员|代表|党代表|专家|评委|律师|人员值班|工作专班|工作组|编辑)/u.test(
      text,
    )
    ? "officials"
    : "persons";
}

/** What stands between marks and blanks, or two characters set apart by blanks. */
const itemOfLine = new RegExp(
  `(?:${compoundSurnames.join("|")}) {1,3}[\\u3400-\\u9fff]{1,2}(?![\\u3400-\\u9fff])|(?<![\\u3400-\\u9fff])[\\u3400-\\u9fff] {1,3}[\\u3400-\\u9fff](?![\\u3400-\\u9fff])|[^\\s、，,；;。]+`,
  "gu",
);

/** The names of a line that holds nothing else, or undefined. */
function namesOfLine(content: string): readonly Part[] | undefined {
  const body = content.replace(/^\s*(?:[（(]?[\d一二三四五六七八九十]{1,4}[)）.、．]|[-*·])?\s*/u, "");
  const offset = content.length - body.length;
  const label = /^(?:[一二三四五六七八九十\d]{1,3}[班组队] +)?[\u3400-\u9fff0-9()（）]{1,12}[:：]\s*/u.exec(
    body,
  );
  const from = label?.[0].length ?? 0;
  const parts: Part[] = [];
  /** Names only because of the company they are in: 「文静、施展」. */
  const likely: Part[] = [];
  /** What reads like no name and like no word: 「太妍、南日」. */
  const unread: Part[] = [];
  let other = 0;
  for (const match of body.slice(from).matchAll(itemOfLine)) {
    const raw = match[0];
    const text = raw.replace(/^\d{1,4}[.、．]?/u, "").replace(/[(（].*$/u, "");
    if (text === "") continue;
    const at = offset + from + match.index + raw.indexOf(text);
    // 「李　明」 is no word.
    if (isFullName(text, "strong") && (text.includes(" ") || !isCommonWord(text))) parts.push({ text, at });
    else if (isFullName(text, "announced") && mayBeginName(text.charAt(0))) likely.push({ text, at });
    else if (text.length <= 3 && isHan(text.charCodeAt(0)) && !isCommonWord(text) && mayBeCalled(text, true))
      unread.push({ text, at });
    else if (/^(?:男|女|[\u3400-\u9fff]{1,2}族|[\d.]+分?|[*]+)$/u.test(text)) continue;
    else other += 1;
  }
  if (
    other === 0 &&
    parts.length >= likely.length + unread.length &&
    parts.length + likely.length >= (unread.length > 0 ? 3 : 0)
  )
    parts.push(...likely, ...unread);
  else other += likely.length + unread.length;
  const joined = spacedNames(body.slice(from), offset + from);
  if (joined && parts.length === 0) return joined;
  if (parts.length === 0) return undefined;
  return other === 0 ||
    (parts.length >= 3 && other * 4 <= parts.length) ||
    (parts.length === 1 && other <= 3 && parts[0]?.at === offset + from && content.length < 60)
    ? parts
    : undefined;
}

/** 「组长：平凡」, 「一班　班长：扬帆」, 「时光（个体工商户）」: a part in a group, or a trade in brackets, and a word that can be a name. */
const ofMembers =
  /^ *(?:[一二三四五六七八九十\d]{1,3}[班组队] +)?(?:副?[班组队室舍]长|[学组队成]员): *([\u3400-\u9fff]{2,3}(?:[、 ]+[\u3400-\u9fff]{2,3})*) *$/u;
const ofTrade =
  /^ *(?:\d{1,3}[.、])?([\u3400-\u9fff]{2,3})\([^()]{0,8}(?:退休|工人|农民|学生|个体|职业|司机|职员|教师|居民|村民|市民|经营户|工商户|主妇)[^()]{0,6}\) *$/u;

function membersOfLine(content: string): readonly Part[] | undefined {
  const trade = ofTrade.exec(content)?.[1];
  if (trade) return mayBeCalled(trade, true) ? [{ text: trade, at: content.indexOf(trade) }] : undefined;
  const list = ofMembers.exec(content)?.[1];
  if (!list) return undefined;
  const from = content.indexOf(list);
  const parts = [...list.matchAll(/[^、 ]+/gu)].map(({ 0: text, index }) => ({ text, at: from + index }));
  const like = parts.filter(({ text }) => fillsPlaceOfName(text)).length;
  return like * 2 >= parts.length && parts.every(({ text }) => mayBeCalled(text, true)) ? parts : undefined;
}

/** 「安康　白芍　苏木」: nothing but words that can be names, three at least. */
function wordsOfLine(content: string): readonly Part[] | undefined {
  const parts = [...content.matchAll(/[^\s、，,；;。]+/gu)].map(({ 0: text, index }) => ({
    text,
    at: index,
  }));
  const like = parts.filter(({ text }) => fillsPlaceOfName(text) && !beginsWithAdverb(text)).length;
  return parts.length >= 3 &&
    like * 2 >= parts.length &&
    parts.every(({ text }) => text.length <= 3 && (mayBeginName(text.charAt(0)) || mayBeCalled(text, true)))
    ? parts
    : undefined;
}

/** 「王 芳  李 丽」 */
function spacedNames(body: string, offset: number): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const match of body.matchAll(/(?:^|\s)([\u3400-\u9fff] [\u3400-\u9fff])(?=\s|$)/gu)) {
    const text = match[1] ?? "";
    if (isFullName(text, "strong")) parts.push({ text, at: offset + match.index + match[0].indexOf(text) });
  }
  return parts.length > 0 && body.replace(/\s/gu, "").length === parts.length * 2 ? parts : undefined;
}

/** 「高龄津贴发放人员：」, 「申请公租房家庭：」: any role of a person that is closed by a colon. */
export function namesBehindColons(finder: NameFinder): void {
  eachPlaceOf(finder.block.folded, COLON, (colon) => {
    listBehind(finder, colon);
    namesBehindColon(finder, colon);
  });
}

function namesBehindColon(finder: NameFinder, colon: number): void {
  const text = finder.text;
  if (!endsPrivateRole.hasAt(text, colon - 1)) return;
  const line = finder.block.lineAt(colon);
  if (finder.context.rowAt(line)) return;
  const head = /[\u3400-\u9fff]{2,14}$/u.exec(text.slice(Math.max(line.start, colon - 14), colon))?.[0] ?? "";
  const ofHousehold = head.endsWith("成员") && /户主|家庭|同户/u.test(text.slice(line.start, colon));
  if (
    (!ofHousehold && !privateRole.test(head)) ||
    (!ofHousehold && publicRole.test(head) && !/被[\u3400-\u9fff]{1,4}人$/u.test(head))
  )
    return;
  if (
    finder.block
      .labelsWithin(Math.max(line.start, colon - 14), colon)
      .some(
        (label) =>
          label.end === colon &&
          (label.label === "official" || label.label === "contact" || label.label === "organ-context"),
      )
  )
    return;
  let at = colon + 1;
  while (text.charAt(at) === " ") at += 1;
  for (let count = 0; count < 200 && at < line.end; count += 1) {
    if (ofHousehold) at += kin.exec(text.slice(at, at + 4))?.[0].length ?? 0;
    const name = nameAt(finder, at, line.end, true, "strong", count > 0, line);
    if (!name || !isFullName(text.slice(name.start, name.end).replace(/ /gu, ""), "strong")) break;
    if (!endsToken(text, name.end)) break;
    finder.report(name.start, name.end, "name-labelled");
    const more =
      /^(?:\([^()]{0,30}\))?(?:[、]|，(?=[父母夫妻子女兄弟姐妹祖孙长次配外]|[\u3400-\u9fff]{2,4}\()| {1,2}(?=(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff] {1,3}[\u3400-\u9fff])(?:[ ，。；(]|$)))/u.exec(
        text.slice(name.end, name.end + 40),
      );
    if (!more) break;
    at = name.end + more[0].length;
  }
}

/**
 * 「中签结果：0012号某某；0035号某某」, 「新增低保：某某户2人，某某户1人」. Behind a word that lists people the items may be any
 * names; behind other words each must read like nothing else.
 */
function listBehind(finder: NameFinder, colon: number): void {
  const text = finder.text;
  if (!beginsItem.hasAt(text, colon + 1) && !startsName(text, colon + 1)) return;
  const line = finder.block.lineAt(colon);
  const names = itemNames(text.slice(colon + 1, Math.min(line.end, colon + 2000)));
  if (names.length < 2) return;
  const from = Math.max(line.start, colon - 30);
  const head = text.slice(from, colon);
  if (publicList.test(head) || publicRole.test(head)) return;
  if (
    finder.block
      .labelsWithin(from, colon)
      .some(({ label }) => label === "official" || label === "contact" || label === "organ-context")
  )
    return;
  // 「优秀节目」 over 「一等奖：江南春、花木兰」
  if ((head.endsWith("奖") || head.length <= SHORT_HEAD) && isBelowWorks(finder, line)) return;
  const listing =
    "示果单增保困助贴签取奖出细绩星序批配派岗放资金额慰".includes(head.slice(-1)) || peopleListed.test(head);
  const long = names.filter(({ text: name }) => name.length >= 3).length;
  if (long < (peopleListed.test(head) ? 0 : listing ? 1 : 2)) return;
  // 「慰问：贺家村、石家庄」
  if (names.some(({ text: name }) => endsPlace.hasAt(name, name.length - 1))) return;
  if (!listing && !names.every(({ text: name }) => isClearName(name))) return;
  for (const { text: name, at } of names)
    finder.report(colon + 1 + at, colon + 1 + at + name.length, "name-roster");
}

const ofWorks =
  /优质|名优|作品|节目|剧目|曲目|歌曲|书目|品种|树种|苗木|花卉|作物|菜单|药材|饮片|景区|景点|站点|线路|道路|品牌|产品|商品/u;

/** Whether one of the lines above is the title of a list of works, places or goods. */
export function isBelowWorks({ block }: NameFinder, line: Line): boolean {
  for (let index = line.index - 1; index >= Math.max(0, line.index - LINES_OF_TITLES); index -= 1) {
    const above = block.lines[index] as Line;
    if (above.end - above.start > LONGEST_TITLE) return false;
    const title = block.lineText(above).trim();
    if (ofWorks.test(title)) return true;
  }
  return false;
}

/** Lines of names under a heading: 「拟录取名单」. */
export function listedNames(finder: NameFinder, state: NameState): void {
  const headings = new Set(finder.block.listWords.map((at) => finder.block.lineAt(at).index));
  for (const line of finder.block.lines)
    if (
      (finder.text.charCodeAt(line.end - 1) === COLON && line.end - line.start <= 60) ||
      (endsPrivateRole.hasAt(finder.text, line.end - 1) && line.end - line.start <= 20) ||
      (endsTitle.hasAt(finder.text, line.end - 1) && line.end - line.start <= 30)
    )
      headings.add(line.index);
  if (headings.size === 0 && state.list === "none") return;
  for (const line of finder.block.lines) {
    const length = line.end - line.start;
    if (length === 0) continue;
    const headed = headings.has(line.index);
    if (state.list === "none" && !headed) continue;
    const row = finder.context.rowAt(line);
    const content = finder.block.lineText(line);
    if (content.trim() === "") continue;
    if (row && row.cells.some((cell) => cell.column)) continue;
    const heading = headed ? listHeading(content) : undefined;
    if (heading) {
      state.list = heading;
      if (heading === "persons") inlineList(finder, line, content);
      continue;
    }
    if (state.list === "none") continue;
    const names =
      namesOfLine(content) ??
      (state.list === "persons" ? (wordsOfLine(content) ?? membersOfLine(content)) : undefined);
    if (!names) {
      // A short line between the names is a group: 「一等奖」, 「城关镇（3人）」.
      if (content.trim().length > 24 || /[。；]$/u.test(content.trim())) state.list = "none";
      continue;
    }
    if (state.list === "persons")
      for (const name of names)
        finder.report(line.start + name.at, line.start + name.at + name.text.length, "name-roster");
  }
}

/** 「录取名单如下：张某、李某、王某。」 */
function inlineList(finder: NameFinder, line: Line, content: string): void {
  const match =
    /(?:名单|人员|学生|对象|考生|家庭|人选|名额)(?:[^，。；:]{0,10})?(?:如下|为|是|公示|有)?[:：]/u.exec(
      content,
    );
  if (!match) return;
  let at = match.index + match[0].length;
  // 「签到名单：明月　江河　白云」: nothing but words that may be names.
  const words = content
    .slice(at)
    .trim()
    .replace(/[。；]$/u, "")
    .split(/[、，, ]+/u);
  const called =
    /名单|签到|花名册/u.test(match[0]) &&
    words.length >= 3 &&
    words.every((word) => fillsPlaceOfName(word) && !beginsWithAdverb(word));
  for (let count = 0; count < 300; count += 1) {
    const rest =
      /^ *(?:\d{1,3}[.、)]\s*)?([\u3400-\u9fff\ud840-\udfff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}|[\u3400-\u9fff\ud840-\udfff]{2,8})(?:\([^()]{0,20}\))?(?:等\d*人)?(?=[、，,；; 。]|$)/u.exec(
        content.slice(at, at + 50),
      );
    const name = rest?.[1];
    if (!rest || !name) return;
    if (!called && (!isFullName(name, "strong") || (count === 0 && isCommonWord(name)))) return;
    const from = at + rest[0].indexOf(name);
    finder.report(line.start + from, line.start + from + name.length, "name-roster");
    at += rest[0].length;
    const next = content.charAt(at);
    if (next === "。" || next === "") return;
    at += 1;
  }
}
