import type { AccessRole } from "../access/roles.ts";
import type { ReviewStage } from "../review/review-stages.ts";

/** Why something is taken down (review.md §7). Age alone is no reason: statutory content stays. */
export const withdrawalReasons = {
  expired: "公开时限届满",
  superseded: "已被新的信息替代",
  error: "内容有错误",
  privacy: "涉及个人隐私或者商业秘密",
  secrecyRisk: "有泄密风险",
  courtDecision: "法院判决或者行政复议决定",
} as const;
export type WithdrawalReason = keyof typeof withdrawalReasons;

/** Reasons that do not explain themselves: what is wrong, or which decision, has to be written down. */
const explained: ReadonlySet<WithdrawalReason> = new Set(["superseded", "error", "courtDecision"]);

export type WithdrawalProblem = "details-missing" | "term-not-over";

/** What is missing of a request to take something down. `termOver`: the term set before release has ended. */
export function withdrawalProblem(request: {
  readonly reason: WithdrawalReason;
  readonly note: string;
  readonly termOver: boolean;
}): WithdrawalProblem | undefined {
  if (request.reason === "expired" && !request.termOver) return "term-not-over";
  return explained.has(request.reason) && request.note.trim() === "" ? "details-missing" : undefined;
}

/** One stage is enough, so that a leak is stopped fast; it is one of these two (sync.md §6). */
const withdrawalStages: readonly { readonly role: AccessRole; readonly stage: ReviewStage }[] = [
  { role: "confidentialityReviewer", stage: "confidentialityCheck" },
  { role: "leader", stage: "leaderApproval" },
];

export type WithdrawalStage =
  | { readonly ok: true; readonly stage: ReviewStage }
  | { readonly ok: false; readonly because: "not-your-stage" | "own-item" };

/**
 * Which stage a person decides of a withdrawal's own review, or why none: the confidentiality reviewer or the leader,
 * never who asked for it or drafted what is taken down (V4; SD-01; 保密法35, 实施条例42).
 */
export function withdrawalStage(
  actor: { readonly personId: string; readonly roles: readonly AccessRole[] },
  withdrawal: { readonly requesterPersonId: string; readonly drafterPersonId: string },
): WithdrawalStage {
  const held = withdrawalStages.find(({ role }) => actor.roles.includes(role));
  if (!held) return { ok: false, because: "not-your-stage" };
  return [withdrawal.requesterPersonId, withdrawal.drafterPersonId].includes(actor.personId)
    ? { ok: false, because: "own-item" }
    : { ok: true, stage: held.stage };
}
