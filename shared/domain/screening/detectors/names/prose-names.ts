/**
 * Names of private persons that no label announces: by what is said of them (「…驾驶」, 「…的母亲」, 「…名下」) and how the name
 * stands in the sentence; by a count that fits a list in front (「某某、某某两户」); and every further mention of a name
 * found so. A person in office is told by the title in front and left alone.
 */
import { isHanCode, type Block, type Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { HeadPattern, TailPattern } from "../../edge-pattern.ts";
import {
  isClearBehindMark,
  bearsDoubleSurname,
  hasCommonSurname,
  isClearName,
  isCommonWord,
  isCommonWordAt,
  isFullName,
  isFunctionSurnameAt,
  isHalfOfName,
  isLikelyName,
  isWrittenOut,
  mayBeginName,
  mayBeginNameCode,
  startsWrittenOut,
} from "../../name-grammar.ts";
import { publicRole } from "./public-roles.ts";
import type { PredicateKind } from "../../rules/person-predicates.ts";

export type ReportName = (start: number, end: number) => void;

/** How freely a name may begin here: 3 behind a mark, 2 behind a particle or a role, 1 behind a word, 0 not at all. */
type Opening = 0 | 1 | 2 | 3;

const particleCharacters =
  "中由为对将把向给与和及同跟被因经到从送请让即系是叫原据称找帮替劝问代陪扶背救寻赔借欠在做予诉";
const particles = new CharSet(particleCharacters);

/** What is decided about a person: the name follows. */
const decidedAbout = new Set(
  "支付 驳回 返还 赔偿 补偿 给付 推搡 辱骂 威胁 追打 殴打 撞倒 搀扶 拦住 劝阻 带走 送走 探望 看望 照顾 告诉 劝说 发现 借到 拾得 捡到 拾获 捡获 委托 领取 代领 代缴 代办 给予 认定 关于 同意 批准 准予 不予 责令 告知 通知 核定 确认 撤销 取消 聘用 录用 录取 资助 安置 收到 恢复 追回 免除 减免 发给 抓获 查获 传唤 训诫 奖励 慰问 走访 解救 营救 救助 帮助 协助 陪同 护送 联系 约谈 询问 调解".split(
    " ",
  ),
);

const roleEndCharacters = "人户者员生属友妻夫子女母父兄弟姐妹孙";
const roleEnds = new CharSet(roleEndCharacters);

/** Behind which Han characters a name may stand at all: particles, and the ends of roles and of those words. */
const leadsOn = new Uint8Array(65_536);
const leadingCharacters = Array.from(`${particleCharacters}${roleEndCharacters}属家民工主象方`);
for (const word of [...leadingCharacters, ...decidedAbout]) leadsOn[word.charCodeAt(word.length - 1)] = 1;

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const COLON = 0x3a;
const DOT = 0xb7;
/** 号 */
const NUMBER_SIGN = 0x53f7;
/** Ends the name of a village, a shop or a bank rather than of a person. */
const endsPlace = new CharSet("村社会行镇乡河湖");
const ofAct = new CharSet("的时");
const latin = new CharSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

function openingAt(block: Block, line: Line, from: number): Opening {
  if (from <= line.start) return 3;
  const { text } = block;
  const before = text.charCodeAt(from - 1);
  // 「12号某某选定…」
  if (before === NUMBER_SIGN && /\d/u.test(text.charAt(from - 2))) return 2;
  if (!isHan(before)) return before === DOT || latin.has(before) ? 0 : 3;
  if (roleEndsAt(block, from)) return 2;
  if (isCommonWordAt(text, from - 1)) return 0;
  // 「落水者某某」, 「其妻某某」
  if (roleEnds.has(before)) return 1;
  if (leadsOn[before] === 1 && decidedAbout.has(text.slice(from - 2, from))) return 2;
  // 「数据|库」: the particle must not be the end of a word.
  if (particles.has(before)) return isCommonWordAt(text, from - 2) ? 1 : 2;
  // 「…12号的某某反映…」
  if (ofAct.has(before))
    return text.charAt(from - 1) === "的" && /[组号室户栋幢]/u.test(text.charAt(from - 2)) ? 2 : 1;
  if (isCommonWordAt(text, from - 2) || /[0-9]日$/u.test(text.slice(from - 2, from))) return 1;
  return 0;
}

function roleEndsAt(block: Block, from: number): boolean {
  for (let at = block.labelIndexAfter(from - 1); at < block.labels.length; at += 1) {
    const label = block.labels[at];
    if (!label || label.end > from) return false;
    if (label.end === from && (label.label === "person" || label.label === "name")) return true;
  }
  return false;
}

/** Characters that lead to whom something is done. */
const treatsOf = new CharSet("将把对给帮替劝");

/** Committees of private persons: who leads them holds no office. */
const ofParents = new TailPattern(/(?:家长委员会|家委会|膳食委员会|伙食委员会|同学会|老乡会|校友会)的?副?$/u);

/** Whether a title at `at` is one of such a committee. */
export function isOfParents(block: Block, line: Line, at: number): boolean {
  return (
    ofParents.fits(block.text, Math.max(line.start, at - 8), at) ||
    ofParents.fits(block.text, Math.max(line.start, at - 2), at + 3)
  );
}

/** Whether somebody's office stands in front: 「局长某某」, 「市委书记某某、县长某某」. */
export function inOffice(block: Block, line: Line, from: number): boolean {
  const labels = block.labelsWithin(Math.max(line.start, from - 12), from);
  // 「律师某某为农民工某某…」: the nearest word decides.
  const last = labels.at(-1);
  if (last && last.label === "person" && last.end === from) return false;
  // 「民警将某某传唤…」, 「法官对某某训诫」: whom an official does something to is none.
  if (treatsOf.hasAt(block.text, from - 1)) return false;
  return labels.some(
    (hit) =>
      hit.label === "official" &&
      !isOfParents(block, line, hit.start) &&
      /^(?:[: ]{1,2}$|[^，。；:]*$)/u.test(block.text.slice(hit.end, from)),
  );
}

function dotWithin(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 0xb7) return true;
  return false;
}

/** Where the name that ends at `end` begins, or −1. */
function nameStart(block: Block, line: Line, end: number, kind: PredicateKind): number {
  const { text } = block;
  const dotted = dotWithin(text, Math.max(line.start, end - 24), end)
    ? /([\u3400-\u9fff]{1,7}(?:·[\u3400-\u9fff]{1,7}){1,3})$/u.exec(
        text.slice(Math.max(line.start, end - 24), end),
      )?.[1]
    : undefined;
  if (dotted) {
    const first = dotted.indexOf("·");
    for (let skip = 0; skip < first; skip += 1) {
      const from = end - dotted.length + skip;
      if (openingAt(block, line, from) >= 1 && (first - skip < 5 || openingAt(block, line, from) === 3))
        return from;
    }
    return -1;
  }
  for (const size of [4, 3, 2]) {
    const from = end - size;
    if (from < line.start || !mayBeginNameCode(text.charCodeAt(from))) continue;
    const token = text.slice(from, end);
    if (!isFullName(token, "strong")) continue;
    if (
      size === 4 &&
      !isWrittenOut(token) &&
      !isClearName(token) &&
      !(kind === "life" && bearsDoubleSurname(token))
    )
      continue;
    const opening = openingAt(block, line, from);
    // 「在柳林村承包…」
    if (opening === 0 || endsPlace.hasAt(token, size - 1)) continue;
    const clear = isClearName(token) || (size === 4 && bearsDoubleSurname(token));
    if (isFunctionSurnameAt(token, 0) && !isWrittenOut(token)) {
      if (opening >= 2 && isClearBehindMark(token) && !isCommonWordAt(text, end - 1)) return from;
      continue;
    }
    const crosses = isCommonWordAt(text, end - 1);
    const word = isCommonWord(token);
    const fits =
      size === 2
        ? !word &&
          ((kind === "life" && clear && opening >= 2) ||
            (opening === 3 && !crosses && (kind === "life" || (clear && hasCommonSurname(token)))))
        : !crosses &&
          (kind === "life"
            ? clear || opening === 3 || (opening === 2 && isFullName(token, "weak"))
            : isLikelyName(token) && (opening >= 2 || clear));
    if (fits) return from;
  }
  return -1;
}

/** Who acts, speaks or is chosen in office here: names in such a line are public. */
export const officialMatter =
  /(?:主持|出席|列席|任命|免去|任免|评标|评审|中标|成交|记者|编辑|通讯员|审核|同志任|拟任|现任|时任|调研|督查|督导|召集|带队|值班|法定代表人|负责人|责任人|项目经理|代表|(?<!家长)委员|劳模|模范|英雄|烈士|先烈|先进人物|事迹|名人|作家|书法家|画家|诗人|历史)/u;

const placeBehind =
  /^(?:杯(?![子具中])|[区县省镇乡州旗街市村路巷里桥河山湖港湾岛江溪社寺庙祠园馆站场厂店局院校组队公屯庄寨沟岭坝坡]|大道|水库|集团|小区|社区|高速)/u;

/** 「瑞安五金厂，」: the clause names an organisation. */
const organisation =
  /^[\u3400-\u9fff]{0,8}(?:公司|厂|店|商行|超市|合作社|学校|医院|银行|协会|中心)(?![\u3400-\u9fff])/u;
const endsOrganisation = new CharSet("司厂店行市社校院会心");

/** Whether the clause from `at` on names an organisation, within twelve characters and in front of `limit`. */
export function isOrganisationAt(text: string, at: number, limit: number): boolean {
  const until = Math.min(limit, at + 12);
  for (let end = at; end < until && isHan(text.charCodeAt(end)); end += 1)
    if (endsOrganisation.hasAt(text, end) && (end + 1 === until || !isHan(text.charCodeAt(end + 1))))
      return organisation.test(text.slice(at, until));
  return false;
}

/** 「郭元益糕饼」: a firm by the name of who founded it. */
const brandBehind = new HeadPattern(
  /^(?:酱料|糕饼|糕点|面业|食品|酱油|豆瓣|火锅|烤鸭|凉茶|饮料|乳业|酒业|药业|鞋业|服饰|珠宝|餐饮|面馆)/u,
);

/** Names that read like nothing else, in lines that speak of the matters of private persons. */
export function namesInPrivateMatters(block: Block, report: ReportName): void {
  const { codes } = block.folded;
  let last = -1;
  for (const matter of block.privateMatters) {
    const line = block.lineAt(matter);
    if (line.index === last) continue;
    last = line.index;
    let isOfficial: boolean | undefined;
    for (let at = line.start; at < line.end - 1; at += 1) {
      if (!mayBeginNameCode(codes[at] as number)) continue;
      const before = at === line.start ? 0 : (codes[at - 1] as number);
      if (isHanCode(before) && leadsOn[before] === 0) continue;
      const size = bareNameAt(block, line, at);
      if (size === 0) continue;
      isOfficial ??= officialMatter.test(block.lineText(line));
      if (isOfficial) break;
      if (brandBehind.fits(block.text, at + size, at + size + 3)) continue;
      if (!inOffice(block, line, at)) report(at, at + size);
      at += size - 1;
    }
  }
}

/** The length of the clear name at `at`: behind a mark or particle, of three characters, or of two that are a clause. */
function bareNameAt(block: Block, line: Line, at: number): number {
  const { text } = block;
  const opening = openingAt(block, line, at);
  if (opening < 2) return 0;
  for (const size of [4, 3, 2]) {
    const end = at + size;
    if (end > line.end) continue;
    const next = text.charCodeAt(end);
    const closed = end === line.end || !isHan(next);
    if (size === 2 && (!closed || opening < 3 || next === COLON || isCommonWordAt(text, at))) continue;
    const token = text.slice(at, end);
    if ((!isClearName(token) && !isClearBehindMark(token)) || endsPlace.hasAt(token, size - 1)) continue;
    if (!closed && isOrganisationAt(text, end, line.end)) continue;
    if (!closed && (isCommonWordAt(text, end - 1) || placeBehind.test(text.slice(end, end + 2)))) continue;
    return size;
  }
  return 0;
}

/** Words for private persons, whatever the matter: 「取水户某某」, 「报告人某某」. */
const endsAnyRole = new CharSet("人户者员生方");

/**
 * A clear name between a word for a person and the end of its clause, in lines that hold a number, plate or position or speak of a
 * private matter: no list of roles is complete.
 */
export function namesBehindRoles(block: Block, report: ReportName): void {
  const done = new Set<number>();
  const within = (place: number): void => {
    const line = block.lineAt(place);
    if (done.has(line.index)) return;
    done.add(line.index);
    namesBehindRolesOf(block, line, report);
  };
  for (const matter of block.privateMatters) within(matter);
  // What is reported on the way is a name: passed over.
  for (const { type, start } of block.findings)
    if (type !== "NAME" && type !== "TYPO" && type !== "CLASS_MARK") within(start);
}

function namesBehindRolesOf(block: Block, line: Line, report: ReportName): void {
  const { text } = block;
  const { codes } = block.folded;
  let isOfficial: boolean | undefined;
  for (let at = line.start + 2; at < line.end - 1; at += 1) {
    if (!endsAnyRole.has(codes[at - 1] as number) || !mayBeginNameCode(codes[at] as number)) continue;
    const size = clauseOfName(text, line, at);
    if (size === 0 || isCommonWordAt(text, at - 1)) continue;
    if (publicRole.test(text.slice(Math.max(line.start, at - 8), at)) || inOffice(block, line, at)) continue;
    isOfficial ??= officialMatter.test(block.lineText(line));
    if (isOfficial) break;
    report(at, at + size);
  }
}

/** The length of the clear name between `at` and the end of its clause; 0 where there is none. */
function clauseOfName(text: string, line: Line, at: number): number {
  for (let size = 4; size >= 2; size -= 1) {
    const end = at + size;
    if (end > line.end) continue;
    const next = end === line.end ? 0 : text.charCodeAt(end);
    if (isHan(next) || next === COLON || endsPlace.hasAt(text, end - 1)) continue;
    const token = text.slice(at, end);
    if (isClearName(token) || (size === 4 && bearsDoubleSurname(token))) return size;
  }
  return 0;
}

/** Names with their predicate behind them. */
export function namesBeforePredicates(block: Block, report: ReportName): void {
  for (const { start, kind } of block.predicates) {
    const line = block.lineAt(start);
    const from = nameStart(block, line, start, kind);
    if (from < 0 || inOffice(block, line, from)) continue;
    report(from, start);
    listedBefore(block, line, from, report);
  }
}

/** 「某某、某某和某某驾驶…」: what stands beside a name in its list. */
function listedBefore(block: Block, line: Line, from: number, report: ReportName): void {
  const { text } = block;
  let at = from;
  for (let count = 0; count < 30; count += 1) {
    if (!/[、和与及]/u.test(text.charAt(at - 1))) return;
    const end = at - 1;
    let found = -1;
    for (const size of [3, 2, 4]) {
      const start = end - size;
      if (start < line.start) continue;
      const token = text.slice(start, end);
      if (!isFullName(token, "strong") || isCommonWord(token) || openingAt(block, line, start) === 0)
        continue;
      found = start;
      break;
    }
    if (found < 0) return;
    report(found, end);
    at = found;
  }
}

/** What somebody is found to have done, behind his name: 「自2024年起」, 「在禁渔期」, 「未经许可」. */
const doing =
  /^(?:[自在于将以因持从未无为系擅非违多伪虚隐冒骗]|\d|明知|利用|使用|通过|驾驶|组织|伙同|先后|长期|私|拒|销|购|向|对|与|和|趁|多次|曾|现|名下|把|被|等)/u;

/** 「经查，某某自2024年10月起…」: the first words of an account are who did it. */
export function namesInAccounts(block: Block, report: ReportName): void {
  const { text } = block;
  for (const at of block.accounts) {
    const line = block.lineAt(at);
    for (const size of [4, 3, 2]) {
      const end = at + size;
      const token = text.slice(at, end);
      if (end >= line.end || !doing.test(text.slice(end, end + 2))) continue;
      if (size === 4 ? !isClearName(token) : !isFullName(token, "strong")) continue;
      if (isCommonWord(token.slice(0, 2)) || isCommonWord(token.slice(-2))) continue;
      if (isFunctionSurnameAt(token, 0) && !isClearBehindMark(token)) continue;
      if (isCommonWord(text.slice(end - 1, end + 1)) || /[村社会行镇乡县市区]$/u.test(token)) continue;
      report(at, end);
      break;
    }
  }
}

const numerals = "一二三四五六七八九十";

/** A list of so many items at the end of a text, by their number; each made once. */
const lists: RegExp[] = [];

function listOf(count: number): RegExp {
  return (lists[count] ??= new RegExp(
    `((?:[\\u3400-\\u9fff·]{2,9}[、和与及]){${count - 1}}[\\u3400-\\u9fff·]{2,9})$`,
    "u",
  ));
}

/** 「某某、某某、某某三名考生」: a list of as many names as are counted. */
export function countedNames(block: Block, report: ReportName): void {
  const { text } = block;
  for (const { start, end } of block.counts) {
    const line = block.lineAt(start);
    if (text.charAt(start - 1) === "等") {
      andOthers(block, line, start - 1, report);
      continue;
    }
    const figure = text.charAt(start);
    const count = figure === "两" ? 2 : figure <= "9" ? Number(figure) : numerals.indexOf(figure) + 1;
    const head = text.slice(Math.max(line.start, start - 9 * count), start);
    const list = listOf(count).exec(head)?.[1];
    if (!list || officeBehind.test(text.slice(end, end + 10))) continue;
    const tokens = list.split(/[、和与及]/u);
    if (tokens.length !== count) continue;
    let at = start - list.length;
    const spans = tokens.map((token, index) => {
      const from = index === 0 ? firstOf(block, line, at, token) : at;
      const to = at + token.length;
      at = to + 1;
      return { from, to, token: text.slice(from, to) };
    });
    if (spans.some(({ from }) => from < 0) || inOffice(block, line, spans[0]?.from ?? start)) continue;
    if (!spans.every(({ token }) => isFullName(token, "announced") && startsName(token))) continue;
    if (spans.filter(({ token }) => !isCommonWord(token)).length * 2 < count) continue;
    for (const { from, to } of spans) report(from, to);
  }
}

/** 「…某某、某某等五人」: two names or more, the first behind a word or mark. */
function andOthers(block: Block, line: Line, end: number, report: ReportName): void {
  const { text } = block;
  if (officeBehind.test(text.slice(end + 3, end + 12))) return;
  const spans: (readonly [number, number])[] = [];
  let at = end;
  for (let count = 0; count < 20; count += 1) {
    let from = -1;
    for (const size of [3, 2, 4]) {
      const start = at - size;
      const token = text.slice(start, at);
      if (start < line.start || !isFullName(token, "strong") || isCommonWord(token)) continue;
      const joined = /[、和与及]/u.test(text.charAt(start - 1));
      if (!joined && (openingAt(block, line, start) === 0 || !isLikelyOrShort(token))) continue;
      from = start;
      break;
    }
    if (from < 0) break;
    spans.push([from, at]);
    if (!/[、和与及]/u.test(text.charAt(from - 1))) break;
    at = from - 1;
  }
  const last = spans.at(-1);
  if (!last || /[、和与及]/u.test(text.charAt(last[0] - 1)) || inOffice(block, line, last[0])) return;
  if (spans.length === 1 && !isClearName(text.slice(last[0], last[1]))) return;
  for (const [from, to] of spans) report(from, to);
}

const isLikelyOrShort = (token: string): boolean => token.length === 2 || isLikelyName(token);

/** 「分别是某某、某某和某某」, 「一组某某、二组某某」: a list in running text, each item a name, a group in front of it or not. */
export function namedRespectively(block: Block, report: ReportName): void {
  const { text } = block;
  for (const { end } of block.respectives) {
    const line = block.lineAt(end);
    const head = text.slice(Math.max(line.start, end - 40), end);
    if (!/(?:户|人|名|位|对象|学生|村民|居民|职工|老人|儿童|患者|考生|农户)/u.test(head)) continue;
    if (/(?:领导|干部|委员|代表|专家|局长|书记|主任|评委|企业|公司|单位|村庄|社区)/u.test(head)) continue;
    const spans: (readonly [number, number])[] = [];
    let at = end;
    let clear = 0;
    for (let count = 0; count < 60; count += 1) {
      const item =
        /^[:： ]?(?:[一二三四五六七八九十\d]{1,3}[组村社队区栋])?([\u3400-\u9fff·]{2,9}?)(?:户|\([^()]{0,20}\))?(?:([、和与及])|(?=[，。；]|$))/u.exec(
          text.slice(at, Math.min(line.end, at + 48)),
        );
      const name = item?.[1];
      if (!item || !name || !isFullName(name, "announced") || !startsName(name)) break;
      const from = at + item[0].indexOf(name);
      spans.push([from, from + name.length]);
      if (!isCommonWord(name)) clear += 1;
      at += item[0].length;
      if (item[2] === undefined) break;
    }
    if (spans.length < 2 || clear * 2 < spans.length) continue;
    for (const [from, to] of spans) report(from, to);
  }
}

const officeBehind =
  /^[\u3400-\u9fff]{0,6}(?:同志|局长|市长|县长|书记|主任|委员|代表|专家|领导|干部|教授|院士|评委|常委|部长|烈士|老师|教师|医生|律师|记者|作家|艺术家|先贤|先烈|伟人)/u;

const startsName = (token: string): boolean =>
  mayBeginName(token.charAt(0)) || token.includes("·") || isWrittenOut(token);

/** The first token of a list may have words in front: 「同意给予某某」. */
function firstOf(block: Block, line: Line, at: number, token: string): number {
  if (isFullName(token, "announced") && startsName(token) && openingAt(block, line, at) > 0) return at;
  for (let skip = 1; skip + 2 <= token.length; skip += 1) {
    const rest = token.slice(skip);
    if (rest.length > 8 || !isFullName(rest, "announced") || !startsName(rest)) continue;
    if (openingAt(block, line, at + skip) > 0) return at + skip;
  }
  return -1;
}

/**
 * Every further mention of a name found in running text: 「…认定某某所受伤害为工伤。某某如不服…」. Only names that are no
 * ordinary word, and only where no other word runs into them.
 */
export function furtherMentions(
  block: Block,
  names: ReadonlySet<string>,
  isTaken: (start: number) => boolean,
  report: ReportName,
): void {
  const byHead = new Map<number, string[]>();
  for (const name of names) {
    // Half of a Tibetan name is a name by itself: 「目前边巴情绪稳定」.
    if (
      isCommonWord(name.slice(0, 2)) ||
      (name.length < 3 ? !isHalfOfName(name) : isCommonWord(name.slice(1, 3)))
    )
      continue;
    const first = name.charCodeAt(0);
    const second = name.charCodeAt(1);
    begins[first] = (begins[first] as number) | FIRST;
    begins[second] = (begins[second] as number) | SECOND;
    const known = byHead.get(first * 65_536 + second);
    if (known) known.push(name);
    else byHead.set(first * 65_536 + second, [name]);
  }
  if (byHead.size === 0) return;
  const { text } = block;
  const { codes, length } = block.folded;
  for (let at = nextBeginning(codes, 0, length); at < length; at = nextBeginning(codes, at, length)) {
    const head = (codes[at] as number) * 65_536 + (codes[at + 1] as number);
    const name = byHead.get(head)?.find((one) => text.startsWith(one, at));
    if (name && !isTaken(at) && (name.length > 2 || standsAlone(text, at))) report(at, at + name.length);
    at += name ? name.length : 1;
  }
  for (const head of byHead.keys()) {
    begins[Math.floor(head / 65_536)] = 0;
    begins[head % 65_536] = 0;
  }
}

/** Whether a name of two characters at `at` is no part of a longer name, of a place or of words. */
function standsAlone(text: string, at: number): boolean {
  return (
    // 「目前|边巴」: the word in front ends here.
    (!isCommonWordAt(text, at - 1) || isCommonWordAt(text, at - 2)) &&
    !isCommonWordAt(text, at + 1) &&
    !placeBehind.test(text.slice(at + 2, at + 5)) &&
    !startsWrittenOut(text, at + 1) &&
    !startsWrittenOut(text, at - 1)
  );
}

/** Where, from a place on, a first character of a name is followed by a second one; beyond the text when nowhere. */
function nextBeginning(codes: Uint16Array, from: number, length: number): number {
  const marked = begins;
  for (let at = from; at + 1 < length; at += 1)
    if (
      ((marked[codes[at] as number] as number) & FIRST) !== 0 &&
      ((marked[codes[at + 1] as number] as number) & SECOND) !== 0
    )
      return at;
  return length;
}

const FIRST = 1;
const SECOND = 2;
/** Which characters are the first or second of a name that is looked for; cleared again after each block. */
const begins = new Uint8Array(65_536);
