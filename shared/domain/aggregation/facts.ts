/** What one paper discloses about one thing: the smallest piece that can be laid beside a piece of another paper. */

export const entityKinds = {
  facility: "设施场所",
  person: "个人",
  dwelling: "住处",
  group: "小范围人群",
  figure: "统计数",
  series: "累计数",
} as const;
export type EntityKind = keyof typeof entityKinds;

export const attributes = {
  position: "地点",
  coordinate: "坐标",
  capacity: "容量",
  stock: "存量",
  headcount: "人数",
  schedule: "时间安排",
  name: "姓名",
  maskedId: "部分身份证号",
  maskedPhone: "部分手机号",
  maskedBank: "部分银行卡号",
  birth: "出生日期",
  address: "住址",
  village: "村居",
  unit: "单位",
  health: "健康情况",
  hardship: "救助情况",
  penalty: "处罚情况",
  smallCount: "不足三人的数",
  member: "具名人员",
  shown: "已列数",
  suppressed: "未列数",
  total: "合计数",
  restOfTotal: "缺一项的各项之和",
  cumulative: "累计数",
  region: "所在区域",
} as const;
export type Attribute = keyof typeof attributes;

export interface Fact {
  readonly entityKind: EntityKind;
  /** Normalised; equal for the same thing in two papers. */
  readonly entityKey: string;
  /** The thing as a reader would name it. */
  readonly entity: string;
  readonly attribute: Attribute;
  readonly value: string;
  /** The words of the paper, cut to at most 160 characters. */
  readonly passage: string;
}

/** Raised when extraction reads the same paper differently: the register is then rebuilt. */
export const extractionVersion = 2;

const passageLimit = 160;

export const passageOf = (text: string): string => {
  const line = text.replace(/\s*\t\s*/gu, "｜").trim();
  return line.length > passageLimit ? `${line.slice(0, passageLimit - 1)}…` : line;
};
