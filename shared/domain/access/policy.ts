import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { reviewStages, type ReviewStage } from "../review/review-stages.ts";
import { isAdministrator, type AccessRole } from "./roles.ts";
import { delegationState, type Delegation } from "./delegation.ts";

export type RoleSetProblem = "administrators-overlap" | "none";

/** Whether one person may hold these roles together (V4). */
export function checkRoleSet(roles: readonly AccessRole[]): RoleSetProblem {
  return roles.some(isAdministrator) && new Set(roles).size > 1 ? "administrators-overlap" : "none";
}

export interface Actor {
  readonly accountId: string;
  readonly personId: string;
  readonly roles: readonly AccessRole[];
}

export type StageRefusal =
  | { readonly type: "not-your-stage" }
  | { readonly type: "own-item" }
  | { readonly type: "opinions-apart" }
  | { readonly type: "already-decided-a-stage"; readonly stage: ReviewStage };

/** Who decided a stage, and for whom where a right was lent. */
export interface StageDecider {
  readonly stage: ReviewStage;
  readonly personId: string;
  readonly delegation?: Pick<Delegation, "kind" | "fromPersonId">;
  /** Decided before a referral was answered: the same stage is open to the same person again, no other is. */
  readonly superseded?: boolean;
}

export interface StageQuestion {
  readonly reviewId?: string;
  readonly stage: ReviewStage;
  readonly drafterPersonId: string;
  /** Who made the item, where another person made this revision. */
  readonly itemDrafterPersonId?: string;
  readonly deciders: readonly StageDecider[];
  /** Rights lent to the actor; only those in force today count. */
  readonly delegations?: readonly Delegation[];
  readonly today?: CalendarDay;
  /** SD-08: in a unit too small for five people the leader may take stages 2 and 5. */
  readonly leaderMayHeadUnit?: boolean;
}

export type StageRight =
  | { readonly ok: true; readonly delegation?: Delegation }
  | { readonly ok: false; readonly refusal: StageRefusal };

/** The people whose right a decision used: who decided, and who lent the right as its holder. */
function behind(decider: StageDecider): readonly string[] {
  return decider.delegation?.kind === "deputy"
    ? [decider.personId, decider.delegation.fromPersonId]
    : [decider.personId];
}

function conflictOf(
  personId: string,
  question: StageQuestion,
  right: "own" | "lent",
): StageRefusal | undefined {
  if (personId === question.drafterPersonId || personId === question.itemDrafterPersonId)
    return { type: "own-item" };
  const earlier = question.deciders.find(
    (decider) =>
      behind(decider).includes(personId) &&
      !(decider.superseded === true && decider.stage === question.stage) &&
      !(
        question.leaderMayHeadUnit === true &&
        right === "own" &&
        decider.delegation === undefined &&
        decider.stage === "unitHeadReview" &&
        question.stage === "leaderApproval"
      ),
  );
  return earlier ? { type: "already-decided-a-stage", stage: earlier.stage } : undefined;
}

/** Whether a role gives a stage; in a small unit the leader's gives 部门审核 too, never 专门审查 (SD-08). */
export function roleGivesStage(
  roles: readonly AccessRole[],
  stage: ReviewStage,
  leaderMayHeadUnit = false,
): boolean {
  return (
    roles.includes(reviewStages[stage].role) ||
    (leaderMayHeadUnit && stage === "unitHeadReview" && roles.includes("leader"))
  );
}

/**
 * By what right a person may decide a stage of a review: by its role, or by a delegation in force that is named in
 * the record (SD-05). Nobody reviews an item he drafted, nobody holds two stages of one review, and a lent right does
 * not get round either: its lender must be free to use it himself (V4; SD-01, SD-07, SD-08).
 */
export function rightToDecide(actor: Actor, question: StageQuestion): StageRight {
  const refuse = (refusal: StageRefusal): StageRight => ({ ok: false, refusal });
  const { stage } = question;
  if (stage === "selfCheck")
    return actor.personId === question.drafterPersonId ? { ok: true } : refuse({ type: "not-your-stage" });
  const byRole = roleGivesStage(actor.roles, stage, question.leaderMayHeadUnit);
  const administrator = actor.roles.some(isAdministrator);
  const lent = (question.delegations ?? []).filter(
    (each) =>
      !administrator &&
      each.stage === stage &&
      each.toPersonId === actor.personId &&
      (each.reviewId === undefined || each.reviewId === question.reviewId) &&
      question.today !== undefined &&
      delegationState(each, question.today) === "inForce",
  );
  if (!byRole && lent.length === 0) return refuse({ type: "not-your-stage" });
  const own = conflictOf(actor.personId, question, byRole ? "own" : "lent");
  if (own) return refuse(own);
  if (byRole) return { ok: true };
  let conflict: StageRefusal | undefined;
  for (const delegation of lent) {
    conflict =
      delegation.kind === "deputy"
        ? conflictOf(delegation.fromPersonId, question, "lent")
        : delegation.fromPersonId === question.drafterPersonId ||
            delegation.fromPersonId === question.itemDrafterPersonId
          ? { type: "own-item" }
          : undefined;
    if (!conflict) return { ok: true, delegation };
  }
  return refuse(conflict ?? { type: "not-your-stage" });
}

export const stageRefusalText: Readonly<Record<StageRefusal["type"], string>> = {
  "not-your-stage": "这一环节不由您办理",
  "own-item": "承办人不能审查自己承办的事项",
  "opinions-apart": "两名审查员意见不一致，等待裁定采用哪一份",
  "already-decided-a-stage": "同一人在一次审查中只能办理一个环节",
};

/** Only the drafter edits the own item; the disclosure office edits what it drafted itself (SD-02). */
export function mayEditItem(actor: Actor, item: { readonly drafterAccountId: string }): boolean {
  return actor.accountId === item.drafterAccountId;
}

/** Business content is closed to the three administrators (review.md §8). */
export function mayReadContent(actor: Actor): boolean {
  return actor.roles.some((role) => !isAdministrator(role));
}
