/** Wording that official texts do not use (规范用语), with the form to use. Written folded. */
export interface SensitiveWord {
  readonly word: string;
  readonly ruleId:
    | "hmt-wording"
    | "disability-wording"
    | "ethnic-wording"
    | "initiative-wording"
    | "vulgar-wording";
  readonly advice: string;
  /** The words around it that make it right, as a pattern over a few characters before and after. */
  readonly exceptBefore?: RegExp;
  readonly exceptAfter?: RegExp;
}

type RuleId = SensitiveWord["ruleId"];
type Around = Pick<SensitiveWord, "exceptBefore" | "exceptAfter">;

const words = (ruleId: RuleId, list: string, advice: string, around: Around = {}): readonly SensitiveWord[] =>
  list.split(" ").map((word) => ({ word, ruleId, advice, ...around }));

const opposed = /(?:反对|所谓的?|遏制|打击|坚决|抵制|粉碎|伪|“|")$/u;

export const sensitiveWords: readonly SensitiveWord[] = [
  ...words(
    "hmt-wording",
    "台湾总统 台湾总统府 台湾行政院 台湾立法院 台湾司法院 台湾监察院 台湾考试院 台湾外交部 台湾国防部 台湾经济部 台湾教育部 台湾内政部 台湾财政部 台湾卫生部 台湾国防部长 台湾外长 台湾政府 台湾国会 台湾中央政府 台湾驻外使馆 台湾大使馆 台湾国军",
    "台湾当局的机构、职务加引号或写“台湾当局”“台湾地区……”",
    { exceptBefore: opposed },
  ),
  ...words("hmt-wording", "台湾国 香港国 澳门国 台湾共和国", "台湾是中国的一部分", {
    exceptBefore: opposed,
    exceptAfter: /^(?:际|籍|内|民党|立|有|道|企|货)/u,
  }),
  ...words(
    "hmt-wording",
    "中台两国 中港两国 中国和台湾 中国与台湾 中国及台湾 中国和香港 中国与香港 中国与澳门 中国和澳门 中国跟台湾 中台关系 中港关系 中港两地 中台贸易 中港贸易 中港边境 中台边境 台中两国",
    "大陆与台湾（两岸）、内地与香港、内地与澳门",
    { exceptAfter: /^(?:地区签|特别行政区签)/u },
  ),
  ...words("hmt-wording", "两岸三地 两岸四地", "不将两岸与港澳并称", {}),
  ...words(
    "hmt-wording",
    "台湾独立公投 台湾建国 台湾总统选举 台湾总统大选 台湾大选 台湾首都 香港总督府 港英当局统治 香港主权移交 澳门主权移交 主权移交 香港回归中国主权 香港独立 澳门独立",
    "按涉港澳台用语规范改写",
    { exceptBefore: opposed },
  ),
  ...words("hmt-wording", "福尔摩沙 福摩萨 中华民国政府 中华民国总统", "按涉港澳台用语规范改写", {
    exceptBefore: opposed,
  }),
  ...words(
    "hmt-wording",
    "台商投资外资 港澳台外国人 港澳台等外国 港澳台等国家 港澳台国家",
    "港澳台不属外国",
    {
      exceptAfter: /^(?:[和与及或、/]|[(])?地区/u,
    },
  ),
  ...words(
    "hmt-wording",
    "去台湾出国 赴台湾出国 出国到台湾 出国到香港 出国去香港 出国赴香港 出国去澳门 出国赴台湾 出国赴澳门 台湾外宾 香港外宾 澳门外宾",
    "往来港澳台不是出国",
  ),
  ...words("disability-wording", "残废人 残废人员 残废者 残废军人 残废儿童 残废证 残废户 残废", "残疾人", {
    exceptAfter: /^(?:气体|料)/u,
  }),
  ...words(
    "disability-wording",
    "独眼龙 瞎子 睁眼瞎 聋子 哑巴 聋哑 聋哑人 聋哑人员 聋哑学生 聋哑儿童 聋哑群众 聋哑青年 聋哑妇女 聋哑者 聋哑残疾人 傻子 呆子 弱智 弱智学生 弱智儿童 弱智人 弱智人员 白痴 瘸子 跛子 瘫子 瘫痪人 疯子 低能儿 智障 智障人士 智障人员 智障儿童 智障者 盲眼人 瞎眼 驼子",
    "视力、听力、言语、肢体、智力、精神残疾人",
    {
      exceptBefore: /(?:大|装|书)$/u,
      exceptAfter: /^(?:学校|亏)/u,
    },
  ),
  ...words(
    "ethnic-wording",
    "维族 维吾尔人 鲜族 哈萨族 回教 回教徒 满清 满清政府 支那 番民 山胞 高山土著",
    "用民族、宗教的规范全称",
    {
      exceptBefore: /(?:朝|四|黄|海|东|思|印度|密)$/u,
    },
  ),
  ...words("ethnic-wording", "蒙族", "蒙古族", { exceptBefore: /内$/u }),
  ...words(
    "initiative-wording",
    '一带一路战略 一带一路”战略 一带一路"战略 一带一路国家战略 一带一路”国家战略 一带一路计划 一带一路”计划 一带一路经济战略 “一路一带” 一路一带 丝绸之路经济带战略 一带一路构想战略 一带一路”构想战略',
    "共建“一带一路”倡议",
    {},
  ),
  ...words(
    "initiative-wording",
    "人类命运共同体战略 中国模式输出 马歇尔计划式 北京共识模式 新丝绸之路战略 海上丝绸之路战略",
    "按规范提法改写",
  ),
  ...words(
    "hmt-wording",
    "南中国海 尖阁列岛 尖阁诸岛 尖阁群岛 斯普拉特利群岛 帕拉塞尔群岛 东突厥斯坦",
    "南海、钓鱼岛、南沙群岛、西沙群岛",
  ),
  ...words(
    "vulgar-wording",
    "装逼 草泥马 特么的 撕逼 玛拉戈壁 爆菊 你妹的 本屌 齐B短裙 法克鱿 丢你老母 达菲鸡 装13 逼格 蛋疼 傻逼 绿茶婊 屌丝 他妈的 滚粗 二逼 牛逼 逗比 小婊砸",
    "不使用不文明用语",
    { exceptBefore: /(?:妈|爸|大)$/u, exceptAfter: /^(?:妈|孩)/u },
  ),
];
