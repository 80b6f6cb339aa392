import type { LintFinding, LintRepair } from "../../../shared/domain/letters/linter.ts";
import { fieldSpec } from "../../../shared/domain/letters/field-dictionary.ts";
import { isLetterId } from "../../../shared/domain/letters/letter-id.ts";
import { letterTemplates } from "../../../shared/domain/letters/templates/letter-templates.ts";
import { assertNever } from "../../../shared/kernel/result.ts";
import type { BlockMark } from "../../components/paper/letter-page.tsx";

export interface CheckCounts {
  readonly wrong: number;
  readonly look: number;
}

export function countChecks(lint: readonly LintFinding[]): CheckCounts {
  const wrong = lint.filter((finding) => finding.severity === "blocks").length;
  return { wrong, look: lint.length - wrong };
}

/** Checks that stop the letter for another reason than a field somebody still has to type: those are counted as fields. */
export function wrongBesides(lint: readonly LintFinding[], gaps: readonly string[]): number {
  return lint.filter(
    (finding) =>
      finding.severity === "blocks" &&
      !(finding.ruleId === "LV-01" && finding.field !== undefined && gaps.includes(finding.field)),
  ).length;
}

/** The marks beside the page: the graver remark of each block. */
export function marksOf(lint: readonly LintFinding[]): ReadonlyMap<string, BlockMark> {
  const marks = new Map<string, BlockMark>();
  for (const finding of lint) {
    if (finding.blockId === undefined) continue;
    const tone = finding.severity === "blocks" ? "wrong" : "look";
    if (marks.get(finding.blockId)?.tone === "wrong") continue;
    marks.set(finding.blockId, { tone, text: shortRemark(finding) });
  }
  return marks;
}

/** The remark as it fits the margin: its first clause. */
function shortRemark(finding: LintFinding): string {
  // In a letter with several answers the passage itself stands beside the mark.
  const own = finding.answerLetterId ? finding.message.replace(/^第\d+项：/u, "") : finding.message;
  const first = own.split(/[，。；：]/u)[0] ?? own;
  return first.length > 14 ? `${first.slice(0, 13)}…` : first;
}

/** What a repair does, on its button. */
export function repairLabel(repair: LintRepair): string {
  switch (repair.kind) {
    case "fillField":
      return `去填写${fieldSpec(repair.field).label}`;
    case "setField":
      return `改为“${repair.value.length > 16 ? `${repair.value.slice(0, 15)}…` : repair.value}”`;
    case "restoreClause":
      return "恢复法定文字";
    case "openDocument":
      return isLetterId(repair.letter) ? `起草${letterTemplates[repair.letter].name}` : "起草文书";
    case "openAnswer":
      return `去改${repair.label}`;
    case "answerQuestion":
      return "重新选择文书";
    default:
      return assertNever(repair, "repair");
  }
}

/** The next check in the list (F8), going round. */
export function nextCheck(count: number, current: number | undefined, direction: 1 | -1): number | undefined {
  if (count === 0) return undefined;
  if (current === undefined) return direction === 1 ? 0 : count - 1;
  return (current + direction + count) % count;
}
