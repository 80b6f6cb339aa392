/** Every word the automaton looks for, with what it means to the detectors. Built once. */
import { buildAutomaton, type DictionaryAutomaton } from "./dictionary-automaton.ts";
import type { FourForms } from "./four-forms.ts";
import { besideHalf, phrasePieces, wrongForms } from "./fuzzy-phrases.ts";
import { foldString } from "./normalise.ts";
import { clauseAnchors, type ClauseAnchor } from "./rules/clause-anchors.ts";
import { abolishedOrgans } from "./rules/organs.ts";
import { internalMarkWords } from "./rules/internal-marks.ts";
import { composedDocumentLabels, composedPersonLabels } from "./rules/composed-labels.ts";
import { labelWords, type LabelKind } from "./rules/labels.ts";
import { sensitiveWords } from "./rules/sensitive-words.ts";
import {
  countsOfPersons,
  personPredicates,
  privateMatters,
  type PredicateKind,
} from "./rules/person-predicates.ts";
import { collocationSlips } from "./rules/collocations.ts";
import { curatedSlips } from "./rules/slips.ts";

export type Term =
  | { readonly kind: "label"; readonly label: LabelKind; readonly word: string }
  | {
      readonly kind: "wrong-form";
      readonly right: string;
      readonly organ: boolean;
      /** Of a term of three characters, which may be words of their own. */
      readonly weighed: boolean;
    }
  | { readonly kind: "slip"; readonly right: string }
  | { readonly kind: "abolished"; readonly index: number }
  | { readonly kind: "sensitive"; readonly index: number }
  | { readonly kind: "internal"; readonly index: number }
  | { readonly kind: "hmt" }
  | { readonly kind: "at-sign" }
  | { readonly kind: "degree" }
  | { readonly kind: "you-greeting" }
  | { readonly kind: "person-act" }
  | { readonly kind: "person-predicate"; readonly predicate: PredicateKind }
  | { readonly kind: "person-count" }
  | { readonly kind: "respectively" }
  | { readonly kind: "private-matter" }
  | { readonly kind: "name-lead" }
  | { readonly kind: "list-word" }
  | { readonly kind: "person-detail" }
  | { readonly kind: "clause-anchor"; readonly anchor: ClauseAnchor };

/** The place of each kind of term, and of a half of a phrase, in the numbers the automaton's hits are told apart by. */
export const Meaning = {
  half: 0,
  label: 1,
  "wrong-form": 2,
  slip: 3,
  abolished: 4,
  sensitive: 5,
  internal: 6,
  hmt: 7,
  "at-sign": 8,
  degree: 9,
  "you-greeting": 10,
  "person-act": 11,
  "person-predicate": 12,
  "person-count": 13,
  respectively: 14,
  "private-matter": 15,
  "list-word": 16,
  "person-detail": 17,
  "name-lead": 18,
  "clause-anchor": 19,
} as const satisfies Record<Term["kind"] | "half", number>;

/** The kind of a meaning lies in the lowest bits of its number, its value above them. */
export const KIND_BITS = 5;
export const kindOf = (meaning: number): number => meaning & ((1 << KIND_BITS) - 1);

/**
 * Numbers in flat arrays, and what is asked together side by side, since there are three hundred thousand hits in a
 * megabyte of prose.
 */
export interface Lexicon {
  readonly automaton: DictionaryAutomaton;
  /**
   * Two numbers a word. First where its meanings begin: they go on to where those of the next word begin. Then its length in
   * code units × 2, plus 1 where a half begins one unit into it, behind the quotation mark that opens it.
   */
  readonly entries: Int32Array;
  /**
   * Two numbers a meaning. First its kind and value (see KIND_BITS): the value of a half is phrase × 2, plus 1 for a second half;
   * that of a term is its place in `terms`. Then, of a half, what the phrase wants beside it (see besideHalf).
   */
  readonly meanings: Int32Array;
  readonly terms: readonly Term[];
  /** Wrong forms of four characters, which the automaton does not hold. */
  readonly fours: FourForms;
}

const spacedLabels: readonly (readonly [string, LabelKind])[] = [
  ["姓名", "name"],
  ["住址", "home-address"],
  ["地址", "address"],
  ["电话", "phone"],
  ["手机", "mobile"],
  ["户主", "person"],
  ["账号", "bank"],
  ["卡号", "bank"],
];

/** Words of a heading over a list of persons. */
const listWords =
  "合格人员 入围人员 入选人员 递补人员 名单 花名册 名册 人员公示 对象公示 家庭公示 人选公示 学生公示 考生公示 儿童公示 老人公示 人员名录 对象如下 人员如下 学生如下 考生如下 获奖者 获奖学生 录取考生 录取学生 合格考生 入围考生 拟录用人员 拟聘用人员 拟录取 进入体检 进入面试 中签人员 受助学生 资助对象 救助对象 补助对象 保障对象";

/** What follows a name when a person is described: 「，男，」, 「（92岁）」, 「，家庭人口2人」. */
/** What private persons do or are in papers about them; the name stands in front. */
const personActs =
  "最低生活 低保待遇 特困 临时救助 你于20 您于20 你提交 您提交 的申请 的诉求 的请求 通过邮寄 通过信函 通过电子 通过当面 以邮寄 以信函 机动车驾驶证 驾驶证 享受 经传票 经依法 创业 待遇 同学 工伤 低保 伤残 转学 休学 落户 户口 您反映 你反映 您咨询 您投诉 您提出 您来信 您来电 您举报 您申请 您的申请 您的诉求 您的投诉 户籍信息 户籍 身份信息 因相邻 因邻里 因土地 因宅基地 因婚姻 因劳动 因合同 因债务 因房屋 因继承 因遗产 因交通 因民间借贷 因工资 因赡养 因抚养 因离婚 因琐事 因经济 处以 作出行政处罚 的婚姻 一家 来信 来访 无证 擅自 私自 非法 涉嫌 放弃 冒领 骗取 名下 死亡 受伤 就读 于20 被吊销 申请公开 申请政府信息公开 申请行政复议 申请信息公开 申请查阅 申请工伤 不服 反映 投诉 举报 信访 提出 未按期 未按时 未在规定 未履行 逾期未 于1月 于2月 于3月 于4月 于5月 于6月 于7月 于8月 于9月 于10月 于11月 于12月 的邮箱 的电子邮箱 的手机 的住址 的家庭 的身份证 的社保卡 的银行卡 系兄弟 系父子 系母子 系夫妻 系母女 系父女 系姐妹 系姐弟 系祖孙 系翁婿 系婆媳 信访事项 信访问题 来信事项 系我 系本 系该 遗失 补办 一案 一事 一户 到窗口 持本人 携带 凭本人 您的来信";
/** With a comma or colon behind, these open an account of what somebody did. */
const nameLeads =
  "现场测量 实地测量 现场核查 现场勘查 现场检查 现场勘验 实地核查 实地走访 经核实 经走访 经核查 经调查 经测量 经勘查 经查 查明 查实 核实 认定 审理 声明 启事 公告 通报 曝光 摘要 留言称 来电称 来信称 反映称 举报称 报警称 记录 情况 线索 事实 经过 证言 陈述 目击者称 警情";
const peoples =
  "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺".split(
    " ",
  );
const personDetails = [
  ...peoples.flatMap((people) => [`，${people}族，`, `(${people}族)`, `(${people}族，`]),
  "，男",
  "，女",
  ",男",
  ",女",
  "(男",
  "(女",
  " 男，",
  " 女，",

  "(身份证",
  "(户籍",
  "(住址",
  "(家住",
  "(现住",
  "(住",
  "(系",
  "(现年",
  "(患",
  "，家庭人口",
  "(妻",
  "(夫)",
  "(子)",
  "(女儿",
  "(儿子",
  "(长子",
  "(次子",
  "(长女",
  "(次女",
  "(父",
  "(母",
  "(本人",
  "(户主",
  "(配偶",
  "(孙",
  "(儿媳",
  "(监护人",
  "，孕",
  "，怀孕",
  "，产后",
  "，曾用名",
  "月生",
  "日生",
  "月出生",
  "日出生",
  "，综合成绩",
  "，总成绩",
  "，笔试",
  "，文化分",
  "，准考证",
  "，患",
  "，现年",
  "，系",
  "，因病",
  "，残疾",
  "，肢体",
  "，视力",
  "，听力",
  "，智力",
  "，精神",
  "岁",
];

/** Nothing to fold: true of nearly every word, and cheaper to ask than to fold. */
const plainHan = /^[\u4e00-\u9fff]+$/u;

function build(): Lexicon {
  /** The meanings of each word, in the order they were added. */
  const byWord = new Map<string, number[]>();
  const terms: Term[] = [];
  const mean = (word: string, meaning: number): void => {
    const meanings = byWord.get(word);
    if (meanings) meanings.push(meaning);
    else byWord.set(word, [meaning]);
  };
  const add = (word: string, term: Term): void => {
    mean(plainHan.test(word) ? word : foldString(word), (terms.length << KIND_BITS) | Meaning[term.kind]);
    terms.push(term);
  };
  for (const [label, list] of Object.entries(labelWords) as [LabelKind, string][]) {
    for (const word of new Set(list.split(" "))) add(word, { kind: "label", label, word });
  }
  const labelled = new Set(Object.values(labelWords).flatMap((list) => list.split(" ")));
  for (const word of composedPersonLabels)
    if (!labelled.has(word)) add(word, { kind: "label", label: "person", word });
  for (const [label, word] of composedDocumentLabels)
    if (!labelled.has(word)) add(word, { kind: "label", label, word });
  // Forms set two-character labels apart: 「姓　　名」.
  // Scanned forms set every character apart: 「身 份 证 号」, 「申 请 人」.
  const scanned: readonly LabelKind[] = ["name", "person", "id", "mobile", "phone", "bank", "home-address"];
  for (const label of scanned) {
    for (const word of new Set(labelWords[label].split(" "))) {
      if (word.length < 3 || word.length > 6 || !plainHan.test(word)) continue;
      for (const blank of [" ", "  "]) add(Array.from(word).join(blank), { kind: "label", label, word });
    }
  }
  for (const [word, label] of spacedLabels) {
    for (let blanks = 1; blanks <= 6; blanks += 1) {
      add(word.charAt(0) + " ".repeat(blanks) + word.charAt(1), { kind: "label", label, word });
    }
  }
  for (const { word, phrase, offset } of phrasePieces())
    mean(foldString(word), ((phrase * 2 + (offset === 0 ? 0 : 1)) << KIND_BITS) | Meaning.half);
  const { words: wrongWords, fours } = wrongForms();
  for (const { word, right, organ, weighed } of wrongWords)
    add(word, { kind: "wrong-form", right, organ, weighed });
  for (const [wrong, right] of [...curatedSlips, ...collocationSlips]) {
    add(wrong, { kind: "slip", right });
    // 己 and 巳 are both typed for 已.
    if (wrong.startsWith("己") && right.startsWith("已")) add(`巳${wrong.slice(1)}`, { kind: "slip", right });
  }
  for (const [index, organ] of abolishedOrgans.entries()) add(organ.name, { kind: "abolished", index });
  for (const [index, entry] of sensitiveWords.entries()) add(entry.word, { kind: "sensitive", index });
  for (const [index, entry] of internalMarkWords.entries()) add(entry.word, { kind: "internal", index });
  for (const word of ["香港", "澳门", "台湾", "台北", "港台", "港澳"]) add(word, { kind: "hmt" });
  add("@", { kind: "at-sign" });
  for (const word of ["°", "º", "˚"]) add(word, { kind: "degree" });
  for (const word of listWords.split(" ")) add(word, { kind: "list-word" });
  for (const word of personDetails) add(word, { kind: "person-detail" });
  for (const word of personActs.split(" ")) add(word, { kind: "person-act" });
  for (const [word, predicate] of personPredicates) add(word, { kind: "person-predicate", predicate });
  for (const word of privateMatters) add(word, { kind: "private-matter" });
  for (const word of countsOfPersons) add(word, { kind: "person-count" });
  for (const word of ["分别是", "分别为", "分别系", "依次为", "依次是", "他们是", "包括"])
    add(word, { kind: "respectively" });
  for (const word of nameLeads.split(" "))
    for (const mark of ["，", ":"]) add(word + mark, { kind: "name-lead" });
  for (const word of ["您好", "你好"]) add(word, { kind: "you-greeting" });
  for (const anchor of clauseAnchors) add(anchor, { kind: "clause-anchor", anchor });
  const words: string[] = [];
  const entries = new Int32Array(byWord.size * 2 + 2);
  const meanings: number[] = [];
  for (const [word, own] of byWord) {
    const entry = words.length * 2;
    entries[entry + 1] = word.length * 2 + (word.startsWith("“") || word.startsWith('"') ? 1 : 0);
    for (const meaning of own)
      meanings.push(meaning, kindOf(meaning) === Meaning.half ? besideHalf(meaning >> KIND_BITS) : 0);
    entries[entry + 2] = meanings.length;
    words.push(word);
  }
  return {
    automaton: buildAutomaton(words),
    entries,
    meanings: Int32Array.from(meanings),
    terms,
    fours,
  };
}

let built: Lexicon | undefined;

/** The one lexicon of the product's rules. */
export function lexicon(): Lexicon {
  built ??= build();
  return built;
}
