import type { ChecklistAnswer, FindingAnswer, ReviewStage } from "./review-stages.ts";
import { checklist } from "./checklist.ts";

/** What stands in the way of a decision, in the order a person would clear it. */
export interface DecisionBlocker {
  readonly code:
    | "findings-open"
    | "mask-not-in-copy"
    | "checklist-open"
    | "checklist-unsure"
    | "term-missing"
    | "screening-running";
  readonly text: string;
  /** Where the screen goes: a tab of the panel. */
  readonly target: "findings" | "checklist" | "metadata";
  readonly count: number;
}

export interface DecisionFactsForBlockers {
  readonly stage: ReviewStage;
  readonly findings: readonly {
    readonly severity: "must-fix" | "look-at";
    /** The release copy of this revision already masks it. */
    readonly masked: boolean;
    readonly answer?: FindingAnswer;
  }[];
  readonly checklist: ReadonlyMap<string, ChecklistAnswer>;
  readonly hasPublicationPeriod: boolean;
  /** Letters are answers, not publications: no term. */
  readonly isLetter: boolean;
}

/** Stages that answer the checklist themselves: the drafter at 自审, the reviewer at 专门审查 (review.md §1). */
export function stageAnswersChecklist(stage: ReviewStage): boolean {
  return stage === "selfCheck" || stage === "confidentialityCheck";
}

/**
 * What must be settled before the stage may agree: every finding answered, every mask really in the copy that will go
 * out, the checklist complete where the stage owns it, the term set (seed 四(九)2). Returning and referring are
 * always possible.
 */
export function decisionBlockers(facts: DecisionFactsForBlockers): readonly DecisionBlocker[] {
  const blockers: DecisionBlocker[] = [];
  const open = facts.findings.filter((finding) => !finding.answer).length;
  if (open > 0) {
    blockers.push({ code: "findings-open", text: `${open} 处发现未处理`, target: "findings", count: open });
  }
  const unmasked = facts.findings.filter((finding) => finding.answer === "mask" && !finding.masked).length;
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
  const unsure = [...facts.checklist.values()].filter((answer) => answer === "unsure").length;
  if (unsure > 0) {
    blockers.push({
      code: "checklist-unsure",
      text: `核对单 ${unsure} 项不能确定，须报请确定`,
      target: "checklist",
      count: unsure,
    });
  }
  if (!facts.isLetter && !facts.hasPublicationPeriod) {
    blockers.push({ code: "term-missing", text: "未设定公开时限", target: "metadata", count: 1 });
  }
  return blockers;
}
