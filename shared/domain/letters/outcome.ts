import type { LetterId } from "./letter-id.ts";

/** What a decision letter counts as in the national statistics; `annual-report` owns the counting. */
export interface LetterOutcome {
  /** 年报类别, as printed: （三）不予公开. */
  readonly category: string;
  /** 子项, as printed, empty for the first two categories. */
  readonly item: string;
  /** Short form: （三）1. */
  readonly short: string;
  readonly code: string;
  /** Row of table 2. */
  readonly row: string;
}

function outcome(group: number, item: number, label: string, code: string): LetterOutcome {
  const names = ["", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];
  const numeral = ["", "一", "二", "三", "四", "五", "六"][group] ?? "";
  return {
    category: `（${numeral}）${names[group] ?? ""}`,
    item: item > 0 ? `${item}.${label}` : "",
    short: item > 0 ? `（${numeral}）${item}` : `（${numeral}）${names[group] ?? ""}`,
    code,
    row: item > 0 ? `r3_${group}_${item}` : `r3_${group}`,
  };
}

/** Letters that close a case, with their category; the others leave the case open. Source: 年报格式 table 2. */
export const letterOutcomes: Readonly<Partial<Record<LetterId, LetterOutcome>>> = {
  "disclosure-granted": outcome(1, 0, "", "open_provide"),
  "disclosure-granted-proactive": outcome(1, 0, "", "open_already_public"),
  "disclosure-granted-future": outcome(1, 0, "", "open_provide"),
  "disclosure-partial": outcome(2, 0, "", "partial"),
  "refusal-state-secret": outcome(3, 1, "属于国家秘密", "deny_state_secret"),
  "refusal-legal-prohibition": outcome(3, 2, "其他法律行政法规禁止公开", "deny_law_forbidden"),
  "refusal-security-stability": outcome(3, 3, "危及“三安全一稳定”", "deny_safety"),
  "refusal-third-party": outcome(3, 4, "保护第三方合法权益", "deny_third_party"),
  "refusal-internal-affairs": outcome(3, 5, "属于三类内部事务信息", "deny_internal"),
  "refusal-process-information": outcome(3, 6, "属于四类过程性信息", "deny_process"),
  "refusal-enforcement-file": outcome(3, 7, "属于行政执法案卷", "deny_enforcement_file"),
  "special-query": outcome(3, 8, "属于行政查询事项", "deny_admin_query"),
  "unable-not-held": outcome(4, 1, "本机关不掌握相关政府信息", "unable_not_exist"),
  "unable-not-responsible": outcome(4, 1, "本机关不掌握相关政府信息", "unable_not_responsible"),
  "unable-processing-required": outcome(4, 2, "没有现成信息需要另行制作", "unable_need_creation"),
  "unable-unclear-after-correction": outcome(4, 3, "补正后申请内容仍不明确", "unable_unclear"),
  "not-processed-petition": outcome(5, 1, "信访举报投诉类申请", "refuse_petition"),
  "not-processed-repeat": outcome(5, 2, "重复申请", "refuse_duplicate"),
  "not-processed-publication": outcome(5, 3, "要求提供公开出版物", "refuse_publication"),
  "not-processed-abnormal-volume": outcome(5, 4, "无正当理由大量反复申请", "refuse_excessive"),
  "not-processed-reconfirm": outcome(5, 5, "要求行政机关确认或重新出具已获取信息", "refuse_reconfirm"),
  "application-deemed-abandoned-correction": outcome(
    6,
    1,
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other_no_correction",
  ),
  "application-deemed-abandoned-fee": outcome(
    6,
    2,
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other_fee_unpaid",
  ),
  "application-withdrawn": outcome(6, 3, "其他", "other_other"),
  "not-government-information": outcome(6, 3, "其他", "other_other"),
};

/** The letters an outcome code can lead to, in the order of the handbook. */
export function lettersOfOutcome(code: string): readonly LetterId[] {
  return (Object.keys(letterOutcomes) as LetterId[]).filter((id) => letterOutcomes[id]?.code === code);
}
