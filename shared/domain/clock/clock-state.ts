import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import type { ClockEvent, RedirectedMatter } from "./clock-events.ts";
import { type ClockWarning, clockWarning, type ClockWarningCode } from "./clock-notice.ts";
import { periodRules } from "./clock-rules.ts";
import {
  type ConsultationFacts,
  type ConsultationReading,
  readConsultation,
  type SuspensionReading,
  unitedSuspensions,
} from "./consultations.ts";
import { addWorkdays, type DueDay } from "./counting.ts";
import type { SubmissionChannel } from "./receipt-date.ts";
import type { ServiceMethod } from "./service-date.ts";

/** What set the day the reply period is counted from. */
export type AnchorCause = "receipt" | "correction" | "feePayment";

export interface CorrectionState {
  readonly issuedOn: CalendarDay;
  readonly noticeDue: DueDay;
  /** A late notice does not restart the reply period [convention]. */
  readonly inTime: boolean;
  readonly days: number;
  readonly receivedOn?: CalendarDay;
  readonly correctedOn?: CalendarDay;
}

export interface ExtensionState {
  readonly days: number;
  readonly approvedOn?: CalendarDay;
  readonly noticeIssuedOn?: CalendarDay;
  readonly valid: boolean;
  readonly refused?: ClockWarningCode;
}

export interface FeeState {
  readonly issuedOn: CalendarDay;
  readonly inTime: boolean;
  readonly receivedOn?: CalendarDay;
  readonly partlyPaidOn?: CalendarDay;
  readonly paidOn?: CalendarDay;
}

export interface DelayedReplyState {
  readonly setOn: CalendarDay;
  readonly replyBy: CalendarDay;
  readonly valid: boolean;
}

export interface ReasonState {
  readonly requestedOn: CalendarDay;
  readonly days: number;
  readonly givenOn?: CalendarDay;
}

export type ClosingState =
  | { readonly type: "replied"; readonly onDay: CalendarDay; readonly serviceMethod?: ServiceMethod }
  | { readonly type: "withdrawn"; readonly onDay: CalendarDay }
  | { readonly type: "redirected"; readonly onDay: CalendarDay; readonly matter: RedirectedMatter }
  | { readonly type: "abandoned"; readonly onDay: CalendarDay; readonly ground: "correction" | "fee" }
  | { readonly type: "split"; readonly onDay: CalendarDay; readonly units: number };

/** One reply period from its anchor; a restart (补正, 缴费) opens the next one. */
export interface Period {
  readonly anchor: CalendarDay;
  readonly cause: AnchorCause;
  readonly extension?: ExtensionState;
  readonly delayedReply?: DelayedReplyState;
}

/** The facts of a case after its events were read in order, before any due date is shown. */
export interface ClockState {
  readonly arrival?: { readonly onDay: CalendarDay; readonly channel: SubmissionChannel };
  readonly receiptDate?: CalendarDay;
  readonly periods: readonly Period[];
  readonly correction?: CorrectionState;
  readonly fee?: FeeState;
  readonly reasons?: ReasonState;
  readonly consultations: readonly ConsultationFacts[];
  readonly extensionUsed: boolean;
  readonly closing?: ClosingState;
  readonly warnings: readonly ClockWarning[];
}

/** The dates of one period. */
export interface PeriodDues {
  readonly base: DueDay;
  readonly baseWithoutSuspension: DueDay;
  readonly extended?: DueDay;
  readonly extendedWithoutSuspension?: DueDay;
  readonly effective: DueDay;
  readonly suspensions: readonly SuspensionReading[];
  /** 20, or 20 + N after a valid extension. */
  readonly allowance: number;
}

/**
 * The due dates of one period: 20 working days from the anchor, 20 + N after a valid extension, suspended days left
 * out of both; an Art 35 date set in time replaces them.
 * Source: 条例 Arts 30, 33, 35; 国办函〔2020〕109号 Art 6.
 */
export function periodDues(
  period: Period,
  consultations: readonly ConsultationReading[],
  calendar: WorkCalendar,
): PeriodDues {
  const { anchor } = period;
  const base = periodRules.reply.length;
  const all = unitedSuspensions(consultations, anchor, calendar);
  const baseDue = addWorkdays(anchor, base, calendar, all);
  const extension = period.extension?.valid ? period.extension.days : 0;
  const allowance = base + extension;
  const lastDue = extension > 0 ? addWorkdays(anchor, allowance, calendar, all) : baseDue;
  const delayed = period.delayedReply?.valid ? period.delayedReply.replyBy : undefined;
  return {
    base: baseDue,
    baseWithoutSuspension: addWorkdays(anchor, base, calendar),
    ...(extension > 0
      ? { extended: lastDue, extendedWithoutSuspension: addWorkdays(anchor, allowance, calendar) }
      : {}),
    effective: delayed ? { day: delayed, provisional: false } : lastDue,
    suspensions: all.filter((suspension) => suspension.after < lastDue.day),
    allowance,
  };
}

type Draft = { -readonly [Key in keyof ClockState]: ClockState[Key] };

function readAll(draft: Draft, calendar: WorkCalendar, asOf: CalendarDay | undefined): ConsultationReading[] {
  return draft.consultations.map((facts) => readConsultation(facts, calendar, asOf));
}

function warn(draft: Draft, code: ClockWarningCode, onDay: CalendarDay): void {
  draft.warnings = [...draft.warnings, clockWarning(code, onDay)];
}

function currentDues(draft: Draft, calendar: WorkCalendar, onDay: CalendarDay): PeriodDues | undefined {
  const period = draft.periods.at(-1);
  return period && periodDues(period, readAll(draft, calendar, onDay), calendar);
}

function replaceLastPeriod(draft: Draft, change: Partial<Period>): void {
  const last = draft.periods.at(-1);
  if (last) draft.periods = [...draft.periods.slice(0, -1), { ...last, ...change }];
}

function startPeriod(draft: Draft, anchor: CalendarDay, cause: AnchorCause): void {
  draft.periods = [...draft.periods, { anchor, cause }];
}

function applyReceipt(draft: Draft, event: ClockEvent): void {
  if (draft.receiptDate !== undefined) {
    if (draft.receiptDate !== event.onDay) warn(draft, "duplicateReceipt", event.onDay);
    return;
  }
  draft.receiptDate = event.onDay;
  startPeriod(draft, event.onDay, "receipt");
}

function applyCorrection(draft: Draft, event: ClockEvent, calendar: WorkCalendar): void {
  const { onDay } = event;
  if (event.type === "correctionNoticeIssued") {
    if (draft.correction) {
      warn(draft, "secondCorrectionNotice", onDay);
      return;
    }
    if (draft.receiptDate === undefined) return;
    const noticeDue = addWorkdays(draft.receiptDate, periodRules.correctionNotice.length, calendar);
    const inTime = onDay <= noticeDue.day;
    const days = event.correctionDays ?? periodRules.correctionByApplicant.length;
    draft.correction = { issuedOn: onDay, noticeDue, inTime, days };
    if (!inTime) warn(draft, "correctionNoticeLate", onDay);
    if (days < periodRules.correctionByApplicantMinimum.length) warn(draft, "correctionLimitTooShort", onDay);
    return;
  }
  if (!draft.correction) {
    warn(draft, "correctionNoticeUnknown", onDay);
    return;
  }
  if (event.type === "correctionNoticeReceived") {
    if (draft.correction.receivedOn === undefined)
      draft.correction = { ...draft.correction, receivedOn: onDay };
    return;
  }
  if (draft.correction.correctedOn !== undefined) return;
  const { receivedOn, days, inTime } = draft.correction;
  if (receivedOn && onDay > addWorkdays(receivedOn, days, calendar).day)
    warn(draft, "correctedAfterLimit", onDay);
  draft.correction = { ...draft.correction, correctedOn: onDay };
  if (inTime) startPeriod(draft, onDay, "correction");
}

function applyFee(draft: Draft, event: ClockEvent, calendar: WorkCalendar): void {
  const { onDay } = event;
  if (event.type === "feeNoticeIssued") {
    if (draft.fee) {
      warn(draft, "secondFeeNotice", onDay);
      return;
    }
    const dues = currentDues(draft, calendar, onDay);
    const inTime = dues !== undefined && onDay <= dues.effective.day;
    draft.fee = { issuedOn: onDay, inTime };
    if (!inTime) warn(draft, "feeNoticeLate", onDay);
    return;
  }
  if (!draft.fee) {
    warn(draft, "feeNoticeUnknown", onDay);
    return;
  }
  if (event.type === "feeNoticeReceived") {
    if (draft.fee.receivedOn === undefined) draft.fee = { ...draft.fee, receivedOn: onDay };
    return;
  }
  if (event.type === "feePartlyPaid") {
    draft.fee = { ...draft.fee, partlyPaidOn: onDay };
    warn(draft, "feePartlyPaid", onDay);
    return;
  }
  if (draft.fee.paidOn !== undefined) return;
  draft.fee = { ...draft.fee, paidOn: onDay };
  if (!draft.fee.inTime) return;
  const { receivedOn } = draft.fee;
  if (receivedOn && onDay > addWorkdays(receivedOn, periodRules.feePayment.length, calendar).day) {
    warn(draft, "feePaidLate", onDay);
    return;
  }
  startPeriod(draft, onDay, "feePayment");
}

function judgeExtension(
  draft: Draft,
  days: number,
  onDay: CalendarDay,
  calendar: WorkCalendar,
): ClockWarningCode | undefined {
  if (draft.extensionUsed) return "secondExtension";
  if (!Number.isInteger(days) || days < 1 || days > periodRules.replyExtensionLimit.length)
    return "extensionTooLong";
  const dues = currentDues(draft, calendar, onDay);
  if (!dues || onDay > dues.base.day) return "extensionNoticeLate";
  return undefined;
}

/** A consent on file only after the notice is a defect; one given after the first period had ended saves nothing. */
function approveAfterNotice(
  draft: Draft,
  known: ExtensionState,
  onDay: CalendarDay,
  calendar: WorkCalendar,
): void {
  const dues = currentDues(draft, calendar, onDay);
  const late = known.valid && dues !== undefined && onDay > dues.base.day;
  warn(draft, late ? "extensionApprovedLate" : "extensionApprovedAfterNotice", onDay);
  replaceLastPeriod(draft, {
    extension: {
      ...known,
      approvedOn: onDay,
      ...(late ? { valid: false, refused: "extensionApprovedLate" as const } : {}),
    },
  });
}

function applyExtension(draft: Draft, event: ClockEvent, calendar: WorkCalendar): void {
  if (event.type !== "extensionApproved" && event.type !== "extensionNoticeIssued") return;
  const { onDay, days } = event;
  const known = draft.periods.at(-1)?.extension;
  if (event.type === "extensionApproved") {
    if (known?.noticeIssuedOn) {
      if (known.approvedOn === undefined) approveAfterNotice(draft, known, onDay, calendar);
      return;
    }
    replaceLastPeriod(draft, { extension: { days, approvedOn: onDay, valid: false } });
    return;
  }
  const refused = judgeExtension(draft, days, onDay, calendar);
  if (refused) warn(draft, refused, onDay);
  if (refused === "secondExtension") return;
  replaceLastPeriod(draft, {
    extension: {
      days,
      ...(known?.approvedOn ? { approvedOn: known.approvedOn } : {}),
      noticeIssuedOn: onDay,
      valid: !refused,
      ...(refused ? { refused } : {}),
    },
  });
  if (!refused) draft.extensionUsed = true;
}

function applyConsultation(draft: Draft, event: ClockEvent, calendar: WorkCalendar): void {
  const { onDay } = event;
  if (event.type === "consultationIssued") {
    const dues = currentDues(draft, calendar, onDay);
    if (dues && onDay > dues.effective.day) warn(draft, "consultationAfterDue", onDay);
    if (draft.consultations.some((known) => known.id === event.consultationId)) return;
    draft.consultations = [
      ...draft.consultations,
      {
        id: event.consultationId,
        party: event.party,
        basis: event.basis ?? "jointInformation",
        issuedOn: onDay,
      },
    ];
    return;
  }
  if (!("consultationId" in event)) return;
  const known = draft.consultations.find((candidate) => candidate.id === event.consultationId);
  if (!known) {
    warn(draft, "consultationUnknown", onDay);
    return;
  }
  const change: Partial<ConsultationFacts> =
    event.type === "consultationReceivedByThem" && known.receivedByThemOn === undefined
      ? { receivedByThemOn: onDay }
      : event.type === "consultationReturned" && known.returnedOn === undefined
        ? { returnedOn: onDay }
        : event.type === "consultationClosed" && known.closedOn === undefined
          ? { closedOn: onDay }
          : {};
  const changed = { ...known, ...change };
  if (change.returnedOn) {
    const { opinionDue } = readConsultation(changed, calendar, onDay);
    if (opinionDue && change.returnedOn > opinionDue) warn(draft, "opinionAfterLimit", onDay);
  }
  draft.consultations = draft.consultations.map((candidate) => (candidate === known ? changed : candidate));
}

function applyEvent(draft: Draft, event: ClockEvent, calendar: WorkCalendar): void {
  const { onDay } = event;
  if (draft.closing) {
    // A service record or a late payment may still arrive; it is kept on file but moves no date.
    warn(draft, "eventAfterClose", onDay);
    return;
  }
  if (event.type === "arrived") {
    draft.arrival ??= { onDay, channel: event.channel };
    return;
  }
  if (event.type === "received" || event.type === "receiptConfirmed") {
    applyReceipt(draft, event);
    return;
  }
  if (draft.receiptDate === undefined && event.type !== "withdrawn") {
    warn(draft, "eventBeforeReceipt", onDay);
    return;
  }
  switch (event.type) {
    case "correctionNoticeIssued":
    case "correctionNoticeReceived":
    case "correctedReceived":
      applyCorrection(draft, event, calendar);
      return;
    case "feeNoticeIssued":
    case "feeNoticeReceived":
    case "feePartlyPaid":
    case "feePaid":
      applyFee(draft, event, calendar);
      return;
    case "extensionApproved":
    case "extensionNoticeIssued":
      applyExtension(draft, event, calendar);
      return;
    case "consultationIssued":
    case "consultationReceivedByThem":
    case "consultationReturned":
    case "consultationClosed":
      applyConsultation(draft, event, calendar);
      return;
    case "reasonRequested":
      draft.reasons ??= { requestedOn: onDay, days: event.reasonDays ?? periodRules.reasonAnswer.length };
      warn(draft, "reasonsDoNotSuspend", onDay);
      return;
    case "reasonGiven":
      if (draft.reasons && draft.reasons.givenOn === undefined)
        draft.reasons = { ...draft.reasons, givenOn: onDay };
      return;
    case "delayedReplySet": {
      const dues = currentDues(draft, calendar, onDay);
      const valid = dues !== undefined && onDay <= dues.effective.day;
      if (!valid) warn(draft, "delayedReplySetLate", onDay);
      replaceLastPeriod(draft, { delayedReply: { setOn: onDay, replyBy: event.replyBy, valid } });
      return;
    }
    case "withdrawn":
      draft.closing = { type: "withdrawn", onDay };
      return;
    case "redirected":
      draft.closing = { type: "redirected", onDay, matter: event.matter };
      return;
    case "abandoned":
      draft.closing = { type: "abandoned", onDay, ground: event.ground };
      return;
    case "replied":
      draft.closing = {
        type: "replied",
        onDay,
        ...(event.serviceMethod ? { serviceMethod: event.serviceMethod } : {}),
      };
      return;
    case "split":
      draft.closing = { type: "split", onDay, units: event.units };
      return;
    case "eventRevoked":
      return;
  }
}

/** Reads ordered events into the state of the clock. Never fails: what cannot count becomes a warning. */
export function reduceClock(ordered: readonly ClockEvent[], calendar: WorkCalendar): ClockState {
  const draft: Draft = { periods: [], consultations: [], extensionUsed: false, warnings: [] };
  for (const event of ordered) applyEvent(draft, event, calendar);
  return draft;
}
