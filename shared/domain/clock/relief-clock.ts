import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type DueReading, dueByRule } from "./due-reading.ts";

/** What the decision told the applicant, and when he learned it otherwise. */
export interface ReliefFacts {
  /** The applicant received the decision (or knew of the act). */
  readonly decisionReceivedOn: CalendarDay;
  /** False when the decision did not tell the right, organ and period of reconsideration or suit. */
  readonly reliefTold?: boolean;
  /** When told otherwise: the day he learned of the right, organ and period. */
  readonly learnedOn?: CalendarDay;
}

export interface ReliefPeriods {
  readonly reconsiderationApply: DueReading;
  readonly litigationDirect: DueReading;
}

function earlier(a: DueReading, b: DueReading): DueReading {
  return a.day <= b.day ? a : b;
}

/**
 * How long the applicant may still apply for reconsideration (60 natural days) or sue directly (6 months). A decision
 * that did not tell him of the right, organ or period lets both run only from the day he learns of them, for one year
 * at most.
 *
 * Source: 复议法20①③; 行诉法46①; 法释〔2018〕1号64; the end rolls over rest days (民诉法85, 复议法88).
 */
export function reliefPeriods(facts: ReliefFacts, calendar: WorkCalendar): ReliefPeriods {
  const received = facts.decisionReceivedOn;
  if (facts.reliefTold !== false) {
    return {
      reconsiderationApply: dueByRule(received, "reconsiderationApply", calendar),
      litigationDirect: dueByRule(received, "litigationDirect", calendar),
    };
  }
  const lastReconsideration = dueByRule(received, "reconsiderationApplyUntold", calendar);
  const lastSuit = dueByRule(received, "litigationUntold", calendar);
  const learned = facts.learnedOn;
  if (!learned) return { reconsiderationApply: lastReconsideration, litigationDirect: lastSuit };
  return {
    reconsiderationApply: earlier(dueByRule(learned, "reconsiderationApply", calendar), lastReconsideration),
    litigationDirect: earlier(dueByRule(learned, "litigationDirect", calendar), lastSuit),
  };
}

/**
 * Last day to sue after reconsideration: 15 natural days from receipt of the decision; in a reconsideration-first case
 * the same from a refusal to accept, a dismissal, or the end of the reconsideration period.
 * Source: 行诉法45; 复议法34.
 */
export function litigationAfterReconsideration(from: CalendarDay, calendar: WorkCalendar): DueReading {
  return dueByRule(from, "litigationAfterReconsideration", calendar);
}
