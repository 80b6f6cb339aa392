/**
 * What the readers of names share: the block, what was reported, and whose names are public.
 */
import type { Block, Line } from "../../block.ts";
import type { Context } from "../../context.ts";
import { CharSet, PairSet } from "../../char-set.ts";
import { HeadPattern, TailPattern } from "../../edge-pattern.ts";
import {
  beginsInIdiom,
  clearNameLengthAt,
  isCommonWordAt,
  isFullName,
  isFunctionSurnameAt,
  isInSyllables,
  isOrdinaryWord,
  isProperName,
  isPublicFigure,
  mayBeginName,
} from "../../name-grammar.ts";
import { isTownAt, nameOdds } from "../../name-odds.ts";
import { wordStatistics } from "../../word-statistics.ts";
import { type DottedName, dottedNames } from "./dotted-names.ts";
import { listAround, NO_LIST, type List } from "./lists-of-things.ts";
import {
  beginsFirm,
  isAddressed,
  isAuthor,
  isByline,
  isFatherOfScience,
  isInService,
  isMerelyAddressed,
  isOfHistory,
  latestYearOf,
  holdsOffice,
  isCredited,
  isAppointed,
  isOfLandscape,
  pseudonyms,
  writesBook,
} from "./public-mentions.ts";
import { isHan } from "./tokens.ts";
import type { RuleId } from "../../rules/index.ts";

/** What somebody appointed goes on with, and what a brand does. */
const takesOffice = new HeadPattern(
  /^(?:(?:同志)?(?:任[市县区省镇乡州国党办局处科主副院校][^，。；]{2,}|不再担任|不再任)|”(?:牌|商标|品牌))/u,
);
/** A name does not end in them where the sentence goes on. */
const functionEnds = new CharSet("是均持凭提在于被把及与将对");
/** Some people are named so, but rarely. */
const likeFunction = new CharSet("有为和");

function isMasked(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1)
    if ((text.charAt(at) === "某" && at < end - 1) || text.charAt(at) === "*") return true;
  return false;
}

/** Behind somebody's 家. */
const house = new HeadPattern(/^(?:房|中|里|门|院|住|的|水|屋|养|种|有|被|果|鱼|田|地|承)/u);
/** Behind 经. */
const examined = new HeadPattern(/^(?:鉴定|诊断|抢救|查|审核|医|教育|劝|调解|治疗|法医|司法|核|民警|送医)/u);

/** What was done to find something out, how craftsmen are addressed, the head of an advice, and where somebody is saved from. */
const noPerson = new HeadPattern(
  /^(?:经(?:[查审评][询实明验阅看办证议估批核]?|核[实查对准]|鉴定|研究|调[查解取]|协[商调]|批准|公[示开告]|初[步审]|复[核查审]|现场|检[查测验]|走访|比对|认定|商|集体|综合|专家|多方|本[人院局]|电话)|师傅|温馨(?:提[示醒]|告知|服务)|(?:火场|火海|水[中下里]|[河江海井车山沟]中|井下)[救抬背抱])/u,
);

/** Roads, classes, shops and dogs: nobody's name of three characters ends so. */
const endsThing = new CharSet("线班记铺斋坊犬墩");
/** Tools, goods and papers of a trade: 「木工|刀具」, 「司机|马甲」. */
const endsTool = new CharSet(
  "具器片架床柜桌椅凳箱包袋篮筐桶盆碗盘杯瓶壶锅炉灶灯灰巾帽鞋靴袜服衣裤裙甲套料材板管绳网膜纸票证表册簿款费薪险",
);
/** Rooms and stores, something is in them: 「在当事人|包材库|内」. */
const endsStore = new CharSet("库室间仓棚");
const inside = new CharSet("内里中");

/** Nobody's name of three characters ends in them where only the sentence tells it, nor in what belongs to a clan: 「翟氏前份祠堂」. */
const neverLast = new CharSet("的了们");
const ofClan = new CharSet("前后祖族宗家祠堂中大支世先始公妇古旧故庄村");

/** How the name of a place goes on behind what looks like that of a person. */
const placeGoesOn =
  /^([\u3400-\u9fff]{0,4}?)(?:[镇乡](?![镇村政党级长域亲])|[\u3400-\u9fff]?族乡|苏木|嘎查|街道(?!办?主任)|社区(?![矫康戒居工])|村(?![民委支干里中内])|[农林牧渔茶]场|管理[处区]|经济(?:开发|发展)区|生产队)/u;
/** 「松涛苑小区」, named without the word once more. */
const endsEstate = new CharSet("苑园府湾邸庭轩阁");
const AROUND_PLACE = 1_000;
/** Stands between a person and a place. */
const verbOfPlace = new CharSet("在是由到于住从向对和与将已被把的系为因至去来回往任赴经给找跟同及等");

/** 「西二环」 */
const ringRoad = new HeadPattern(/^[东南西北][一二三四五六]环/u);
/** What became of somebody or how he is, behind a word for him: 「丈夫|过世」, 「照顾|年迈的父母」. */
const stateOfPerson = new HeadPattern(/^(?:过世|年迈|年老|年幼|年长|卧病)/u);

/** 「古树群3处」 */
const countedPlaces = new HeadPattern(/^\d{1,4}[余多]?[处座条项部篇首]/u);

/** Whose name may stand in quotation marks by itself. */
const quotesName = new TailPattern(
  /(?:叫|名为|名叫|名字|姓名|署名|签名|签字|网名|冒充|冒用|自称|写着|盖有|户名|昵称|落款|账号|账户|应为|应是|改为|写成|误为|误作|关于|[原系])(?:为|是|了|作|有)?[“"‘]$/u,
);
const corrected = /^[”"’](?:应|系|改|之?误|写成|等[\d一二三四五六七八九十两几多])/u;
/** What goes on within quotation marks and is said in a sentence. */
const quotedOn = /^[\u3400-\u9fff]{1,6}[”"’]/u;
const opensQuotation = new CharSet('“"‘');
const closesQuotation = new CharSet('”"’');
const saidWithin = /[的了是在说和与把被让给就也都吗吧呢不未已]/u;

/** A post set apart by a blank. */
const postBehind = new HeadPattern(
  /^ (?:[\u3400-\u9fff]{0,6})(?:县委|市委|区委|党委|党组|镇委)?(?:副?书记|副?县长|副?市长|副?区长|副?镇长|副?局长|副?主任|副?主席|部长|常委|总工程师)/u,
);

/** The same in brackets, or the kind of a place. */
const postInBrackets = new HeadPattern(
  /^\((?:街道|社区|[镇乡村县市区]|[\u3400-\u9fff]{0,18}(?:书记|[省市县区镇乡州]长|[局厅部处科所站]长|主任|主席|司令员?|政委|秘书长|常委|党组成员|科员|调研员|巡视员))\)/u,
);

/** Nobody's name ends in what is paid. */
const sums = new CharSet("费款额税券");

/** What is paid, at its head a surname, and what stands in front of it. */
const sumHeads = new CharSet("金费");
const paidFor =
  /(?:救助|补助|资助|补偿|赔偿|奖学|助学|奖励|补贴|慰问|抚恤|保证|保障|违约|滞纳|公积|公益|周转|养老|退休|失业|生育|低保|专项|安置|互助|医保|.[奖押租佣薪罚基])金|(?:医疗|护理|误工|交通|伙食|营养|鉴定|抚养|丧葬|保险|物业|管理|服务|培训|住院|检查|诊疗|生活|安家|搬迁|安置|过渡)费/u;
/** Houses that sell food, and farms. */
const eatingHouse =
  /^(?:[饼茶酒粥面鱼味锅鸡鸭鹅糕烧]家(?![\u3400-\u9fff])|.家庭(?:农场|牧场|林场|作坊|旅馆))/u;

/** 「左眉有痣」, 「右腿|有残」 */
const bodyPart = new HeadPattern(
  /^[左右](?:[大小前上]?[腿臂]|[眉眼脸颊耳腮臂腿手脚膝肩肋腹臀踝腕肘髋足胸腰])/u,
);

/** 「吴政密|发〔2025〕2号」: short forms of offices in front of the year of a paper. */
const paperNumber = /^[\u3400-\u9fff]{0,3}[〔[(（](?:19|20)\d\d[〕\])）]/u;

/** 「敖汉|旗人民政府」, 「乌拉|特后旗人民政府」, 「张家川|回族自治县」: from the last character of what would be a name. */
const divisionBehind = new HeadPattern(
  /^(?:旗|[\u3400-\u9fff][^诉告与和向对到在不][县市旗])(?:人民(?:政府|法院|检察院)|[\u3400-\u9fff]{2,4}局|委员会|政协|人大)|^[\u3400-\u9fff]{1,4}族?自治[县州旗]/u,
);

/** In front of the name of a breed, a make or a colour. */
const ofKind = new TailPattern(/(?:品种|犬种|品牌|型号|颜色|树种|病种|品名|毛色|款式)(?:为|是)?[: ]?$/u);

/** Cities whose names are written in the syllables of names. */
const cities =
  "乌鲁木齐 克拉玛依 吐鲁番 阿勒泰 阿克苏 库尔勒 博尔塔拉 巴音郭楞 克孜勒苏 呼和浩特 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒 阿拉善 科尔沁 日喀则 格尔木 德令哈 齐齐哈尔 哈尔滨 西双版纳 乌兰浩特 锡林浩特 霍林郭勒 牙克石 扎兰屯 额尔古纳 满洲里 石河子 阿拉尔 图木舒克 五家渠 呼图壁 玛纳斯 察布查尔 和布克赛尔 塔什库尔干 青铜峡 莫力达瓦 鄂温克 鄂伦春 达斡尔 克什克腾".split(
    " ",
  );
const cityHeads = new PairSet();
for (const city of cities) cityHeads.add(city.slice(0, 2));

/** Behind the name of an estate in quotation marks. */
const estate =
  /^[\u3400-\u9fff]{0,6}”(?:小区|楼盘|项目|商铺|商城|广场|公寓|酒店|餐厅|饭店|超市|公司|牌|商标|品牌|号)/u;

/** What one does in sun, wind and rain. */
const weatherAhead = new TailPattern(/[冒顶迎]着$/u);
/** 、 */
const LIST_MARK = 0x3001;

const SAID = 1;
const SLIP = 2;
const ROLE_ENDS = 4;
const REPORTED = 8;

/** One run over one block. */
export class NameFinder {
  readonly context: Context;
  readonly block: Block;
  readonly text: string;
  /** Starts of names of persons in office; other cues do not report them. */
  readonly official = new Set<number>();
  /** The lines, by index, that hold a vehicle plate. */
  readonly linesWithPlates: ReadonlySet<number>;
  /** Names with middle dots, each whole. */
  readonly dotted: readonly DottedName[];
  /** By place: SLIP where a slip of an ordinary word begins (「群众满义」 names nobody), SAID where what is said of persons does, ROLE_ENDS behind a role, REPORTED where a reported name begins. */
  readonly #beginnings: Uint8Array;
  #pseudonyms: ReadonlySet<string> | undefined;
  #years = { line: -1, latest: 0 };
  /** The list that was read last. */
  #list: List = NO_LIST;
  /** Names of two characters that were reported. */
  readonly #ofTwo = new Set<string>();
  /** Names of persons of history, left alone in every line. */
  readonly #ofHistory = new Set<string>();
  /** Where slips of ordinary words that were told begin. */
  readonly #slips = new Set<number>();

  constructor(context: Context, beginnings: Uint8Array) {
    this.context = context;
    this.block = context.block;
    this.text = context.block.text;
    this.linesWithPlates = new Set(
      this.block.findings
        .filter(({ type }) => type === "PLATE")
        .map(({ start }) => this.block.lineAt(start).index),
    );
    for (const { start } of this.block.predicates) beginnings[start] = SAID;
    for (const start of this.block.personActs) beginnings[start] = SAID;
    for (const { term, start } of this.block.wording)
      if (term.kind === "slip") beginnings[start] = (beginnings[start] as number) | SLIP;
    for (const { label, end } of this.block.labels)
      if (label === "person" || label === "name") beginnings[end] = (beginnings[end] as number) | ROLE_ENDS;
    this.#beginnings = beginnings;
    for (const { type, start, ruleId } of this.block.findings)
      if (type === "TYPO" && ruleId === "typo-word" && this.isSlip(start)) this.#slips.add(start);
    this.dotted = dottedNames(this.block);
  }

  report(from: number, to: number, ruleId: RuleId, column?: string): void {
    const chain = this.#chainAt(from, to);
    const towards = chain ? 0 : this.#towards(from, to);
    const start = chain ? chain.start : towards > 0 ? from + 1 : from;
    // 「努尔兰·哈布都，」: a mark ends it.
    const closed = chain && to > chain.end && !isHan(this.text.charCodeAt(to));
    const end = closed
      ? to
      : chain
        ? chain.end
        : towards > 0
          ? from + 1 + towards
          : this.#withoutFollower(from, to);
    if (this.official.has(start) || this.isReported(start)) return;
    if (isMasked(this.text, start, end + 1)) return;
    // 「《白鹿原》」, 「王集镇孟王线、」, 「柏淑贤　国画班　120元」, 「金鼎商|厦」
    if (this.text.charAt(start - 1) === "《" && this.text.charAt(end) === "》") return;
    if (
      end - start === 3 &&
      !column &&
      !isInSyllables(this.text.slice(start, end)) &&
      (endsThing.hasAt(this.text, end - 1) || this.text.charAt(end) === "厦")
    )
      return;
    // 「陶艺之家」
    if (this.text.startsWith("之家", end - 1)) return;
    // 「燃气管道工|程公|司」
    if (this.text.startsWith("公司", end - 1)) return;
    // 「申玉龙 县委书记」
    if (!column && ruleId !== "name-labelled" && postBehind.fits(this.text, end, end + 14)) return;
    // 「副总指挥：某某（副市长）、」, 「安丰（镇）」
    if (!column && ruleId !== "name-labelled" && postInBrackets.fits(this.text, end, end + 24)) return;
    // 「中华人民共和|国普通|护照」: nobody's name begins inside that of the state.
    if (this.text.startsWith("共和国", start - 2)) return;
    // 「救助|金发放」, 「医疗|费发放」
    if (
      ruleId === "name-prose" &&
      sumHeads.hasAt(this.text, start) &&
      paidFor.test(this.text.slice(Math.max(0, start - 2), start + 1))
    )
      return;
    // 「金凤饼|家」, 「家旺家庭农场」
    if (ruleId === "name-prose" && eatingHouse.test(this.text.slice(end - 1, end + 4))) return;
    // 「领取|安家费」
    if (end - start === 3 && sums.hasAt(this.text, end - 1)) return;
    if (bodyPart.fits(this.text, start, start + 3) && end - start === 3) return;
    if (!column && beginsFirm(this.text, end)) return;
    if (isMerelyAddressed(this.text, start)) return;
    if (
      (ruleId === "name-prose" || ruleId === "name-labelled") &&
      isAddressed(this.text, start, end, ruleId === "name-labelled" || this.endsRole(start))
    )
      return;
    if (ruleId === "name-prose" && (this.#isTerm(start, end) || this.#isQuoted(start, end))) return;
    if (ruleId === "name-prose" && countedPlaces.fits(this.text, end, end + 6)) return;
    if (!column && endsStore.hasAt(this.text, end - 1) && inside.hasAt(this.text, end)) return;
    // 「孩子|安然无恙」, 「寒冬|来袭」
    if (this.text.startsWith("无恙", end) || this.text.startsWith("来袭", end - 1)) return;
    if (isFatherOfScience(this.text, start)) return;
    if (ruleId === "name-labelled" && isAppointed(this.text, start)) return;
    if (
      ruleId === "name-prose" &&
      (beginsInIdiom(this.text, start, end) ||
        (isOrdinaryWord(this.text, start, end) && !this.endsRole(start)))
    )
      return;
    if (ruleId === "name-prose" && (this.#isPublic(start, end) || this.#isOfWords(start, end))) return;
    if (ruleId === "name-prose" && this.#isOfThings(start, end)) return;
    // 「经查询，」, 「工人|师傅说」, 「“海韵名|邸”小区」
    if (noPerson.fits(this.text, start, end + 2) || this.#quotesPlace(start, end)) return;
    if (ruleId === "name-with-number" && this.#runsOn(start, end)) return;
    if (ruleId === "name-prose" && (this.#takesOffice(end) || this.#runsOn(start, end))) return;
    if (
      (ruleId === "name-prose" || (ruleId === "name-roster" && !column)) &&
      (isPublicFigure(this.text.slice(start, end)) ||
        (ruleId === "name-roster" && isCredited(this.text, this.block.lineAt(start), start)) ||
        (isProperName(this.text, start, end) && !this.endsRole(start)))
    )
      return;
    // 「领取|扶恤金」, 「子女有|瞻养…」: a slip that was told names nobody.
    if (ruleId === "name-prose" && this.#holdsSlip(start, end)) return;
    if (ruleId === "name-prose" && this.#beginsLabel(start, end)) return;
    // 「《邹城信访动态》」, 「籍贯山东曹县」
    if (
      ruleId === "name-prose" &&
      end - start === 2 &&
      isTownAt(this.text, start) &&
      !(this.isSaidOf(end) && this.text.charAt(start - 1) !== "《") &&
      !this.endsRole(start) &&
      this.text.charAt(start - 1) !== "、"
    )
      return;
    if (ruleId === "name-prose" && this.#isAmongThings(start, end)) return;
    this.#beginnings[start] = (this.#beginnings[start] as number) | REPORTED;
    if (end - start === 2) this.#ofTwo.add(this.text.slice(start, end));
    this.block.report({ type: "NAME", start, end, ruleId, column });
  }

  /** Who holds an office elsewhere in the text, wrote it, or lived long ago; not where a role announces a private person. */
  #isPublic(start: number, end: number): boolean {
    const line = this.block.lineAt(start);
    const name = this.text.slice(start, end);
    if (isByline(this.text, line, start, end)) return true;
    this.#pseudonyms ??= pseudonyms(this.text);
    if (this.#pseudonyms.has(name)) return true;
    if (this.endsRole(start)) return false;
    if (isInService(this.text, start)) return true;
    if (holdsOffice(this.block, start, end) || this.#ofHistory.has(name)) return true;
    if (isCredited(this.text, line, start)) return true;
    if (
      !writesBook.fits(this.text, end, end + 6) &&
      !isAuthor(this.text, end) &&
      !isAuthor(this.text, end - 1) &&
      !isOfLandscape(this.text, start, end) &&
      !isOfHistory(this.text, line, start, () => this.#latestYear(line))
    )
      return false;
    this.#ofHistory.add(name);
    return true;
  }

  /** Kept from name to name of a line. */
  #latestYear(line: Line): number {
    if (this.#years.line !== line.index)
      this.#years = { line: line.index, latest: latestYearOf(this.text, line) };
    return this.#years.latest;
  }

  /** A word for an office that begins here and ends inside. */
  #beginsTitle(start: number, end: number): boolean {
    return this.block
      .labelsWithin(start, end)
      .some((label) => label.label === "official" && label.start === start && label.end < end);
  }

  /** 「找师|傅看后」, 「冒着|秋阳」, 「支付|方式|出借」, 「玉泉|所」 of 「玉泉派出所」: words, or a place, that look like a name. */
  #isOfWords(start: number, end: number): boolean {
    const { text } = this;
    const words = wordStatistics();
    const before = text.charCodeAt(start - 1);
    if (text.startsWith("师傅", start - 1)) return true;
    if (weatherAhead.fits(text, Math.max(0, start - 2), start)) return true;
    if (end - start === 2) {
      if (words.isWordAt(text, start, 4)) return true;
      if (endsTool.hasAt(text, end - 1) && words.isWordAt(text, start, 2)) return true;
      return (
        text.charAt(end) === "所" &&
        text.slice(Math.max(0, start - 600), end + 600).includes(`${text.slice(start, end)}派出所`)
      );
    }
    // 「楼长|李老师」
    if (this.#beginsTitle(start, end)) return true;
    // 「从|楚雄一家企业」
    if (end - start === 3 && isFunctionSurnameAt(text, start) && isTownAt(text, start + 1)) return true;
    return (
      end - start === 3 &&
      !this.endsRole(start) &&
      isHan(text.charCodeAt(end - 1)) &&
      isHan(text.charCodeAt(end)) &&
      words.isWordAt(text, start, 2) &&
      nameOdds(text, start, 3) <=
        (words.isWordAt(text, end - 1, 2) ? 0 : isHan(before) || before === LIST_MARK ? -3 : -8)
    );
  }

  /** 「向|罗启明送达…」: 向 is hardly ever a surname in front of another; how long the name behind it is, 0 where it is none. */
  #towards(at: number, to: number): number {
    const { text } = this;
    // 「付|李国强、」: what was paid to somebody.
    if (text.charAt(at) === "付" && to - at === 3 && !isHan(text.charCodeAt(at - 1))) {
      const paid = clearNameLengthAt(text.slice(at + 1, at + 9));
      return at + 1 + paid > to ? paid : 0;
    }
    if (text.charAt(at) !== "向" || !mayBeginName(text.charAt(at + 1))) return 0;
    const length = clearNameLengthAt(text.slice(at + 1, at + 9));
    return length === 0 && to - at === 3 && isFullName(text.slice(at + 1, to), "strong") ? 2 : length;
  }

  /** The name with dots that a range lies in or runs into. */
  #chainAt(from: number, to: number): DottedName | undefined {
    let low = 0;
    let high = this.dotted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.dotted[middle] as DottedName).end <= from) low = middle + 1;
      else high = middle;
    }
    const chain = this.dotted[low];
    return chain && chain.start < to ? chain : undefined;
  }

  /** 「江河|家房屋」, 「明镜|经鉴定」: the end of a name without what is said of it. */
  #withoutFollower(start: number, end: number): number {
    if (end - start !== 3) return end;
    const last = this.text.charAt(end - 1);
    // 「李鹤|都细心查看」, 「张伟|曾是战士」
    if ((last === "都" || last === "曾") && isHan(this.text.charCodeAt(end))) return end - 1;
    // 「高山|辩称」
    if (last === "辩" && this.text.charAt(end) === "称") return end - 1;
    // 「李明|婉言拒绝」 behind another mention of the name
    if (this.#ofTwo.has(this.text.slice(start, end - 1)) && wordStatistics().isWordAt(this.text, end - 1, 2))
      return end - 1;
    if (
      last === "家"
        ? !house.fits(this.text, end, end + 2)
        : last !== "经" || !examined.fits(this.text, end, end + 2)
    )
      return end;
    return end - 1;
  }

  /** 「翟氏前」, 「彭州的」, 「，家就|住在附近」 */
  #isTerm(start: number, end: number): boolean {
    const { text } = this;
    if (ringRoad.fits(text, start, start + 3)) return true;
    if (end - start === 3 && verbOfPlace.hasAt(text, end - 1) && this.#isCityNearby(start)) return true;
    // 「家长王|女士」
    if (end - start === 3 && text.startsWith("家长", start)) return true;
    if (
      endsEstate.hasAt(text, end - 1) &&
      text
        .slice(Math.max(0, start - AROUND_PLACE), end + AROUND_PLACE)
        .includes(`${text.slice(start, end)}小区`)
    )
      return true;
    if (end - start === 2)
      return (
        (text.charAt(start) === "家" && /[就都也还却才又]/u.test(text.charAt(start + 1))) ||
        stateOfPerson.fits(text, start, end) ||
        (text.charAt(start - 1) === "的" &&
          !isHan(text.charCodeAt(end)) &&
          (wordStatistics().isWordAt(text, start, 2) || text.startsWith("祝福", start)))
      );
    if (text.charAt(start) === "后" && /[又来还也]/u.test(text.charAt(start + 1))) return true;
    if (this.#goesOnAsPlace(start, end)) return true;
    return (
      end - start === 3 &&
      (neverLast.hasAt(text, end - 1) || (text.charAt(start + 1) === "氏" && ofClan.hasAt(text, end - 1)))
    );
  }

  /** 「花杉、桦榛、青檀等49个物种」; not where a role leads the list. A list is read once for what stands in the midst of it. */
  #isAmongThings(start: number, end: number): boolean {
    const { text } = this;
    if (text.charCodeAt(start - 1) !== LIST_MARK && text.charCodeAt(end) !== LIST_MARK) return false;
    if (start < this.#list.start || end > this.#list.end)
      this.#list = listAround(text, this.block.lineAt(start), start, end);
    if (!this.#list.ofThings) return false;
    for (let at = this.#list.start; at <= start; at += 1) if (this.endsRole(at)) return false;
    return true;
  }

  /** 「吴川市…吴川|将积极探索」 */
  #isCityNearby(start: number): boolean {
    const { text } = this;
    const around = text.slice(Math.max(0, start - AROUND_PLACE), start + AROUND_PLACE);
    const place = text.slice(start, start + 2);
    return (
      !this.endsRole(start) && ["市", "县", "区", "镇", "乡"].some((unit) => around.includes(place + unit))
    );
  }

  /** 「克尔古|提乡」, 「黄羊滩|农场」: what looks like a name begins that of a place. */
  #goesOnAsPlace(start: number, end: number): boolean {
    const { text } = this;
    if (verbOfPlace.hasAt(text, end) || this.endsRole(start) || this.isSaidOf(end)) return false;
    const rest = placeGoesOn.exec(text.slice(end, end + 9))?.[1];
    if (rest === undefined) return false;
    for (let at = end; at < end + rest.length; at += 1) if (isCommonWordAt(text, at)) return false;
    return true;
  }

  /** 「“贺郎歌”」, 「“杨家将故事”」: songs, plays, terms and goods. */
  #isQuoted(start: number, end: number): boolean {
    const { text } = this;
    if (!opensQuotation.hasAt(text, start - 1) || this.endsRole(start - 1)) return false;
    if (quotesName.fits(text, Math.max(0, start - 5), start)) return false;
    if (closesQuotation.hasAt(text, end)) return !corrected.test(text.slice(end, end + 4));
    const on = quotedOn.exec(text.slice(end, end + 8))?.[0];
    return on !== undefined && !saidWithin.test(on) && !this.isSaidOf(end);
  }

  /** The name of a breed, a city or a paper: 「品种柯基」, 「乌鲁木|齐市」, 「吴政密|发〔2025〕2号」. */
  #isOfThings(start: number, end: number): boolean {
    const { text } = this;
    return (
      ofKind.fits(text, Math.max(0, start - 4), start) ||
      divisionBehind.fits(text, end - 1, end + 7) ||
      (cityHeads.hasAt(text, start) && cities.some((city) => text.startsWith(city, start))) ||
      paperNumber.test(text.slice(end, end + 9))
    );
  }

  /** 「“海韵名邸”小区」 */
  #quotesPlace(start: number, end: number): boolean {
    return this.text.charAt(start - 1) === "“" && estate.test(this.text.slice(end, end + 12));
  }

  /** 「惠农一|卡通账号」: the label of a number, longer than the name. */
  #beginsLabel(start: number, end: number): boolean {
    const { labels } = this.block;
    for (let index = this.block.labelIndexAfter(start); index < labels.length; index += 1) {
      const label = labels[index];
      if (!label || label.start > start) return false;
      if (label.start === start && label.end > end && label.label === "bank") return true;
    }
    return false;
  }

  #holdsSlip(start: number, end: number): boolean {
    if (this.#slips.size === 0 || end - start > 3) return false;
    for (let at = start; at < end; at += 1) if (this.#slips.has(at)) return true;
    return false;
  }

  /** 「某某任县商务局局长」, 「“某某”牌」 */
  #takesOffice(end: number): boolean {
    return takesOffice.fits(this.text, end, end + 12);
  }

  /** Function words that begin with a surname: 「双方均|签字」, 「须持|身份证」, 「申请人才|公寓」. */
  #runsOn(start: number, end: number): boolean {
    const { text } = this;
    const size = end - start;
    if (size > 3) return false;
    const odds = nameOdds(text, start, size);
    if (
      isInSyllables(text.slice(start, end)) &&
      (this.endsRole(start) || (size === 2 && !isCommonWordAt(text, end - 1)))
    )
      return false;
    if (odds <= -4 && odds > -90 && isCommonWordAt(text, start - 1)) return true;
    if (odds >= 0 || odds <= -90 || !isHan(text.charCodeAt(end))) return false;
    if (functionEnds.hasAt(text, end - 1)) return true;
    return !this.isSaidOf(end) && (odds <= -6 || likeFunction.hasAt(text, end - 1));
  }

  /** Whether a name that begins here was reported. */
  isReported(start: number): boolean {
    return ((this.#beginnings[start] ?? 0) & REPORTED) !== 0;
  }

  /** Whether a slip of an ordinary word begins here: 「群众满义」 names nobody. */
  isSlip(at: number): boolean {
    return ((this.#beginnings[at] ?? 0) & SLIP) !== 0;
  }

  /** Whether the role or label of a person ends here. */
  endsRole(at: number): boolean {
    return ((this.#beginnings[at] ?? 0) & ROLE_ENDS) !== 0;
  }

  /** Whether what is said of persons begins here. */
  isSaidOf(at: number): boolean {
    return ((this.#beginnings[at] ?? 0) & SAID) !== 0;
  }
}
