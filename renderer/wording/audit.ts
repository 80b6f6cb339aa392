import { leakSteps } from "../../shared/domain/publication/leak.ts";
import { cleanUpOutcomes } from "../../shared/domain/publication/clean-up.ts";
import { deliveryMethods } from "../../shared/domain/publication/delivery.ts";
import { postCheckResults } from "../../shared/domain/publication/post-check.ts";
import { referralAnswers, referralSteps } from "../../shared/domain/review/referral.ts";

/** What an entry of the audit log is about. */
export const auditSubjects: Readonly<Record<string, string>> = {
  account: "账号",
  aggregation: "汇聚规则",
  annualReport: "年度报告",
  application: "申请",
  audit: "审计日志",
  calendar: "放假安排",
  catalogue: "公开目录",
  channels: "公开渠道",
  cleanUp: "清理",
  delegation: "委托",
  demo: "演示数据",
  device: "本机编号",
  file: "文件",
  handover: "移交",
  item: "事项",
  key: "公钥",
  leak: "泄密处置",
  ledger: "工作台账",
  letter: "文书",
  organisation: "机关资料",
  package: "数据包",
  person: "人员",
  publication: "公开登记",
  review: "审查",
  rules: "筛查规则",
  server: "中心服务器",
  store: "数据库",
  template: "文书模板",
  training: "演练",
  words: "通俗用语",
};

const results: Readonly<Record<string, string>> = {
  ok: "完成",
  agree: "同意",
  return: "退回",
  refer: "报请确定",
  confirm: "确认",
  refuse: "不予确认",
  damaged: "不一致",
  "wrong-passphrase": "口令不对",
  "account-locked": "账号已锁定",
  "account-disabled": "账号已停用",
  "secret-mark": "带有密级标志",
  network: "经网络收到",
  file: "从文件读入",
  approved: "已核准",
  listed: "已登记",
  pending: "等待核准",
  none: "没有登记",
  set: "已设置",
  off: "已取消",
  copied: "数据目录被复制或者移动过",
  restored: "换回过较早的数据库",
  "device-rollback": "中心发现本机退回过",
  accepted: "中心已收",
  conflict: "中心已有更新的版本",
  rejected: "中心退回",
  ...cleanUpOutcomes,
  ...postCheckResults,
  ...deliveryMethods,
  ...referralSteps,
};

/** The result of an act in office words; the codes of different kinds of acts may be equal. */
export function auditResultWords(subjectKind: string, result: string): string {
  if (subjectKind === "leak" && Object.hasOwn(leakSteps, result))
    return leakSteps[result as keyof typeof leakSteps];
  if (Object.hasOwn(results, result)) return results[result] ?? result;
  if (Object.hasOwn(referralAnswers, result))
    return referralAnswers[result as keyof typeof referralAnswers].label;
  // What a later edition or the protocol adds is shown as it is, rather than as nothing.
  return subjectKind === "server" ? `中心的日志前后不一致（${result}）` : `其他（${result}）`;
}
