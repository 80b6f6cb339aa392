import type { ReportFormatId } from "./report-format.ts";

/** One closing of a case as the national statistics see it. */
export interface OutcomeEntry {
  readonly code: string;
  readonly label: string;
  readonly article: string;
  /** Row of table 2 in format 2021-30. */
  readonly row: string;
}

function entry(code: string, label: string, article: string, row: string): OutcomeEntry {
  return { code, label, article, row };
}

/**
 * Outcome codes of closed cases. `unable_not_exist` and `unable_not_responsible` share a row by usual practice; they
 * stay apart in the data, so that a change is an edit here and no migration.
 * Source: 条例 Arts 14–16, 30, 35–39, 42; 国办公开办函〔2021〕30号.
 */
export const outcomeEntries: readonly OutcomeEntry[] = [
  entry("open_provide", "提供政府信息或者告知获取的方式、途径和时间", "第三十六条（二）", "r3_1"),
  entry("open_already_public", "已主动公开，告知获取方式、途径", "第三十六条（一）", "r3_1"),
  entry("partial", "区分处理，部分公开", "第三十七条", "r3_2"),
  entry("deny_state_secret", "属于国家秘密", "第十四条、第三十六条（三）", "r3_3_1"),
  entry("deny_law_forbidden", "其他法律行政法规禁止公开", "第十四条、第三十六条（三）", "r3_3_2"),
  entry("deny_safety", "危及“三安全一稳定”", "第十四条、第三十六条（三）", "r3_3_3"),
  entry("deny_third_party", "保护第三方合法权益", "第十五条、第三十二条、第三十六条（三）", "r3_3_4"),
  entry("deny_internal", "属于三类内部事务信息", "第十六条第一款、第三十六条（三）", "r3_3_5"),
  entry("deny_process", "属于四类过程性信息", "第十六条第二款、第三十六条（三）", "r3_3_6"),
  entry("deny_enforcement_file", "属于行政执法案卷", "第十六条第二款、第三十六条（三）", "r3_3_7"),
  entry("deny_admin_query", "属于行政查询事项", "第三十六条（七）", "r3_3_8"),
  entry("unable_not_exist", "经检索，政府信息不存在", "第三十六条（四）", "r3_4_1"),
  entry("unable_not_responsible", "不属于本机关负责公开", "第三十六条（五）", "r3_4_1"),
  entry("unable_need_creation", "需要对现有信息加工、分析", "第三十八条", "r3_4_2"),
  entry("unable_unclear", "补正后申请内容仍不明确", "第三十条", "r3_4_3"),
  entry("refuse_petition", "信访、投诉、举报类申请", "第三十九条第一款", "r3_5_1"),
  entry("refuse_duplicate", "重复申请，不予重复处理", "第三十六条（六）", "r3_5_2"),
  entry("refuse_publication", "要求提供公开出版物", "第三十九条第二款", "r3_5_3"),
  entry("refuse_excessive", "无正当理由大量反复申请", "第三十五条", "r3_5_4"),
  entry("refuse_reconfirm", "要求确认或者重新出具已获取信息", "年度报告格式", "r3_5_5"),
  entry("other_no_correction", "无正当理由逾期不补正", "第三十条", "r3_6_1"),
  entry("other_fee_unpaid", "逾期未按收费通知缴费", "第四十二条；国办函〔2020〕109号", "r3_6_2"),
  entry("other_other", "其他（撤回、非政府信息等）", "年度报告格式", "r3_6_3"),
];

export type OutcomeRows = Readonly<Record<string, string>>;

/** The row of table 2 that each outcome code counts in; the earlier format has one row for all of （六）. */
export function outcomeRowsFor(format: ReportFormatId): OutcomeRows {
  return Object.fromEntries(
    outcomeEntries.map(({ code, row }) => [
      code,
      format === "2019-60" && row.startsWith("r3_6_") ? "r3_6" : row,
    ]),
  );
}
