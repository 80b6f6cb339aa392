import type { DisputeTrack } from "../annual-report/report-format.ts";
import type { ReportDispute } from "../annual-report/report-input.ts";
import { type Appeal, effectiveOutcome } from "./appeal.ts";
import type { Dispute, DisputeKind } from "./dispute.ts";

const tracks: Readonly<Record<DisputeKind, DisputeTrack>> = {
  reconsideration: "review",
  suitDirect: "suit_direct",
  suitAfter: "suit_after",
};

/**
 * The dispute as table 3 counts it: the year it was filed, its effective result. A second instance is no case of its
 * own. Voided ones are absent.
 */
export function reportDisputeOf(dispute: Dispute, appeal?: Appeal): ReportDispute | undefined {
  if (dispute.voided) return undefined;
  const effective =
    dispute.decision && dispute.decidedOn
      ? effectiveOutcome({ decision: dispute.decision, decidedOn: dispute.decidedOn }, appeal)
      : undefined;
  return {
    id: dispute.disputeId,
    track: tracks[dispute.kind],
    filed: dispute.filedOn,
    ...(effective ? { closed: effective.on, result: effective.result } : {}),
  };
}
