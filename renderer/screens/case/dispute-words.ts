import type { DisputeView } from "../../../shared/contract/disputes.ts";
import { appealStates } from "../../../shared/domain/application/appeal.ts";
import { disputeDecisions, disputeKinds, disputeStates } from "../../../shared/domain/application/dispute.ts";
import type { DueReading, DueStanding } from "../../../shared/domain/clock/due-reading.ts";
import type { TagKind } from "../../components/tag/tag.tsx";

/** 「行政复议」, 「复议后起诉，一审」, 「复议后起诉，二审」. */
export function disputeStage(dispute: DisputeView): string {
  if (dispute.kind === "reconsideration") return disputeKinds[dispute.kind];
  return `${disputeKinds[dispute.kind]}，${dispute.appeal ? "二审" : "一审"}`;
}

/** Where a dispute stands, in one word; the colour only repeats it. */
export function disputeTag(dispute: DisputeView): { readonly kind: TagKind; readonly text: string } {
  const { outcome, appeal, reading } = dispute;
  if (reading.state === "voided") return { kind: "plain", text: disputeStates.voided };
  if (outcome)
    return {
      kind: outcome.result === "corrected" ? "law" : "done",
      text: disputeDecisions[outcome.decision].label,
    };
  const state = appeal?.reading.state ?? reading.state;
  const text = appeal ? appealStates[appeal.reading.state] : disputeStates[reading.state];
  return { kind: state === "answerLate" ? "law" : state === "toAnswer" ? "soon" : "plain", text };
}

/** What the organ still owes: its answer with evidence to the organ above or the court, or its answer to the appeal. */
export function openAnswer(
  dispute: DisputeView,
): { readonly what: string; readonly due: DueReading; readonly standing: DueStanding } | undefined {
  const { reading, appeal } = dispute;
  if (reading.state === "toAnswer" || reading.state === "answerLate")
    return { what: "书面答复并提交证据、依据", due: reading.answerDue, standing: reading.standing };
  if (!appeal?.reading.answerDue || !appeal.reading.standing) return undefined;
  const owed = appeal.reading.state === "toAnswer" || appeal.reading.state === "answerLate";
  return owed
    ? { what: "提交答辩状", due: appeal.reading.answerDue, standing: appeal.reading.standing }
    : undefined;
}
