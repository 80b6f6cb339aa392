/**
 * What is typed twice in running prose: a particle (出现的的问题), the first or last character of a word papers are made of (提前前), and
 * a word (座谈会上会上). Chinese doubles on purpose too (研究研究, 明明白白, 家家户户), and words that end and begin in the same character
 * meet (社会|会员, 存在|在建), so that each kind is told only where its words never do.
 */
import { CharSet, PairSet } from "./char-set.ts";
import { furtherWordsOfPapers, wordsOfPapers } from "./rules/words-of-papers.ts";
import { NO_RANK, RARE, type WordStatistics } from "./word-statistics.ts";

/**
 * Stand twice only where one of them belongs to the word beside. Not 对, 为, 以, 被, which lead a clause within another one
 * (对对社会有贡献的人给予奖励, 宗旨为为人民服务), and not 其 and 所 (其其格, 派出所所在地).
 */
const particles = new CharSet("的了在和由将自与及于应并向至是也已就从把该按因");
/** Words that go on behind them and that no list tells. */
const particleReadsOn: readonly string[] = ["的的喀喀", "的的确确", "了了之", "了了事"];

const from = new CharSet("由自从");
const until = /[到至]/u;

const ofPapers = new PairSet();
for (const word of [...wordsOfPapers, ...furtherWordsOfPapers]) ofPapers.add(word);
/** Stand alone behind a word that ends in them, or in front of one that begins in them: 「提出申请|请于…」, 「胜利街|街道」, 「民政局|局长」. */
const aloneBeside = new CharSet(
  "请作用并使有要可应以到在为对从由与和及或是的了着过将被把给让向于也都就还又再且但而则若如因所其该此各每多不未已均人年月日时天户个名次号位件家村镇乡县市区省局站队科处部厅院校馆组会室社团委办店厂场园车房路街桥河山水地田林楼门口卡证费款金税账表单生列当前后上下大小中新老合能入出来去报行发批班线案书学",
);
/** The same for a last character, where hardly any word goes on in it. */
const aloneBehind = new CharSet(
  "请作用并使有要可应以到在为对从由与和及或是的了着过将被把给让向于也都就还又再且但而则若如因所其该此各每多不未已均人年月日时天户个名次号位件家村镇乡县市区省局站科处部厅院校馆组会室社团委办店厂场园车房路街桥河山水地田林楼门口卡证费款金税账表单船品料员民企群兵军犬牛羊树苗药油气电火险罪案薪校生师货粮菜水",
);

const BITS = 12;

export interface Doubled {
  readonly start: number;
  readonly end: number;
  readonly right: string;
}

/**
 * Of the same ideograph at `at` and behind it what is one too many; undefined where both are right. `rankAt` tells the numbers of the
 * characters around.
 */
export function doubledAt(
  statistics: WordStatistics,
  codes: Uint16Array,
  at: number,
  rankAt: (place: number) => number,
): Doubled | undefined {
  const twice = rankAt(at);
  const [first, before, after, last] = [at - 2, at - 1, at + 2, at + 3].map(rankAt) as [
    number,
    number,
    number,
    number,
  ];
  // 「和和气气」 is said so.
  if (twice >= RARE || before === twice || after === twice || (after === last && after < RARE))
    return undefined;
  const isWord = (one: number, other: number): boolean => statistics.stepOf((one << BITS) | other, 0, 2) >= 0;
  const isLong = (one: number, two: number, three: number): boolean =>
    statistics.stepOf((two << BITS) | three, one, 3) >= 0;
  // 「民政局|局务」, 「有目的|的…」: the first one ends a word, or the second one begins one.
  const ends = isWord(before, twice) || isLong(first, before, twice);
  const begins = isWord(twice, after) || isLong(twice, after, last);
  if (ends && begins) return undefined;
  if (ends)
    // 「提前前」
    return ofPapers.hasCodes(codes[at - 1] as number, codes[at] as number) &&
      !aloneBehind.has(codes[at] as number) &&
      !isLong(first, before, twice)
      ? { start: at - 1, end: at + 2, right: textOf(codes, at - 1, at + 1) }
      : undefined;
  if (begins)
    // 「落落实」
    return ofPapers.hasCodes(codes[at] as number, codes[at + 2] as number) &&
      !aloneBeside.has(codes[at] as number) &&
      !standsInside(statistics, before, twice)
      ? { start: at, end: at + 3, right: textOf(codes, at + 1, at + 3) }
      : undefined;
  if (!particles.has(codes[at] as number)) return undefined;
  const around = textOf(codes, Math.max(0, at - 1), at + 6);
  // 「按由由难到易的相反次序」
  if (from.has(codes[at] as number) && until.test(around.slice(2))) return undefined;
  if (particleReadsOn.some((words) => around.includes(words))) return undefined;
  return { start: at, end: at + 2, right: textOf(codes, at, at + 1) };
}

const standsInside = ({ inside }: WordStatistics, one: number, other: number): boolean => {
  if (one === NO_RANK || other === NO_RANK) return false;
  const pair = (one << BITS) | other;
  return (((inside[pair >>> 5] as number) >>> (pair & 31)) & 1) !== 0;
};

const textOf = (codes: Uint16Array, start: number, end: number): string =>
  String.fromCharCode(...codes.subarray(start, Math.min(end, codes.length)));

/** Words that never meet themselves: no attribute of what they name, no verb that is said twice to soften it. */
export const neverTwice: readonly string[] = (
  "进行 可以 应当 应该 必须 需要 相关 有关 已经 以及 按照 依照 根据 依据 关于 对于 由于 为了 同时 或者 并且 而且 但是 因此 所以 如果 虽然 尽管 只有 只要 " +
  "我们 你们 他们 我局 我市 我县 我区 我省 我镇 我委 我院 本局 本院 本市 本县 会上 会前 会后 今年 去年 明年 近年 目前 截至 及时 立即 一律 不断 进一步 " +
  "取得 具有 具备 实现 存在 得到 获得 加快 开展 加大 强化 深化 坚持 确保 做好 抓好 予以 给予 加以 其他 其它 以下 以上 上述 下列 全部 各级 各类 各项 " +
  "全市 全县 全省 全区 全国 全镇 本次 此次 该项 切实 严格 依法 擅自 牢固 扎实 着力 大力 全力 全面 深入 积极 主动 自觉 充分 包括 属于 位于 处于 符合 违反 超过 达到 " +
  "召开 举办 印发 下发 出台 制定 成立 指出 强调 认为 导致 造成 避免 减少 增加 前往 赶赴 围绕 针对 作为 成为 纳入 列入"
).split(" ");

/** Words that meet themselves in compounds (社会工作|工作者), but not in front of these. */
export const twiceInFrontOf: readonly (readonly [word: string, behind: string])[] = [
  ..."指出 强调 要求 认为 决定 听取".split(" ").map((behind) => ["会议", behind] as const),
  ..."已 将 于 完成 竣工 验收".split(" ").map((behind) => ["工程", behind] as const),
  ..."已 将 于 完成 建成".split(" ").map((behind) => ["项目", behind] as const),
  ..."由 已 情况 落实".split(" ").map((behind) => ["责任", behind] as const),
];
