import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { assertNever } from "../../kernel/result.ts";
import { isRefusal, jointAnswerId, type LetterId, type StandardLetterId } from "./letter-id.ts";
import type { ReliefBlockId, ReliefRule } from "./relief-blocks.ts";
import { demandsReconsiderationFirst, type WithholdingGround } from "./withholding-ground.ts";

/** One reason of a decision, for the user: what, and where the law says so. */
export interface Reason {
  readonly text: string;
  readonly article: string;
}

export interface ReliefDecision {
  readonly block: ReliefBlockId;
  /** The online channel must be named too: the letter is served through an internet channel. */
  readonly onlineAddendum: boolean;
  /** Issued before 法释〔2025〕8号 took effect: the wording actually used stands and is not regenerated. */
  readonly keepIssuedWording: boolean;
  readonly reasons: readonly Reason[];
}

export interface ReliefFacts {
  readonly letter: LetterId;
  /** Why passages are withheld (部分公开), one or several. */
  readonly grounds?: readonly WithholdingGround[];
  readonly servedOnline?: boolean;
  /** The letter a rectification puts right. */
  readonly originalLetter?: LetterId;
  readonly issueDate?: CalendarDay;
  /** 专门查询 is a grey case, so the organ may set it (`law.md` §6.4). */
  readonly specialQueryRelief?: "relief-dual" | "relief-reconsideration-first";
  /** The answers within one letter that gives several. */
  readonly answers?: readonly ReliefFacts[];
}

/** Which relief rule a letter follows: the matrix, row by row. */
export const reliefRules: Readonly<Record<StandardLetterId, ReliefRule>> = {
  "application-form": "relief-none",
  "application-registration-form": "relief-none",
  "receipt-acknowledgement": "relief-none",
  "receipt-confirmation-record": "relief-none",
  "oral-application-transcript": "relief-none",
  "correction-notice": "relief-none",
  "extension-notice": "relief-none",
  "reason-request-notice": "relief-none",
  "delayed-reply-notice": "relief-none",
  "third-party-consultation-letter": "relief-none",
  "third-party-opinion-receipt": "relief-none",
  "third-party-consultation-applicant-notice": "relief-none",
  "other-organ-consultation-letter": "relief-none",
  "other-organ-opinion-receipt": "relief-none",
  "third-party-decision-notice": "relief-third-party",
  "fee-notice": "relief-none",
  "disclosure-granted": "relief-dual",
  "disclosure-granted-proactive": "relief-dual",
  "disclosure-granted-future": "relief-dual",
  "disclosure-partial": "by-grounds",
  "refusal-state-secret": "relief-reconsideration-first",
  "refusal-legal-prohibition": "relief-reconsideration-first",
  "refusal-security-stability": "relief-reconsideration-first",
  "refusal-third-party": "relief-reconsideration-first",
  "refusal-internal-affairs": "relief-reconsideration-first",
  "refusal-process-information": "relief-reconsideration-first",
  "refusal-enforcement-file": "relief-reconsideration-first",
  "special-query": "relief-dual",
  "unable-not-held": "relief-dual",
  "unable-not-responsible": "relief-dual",
  "unable-processing-required": "relief-dual",
  "unable-unclear-after-correction": "relief-dual",
  "not-processed-repeat": "relief-dual",
  "not-processed-petition": "relief-dual",
  "not-processed-publication": "relief-dual",
  "not-processed-abnormal-volume": "relief-dual",
  "not-processed-reconfirm": "relief-dual",
  "not-government-information": "relief-dual",
  "application-deemed-abandoned-correction": "relief-dual",
  "application-deemed-abandoned-fee": "relief-dual",
  "application-withdrawn": "relief-none",
  "record-correction-decision": "relief-dual",
  "record-correction-transfer": "relief-none",
  "inspection-arrangement-notice": "relief-none",
  "proactive-conversion-reply": "relief-none",
  "on-the-spot-reply-record": "relief-dual",
  "letter-rectification": "as-original",
  "service-receipt": "relief-none",
  "search-record": "relief-none",
  "handling-sheet": "relief-none",
};

/** Which relief rule a letter follows, the one that gives several answers among them. */
export function reliefRuleOf(letter: LetterId): ReliefRule {
  return letter === jointAnswerId ? "by-answers" : reliefRules[letter];
}

const judicialInterpretationEffective = "2025-06-01";
const reconsiderationLawEffective = "2024-01-01";

/**
 * The relief block a letter must carry, with reasons.
 *
 * Reconsideration comes first only for decisions under 条例 Art. 14, 15, 16 (复议法23①(四); 法释〔2025〕8号 Art. 1).
 * Procedural acts carry none: they cannot be challenged alone (复议指导意见3, 收费办法7). Everything else may go to
 * reconsideration (60 days) or court (six months). Served online, the online channel is added (复议法22②).
 */
export function requiredRelief(facts: ReliefFacts): ReliefDecision {
  const earlier = facts.issueDate !== undefined && facts.issueDate < reconsiderationLawEffective;
  const { block, reasons } = earlier ? beforeReconsiderationFirst(blockFor(facts)) : blockFor(facts);
  const onlineAddendum = block !== "relief-none" && !earlier && facts.servedOnline === true;
  const keepIssuedWording =
    facts.issueDate !== undefined &&
    facts.issueDate >= reconsiderationLawEffective &&
    facts.issueDate < judicialInterpretationEffective;
  return {
    block,
    onlineAddendum,
    keepIssuedWording,
    reasons: [
      ...reasons,
      ...(onlineAddendum
        ? [{ text: "通过互联网渠道送达，应当同时提供网上行政复议申请渠道", article: "复议法22②" }]
        : []),
      ...(keepIssuedWording
        ? [{ text: "2025年6月1日前作出的文书，保留当时实际使用的救济告知", article: "公开司法解释1" }]
        : []),
    ],
  };
}

/**
 * Decisions of before 2024-01-01: the law revised in 2023 was not in force, so nobody had to go to reconsideration
 * first, and no online channel had to be named. Whoever restates such a letter states the free choice.
 */
function beforeReconsiderationFirst(decided: ReturnType<typeof blockFor>): ReturnType<typeof blockFor> {
  if (decided.block !== "relief-reconsideration-first" && decided.block !== "relief-partial") return decided;
  return {
    block: "relief-dual",
    reasons: [
      {
        text: "2024年1月1日前作出的决定，复议前置的规定尚未施行，可以申请行政复议或者提起行政诉讼",
        article: "行诉法44",
      },
    ],
  };
}

function blockFor(facts: ReliefFacts): { block: ReliefBlockId; reasons: readonly Reason[] } {
  const rule = reliefRuleOf(facts.letter);
  switch (rule) {
    case "by-answers":
      return strictestRelief(facts.answers ?? []);
    case "by-grounds":
      return reliefByGrounds(facts.grounds);
    case "as-original": {
      if (!facts.originalLetter || facts.originalLetter === "letter-rectification") {
        return { block: "relief-none", reasons: [{ text: "救济途径以被更正的原文书为准", article: "实践" }] };
      }
      const original = blockFor({ ...facts, letter: facts.originalLetter });
      return {
        block: original.block,
        reasons: [{ text: "救济途径与被更正的原文书一致", article: "实践" }, ...original.reasons],
      };
    }
    case "relief-dual":
      if (facts.letter === "special-query" && facts.specialQueryRelief) {
        return {
          block: facts.specialQueryRelief,
          reasons: [{ text: "行政查询事项的救济途径按照本机关设置", article: "条例36(七)" }],
        };
      }
      return {
        block: rule,
        reasons: [{ text: "不属于复议前置，可以申请行政复议或者提起行政诉讼", article: "条例51" }],
      };
    case "relief-reconsideration-first":
      return {
        block: rule,
        reasons: [
          { text: "依据条例第十四条至第十六条不予公开，应当先申请行政复议", article: "复议法23①(四)" },
        ],
      };
    case "relief-third-party":
      return {
        block: rule,
        reasons: [{ text: "决定公开涉及第三方权益，告知第三方救济途径", article: "条例51" }],
      };
    case "relief-partial":
      return { block: rule, reasons: [] };
    case "relief-none":
      return {
        block: rule,
        reasons: [{ text: "程序性或者内部文书，不单独告知救济途径", article: "复议指导意见3" }],
      };
    default:
      return assertNever(rule);
  }
}

function reliefByGrounds(grounds: readonly WithholdingGround[] | undefined): {
  block: ReliefBlockId;
  reasons: readonly Reason[];
} {
  if (grounds && grounds.length > 0 && !grounds.some(demandsReconsiderationFirst)) {
    return {
      block: "relief-dual",
      reasons: [
        {
          text: "未公开部分不是依据条例第十四条至第十六条，可以申请行政复议或者提起行政诉讼",
          article: "条例51",
        },
      ],
    };
  }
  return {
    block: "relief-partial",
    reasons: [
      { text: "不予公开的内容复议前置，其他内容可以申请行政复议或者提起行政诉讼", article: "复议法23①(四)" },
    ],
  };
}

/**
 * The one relief block of a letter that answers several items. It must not send anybody to a court that will not take
 * the suit, nor keep from court what may go there at once:
 *
 * - every item withheld under 条例14–16: reconsideration first for all of it (复议法23①(四));
 * - such a refusal, or withheld passages of that kind, beside anything else: the partial block, the only one that names
 *   both ways, reconsideration first for what is withheld (复议法23①(四)) and the free choice for the rest (行诉法44);
 *   the duty to tell of the first step (复议法23②) makes it stricter than the free choice alone;
 * - nothing of that kind: the free choice of reconsideration or court (条例51).
 */
export function strictestRelief(items: readonly ReliefFacts[]): ReliefDecision {
  const decisions = items.map(requiredRelief);
  const blocks = new Set(decisions.map((decision) => decision.block));
  let block: ReliefBlockId = "relief-none";
  if (
    items.length > 0 &&
    items.every((item) => isRefusal(item.letter)) &&
    blocks.has("relief-reconsideration-first")
  )
    block = "relief-reconsideration-first";
  else if (blocks.has("relief-reconsideration-first") || blocks.has("relief-partial"))
    block = "relief-partial";
  else if (blocks.has("relief-dual")) block = "relief-dual";
  else if (blocks.has("relief-third-party")) block = "relief-third-party";
  return {
    block,
    onlineAddendum: block !== "relief-none" && items.some((item) => item.servedOnline === true),
    keepIssuedWording: decisions.some((decision) => decision.keepIssuedWording),
    reasons: [
      { text: "一件申请含多项内容，一并答复的，按最严格的一项告知救济途径", article: "复议法23①(四)" },
      ...decisions.flatMap((decision) => decision.reasons),
    ],
  };
}
