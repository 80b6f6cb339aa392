/**
 * Every statutory and conventional length the clocks use, in one place, each with its source. WD = 工作日, ND = natural
 * days. `convention` marks what no text fixes; an organ may configure those, never the others.
 */
export interface PeriodRule {
  readonly length: number;
  readonly unit: "workdays" | "naturalDays" | "months" | "hours";
  readonly article: string;
  readonly convention?: true;
}

export const periodRules = {
  reply: { length: 20, unit: "workdays", article: "条例第三十三条第二款" },
  replyExtensionLimit: { length: 20, unit: "workdays", article: "条例第三十三条第二款" },
  correctionNotice: { length: 7, unit: "workdays", article: "条例第三十条" },
  correctionByApplicant: { length: 15, unit: "workdays", article: "条例第三十条", convention: true },
  correctionByApplicantMinimum: { length: 5, unit: "workdays", article: "条例第三十条", convention: true },
  abandonmentTransit: { length: 3, unit: "workdays", article: "条例第三十条", convention: true },
  thirdPartyOpinion: { length: 15, unit: "workdays", article: "条例第三十二条" },
  otherOrganOpinion: { length: 15, unit: "workdays", article: "条例第三十四条" },
  feePayment: { length: 20, unit: "workdays", article: "国办函〔2020〕109号第六条" },
  reasonAnswer: { length: 10, unit: "workdays", article: "条例第三十五条", convention: true },
  confirmationAlert: { length: 1, unit: "workdays", article: "条例第三十一条", convention: true },
  recordCorrection: { length: 20, unit: "workdays", article: "条例第四十一条", convention: true },
  proactive: { length: 20, unit: "workdays", article: "条例第二十六条" },
  secretDoubtReport: { length: 10, unit: "workdays", article: "保密法实施条例第二十五条" },
  secretDoubtDecision: { length: 10, unit: "workdays", article: "保密法实施条例第二十五条" },
  leakReport: { length: 24, unit: "hours", article: "保密法实施条例第六十一条" },
  reconsiderationApply: { length: 60, unit: "naturalDays", article: "行政复议法第二十条" },
  reconsiderationApplyUntold: { length: 12, unit: "months", article: "行政复议法第二十条第三款" },
  litigationDirect: { length: 6, unit: "months", article: "行政诉讼法第四十六条" },
  litigationUntold: { length: 12, unit: "months", article: "法释〔2018〕1号第六十四条" },
  litigationAfterReconsideration: { length: 15, unit: "naturalDays", article: "行政诉讼法第四十五条" },
  reconsiderationResponseNormal: {
    length: 10,
    unit: "workdays",
    article: "行政复议法第四十八条、第八十八条",
  },
  reconsiderationResponseSummary: {
    length: 5,
    unit: "workdays",
    article: "行政复议法第五十四条、第八十八条",
  },
  reconsiderationDecisionNormal: { length: 60, unit: "naturalDays", article: "行政复议法第六十二条" },
  reconsiderationDecisionSummary: { length: 30, unit: "naturalDays", article: "行政复议法第六十二条" },
  reconsiderationDecisionExtension: { length: 30, unit: "naturalDays", article: "行政复议法第六十二条" },
  litigationAnswer: { length: 15, unit: "naturalDays", article: "行政诉讼法第六十七条" },
  reassessment: { length: 12, unit: "months", article: "条例第十八条", convention: true },
  reviewValidity: { length: 6, unit: "months", article: "审查规程第七节", convention: true },
} as const satisfies Readonly<Record<string, PeriodRule>>;

export type PeriodRuleId = keyof typeof periodRules;
