import { feeSource, itemFee, pageFee } from "./tariffs.ts";

/** How the applicant asked to receive the information; only delivery makes the page tariff applicable. */
export type DeliveryMethod = "paper" | "email" | "copiedData" | "fax" | "inspection" | "none";

/** What decides which tariff may be used for one application. */
export interface FeeFacts {
  /** Applications of this applicant received earlier in the same calendar month (by receipt date). */
  readonly alreadyInMonth: number;
  /** Reasonable smallest units this application was split into. */
  readonly pieces: number;
  readonly pages?: number;
  /** Letter id or outcome code; 36(一)(二) answers that only tell where to look cost no pages. */
  readonly outcome?: string;
  readonly delivery?: DeliveryMethod;
}

export interface FeeOption {
  readonly allowed: boolean;
  readonly amount: number;
  /** Why it is not allowed, or how it was computed. */
  readonly reason: string;
  readonly article: string;
}

export interface FeeOptions {
  readonly perItem: FeeOption;
  readonly perPage: FeeOption;
  /** Always false: one application, one tariff (收费办法3). */
  readonly sumAllowed: false;
}

/** Answers under 36(一)(二) that only tell method and path, in letter ids and outcome codes. */
const toldOnly: readonly string[] = [
  "disclosure-granted-proactive",
  "disclosure-granted-future",
  "open_already_public",
];

/** Answers by which information is handed over; only those have pages to charge. */
const handsOver: readonly string[] = ["disclosure-granted", "disclosure-partial", "open_provide", "partial"];

const delivered: readonly DeliveryMethod[] = ["paper", "email", "copiedData", "fax"];

function pageOption(facts: FeeFacts): FeeOption {
  const article = `${feeSource}第五条`;
  const refuse = (reason: string): FeeOption => ({ allowed: false, amount: 0, reason, article });
  if (facts.outcome !== undefined && toldOnly.includes(facts.outcome)) {
    return refuse("只告知获取方式和途径的，不适用按量计收");
  }
  if (facts.outcome !== undefined && !handsOver.includes(facts.outcome)) {
    return refuse("没有提供政府信息的，不适用按量计收");
  }
  if (facts.delivery !== undefined && !delivered.includes(facts.delivery)) {
    return refuse("申请人未要求以纸质、电子邮件、复制电子数据等方式提供的，不适用按量计收");
  }
  if (facts.pages === undefined) return refuse("未登记页数，不能按量计收");
  return { allowed: true, amount: pageFee(facts.pages), reason: "按一件申请的页数分档计算", article };
}

/**
 * Both tariffs for one application; the organ chooses one of the allowed ones, or none (charging is always a choice).
 * The item tariff applies to every kind of decision, the page tariff only where information is delivered.
 * Source: 收费办法 Arts 3–5; 条例42.
 */
export function feeOptions(facts: FeeFacts): FeeOptions {
  return {
    perItem: {
      allowed: true,
      amount: itemFee(facts.alreadyInMonth, facts.pieces),
      reason: "按同一申请人一个自然月内累计的件数分档计算",
      article: `${feeSource}第四条`,
    },
    perPage: pageOption(facts),
    sumAllowed: false,
  };
}
