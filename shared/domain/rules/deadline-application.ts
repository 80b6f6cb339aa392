import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import type { ClockEvent } from "../clock/clock-events.ts";
import type { ClockWarning, ClockWarningCode } from "../clock/clock-notice.ts";
import { periodRules } from "../clock/clock-rules.ts";
import { addWorkdays, countWorkdays } from "../clock/counting.ts";
import type { ConsultationReading } from "../clock/consultations.ts";
import { type ClockReading, readClock, readFinishedClock } from "../clock/read-clock.ts";
import { type ApplicationQuestion, readApplicationQuestion } from "./application-events.ts";
import type { RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

/** Remarks about records a stateless question does not carry; they would only be noise here. */
const recordRemarks: ReadonlySet<ClockWarningCode> = new Set([
  "calendarProvisional",
  "consultationReceiptUnknown",
  "extensionNotApproved",
  "postalReceiptMissing",
  "reasonsDoNotSuspend",
]);

function single<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function consultationAnswers(reading: ClockReading, asOf: CalendarDay | undefined): Answer {
  const { consultations } = reading;
  if (consultations.length === 0) return {};
  const answer: Answer = {
    suspendedWorkdays: reading.suspendedWorkdays,
    suspensions: reading.suspensions.map(({ after, through, workdays, projected }) => ({
      after,
      through,
      workdays,
      projected,
    })),
    consultations: consultations.map((entry) => ({
      party: entry.party,
      issuedOn: entry.issuedOn,
      opinionDue: entry.opinionDue ?? null,
      through: entry.through,
      endedBy: entry.endedBy,
      outcomeIfSilent: entry.outcomeIfSilent,
    })),
  };
  for (const party of ["thirdParty", "otherOrgan"] as const) {
    const ofParty = consultations.filter((entry) => entry.party === party);
    const due = single(ofParty.map((entry) => entry.opinionDue));
    if (due) answer[`${party}OpinionDue`] = due;
  }
  const isSilent = (entry: ConsultationReading): boolean =>
    entry.endedBy === "silence" ||
    (entry.endedBy === "notYet" && !entry.returnedOn && (asOf === undefined || asOf > entry.through));
  const silent = consultations.filter(isSilent);
  const outcome = single(silent.map((entry) => entry.outcomeIfSilent));
  if (outcome) {
    answer["deemedConsent"] = outcome === "deemedConsent";
    answer["outcomeIfSilent"] = outcome;
  } else if (silent.length === 0) {
    const waiting = single(consultations.filter((entry) => entry.open).map((entry) => entry.outcomeIfSilent));
    if (waiting) {
      answer["outcomeIfSilent"] = waiting;
      answer["deemedConsent"] = false;
    }
  }
  return answer;
}

interface Abandonment {
  readonly from: CalendarDay;
  readonly happened: boolean;
  readonly letter: "application-deemed-abandoned-correction" | "application-deemed-abandoned-fee";
  readonly outcomeCode: "other_no_correction" | "other_fee_unpaid";
}

function readAbandonment(
  reading: ClockReading,
  question: ApplicationQuestion,
  asOf: CalendarDay | undefined,
): Abandonment | undefined {
  const { correction, fee } = reading;
  if (fee?.deemedAbandonedFrom) {
    const late = fee.paidOn !== undefined;
    return {
      from: fee.deemedAbandonedFrom,
      happened: late || (asOf === undefined ? question.neverPaid : asOf >= fee.deemedAbandonedFrom),
      letter: "application-deemed-abandoned-fee",
      outcomeCode: "other_fee_unpaid",
    };
  }
  if (!correction?.due) return undefined;
  const from = addDays(correction.due, 1);
  const late = correction.correctedOn !== undefined && correction.correctedOn >= from;
  if (correction.correctedOn !== undefined && (!late || question.goodReasonForDelay)) return undefined;
  return {
    from,
    happened: late || (asOf === undefined ? question.neverCorrected : asOf >= from),
    letter: "application-deemed-abandoned-correction",
    outcomeCode: "other_no_correction",
  };
}

/**
 * The reply day as it stood before the corrected application came. After a late notice nothing restarts, so what is
 * extended or suspended afterwards moves the same period and must not move this day with it.
 */
function dueBeforeCorrection(
  reading: ClockReading,
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
): CalendarDay | undefined {
  const { correction } = reading;
  if (correction?.restarted)
    return reading.periods.find((period) => period.cause === "receipt")?.effectiveDue;
  const correctedOn = correction?.correctedOn;
  if (correctedOn === undefined) return undefined;
  return readFinishedClock(
    events.filter((event) => event.onDay < correctedOn),
    calendar,
  ).effectiveDue;
}

function correctionAnswers(
  reading: ClockReading,
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
): Answer {
  const { correction } = reading;
  if (!correction) return {};
  const answer: Answer = {
    correctionInTime: correction.inTime,
    correctionNoticeInTime: correction.inTime,
    clockRestarted: correction.restarted,
  };
  if (correction.due) {
    answer["correctionDue"] = correction.due;
    answer["correctionByApplicantDue"] = correction.due;
    if (correction.correctedOn) answer["correctedInTime"] = correction.correctedOn <= correction.due;
  }
  const before = dueBeforeCorrection(reading, events, calendar);
  if (before) answer["replyDueBeforeCorrection"] = before;
  return answer;
}

function feeAnswers(reading: ClockReading): Answer {
  const { fee } = reading;
  if (!fee) return {};
  const answer: Answer = {
    feeNoticeInTime: fee.inTime,
    chargeAllowed: fee.inTime,
    clockRestarted: fee.restarted || reading.correction?.restarted === true,
  };
  if (fee.payDue) {
    answer["payDue"] = fee.payDue;
    answer["feePaymentDue"] = fee.payDue;
  }
  if (fee.paidOn !== undefined && fee.inTime) answer["paidInTime"] = fee.paidInTime ?? true;
  else if (fee.partlyPaidOn && fee.inTime) answer["paidInTime"] = false;
  const restart = reading.periods.findIndex((period) => period.cause === "feePayment");
  const before = reading.periods[restart >= 0 ? restart - 1 : reading.periods.length - 1];
  if (before) {
    answer["replyDueBeforePayment"] = before.effectiveDue;
    answer["feeNoticeDue"] = before.effectiveDue;
  }
  return answer;
}

function extensionAnswers(reading: ClockReading, question: ApplicationQuestion): Answer {
  const { extension } = reading;
  const limit = extension && reading.baseDue ? { extensionNoticeDue: reading.baseDue } : {};
  if (question.extensionRefused) {
    return { extensionValid: false, extendedDue: null, extensionInvalidReason: "extensionNotApproved" };
  }
  if (!extension) return {};
  if (!extension.valid) {
    return {
      ...limit,
      extensionValid: false,
      extendedDue: null,
      ...(extension.refused ? { extensionInvalidReason: extension.refused } : {}),
    };
  }
  return {
    ...limit,
    extensionValid: true,
    ...(reading.extendedDue ? { extendedDue: reading.extendedDue } : {}),
    ...(reading.consultations.length > 0 && reading.extendedDueWithoutSuspension
      ? { extendedDueWithoutSuspension: reading.extendedDueWithoutSuspension }
      : {}),
  };
}

function standing(reading: ClockReading): Answer {
  return {
    asOf: reading.asOf,
    state: reading.state,
    paused: reading.state === "paused",
    usedWorkdays: reading.usedWorkdays,
    remainingWorkdays: reading.remainingWorkdays,
    overdue: reading.state === "overdue",
    overdueWorkdays: reading.overdueWorkdays,
    awaitingCorrection: reading.state === "awaitingCorrection",
    awaitingFee: reading.state === "awaitingFee",
  };
}

function warningAnswers(warnings: readonly ClockWarning[]): Answer {
  const shown = warnings.filter((warning) => !recordRemarks.has(warning.code));
  const first = shown[0];
  if (!first) return {};
  return {
    warning: first.code,
    warnings: shown.map((warning) => warning.code),
    remarks: shown.map(({ code, text, article }) => ({ code, text, article })),
  };
}

function answerOnTime(reading: ClockReading, question: ApplicationQuestion): Answer {
  if (!reading.answer) return {};
  return {
    serviceClockDate: reading.answer.serviceClockDate,
    clockDate: reading.answer.serviceClockDate,
    onTime: reading.answer.onTime,
    ...(reading.answer.onTime ? {} : { lateWorkdays: reading.answer.lateWorkdays }),
    ...(question.service ? { serviceReason: question.service.reason.text } : {}),
  };
}

function awaiting(question: ApplicationQuestion): Answer {
  return {
    receiptDate: null,
    awaitingConfirmation: true,
    state: "awaitingConfirmation",
    replyDue: null,
    ...(question.confirmBy
      ? { confirmBy: question.confirmBy, receiptConfirmationDue: question.confirmBy }
      : {}),
  };
}

/** Service alone: when a letter counts as made, and against a due date that the question names. */
function serviceOnly(
  question: ApplicationQuestion,
  due: CalendarDay | undefined,
  calendar: WorkCalendar,
): Answer {
  const replied = question.events.find((event) => event.type === "replied");
  if (!replied || (!question.service && !due)) return {};
  return {
    serviceClockDate: replied.onDay,
    clockDate: replied.onDay,
    ...(due ? { onTime: replied.onDay <= due } : {}),
    ...(due && replied.onDay > due ? { lateWorkdays: countWorkdays(due, replied.onDay, calendar) } : {}),
    ...(question.service ? { serviceReason: question.service.reason.text } : {}),
    ...warningAnswers(question.service?.warnings ?? []),
  };
}

/** Dates that need no receipt date: each follows from one served letter. */
function lettersOnly(question: ApplicationQuestion, calendar: WorkCalendar): Answer {
  const answer: Answer = {};
  for (const event of question.events) {
    if (event.type === "consultationReceivedByThem") {
      const asked = question.events.find(
        (entry) => entry.type === "consultationIssued" && entry.consultationId === event.consultationId,
      );
      if (asked?.type !== "consultationIssued") continue;
      const third = asked.party === "thirdParty";
      const rule = periodRules[third ? "thirdPartyOpinion" : "otherOrganOpinion"];
      if (!third && asked.basis === "consistency") {
        answer["outcomeIfSilent"] = "none";
        continue;
      }
      const due = addWorkdays(event.onDay, rule.length, calendar);
      answer[third ? "thirdPartyOpinionDue" : "otherOrganOpinionDue"] = due.day;
      answer["outcomeIfSilent"] = third ? "organDecides" : "deemedConsent";
      answer["deemedConsent"] = !third;
      if (due.provisional) answer["provisional"] = true;
    }
    if (event.type === "correctionNoticeReceived") {
      const issued = question.events.find((entry) => entry.type === "correctionNoticeIssued");
      const days =
        (issued?.type === "correctionNoticeIssued" ? issued.correctionDays : undefined) ??
        periodRules.correctionByApplicant.length;
      const due = addWorkdays(event.onDay, days, calendar);
      answer["correctionDue"] = due.day;
      answer["correctionByApplicantDue"] = due.day;
      answer["deemedAbandonedFrom"] = addDays(due.day, 1);
      if (due.provisional) answer["provisional"] = true;
    }
    if (event.type === "feeNoticeReceived") {
      const due = addWorkdays(event.onDay, periodRules.feePayment.length, calendar);
      answer["payDue"] = due.day;
      answer["feePaymentDue"] = due.day;
      answer["deemedAbandonedFrom"] = addDays(due.day, 1);
      if (due.provisional) answer["provisional"] = true;
    }
    if (event.type === "feePaid") {
      const due = addWorkdays(event.onDay, periodRules.reply.length, calendar);
      const limit = answer["payDue"];
      const inTime = typeof limit !== "string" || event.onDay <= limit;
      answer["paidInTime"] = inTime;
      if (inTime) {
        answer["replyDue"] = due.day;
        delete answer["deemedAbandonedFrom"];
      } else answer["deemedAbandoned"] = true;
      if (due.provisional) answer["provisional"] = true;
    }
    if (event.type === "correctedReceived") {
      const due = addWorkdays(event.onDay, periodRules.reply.length, calendar);
      answer["replyDue"] = due.day;
      if (due.provisional) answer["provisional"] = true;
    }
    if (event.type === "reasonRequested") {
      const days = event.reasonDays ?? periodRules.reasonAnswer.length;
      const due = addWorkdays(event.onDay, days, calendar);
      answer["reasonDue"] = due.day;
      if (due.provisional) answer["provisional"] = true;
      answer["clockSuspended"] = false;
    }
  }
  return answer;
}

/**
 * Answers a question about one application: receipt date by channel, every due date, validity of extension and notices,
 * suspensions, and with `asOf` where the clock stands. Empty when the question is not about an application.
 * Source: 条例 Arts 30–35; 收费办法6; 送达解释235号.
 */
export function evaluateApplicationDeadline(
  reader: RuleInputReader,
  calendar: WorkCalendar,
  asOf: CalendarDay | undefined,
): Answer {
  const question = readApplicationQuestion(reader, calendar);
  const statedDue = reader.day("replyDue", "effectiveDue", "dueDate", "dueOn", "due", "statedDue");
  if (reader.problem) return {};
  if (question.awaitingConfirmation) return awaiting(question);
  if (!question.receiptDate) {
    return { ...serviceOnly(question, statedDue, calendar), ...lettersOnly(question, calendar) };
  }

  const events = question.events.filter(
    (event) => !(question.extensionRefused && event.type === "extensionNoticeIssued"),
  );
  const allKnown = asOf !== undefined && events.every((event) => event.onDay <= asOf);
  const reading =
    asOf !== undefined && allKnown ? readClock(events, calendar, asOf) : readFinishedClock(events, calendar);
  const abandonment = readAbandonment(reading, question, asOf);
  const abandoned = abandonment?.happened === true;
  const provisional = reading.provisional;
  return {
    receiptDate: question.receiptDate,
    ...(reading.correctionNoticeDue ? { correctionNoticeDue: reading.correctionNoticeDue } : {}),
    replyDueWithoutSuspension: reading.baseDueWithoutSuspension,
    replyDue: abandoned ? null : reading.baseDue,
    effectiveDue: abandoned ? null : reading.effectiveDue,
    ...(reading.extensionNoticeDue ? { extensionNoticeDue: reading.extensionNoticeDue } : {}),
    ...(reading.feeNoticeDue ? { feeNoticeDue: reading.feeNoticeDue } : {}),
    ...correctionAnswers(reading, events, calendar),
    ...feeAnswers(reading),
    ...extensionAnswers(reading, question),
    ...(reading.delayedReply
      ? {
          delayedReplyDue: reading.delayedReply.valid ? reading.delayedReply.replyBy : null,
          delayedReplyValid: reading.delayedReply.valid,
        }
      : {}),
    ...(reading.reasonDue ? { reasonDue: reading.reasonDue, clockSuspended: false } : {}),
    ...consultationAnswers(reading, asOf),
    ...(abandonment
      ? {
          deemedAbandonedFrom: abandonment.from,
          abandonedFrom: abandonment.from,
          ...(abandoned || asOf !== undefined ? { deemedAbandoned: abandoned, abandoned } : {}),
          ...(abandoned
            ? {
                ...(abandonment.outcomeCode === "other_fee_unpaid" ? { paidInTime: false } : {}),
                letter: abandonment.letter,
                outcome: abandonment.letter,
                outcomeCode: abandonment.outcomeCode,
              }
            : {}),
        }
      : {}),
    ...answerOnTime(reading, question),
    ...(provisional ? { provisional: true, label: "暂定" } : {}),
    ...warningAnswers([
      ...question.receiptWarnings,
      ...reading.warnings,
      ...(question.service?.warnings ?? []),
    ]),
    ...(question.receiptReason ? { receiptReason: question.receiptReason.text } : {}),
    ...(question.assumptions.length > 0 ? { assumptions: question.assumptions } : {}),
    ...(asOf === undefined ? {} : standing(readClock(events, calendar, asOf))),
    // Who let the period pass is waited for no longer, also before the notice that says so; what comes later starts nothing.
    ...(abandoned && reading.fee?.deemedAbandonedFrom === undefined ? { clockRestarted: false } : {}),
    ...(asOf !== undefined && abandoned
      ? { state: "deemedAbandoned", awaitingCorrection: false, awaitingFee: false }
      : {}),
  };
}
