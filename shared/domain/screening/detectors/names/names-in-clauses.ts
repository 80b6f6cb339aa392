/**
 * Names, ordinary words among them, in clauses that are about somebody and leave room for nothing else: what is taken up of whom (「受理…追索劳动报酬
 * 一案」), to whom a paper is served, who was there with the one a letter speaks to, whose testimony proves something, what a dispute is about.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import {
  fillsPlaceOfName,
  isClearName,
  isCommonWord,
  isCommonWordAt,
  isFullName,
  isHalfOfName,
  mayBeCalled,
} from "../../name-grammar.ts";
import { nameOdds } from "../../name-odds.ts";
import type { ClauseAnchor } from "../../rules/clause-anchors.ts";
import { wordStatistics } from "../../word-statistics.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsAsBody, mayBeNamed } from "./names-in-company.ts";
import { isHan } from "./tokens.ts";

/** A clause around a word that is looked for: up to `reach` characters in front of it and behind it. */
interface Frame {
  readonly anchors: readonly ClauseAnchor[];
  readonly before: number;
  readonly behind: number;
  /** The first group is one name, or several with marks between them. */
  readonly pattern: RegExp;
  /** Where nothing but this frame speaks for a name, it must read like one. */
  readonly telling?: boolean;
  /** The frame is so sure that a name may begin with an adverb: 「焦点是：平安喜在下班途中…」. */
  readonly sure?: boolean;
}

const one = "([\\u3400-\\u9fff·]{2,8}?)";
const many = "([\\u3400-\\u9fff]{2,4}?(?:[、和与及][\\u3400-\\u9fff]{2,4}?){0,5})";

const frames: readonly Frame[] = [
  // 「裁定受理某某个人债务集中清理一案」, 「受理某某追索劳动报酬争议」
  {
    anchors: ["受理"],
    before: 0,
    behind: 30,
    pattern: new RegExp(
      `^受理(?:了|申请人|原告)?${many}(?:个人(?:债务|破产)|追索|诉[\\u3400-\\u9fff]|(?:提出的?|的)?(?:政府)?信息公开申请|的?工伤认定|(?:一案)|(?:与[\\u3400-\\u9fff]{2,14})?(?:民间借贷|买卖合同|离婚|继承|劳动争议|租赁合同|借款合同|侵权责任|机动车交通事故)[\\u3400-\\u9fff]{0,6}(?:纠纷|争议|一案))`,
      "u",
    ),
    sure: true,
  },
  // 「焦点是：某某在上班途中…」
  {
    anchors: ["焦点"],
    before: 0,
    behind: 16,
    pattern: new RegExp(
      `^焦点(?:在于|是|为|系)[:，,]?${one}(?:在(?:[上下]班|工作|从事|前往|该|其|入职|被)|是否|受伤|所(?:受|签|主)|与[\\u3400-\\u9fff]{2,14}(?:之间|是否)|发生|死亡|遭受|能否)`,
      "u",
    ),
    sure: true,
  },
  // 「您与某某、某某二人自1978年…」
  {
    anchors: ["您与", "您和", "您同", "你与", "你和"],
    before: 0,
    behind: 30,
    pattern: new RegExp(
      `^[您你][与和同]${many}(?:[二两三四五六][人户]|发生|共同(?!富)|之间|系(?:夫|邻|兄|姐|父|母|同)|签订|的(?:土地|宅基地|房屋|边界|债务|劳动|借款|婚姻))`,
      "u",
    ),
  },
  // 「有时任销售助理某某的证言以及…」
  {
    anchors: ["的证言", "的证词", "的陈述", "的供述"],
    before: 14,
    behind: 0,
    pattern:
      /(?:时任[\u3400-\u9fff]{2,8}[员理长师工计管任]|(?<![\u3400-\u9fff])[有由以及和与]|[据]|(?:事实|证据|行为|情节|经过|情况)[有由]|、|证人|同事|工友|邻居)([\u3400-\u9fff]{2,4})$/u,
  },
  // 「邻居作证称某某平日…」, 「证明某某每日早七点到岗」
  {
    anchors: ["证明", "证实", "证称", "指认"],
    before: 0,
    behind: 12,
    pattern: new RegExp(
      `^(?:证明|证实|证称|指认)${one}(?:每[天日周月]|当[天日晚]|平[日时]|确[在有系实]|在(?:[该其]|[\\u3400-\\u9fff]{1,4}(?:上班|干活|做工|务工|打工))|从未|一直|经常)`,
      "u",
    ),
  },
  // 「原窑厂会计某某证实工资系按日计件」
  {
    anchors: ["证实", "曾保管", "出庭"],
    before: 16,
    behind: 0,
    pattern:
      /原[\u3400-\u9fff]{1,8}(?:会计|出纳|保管员|记工员|记分员|队长|社员|职工|工人|厂长|司磅员)([\u3400-\u9fff]{2,4})(?:[也均]|当庭)?$/u,
  },
  // 「隔壁的某某刚下班」
  {
    anchors: ["隔壁的", "对门的", "楼下的", "楼上的"],
    before: 0,
    behind: 8,
    pattern: /^(?:隔壁|对门|楼[上下])的([\u3400-\u9fff]{2,3}?)(?=[刚也正都在把给来听说拿带提端抱看，])/u,
    telling: true,
  },
  // 「经营者某某承认超时营业」
  {
    anchors: ["经营者", "店主", "摊主", "业主", "老板"],
    before: 0,
    behind: 12,
    pattern:
      /^(?:经营者|店主|摊主|业主|老板)([\u3400-\u9fff]{2,3}?)(?:(?:当场|对此)?(?:承认|辩称|供认|陈述|表示(?:愿意|接受|认可|将|无异议)|无法提供|未能提供|不能提供)|在现场检查笔录)/u,
  },
];

/** 「向某某告知了拟作出…」: to whom a paper is served or something is said. */
const served =
  /向([\u3400-\u9fff]{2,4})(?:本人)?(?:依法|当场|当面|直接|留置|书面|再次)?(?:告知|送达|出示|宣读|询问|核实|释明)$/u;
const servedWords: readonly ClauseAnchor[] = ["告知", "送达", "出示", "宣读", "询问", "释明"];
const LONGEST_SERVED = 12;

/** Who gives testimony by the part they play, and whom a paper speaks of without a name. */
const noName =
  /^(?:证人|原告|被告|双方|鉴定|相关|有关|上述|该|其|申请人|被申|当事|人员|社会|公众|媒体|企业|商户|群众|对方|各方|农户|单位|公司|部门|住户|家属|家长|全体|学生|患者|客户|用户|他人|本人|在场|现场|居民|村民|业主|员工|职工|工人|周边|周围|商家|店家|房东)/u;

export function namesInClauses(finder: NameFinder): void {
  const places = new Map<ClauseAnchor, number[]>();
  for (const { anchor, start } of finder.block.clauseAnchors) {
    const known = places.get(anchor);
    if (known) known.push(start);
    else places.set(anchor, [start]);
  }
  if (places.size === 0) return;
  for (const frame of frames)
    for (const anchor of frame.anchors) for (const at of places.get(anchor) ?? []) inFrame(finder, frame, at);
  for (const word of servedWords) for (const at of places.get(word) ?? []) servedTo(finder, word, at);
}

function inFrame(finder: NameFinder, frame: Frame, at: number): void {
  const { block, text } = finder;
  const line = block.lineAt(at);
  const from = frame.before > 0 ? Math.max(line.start, at - frame.before) : at;
  const to = frame.behind > 0 ? Math.min(line.end, at + frame.behind) : at;
  const match = frame.pattern.exec(text.slice(from, to));
  const list = match?.[1];
  if (!match || !list || isTaken(finder, line)) return;
  let start = from + match.index + (frame.before > 0 ? match[0].lastIndexOf(list) : match[0].indexOf(list));
  const names = list.split(/(?<=..)[、和与及](?=..)/u);
  // 「您和谷雨、立夏三人」: most carry the others.
  if (names.filter((name) => isMeant(name, frame)).length * 2 <= names.length - 1) return;
  if (!names.every((name) => isMeant(name, frame) || (mayBeCalled(name, true) && !noName.test(name)))) return;
  for (const name of names) {
    start = text.indexOf(name, start);
    finder.report(start, start + name.length, "name-labelled");
    start += name.length;
  }
}

/** A table says by its columns whose names stand in it. */
function isTaken(finder: NameFinder, line: Line): boolean {
  const row = finder.context.rowAt(line);
  return row !== undefined && (row.header || row.official || row.cells.some(({ column }) => column));
}

function isMeant(name: string, { telling, sure }: Frame): boolean {
  if (noName.test(name)) return false;
  if (sure === true && name.length === 3 && fillsPlaceOfName(name)) return true;
  if (telling === true) return isHalfOfName(name) || isClearName(name);
  return name.length === 4 || name.includes("·") ? isFullName(name, "strong") : mayBeNamed(name);
}

function servedTo(finder: NameFinder, word: string, at: number): void {
  const { block, text } = finder;
  const line = block.lineAt(at);
  const from = Math.max(line.start, at - LONGEST_SERVED);
  const name = served.exec(text.slice(from, at + word.length))?.[1];
  if (!name || noName.test(name) || endsAsBody(name) || isTaken(finder, line)) return;
  const start = text.lastIndexOf(name, at);
  if (isCommonWordAt(text, start - 2) && isCommonWordAt(text, start - 1)) return;
  if (readsAsName(name)) finder.report(start, start + name.length, "name-prose");
}

const particles = new CharSet("你您我他她其该各本");

/** Half of a name of a minority, a name, or two characters that are no word: 「哈森」. */
function readsAsName(name: string): boolean {
  for (let at = 0; at < name.length; at += 1)
    if (particles.hasAt(name, at) || !isHan(name.charCodeAt(at))) return false;
  if (isHalfOfName(name) || isClearName(name)) return true;
  if (!mayBeNamed(name) || isCommonWord(name.slice(0, 2)) || isCommonWord(name.slice(-2))) return false;
  return nameOdds(name, 0, name.length) >= 0 || (name.length === 2 && !wordStatistics().isWordAt(name, 0, 2));
}

const LONGEST_LIKE = 600;
const FEWEST_LIKE = 2;

/** 「某某损失羊四十只，救助六千元；某某损失…」: entries that say the same of each; a name that was found carries the others. */
export function namesInLikeEntries(finder: NameFinder): void {
  const { block, text } = finder;
  for (let at = text.indexOf("；"), line: Line; at >= 0; at = text.indexOf("；", line.end)) {
    line = block.lineAt(at);
    if (line.end - line.start > LONGEST_LIKE || isTaken(finder, line)) continue;
    const starts = startsOf(finder, line);
    if (starts.length < FEWEST_LIKE) continue;
    const found = starts.find((start) => finder.isReported(start));
    const titled = found === undefined && starts.length > FEWEST_LIKE && isOfPrivateMatter(finder, line);
    if (found === undefined && !titled) continue;
    const from = found ?? (starts[0] as number);
    for (let size = 2; size <= 6; size += 1) {
      const verb = text.slice(from + size, from + size + 2);
      const entries = starts.map((start) => [start, behindName(text, start, verb)] as const);
      if (!isHan(verb.charCodeAt(0)) || entries.some(([, end]) => end < 0)) continue;
      const meant = entries.every(([start, end]) => {
        const name = text.slice(start, end);
        return finder.isReported(start) || isLikeName(name) || (!titled && mayBeCalled(name, true));
      });
      if (!meant) continue;
      for (const [start, end] of entries) finder.report(start, end, "name-labelled");
      break;
    }
  }
}

const privateMatter = /处罚|罚款|救助|受灾|补助|补贴|慰问|奖励|捐款|捐赠|发放|领取|抚恤/u;
const ofPlaces = /各[乡镇村县区街部单]|[乡镇村]街|乡镇|企业|单位|项目|统计/u;

/** Where what is said begins, behind as many characters as a name has; -1 where it does not. */
function behindName(text: string, start: number, verb: string): number {
  const at = text.slice(start + 2, start + 8).indexOf(verb);
  return at < 0 ? -1 : start + 2 + at;
}

/** Whether the lead of a list, or the line above it, tells what is given to, or taken from, each of several persons. */
function isOfPrivateMatter({ block }: NameFinder, line: Line): boolean {
  const above = block.lines[line.index - 1];
  const title = above && above.end - above.start <= 60 ? block.lineText(above) : "";
  const content = block.lineText(line);
  const lead = title + content.slice(0, content.lastIndexOf(":", content.indexOf("；")) + 1);
  return privateMatter.test(lead) && !ofPlaces.test(lead);
}

const isLikeName = (name: string): boolean => mayBeNamed(name) || isFullName(name, "strong");

/** Where the entries of a line begin: behind its last colon, and behind each semicolon. */
function startsOf({ block, text }: NameFinder, line: Line): readonly number[] {
  const content = block.lineText(line);
  const first = content.indexOf("；");
  // 「申请人：某某；被执行人：…」 are the fields of a form.
  if (content.includes(":", first)) return [];
  const starts = [line.start + content.lastIndexOf(":", first) + 1];
  for (let at = first; at >= 0; at = content.indexOf("；", at + 1)) starts.push(line.start + at + 1);
  return starts.filter((start) => start < line.end - 2 && isHan(text.charCodeAt(start)));
}
