/**
 * Names that are ordinary words (明月, 马力), in frames that leave room for nothing but a name: between the role of one person and
 * what is said of him, in the salutation of a letter, as the head of a description.
 */
import type { LabelHit, Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { HeadPattern } from "../../edge-pattern.ts";
import { eachPlaceOf } from "../../normalise.ts";
import {
  fillsPlaceOfName,
  isCommonWord,
  isCommonWordAt,
  isFunctionSurnameAt,
  isNoName,
  isPublicFigure,
  mayBeginName,
} from "../../name-grammar.ts";
import type { NameFinder } from "./name-finder.ts";
import { isHan } from "./tokens.ts";

/** What stands behind somebody named and behind no adverb or object: who he is, where he lives, his numbers. */
const describes = new HeadPattern(
  /^[，,(] ?(?:[男女][，,。、）)]|系[^，。]{1,12}[。，；)]|现?住[^院房宿]|家住|家在|户籍|籍贯|手机|电话|联系电话|联系方式|身份证|公民身份|证件号|护照|银行|账号|卡号|年?\d{1,3}岁|\d{1,2}(?:个月|月龄)|[\u4e00-\u9fff]{1,4}族[，,]|坐落|出生|\d{4}年\d{1,2}月(?:\d{1,2}日)?出?生|1[3-9]\d{9}|[\u3400-\u9fff]{2,3}之[父母子女妻夫])/u,
);
/** The same right behind the name. */
const describesDirectly = new HeadPattern(
  /^(?:现?住(?:[\u3400-\u9fff]{2,7}[省市县区镇乡村]|在)|家住|家在|户籍地|名下|诉(?!讼)[\u3400-\u9fff]{2}|之[父母子女妻夫兄弟姐妹][，。、\u3400-\u9fff])/u,
);
const verbHeads = new CharSet("未因将把被在以于携持领称与及");
/** No name ends in them where the sentence goes on. */
const functionEnds = new CharSet("为是于在被把与和将对由家告起");

/** What people do; adverbs stand there too. */
const acts = new HeadPattern(
  /^(?:申报|申请|要求(?:获取|公开|提供|查阅)|反映|投诉|举报|检举|控告|携|持|领取|证实|证明|陈述|供述|签字|在|尽快|前来|来电|来信|来访|不慎|未|驾驶|因|于\d|以|不服|称|提出|表示|自愿|拒|将|把|被|与|向|对|和|及其|已|曾|欠|借|擅自|私自|多次|从事|利用|使用|就读|系|是[^否]|每[月年天日]|无|返回|住院|安置|委托|出庭|上[课学班]|放学|名下|逾期|受|因病|去世|死亡|下落不明|失踪|家属|家庭人口|行政拘留|产检|经(?:鉴定|诊断|抢救|查|审|医|本|多次|教育|劝|调解|治疗|法医|司法|核)|到[^期]|于|从|由其|由[^此于]|就(?:其|本人|自己|上述)|一案|的(?:父|母|儿|女|丈夫|妻|房|诉求|申请|投诉|身份|家))/u,
);

/** How many are named is said in front. */
const ofTwo = /(?:双方|[二两三四][人名位户方])[^，。；]{0,20}$/u;

/** What one of many does. */
const calls = new HeadPattern(/^(?:拨打|致电|打来|来电称|打电话)/u);

/** Behind a list of names. */
const behindList = new HeadPattern(
  /^(?:[，,] ?(?:每人|各|均|共|经|因|住|男|女|你|您)|在|为|下[井河水]|入水|被(?=[甩撞困埋砸救送打压卷烧抓带])|等|均|分别|各|已|因|以|经|共|两|二|三|四|五)/u,
);

/** Said of how, when or what somebody does: 「申请人成功申请」, 「当事人方面」. */
const adverbial = new Set(
  "成功 安心 全面 明确 冷静 平安 和平 和谐 高度 同时 时常 经常 相互 及时 关于 应当 单独 共同 安全 方便 随时 时刻 任意 包括 从中 从而 于是 终于 曾经 已经 越级 连续 全部 全程 全权 全力 全额 全家 全年 全天 都已 明知 明显 强行 强制 严重 严格 严厉 高价 高空 高速 充分 成年 向来 左右 凌晨 时候 双方 方面 向前 居家 家庭 家中 水平 计划 安排 常年 常住 长期 长年 齐全 宣布 从事 从未 项目 时间 利用 经过 经营 经济 别人 单位 车辆 房屋 干部 党员 农民 国家 管理 和解 支付 解除 解决 毕业 路过 游客 连夜 胡乱 白天 终身 终日 从小 幸亏 谢绝 金额 暴力 强烈 广泛 万分 万一 尤其 通常 通过 文明 和气 平时 平均 平等 权利 权益 须知 满意 满分 管理 应急 应付 应聘 应征 应诉 后悔 后来 明天 明年 后续 后期 宁愿 宁可 容易 荣幸 荣获 顺利 顺便 顺路 空腹 空手 相关 相应 相继 相对 谈话 通知 通报 边缘 边远 盛夏 都是 都有 都在 都要 钟点 鱼塘 有关 有权 有意 有效 有偿 有无 无法 无权 无力 无证 无偿 符合 蒙受 查询 查看 查明 步行 步入 施工 施行 安装 安置 殷切 充值 充电 来电 来信 来访 来到 来自 来源 向上 向下 包揽 包车 花费 花钱 游览 游泳 关系 关心 关注 关键 车站 车祸 房租 房款 钱款 钱财 水费 电费 药品 药费 商量 商定 祖传 祖籍 温馨 余款 余额 余下 腾退 申领 代领 代缴 回访 言语 过去 那些 有些 原来 有人 那里 回来 都可 都应 都未 都能 都会 都将 都按 过来 展开 相信 有时 回去 公开 常常 从来 尚未 居然 年底 年初 陆续 全都 历来 连忙 马上 顿时 何况 连连 犹豫 回家 干脆 相比 相反 回头 种种 见面 征集 征求 干扰 怀疑 习惯 平常 经历 全身 门口 门前 门外 家里 房间 房中 回国 家境 家产 别说 越发 索性 强占 暴露 慎重 宣称 从容 公然 全然 猛然 默默 甘心 时时 应届 过后 代为 乐意 谈论 谈起 连年 年前 年后 年满 年老 年幼 年轻 余年 从头 从前 从严 妥善 妥当 家门 家务 家族 历年 历任 初时 迟迟 迟早 终年 毕生 任职 任教 经商 种植 养活 养成 劳动 劳务 营业 经管 怀孕 焦急 冷漠 平素 平生 满心 公认 有事 有理 有心 有钱 有毒 有失 有罪 有功 有益 有害 有望 有力 有利 有限 有名 有用 相待 相遇 相救 双双 双目 双脚 双腿 左臂 左腿 左脚 周身 满身 全场 全文 容忍 容许 强迫 能力 召集 召开 付给 付出 代替 侍候 回应 回复 回避 回收 回想 回忆 应选 应试 应有 施加 施展 揭发 揭露 揭开 脱离 脱身 脱落 过境 过关 过时 过量 过度 晃动 折磨 折腾 屈服 辛苦 幸好 幸运 幸而 安放 安慰 言论 谈谈 解脱 解开 解答 释放 宿舍 宾馆 车间 车上 车身 路口 路边 路旁 路上 楼上 楼下 家具 后门 后方 后面 后边 水面 公寓 全线 原地 连同 连声 时而 那时 那天 那儿 费用 费力 高声 高呼 高举 高效 严肃 严谨 严守 严密 简要 简直 养殖 维修 维护 清理 储蓄 储存 费尽 充实 练习 宣传 宣读 占用 支援 支付 施救 通信 通行 通话 营救 索赔 仲裁 申诉 应答".split(
    " ",
  ),
);

/** Whether a word of these stands at the head of a token that may be a name. */
export const beginsWithAdverb = (token: string): boolean => adverbial.has(token.slice(0, 2));

/** Words that begin like a name where a form goes on with another field: 「户主关系，男」. */
const fields = new Set(
  "关系 房屋 车辆 房产 单位 家属 家长 家庭 全家 全部 应当 常住 代表 代理 居家 农户 党员 干部 农民 牧民 成员 年龄 身份 双方 项目 财产 金额 时间 方式 方面 权益 权利 后人 别名 党派 同上 同住 安置 空白 经办 经济 项下 户口 户籍 农业".split(
    " ",
  ),
);

const relations = new Set("关于 应当 对于 由于 向来 从未 同时 全家 方可 时任 曾经 已经".split(" "));

/** 「签名」, 「姓名」 and marks begin with them. */
const leadsOn = new CharSet("签姓: ");

/** Roles of many: only a list or a description tells there. */
const many =
  /(?:对象|人员|家庭|群众|居民|村民|职工|学生|儿童|老人|农户|住户|商户|学员|员工|工人|用户|客户|子女)$/u;
const longest = 3;

export function wordsAsNames(finder: NameFinder): void {
  for (const label of finder.block.labels) {
    if (label.label !== "person") continue;
    const next = finder.text.charCodeAt(label.end);
    if (!isHan(next) && next !== 0x3a && next !== 0x20) continue;
    behindRole(finder, label);
  }
}

/** 「见证人明月、明亮在笔录上…」, 「患者石头，男，」 */
function behindRole(finder: NameFinder, label: LabelHit): void {
  const { block, text } = finder;
  const line = block.lineAt(label.start);
  const row = finder.context.rowAt(line);
  if (row && (row.header || row.official || row.cells.some((cell) => cell.column))) return;
  const marks = leadsOn.hasAt(text, label.end)
    ? (/^(?:签名|签字|姓名)?[: ]{0,2}/u.exec(text.slice(label.end, label.end + 4))?.[0] ?? "")
    : "";
  let at = label.end + marks.length;
  if (!mayBeginName(text.charAt(at)) && (marks !== "" || many.test(label.word))) return;
  if (marks === "" && isCommonWordAt(text, label.start - 1) && !isCommonWordAt(text, label.start - 2)) return;
  const names: [number, number][] = [];
  for (let count = 0; count < 30 && at < line.end; count += 1) {
    const item = itemAt(text, at, line, marks.startsWith("签"));
    if (item === 0) break;
    names.push([at, at + item]);
    at += item + 1;
  }
  const last = lastAt(finder, at, line, names.length > 0, many.test(label.word));
  if (last === 0) return;
  names.push([at, at + last]);
  const sure = names.filter(([start, end]) => fillsPlaceOfName(text.slice(start, end))).length;
  if (names.length > 1 && sure * (label.word.startsWith("拟") ? 3 : 2) < names.length) return;
  for (const [start, end] of names)
    if (!isPublicFigure(text.slice(start, end))) finder.report(start, end, "name-labelled");
}

/** The length of the name from `at` up to a 、 or a space, 0 where none is. */
function itemAt(text: string, at: number, line: Line, spaced: boolean): number {
  for (let size = 2; size <= longest && at + size < line.end; size += 1) {
    if (!isHan(text.charCodeAt(at + size - 1))) return 0;
    const mark = text.charAt(at + size);
    if (mark === "、" || (spaced && mark === " ")) return begins(text.slice(at, at + size)) ? size : 0;
  }
  return 0;
}

const mayBeName = (token: string): boolean => fillsPlaceOfName(token) && !adverbial.has(token);
/** Whether it begins as a name does and is no title and no field of a form. */
const begins = (token: string): boolean =>
  mayBeginName(token.charAt(0)) && !fields.has(token) && !endsInTitle.hasAt(token, token.length - 1);

function lastAt(finder: NameFinder, at: number, line: Line, inList: boolean, ofMany: boolean): number {
  const { text } = finder;
  for (let size = longest; size >= 2; size -= 1) {
    const end = at + size;
    if (end > line.end || !isHan(text.charCodeAt(at + 1)) || !isHan(text.charCodeAt(end - 1))) continue;
    const token = text.slice(at, end);
    const until = Math.min(line.end, end + 24);
    const told =
      describes.fits(text, end, until) ||
      (!ofMany &&
        describesDirectly.fits(text, end, until) &&
        !functionEnds.hasAt(text, end - 1) &&
        !(size === 3 && isFunctionSurnameAt(text, at)) &&
        !relations.has(token));
    // 「送养人右丽，住…」: whatever the surname.
    if (!mayBeginName(token.charAt(0))) {
      if (
        !ofMany &&
        size === 2 &&
        told &&
        !isCommonWord(token) &&
        !isNoName(token, 0, size) &&
        /^[，,] ?(?:[男女]|住)/u.test(text.slice(end, until))
      )
        return size;
      continue;
    }
    // 「当事人安全|带领…」
    if (
      size === 3 &&
      isCommonWordAt(text, at) &&
      (adverbial.has(token.slice(0, 2)) || fields.has(token.slice(0, 2)))
    )
      continue;
    if (told && begins(token) && !(size === 3 && isCommonWordAt(text, at + 1) && !fillsPlaceOfName(token)))
      return size;
    // 「双方为村民黄河、江山，」
    if (
      inList &&
      text.charAt(end) === "，" &&
      mayBeName(token) &&
      ofTwo.test(text.slice(Math.max(line.start, at - 24), at))
    )
      return size;
    if (inList && begins(token) && (behindList.fits(text, end, until) || end === line.end)) return size;
    // 「群众石头拨打热线」
    if (ofMany && mayBeName(token) && calls.fits(text, end, until)) return size;
    if (ofMany || !mayBeName(token)) continue;
    // 「担保人隋唐，借款人鹿鸣，」
    if (text.charAt(end) === "，" && startsRole(finder, end + 1)) return size;
    // 「被申请人高兴|未在…」
    if (size === 3 && verbHeads.hasAt(text, end - 1) && fillsPlaceOfName(token.slice(0, 2))) continue;
    // 「司机应|文明驾驶」
    if (size === 3 && isFunctionSurnameAt(text, at) && isCommonWordAt(text, at + 1)) continue;
    // 「申请人时|常未…」: a word must not run over the end.
    if (!isCommonWordAt(text, end - 1) && acts.fits(text, end, until)) return size;
  }
  return 0;
}

const endsInTitle = new CharSet("长任部局厅委办科处员记");

/** Whether the role of another person begins here. */
function startsRole({ block }: NameFinder, at: number): boolean {
  const label = block.labels[block.labelIndexAfter(at)];
  return label !== undefined && label.start === at && label.label === "person";
}

/** 「某某88.4分，某某86.1分」: what stands in front of each of two marks at least, behind a head that tells whose they are. */
function scoredAt(finder: NameFinder, at: number): void {
  const { block, text } = finder;
  const line = block.lineAt(at);
  const head = /(?:面试|笔试|考试|成绩|得分|选手|考生|学生|结果)[\u3400-\u9fff]{0,6}[:：]$/u;
  const first = /([\u3400-\u9fff]{2,3})\d{1,3}(?:\.\d{1,3})?$/u.exec(
    text.slice(Math.max(line.start, at - 10), at),
  );
  const from = first ? at - first[0].length : -1;
  if (from < line.start || !head.test(text.slice(Math.max(line.start, from - 14), from))) return;
  const items = [
    ...text
      .slice(from, Math.min(line.end, from + 400))
      .matchAll(/([\u3400-\u9fff]{2,3})\d{1,3}(?:\.\d{1,3})?分(?:[，、；。]|$)/gu),
  ];
  if (items.length < 2 || !items.every(({ 1: name = "" }) => mayBeName(name))) return;
  for (const { index, 1: name = "" } of items)
    finder.report(from + index, from + index + name.length, "name-labelled");
}

/** 「应届同学」, 「全班同学」 */
const ofSchool = new Set(
  "全班 全校 全体 全级 应届 往届 历届 后排 后进 同班 同校 同级 同届 同桌 高中 高年级 高一 高二 高三 初中 初一 初二 初三 单亲 贫困 班上 班里 昔日 万千 许多 常州 温州 来自 有些 有的 都是 成年 优秀 和我 和他 和她 与其 向其 对其 和其".split(
    " ",
  ),
);

const COLON = 0x3a;
const moves = new Set(["迁入", "迁出", "转入", "转出", "迁移"]);
const opens = new CharSet("，。；;:：、 \t\n");

/** 「夏至同学，家在…」, 「冷静，户籍地…」, 「金星不慎将…」: a clause of nothing but the name, and what only people are or do. */
export function wordsAtHeads(finder: NameFinder): void {
  const { block, text } = finder;
  const heads = (end: number, placed: boolean): void => {
    const line = block.lineAt(end - 1);
    const row = finder.context.rowAt(line);
    if (row && (row.header || row.official || row.cells.some((cell) => cell.column))) return;
    for (let size = longest; size >= 2; size -= 1) {
      const at = end - size;
      if (at < line.start || (at > line.start && !opens.hasAt(text, at - 1))) continue;
      const token = text.slice(at, end);
      if (mayBeName(token) || (placed && begins(token) && !isNoName(token, 0, size)))
        finder.report(at, end, "name-labelled");
      return;
    }
  };
  for (const { label, start } of block.labels) {
    if (label !== "home-address") continue;
    const before = /(同学|先生|女士|老人|小朋友)?[，,]$/u.exec(
      text.slice(Math.max(0, start - 4), start),
    )?.[0];
    if (before && (before.length > 1 || /^(?:户籍|家|现住|住址)/u.test(text.slice(start, start + 2))))
      heads(
        start - before.length,
        /^.{2,4}[省市县区州]|^.{2,5}[:：]/u.test(text.slice(start + 2, start + 9)),
      );
  }
  for (let at = text.indexOf("不慎"); at >= 0; at = text.indexOf("不慎", at + 2))
    if (/^不慎(?:将|把|遗失|丢失|摔|坠|跌|落|溺)/u.test(text.slice(at, at + 4))) heads(at, false);
  // 「给江河同学的答复」, 「江河同学：」
  for (let at = text.indexOf("同学"); at >= 0; at = text.indexOf("同学", at + 2)) {
    const name = /(?:^|[\n，。；:：、 ]|[给对]|关于|录取|获奖者)([\u3400-\u9fff]{2,3})$/u.exec(
      text.slice(Math.max(0, at - 6), at),
    )?.[1];
    if (!name || !/^同学(?:[的:：，,]|家[在长住]|[因于在被获])/u.test(text.slice(at, at + 4))) continue;
    if (mayBeName(name) && !ofSchool.has(name)) finder.report(at - name.length, at, "name-labelled");
  }
  // 「户籍迁入：海阔由甘肃省…」
  eachPlaceOf(block.folded, COLON, (at) => {
    if (!moves.has(text.slice(at - 2, at))) return;
    const name = /^([\u3400-\u9fff]{2,3}?)[由从自](?=[\u3400-\u9fff]{2,8}[省市县区镇乡])/u.exec(
      text.slice(at + 1, at + 16),
    )?.[1];
    if (name && mayBeName(name)) finder.report(at + 1, at + 1 + name.length, "name-labelled");
  });
  // 「面试结果公示：初晓88.4分，矫健86.1分」
  for (let at = text.indexOf("分，"); at >= 0; at = text.indexOf("分，", at + 2)) scoredAt(finder, at);
  for (let at = text.indexOf("尊敬的"); at >= 0; at = text.indexOf("尊敬的", at + 3)) {
    const name = /^([\u3400-\u9fff]{2,3})(?:先生|女士)[，,:!！]/u.exec(text.slice(at + 3, at + 9))?.[1];
    if (name && fillsPlaceOfName(name)) finder.report(at + 3, at + 3 + name.length, "name-labelled");
  }
}
