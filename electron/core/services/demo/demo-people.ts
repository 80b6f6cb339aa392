import type { OrganisationProfile } from "../../../../shared/contract/organisation.ts";
import type { NewPerson } from "../set-up.ts";

/** A synthetic department; neither place nor persons exist. */
export const demoProfile: OrganisationProfile = {
  organName: "云州市住房和城乡建设局",
  organAbbreviation: "市住房城乡建设局",
  organShort: "云建",
  creditCode: "11990400MB0000001A",
  contactOffice: "云州市住房和城乡建设局政务公开办公室",
  officeHeadName: "何静",
  address: "云州市城区云和路100号",
  postcode: "990400",
  phone: "0990-3310000",
  fax: "0990-3310001",
  email: "",
  onlineChannel: "云州市人民政府网站依申请公开平台",
  workingHours: "工作日8:30-12:00，13:30-17:30",
  reconsiderationOrgan: "云州市人民政府",
  reconsiderationAddress: "云州市司法局行政复议受理窗口",
  onlineReconsiderationChannel: "云州市行政复议网上受理平台",
  courtName: "云州市城区人民法院",
  paymentMethod: "非税收入一般缴款书",
  payeeAccount: "云州市财政局非税收入汇缴专户",
};

/** One passphrase for every demo account; published in docs/cli.md and shown on the demo's sign-in screen. */
export const demoPassphrase = "Yunzhou-2026-demo";

export const demoPeople: readonly NewPerson[] = [
  { personName: "林晓彤", unitName: "物业监管科", accountName: "linxiaotong", roles: ["drafter"] },
  { personName: "孙一航", unitName: "房产管理科", accountName: "sunyihang", roles: ["drafter"] },
  { personName: "吴珊", unitName: "住房保障科", accountName: "wushan", roles: ["drafter"] },
  { personName: "赵立群", unitName: "物业监管科", accountName: "zhaoliqun", roles: ["unitHead"] },
  { personName: "周敏", unitName: "保密办公室", accountName: "zhoumin", roles: ["confidentialityReviewer"] },
  { personName: "何静", unitName: "政务公开办公室", accountName: "hejing", roles: ["disclosureOffice"] },
  {
    personName: "张念",
    unitName: "政务公开办公室",
    accountName: "zhangnian",
    roles: ["disclosureOffice", "drafter"],
  },
  { personName: "郑克", unitName: "局领导", accountName: "zhengke", roles: ["leader"] },
  { personName: "钱工", unitName: "信息中心", accountName: "xitong", roles: ["systemAdmin"] },
  { personName: "秦守", unitName: "保密办公室", accountName: "anquan", roles: ["securityAdmin"] },
  { personName: "冯鉴", unitName: "机关纪委", accountName: "shenji", roles: ["auditAdmin"] },
].map((person) => ({ ...person, passphrase: demoPassphrase }) as NewPerson);
