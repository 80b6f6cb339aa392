/** 演练: papers with planted traps, marked by a reviewer and scored. Persons, places and numbers are made up. */

/** What a reviewer may say of a paper; each answers to items of the checklist (review.md §4). */
export const trapKinds = {
  personal: "个人信息没有遮盖",
  hiddenData: "附件里有隐藏内容",
  wrongAudience: "公开对象或者渠道不对",
  mosaic: "与已公开的合在一起会泄露",
  complement: "遮盖的号码与已公开的互相补全",
  reposted: "转发了不该转发的内容",
  term: "公开时限不对",
  smallCell: "人数太少，能认出人",
  workSecret: "内部事项、工作秘密",
} as const;
export type TrapKind = keyof typeof trapKinds;

export interface TrainingPaper {
  readonly paperId: string;
  readonly title: string;
  readonly audience: string;
  readonly term: string;
  readonly text: string;
  readonly attachments: readonly string[];
  /** What is out already and lies beside it. */
  readonly alreadyOut: readonly string[];
}

export interface TrappedPaper extends TrainingPaper {
  /** Each with why, for the reviewer afterwards; none in a clean paper. */
  readonly traps: Readonly<Partial<Record<TrapKind, string>>>;
}

export const trainingVersion = "2026.1";

const open = "社会公众，政府网站";

export const trainingPapers: readonly TrappedPaper[] = [
  {
    paperId: "t01",
    title: "2026年困难残疾人住房改造补助对象公示",
    audience: open,
    term: "公示7个工作日",
    text: "经村级评议、部门核对，现将补助对象予以公示。\n姓名　所在村　残疾类别　身份证号\n张桂芳　南河村　视力残疾一级　******19520312****\n周广田　北坡村　精神残疾二级　******19591201****",
    attachments: [],
    alreadyOut: ["《2025年公租房优先保障对象公示》：张桂芳　南河村　990402********002X"],
    traps: {
      complement: "两件各露出一段，叠在一起是完整的身份证号；残疾类别也不是公示必需（CR-D02、CR-F01）",
    },
  },
  {
    paperId: "t02",
    title: "关于应急物资储备能力提升工程的公示",
    audience: open,
    term: "公示7个工作日",
    text: "云和镇应急物资储备库总仓容12000立方米，夜间值守人员2人。现将提升工程情况予以公示。",
    attachments: [],
    alreadyOut: ["《关于市级应急物资储备设施选址的公示》：云和镇应急物资储备库位于云和镇老街东侧凤凰山北麓"],
    traps: { mosaic: "位置已经公开，再公开容量和值守人数，等于说出要害设施的能力和防守（CR-A05、CR-F02）" },
  },
  {
    paperId: "t03",
    title: "2026年第三季度保障性住房资金支付情况",
    audience: open,
    term: "长期公开",
    text: "第三季度共支付保障性住房资金320万元，明细见附件。",
    attachments: ["资金支付情况.xlsx：工作表“汇总”；隐藏的工作表“收款人台账”，含姓名、银行卡号"],
    alreadyOut: [],
    traps: { hiddenData: "隐藏的工作表随文件一起公开（CR-I02）" },
  },
  {
    paperId: "t04",
    title: "关于锦绣小区12号楼加装电梯异议处理结果的告知",
    audience: open,
    term: "长期公开",
    text: "锦绣小区12号楼二单元各住户：关于加装电梯的异议，经协调处理如下。一、二层住户的补偿由同单元住户分担。二、施工时间另行告知。",
    attachments: [],
    alreadyOut: [],
    traps: { wrongAudience: "只涉及一个单元的住户，应当定向告知，不上网站（CR-G01；工作要点四（九）3）" },
  },
  {
    paperId: "t05",
    title: "转发市安委会关于汛期安全工作的通知",
    audience: open,
    term: "长期公开",
    text: "现将《关于做好汛期安全工作的通知》（此件不公开）转发给你们。各物业企业要落实值班制度，发现险情立即上报。",
    attachments: [],
    alreadyOut: [],
    traps: { reposted: "原件注明不公开，公开前要征求制发机关意见（CR-B03；条例第十条）" },
  },
  {
    paperId: "t06",
    title: "2026年保障性租赁住房轮候公示",
    audience: open,
    term: "公开至2026年3月31日",
    text: "现将2026年9月轮候情况予以公示，公示期7个工作日，自2026年9月16日起。",
    attachments: [],
    alreadyOut: [],
    traps: { term: "公开时限早于公示开始的日子，公示期不足（CR-H02、CR-H04）" },
  },
  {
    paperId: "t07",
    title: "2025年残疾人住房困难家庭统计",
    audience: open,
    term: "长期公开",
    text: "村　残疾人住房困难户数\n南河村　1\n北坡村　12\n东岭村　9",
    attachments: [],
    alreadyOut: ["《残疾人家庭慰问名单》：南河村　张桂芳"],
    traps: { smallCell: "南河村只有一户，又有同村名单，能对号到人（CR-F04）" },
  },
  {
    paperId: "t08",
    title: "物业服务质量检查通报",
    audience: open,
    term: "长期公开",
    text: "9月下旬将对云和路沿线12个小区进行突击检查，重点检查消防通道和电梯维保，检查名单和路线见附件。联系人李明，手机13800001234。",
    attachments: [],
    alreadyOut: [],
    traps: {
      workSecret: "检查前公开方案和路线，检查就没有意义（CR-B02）",
      personal: "联系人的手机号没有遮盖，可改为办公电话（CR-D01）",
    },
  },
  {
    paperId: "c01",
    title: "云和路综合整治工程施工公告",
    audience: open,
    term: "公开至2026年12月31日",
    text: "为改善市民出行条件，决定对云和路实施综合整治，工期90天。施工期间请车辆绕行。咨询电话：0990-1234567。",
    attachments: [],
    alreadyOut: [],
    traps: {},
  },
  {
    paperId: "c02",
    title: "2026年部门预算公开说明",
    audience: open,
    term: "长期公开",
    text: "本年收入预算3200万元，支出预算3200万元，其中人员经费900万元。",
    attachments: ["部门预算表.xlsx：工作表“收支总表”"],
    alreadyOut: ["《2025年部门预算公开说明》"],
    traps: {},
  },
  {
    paperId: "c03",
    title: "住房公积金贷款政策解读",
    audience: open,
    term: "公开至被新文件替代",
    text: "问：最长贷款年限是多少？答：三十年，且不超过法定退休年龄后五年。",
    attachments: [],
    alreadyOut: [],
    traps: {},
  },
  {
    paperId: "c04",
    title: "云州市公共租赁住房配租结果公示",
    audience: open,
    term: "公示7个工作日",
    text: "姓名　配租房源　身份证号\n李守业　锦绣小区　9904**********0053\n高秀英　锦绣小区　9904**********0722",
    attachments: [],
    alreadyOut: [],
    traps: {},
  },
];
