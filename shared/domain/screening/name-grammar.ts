/**
 * What can be the name of a person in Chinese text. A surname of one or two characters and one or two more; names
 * with a middle dot of the minorities and of foreigners; two to four characters where a column or label says so.
 * Whether a name is meant is decided by what stands around it, not here.
 */
import { CharSet, PairSet, WordSet } from "./char-set.ts";
import {
  commonTwoCharacterWords,
  threeCharacterWordsLikeNames,
  wordsLikeNames,
} from "./data/common-words.ts";
import { derivedSlipLines } from "./data/derived-slips.ts";
import { commonSurnames, compoundSurnames, givenNameCharacters, rareSurnames } from "./data/surnames.ts";
import { idiomsLikeNames, wordsBeginningLikeNames } from "./rules/ordinary-words.ts";
import { properNames } from "./rules/proper-names.ts";

function chop(text: string, size: number): Set<string> {
  const parts = new Set<string>();
  for (let at = 0; at < text.length; at += size) parts.add(text.slice(at, at + size));
  return parts;
}

function pairsOf(text: string): PairSet {
  const pairs = new PairSet();
  for (let at = 0; at < text.length; at += 2) pairs.add(text.slice(at, at + 2));
  return pairs;
}

const commonWords = pairsOf(commonTwoCharacterWords);
for (const line of derivedSlipLines) commonWords.add(line.slice(0, 2));
const nameLikeWords = pairsOf(wordsLikeNames);
const nameLikeTriples = new WordSet([
  ...chop(threeCharacterWordsLikeNames, 3),
  ...wordsBeginningLikeNames.filter((word) => word.length === 3),
]);
for (const word of wordsBeginningLikeNames) if (word.length === 2) nameLikeWords.add(word);
const idioms = new WordSet(idiomsLikeNames);
const ordinary = new WordSet(wordsBeginningLikeNames);

/** 「金沙江」, 「韩语」: what stands from `start` up to `end` is a word that only begins like a name, or begins one (牙周|炎). */
export const isOrdinaryWord = (text: string, start: number, end: number): boolean =>
  ordinary.hasWithin(text, start, end) || (end - start === 2 && ordinary.hasWithin(text, start, start + 3));

const proper = new WordSet(properNames);

/** 「岳阳楼」, 「伊丽莎|白」: what stands from `start` up to `end` is a name everybody knows, or begins one. */
export function isProperName(text: string, start: number, end: number): boolean {
  for (let to = end; to <= Math.max(end, start + 4); to += 1)
    if (proper.hasWithin(text, start, to)) return true;
  return false;
}

/** Whether what would be a name begins in one of these idioms: 「忠心|耿耿」, 「一派|胡言」. */
export const beginsInIdiom = (text: string, start: number, end: number): boolean =>
  (end - start === 2 && start >= 2 && idioms.hasWithin(text, start - 2, start + 1)) ||
  [0, 1, 2].some((back) => start >= back && idioms.hasWithin(text, start - back, start - back + 4));
const compound = pairsOf(compoundSurnames.join(""));

/** What a character can be in a name, as bits by code unit: one look-up instead of one in each set. */
const SURNAME = 1;
const RARE_SURNAME = 2;
const COMPOUND_HEAD = 4;
const GIVEN = 8;
const NEVER_GIVEN = 16;
const SYLLABLE = 32;
/** Begins a half of a Tibetan name. */
const TIBETAN_HEAD = 64;
/** Ends a title or an organisation. */
const TITLE_END = 128;
const opensName = SURNAME | RARE_SURNAME | COMPOUND_HEAD | SYLLABLE;
const mayOpenAnyName = opensName | TIBETAN_HEAD;
const roles = new Uint8Array(65_536);

function setRole(characters: string, role: number): void {
  for (let at = 0; at < characters.length; at += 1) {
    const code = characters.charCodeAt(at);
    roles[code] = (roles[code] as number) | role;
  }
}

const roleOf = (char: string): number => (char === "" ? 0 : (roles[char.charCodeAt(0)] as number));
const isGivenAt = (text: string, at: number): boolean =>
  ((roles[text.charCodeAt(at)] as number) & GIVEN) !== 0;

setRole(commonSurnames, SURNAME);
setRole(rareSurnames, RARE_SURNAME);
setRole(givenNameCharacters, GIVEN);
for (const surname of compoundSurnames) setRole(surname.charAt(0), COMPOUND_HEAD);

/** Whether two characters are an ordinary word of the language. */
export function isCommonWord(two: string): boolean {
  return commonWords.has(two);
}

/** Whether such a word stands at `at`; none does where the text begins or ends in it. */
export function isCommonWordAt(text: string, at: number): boolean {
  return commonWords.hasAt(text, at);
}

/** Whether two code units are such a word. */
export function isCommonPair(first: number, second: number): boolean {
  return commonWords.hasCodes(first, second);
}

/** Leaders, heroes and names of history that papers speak of: without a number or label they are no private persons. */
const publicFigures = new Set(
  (
    "习近平 毛泽东 邓小平 江泽民 胡锦涛 周恩来 刘少奇 李克强 赵乐际 王沪宁 丁薛祥 温家宝 朱镕基 彭德怀 贺龙 聂荣臻 叶剑英 刘伯承 罗荣桓 徐向前 李先念 宋庆龄 李大钊 陈独秀 瞿秋白 方志敏 恽代英 孙中山 林则徐 " +
    "墨子 鲁班 奚仲 孟尝君 毛遂 滕文公 匡衡 萧望之 疏广 疏受 贾三近 雷锋 焦裕禄 孔繁森 袁隆平 钱学森 邓稼先 黄大年 张富清 黄文秀 南仁东 屠呦呦 钟南山 陈景润 李四光 华罗庚 钱三强 郭永怀 黄旭华 叶培建 吴文俊 孙家栋 申纪兰 张桂梅 时传祥 王进喜 任长霞 杨善洲 谷文昌 廖俊波 郑培民 " +
    "杨靖宇 赵一曼 董存瑞 黄继光 邱少云 刘胡兰 狼牙山 左权 赵尚志 李兆麟 江竹筠 叶挺 王二小 罗盛教 " +
    "王羲之 王献之 谢灵运 朱自清 顾恺之 欧阳询 欧阳修 王安石 李东阳 徐光启 关汉卿 汤显祖 艾爱国 向秀丽 屈原 司马迁 诸葛亮 李白 杜甫 白居易 苏轼 陆游 辛弃疾 李清照 岳飞 文天祥 王阳明 朱熹 包拯 海瑞 郑和 戚继光 郑成功 李时珍 张仲景 华佗 孙思邈 扁鹊 徐霞客 曹雪芹 吴承恩 施耐庵 罗贯中 蒲松龄 顾炎武 黄宗羲 王夫之 曾国藩 左宗棠 张之洞 魏源 严复 梁启超 谭嗣同 鲁迅 郭沫若 茅盾 巴金 老舍 曹禺 沈从文 徐悲鸿 齐白石 梅兰芳 聂耳 冼星海 陶行知 蔡元培 詹天佑 竺可桢 茅以升 马克思 恩格斯 列宁 白求恩"
  ).split(" "),
);

export function isPublicFigure(text: string): boolean {
  return publicFigures.has(text);
}

/** Characters that do not occur in given names, or so rarely that a name with them is a misreading. */
const neverGivenCharacters =
  "的了着过吗呢吧啊之者及或且但因由于在被把将对从到自与其此该这那哪何您你我他她它们么什怎吃喝睡做办无未不没非已曾正可能会应须需请按照据经等共约近余多少个名位人户次件份项条款元角万亿亩吨斤公里米岁周月日年时分秒号码费款额税券室栋楼层单组队村镇乡县市省区街路巷弄院校厂店所局厅部委办处股站房屋地址电话手机卡账证护驾驶登记注册申请受理批准审核签字盖章备附表图栏页第序合计小总共男女性别族籍贯住居籍电邮编";
for (const char of neverGivenCharacters) {
  if (!isGivenAt(char, 0) || "男女将亿日会有同见来总分处如之".includes(char)) setRole(char, NEVER_GIVEN);
}

/** Words that stand where a name is expected and are none. */
const notNames = new WordSet(
  // 「周三全|天」, 「周六上|午」
  (
    Array.from("一二三四五六日", (day) =>
      Array.from("全上下至到开休早晚", (next) => `周${day}${next} `).join(""),
    ).join("") +
    "释明 藏蓝 藏青 宗旨 区爱卫 县爱卫 市爱卫 边唠 边聊 边走 边看 边说 边吃 边学 边干 边查 边改 边建 边唱 边听 边练 边问 边议 边包 边做 曾先后 曾多次 曾经常 曾连续 曾一度 曾任职 曾担任 曾参加 曾参与 曾获得 曾荣获 曾就读 曾当选 曾受到 应先 须先 安抚 安顿 张榜 张贴 麦子 谢谢 牙医 兽医 军医 中医 古树 古木 古银杏 古槐 古柏 古松 古榕 养老 陶艺 水库 法学 通用 高压 低压 金利来 周二 周三 周四 周五 周六 周日 林场 林区 农场 独居 空巢 那达慕 古尔邦 未填 未报 未写 未提供 家里 家中 家有 留言 留守 留学 留置 留观 留样 招聘 招标 招商 招租 招生 招工 招录 续保 续费 续签 续租 续聘 良种 善后 善款 顺延 顺产 顺丰 骑行 骑手 候选 候补 候审 候诊 候车 候鸟 库管 库存 代收 代付 代签 代管 代购 代销 代养 代耕 代种 褒扬金 褒奖金 抚慰金 文字 文案 师傅 银行 纳入 纳管 应发 应补 应扣 应退 应还 应得 维生 谋生 为生 见义勇 牛羊布 万寿菊 居留 水暖工 帕萨特 伊拉克 卡塔尔 黎巴嫩 全名 符合 营养餐 房源 艾德莱 年生 矫正 牧民 农民 渔民 商贩 工人 西门塔尔 艾德莱斯 阿尔法 占道 稳岗 扩岗 援企 纾困 东向西 西向东 南向北 北向南 东往西 西往东 南往北 北往南 东至西 农行 工行 建行 中行 交行 招行 邮储 农商 父亲 母亲 祖父 祖母 岳父 岳母 公公 婆婆 伯父 伯母 叔父 养父 养母 继父 继母 生父 生母 舅父 舅母 姑母 姨母 爷爷 奶奶 哥哥 弟弟 姐姐 妹妹 儿子 女儿 孙子 孙女 丈夫 妻子 后人 后代 养老金 低保金 救助金 补助金 公积金 保证金 助学金 奖学金 抚恤金 慰问金 原国 花名 花名册 康复 公示 公告 公布 高中 高级 高等 中级 初级 姓名 无 不详 保密 暂无 空缺 缺考 弃权 匿名 合计 小计 总计 共计 备注 说明 签名 签字 盖章 本人 同上 待定 未知 以上 以下 如下 下列 有关 相关 " +
    "单位 部门 科室 职务 职称 性别 年龄 民族 学历 专业 成绩 电话 手机 住址 地址 金额 日期 时间 编号 序号 名称 数量 经办 经理 主任 科长 处长 局长 老师 " +
    "男性 女性 先生 女士 同志 同学 师傅 家长 学生 患者 群众 村民 居民 市民 业主 农户 商户 代表 工作 人员 成员 组长 队长 会长 部长 院长 校长 所长 站长 " +
    "初中 高中 大专 本科 中专 小学 博士 硕士 汉族 回族 满族 蒙族 藏族 苗族 壮族 彝族 党员 团员 已婚 未婚 离异 丧偶 农业 非农 在职 退休 " +
    "路人 来人 何人 他人 本市 本县 本区 本局 全市 全县 全区 全省 全国 我市 我县 我局 贵局 贵单位 管委会 居委会 村委会 " +
    "关于 经查 经核 经审 经与 经过 经营 应当 应该 应于 应向 应在 应为 应予 时间 时任 方可 和平 和谐 成立 成为 能够 能否 曾因 曾于 曾在 明确 " +
    "常住 干部 计划 管理 管辖 单独 于是 方面 方式 方案 房屋 车辆 项目 万元 余元 余人 余户 高于 低于 水平 任何 任意 毕业 毕竟 解除 解决 " +
    "高一 高二 高三 玉米 春风 房东 章节 台胞 台商 高龄 高危 高温 高中生 农商行 农商银行 云平台 温馨提示 公积金 金融 安全员 安置房 程序 程度 包括 包含 查询 查看 查明 查封 支付 支持 支出 支行 游客 游戏"
  ).split(" "),
);

const titleTail =
  /(?:庭长|主任|科长|处长|局长|厅长|部长|县长|市长|区长|镇长|乡长|村长|院长|校长|所长|站长|队长|组长|书记|经理|总监|老师|教授|医生|律师|法官|警官|会计|同志|先生|女士|小姐|师傅|大爷|大妈|阿姨|部|局|厅|委|办|室|科|处|股|站|所|院|校|厂|店|行|社|会|中心|公司|集团|大队|支队|银行|医院|学校|大学|中学|小学|学院|村|镇|乡|县|市|区|省|街|路|号|组)$/u;

for (const title of titleTail.source.slice(3, -2).split("|")) setRole(title.slice(-1), TITLE_END);

/** Whether what stands from `start` up to `end` is a word where a name is expected and is none, a title or an organisation. */
export const isNoName = (text: string, start: number, end: number): boolean =>
  notNames.hasWithin(text, start, end) ||
  // 「于周五」
  (end - start === 3 && text.charAt(start + 1) === "周" && "一二三四五六日".includes(text.charAt(end - 1))) ||
  // 「林场|棚户区」
  (end - start === 3 && (text.startsWith("林场", start) || text.startsWith("林区", start))) ||
  (((roles[text.charCodeAt(end - 1)] as number) & TITLE_END) !== 0 && titleTail.test(text.slice(start, end)));

/** A word of three characters at `at` that is made like a name. */
export const isLikeTripleAt = (text: string, at: number): boolean =>
  nameLikeTriples.hasWithin(text, at, at + 3);

/** Whether a surname of two characters stands at `at`. */
export const isDoubleSurnameAt = (text: string, at: number): boolean => compound.hasAt(text, at);

const isNotName = (text: string): boolean => notNames.has(text);

const endsInTitle = (text: string): boolean =>
  ((roles[text.charCodeAt(text.length - 1)] as number) & TITLE_END) !== 0 && titleTail.test(text);

/** Titles in the place of a given name: 「王科长」, 「李工」. */
const titleGiven =
  /^(?:先生|女士|小姐|同志|老师|教授|医生|大夫|护士|师傅|主任|科长|处长|局长|所长|站长|院长|校长|园长|书记|镇长|乡长|村长|县长|市长|部长|会长|社长|行长|队长|组长|经理|总监|会计|警官|律师|法官|工|总|某|某某|氏)$/u;

const isHan = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) || (code >= 0xd840 && code <= 0xdfff) || code === 0x3007;

/** How many UTF-16 units the surname at the start of `text` takes; 0 when there is none. */
export function surnameLength(text: string, rareToo: boolean): number {
  const role = roleOf(text);
  if ((role & COMPOUND_HEAD) !== 0 && compound.hasAt(text, 0)) return 2;
  return (role & (rareToo ? SURNAME | RARE_SURNAME : SURNAME)) !== 0 ? 1 : 0;
}

/** Whether a character can be the first of a surname. */
export function mayBeginName(char: string): boolean {
  return (roleOf(char) & (SURNAME | RARE_SURNAME | COMPOUND_HEAD)) !== 0;
}

/** The same of a code unit. */
export function mayBeginNameCode(code: number): boolean {
  return ((roles[code] ?? 0) & (SURNAME | RARE_SURNAME | COMPOUND_HEAD)) !== 0;
}

const SPACE = 0x20;
const MIDDLE_DOT = 0xb7;
/** 某 */
const SOMEBODY = 0x67d0;

/** How sure a position must be that a person is meant, before the name itself is looked at. */
export type NameTrust = "weak" | "strong" | "announced";

const dotted = /^[\u3400-\u9fff]{1,7}(?:·[\u3400-\u9fff]{1,7}){1,3}$/u;
const latin = /^[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]*){1,3}$/u;

/**
 * Whether a whole cell or clause is a name.
 * weak: nothing but the shape speaks for it. strong: a number or role of a person stands beside it. announced: a
 * label 姓名 or a name column; rare surnames and names without one of the listed surnames pass as well.
 */
export function isFullName(token: string, trust: NameTrust): boolean {
  let spaces = 0;
  let dots = 0;
  let han = 0;
  /** Units beyond one a character, of those outside of the basic plane. */
  let seconds = 0;
  for (let at = 0; at < token.length; at += 1) {
    const code = token.charCodeAt(at);
    if (isHan(code)) {
      han += 1;
      if (code >= 0xdc00 && code <= 0xdfff) seconds += 1;
    } else if (code === SPACE) spaces += 1;
    else if (code === MIDDLE_DOT) dots += 1;
  }
  const length = token.length - spaces;
  if (length < 2) return false;
  const text = spaces > 0 ? token.replace(/ /gu, "") : token;
  // Most of what is asked begins with no surname: told by one look-up, before any word list is asked.
  if (
    trust !== "announced" &&
    dots === 0 &&
    (roleOf(text) & opensName) === 0 &&
    !(length === 4 && tibetanHalves.hasAt(text, 0))
  )
    return false;
  if (isNotName(text)) return false;
  if (dots > 0) return dotted.test(text);
  // Eight units hold the longest name that is written without a dot.
  if (length > 8 && trust !== "announced") return false;
  if (trust === "announced" && han === 0 && latin.test(token)) return true;
  if (han < length) return false;
  const characters = length - seconds;
  const surname = surnameLength(text, trust !== "weak");
  // 「苏和巴特尔」: also where the first syllable is a surname.
  if (length >= 5 && length <= 8 && allSyllables(text)) return true;
  if (
    (surname === 0 ? trust === "strong" && length <= 6 : trust !== "weak") &&
    (isTransliterated(text) || isShortWrittenOut(text))
  )
    return true;
  if (surname === 0) {
    // 「其其格」, 「那日松」: syllables that stand in function words too.
    if (
      trust === "announced" &&
      length >= 3 &&
      length <= 8 &&
      (allSyllables(text) || isTransliterated(text) || isShortWrittenOut(text))
    )
      return true;
    return (
      trust === "announced" &&
      characters >= 2 &&
      characters <= 6 &&
      !endsInTitle(text) &&
      !hasNeverGiven(text, 1) &&
      !commonWords.has(text)
    );
  }
  const givenCount = characters - surname;
  if (givenCount < 1 || givenCount > 2) {
    return (
      trust === "announced" &&
      givenCount === 3 &&
      // 「欧阳铁木尔」
      (surname === 1 || syllablesIn(text, surname) >= 2) &&
      !endsInTitle(text) &&
      (!hasNeverGiven(text, surname) || syllablesIn(text, surname) === givenCount)
    );
  }
  if (text.charCodeAt(surname) === SOMEBODY || text.charCodeAt(length - 1) === SOMEBODY) return false;
  if (trust === "announced") return !titleGiven.test(text.slice(surname)) && !nameLikeTriples.has(text);
  // 「养育人」: a word for people.
  if (length === 3 && text.endsWith("人") && commonWords.hasAt(text, 0)) return false;
  if (endsInTitle(text) && !(trust === "strong" && /[会行社村]$/u.test(text))) return false;
  if (hasNeverGiven(text, surname) && !hasWordLikeFirst(text, surname)) return false;
  if (characters === 2) {
    const given = isGivenAt(text, surname);
    return trust === "weak"
      ? given && !commonWords.has(text) && !nameLikeWords.has(text)
      : given || !(commonWords.has(text) || nameLikeWords.has(text));
  }
  if (nameLikeTriples.has(text)) return false;
  if (trust === "weak") {
    return bothGiven(text, surname) || surname === 2;
  }
  return true;
}

/** Said behind roles where a name might stand, and no names: 「申请人：单位职工」, 「乙方：应当」. */
const saidBehindRoles = new Set(
  "关系 来讲 应当 应该 应于 应为 常住 高龄 单亲 单身 单独 和解 全部 全体 成年 任何 都有 方可 时间 从业 从事 从未 安全 安置 房屋 车辆 水质 药品 农村 农民 牧民 高校 中小 初审 复审 终审 经济 经营 经常 经费 能否 能够 空白 空置 同前 同左 同右 向上 向下 钱款 金额 余额 计划 计算 利率 利息 项目 管理 管护 管道 许可 许诺 证明 证件 单据 单价 全额 全日制 家属 家人 家长 家庭 代表 代理 花费 强制 贺信 危房 危险 温度 温馨 游客 商户 商家 花农 药店 水电 水费 电费 房产 房租 房价 车位 车费 路费 路段 党委 党组 党员 党支部 党费 国有 国家 国籍 后续 后期 初步 初期 时限 时段 包干 包保 别处 别人 全家 毛重 干货 查无 查收 查询 查阅 凡是 连续 连带 荣誉 景区 景点 季度 终止 阳性 阴性 双方 明细 明确 明示 红色 白色 黄色 蓝色 黑色 解约 解释 成本 成绩 成员 成功率 平方 平均 平台 常规 常见 高中 高考 高级 高危 高血压 高度 何时 何地 何处 何人 申请 申报 施工 施救 通过 通知 通讯 通话 汇款 汇总 步行 应急 应邀 应收 应付 应缴 左侧 右侧 东侧 西侧 南侧 北侧 东户 西户 中户 东南 西南 东北 西北 西式 易燃 易爆 宁可 安装 安排 安保 安检 温泉 文化 文件 文书 文明 于今 于次日 曾经 曾任 曾用 毕业 相关 相邻 充足 冷链 冷冻 鲜活 古树 古建 古籍 古墓 田块 田间 田地 林地 林木 林权 桑园 茶叶 苗木 麦田 谷物 米面 牛羊 羊群 鱼塘 鱼种 马铃薯 花生 梅雨 柳树 杨树 柏油 松木 竹木 索取 索要 申明 居留 付款 付费 支取 支领 计收 计发 查扣 查处 查获 查明 查验 查找 施救 施暴 全程 全责 全款 明知 权属 应聘 应诉 应征 成交 成立 成家 成婚 包装 包养 包庇 曲解 终身 终生 终结 冷静 冷藏 空缺 闭门 时常 关闭 关停 关押 农忙 万分 高喊 高声 高价 江边 海边 海上 水边 水中 水下 水位 水管 水沟 水渠 水田 水库 水泥 石料 石材 沙石 沙土 山上 山下 山林 田埂 林下 花木 花圃 苗圃 马路 马车 牛车 羊圈 牛圈 鱼苗 鱼饵 银行 铁路 铁皮 铁门 钢材 布匹 衣物 衣服 党籍 党内 国内 国外 国企 省内 省外 市内 和好 和气 平时 平日 平房 平地 平台 安抚 安葬 安全 康复 余下 余额 余款 边上 边界 边缘 左边 右边 东边 西边 东面 西面 双向 双倍 双休 单方 单向 单车 单号 方才 方能 冲突 冲洗 冲撞 步入 游泳 游玩 游览 祝福 祝贺 许多 许久 谈话 谈判 解散 解雇 解聘 项下 通电 通气 通水 通车 过失 过错 过期 过户 过世 来往 来到 来时 来回 后退 后悔 相识 相约 相撞 向来 向外 从中 从旁 从此".split(
    " ",
  ),
);

/**
 * Whether a whole clause of two or three characters can be the name that a role or a personal number asks for, though it
 * is an ordinary word: 「乙方：左右」. The place must be sure.
 */
export function fillsPlaceOfName(token: string): boolean {
  const surname = surnameLength(token, true);
  if (surname === 0 || token.length > surname + 2 || token.length < surname + 1) return false;
  for (let at = 0; at < token.length; at += 1) if (!isHan(token.charCodeAt(at))) return false;
  const given = token.slice(surname);
  return (
    !isNotName(token) &&
    !saidBehindRoles.has(token) &&
    !endsInTitle(token) &&
    !titleGiven.test(given) &&
    !hasNeverGiven(given, 0) &&
    !(token.length === 3 && (saidBehindRoles.has(token.slice(0, 2)) || nameLikeTriples.has(token)))
  );
}

/**
 * Whether a clause between a role and a personal number can be a name, whatever its characters: 「受援人牟其忠（4203…」,
 * 「彝族群众阿苦尔哈（…」.
 */
export function standsForPerson(token: string): boolean {
  if (token.length < 2 || token.length > 6 || isNotName(token) || saidBehindRoles.has(token)) return false;
  for (let at = 0; at < token.length; at += 1) if (!isHan(token.charCodeAt(at))) return false;
  if (endsInTitle(token) || titleGiven.test(token.slice(1)) || token.includes("某")) return false;
  const surname = surnameLength(token, true);
  if (surname > 0 && token.length <= surname + 2)
    return !hasNeverGiven(token.slice(-1), 0) && !(token.length === 2 && commonWords.has(token));
  for (let at = 0; at < token.length; at += 1) if (commonWords.hasAt(token, at)) return false;
  return token.length >= 3 && !hasNeverGiven(token, 0);
}

/** Whether a token is half of a name of a minority, by which people are called as well: 「格桑」. */
export function isHalfOfName(token: string): boolean {
  return token.length === 2 && tibetanHalves.hasAt(token, 0) && !commonWords.has(token) && !isNotName(token);
}

/**
 * Whether somebody may be called so, with any characters: 「浪涛」, 「骑小军」; where the place is a name's for certain also ordinary
 * words that begin with no surname, as 「把得住」.
 */
export function mayBeCalled(token: string, certain: boolean): boolean {
  if (isFullName(token, "strong")) return !saidBehindRoles.has(token);
  if (token.length < 2 || token.length > 4 || isNotName(token) || saidBehindRoles.has(token)) return false;
  for (let at = 0; at < token.length; at += 1) if (!isHan(token.charCodeAt(at))) return false;
  if (endsInTitle(token) || token.includes("某") || titleGiven.test(token.slice(1))) return false;
  if (token.length === 3 && nameLikeTriples.has(token)) return false;
  if (fillsPlaceOfName(token)) return true;
  // 「姓名：召日格图」: of four characters none may make a word with its neighbour.
  if (certain)
    return (
      !saidBehindRoles.has(token.slice(0, 2)) &&
      (token.length < 4 || [0, 1, 2].every((at) => !commonWords.hasAt(token, at)))
    );
  if (token.length === 2) return !commonWords.has(token) && bothGiven(token, 0);
  if (token.length === 4 || hasNeverGiven(token, 0)) return false;
  return !commonWords.hasAt(token, 0) && !commonWords.hasAt(token, 1);
}

/**
 * A name that reads like nothing else: a surname, rare ones too, with characters people choose for given names, and no
 * ordinary word at either end. For places where running text alone speaks for a person.
 */
export function isClearName(token: string): boolean {
  if (!isFullName(token, "strong")) return false;
  if (hasDot(token)) return true;
  if (isTransliterated(token)) return true;
  const surname = surnameLength(token, true);
  if (surname === 0 && token.length === 3) return isHalfAndSyllable(token);
  if (surname === 1 && functionSurnames.hasAt(token, 0)) return false;
  if (!bothGiven(token, surname)) return false;
  return (
    surname === 2 || (!commonWords.hasAt(token, 0) && !(token.length === 3 && commonWords.hasAt(token, 1)))
  );
}

/** Whether a name begins with a surname that is not among the rare ones. */
export const hasCommonSurname = (token: string): boolean => surnameLength(token, false) > 0;

/** A surname of two characters that is nothing else, with two more: 「慕容童流」. */
export function bearsDoubleSurname(token: string): boolean {
  return (
    token.length === 4 &&
    isHan(token.charCodeAt(2)) &&
    isHan(token.charCodeAt(3)) &&
    compound.hasAt(token, 0) &&
    !/^(?:东方|西门|南宫|第五|百里|东郭|夏侯|太史|公孙|长孙)/u.test(token) &&
    !commonWords.hasAt(token, 2)
  );
}

/** A surname that begins function words too: 「应…」「从…」. */
export function isFunctionSurnameAt(text: string, at: number): boolean {
  return functionSurnames.hasAt(text, at);
}

/** Function characters that are surnames of many people as well: at the head of a clause they may begin a name. */
const sharedSurnames = new CharSet("于方成向常任单时国党阳水充");

/** Whether a name with such a surname reads like nothing else. */
export function isClearBehindMark(token: string): boolean {
  return (
    token.length === 3 &&
    sharedSurnames.hasAt(token, 0) &&
    isFullName(token, "strong") &&
    bothGiven(token, 1) &&
    !commonWords.hasAt(token, 0) &&
    !commonWords.hasAt(token, 1)
  );
}

/** Nearly as good as a clear name: the given name by itself may be a word as well (「张小宝」). */
export function isLikelyName(token: string): boolean {
  if (!isFullName(token, "strong")) return false;
  if (isClearName(token)) return true;
  const surname = surnameLength(token, true);
  return (
    token.length - surname === 2 &&
    !functionSurnames.hasAt(token, 0) &&
    bothGiven(token, surname) &&
    (surname === 2 || !commonWords.hasAt(token, 0))
  );
}

/** The length of the clear name, or of the written-out name of a minority, that begins running text; 0 for none. */
export function clearNameLengthAt(text: string): number {
  for (let length = 6; length >= 4; length -= 1) {
    const token = text.slice(0, length);
    if (token.length === length && isTransliterated(token) && followScore(text, length) >= 1.2) return length;
  }
  for (const length of [4, 3, 2]) {
    const token = text.slice(0, length);
    if (token.length < length || !isClearName(token) || commonWords.hasAt(text, length - 1)) continue;
    if (followScore(text, length) >= (length === 2 ? 1.8 : 1.2)) return length;
  }
  return 0;
}

/** Three characters behind a role that read like nothing but a name, whatever goes on: 「承租人李涵奕腾退…」; 0 for none. */
export function clearTripleAt(text: string): number {
  const name = text.slice(0, 3);
  return name.length === 3 &&
    surnameLength(name, false) === 1 &&
    isClearName(name) &&
    !commonWords.hasAt(text, 2) &&
    !/^[区县省镇乡州旗街市村路]/u.test(text.slice(3))
    ? 3
    : 0;
}

/** Syllables that write Mongolian, Tibetan, Uyghur and other names where no dot sets them apart. */
setRole(
  "道色松浩南根吾曼索堆琼宗桑杰丹叶肯夏赛惹才尕朵梅贡益珍旦罗朗加平普敖兰阿巴布达德迪丁多尔尼亚伊依古丽汗江买提吐逊热合曼木力克扎西次仁卓玛央金旺姆洛桑顿珠格曲措其乌云娜托娅图雅斯琴娃呼和苏日勒特额敖登乐萨哈朝鲁毕那顺孟宝音吉嘎拉艾孜则帕麦库班明沙姑玉素甫努肉祖农赛罕必力卜撒藏凯杜穆默登塔米汗",
  SYLLABLE,
);

/** Whether a word is written in the syllables of such names. */
export function isWrittenOut(text: string): boolean {
  return isTransliterated(text);
}

/** Tibetan and Mongolian names are two of these in a row, or one and a syllable more: 「旦增晋美」, 「仁青措」, 「斯琴高娃」. */
const tibetanParts =
  "当周当智东智拉加旦智扎东南加才加公保夏吾完么周加桑吉华旦多太尕玛更登更松索南索昂巴毛卓么羊措拉措卡措才措德措仁措俄日泽让泽郎甲措降措降央呷绒志玛拉错伍金晋巴旺修旺久旺杰旺扎昂毛旦增丹增晋美嘉措坚赞群培白玛曲扎罗追贡嘎拉姆普布边巴巴桑米玛尼玛强巴欧珠平措索朗多杰多吉才旺班丹格列次旺赤列西绕云丹扎西卓玛卓嘎德吉央金央宗央吉次仁次央旺堆旺姆顿珠格桑洛桑洛绒达瓦拉珍曲珍曲吉仁青泽仁拥措四郎扎巴昂旺呷玛彭初他姆拥忠拥青曲批贡秋松吉仁增桑珠桑旦桑布土登土丹顿旦益西阿旺贡布格勒加措才让才仁拉毛吉毛加措卓尕南杰朋措彭措" +
  "喜饶云登洛追次成次珍嘎玛噶玛德庆米久色珍普珍拥珍达珍白珍措毛娘吉边珍仓珍" +
  "图门吉雅巴雅宝力布仁朝鲁朝格达来道尔敖其额尔格日哈斯呼格吉勒吉日孟和孟克苏和萨日斯日乌仁乌日乌力其其那日那仁塔娜托娅图娅巴根额日浩毕色音努尔古丽阿依迪丽热娜" +
  "阿且曲木曲比阿支阿呷阿果木呷日黑日哈日古日噶伍呷尔布石布石拉拉日尔古沙马马海吉克吉木阿牛海来吉伍勒格勒伍俄木莫色木乃" +
  "次珍次吉德珍德庆白吉仓决仓木曲措曲宗嘎松四朗泽旺郎加洛绒" +
  "登珠旦知降初格勒扎巴南杰南加" +
  "斯琴高娃娜仁萨仁乌云乌兰其木图雅格日勒图其格托雅塔娜苏布通拉阿茹巴图呼日那木朝克布和满都特木敖登";
const tibetanHalves = pairsOf(tibetanParts);
for (let at = 0; at < tibetanParts.length; at += 2) setRole(tibetanParts.charAt(at), TIBETAN_HEAD);

/** Whether two halves of such a name stand at `at`: 「达瓦次仁」. */
export const isTwoHalvesAt = (text: string, at: number): boolean =>
  tibetanHalves.hasAt(text, at) && tibetanHalves.hasAt(text, at + 2);

function isTransliterated(text: string): boolean {
  if (text.length < 4 || text.length > 8) return false;
  if (text.length === 4 && isTwoHalvesAt(text, 0)) return true;
  // 「茹鲜古丽」: nothing else ends so.
  if (
    text.length === 4 &&
    text.endsWith("古丽") &&
    !commonWords.hasAt(text, 0) &&
    !commonWords.hasAt(text, 1)
  )
    return true;
  let known = 0;
  // 「扎西平措|演示」
  if (text.length > 4 && isTwoHalvesAt(text, 0) && ((roles[text.charCodeAt(4)] as number) & SYLLABLE) === 0)
    return false;
  for (let at = 0; at < text.length; at += 1)
    if (((roles[text.charCodeAt(at)] as number) & SYLLABLE) !== 0 || isUyghurSyllable(text, at)) known += 1;
  return (
    known === text.length ||
    (text.length >= 5 && known >= text.length - 1 && !endsAsParticle.has(text.charCodeAt(text.length - 1)))
  );
}

/** What goes on behind a name: 「阿布都外力的」. */
const endsAsParticle = new CharSet("的之在于因与和将被把从到");

/** 「阿布都外力」: function words elsewhere. */
const isUyghurSyllable = (text: string, at: number): boolean =>
  (text.charAt(at) === "都" && at > 0 && "布不".includes(text.charAt(at - 1))) ||
  (text.charAt(at) === "外" && at > 0 && text.charAt(at + 1) === "力");

/** Three syllables, where a role or a number speaks for a person: 「其其格」, 「仁青措」, 「娜仁花」. */
function isShortWrittenOut(text: string): boolean {
  return text.length === 3 && (isShortWrittenOutAt(text, 0) || isHalfAndSyllable(text));
}

/** What a half of a name goes on with, besides a syllable: 「娜仁花」. */
const closesShort = new CharSet("花措吉毛姆加杰");

const isHalfAndSyllable = (text: string): boolean => isHalfAndSyllableAt(text, 0);

/** Whether half of such a name and a syllable more stand at `at`. */
export function isHalfAndSyllableAt(text: string, at: number): boolean {
  return (
    tibetanHalves.hasAt(text, at) &&
    (closesShort.hasAt(text, at + 2) || ((roles[text.charCodeAt(at + 2)] as number) & SYLLABLE) !== 0) &&
    !commonWords.hasAt(text, at) &&
    !commonWords.hasAt(text, at + 1)
  );
}

/** The same of the three characters at `at`. */
export function isShortWrittenOutAt(text: string, at: number): boolean {
  for (let index = at; index < at + 3; index += 1)
    if (((roles[text.charCodeAt(index)] as number) & SYLLABLE) === 0) return false;
  return !commonWords.hasAt(text, at) && !commonWords.hasAt(text, at + 1);
}

/** Whether two or three characters are half of such a name or three syllables of one, whatever words they make. */
export const isInSyllables = (token: string): boolean =>
  token.length === 3 ? allSyllables(token) : isHalfOfName(token);

/**
 * The length of the name of a minority at `at`, behind the word for a person: two halves, a half, or three syllables; 0 where none
 * is. What goes on must not belong to it.
 */
export function minorityNameAt(text: string, at: number, limit: number): number {
  if (!startsWrittenOut(text, at) && !tibetanHalves.hasAt(text, at)) return 0;
  for (let size = Math.min(8, limit - at); size >= 2; size -= 1) {
    const token = text.slice(at, at + size);
    const fits =
      size >= 4
        ? isTransliterated(token)
        : size === 3
          ? isShortWrittenOut(token) || (allSyllables(token) && !commonWords.hasAt(token, 1))
          : isHalfOfName(token) && !endsInTitle(token);
    const end = at + size;
    if (!fits || (commonWords.hasAt(text, end - 1) && !followerWords.hasAt(text, end))) continue;
    // Behind a half only what goes on behind names, or a word: 「呼日|查」 may be one of three.
    const score = followScore(text, end);
    if (score >= 1.8 || score === 1 || (size >= 3 && score >= 1.2) || commonWords.hasAt(text, end))
      return size;
  }
  return 0;
}

/** Two syllables beside other names in a list: 「达娃央宗、格桑」. */
export function isWrittenOutPair(text: string): boolean {
  return text.length === 2 && allSyllables(text) && !commonWords.has(text) && !isNotName(text);
}

function syllablesIn(text: string, from: number): number {
  let count = 0;
  for (let at = from; at < text.length; at += 1)
    if (((roles[text.charCodeAt(at)] as number) & SYLLABLE) !== 0) count += 1;
  return count;
}

function allSyllables(text: string): boolean {
  for (let at = 0; at < text.length; at += 1)
    if (((roles[text.charCodeAt(at)] as number) & SYLLABLE) === 0) return false;
  return true;
}

/** Whether two syllables that write the names of minorities begin at `at`. */
export function startsWrittenOut(text: string, at: number): boolean {
  return arePartsOfWrittenOut(text.charCodeAt(at), text.charCodeAt(at + 1));
}

function arePartsOfWrittenOut(first: number, second: number): boolean {
  const role = roles[first] ?? 0;
  return (
    ((role & SYLLABLE) !== 0 && ((roles[second] ?? 0) & SYLLABLE) !== 0) ||
    ((role & TIBETAN_HEAD) !== 0 && tibetanHalves.hasCodes(first, second))
  );
}

/** What a character can be in a name, in one byte: asked once for each character of a text (see name-odds.ts). */
export const nameRoleOf = (code: number): number => roles[code] as number;

/** Whether a name can begin with the first of two characters, whose role it is: a surname, or two syllables. */
export function mayOpenName(role: number, first: number, second: number): boolean {
  return (
    (role & mayOpenAnyName) !== 0 &&
    ((role & (SURNAME | RARE_SURNAME | COMPOUND_HEAD)) !== 0 || arePartsOfWrittenOut(first, second))
  );
}

/**
 * Whether at `at` a name can begin that is no surname of one character with a given name: a surname of two, or a name in syllables. Of
 * four characters and more at most one is no syllable, of three none.
 */
export function mayBeginLongName(codes: Uint16Array, at: number): boolean {
  const roleAt = (place: number): number => roles[codes[place] ?? 0] as number;
  return mayOpenLongName(roleAt(at), roleAt(at + 1), roleAt(at + 2), codes, at);
}

/** The same by the roles of the first three characters. */
export function mayOpenLongName(
  role: number,
  second: number,
  third: number,
  codes: Uint16Array,
  at: number,
): boolean {
  // Nearly all end here: two of three syllables are needed, or a first character that begins such a name.
  if ((role & (SYLLABLE | TIBETAN_HEAD | COMPOUND_HEAD)) === 0 && (second & SYLLABLE) === 0) return false;
  return (
    (role & SYLLABLE) + (second & SYLLABLE) + (third & SYLLABLE) >= 2 * SYLLABLE ||
    ((role & TIBETAN_HEAD) !== 0 && tibetanHalves.hasCodes(codes[at] as number, codes[at + 1] as number)) ||
    ((role & COMPOUND_HEAD) !== 0 && compound.hasCodes(codes[at] as number, codes[at + 1] as number))
  );
}

/** Whether all characters from `from` on are chosen for given names; those outside of the basic plane may be. */
function bothGiven(name: string, from: number): boolean {
  for (let at = from; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (((roles[code] as number) & GIVEN) === 0 && (code < 0xd800 || code > 0xdfff)) return false;
  }
  return true;
}

function hasNeverGiven(name: string, from: number): boolean {
  for (let at = from; at < name.length; at += 1)
    if (((roles[name.charCodeAt(at)] as number) & NEVER_GIVEN) !== 0) return true;
  return false;
}

/** 「王会军」, 「丛日新」: characters of many words, with which many people are named as well. */
const wordLikeFirst = new CharSet("会日");

function hasWordLikeFirst(name: string, surname: number): boolean {
  return (
    surname === 1 &&
    name.length === 3 &&
    wordLikeFirst.hasAt(name, 1) &&
    ((roles[name.charCodeAt(0)] as number) & SURNAME) !== 0 &&
    isGivenAt(name, 2) &&
    !hasNeverGiven(name, 2) &&
    !commonWords.hasAt(name, 0) &&
    !commonWords.hasAt(name, 1)
  );
}

function hasDot(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === MIDDLE_DOT) return true;
  return false;
}

/** What follows a name in running text: verbs, particles, and the words that describe a person. */
const followers = new CharSet(
  "持于在因为与和及向对将被把从到自以按经已未不没有是系诉称等的之并又再也都提要请就由给让叫使令至拟所受应曾当前先后同本现该此其均共各男女反来去前往说讲表认收领取报购出签驾住家户名",
);
const followerWords = new PairSet();
for (const word of "放牧 放羊 放牛 打工 采药 砍柴 请假 缺席 签到 骑马 陪护 照护 陪伴 看管 接回 带回 领回 赡养 辍学 休学 退学 转学 复学 旷课 入学 就读 代为 代签 代领 代办 代缴 垫付 陪同 照料 照顾 看护 抚养 申办 突发 突然 多次 先后 随即 随后 共有 之父 之母 之子 之女 之妻 之夫 之兄 之弟 之姐 之妹 证实 证言 称其 腾退 退租 续租 转租 退费 退保 补缴 欠缴 一户 一案 一事 一行 等人 两人 二人 三人 到场 出庭 民间 劳动 离婚 房产 土地 婚姻 工伤 家里 家属 家门 等三 等二 等两 等四 等五 携带 出具 递交 邮寄 寄来 书面 书写 口头 电话 因房 因患 因意 因交 因工 因劳 因合 因不 带其 携其 领其 经传 经依 经合 创业 享受 家庭 持有 种植 养殖 饲养 外出 务工 失踪 走失 溺水 身亡 受骗 被骗 因赡 因抚 因继 因邻 因土 因宅 因婚 因离 因借 因债 因遗 因琐 因家 购房 租赁 承租 涉嫌 盗窃 诈骗 殴打 酒后 醉酒 驾车 骑行 入院 出院 就诊 住院 确诊 治疗 参保 续保 退休 离世 去世 病故 入选 考取 落户 迁入 申领 申报 冒领 骗取 退还 退回 拒绝 拒不 同意 签收 确认 声称 陈述 供述 作证 捐赠 捐款 拾金 诉请 起诉 反映 投诉 申请 举报 提出 来信 来电 来访 咨询 要求 请求 表示 认为 诉称 辩称 签订 提交 购买 领取 参加 发生 驾驶 位于 居住 户籍 名下 家中 一家 夫妇 夫妻 本人 同学 同志 女士 先生 病情 患有 死亡 受伤 获得 荣获 因病 因故 不服 自愿 自行 未经 擅自 实施 违反 存在 经营 从事 缴纳 缴费 户口 住房 所有 使用 承包 房屋 之间 双方 已于 曾于 共同 现年 生于 出生 毕业 就读 报考 成绩 符合 通过 不符 放弃 自动 提供 办理 补助 救助 补贴 信访 上访 诉求 您好 你好 联系 电话 手机 身份 证件 收到 收悉".split(
  " ",
))
  followerWords.add(word);

/** Whether a word stands at `at` that goes on behind names. */
export const isFollowerAt = (text: string, at: number): boolean => followerWords.hasAt(text, at);

/** How well what stands at `at` fits behind a name. */
function followScore(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (!isHan(code)) return 3;
  if (followerWords.hasAt(text, at)) return 2.5;
  const given = ((roles[code] as number) & GIVEN) !== 0;
  if (followers.has(code)) return given ? 1 : 1.8;
  return !given || commonWords.hasAt(text, at) ? 1.2 : 0;
}

/** Surnames that begin so many function words that in running text they need a label. */
const functionSurnames = new CharSet(
  "应于和向从时都方能须经成全任单以因由但又再本其该此各计步常充有水相平阴阳通党国公来修台淡",
);

/**
 * The length of the name at the start of `text`, which is followed by more text; 0 when there is none. Compares
 * the readings of two, three and four characters by how well the given name and what follows fit.
 */
export function nameLengthAt(text: string, trust: NameTrust): number {
  const dot = hasDot(text)
    ? /^[\u3400-\u9fff]{1,7}(?:·[\u3400-\u9fff]{1,6}){1,3}/u.exec(text.slice(0, 30))
    : null;
  if (dot) return trimDotted(dot[0], text);
  const surname = surnameLength(text, trust !== "weak");
  if (surname === 0) return 0;
  let best = 0;
  let bestScore = 0;
  let end = surname;
  for (let count = 1; count <= 2; count += 1) {
    const code = text.charCodeAt(end);
    if (!isHan(code) || ((roles[code] as number) & NEVER_GIVEN) !== 0 || code === SOMEBODY) break;
    end += code >= 0xd800 && code < 0xdc00 ? 2 : 1;
    const name = text.slice(0, end);
    const follow = followScore(text, end);
    if (isNotName(name)) continue;
    const given = name.slice(surname);
    if (given.length === 1 && titleCharacters.hasAt(given, 0) && follow >= 3) continue;
    // 「梅先生（152…」
    if (given.length === 2 && titleGiven.test(given)) continue;
    const chosen = bothGiven(given, 0);
    let score = follow + (chosen ? 1 : -0.8) + (count === 2 ? 0.5 : 0);
    if (surname === 1 && count === 1 && (commonWords.has(name) || nameLikeWords.has(name)))
      score -= trust === "weak" ? 3 : 1.5;
    if (placeCharacters.hasAt(text, end) && placeEnding.test(text.slice(end, end + 2))) score -= 2.5;
    // Two words of the language in a row: 「永久居留」.
    if (trust !== "announced" && commonWords.hasAt(text, 0) && commonWords.hasAt(text, 2)) score -= 2;
    if (trust === "weak" && !chosen) score -= 1.5;
    if (
      trust === "weak" &&
      surname === 1 &&
      functionSurnames.hasAt(name, 0) &&
      ((count === 1 && !surnamesOfShortNames.hasAt(name, 0)) ||
        commonWords.hasAt(name, 0) ||
        (count === 2 && commonWords.has(given)) ||
        follow < 1.8)
    )
      continue;
    if (surname === 1 && count === 2 && commonWords.hasAt(name, 0) && trust === "weak") score -= 1.2;
    if (surname === 1 && count === 2 && nameLikeTriples.has(name)) score -= 2;
    if (count === 2 && commonWords.hasAt(text, end - 1) && follow < 2) score -= 0.8;
    if (endsInTitle(name) && follow < 3) score -= 1.5;
    if (score > bestScore) {
      bestScore = score;
      best = end;
    }
  }
  const needed = trust === "weak" ? 2.1 : trust === "strong" ? 1.4 : 0.9;
  return bestScore >= needed ? best : 0;
}

const titleCharacters = new CharSet("工总氏");
const placeCharacters = new CharSet("区县省镇乡州旗街路市村");
const placeEnding = /^(?:[区县省镇乡州旗街路]|市(?!民|场)|村(?!民|里))/u;
/** Of the function characters those that people with a given name of one character are named. */
const surnamesOfShortNames = new CharSet("于方常成单阴阳党国计水");

/** A dotted name runs into what follows; the first follower after the last dot ends it. */
function trimDotted(name: string, text: string): number {
  const last = name.lastIndexOf("·");
  for (let at = last + 2; at < name.length; at += 1) {
    if (followScore(text, at) >= 1.8) return at;
  }
  return name.length;
}

/**
 * The name at the end of `token`, behind a role: 「外籍专家虞杰」. Returns where it starts, or −1. The role must end
 * like a word for a person (人, 户, 员, 生 …) unless `roleEnd` gives a known role's end.
 */
export function nameStartAtEnd(token: string, roleEnd: number): number {
  const dot =
    token.includes("·") &&
    /(?:^|[人户者员生民家主工师兵童属友方妇妻夫子女])([\u3400-\u9fff]{1,7}(?:·[\u3400-\u9fff]{1,7}){1,3})$/u.exec(
      token,
    );
  if (dot && dot[1]) return token.length - dot[1].length;
  if (roleEnd >= 0 && roleEnd < token.length && isFullName(token.slice(roleEnd), "strong")) return roleEnd;
  for (const size of [4, 3, 2]) {
    const start = token.length - size;
    if (start < 2 && !(start === 1 && /^[系与和及对向由被将]/u.test(token))) continue;
    const name = token.slice(start);
    if (commonWords.hasAt(token, start - 1)) continue;
    if (size === 4 && !compound.hasAt(name, 0)) continue;
    if (
      /[人户者员生民家主工师兵童属友方妇妻夫象客件将对与给由为向和及被把系是即请让]$/u.test(
        token.slice(0, start),
      ) &&
      isFullName(name, "strong")
    )
      return start;
  }
  return -1;
}
