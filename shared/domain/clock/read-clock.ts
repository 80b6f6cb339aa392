import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type ClockEvent, orderClockEvents } from "./clock-events.ts";
import { type ClockWarning, clockWarning } from "./clock-notice.ts";
import { periodRules } from "./clock-rules.ts";
import {
  type AnchorCause,
  type ClockState,
  type ClosingState,
  type CorrectionState,
  type DelayedReplyState,
  type ExtensionState,
  type FeeState,
  type PeriodDues,
  periodDues,
  type ReasonState,
  reduceClock,
} from "./clock-state.ts";
import { type ConsultationReading, readConsultation, type SuspensionReading } from "./consultations.ts";
import { addWorkdays, countWorkdays, isSuspended } from "./counting.ts";
import { resolveReceiptDate } from "./receipt-date.ts";

export type ClockStateName =
  | "notStarted"
  | "awaitingConfirmation"
  | "running"
  | "paused"
  | "awaitingCorrection"
  | "awaitingFee"
  | "overdue"
  | "answered"
  | "closed";

/** One reply period: the current one, or an earlier one that a restart replaced. */
export interface PeriodReading {
  readonly anchor: CalendarDay;
  readonly cause: AnchorCause;
  readonly article: string;
  /** The anchor of the period that replaced this one. */
  readonly replacedOn?: CalendarDay;
  readonly baseDue: CalendarDay;
  readonly baseDueWithoutSuspension: CalendarDay;
  readonly extendedDue?: CalendarDay;
  readonly effectiveDue: CalendarDay;
  readonly suspensions: readonly SuspensionReading[];
  readonly allowance: number;
}

export interface CorrectionReading extends Omit<CorrectionState, "noticeDue"> {
  /** Last day for the applicant; unknown until the applicant received the notice. */
  readonly due?: CalendarDay;
  readonly restarted: boolean;
  /** First day on which the application counts as given up. */
  readonly deemedAbandonedFrom?: CalendarDay;
  /** Earliest day for the abandonment letter, mail in transit allowed for [convention]. */
  readonly abandonmentLetterFrom?: CalendarDay;
}

export interface FeeReading extends FeeState {
  /** Last day to pay; unknown until the applicant received the notice. */
  readonly payDue?: CalendarDay;
  readonly paidInTime?: boolean;
  readonly restarted: boolean;
  readonly deemedAbandonedFrom?: CalendarDay;
}

export interface AnswerReading {
  readonly serviceClockDate: CalendarDay;
  readonly onTime: boolean;
  readonly lateWorkdays: number;
}

/**
 * The clock of one application on one day. Days are civil dates; counts are whole working days. Nothing here is stored:
 * everything follows from the events and the calendar.
 */
export interface ClockReading {
  readonly asOf: CalendarDay;
  readonly calendarVersion: string;
  readonly state: ClockStateName;
  readonly receiptDate?: CalendarDay;
  /** Last day to confirm the receipt without a warning, while it is not confirmed. */
  readonly confirmBy?: CalendarDay;
  readonly periods: readonly PeriodReading[];
  readonly anchor?: CalendarDay;
  readonly anchorCause?: AnchorCause;
  readonly baseDue?: CalendarDay;
  readonly baseDueWithoutSuspension?: CalendarDay;
  readonly extendedDue?: CalendarDay;
  readonly extendedDueWithoutSuspension?: CalendarDay;
  readonly effectiveDue?: CalendarDay;
  readonly correctionNoticeDue?: CalendarDay;
  /** Last day for the extension notice; absent once an extension is used or the case is closed. */
  readonly extensionNoticeDue?: CalendarDay;
  /** Last day for the fee notice; absent once one was issued or the case is closed. */
  readonly feeNoticeDue?: CalendarDay;
  readonly reasonDue?: CalendarDay;
  readonly correction?: CorrectionReading;
  readonly extension?: ExtensionState;
  readonly delayedReply?: DelayedReplyState;
  readonly fee?: FeeReading;
  readonly reasons?: ReasonState;
  readonly consultations: readonly ConsultationReading[];
  readonly suspensions: readonly SuspensionReading[];
  readonly suspendedWorkdays: number;
  /** 20, or 20 + N. */
  readonly allowance: number;
  /** Counted days from the anchor through `asOf` (or the closing day), at most the allowance. */
  readonly usedWorkdays: number;
  /** Counted days after `asOf` through the due day; 0 on the last day and after it. */
  readonly remainingWorkdays: number;
  /** Working days past the due day through `asOf` or the closing day. */
  readonly overdueWorkdays: number;
  readonly closing?: ClosingState;
  readonly answer?: AnswerReading;
  /** True when any date shown rests on a year without an official schedule (暂定). */
  readonly provisional: boolean;
  /** True when a date assumes that an open consultation is answered on its last day. */
  readonly projected: boolean;
  readonly warnings: readonly ClockWarning[];
}

const anchorArticles: Readonly<Record<AnchorCause, string>> = {
  receipt: "条例第三十一条、第三十三条第二款",
  correction: "条例第三十条",
  feePayment: "国办函〔2020〕109号第六条",
};

function readCorrection(
  state: CorrectionState,
  restarted: boolean,
  calendar: WorkCalendar,
): { readonly reading: CorrectionReading; readonly provisional: boolean } {
  const { noticeDue, ...facts } = state;
  if (state.receivedOn === undefined)
    return { reading: { ...facts, restarted }, provisional: noticeDue.provisional };
  const due = addWorkdays(state.receivedOn, state.days, calendar);
  const given = state.correctedOn === undefined;
  return {
    reading: {
      ...facts,
      due: due.day,
      restarted,
      ...(given
        ? {
            deemedAbandonedFrom: addDays(due.day, 1),
            abandonmentLetterFrom: addDays(
              addWorkdays(due.day, periodRules.abandonmentTransit.length, calendar).day,
              1,
            ),
          }
        : {}),
    },
    provisional: due.provisional,
  };
}

function readFee(
  state: FeeState,
  restarted: boolean,
  calendar: WorkCalendar,
): { readonly reading: FeeReading; readonly provisional: boolean } {
  if (state.receivedOn === undefined || !state.inTime)
    return { reading: { ...state, restarted }, provisional: false };
  const due = addWorkdays(state.receivedOn, periodRules.feePayment.length, calendar);
  const paidInTime = state.paidOn === undefined ? undefined : state.paidOn <= due.day;
  return {
    reading: {
      ...state,
      payDue: due.day,
      ...(paidInTime === undefined ? {} : { paidInTime }),
      restarted,
      ...(paidInTime === true ? {} : { deemedAbandonedFrom: addDays(due.day, 1) }),
    },
    provisional: due.provisional,
  };
}

function nameState(state: ClockState, dues: PeriodDues | undefined, asOf: CalendarDay): ClockStateName {
  if (state.closing) return state.closing.type === "replied" ? "answered" : "closed";
  if (!dues) return state.arrival ? "awaitingConfirmation" : "notStarted";
  const restartedBy = new Set(state.periods.map((period) => period.cause));
  if (state.correction?.inTime && !restartedBy.has("correction")) return "awaitingCorrection";
  if (state.fee?.inTime && !restartedBy.has("feePayment")) return "awaitingFee";
  if (asOf > dues.effective.day) return "overdue";
  return isSuspended(asOf, dues.suspensions) ? "paused" : "running";
}

interface Counts {
  readonly used: number;
  readonly remaining: number;
  readonly overdue: number;
}

function countDays(
  name: ClockStateName,
  anchor: CalendarDay,
  dues: PeriodDues,
  through: CalendarDay,
  calendar: WorkCalendar,
): Counts {
  // While a correction or a payment is awaited the period that will count has not begun.
  if (name === "awaitingCorrection" || name === "awaitingFee") {
    return { used: 0, remaining: periodRules.reply.length, overdue: 0 };
  }
  const due = dues.effective.day;
  return {
    used: countWorkdays(anchor, through < due ? through : due, calendar, dues.suspensions),
    remaining: countWorkdays(through > anchor ? through : anchor, due, calendar, dues.suspensions),
    overdue: countWorkdays(due, through, calendar),
  };
}

function receiptRemarks(
  state: ClockState,
  calendar: WorkCalendar,
): { readonly confirmBy?: CalendarDay; readonly warnings: readonly ClockWarning[] } {
  if (!state.arrival) return { warnings: [] };
  const resolved = resolveReceiptDate(
    {
      channel: state.arrival.channel,
      arrivedOn: state.arrival.onDay,
      ...(state.receiptDate ? { confirmedOn: state.receiptDate } : {}),
    },
    calendar,
  );
  if (!resolved.ok) return { warnings: [] };
  const { confirmBy, warnings } = resolved.value;
  return { ...(confirmBy && !state.receiptDate ? { confirmBy } : {}), warnings };
}

function lastCounted(state: ClockState, asOf: CalendarDay): CalendarDay {
  return state.closing && state.closing.onDay < asOf ? state.closing.onDay : asOf;
}

/** `asOf` undefined reads the finished story: unanswered consultations end on their last day. */
function consultationsOn(
  state: ClockState,
  calendar: WorkCalendar,
  asOf: CalendarDay | undefined,
): readonly ConsultationReading[] {
  return state.consultations.map((facts) => {
    // Whoever answers the applicant no longer waits for anybody.
    const closed =
      state.closing && facts.returnedOn === undefined && facts.closedOn === undefined
        ? { ...facts, closedOn: state.closing.onDay }
        : facts;
    return readConsultation(closed, calendar, asOf);
  });
}

function remarks(
  state: ClockState,
  consultations: readonly ConsultationReading[],
  dues: PeriodDues | undefined,
  provisional: boolean,
): readonly ClockWarning[] {
  const extra: ClockWarning[] = [];
  const period = state.periods.at(-1);
  if (period) {
    for (const consultation of consultations) {
      if (consultation.issuedOn < period.anchor && consultation.through > period.anchor) {
        extra.push(clockWarning("consultationDropped", consultation.issuedOn));
      }
      if (consultation.open && consultation.projected && !consultation.receivedByThemOn) {
        extra.push(clockWarning("consultationReceiptUnknown", consultation.issuedOn));
      }
    }
    if (period.extension?.valid && period.extension.approvedOn === undefined) {
      extra.push(clockWarning("extensionNotApproved", period.extension.noticeIssuedOn));
    }
  }
  if (state.closing?.type === "replied" && dues && state.closing.onDay > dues.effective.day) {
    extra.push(clockWarning("repliedLate", state.closing.onDay));
  }
  if (provisional) extra.push(clockWarning("calendarProvisional"));
  return extra;
}

function readState(state: ClockState, calendar: WorkCalendar, asOf: CalendarDay | undefined): ClockReading {
  const consultations = consultationsOn(state, calendar, asOf);
  const period = state.periods.at(-1);
  const dues = period && periodDues(period, consultations, calendar);
  const day =
    asOf ??
    state.closing?.onDay ??
    dues?.effective.day ??
    state.arrival?.onDay ??
    ("0001-01-01" as CalendarDay);
  const name = nameState(state, dues, day);
  const receipt = receiptRemarks(state, calendar);
  const noticeDue =
    state.receiptDate && addWorkdays(state.receiptDate, periodRules.correctionNotice.length, calendar);
  const causes = new Set(state.periods.map((entry) => entry.cause));
  const correction = state.correction && readCorrection(state.correction, causes.has("correction"), calendar);
  const fee = state.fee && readFee(state.fee, causes.has("feePayment"), calendar);
  const reasonDue = state.reasons && addWorkdays(state.reasons.requestedOn, state.reasons.days, calendar);
  const provisional = [
    dues?.base,
    dues?.effective,
    noticeDue,
    reasonDue,
    correction,
    fee,
    ...consultations.map((entry) => ({ provisional: entry.opinionDueProvisional })),
  ].some((entry) => entry?.provisional === true);
  const counts =
    period && dues
      ? countDays(name, period.anchor, dues, lastCounted(state, day), calendar)
      : { used: 0, remaining: 0, overdue: 0 };
  const answer: AnswerReading | undefined =
    state.closing?.type === "replied" && dues
      ? {
          serviceClockDate: state.closing.onDay,
          onTime: state.closing.onDay <= dues.effective.day,
          lateWorkdays: countWorkdays(dues.effective.day, state.closing.onDay, calendar),
        }
      : undefined;
  const open = !state.closing && period !== undefined && dues !== undefined;
  return {
    asOf: day,
    calendarVersion: calendar.version,
    state: name,
    ...(state.receiptDate ? { receiptDate: state.receiptDate } : {}),
    ...(receipt.confirmBy ? { confirmBy: receipt.confirmBy } : {}),
    periods: state.periods.map((entry, index) => {
      // What was asked after a restart belongs to the next period.
      const endedOn = state.periods[index + 1]?.anchor;
      const own = endedOn
        ? consultations.filter((consultation) => consultation.issuedOn < endedOn)
        : consultations;
      const entryDues = periodDues(entry, own, calendar);
      return {
        anchor: entry.anchor,
        cause: entry.cause,
        article: anchorArticles[entry.cause],
        ...(endedOn ? { replacedOn: endedOn } : {}),
        baseDue: entryDues.base.day,
        baseDueWithoutSuspension: entryDues.baseWithoutSuspension.day,
        ...(entryDues.extended ? { extendedDue: entryDues.extended.day } : {}),
        effectiveDue: entryDues.effective.day,
        suspensions: entryDues.suspensions,
        allowance: entryDues.allowance,
      };
    }),
    ...(period ? { anchor: period.anchor, anchorCause: period.cause } : {}),
    ...(dues
      ? {
          baseDue: dues.base.day,
          baseDueWithoutSuspension: dues.baseWithoutSuspension.day,
          effectiveDue: dues.effective.day,
        }
      : {}),
    ...(dues?.extended && dues.extendedWithoutSuspension
      ? {
          extendedDue: dues.extended.day,
          extendedDueWithoutSuspension: dues.extendedWithoutSuspension.day,
        }
      : {}),
    ...(noticeDue ? { correctionNoticeDue: noticeDue.day } : {}),
    ...(open && !state.extensionUsed ? { extensionNoticeDue: dues.base.day } : {}),
    ...(open && !state.fee ? { feeNoticeDue: dues.effective.day } : {}),
    ...(reasonDue ? { reasonDue: reasonDue.day } : {}),
    ...(correction ? { correction: correction.reading } : {}),
    ...(period?.extension ? { extension: period.extension } : {}),
    ...(period?.delayedReply ? { delayedReply: period.delayedReply } : {}),
    ...(fee ? { fee: fee.reading } : {}),
    ...(state.reasons ? { reasons: state.reasons } : {}),
    consultations,
    suspensions: dues?.suspensions ?? [],
    suspendedWorkdays: (dues?.suspensions ?? []).reduce((sum, entry) => sum + entry.workdays, 0),
    allowance: dues?.allowance ?? periodRules.reply.length,
    usedWorkdays: counts.used,
    remainingWorkdays: counts.remaining,
    overdueWorkdays: counts.overdue,
    ...(state.closing ? { closing: state.closing } : {}),
    ...(answer ? { answer } : {}),
    provisional,
    projected: (dues?.suspensions ?? []).some((entry) => entry.projected),
    warnings: [...receipt.warnings, ...state.warnings, ...remarks(state, consultations, dues, provisional)],
  };
}

/**
 * Reads the statutory clock of an application as of one day, from the events known by then (later ones are not read, so
 * any past day can be replayed). Day 1 is the first working day after the anchor. The order in which events are given
 * does not matter.
 *
 * Units: whole working days. Errors: none; what cannot count is a warning with its article.
 * Source: 条例 Arts 30–35; 国办函〔2020〕109号 Art 6; counting rules of law.md §4.1.
 */
export function readClock(
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
  asOf: CalendarDay,
): ClockReading {
  const known = orderClockEvents(events).filter((event) => event.onDay <= asOf);
  return readState(reduceClock(known, calendar), calendar, asOf);
}

/**
 * Reads the story as finished: every event counts, and a consultation nobody answered ends on its last day. For
 * questions about dates alone; a case on screen is read as of a day.
 */
export function readFinishedClock(events: readonly ClockEvent[], calendar: WorkCalendar): ClockReading {
  return readState(reduceClock(orderClockEvents(events), calendar), calendar, undefined);
}
