import type { OrganisationProfile } from "../../../shared/contract/organisation.ts";

export type ProfileField = keyof OrganisationProfile;
/** What the form holds while it is being filled in. */
export type ProfileDraft = Readonly<Record<ProfileField, string>>;

interface FieldDeclaration {
  readonly label: string;
  readonly required?: true;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly wide?: true;
}

/** The profile in the order of the form: what letters, the guide and the annual report take from it. */
export const profileFields: Readonly<Record<ProfileField, FieldDeclaration>> = {
  organName: { label: "机关全称", required: true, hint: "用作文书的发文机关标志和落款" },
  organAbbreviation: { label: "规范化简称", required: true },
  organShort: { label: "机关代字", required: true, placeholder: "云建", hint: "文号用字，1 至 6 个汉字" },
  creditCode: { label: "统一社会信用代码", required: true, hint: "18 位；没有的填 9 位组织机构代码" },
  contactOffice: { label: "政府信息公开工作机构", required: true, placeholder: "政务公开办公室" },
  officeHeadName: { label: "工作机构负责人" },
  address: { label: "办公地址", required: true, wide: true },
  postcode: { label: "邮政编码" },
  phone: { label: "联系电话", required: true },
  fax: { label: "传真" },
  email: { label: "电子邮箱" },
  onlineChannel: { label: "网上申请渠道" },
  workingHours: {
    label: "办公时间",
    required: true,
    placeholder: "工作日 9:00—12:00，14:00—17:30",
    wide: true,
  },
  reconsiderationOrgan: { label: "行政复议机关", required: true, hint: "写进每份文书的救济途径" },
  reconsiderationAddress: { label: "复议机关地址" },
  onlineReconsiderationChannel: { label: "网上复议渠道" },
  courtName: { label: "有管辖权的人民法院" },
  paymentMethod: { label: "缴费方式" },
  payeeAccount: { label: "收款账户" },
};

export const profileFieldNames = Object.keys(profileFields) as readonly ProfileField[];

export const emptyProfile = Object.fromEntries(profileFieldNames.map((name) => [name, ""])) as ProfileDraft;

/** What is wrong with one field, in words; undefined when nothing is. */
export function profileProblem(name: ProfileField, value: string): string | undefined {
  const text = value.trim();
  if (text === "") return profileFields[name].required ? `请填写${profileFields[name].label}` : undefined;
  if (text.length > 400) return "太长，请精简到 400 字以内";
  if (name === "organShort" && !/^[\u4e00-\u9fa5]{1,6}$/.test(text)) return "请写 1 至 6 个汉字";
  if (name === "creditCode" && !/^[0-9A-Z]{18}$|^[0-9A-Z-]{9,10}$/.test(text))
    return "应为 18 位数字和大写字母，或者 9 位组织机构代码";
  return undefined;
}

/** Labels of the required fields that are still missing or wrong. */
export function missingProfileFields(profile: ProfileDraft): readonly string[] {
  return profileFieldNames
    .filter((name) => profileProblem(name, profile[name]) !== undefined)
    .map((name) => profileFields[name].label);
}

/** The groups of the form; every field stands in exactly one. */
export const profileGroups: readonly { readonly title: string; readonly names: readonly ProfileField[] }[] = [
  { title: "名称", names: ["organName", "organAbbreviation", "organShort", "creditCode"] },
  {
    title: "工作机构和联系方式",
    names: [
      "contactOffice",
      "officeHeadName",
      "address",
      "phone",
      "postcode",
      "fax",
      "email",
      "onlineChannel",
      "workingHours",
    ],
  },
  {
    title: "救济途径和收费",
    names: [
      "reconsiderationOrgan",
      "reconsiderationAddress",
      "onlineReconsiderationChannel",
      "courtName",
      "paymentMethod",
      "payeeAccount",
    ],
  },
];
