/**
 * Addresses in Chinese text: from the province, city or county down to the door or village number. Says what can be
 * an address and whether it has the marks of a dwelling; whose address it is, is decided by what stands around it.
 */

import { CharSet } from "./char-set.ts";

const provinceNames =
  "北京市|天津市|上海市|重庆市|河北省|山西省|辽宁省|吉林省|黑龙江省|江苏省|浙江省|安徽省|福建省|江西省|山东省|河南省|湖北省|湖南省|广东省|海南省|四川省|贵州省|云南省|陕西省|甘肃省|青海省|台湾省|内蒙古自治区|广西壮族自治区|广西自治区|西藏自治区|宁夏回族自治区|宁夏自治区|新疆维吾尔自治区|新疆自治区|香港特别行政区|澳门特别行政区|新疆生产建设兵团";
const provinceShort =
  "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆";

const han = "[\\u3400-\\u9fff]";
const word = `[\\u3400-\\u9fff0-9A-Za-z·]`;

/** One administrative unit, at the start of what follows. */
const unit = new RegExp(
  `^(?:${provinceNames}|(?:${provinceShort})(?=${han})|(?:(?![的了由等为将被其这那以是在])${han}){1,9}?(?:自治州|自治县|自治旗|地区|市|盟|(?<![小社园景厂库校片辖灾专])区|县|旗|街道办事处|街道|镇|(?<!城(?=乡(?:居民|一体|建设|低保|统筹|融合|医保|养老|基本|规划|公交|客运|供水)))乡|苏木|民族乡|开发区|高新区|新区|林区|农场|林场|兵团))`,
  "u",
);

const doorTail = new RegExp(
  `^${word}*?[0-9A-Za-z一二三四五六七八九十百零〇两甲乙丙丁东西南北]+(?:-[0-9]{1,4}){0,2}(?:号楼|号院|号|室|户|单元|栋|幢|座|层|楼|组|队|社|弄|巷|门|房|小组|村民小组|生产队|屯|排|区)`,
  "u",
);

const parts = new RegExp(
  "(?:号楼|号院|号|室|户|单元|栋|幢|座|层|楼|组|队|社区|社|小区|屯|村民小组|小组|村|寨|庄|嘎查|弄|巷|胡同|里弄|公寓|花园|家园|新村|苑|府|城|院|大院|家属院|宿舍|街|路|大道|镇|乡|街道|区|县|市)",
  "u",
);

/** Words that lead to an address and do not belong to it. */
const lead =
  /^(?:(?:现|暂|原|均|都|系|户籍|户口|家|租)?(?:住址|住所地|住所|居住地|居住|住|位于|坐落|地址|籍贯|户籍|来自|家)(?:在|于|为|是|址)?|[在于])[: ]?/u;

export interface AddressSpan {
  readonly start: number;
  readonly end: number;
  /** Administrative units named. */
  readonly units: number;
  /** Ends at a door, a flat or a group of a village. */
  readonly hasDoor: boolean;
  /** Built like a dwelling: a flat, or a village with house or group. */
  readonly dwelling: boolean;
}

const separators = new CharSet("/，,；;。！？、|\t\n()（）“”\"'<>《》[]【】{}!?:");

/** The end of the clause that begins at `from`: an address has no separator inside, but may have brackets in its middle. */
function clauseEnd(text: string, from: number, limit: number): number {
  let at = from;
  const stop = Math.min(text.length, from + limit);
  while (at < stop) {
    const code = text.charCodeAt(at);
    if (separators.has(code) || (code === 0x20 && !continuesAddress(text, at + 1))) break;
    at += 1;
  }
  return at;
}

const unitBehindBlank = new RegExp(
  `^${han}{1,8}(?:市|区|县|旗|镇|乡|街道|村|社区|路|街|大道|小区|巷|屯|组)`,
  "u",
);

/** 「山东省 枣庄市 薛城区」 and 「光明路 12号」: a blank inside an address. */
function continuesAddress(text: string, from: number): boolean {
  const next = text.slice(from, from + 14);
  if (/^\d{1,5} ?(?:[号栋幢单室组巷弄座楼层户社队区]|-\d)/u.test(next)) return true;
  if (
    /\d $/u.test(text.slice(from - 2, from)) &&
    /^(?:号|栋|幢|单元|室|组|巷|弄|座|楼|层|户|社|队)/u.test(next)
  )
    return true;
  if (/^(?:\d{6,}|1\d{10})/u.test(next)) return false;
  return unitBehindBlank.test(next) && !/^(?:电话|手机|姓名|身份|联系|邮)/u.test(next);
}

/** A closing token with an optional trailing flat such as 「-1202」 or 「3楼东户」. */
const lastPart =
  /(?:号楼|号院|号|室|(?<=\d)房(?![间屋产东租主客改管地门])|(?<=[\d一二三四五六七八九])(?:排|间)|户|单元|栋|幢|座|层|楼|村民小组|小组|组|队|社区|社|屯|村|寨|庄|嘎查|弄|巷|胡同|公寓|花园|家园|苑|小区|家属院|宿舍|院|府|城|街|路|大道|镇|乡|街道)(?:[甲乙丙丁](?=\d)|(?:东|西|南|北|中|左|右)(?:户|室|门|侧)?)?(?:[0-9A-Za-z]{1,5}(?:-[0-9]{1,5}){0,3}(?![0-9A-Za-z]))?(?:-[0-9A-Za-z]{1,5}){0,3}(?:之[一二三四五六七八九十\d]{1,2})?/gu;

/**
 * The address that begins at or shortly after `from` (folded text). `maxLead` is how many characters of leading
 * words may stand before it. undefined when nothing there is one.
 */
export function addressAt(text: string, from: number, limit = 70): AddressSpan | undefined {
  let start = from;
  while (start < text.length && (text.charAt(start) === " " || text.charAt(start) === ":")) start += 1;
  const leading = lead.exec(text.slice(start, start + 14));
  if (leading && unitAhead(text, start + leading[0].length)) start += leading[0].length;
  const end = clauseEnd(text, start, limit);
  const clause = beforeOwner(text.slice(start, end));
  if (clause.length < 4) return undefined;
  let units = 0;
  let rest = clause;
  for (let count = 0; count < 6; count += 1) {
    const match = unit.exec(rest.startsWith(" ") ? rest.slice(1) : rest);
    if (!match) break;
    units += 1;
    rest = rest.slice(match[0].length + (rest.startsWith(" ") ? 1 : 0));
  }
  lastPart.lastIndex = 0;
  let last: RegExpExecArray | null = null;
  for (let match = lastPart.exec(clause); match; match = lastPart.exec(clause)) last = match;
  if (!last) return undefined;
  let stop = last.index + last[0].length;
  const tail = clause.slice(stop, stop + 8);
  const extra = /^(?:[0-9A-Za-z-]{1,8}|附\d+号?|负?\d+层)/u.exec(tail);
  if (extra && /\d$/u.test(clause.slice(0, stop)) === false && /[栋幢楼元座]$/u.test(clause.slice(0, stop)))
    stop += extra[0].length;
  // 「长江路御景园7-2-901」: an estate by its name alone.
  if (stop === last.index + last[0].length && !/\d$/u.test(clause.slice(0, stop)))
    stop += numberedEstate.exec(clause.slice(stop, stop + 18))?.[0].length ?? 0;
  // 「铁家村|村民」
  if (clause.startsWith("村村", stop - 2) && ofVillage.test(clause.charAt(stop))) stop -= 1;
  // 「某社区|一户普通居民家」: a count of households.
  if (countedHousehold.test(clause.slice(stop - 2, stop + 1))) stop -= 2;
  const address = clause.slice(0, stop);
  // A group by its name: 「松市村罗家湾组」.
  const namedGroup =
    /村(?:委会)?[\u3400-\u9fff]{2,6}(?:组|村民小组)$/u.test(address) && !groupOfPeople.test(address);
  const tight = address.includes(" ") ? address.replaceAll(" ", "") : address;
  const hasDoor =
    namedGroup ||
    (doorTail.test(tight) &&
      /(?:[0-9A-Za-z一二三四五六七八九十百]|东|西|甲|乙)(?:号楼|号院|号|室|户|单元|栋|幢|座|楼|组|队|社|门|弄|巷|屯|排|区)|\d$|[0-9]-[0-9]/u.test(
        tight,
      ));
  const flat =
    /(?:单元|栋|幢|号楼|楼(?![区县市镇乡村街路道台])|座)[^，]*(?:\d|室|户)|\d(?:室|户|房)$|\d弄\d+支弄|\d弄\d+号(?:[前后]门|底楼|亭子间)|号院?[甲乙丙丁]?\d+-\d|\d-\d+-\d|号院\d+排\d/u.test(
      tight,
    );
  const village =
    /(?:村|屯|寨|庄|社区|嘎查|大队)[^，路街市区县道]{0,12}?(?:\d|[一二三四五六七八九十]).{0,3}(?:组|号|队|社|户)|(?:村|屯|寨|嘎查)$|\d委\d+组|(?:村|社区|屯)(?:委会)?[\u3400-\u9fff]{1,7}(?:路|街|巷|道|胡同)[\u3400-\u9fff]{0,3}\d+号|村(?:委会?)?[\u3400-\u9fff]{1,6}(?:屯|场|湾|坪|冲|坳|塘|岭|寨)\d+号/u.test(
      tight,
    );
  return { start, end: start + stop, units, hasDoor, dwelling: flat || village || namedGroup };
}

/** Households that are counted. */
const countedHousehold = /^[一两二三几数多余]户[\u3400-\u9fff]$/u;
/** What belongs to a village behind its name. */
const ofVillage = /[民委支党干医]/u;
/** 「某村脱贫责任组」: people who work together, no place. */
const groupOfPeople =
  /(?:责任|工作|领导|指导|调研|督导|帮扶|攻坚|宣传|巡逻|整治|专项|调查|检查|互助|党|专班|服务|包保)组$/u;

/** The name of an estate, house, stair and flat with nothing between but hyphens. */
const numberedEstate = /^[\u3400-\u9fff]{2,8}?\d{1,3}-\d{1,3}-\d{1,4}(?![0-9A-Za-z-])/u;

/** 「…2组19号的某某反映楼上漏水」: behind a door and 的 somebody or something else is named. */
function beforeOwner(whole: string): string {
  // 「由…24号变更为…」
  const moved = /变更[为至到]|更正为|更改为|迁[往至入到]|搬[往至到]/u.exec(whole);
  const clause =
    moved && moved.index > 4 && closesDoor.hasAt(whole, moved.index - 1)
      ? whole.slice(0, moved.index)
      : whole;
  const of = clause.indexOf("的");
  return of > 4 && closesDoor.hasAt(clause, of - 1) ? clause.slice(0, of) : clause;
}

const closesDoor = new CharSet("号组户室栋幢屯楼队社村座0123456789");

function unitAhead(text: string, from: number): boolean {
  const next = text.slice(from, from + 16);
  return unit.test(next) || parts.test(next);
}

/** Whether an administrative unit stands at `from`: the cheap test before `addressAt`. */
export function placeAt(text: string, from: number): boolean {
  let may = provinceHeads.hasAt(text, from);
  for (let at = from + 1; at < from + 16 && !may; at += 1) may = unitEnds.hasAt(text, at);
  return may && unit.test(text.slice(from, from + 16));
}

const provinceAhead = new RegExp(`^(?:${provinceNames})`, "u");

/** Whether the whole name of a province begins at `from`: nothing need lead to an address there. */
export function provinceAt(text: string, from: number): boolean {
  return provinceHeads.hasAt(text, from) && provinceAhead.test(text.slice(from, from + 10));
}

/** What the names of provinces begin with. */
const provinceHeads = new CharSet(`${provinceNames}|${provinceShort}`.replace(/(?<=(?:^|\|).)[^|]*/gu, ""));
/** What a unit ends with; see the alternatives of `unit`. */
const unitEnds = new CharSet("州县旗区市盟处道镇乡木场团");

/** An office in its house, 「政务服务中心2楼205室」; homes are in 「财政局家属院」. */
export function isOffice(address: string): boolean {
  // 「林业局有限公司三号家属楼4单元701」, 「中心街31号」
  if (/(?:家属|宿舍|住宅|职工)[楼院区]/u.test(address)) return false;
  return /(?:中心(?![街路村巷大里屯])|大厦|大楼|写字楼|局|委员会|医院|卫生院|学校|学院|大学|中学|小学|政府|法院|检察院|银行|公司|超市|酒店|宾馆|商场|市场|广场|产业园|工业园|科技园|园区)[A-Z]?(?:[0-9A-Za-z一二三四五六七八九十]+(?:楼|层|号楼|栋|幢|座|室|单元|号)|$)/u.test(
    address,
  );
}

/** A flat told from the house to the door, enough without a place in front: 「银湖佳苑3幢二单元1102室」. */
export function isWholeFlat(address: string): boolean {
  return /^[\u3400-\u9fff]{2,12}[^，]{0,6}\d(?:号楼|栋|幢|座)[^，]{0,3}单元.{0,4}\d/u.test(address);
}

/** What homes stand in that no administrative unit is named for: estates, quarters of workers, lanes. */
const quarter =
  "(?:小区|家属院|家属区|家属楼|宿舍|宿舍区|新村|新区|新居|新民居|公寓|花园|家园|花苑|佳苑|苑|华庭|豪庭|名苑|名邸|府|郡|湾|里|坊|巷|胡同|弄|安置区|安置房|平房区|大院|社区|城)";

const homeInQuarter = new RegExp(
  `^(?!.*(?:门市|商铺|底商|商业|铺位|营业|服务|中心))[\\u3400-\\u9fff]{1,14}?${quarter}[^，。；]{0,8}?(?:[0-9A-Za-z]+(?:号楼|栋|幢|座|排)[^，。；]{0,6}[0-9东西]|[0-9]+-[0-9]+|[A-Z]区[0-9]+号|[0-9]+号院[^，。；]{1,8}[0-9间])`,
  "u",
);
const houseInStreet =
  /^[\u3400-\u9fff]{1,8}(?:路|街|巷|弄|里|胡同|条|村|屯|庄|寨)[\u3400-\u9fff]{0,6}(?:[0-9]+(?:弄|巷|支弄))?[0-9]+号(?:院|楼|附|[东西]|[0-9]|$)/u;

/** A home told from its estate, lane or village to the door, without the town it is in: 「和顺里9座304房」. */
export function isHomeInQuarter(address: string): boolean {
  return homeInQuarter.test(address) || isWholeFlat(address);
}

/** A house told by its street or village and number alone: enough only where somebody is said to live there. */
export function isHouseInStreet(address: string): boolean {
  return houseInStreet.test(address);
}

/** Names of organisations: what stands in front of 「地址」 or inside it decides that no dwelling is meant. 「厦门市」 is no shop, 「学院路」 a street. */
export const organisationWords =
  /(?:公司|集团|局|厅|委员会|管委会|办公室|政府(?!信息)|中心(?![街路村巷大里屯])|银行|信用社|医院|卫生院|学校|大学|学院|中学|小学|幼儿园|法院|检察院|派出所|支队|大队|合作社|协会|商会|基金会|研究院|事务所|工厂|图书馆|文化馆|博物馆|体育馆|档案馆|美术馆|展览馆|纪念馆|大厅|酒店|宾馆|商店|超市|(?<![厦江荆天玉])门市|饭店|餐厅|药店|加工厂|有限责任|分公司|经营部|服务部|采购人|招标人|供应商|代理机构|单位)(?![街路巷弄]|[东西南北前后中口里]?[一二三四五六七八九十]?(?:[路街巷]|条\d|胡同)|里弄|胡同)/u;
