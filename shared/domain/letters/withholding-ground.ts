/**
 * The enumerated grounds for not giving a passage (条例 Art. 13: nothing outside the enumeration). The first seven
 * are 不予公开 in the sense of 法释〔2025〕8号 Art. 1(二): they demand reconsideration first. The others only say
 * why this organ cannot give the passage.
 */
export const withholdingGrounds = {
  stateSecret: { label: "国家秘密", article: "条例14", reconsiderationFirst: true },
  legalProhibition: { label: "法律、行政法规禁止公开", article: "条例14", reconsiderationFirst: true },
  securityAndStability: {
    label: "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
    article: "条例14",
    reconsiderationFirst: true,
  },
  thirdPartyRights: {
    label: "公开会对第三方合法权益造成损害",
    article: "条例15",
    reconsiderationFirst: true,
  },
  internalAffairs: { label: "内部事务信息", article: "条例16①", reconsiderationFirst: true },
  processInformation: { label: "过程性信息", article: "条例16②", reconsiderationFirst: true },
  enforcementFile: { label: "行政执法案卷信息", article: "条例16②", reconsiderationFirst: true },
  notGovernmentInformation: { label: "不属于政府信息", article: "条例2", reconsiderationFirst: false },
  notHeld: { label: "本机关未制作、获取或者保存", article: "条例36(四)", reconsiderationFirst: false },
  notResponsible: { label: "不属于本机关负责公开", article: "条例36(五)", reconsiderationFirst: false },
  specialQuery: { label: "获取有特别规定", article: "条例36(七)", reconsiderationFirst: false },
  processingRequired: { label: "需要加工、分析", article: "条例38", reconsiderationFirst: false },
} as const satisfies Record<string, { label: string; article: string; reconsiderationFirst: boolean }>;

export type WithholdingGround = keyof typeof withholdingGrounds;

export function isWithholdingGround(value: unknown): value is WithholdingGround {
  return typeof value === "string" && Object.hasOwn(withholdingGrounds, value);
}

/** True when refusing a passage on this ground is 不予公开, so that reconsideration comes first (复议法23①(四)). */
export function demandsReconsiderationFirst(ground: WithholdingGround): boolean {
  return withholdingGrounds[ground].reconsiderationFirst;
}

const groundAliases: Readonly<Record<string, WithholdingGround>> = {
  "refusal-state-secret": "stateSecret",
  deny_state_secret: "stateSecret",
  "refusal-legal-prohibition": "legalProhibition",
  deny_law_forbidden: "legalProhibition",
  法律法规禁止公开: "legalProhibition",
  "refusal-security-stability": "securityAndStability",
  deny_safety: "securityAndStability",
  三安全一稳定: "securityAndStability",
  国家安全: "securityAndStability",
  公共安全: "securityAndStability",
  经济安全: "securityAndStability",
  社会稳定: "securityAndStability",
  "refusal-third-party": "thirdPartyRights",
  deny_third_party: "thirdPartyRights",
  tradeSecret: "thirdPartyRights",
  personalPrivacy: "thirdPartyRights",
  商业秘密: "thirdPartyRights",
  个人隐私: "thirdPartyRights",
  第三方合法权益: "thirdPartyRights",
  "refusal-internal-affairs": "internalAffairs",
  deny_internal: "internalAffairs",
  人事管理: "internalAffairs",
  后勤管理: "internalAffairs",
  内部工作流程: "internalAffairs",
  "refusal-process-information": "processInformation",
  deny_process: "processInformation",
  讨论记录: "processInformation",
  过程稿: "processInformation",
  磋商信函: "processInformation",
  请示报告: "processInformation",
  "refusal-enforcement-file": "enforcementFile",
  deny_enforcement_file: "enforcementFile",
  行政执法案卷: "enforcementFile",
  "not-government-information": "notGovernmentInformation",
  "unable-not-held": "notHeld",
  unable_not_exist: "notHeld",
  不存在: "notHeld",
  信息不存在: "notHeld",
  "unable-not-responsible": "notResponsible",
  unable_not_responsible: "notResponsible",
  "special-query": "specialQuery",
  deny_admin_query: "specialQuery",
  "unable-processing-required": "processingRequired",
  unable_need_creation: "processingRequired",
};

/** Reads a ground by its id, label, outcome code or letter id; undefined for anything outside the enumeration. */
export function readWithholdingGround(value: unknown): WithholdingGround | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (isWithholdingGround(text)) return text;
  const byLabel = (Object.keys(withholdingGrounds) as WithholdingGround[]).find(
    (ground) => withholdingGrounds[ground].label === text,
  );
  return byLabel ?? (Object.hasOwn(groundAliases, text) ? groundAliases[text] : undefined);
}
