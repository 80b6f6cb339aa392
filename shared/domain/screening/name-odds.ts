/**
 * How likely a string is the name of a person by its characters alone, against running text: the odds of the surname and of
 * each character of the given name in its place (data/name-odds.ts), less what the words of the language take. Above about
 * five a string is hardly ever anything else.
 */
import { PairSet } from "./char-set.ts";
import { HeadPattern } from "./edge-pattern.ts";
import { firstGivenOdds, lastGivenOdds, surnameOdds } from "./data/name-odds.ts";
import {
  isCommonWordAt,
  isFunctionSurnameAt,
  isDoubleSurnameAt,
  isHalfAndSyllableAt,
  isLikeTripleAt,
  isNoName,
  isShortWrittenOutAt,
  isWrittenOut,
  mayOpenLongName,
  mayOpenName,
  nameRoleOf,
} from "./name-grammar.ts";
import { PORTION } from "./portion.ts";

/** What a character has that is met in no name of the list. */
const UNHEARD = -4;

type Groups = readonly (readonly [odds: number, characters: string])[];

/** Characters children are named with today, which the list of names, some of them a century old, hardly has; what is reckoned at least. */
const ofToday: Groups = [
  [3, "涵诺沐桐熙馨彤晗恩泽"],
  [4, "梓宸萱汐芮苒煜瑄睿妍嫣奕皓灏祎姝妤璟翊珩屹喆垚玙昕玥淼琰翀珺"],
];

function tableOf(groups: Groups, least: Groups = []): Int8Array {
  const table = new Int8Array(65_536).fill(UNHEARD);
  for (const [odds, characters] of [...groups, ...least])
    for (let at = 0; at < characters.length; at += 1) {
      const code = characters.charCodeAt(at);
      table[code] = least.length > 0 ? Math.max(table[code] as number, odds) : odds;
    }
  return table;
}

/** Surnames whose bearers the list leaves out. */
const unlisted: Groups = [[1, "法拜星朵摆绽"]];

const surnames = tableOf(surnameOdds, unlisted);
const firstGiven = tableOf(firstGivenOdds, ofToday);
const lastGiven = tableOf(lastGivenOdds, ofToday);
/** The three side by side in a byte each, and the character's role in names above them: one look-up for each character of a text. */
const together = new Int32Array(65_536);
for (let code = 0; code < together.length; code += 1)
  together[code] =
    (nameRoleOf(code) << 24) |
    (((surnames[code] as number) & 0xff) << 16) |
    (((firstGiven[code] as number) & 0xff) << 8) |
    ((lastGiven[code] as number) & 0xff);
const roleOf = (all: number): number => all >>> 24;
const surnameOf = (all: number): number => (all << 8) >> 24;
const firstGivenOf = (all: number): number => (all << 16) >> 24;
const lastGivenOf = (all: number): number => (all << 24) >> 24;

/** Surnames of two characters that are words or places too. */
const doubtful = pairsOf("东方 西门 南宫 第五 百里 东郭 东门 南门 公良 东里 微生 达奚");

function pairsOf(words: string): PairSet {
  const pairs = new PairSet();
  for (const word of words.split(" ")) pairs.add(word);
  return pairs;
}

const oddsAt = (table: Int8Array, text: string, at: number): number => table[text.charCodeAt(at)] ?? UNHEARD;

/** The odds of the `size` characters at `at`; −99 where they cannot be a name. */
export function nameOdds(text: string, at: number, size: number): number {
  const end = at + size;
  if (!allHan(text, at, end) || isNoName(text, at, end) || titled.fits(text, at + 1, at + 3)) return -99;
  if (size >= 4) {
    const token = text.slice(at, end);
    if (isWrittenOut(token)) return wordAnywhere(token) ? -99 : 6;
  }
  if (size === 3 && (isShortWrittenOutAt(text, at) || isHalfAndSyllableAt(text, at))) return 5;
  if (size > 4) return -99;
  if (size >= 3 && isDoubleSurnameAt(text, at)) {
    const odds = doubtful.hasAt(text, at) ? 2 : 6;
    const given = size === 3 ? 0 : Math.max(-3, oddsAt(firstGiven, text, at + 2));
    return odds + given + oddsAt(lastGiven, text, end - 1) + wordsWithin(text, at + 2, size - 2);
  }
  if (size === 4) return -99;
  const last = oddsAt(lastGiven, text, end - 1);
  if (size === 2) {
    const odds = oddsAt(surnames, text, at) + last - (places.hasAt(text, at) ? 6 : 1);
    return isCommonWordAt(text, at) ? Math.min(odds - 4, -3) : odds;
  }
  if (isLikeTripleAt(text, at)) return -99;
  return oddsAt(surnames, text, at) + oddsAt(firstGiven, text, at + 1) + last + wordsWithin(text, at, size);
}

/**
 * Where in a text names can begin, and the most that `nameOdds` can give for any size there, from the characters alone: nearly all
 * places of a text end here, so they are read in one run, each character once. Used again from text to text.
 */
export class Beginnings {
  places = new Int32Array(0);
  odds = new Int8Array(0);
  count = 0;

  /** Finds those in the first `length` of `codes`. */
  find(codes: Uint16Array, length: number): void {
    if (this.places.length < length) {
      this.places = new Int32Array(length);
      this.odds = new Int8Array(length);
    }
    this.count = 0;
    for (let from = 0; from < length; from += PORTION)
      this.#findWithin(codes, from, Math.min(length, from + PORTION));
  }

  /** The index, from `index` on, of the first that lies at `from` or behind it. */
  indexFrom(index: number, from: number): number {
    let next = index;
    while (next < this.count && (this.places[next] as number) < from) next += 1;
    return next;
  }

  #findWithin(codes: Uint16Array, from: number, until: number): void {
    const { places, odds } = this;
    let count = this.count;
    let code = codes[from] ?? 0;
    let nextCode = codes[from + 1] ?? 0;
    let first = together[code] as number;
    let second = together[nextCode] as number;
    for (let at = from; at < until; at += 1) {
      const code3 = codes[at + 2] ?? 0;
      const third = together[code3] as number;
      if (mayOpenName(roleOf(first), code, nextCode)) {
        places[count] = at;
        odds[count] = mayOpenLongName(roleOf(first), roleOf(second), roleOf(third), codes, at)
          ? MOST
          : surnameOf(first) + Math.max(lastGivenOf(second) - 1, firstGivenOf(second) + lastGivenOf(third));
        count += 1;
      }
      code = nextCode;
      nextCode = code3;
      first = second;
      second = third;
    }
    this.count = count;
  }
}

/** More than any name has. */
const MOST = 99;

/** What ordinary words inside take: less at the end, since people are named 建国 and 和平. */
function wordsWithin(text: string, at: number, size: number): number {
  const shared = isFunctionSurnameAt(text, at);
  let taken = shared ? -2 : 0;
  if (size === 3 && isCommonWordAt(text, at)) taken -= 4;
  if (isCommonWordAt(text, at + size - 2) && size > 2) taken -= shared ? 4 : 1;
  return taken;
}

/** Cities and counties made like names. */
const places = pairsOf(
  "唐山 邢台 阳泉 忻州 吕梁 铁岭 吉林 伊春 宿迁 宿州 宣城 周口 衡阳 娄底 湛江 肇庆 惠州 贺州 巴中 毕节 楚雄 金昌 桂林 柳州 徐州 常州 温州 金华 安阳 安庆 安康 安顺 安吉 安福 安岳 安溪 成都 常德 常山 岳阳 岳西 荆州 荆门 宜昌 宜春 宜兴 广元 广安 广德 康定 康平 汉中 黄山 黄石 黄冈 黄梅 黄岩 霍山 霍州 霍林 梅州 梅河 平凉 平江 平阳 平湖 海口 海东 海宁 玉树 玉溪 玉林 曲靖 曲阜 丽江 丽水 高平 高安 高密 高明 高要 温岭 温泉 费县 单县 沈阳 沈丘 华阴 华亭 金乡 金寨 金堂 金湖 龙岩 龙泉 龙海 龙江 武汉 武夷 武宁 武安 武功 池州 江阴 江津 江油 江都 连云 余姚 余杭 万州 万年 万宁 万安 景德 景洪 景宁 茂名 乐山 乐清 乐平 乐昌 吉安 吉水 吉首 白山 白城 白银 石首 石泉 柏乡 蒙城 蒙阴 易县 涂县 辛集 任丘 牟平 文昌 文登 文山 元氏 元江 元阳 祁阳 祁门 鄂州 孟津 孟州 宁国 宁海 宁德 宁波 宁乡 宁远 宁都 宁化 简阳 眉山 应县 应城 钟祥 钟山 屏山 永康 永嘉 永春 永新 永丰 永兴 永州 永川 盘锦 盘州 屈原 祝桥 洪江 洪泽 洪雅 洪湖 秦安 党校 祁连 卢氏 卢龙 栾川 栾城 鲁山 鲁甸 温江 温县 舒城 舒兰 商丘 商城 商河 商南 商水 滕州 邹城 邹平 曹县 郓城 宁阳 宁津 宁晋 夏津 武城 武强 武邑 武清 武陟 武鸣 武隆 武胜 武定 武威 武都 武进 武义 武穴 康保 康县 张北 宣化 曲周 曲阳 曲沃 隆尧 隆化 隆昌 隆回 沙县 任县 任泽 赵县 晋州 徐水 徐闻 满城 容城 容县 雄县 吴桥 吴江 吴川 吴忠 连江 连州 连平 罗源 罗田 罗定 罗江 罗山 永泰 永定 永修 永登 永靖 永昌 永寿 寿宁 寿县 周宁 周至 邵武 邵东 邵阳 尤溪 沙湾 乐业 乐至 乐安 余干 余江 黎川 黎平 万载 万源 万荣 于都 石城 石狮 石门 石柱 都昌 都江 都匀 彭泽 彭山 彭州 彭水 修水 修武 芦溪 芦山 兰考 兰州 兰溪 鲁山 叶县 汤阴 林州 林芝 林口 卫辉 封丘 封开 南乐 范县 许昌 禹州 禹城 方城 邓州 柘城 虞城 项城 房县 房山 竹山 竹溪 当阳 谷城 麻城 麻阳 随县 随州 华容 华宁 华坪 华亭 祁东 祁县 岳池 安乡 安化 安仁 安泽 桑植 蓝山 花垣 古丈 古田 古浪 古蔺 龙山 龙门 龙川 龙州 龙胜 增城 从化 翁源 鹤山 廉江 雷州 雷波 高州 高阳 高邑 高邮 高台 高县 陆丰 陆河 陆川 饶平 饶阳 柳城 柳江 柳林 鹿寨 鹿邑 鹿泉 全椒 荔浦 藤县 蒙山 蒙自 宁明 宁强 宁陕 宁蒗 宁南 富川 富平 富县 富源 富宁 富顺 富锦 富裕 荣县 荣成 荣昌 凤县 凤翔 凤庆 凤城 凤阳 扶风 成县 文县 礼县 武山 甘谷 甘州 甘南 同仁 同心 同江 贵德 贵南 贵定 温宿 管城 江城 江川 江永 江华 昌邑 昌乐 昌吉 东明 东阿 东平 东台 东海 习水 施秉 施甸 岑溪 岑巩 屏南 钟山 水城 师宗 陵水 贵阳 贵港 贵溪 贵池 新华 申城",
);

/** Whether the two characters at `at` are one of them. */
export const isTownAt = (text: string, at: number): boolean => places.hasAt(text, at);

/** Titles in the place of a given name: 「赵女士」. */
const titled = new HeadPattern(/^(?:先生|女士|小姐|同志|老师|师傅|医生|某)/u);

/** 某 */
const SOMEBODY = 0x67d0;

/** Whether all characters are ideographs and none stands for somebody unnamed. */
function allHan(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x3400 || (code > 0x9fff && code < 0xd800) || code > 0xdfff || code === SOMEBODY) return false;
  }
  return true;
}

function wordAnywhere(token: string): boolean {
  for (let at = 0; at + 1 < token.length; at += 1) if (isCommonWordAt(token, at)) return true;
  return false;
}
