/**
 * Names that no list of words announces: the odds of the characters (name-odds.ts) are weighed together with what stands in
 * front and behind. Where somebody's office stands in front or behind, or the sentence is about public business, nobody is told.
 */
import type { Line } from "../../block.ts";
import { CharSet, PairSet } from "../../char-set.ts";
import { HeadPattern, TailPattern } from "../../edge-pattern.ts";
import {
  fillsPlaceOfName,
  isCommonWord,
  isCommonWordAt,
  isFunctionSurnameAt,
  isTwoHalvesAt,
  mayBeginLongName,
  startsWrittenOut,
} from "../../name-grammar.ts";
import { Beginnings, nameOdds } from "../../name-odds.ts";
import { nextSpot, personalSpots } from "../personal-spots.ts";
import type { NameFinder } from "./name-finder.ts";
import { isHan } from "./tokens.ts";
import { officialMatter, isOrganisationAt, inOffice, type ReportName } from "./prose-names.ts";
import { publicRole } from "./public-roles.ts";
import { beginsWithAdverb } from "./words-as-names.ts";

const NEEDED = 6;
/** What the clearest names weigh. */
const CLEAREST = 10;
/** The most that is reckoned with behind a name before it is looked at. */
const MOST_BEHIND = 3.5;
/** The most that stands in front but for roles and ranks. */
const MOST_IN_FRONT = 2.5;
/** From here on what stands in front lets a name be an ordinary word. */
const TELLING_IN_FRONT = 2;
/** More than any odds: names that are known already are weighed wherever they stand. */
const MOST_OF_KNOWN = 99;

/** Characters a name may stand behind that are no part of a word. */
const particles = new CharSet(
  "由为对将把向给与和及同跟致至被因经到从送请让即系是叫称找替劝问代陪背救寻赔了着借欠予诉据则但经使叫有",
);
const marks = new CharSet('-.，。；：:、“”"(（)）—！？!? \t');
const personEnds = new CharSet(
  "人者员户生工民妇童友师客手方主兄弟姐妹父母子女妻夫孙嫂姑姨舅叔伯婶媳婿侄甥爷奶公婆爸妈娘",
);
const treated = new TailPattern(
  /(?:(?<![\u3400-\u9fff])付|[支应代补预垫欠]付|补发|随行|同行|同车|联系|联络|转告|电告|支付|驳回|返还|赔偿|补偿|给付|推搡|辱骂|威胁|追打|殴打|撞倒|搀扶|拦住|劝阻|带走|送走|探望|看望|照顾|告诉|劝说|发现|借到|拾得|捡到|拾获|捡获|委托|领取|给予|认定|关于|涉及|同意|批准|准予|不予|撤回|中止|减收|缓缴|免收|扣缴|办理|应为|改为|更正为|收回|追缴|停发|停止|注销|吊销|变更|更换|更正|恢复|暂停|暂缓|终止|解除|核减|核增|扣减|退还|续发|开除|辞退|解聘|暂缓执行|责令|告知|通知|核定|确认|撤销|取消|聘用|录用|录取|资助|安置|收到|追回|免除|减免|发给|抓获|查获|传唤|训诫|奖励|慰问|走访|解救|营救|救助|帮助|协助|陪同|护送|约谈|询问|判令|裁定|勒令|造成|由于|致使|导致|鉴于|对象|转给|转包给|租给|卖给|反映|举报|烧掉了|原登记的|听说|得知|其余|隔壁|邻村|对面|楼上|楼下|内有|名叫|叫做|名为)$/u,
);

/** 「关于收回|某某廉租住房的决定」 */
const titled = new TailPattern(/关于[\u3400-\u9fff]{2}(?:[\u3400-\u9fff]{2})?$/u);

const kinBehind = new HeadPattern(
  /^(?:的(?:父|母|卡|手机|住址|籍贯|年龄|存折|证件|丈夫|妻子|儿|女|哥|弟|姐|妹|爷|奶|外|孙|家|房|车|病|伤|死|遗|身份|户|账|银行|诉|请|申请|询问|讯问|证言|证词|陈述|供述|谈话|来信|学|证|手|老|配偶|监护|邻|宅|地|田|承包|苞谷|庄稼|菜|林|鱼|养|低保|工|代理)|户(?![籍口外用型部主])|等第三[方人]|钱包|手机[一两]|手提包|背包|挎包|书包|行李箱|及其|系[^，。；]{2,4}之[父母子女妻夫]|医药费|医疗费|误工费|护理费|损失|家(?![庭教具电务族畜禽园居乡企政政])|名下|本人|一家(?![\u3400-\u9fff]{0,4}(?:商|公司|企业|单位|医院|银行|工厂|[厂店]))|夫妇|夫妻|之[父母子女妻夫兄弟姐妹]|宅|承包地|林地|菜地|(?:两|二|三|四|五)(?:姐|兄|人|姊)|老人(?!们)|先生(?!们)|女士(?!们)|同学(?!们)|同志(?!任|们)|家长(?!们)|大[爷妈娘叔]|奶奶|爷爷|阿姨)/u,
);

/** What people do in an account; officials do it too, so it only adds to a name. */
const saidBehind = new HeadPattern(
  /^(?:荣获|获评|被评为|当选|从业|回忆|冒充|自称|提出|听到|听见|听说|看到|看见|突然|转来|借款|归还|仅归还|未归还|赔付|自愿|冒着|跳进|跳入|跑到|赶到|赶来|拿出|拿着|举手|第一个|第二个|提着|推着|骑着|扶着|背着|领着|带着|抱着|牵着|主动|缺席|联系上|捡到|找到|丢失|遗落|遗失|介绍|上去|上山|下河|下班|上班|先后|多次|曾|已到|已收|已领|已退|已经|未在|未与|未办|未按|未到|未能|未领|不慎|不服|不在|不愿|不同意|不满|分别|另案|去深圳|随|要求|想|承认|否认|酒后|购买|销售|持有|名下|邮箱|账户|帐户|来信|来电|当场|当天|被|将|与|和|把|向|对|因|从|由|于|之|申请|反映|投诉|举报|诉|表示|称|说|陈述|供述|证实|按响|胸闷|肋骨|手臂|前臂|双[手腿脚臂]|头部|胸部|面部|经抢救|脱离危险|[轻重]伤|骨折|昏迷|昏|晕|倒|摔|坠|溺|受伤|死亡|病|去世|住院|住在|住|家|户|祖遗|种植|养|经营|收到|获|非正常|下落|实际|独自|一人|由[^，。；]{2,14}转[入到]|等\d|等[一二三四五六七八九十两]|以|给)/u,
);

/** 「值班员某某的询问笔录」: whoever is heard as a witness speaks for himself. */
const questioned = new HeadPattern(/^的(?:询问|讯问|谈话|调查)(?:笔录|记录)|^的(?:证言|证词|供述)/u);

/** What people lose: 「拾得某某钱包一个」. */
const things = new HeadPattern(/^(?:钱包|手机|手提包|背包|挎包|书包|行李)/u);

const titleBehind = new HeadPattern(
  /^(?:教练|同志任|任[^意何]|为[市县省区镇国]|局长|副|主任|书记|处长|科长|所长|站长|院长|校长|园长|镇长|乡长|县长|市长|区长|部长|会长|主席|委员|代表|教授|院士|老师|教师|医生|大夫|医师|护士|律师|法官|检察官|警官|民警|记者|主持|出席|讲话|致辞|带队|介绍|作报告|烈士|英雄|[(（][\u3400-\u9fff]{1,3}[)）](?:行|刑|不|决|罚|字|许)|同志不再|同志兼|兼任|[(（][^()（）]{0,16}(?:[局处科所站队组院校部厅市县区镇乡会行社]长|书记|主任|委员|教授|医师|经理)[)）]|不再担任|同志主持|等领导|等同志|工程师|经理|董事|总|注本|注疏|校注|编著|译注|所注)/u,
);

const goesOn = new CharSet(
  "持于在因为与和及向对将被把从到自以按经已未不没是系诉称等又再也都提要请就由给让叫使至拟所受应曾先后同现该均共来去说讲报的购签驾住领取拿捡第突独独正只还带用写打发收买卖做",
);

/** Ends the name of a place or building, or begins what goes on behind one. */
const endsPlace = new CharSet(
  "洼渠坟畔埂塬村社会行镇乡区县市路街巷里坊园苑院馆所站店厂校局段口处湾桥港塘沟坪坝岭寨屯庄组庙祠堂亭寺塔矶殿卡营洲岛",
);
const placeBehind = new HeadPattern(
  /^(?:奖学金|助学金|奖教金|基金|工作室|书院|杯(?![子具中])|大厦|大楼|广场|酒店|宾馆|[底临]商|[区县省镇乡州旗街市村路巷桥河山湖港湾岛江溪社寺庙祠园苑馆站场厂店局院校组队屯庄寨沟岭坝坡坪塘]|公(?![共租积示告益])|大道|水库|集团|小区|社区(?!矫正|戒毒|康复|服刑)|高速|不动产(?!登记|权)|等地|[\u3400-\u9fff]?一带|[\u3400-\u9fff][镇乡](?=[的人居村，。、；])|(?![省市县区州镇乡村本该我在到于去至某大中小])[\u3400-\u9fff](?:学校|医院|中学|小学|大学|幼儿园)|酱料|糕饼|面业|食品|酱油|豆瓣|火锅|烤鸭|凉茶|饮料|乳业|酒业|药业|鞋业|服饰|珠宝|餐饮|面馆)/u,
);

/** Villages and townships of Mongols: 「乌兰哈达嘎查」. */
const endsSteppe = new TailPattern(/(?:嘎查|苏木)$/u);

/** Names of history and art, posts and trades of public business. */
const publicMatter =
  /(?:游历|拜会|会见|会谈|出访|率团|任教于|抗倭|诗人|词人|书法家|免费开放|人大代表|政协委员|故居|纪念馆|书法|先贤|精神|剧目|典籍|名著|文物|景区|县志|史料|学习|弘扬|起草人|询问人|公诉人|审查人员|监督人员|摄影|供稿|一审：|一审:|编审|校核|审定|演员|歌手|驻村|挂点|接访|副?组长|指挥长|特邀|专家|嘉宾|成员:|小组:|河长|警长|(?<!籍)教师|先进个人|投资人|库区|任命|任免|任党|财政所|宣读|执法证|来源:)/u;

/** 「张家沟组某某」 */
const groupEnds = new CharSet("组队社屯");
/** 「东至某某宅」 */
const bounds = new TailPattern(/[东南西北]至$/u);
/** 「2024年某某…」, 「凌晨三点多某某…」, 「期满后某某…」 */
const moment = new TailPattern(
  /(?:\d[年月日时分]|[点时]多|[满完毕发到期束]后|当[天日晚时]|[今去前昨]年|次日)$/u,
);
/** A place follows. */
const wayTo = new TailPattern(/(?:来自|前往|去往|途经|抵达|返回|回到|在|去)$/u);

/** 「一等奖某某；」, 「2号房源某某，」, 「第12户某某，」: a place in a list of winners or shares. */
const ranked = new TailPattern(
  /(?:[特一二三]等奖|[金银铜]奖|优[秀胜]奖|冠军|亚军|季军|状元|第[一二三四五六七八九十\d]{1,3}[名位户行栏]|\d号(?:房源|车位|摊位|铺位|商铺|地块|标的|墓穴))[: ]?$/u,
);

function leftOf(finder: NameFinder, line: Line, at: number): number {
  const { text } = finder;
  if (at === line.start) return 1.5;
  if (ranked.fits(text, Math.max(line.start, at - 8), at)) return 5;
  const before = text.charCodeAt(at - 1);
  if (!isHan(before)) {
    if (before === 0xb7 || latin.has(before)) return -9;
    return before === 0x3a ? 0.5 : before === 0x3001 ? 0 : marks.has(before) ? 1 : 0;
  }
  // 「祖父|母抚养」
  if (text.startsWith("父母", at - 1)) return -4;
  if (finder.endsRole(at)) return 5;
  if (isCommonWordAt(text, at - 1)) return -4;
  if (wayTo.fits(text, Math.max(line.start, at - 2), at)) return -1;
  if (bounds.fits(text, Math.max(line.start, at - 2), at)) return 2.5;
  if (moment.fits(text, Math.max(line.start, at - 3), at)) return 1;
  if (treated.fits(text, Math.max(line.start, at - 4), at))
    return titled.fits(text, Math.max(line.start, at - 6), at) ? 3.5 : 2.5;
  if (text.charAt(at - 1) === "的") return 1;
  if (groupEnds.has(before) && isHan(text.charCodeAt(at - 2))) return 1.5;
  if (personEnds.has(before)) return isCommonWordAt(text, at - 2) ? 2.5 : 1.5;
  if (particles.has(before)) return isCommonWordAt(text, at - 2) ? 0 : 2;
  return isCommonWordAt(text, at - 2) ? 0 : -3;
}

/** Whether what stands in front may be a role or a rank, the most that can speak for a name (see leftOf). */
function mayBeAnnounced(finder: NameFinder, line: Line, at: number): boolean {
  return (
    at > line.start && (finder.endsRole(at) || ranked.fits(finder.text, Math.max(line.start, at - 8), at))
  );
}

const latin = new CharSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

/** A word that is in no list, or the name goes on. */
const UNKNOWN_BEHIND = -6;
/** Of a name that reads like nothing else, in three characters. */
const UNKNOWN_BEHIND_CLEAR = -2;

/** 「（男，」, 「（92岁」 */
const described = new HeadPattern(/^[ (（]{1,2}(?:系|男|女|\d{2}岁)/u);

/** Whether a personal number follows within a few marks. */
function isNumberNear({ block, text }: NameFinder, line: Line, end: number): boolean {
  const start = nextSpot(block, end)?.start ?? line.end;
  if (start >= line.end || start > end + 4) return false;
  for (let at = end; at < start; at += 1) if (isHan(text.charCodeAt(at))) return false;
  return true;
}

function rightOf(finder: NameFinder, line: Line, end: number): number {
  const { text } = finder;
  if (end >= line.end) return 1;
  const next = text.charCodeAt(end);
  if (!isHan(next)) {
    if (next === 0xb7 || (next === 0x28 && titleBehind.fits(text, end, Math.min(line.end, end + 20))))
      return -9;
    if (isNumberNear(finder, line, end)) return 3.5;
    return described.fits(text, end, end + 5) ? 3 : marks.has(next) ? 1 : 0;
  }
  if (isCommonWordAt(text, end - 1) && !things.fits(text, end, end + 3)) return -8;
  const until = Math.min(line.end, end + 5);
  if (titleBehind.fits(text, end, until) || placeBehind.fits(text, end, until)) return -9;
  if (isOrganisationAt(text, end, line.end)) return -9;
  if (finder.isSaidOf(end)) return 3;
  if (kinBehind.fits(text, end, until)) return 3;
  if (saidBehind.fits(text, end, until)) return 1.5;
  if (goesOn.has(next)) return 1;
  return isCommonWordAt(text, end) ? 0.5 : UNKNOWN_BEHIND;
}

/** Used again from block to block. */
const beginnings = new Beginnings();

/** What is known of a block before its lines are read one by one. */
interface Known {
  readonly finder: NameFinder;
  readonly report: ReportName;
  /** Lines that speak of a private matter, that hold a name, that hold a personal number. */
  readonly matters: ReadonlySet<number>;
  readonly named: ReadonlySet<number>;
  readonly numbered: ReadonlySet<number>;
  /** Names that were told before, and their first two characters. */
  readonly names: ReadonlySet<string>;
  readonly heads: PairSet;
}

export function weighedNames(finder: NameFinder, report: ReportName): void {
  const { block, text } = finder;
  const matters = new Set(block.privateMatters.map((at) => block.lineAt(at).index));
  const named = new Set<number>();
  const numbered = new Set(personalSpots(block).map(({ start }) => block.lineAt(start).index));
  const names = new Set<string>();
  for (const { type, start, end, column } of block.findings) {
    if (type !== "NAME") continue;
    named.add(block.lineAt(start).index);
    if (!column) names.add(text.slice(start, end));
  }
  const heads = new PairSet();
  for (const name of names) if (name.length > 1) heads.add(name.slice(0, 2));
  for (const { start, end } of finder.dotted) dottedAt(finder, start, end, matters, numbered, report);
  beginnings.find(block.folded.codes, block.text.length);
  const known: Known = { finder, report, matters, named, numbered, names, heads };
  let index = 0;
  for (const line of block.lines) {
    index = beginnings.indexFrom(index, line.start);
    const row = finder.context.rowAt(line);
    if (row && (row.header || row.official || row.cells.some((cell) => cell.column))) continue;
    index = weighInLine(known, line, index);
  }
}

/** 「某某的芦笙」: what belongs to somebody named. */
function isThingOf(finder: NameFinder, at: number): boolean {
  if (finder.text.charAt(at - 1) !== "的" || finder.endsRole(at)) return false;
  for (let size = 2; size <= 4; size += 1) if (finder.isReported(at - 1 - size)) return true;
  return false;
}

/** Weighs what begins in a line, from that `index` of the beginnings on; the index behind it. */
function weighInLine(
  { finder, report, matters, named, numbered, names, heads }: Known,
  line: Line,
  from: number,
): number {
  const { block, text } = finder;
  const { codes } = block.folded;
  const { places, odds, count } = beginnings;
  const speaks = named.has(line.index) || numbered.has(line.index);
  const isPrivate = matters.has(line.index) || speaks;
  const base = (matters.has(line.index) ? 1 : 0) + (speaks ? 1 : 0) - 1;
  const least = base < 0 ? NEEDED - MOST_BEHIND - base - MOST_IN_FRONT : Number.NEGATIVE_INFINITY;
  const last = line.end - 1;
  /** Behind the last name that was weighed. */
  let free = 0;
  let index = from;
  for (; index < count; index += 1) {
    const at = places[index] as number;
    if (at >= last) break;
    if (at < free) continue;
    const mayBeKnown = names.size > 0 && heads.hasCodes(codes[at] as number, codes[at + 1] as number);
    const most = mayBeKnown ? MOST_OF_KNOWN : (odds[index] as number);
    if (most < least && !mayBeAnnounced(finder, line, at)) continue;
    if (finder.isReported(at)) continue;
    const left = leftOf(finder, line, at);
    // On one side alone a name that is an ordinary word is never told (leastOdds).
    if (left < TELLING_IN_FRONT && most + left + base + MOST_BEHIND < NEEDED) continue;
    if (left <= -3 || isThingOf(finder, at)) continue;
    const longest = mayBeKnown || mayBeginLongName(codes, at) ? 6 : 3;
    const best = bestAt(finder, line, at, longest, left, base, isPrivate, mayBeKnown ? names : undefined);
    if (best === 0) continue;
    if (questioned.fits(text, at + best, at + best + 5)) report(at, at + best);
    else if (!inOffice(block, line, at) && !isPublic(text, line, at)) {
      const sentence = sentenceAround(text, line, at);
      if (!publicMatter.test(sentence) && (left >= 5 || !officialMatter.test(sentence)))
        report(at, at + best);
    }
    free = at + best;
  }
  return index;
}

/** A name with dots needs only a little that speaks for a private person. */
function dottedAt(
  finder: NameFinder,
  start: number,
  end: number,
  matters: ReadonlySet<number>,
  numbered: ReadonlySet<number>,
  report: ReportName,
): void {
  const { block, text } = finder;
  const line = block.lineAt(start);
  const row = finder.context.rowAt(line);
  if (row && (row.header || row.official || row.cells.some((cell) => cell.column))) return;
  const speaks = matters.has(line.index) || numbered.has(line.index);
  const sum = leftOf(finder, line, start) + rightOf(finder, line, end) + (speaks ? 2 : 0);
  if (sum < 2 || inOffice(block, line, start) || isPublic(text, line, start)) return;
  const sentence = sentenceAround(text, line, start);
  if (!publicMatter.test(sentence) && !officialMatter.test(sentence)) report(start, end);
}

/**
 * The length of the name at `at`, of `longest` characters at most, that weighs most; 0 where none weighs enough. `known` holds the
 * names that were told before.
 */
function bestAt(
  finder: NameFinder,
  line: Line,
  at: number,
  longest: number,
  left: number,
  base: number,
  isPrivate: boolean,
  known: ReadonlySet<string> | undefined,
): number {
  const { text } = finder;
  let best = 0;
  let weight = NEEDED;
  for (let size = longest; size >= 2; size -= 1) {
    const end = at + size;
    if (end > line.end) continue;
    const halves = size === 4 && isTwoHalvesAt(text, at);
    let odds = halves ? CLEAREST : Math.min(CLEAREST, nameOdds(text, at, size));
    const isKnown = known?.has(text.slice(at, end)) ?? false;
    // 「孩子|尚未落户」
    if (size === 2 && endsAdverb.hasAt(text, end - 1) && beginsWithAdverb(text.slice(at, end))) continue;
    if (size === 2 && odds < 3 && left < 2.5 && !isKnown) continue;
    let right = left < TELLING_IN_FRONT ? undefined : rightOf(finder, line, end);
    if (isKnown) odds = Math.max(odds, 1) + 3;
    else if (right !== undefined) odds = Math.max(odds, leastOdds(finder, line, at, end, left, right, odds));
    if (odds + left + Math.max(base, 0) + MOST_BEHIND < weight || endsPlace.hasAt(text, end - 1)) continue;
    if (endsSteppe.fits(text, at, end)) continue;
    right ??= rightOf(finder, line, end);
    // 「维修工某某介绍了…」: those in office do it as well, but their role stands in front of them.
    if (left >= 5 && text.startsWith("介绍", end)) right = 1.5;
    if (right === UNKNOWN_BEHIND && !startsWrittenOut(text, end - 1) && (halves || (size === 3 && odds >= 9)))
      right = UNKNOWN_BEHIND_CLEAR;
    const sure =
      size >= 3 &&
      left >= 1 &&
      (right >= 1 ? odds >= 4 : right >= 0.5 ? odds >= 7 : odds >= 9 && right >= UNKNOWN_BEHIND_CLEAR) &&
      isHan(text.charCodeAt(end));
    if (!isPrivate && left < 2.5 && right < 3 && !sure) continue;
    if (odds < 4 && !isKnown && isFunctionSurnameAt(text, at) && (right < 3 || isCommonWordAt(text, at + 1)))
      continue;
    if (size === 2 && right < 1 && !isKnown) continue;
    if (roleWithin(finder, at, end)) continue;
    // Evidence on both sides makes up for what the line does not speak of.
    const sum = odds + left + base + right + (!isPrivate && sure ? 1 : 0);
    if (sum > weight || (sum === weight && best === 0)) {
      weight = sum;
      best = size;
    }
  }
  return best;
}

/** Ends the word for one person, not for many. */
const onePerson = new CharSet("人者方员师主妈爸奶爷姐妹哥弟嫂儿女子夫妻友学叫");
/** The ends of adverbs with which nobody is named. */
const endsAdverb = new CharSet("未在已曾都将应须时");
const functionHeads = new CharSet("须应于由但将和来空家");
/** 「用户名某某」: what has a name here need not be a person. */
const named = new CharSet("名字");

/** What evidence on both sides (TELLING_IN_FRONT and more) makes of any word that can be a name: 「复议申请人万里不服…」. */
function leastOdds(
  finder: NameFinder,
  line: Line,
  at: number,
  end: number,
  left: number,
  right: number,
  odds: number,
): number {
  if (odds < -20 || functionHeads.hasAt(finder.text, at)) return -99;
  const { text } = finder;
  const token = text.slice(at, end);
  if (!fillsPlaceOfName(token) || named.hasAt(text, at - 1) || beginsWithAdverb(token)) return -99;
  if (left < 2.5 && token.length === 3 && isCommonWord(token.slice(1))) return -99;
  const closed = end === line.end || !isHan(text.charCodeAt(end));
  if (left >= 5) {
    if (isCommonWord(token) && (odds < -4 || !onePerson.hasAt(text, at - 1))) return -99;
    if (right >= 3) return 2;
    if (isCommonWord(token)) return right >= 1.5 ? 0.5 : -3;
    return closed ? 2 : right >= 1.5 ? 0.5 : -2;
  }
  return right >= 3 ? (left >= 2.5 ? 2 : 0.5) : -99;
}

/** 「孙子|朱某」: a role that begins here and ends inside. */
function roleWithin({ block }: NameFinder, at: number, end: number): boolean {
  return block
    .labelsWithin(at, end)
    .some(({ label, start }) => start === at && (label === "person" || label === "official"));
}

/** Whether a public role stands in front; behind a verb or particle none can. */
function isPublic(text: string, line: Line, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (at > line.start && isHan(before) && !personEnds.has(before)) return false;
  return publicRole.test(headOf(text, line, at));
}

/** What stands in front of a name, or in front of the list it stands in: 「调查人：某某、」. */
function headOf(text: string, line: Line, at: number): string {
  const before = text.slice(Math.max(line.start, at - 40), at);
  const list = /([\u3400-\u9fff]{2,8})(?:[:：] ?|有|是)?(?:[\u3400-\u9fff·]{2,8}[、和及与])*$/u.exec(
    before,
  )?.[1];
  return list ?? before.slice(-8);
}

const ends = new CharSet("。；");

function sentenceAround(text: string, line: Line, at: number): string {
  let from = at;
  while (from > line.start && at - from < 60 && !ends.hasAt(text, from - 1)) from -= 1;
  let to = at;
  while (to < line.end && to - at < 60 && !ends.hasAt(text, to)) to += 1;
  return text.slice(from, to);
}
