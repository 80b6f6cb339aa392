/**
 * The two national formats as versioned data: `2019-60` (国办公开办函〔2019〕60号, reports for 2019 and 2020)
 * and `2021-30` (国办公开办函〔2021〕30号, reports for 2021 on). Labels are printed exactly as they stand here.
 */
export type ReportFormatId = "2019-60" | "2021-30";

/** Columns of table 2. */
export const applicantColumns = [
  { id: "nat", label: "自然人" },
  { id: "biz", label: "商业企业" },
  { id: "sci", label: "科研机构" },
  { id: "pub", label: "社会公益组织" },
  { id: "law", label: "法律服务机构" },
  { id: "oth", label: "其他" },
] as const;
export type ApplicantKind = (typeof applicantColumns)[number]["id"];

/** The six kinds and 总计. There is no sub-total for 法人或其他组织. */
export const tableTwoColumns: readonly { readonly id: ApplicantKind | "sum"; readonly label: string }[] = [
  ...applicantColumns,
  { id: "sum", label: "总计" },
];

export interface TableTwoRow {
  readonly id: string;
  /** Text of the row itself. */
  readonly label: string;
  /** Text of the group the row begins in, printed in front of its rows. */
  readonly group?: string;
  /** Part of 本年度办理结果, so of its total. */
  readonly outcome: boolean;
}

const firstRows: readonly TableTwoRow[] = [
  { id: "r1", label: "一、本年新收政府信息公开申请数量", outcome: false },
  { id: "r2", label: "二、上年结转政府信息公开申请数量", outcome: false },
  { id: "r3_1", label: "（一）予以公开", group: "三、本年度办理结果", outcome: true },
  {
    id: "r3_2",
    label: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    group: "三、本年度办理结果",
    outcome: true,
  },
];

function outcomeRows(prefix: string, group: string, labels: readonly string[]): readonly TableTwoRow[] {
  return labels.map((label, index) => ({
    id: `${prefix}_${index + 1}`,
    label: `${index + 1}.${label}`,
    group,
    outcome: true,
  }));
}

const refusedRows: readonly TableTwoRow[] = [
  ...outcomeRows("r3_3", "（三）不予公开", [
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
  ]),
  ...outcomeRows("r3_4", "（四）无法提供", [
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
  ]),
  ...outcomeRows("r3_5", "（五）不予处理", [
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
  ]),
];

const lastRows: readonly TableTwoRow[] = [
  { id: "r3_7", label: "（七）总计", group: "三、本年度办理结果", outcome: false },
  { id: "r4", label: "四、结转下年度继续办理", outcome: false },
];

/** One cell of table 1. `decimal` is an amount in 万元. */
export interface TableOneCell {
  readonly id: string;
  readonly block: string;
  readonly row: string;
  readonly column: string;
  readonly decimal: boolean;
  /** May be negative: 本年增/减. */
  readonly signed: boolean;
}

function tableOne(
  block: string,
  rowId: string,
  row: string,
  columns: readonly (readonly [id: string, label: string, kind?: "decimal" | "signed"])[],
): readonly TableOneCell[] {
  return columns.map(([id, column, kind]) => ({
    id: `${rowId}.${id}`,
    block,
    row,
    column,
    decimal: kind === "decimal",
    signed: kind === "signed",
  }));
}

const rulesColumns2021 = [
  ["issued", "本年制发件数"],
  ["repealed", "本年废止件数"],
  ["in_force", "现行有效件数"],
] as const;
const rulesColumns2019 = [
  ["made", "本年新制作数量"],
  ["newly_public", "本年新公开数量"],
  ["public_total", "对外公开总数量"],
] as const;
const projectColumns2019 = [
  ["previous", "上一年项目数量"],
  ["change", "本年增/减", "signed"],
  ["decisions", "处理决定数量"],
] as const;

export interface ReportFormat {
  readonly id: ReportFormatId;
  readonly source: string;
  readonly tableOne: readonly TableOneCell[];
  readonly tableTwo: readonly TableTwoRow[];
}

export const reportFormats: Readonly<Record<ReportFormatId, ReportFormat>> = {
  "2021-30": {
    id: "2021-30",
    source: "国办公开办函〔2021〕30号",
    tableOne: [
      ...tableOne("第二十条第（一）项", "rules", "规章", rulesColumns2021),
      ...tableOne("第二十条第（一）项", "normative", "行政规范性文件", rulesColumns2021),
      ...tableOne("第二十条第（五）项", "permit", "行政许可", [["decisions", "本年处理决定数量"]]),
      ...tableOne("第二十条第（六）项", "penalty", "行政处罚", [["decisions", "本年处理决定数量"]]),
      ...tableOne("第二十条第（六）项", "coercion", "行政强制", [["decisions", "本年处理决定数量"]]),
      ...tableOne("第二十条第（八）项", "fee", "行政事业性收费", [
        ["amount_wan", "本年收费金额（单位：万元）", "decimal"],
      ]),
    ],
    tableTwo: [
      ...firstRows,
      ...refusedRows,
      ...outcomeRows("r3_6", "（六）其他处理", [
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "其他",
      ]),
      ...lastRows,
    ],
  },
  "2019-60": {
    id: "2019-60",
    source: "国办公开办函〔2019〕60号",
    tableOne: [
      ...tableOne("第二十条第（一）项", "rules", "规章", rulesColumns2019),
      ...tableOne("第二十条第（一）项", "normative", "规范性文件", rulesColumns2019),
      ...tableOne("第二十条第（五）项", "permit", "行政许可", projectColumns2019),
      ...tableOne("第二十条第（五）项", "other_service", "其他对外管理服务事项", projectColumns2019),
      ...tableOne("第二十条第（六）项", "penalty", "行政处罚", projectColumns2019),
      ...tableOne("第二十条第（六）项", "coercion", "行政强制", projectColumns2019),
      ...tableOne("第二十条第（八）项", "fee", "行政事业性收费", [
        ["previous", "上一年项目数量"],
        ["change", "本年增/减", "signed"],
      ]),
      ...tableOne("第二十条第（九）项", "procurement", "政府集中采购", [
        ["projects", "采购项目数量"],
        ["amount", "采购总金额", "decimal"],
      ]),
    ],
    tableTwo: [
      ...firstRows,
      ...refusedRows,
      { id: "r3_6", label: "（六）其他处理", group: "三、本年度办理结果", outcome: true },
      ...lastRows,
    ],
  },
};

/** The format a report on a year uses. */
export function formatForYear(year: number): ReportFormatId {
  return year >= 2021 ? "2021-30" : "2019-60";
}

/** Tracks of table 3, left to right. */
export const disputeTracks = [
  { id: "review", label: "行政复议" },
  { id: "suit_direct", label: "未经复议直接起诉" },
  { id: "suit_after", label: "复议后起诉" },
] as const;
export type DisputeTrack = (typeof disputeTracks)[number]["id"];

/** Columns of each track of table 3. */
export const disputeColumns = [
  { id: "upheld", label: "结果维持" },
  { id: "corrected", label: "结果纠正" },
  { id: "other", label: "其他结果" },
  { id: "pending", label: "尚未审结" },
] as const;
export type DisputeResult = (typeof disputeColumns)[number]["id"];

/** The note that table 2 carries. */
export const tableTwoNote = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/** Headings of the six parts, printed exactly. */
export const reportParts = [
  { id: "one", heading: "一、总体情况", form: "text" },
  { id: "two", heading: "二、主动公开政府信息情况", form: "table" },
  { id: "three", heading: "三、收到和处理政府信息公开申请情况", form: "table" },
  { id: "four", heading: "四、政府信息公开行政复议、行政诉讼情况", form: "table" },
  { id: "five", heading: "五、存在的主要问题及改进情况", form: "text" },
  { id: "six", heading: "六、其他需要报告的事项", form: "text" },
] as const;
export type ReportPartId = (typeof reportParts)[number]["id"];

/** All cell ids of a format in print order: table 1, table 2 by rows, table 3. 200 in format 2021-30. */
export function cellIds(format: ReportFormat): readonly string[] {
  return [
    ...format.tableOne.map((cell) => `t1.${cell.id}`),
    ...format.tableTwo.flatMap((row) => tableTwoColumns.map((column) => `t2.${row.id}.${column.id}`)),
    ...disputeTracks.flatMap((track) =>
      [...disputeColumns, { id: "total" }].map((column) => `t3.${track.id}.${column.id}`),
    ),
  ];
}
