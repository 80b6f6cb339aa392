import type { DisputeResult } from "../annual-report/report-format.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { litigationAnswer, reconsiderationResponse } from "../clock/dispute-clock.ts";
import { type DueReading, type DueStanding, standingOf } from "../clock/due-reading.ts";
import type { LetterId } from "../letters/letter-id.ts";
import { letterOutcomes } from "../letters/outcome.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";

/** 行政复议 or 行政诉讼; a suit straight away and one after reconsideration are counted apart (年报格式 table 3). */
export const disputeKinds = {
  reconsideration: "行政复议",
  suitDirect: "未经复议直接起诉",
  suitAfter: "复议后起诉",
} as const;
export type DisputeKind = keyof typeof disputeKinds;

export const disputeProcedures = { normal: "普通程序", summary: "简易程序" } as const;
export type DisputeProcedure = keyof typeof disputeProcedures;

interface DecisionWords {
  readonly label: string;
  readonly result: Exclude<DisputeResult, "pending">;
}

/** How a dispute can end, each with the column of table 3. Source: 复议法63–75; 行诉法56, 69–77; annual report §5. */
export const disputeDecisions = {
  maintained: { label: "维持", result: "upheld" },
  claimRejected: { label: "驳回复议请求、诉讼请求", result: "upheld" },
  revoked: { label: "撤销，或者撤销并责令重作", result: "corrected" },
  changed: { label: "变更", result: "corrected" },
  unlawful: { label: "确认违法或者无效", result: "corrected" },
  ordered: { label: "责令履行", result: "corrected" },
  mediated: { label: "调解、和解后终结", result: "other" },
  withdrawn: { label: "申请人撤回、准予撤诉", result: "other" },
  notAccepted: { label: "不予受理、驳回申请或者起诉", result: "other" },
} as const satisfies Readonly<Record<string, DecisionWords>>;
export type DisputeDecision = keyof typeof disputeDecisions;

/** Why an answer did not hold; what the next drafter must look at. */
export const lossReasons = {
  late: "超过法定期限",
  searchNotProven: "没有尽到检索义务或者没有检索证据",
  groundWrong: "适用依据错误",
  reasonsMissing: "没有说明理由或者理由不足",
  notSeparated: "能够区分处理而没有区分",
  thirdPartyNotAsked: "没有征求第三方意见或者征求不当",
  contentMisread: "没有针对申请内容答复",
  correctionImproper: "补正告知不当",
  reliefWrong: "没有告知或者错误告知救济途径",
  serviceInvalid: "送达不合法",
  notOurMatter: "不是本机关负责的认定错误",
  other: "其他",
} as const;
export type LossReason = keyof typeof lossReasons;

export interface Dispute {
  readonly disputeId: string;
  readonly kind: DisputeKind;
  readonly procedure: DisputeProcedure;
  readonly filedOn: CalendarDay;
  readonly copyReceivedOn: CalendarDay;
  readonly answeredOn?: CalendarDay;
  readonly decision?: DisputeDecision;
  readonly decidedOn?: CalendarDay;
  /** Registered by mistake: kept, not counted. */
  readonly voided: boolean;
}

/**
 * The day the organ's answer and evidence are due: 10 working days, 5 in the summary procedure, 15 natural days in
 * court. Missing it, the act counts as one without evidence (复议法70, 行诉法34).
 *
 * Source: 复议法48, 54, 88; 行诉法67.
 */
export function disputeAnswerDue(
  dispute: Pick<Dispute, "kind" | "procedure" | "copyReceivedOn">,
  calendar: WorkCalendar,
): DueReading {
  if (dispute.kind !== "reconsideration") return litigationAnswer(dispute.copyReceivedOn, calendar);
  return reconsiderationResponse(dispute.copyReceivedOn, calendar)[dispute.procedure];
}

export interface DisputeReading {
  readonly answerDue: DueReading;
  readonly standing: DueStanding;
  readonly state: "toAnswer" | "answerLate" | "awaitingDecision" | "decided" | "voided";
}

/** Where a reconsideration or suit stands as of a day, and by when the organ answers. */
export function readDispute(dispute: Dispute, calendar: WorkCalendar, asOf: CalendarDay): DisputeReading {
  const answerDue = disputeAnswerDue(dispute, calendar);
  const standing = standingOf(answerDue.day, asOf, calendar, dispute.answeredOn);
  const state = dispute.voided
    ? "voided"
    : dispute.decision
      ? "decided"
      : dispute.answeredOn
        ? "awaitingDecision"
        : standing.state === "overdue"
          ? "answerLate"
          : "toAnswer";
  return { answerDue, standing, state };
}

export const disputeStates: Readonly<Record<DisputeReading["state"], string>> = {
  toAnswer: "待答复举证",
  answerLate: "答复举证已逾期",
  awaitingDecision: "等待结果",
  decided: "已审结",
  voided: "误登，已撤销",
};

export type DisputeStep = "answered" | "decided" | "voided";
export type DisputeRefusal = "dispute-closed" | "day-before-copy";

/** What may still be recorded: an answer once, a decision once, nothing after a decision or a void. */
export function checkDisputeStep(
  dispute: Dispute,
  step: DisputeStep,
  onDay: CalendarDay,
): DisputeRefusal | undefined {
  if (dispute.voided || dispute.decision) return "dispute-closed";
  if (step === "answered" && dispute.answeredOn) return "dispute-closed";
  return step !== "voided" && onDay < dispute.copyReceivedOn ? "day-before-copy" : undefined;
}

/** What one lost case teaches: shown to whoever chooses the same ground again. */
export interface Lesson {
  readonly template: LetterId;
  readonly docNumber: string;
  readonly decidedOn: CalendarDay;
  readonly kind: DisputeKind;
  readonly decision: DisputeDecision;
  readonly reason: LossReason;
  readonly text: string;
}

/** Lessons of the same letter, or of one that counts as the same outcome; the newest first. */
export function lessonsFor(template: LetterId, lessons: readonly Lesson[]): readonly Lesson[] {
  const outcome = letterOutcomes[template]?.code;
  return lessons
    .filter(
      (lesson) =>
        lesson.template === template ||
        (outcome !== undefined && letterOutcomes[lesson.template]?.code === outcome),
    )
    .toSorted((a, b) => (a.decidedOn < b.decidedOn ? 1 : a.decidedOn > b.decidedOn ? -1 : 0));
}
