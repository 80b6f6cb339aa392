/**
 * Whom a text names in public though nothing in front of the name says so: whoever holds an office somewhere else in it, who wrote
 * it, and who lived long ago.
 */
import { isHanCode, type Block, type Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { HeadPattern, TailPattern } from "../../edge-pattern.ts";
import { isCommonWordAt, isDoubleSurnameAt, mayBeginNameCode, nameLengthAt } from "../../name-grammar.ts";
import { nameOdds } from "../../name-odds.ts";
import { isOfParents } from "./prose-names.ts";

/** Words for who holds an office or writes for a paper; not those for who signs, pays or runs a shop. */
const office =
  /(?:[^组班队家]长|[总支大中]队长|书记|委员|书记员|审判员|教导员|政委|司令员|督学|总干事|大使|领事|发言人|总编辑?|主编|讲师|农艺师|总经济师|总会计师|总规划师|主席|主任|常委|专员|巡视员|调研员|领导|成员|记者|通讯员|网格员|民警|辅警|交警|警官|法官|检察官|律师|医生|医师|护士|教授|院士|研究员|工程师|工作者|普查员|指导员|奥运冠军|世界冠军)$/u;

/** Who serves in an office without a post: 「扶贫干部某某」; not who has left it. */
const inService = new TailPattern(/(?<!(?:[离退]休|[转专]业|[老军]))(?:干部|办事员|科员)$/u);

export const isInService = (text: string, start: number): boolean =>
  inService.fits(text, Math.max(0, start - 5), start);

const between = new CharSet("、和与及");

/** 「纪检组组长某某」 holds an office, 「村民小组组长」 does not. */
const headsOrgan = new TailPattern(/(?:纪检|监察|工作|督导|巡察|巡视|领导小|调研)组$/u);

/** Words that run on behind a name of two characters: 「戚刚|与老人们交谈」. */
const runsOn = new CharSet("与和向对在将要说则也还都就从被把到及率带");

/** How long a name is that only its place behind an office tells, with what he does: 「书记何申雷|介绍」, 「镇长陈镒|带队」. */
function namedByPlace(text: string, at: number): number {
  for (const size of [3, 2] as const) {
    const ends =
      isCommonWordAt(text, at + size) ||
      !isHanCode(text.charCodeAt(at + size)) ||
      (size === 2 && runsOn.hasAt(text, at + size));
    if (ends && nameOdds(text, at, size) >= LEAST_IN_OFFICE) return size;
  }
  return 0;
}
const LEAST_IN_OFFICE = -2;

/** The names that stand behind an office anywhere in a block, and those listed with them: 「县领导某某、某某参加。某某指出…」. */
export function namesInOffice(block: Block): ReadonlySet<string> {
  const names = new Set<string>();
  const { text } = block;
  for (const { label, word, start, end } of block.labels) {
    if (label !== "official" || isOfParents(block, block.lineAt(start), start)) continue;
    if (
      !office.test(word) &&
      !(word.endsWith("组长") && headsOrgan.fits(text, Math.max(0, end - 7), end - 2))
    )
      continue;
    let at = end;
    for (let count = 0; count < 30 && mayBeginNameCode(text.charCodeAt(at)); count += 1) {
      const length = nameLengthAt(text.slice(at, at + 24), "strong") || namedByPlace(text, at);
      if (length === 0) break;
      names.add(text.slice(at, at + length));
      // 「镇长陈镒|带队」: what reads as the end of the name may begin a word.
      if (length === 3 && isCommonWordAt(text, at + 2)) names.add(text.slice(at, at + 2));
      at += length;
      if (!between.hasAt(text, at)) break;
      at += 1;
    }
  }
  return names;
}

const holders = new WeakMap<Block, ReadonlySet<string>>();

/** The same, kept for the block. */
export function officeHolders(block: Block): ReadonlySet<string> {
  let names = holders.get(block);
  if (!names) holders.set(block, (names = namesInOffice(block)));
  return names;
}

/** Whether somebody in office is named in what a name would be: 「县长戚刚…戚刚|与老人们交谈」, or with one character more. */
export function holdsOffice(block: Block, start: number, end: number): boolean {
  const holders = officeHolders(block);
  const { text } = block;
  return (
    holders.has(text.slice(start, end)) ||
    (end - start === 3 && runsOn.hasAt(text, end - 1) && holders.has(text.slice(start, end - 1))) ||
    (end - start === 2 && holders.has(text.slice(start, end + 1)))
  );
}

/** What was done for a page, in front of who did it. */
const credit = new TailPattern(
  /(?:(?<![\u3400-\u9fff])(?:网络|本期|执行|特约|值班|图片|视频)?(?:记者|通讯员|实习生|作者|撰稿人?|供稿|责任?编辑?|编辑|主编|编审|校对|审核|审校|审稿|[初复终一二三]审|签发|监制|摄影|图文|供图|文字|统筹|制图)|(?<![\u3400-\u9fff])(?:文章|稿件)?来源)$/u,
);
const creditMarks = new CharSet(":/");
const betweenCredits = new CharSet("、 ,，　\t");
/** How far behind the word a name may stand. */
const CREDITED = 40;

/** 「编辑：某某　某某」, 「来源：某某、某某」: who made a page. */
export function isCredited(text: string, line: Line, start: number): boolean {
  const from = Math.max(line.start, start - CREDITED);
  for (let at = start - 1; at >= from; at -= 1) {
    if (creditMarks.hasAt(text, at)) return credit.fits(text, Math.max(line.start, at - 8), at);
    if (!isHanCode(text.charCodeAt(at)) && !betweenCredits.hasAt(text, at)) return false;
  }
  return false;
}

const sentenceEnds = new CharSet("。！？”….!?");
const ofNews = /(?:[讯电]|报道|消息)$/u;
/** How far a bracket may reach to either side of a name in it. */
const BRACKET = 24;

/**
 * A bracket behind the last sentence of a paragraph, or behind 「本报讯」, that holds nothing but names and places: who wrote it.
 * 「……得到群众好评。（某镇　某某　某某）」
 */
export function isByline(text: string, line: Line, start: number, end: number): boolean {
  const open = bracketAt(text, line, start, -1);
  const close = bracketAt(text, line, end - 1, 1);
  if (open < 0 || close < 0) return false;
  const before = text.slice(Math.max(line.start, open - 8), open).trimEnd();
  if (ofNews.test(before)) return true;
  const closed = text.slice(close + 1, Math.min(line.end, close + 4)).trim();
  if (closed !== "" && closed !== "|") return false;
  return before === "" ? open - line.start <= 8 : sentenceEnds.hasAt(before, before.length - 1);
}

/** Where the bracket around a place stands in a direction, with only ideographs, blanks, dots and commas on the way; −1 for none. */
function bracketAt(text: string, line: Line, from: number, step: 1 | -1): number {
  for (
    let at = from + step;
    at >= line.start && at < line.end && Math.abs(at - from) <= BRACKET;
    at += step
  ) {
    const code = text.charCodeAt(at);
    if (code === (step < 0 ? 0x28 : 0x29)) return at;
    if (!isHanCode(code) && !" ·、，".includes(text.charAt(at))) return -1;
  }
  return -1;
}

/** Reigns with a year, dynasties with a time, and forces and posts of history; 咸丰 and others are counties too. */
const ofHistory =
  /(?:(?:洪武|永乐|嘉靖|万历|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|开皇|贞观|开元|天宝|兴定)(?:皇帝|(?:\([^()]{3,12}\))?年间|间[，。]|[元初]年|初[为任官]|[一二三四五六七八九十]{1,3}年)|民国(?:[初元]年|时期|年间|[一二三四五六七八九十]{1,3}年)|[隋唐宋元明清](?:[朝代](?:[初中末时]|年间)|末民初)|日军|日寇|伪军|八路军|新四军|军阀|知县|县令|知府)/u;
/** A year that is no birthday. */
const years =
  /(?<![\d.])(\d{3,4})年(?!(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生|诞生))|(一九[〇零○一二三四五六七八九]{2})年/gu;
const OF_HISTORY = 1950;
/** The person or the matter is of today. */
const ofToday = /(?:\d岁|现[年住居任享为]|至今|目前|如今|今年|近日|20\d\d[年.\-/])/u;

/** The latest year a line tells of that is no birthday; 0 for none. */
export function latestYearOf(text: string, line: Line): number {
  let latest = 0;
  for (const [, figures, numerals] of text.slice(line.start, line.end).matchAll(years))
    latest = Math.max(
      latest,
      figures ? Number(figures) : 1900 + "〇一二三四五六七八九".indexOf((numerals as string).charAt(2)) * 10,
    );
  return latest;
}

/** Whether what is told around a name happened long ago; `latest` is the latest year of its line. */
export function isOfHistory(text: string, line: Line, at: number, latest: () => number): boolean {
  const around = text.slice(Math.max(line.start, at - 60), Math.min(line.end, at + 60));
  if (ofToday.test(around)) return false;
  return ofHistory.test(around) || (latest() > 100 && latest() < OF_HISTORY);
}

/** How people of an age are addressed behind their surname: 「潘大爷」, 「李奶奶」. */
const byAge = /^(?:大[爷妈叔娘婶伯]|老[爹汉伯板]|爷爷|奶奶|爹爹|叔叔|婶婶|伯伯|婆婆|公公|姥姥|舅舅|阿姨)/u;
/** The same where a role in front may take it for a name: 「建议人顾大嫂」. */
const byStanding = /^(?:大[姐哥嫂舅姨]|老[太师]|嫂嫂|阿[婆公]|师[傅父])/u;

/** A surname with such an address, or its first half: nobody is named. */
export function isAddressed(text: string, start: number, end: number, isAnnounced: boolean): boolean {
  if (end - start > 3) return false;
  const behind = text.slice(start + 1, start + 3);
  return byAge.test(behind) || ((!isAnnounced || end - start === 2) && byStanding.test(behind));
}

/** Nobody's given name, behind a surname of one character or two: 「高先生」, 「欧阳女士」, 「周同学」. */
const bySex = new HeadPattern(/^(?:先生|女士|小姐|同学)/u);
export const isMerelyAddressed = (text: string, start: number): boolean =>
  bySex.fits(text, start + 1, start + 3) ||
  (bySex.fits(text, start + 2, start + 4) && isDoubleSurnameAt(text, start));

/** 「经济学之父某某」: of a science or a trade, not of a person. */
export const isFatherOfScience = (text: string, start: number): boolean =>
  /[学界业术国]之[父母]$/u.test(text.slice(Math.max(0, start - 3), start));

/** 「何某某（某市）产业园公司」: what a name would be begins a firm. */
export const beginsFirm = (text: string, end: number): boolean =>
  text.charAt(end) === "(" &&
  /^\([\u3400-\u9fff]{2,3}\)(?![与和向在对因已被于由])[\u3400-\u9fff]{2,16}(?:公司|集团|中心|合作社|[厂店]|医院|学校)/u.test(
    text.slice(end, end + 30),
  );

/** 「周某某(化名)」: names that stand for others. */
export function pseudonyms(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = text.indexOf("(化名"); at >= 0; at = text.indexOf("(化名", at + 1))
    for (let length = 2; length <= 4 && length <= at; length += 1) names.add(text.slice(at - length, at));
  return names;
}

/** 「某某著」, 「某某纂修」: who wrote a book. */
export const writesBook = new HeadPattern(/^(?:等?(?:编著|编纂|纂修|重修|纂|撰|著)[，。、；])/u);

/** 「任县委书记的两人:某某、某某」: who is appointed. */
export const isAppointed = (text: string, start: number): boolean =>
  /任[^。；，]{2,24}的[一二两三四五六七八九十\d]{1,2}[人位](?:是|为)?:[^。；\n]{0,60}$/u.test(
    text.slice(Math.max(0, start - 96), start),
  );

/** 「某某据此创作的同名小说」, 「某某以家乡为背景写就的三部曲」 */
const writes =
  /^(?:据此|[根依]据[^，。；]{2,14}|[以由][^，。；]{2,14}|所)?(?:创作|写成|写就|撰写|改编|谱写)[^，。；]{0,10}(?:小说|长诗|诗[作篇集]|散文|歌[曲剧]|乐曲|剧本|戏剧|三部曲|话剧|电影|名著|名篇)/u;
const writesFirst = new CharSet("据根依以由所创写撰改谱");

export const isAuthor = (text: string, end: number): boolean =>
  writesFirst.hasAt(text, end) && writes.test(text.slice(end, end + 36));

const ofWaterOrHills = new CharSet("河江湖溪峡谷岭峰崖潭沟坝湾");
const isSeen =
  /^(?:的(?:小?鱼|水|两岸|上游|下游|源头|支流|河|山)|[上下]游|流域|治理|综合治理|整治|生态|灌区|两岸|河?畔|沿岸|支流|大桥|水库|小吃|古[镇村城街寨]|景[区点]|漂流|湿地|风景|国家|森林|公园|[镇乡村]|(?:、[\u3400-\u9fff]{2,3}){1,6}[一二两三四五六七八九十\d]{1,2}[个大座条](?:古|景|名|河|山))/u;
const isOnWay = new CharSet("到往至赴沿过—-游");

/** 「黄某溪小吃」, 「到黄某溪有两条路」: a river, a hill or a place named after one. */
export const isOfLandscape = (text: string, start: number, end: number): boolean =>
  end - start === 3 &&
  ofWaterOrHills.hasAt(text, end - 1) &&
  (isOnWay.hasAt(text, start - 1) || isSeen.test(text.slice(end, end + 28)));
