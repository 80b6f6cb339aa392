/**
 * What happens to each kind of column of a list of persons before it is published. Forms by the review handbook, §5:
 * an identity number is deleted, or keeps at most the first and last four where persons must be told apart; a card its
 * last four; an address goes down to village or community; a minor is 李某, without school and address.
 * Sources: 政府信息公开条例第十五条; 个人信息保护法第二十八条、第三十一条; 未成年人保护法第四条第三项.
 */

export const listColumnKinds = {
  name: "姓名",
  id: "证件号码",
  phone: "电话",
  bank: "银行账号",
  address: "住址",
  permit: "护照和通行证件",
  social: "社保医保编号",
  plate: "号牌",
  email: "电子邮箱",
  birth: "出生日期",
  school: "学校班级",
  other: "其他",
} as const;
export type ListColumnKind = keyof typeof listColumnKinds;

export const columnTreatments = {
  keep: "保留",
  mask: "按规则遮盖",
  generalise: "概括",
  remove: "删除整列",
} as const;
export type ColumnTreatment = keyof typeof columnTreatments;

export interface ListPreset {
  readonly label: string;
  /** When to use it, in one sentence for the person. */
  readonly use: string;
  readonly basis: string;
  readonly treatments: Readonly<Record<ListColumnKind, ColumnTreatment>>;
  /** Names keep the surname only, with one 某. */
  readonly minors: boolean;
}

export const listPresets = {
  named: {
    label: "依法公示姓名",
    use: "法律、法规要求公示到人的名单：姓名保留，号码只留首尾，住址到村（社区）。",
    basis: "政府信息公开条例第十五条；个人信息保护法第二十八条",
    minors: false,
    treatments: {
      name: "keep",
      id: "mask",
      phone: "mask",
      bank: "mask",
      address: "generalise",
      permit: "mask",
      social: "mask",
      plate: "mask",
      email: "mask",
      birth: "generalise",
      school: "keep",
      other: "keep",
    },
  },
  unnamed: {
    label: "不公开姓名",
    use: "没有规定要公示到人的名单：姓名写作张某某，各种号码整列删除。",
    basis: "政府信息公开条例第十五条；个人信息保护法第二十八条",
    minors: false,
    treatments: {
      name: "mask",
      id: "remove",
      phone: "remove",
      bank: "remove",
      address: "generalise",
      permit: "remove",
      social: "remove",
      plate: "mask",
      email: "remove",
      birth: "generalise",
      school: "keep",
      other: "keep",
    },
  },
  minors: {
    label: "未成年人名单",
    use: "名单里有未成年人：姓名写作李某，学校、住址和各种号码整列删除。",
    basis: "未成年人保护法第四条第三项；个人信息保护法第三十一条",
    minors: true,
    treatments: {
      name: "mask",
      id: "remove",
      phone: "remove",
      bank: "remove",
      address: "remove",
      permit: "remove",
      social: "remove",
      plate: "remove",
      email: "remove",
      birth: "remove",
      school: "remove",
      other: "keep",
    },
  },
} as const satisfies Record<string, ListPreset>;
export type ListPresetId = keyof typeof listPresets;
