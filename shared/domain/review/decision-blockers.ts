import type { JoinStanding } from "../aggregation/join-answers.ts";
import type { ChecklistAnswer, FindingAnswer, ReviewStage } from "./review-stages.ts";
import { contradictedChecks, withheldTypes } from "./checklist-findings.ts";
import { checklist } from "./checklist.ts";

/** What stands in the way of a decision, in the order a person would clear it. */
export interface DecisionBlocker {
  readonly code:
    | "findings-open"
    | "mask-not-in-copy"
    | "checklist-open"
    | "checklist-unsure"
    | "checklist-contradicted"
    | "term-missing"
    | "joins-open"
    | "joins-not-in-copy"
    | "joins-to-refer"
    | "screening-running";
  readonly text: string;
  /** Where the screen goes: a tab of the panel. */
  readonly target: "findings" | "checklist" | "metadata" | "aggregation";
  readonly count: number;
}

export interface DecisionFactsForBlockers {
  readonly stage: ReviewStage;
  readonly findings: readonly {
    readonly type: string;
    readonly severity: "must-fix" | "look-at";
    /** The release copy of this revision already masks it. */
    readonly masked: boolean;
    readonly answer?: FindingAnswer;
  }[];
  readonly checklist: ReadonlyMap<string, ChecklistAnswer>;
  /** Joins with what is already out; absent where none are looked for. */
  readonly joins?: JoinStanding;
  readonly hasPublicationPeriod: boolean;
  /** Letters are answers, not publications: no term. */
  readonly isLetter: boolean;
}

/** To be masked, and open in the copy that would go out: it goes back. */
export const standsInCopy = ({
  answer,
  masked,
}: {
  readonly answer?: FindingAnswer | undefined;
  readonly masked: boolean;
}): boolean => answer === "mask" && !masked;

/** Stages that answer the checklist themselves: the drafter at 自审, the reviewer at 专门审查 (review.md §1). */
export function stageAnswersChecklist(stage: ReviewStage): boolean {
  return stage === "selfCheck" || stage === "confidentialityCheck";
}

/** The stages that answer for what a paper gives away together with others (保密法36; CR-F01). */
const afterConfidentiality: ReadonlySet<ReviewStage> = new Set([
  "confidentialityCheck",
  "officeCheck",
  "leaderApproval",
]);

/**
 * What must be settled before the stage may agree: every finding answered, every mask really in the copy that will go
 * out, the checklist complete where the stage owns it and true to what is withheld, the term set (seed 四(九)2). Returning and referring are
 * always possible.
 */
export function decisionBlockers(facts: DecisionFactsForBlockers): readonly DecisionBlocker[] {
  const blockers: DecisionBlocker[] = [];
  const open = facts.findings.filter((finding) => !finding.answer).length;
  if (open > 0) {
    blockers.push({ code: "findings-open", text: `${open} 处发现未处理`, target: "findings", count: open });
  }
  const unmasked = facts.findings.filter(standsInCopy).length;
  if (unmasked > 0) {
    blockers.push({
      code: "mask-not-in-copy",
      text: `${unmasked} 处须遮盖而公开件中未遮盖，请退回修改`,
      target: "findings",
      count: unmasked,
    });
  }
  if (stageAnswersChecklist(facts.stage)) {
    const missing = checklist.filter((entry) => !facts.checklist.has(entry.code)).length;
    if (missing > 0) {
      blockers.push({
        code: "checklist-open",
        text: `核对单 ${missing} 项未答`,
        target: "checklist",
        count: missing,
      });
    }
  }
  const contradicted = stageAnswersChecklist(facts.stage)
    ? contradictedChecks(facts.checklist, withheldTypes(facts.findings))
    : [];
  if (contradicted.length > 0) {
    blockers.push({
      code: "checklist-contradicted",
      text: `核对单 ${contradicted.join("、")} 与须遮盖的发现不符`,
      target: "checklist",
      count: contradicted.length,
    });
  }
  const unsure = [...facts.checklist.values()].filter((answer) => answer === "unsure").length;
  if (unsure > 0) {
    blockers.push({
      code: "checklist-unsure",
      text: `核对单 ${unsure} 项不能确定，须报请确定`,
      target: "checklist",
      count: unsure,
    });
  }
  if (facts.joins && afterConfidentiality.has(facts.stage)) {
    const { open: unanswered, toCoarsen, toRefer } = facts.joins;
    const add = (code: DecisionBlocker["code"], count: number, text: string): void => {
      if (count > 0) blockers.push({ code, text, target: "aggregation", count });
    };
    add("joins-open", unanswered, `汇聚风险 ${unanswered} 组未答`);
    add("joins-not-in-copy", toCoarsen, `汇聚风险 ${toCoarsen} 组须粗化而本稿未改，请退回修改`);
    add("joins-to-refer", toRefer, `汇聚风险 ${toRefer} 组不能确定，须报请确定`);
  }
  if (!facts.isLetter && !facts.hasPublicationPeriod) {
    blockers.push({ code: "term-missing", text: "未设定公开时限", target: "metadata", count: 1 });
  }
  return blockers;
}
