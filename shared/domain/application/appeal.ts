import type { DisputeResult } from "../annual-report/report-format.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { litigationAnswer } from "../clock/dispute-clock.ts";
import { type DueReading, type DueStanding, standingOf } from "../clock/due-reading.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { type DisputeDecision, type DisputeKind, disputeDecisions } from "./dispute.ts";

/** 上诉人: who asked for a second instance. */
export const appellants = { applicant: "申请人上诉", organ: "本机关上诉", both: "双方上诉" } as const;
export type Appellant = keyof typeof appellants;

/** How the second instance can end. Source: 年报格式 table 3 counts the effective result (annual report §5). */
export const appealDecisions = {
  upheld: "驳回上诉，维持原判",
  changed: "改判",
  remanded: "撤销原判，发回重审",
  withdrawn: "准予撤回上诉",
} as const;
export type AppealDecision = keyof typeof appealDecisions;

/** 二审 of a suit: one of its own, with its own receipt, its own clock and its own decision. */
export interface Appeal {
  readonly appellant: Appellant;
  readonly appealedOn: CalendarDay;
  /** When the copy of the appeal reached the organ; absent where the organ alone appealed. */
  readonly copyReceivedOn?: CalendarDay;
  readonly answeredOn?: CalendarDay;
  readonly decision?: AppealDecision;
  readonly decidedOn?: CalendarDay;
  /** The judgment that stands in the place of the first: of 改判 at once, of 发回重审 when it comes. */
  readonly newDecision?: DisputeDecision;
  /** After 发回重审: the day of the new judgment. */
  readonly retriedOn?: CalendarDay;
}

/** The judgments a court can give; how a reconsideration ends is not among them. */
export const courtDecisions = [
  "claimRejected",
  "revoked",
  "changed",
  "unlawful",
  "ordered",
  "mediated",
  "withdrawn",
  "notAccepted",
] as const satisfies readonly DisputeDecision[];

/** Only a decided suit has a second instance. */
export function mayAppeal(dispute: {
  readonly kind: DisputeKind;
  readonly decision?: DisputeDecision | undefined;
  readonly voided: boolean;
}): boolean {
  return dispute.kind !== "reconsideration" && dispute.decision !== undefined && !dispute.voided;
}

/**
 * The day the organ's written answer to the appeal is due: 15 natural days from receipt of the copy, as for the
 * complaint. The handbook names 行诉法67 for the complaint only, so for the appeal it is a reading by analogy
 * [convention]. Nothing is due where the organ alone appealed.
 */
export function appealAnswerDue(
  appeal: Pick<Appeal, "copyReceivedOn">,
  calendar: WorkCalendar,
): DueReading | undefined {
  if (appeal.copyReceivedOn === undefined) return undefined;
  const due = litigationAnswer(appeal.copyReceivedOn, calendar);
  return { ...due, article: `参照${due.article}`, convention: true };
}

export interface AppealReading {
  readonly state: "toAnswer" | "answerLate" | "awaitingDecision" | "awaitingRetrial" | "decided";
  readonly answerDue?: DueReading;
  readonly standing?: DueStanding;
}

export const appealStates: Readonly<Record<AppealReading["state"], string>> = {
  toAnswer: "二审待答辩",
  answerLate: "二审答辩已逾期",
  awaitingDecision: "等待二审结果",
  awaitingRetrial: "发回重审，等待结果",
  decided: "二审已审结",
};

/**
 * Where a second instance stands as of a day, and by when the organ answers. A case that was sent back waits for its
 * new trial.
 */
export function readAppeal(appeal: Appeal, calendar: WorkCalendar, asOf: CalendarDay): AppealReading {
  const answerDue = appealAnswerDue(appeal, calendar);
  const standing = answerDue && standingOf(answerDue.day, asOf, calendar, appeal.answeredOn);
  const state =
    appeal.decision === "remanded" && appeal.retriedOn === undefined
      ? "awaitingRetrial"
      : appeal.decision
        ? "decided"
        : answerDue === undefined || appeal.answeredOn
          ? "awaitingDecision"
          : standing?.state === "overdue"
            ? "answerLate"
            : "toAnswer";
  return { state, ...(answerDue ? { answerDue } : {}), ...(standing ? { standing } : {}) };
}

/**
 * The result of a suit that took effect, with its day: a second instance adds no case to table 3, its result takes the
 * place of the first one; while it runs there is no effective judgment (尚未审结). Source: annual report §5.
 */
export function effectiveOutcome(
  first: { readonly decision: DisputeDecision; readonly decidedOn: CalendarDay },
  appeal: Appeal | undefined,
):
  | {
      readonly decision: DisputeDecision;
      readonly on: CalendarDay;
      readonly result: Exclude<DisputeResult, "pending">;
    }
  | undefined {
  const of = (decision: DisputeDecision, on: CalendarDay) => ({
    decision,
    on,
    result: disputeDecisions[decision].result,
  });
  if (!appeal) return of(first.decision, first.decidedOn);
  if (!appeal.decision || !appeal.decidedOn) return undefined;
  switch (appeal.decision) {
    case "changed":
      return appeal.newDecision && of(appeal.newDecision, appeal.decidedOn);
    case "remanded":
      return appeal.newDecision && appeal.retriedOn && of(appeal.newDecision, appeal.retriedOn);
    default:
      return of(first.decision, appeal.decidedOn);
  }
}

export type AppealStep = "answered" | "decided" | "retried" | "voided";
export type AppealRefusal = "dispute-closed" | "day-before-copy" | "decision-missing";

/** What may still be recorded: an answer and a decision once each, the new judgment once after 发回重审; a mistake until it is decided. */
export function checkAppealStep(
  appeal: Appeal,
  step: {
    readonly kind: AppealStep;
    readonly onDay: CalendarDay;
    readonly decision?: AppealDecision | undefined;
    readonly newDecision?: DisputeDecision | undefined;
  },
): AppealRefusal | undefined {
  if (step.kind === "retried") {
    if (appeal.decision !== "remanded" || appeal.retriedOn) return "dispute-closed";
    if (step.newDecision === undefined) return "decision-missing";
    return step.onDay < (appeal.decidedOn ?? appeal.appealedOn) ? "day-before-copy" : undefined;
  }
  if (appeal.decision) return "dispute-closed";
  if (step.kind === "answered" && (appeal.answeredOn || appeal.copyReceivedOn === undefined))
    return "dispute-closed";
  if (step.kind === "decided") {
    if (step.decision === undefined) return "decision-missing";
    // 改判 says what stands instead; the others leave or lift the first judgment.
    if ((step.decision === "changed") !== (step.newDecision !== undefined)) return "decision-missing";
  }
  if (step.kind === "voided") return undefined;
  return step.onDay < (appeal.copyReceivedOn ?? appeal.appealedOn) ? "day-before-copy" : undefined;
}
