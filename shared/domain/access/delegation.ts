import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { ReviewStage } from "../review/review-stages.ts";

/** Every stage but the drafter's own: nobody else can vouch that the drafter read each page. */
export type DelegableStage = Exclude<ReviewStage, "selfCheck">;

/**
 * How a stage right comes to somebody without its role: lent by its holder for dates (SD-05), or for one review and
 * one day when nobody who holds it can be reached (破窗授权).
 */
export const delegationKinds = {
  deputy: "委托",
  emergency: "应急授权",
} as const;
export type DelegationKind = keyof typeof delegationKinds;

/** A stage right lent to a named person; both days count. */
export interface Delegation {
  readonly delegationId: string;
  readonly kind: DelegationKind;
  readonly stage: DelegableStage;
  readonly fromPersonId: string;
  readonly fromPersonName: string;
  readonly toPersonId: string;
  /** An emergency right is for one review only. */
  readonly reviewId?: string;
  readonly fromDay: CalendarDay;
  readonly untilDay: CalendarDay;
  /** Confirmed by the security administrator, who is no party to it (SD-07). */
  readonly confirmed: boolean;
  readonly ended: boolean;
  /** Whether the lender still holds the role; a right one has lost is lent no longer. */
  readonly lenderHolds: boolean;
}

export type DelegationState = "proposed" | "refused" | "waiting" | "inForce" | "over" | "ended" | "lapsed";

export const delegationStates: Readonly<Record<DelegationState, string>> = {
  proposed: "待安全保密管理员确认",
  refused: "未予确认",
  waiting: "未到生效日",
  inForce: "生效中",
  over: "已到期",
  ended: "已提前终止",
  lapsed: "委托人已无此职责",
};

/**
 * Where a delegation stands on a day. Only one in force gives a right; both its days count. A deputy's right lapses
 * with the role of its lender (SD-05).
 */
export function delegationState(
  delegation: Delegation & { readonly refused?: boolean },
  today: CalendarDay,
): DelegationState {
  if (delegation.refused) return "refused";
  if (delegation.ended) return "ended";
  if (today > delegation.untilDay) return "over";
  if (!delegation.confirmed) return "proposed";
  if (delegation.kind === "deputy" && !delegation.lenderHolds) return "lapsed";
  return today < delegation.fromDay ? "waiting" : "inForce";
}

export type DelegationProblem =
  | "to-oneself"
  | "lender-lacks-role"
  | "deputy-is-administrator"
  | "days-reversed"
  | "days-past"
  | "too-long";

/** A delegation is for an absence, not for a change of office: longer needs a role [convention]. */
export const longestDelegationDays = 90;

/** Whether a delegation may be proposed. Source: SD-05, SD-06, SD-07 (review.md §2). */
export function checkDelegation(proposed: {
  readonly kind: DelegationKind;
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly proposedByPersonId: string;
  readonly lenderHolds: boolean;
  readonly deputyIsAdministrator: boolean;
  readonly fromDay: CalendarDay;
  readonly untilDay: CalendarDay;
  readonly today: CalendarDay;
  readonly days: number;
}): DelegationProblem | undefined {
  if (proposed.fromPersonId === proposed.toPersonId || proposed.proposedByPersonId === proposed.toPersonId)
    return "to-oneself";
  if (proposed.deputyIsAdministrator) return "deputy-is-administrator";
  if (proposed.kind === "deputy" && !proposed.lenderHolds) return "lender-lacks-role";
  if (proposed.fromDay > proposed.untilDay) return "days-reversed";
  if (proposed.untilDay < proposed.today) return "days-past";
  return proposed.days > longestDelegationDays ? "too-long" : undefined;
}
