import { overdueWords } from "../../shared/domain/clock/due-reading.ts";
import type { ClockStateName } from "../../shared/domain/clock/read-clock.ts";

/** How pressing a term is. Colour follows it, and a word always stands beside. */
export type Urgency = "over" | "today" | "soon" | "calm";

/** Working days left: below 0 over, 0 the last day, up to 3 soon. */
export function urgencyOf(remainingWorkdays: number): Urgency {
  if (remainingWorkdays < 0) return "over";
  if (remainingWorkdays === 0) return "today";
  return remainingWorkdays <= 3 ? "soon" : "calm";
}

/** 「超 1 个」, 「今天」, 「剩 2 个」: beside a heading that says working days. */
export function remainingShort(remainingWorkdays: number): string {
  if (remainingWorkdays < 0) return overdueWords(remainingWorkdays, "short");
  return remainingWorkdays === 0 ? "今天" : `剩 ${remainingWorkdays} 个`;
}

/** 「超 1 个工作日」, 「今天最后一天」, 「剩 2 个工作日」. */
export function remainingLong(remainingWorkdays: number): string {
  if (remainingWorkdays < 0) return overdueWords(remainingWorkdays);
  return remainingWorkdays === 0 ? "今天最后一天" : `剩 ${remainingWorkdays} 个工作日`;
}

/** The class that colours words about a term. */
export function urgencyClass(urgency: Urgency): string {
  if (urgency === "over") return "text-law";
  return urgency === "calm" ? "" : "text-soon";
}

/** After what the twenty working days begin again (条例30, 国办函〔2020〕109号第六条); until then no day is due. */
export function startsAgain(state: ClockStateName): string | undefined {
  if (state === "awaitingCorrection") return "补正后重新起算";
  return state === "awaitingFee" ? "缴费后重新起算" : undefined;
}
