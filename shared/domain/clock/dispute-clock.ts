import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type DueReading, dueAfter, dueByRule } from "./due-reading.ts";
import { periodRules } from "./clock-rules.ts";

/** 被申请人答复: what the department owes after receiving the copy of a reconsideration application. */
export interface ReconsiderationResponse {
  readonly normal: DueReading;
  readonly summary: DueReading;
}

/**
 * The department's answer with evidence: 10 working days, in the summary procedure 5. A department that misses it is
 * treated as having no evidence (复议法70); disclosure cases may take the summary procedure (复议法53(四)).
 * Source: 复议法48, 54; 复议法88② makes 五日、十日 working days.
 */
export function reconsiderationResponse(
  copyReceivedOn: CalendarDay,
  calendar: WorkCalendar,
): ReconsiderationResponse {
  return {
    normal: dueByRule(copyReceivedOn, "reconsiderationResponseNormal", calendar),
    summary: dueByRule(copyReceivedOn, "reconsiderationResponseSummary", calendar),
  };
}

/** When the reconsideration organ must decide after accepting; the extension adds at most 30 natural days. */
export interface ReconsiderationDecision {
  readonly normal: DueReading;
  readonly normalExtended: DueReading;
  readonly summary: DueReading;
}

/** Source: 复议法62. */
export function reconsiderationDecision(
  acceptedOn: CalendarDay,
  calendar: WorkCalendar,
): ReconsiderationDecision {
  const { reconsiderationDecisionNormal, reconsiderationDecisionExtension } = periodRules;
  return {
    normal: dueByRule(acceptedOn, "reconsiderationDecisionNormal", calendar),
    normalExtended: dueAfter(
      acceptedOn,
      {
        length: reconsiderationDecisionNormal.length + reconsiderationDecisionExtension.length,
        unit: "naturalDays",
        article: reconsiderationDecisionNormal.article,
      },
      calendar,
    ),
    summary: dueByRule(acceptedOn, "reconsiderationDecisionSummary", calendar),
  };
}

/** The department's answer in court: 15 natural days from receipt of the complaint copy. Source: 行诉法67. */
export function litigationAnswer(complaintCopyReceivedOn: CalendarDay, calendar: WorkCalendar): DueReading {
  return dueByRule(complaintCopyReceivedOn, "litigationAnswer", calendar);
}
