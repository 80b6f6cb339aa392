import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import type { ClockEvent, ClockEventType } from "./clock-events.ts";
import { periodRules } from "./clock-rules.ts";
import { type ClockReading, readClock } from "./read-clock.ts";

/** Why an act may not be recorded, or what to mind when it may. */
export interface ActReason {
  readonly code: string;
  readonly text: string;
  readonly article: string;
}

export interface AllowedEvent {
  readonly type: ClockEventType;
  readonly allowed: boolean;
  /** Why not. Empty when allowed. */
  readonly reasons: readonly ActReason[];
  /** Allowed, but the act has no effect or a price; shown before it is done. */
  readonly cautions: readonly ActReason[];
  /** Last day on which the act has its effect. */
  readonly until?: CalendarDay;
}

/** The acts a person may record; `eventRevoked` is an act of its own right and always possible. */
export const recordableEvents = [
  "arrived",
  "received",
  "receiptConfirmed",
  "correctionNoticeIssued",
  "correctionNoticeReceived",
  "correctedReceived",
  "extensionApproved",
  "extensionNoticeIssued",
  "consultationIssued",
  "consultationReceivedByThem",
  "consultationReturned",
  "consultationClosed",
  "feeNoticeIssued",
  "feeNoticeReceived",
  "feePartlyPaid",
  "feePaid",
  "reasonRequested",
  "reasonGiven",
  "delayedReplySet",
  "withdrawn",
  "abandoned",
  "redirected",
  "replied",
] as const satisfies readonly ClockEventType[];

export type RecordableEvent = (typeof recordableEvents)[number];

interface Verdict {
  readonly reasons: ActReason[];
  readonly cautions: ActReason[];
  readonly until?: CalendarDay;
}

const article = {
  receipt: "条例第三十一条",
  correction: "条例第三十条",
  reply: "条例第三十三条第二款",
  consultation: "条例第三十二条、第三十四条",
  fee: "国办函〔2020〕109号第六条",
  volume: "条例第三十五条",
  petition: "条例第三十九条第一款",
} as const;

function reason(code: string, text: string, source: string): ActReason {
  return { code, text, article: source };
}

function judge(type: RecordableEvent, reading: ClockReading): Verdict {
  const reasons: ActReason[] = [];
  const cautions: ActReason[] = [];
  const { correction, fee, asOf } = reading;
  const past = reading.effectiveDue !== undefined && asOf > reading.effectiveDue;
  const openConsultation = reading.consultations.some((entry) => !entry.returnedOn && !entry.closedOn);
  const refuse = (code: string, text: string, source: string): void => {
    reasons.push(reason(code, text, source));
  };
  switch (type) {
    case "arrived":
      if (reading.state !== "notStarted") refuse("alreadyArrived", "申请的到达已经登记", article.receipt);
      return { reasons, cautions };
    case "received":
    case "receiptConfirmed":
      if (reading.receiptDate) refuse("alreadyReceived", "收到申请之日已经确定", article.receipt);
      if (type === "receiptConfirmed" && reading.state === "notStarted") {
        refuse("notArrived", "尚未登记申请的到达", article.receipt);
      }
      return { reasons, cautions, ...(reading.confirmBy ? { until: reading.confirmBy } : {}) };
    case "correctionNoticeIssued":
      if (correction) refuse("secondCorrectionNotice", "补正只能一次性告知", article.correction);
      else if (reading.correctionNoticeDue && asOf > reading.correctionNoticeDue) {
        cautions.push(
          reason("correctionNoticeLate", "已超过七个工作日，补正后答复期限不重新计算", article.correction),
        );
      }
      return {
        reasons,
        cautions,
        ...(reading.correctionNoticeDue ? { until: reading.correctionNoticeDue } : {}),
      };
    case "correctionNoticeReceived":
    case "correctedReceived":
      if (!correction) refuse("noCorrectionNotice", "尚未发出补正告知书", article.correction);
      else if (correction.correctedOn) refuse("alreadyCorrected", "补正材料已经收到", article.correction);
      else if (type === "correctionNoticeReceived" && correction.receivedOn) {
        refuse("alreadyServed", "补正告知书的送达已经登记", article.correction);
      } else if (type === "correctedReceived" && correction.due && asOf > correction.due) {
        cautions.push(
          reason("correctedAfterLimit", "补正期限已过，应当核实有无正当理由", article.correction),
        );
      }
      return { reasons, cautions, ...(correction?.due ? { until: correction.due } : {}) };
    case "extensionApproved":
    case "extensionNoticeIssued": {
      const { extension } = reading;
      if (reading.extensionNoticeDue === undefined) {
        refuse("secondExtension", "答复期限只能延长一次", article.reply);
      } else if (asOf > reading.extensionNoticeDue) {
        refuse("extensionNoticeLate", "答复期限已经届满，不能再延长", article.reply);
      }
      if (type === "extensionNoticeIssued" && !extension?.approvedOn) {
        refuse("extensionNotApproved", "须先经政府信息公开工作机构负责人同意", article.reply);
      }
      if (
        type === "extensionNoticeIssued" &&
        extension &&
        extension.days > periodRules.replyExtensionLimit.length
      ) {
        refuse("extensionTooLong", "延长的期限最长不超过二十个工作日", article.reply);
      }
      return {
        reasons,
        cautions,
        ...(reading.extensionNoticeDue ? { until: reading.extensionNoticeDue } : {}),
      };
    }
    case "consultationIssued":
      if (past) {
        cautions.push(
          reason("consultationAfterDue", "答复期限已经届满，征求意见的时间不再扣除", article.consultation),
        );
      }
      return { reasons, cautions, ...(reading.effectiveDue ? { until: reading.effectiveDue } : {}) };
    case "consultationReceivedByThem":
      if (!reading.consultations.some((entry) => !entry.receivedByThemOn)) {
        refuse("noConsultation", "没有等待登记收函日期的征求意见", article.consultation);
      }
      return { reasons, cautions };
    case "consultationReturned":
    case "consultationClosed":
      if (!openConsultation) refuse("noConsultation", "没有等待答复的征求意见", article.consultation);
      return { reasons, cautions };
    case "feeNoticeIssued":
      if (fee) refuse("secondFeeNotice", "收费通知已经发出", article.fee);
      else if (past) refuse("feeNoticeLate", "答复期限已经届满，不得再收费", article.fee);
      return { reasons, cautions, ...(reading.feeNoticeDue ? { until: reading.feeNoticeDue } : {}) };
    case "feeNoticeReceived":
    case "feePartlyPaid":
    case "feePaid":
      if (!fee) refuse("noFeeNotice", "尚未发出收费通知", article.fee);
      else if (!fee.inTime) refuse("feeNoticeLate", "收费通知逾期发出，不得收费", article.fee);
      else if (fee.paidOn) refuse("alreadyPaid", "费用已经缴清", article.fee);
      else if (type === "feeNoticeReceived" && fee.receivedOn) {
        refuse("alreadyServed", "收费通知的送达已经登记", article.fee);
      } else if (type !== "feeNoticeReceived" && fee.payDue && asOf > fee.payDue) {
        cautions.push(reason("feePaidLate", "缴费期限已过，视为放弃申请", article.fee));
      }
      return { reasons, cautions, ...(fee?.payDue ? { until: fee.payDue } : {}) };
    case "reasonRequested":
      if (reading.reasons) refuse("alreadyRequested", "已经要求申请人说明理由", article.volume);
      else cautions.push(reason("reasonsDoNotSuspend", "等待说明理由期间，答复期限照常计算", article.volume));
      return { reasons, cautions };
    case "reasonGiven":
      if (!reading.reasons || reading.reasons.givenOn) {
        refuse("noReasonRequest", "没有等待申请人说明的理由", article.volume);
      }
      return { reasons, cautions };
    case "delayedReplySet":
      if (!reading.reasons?.givenOn) {
        refuse("reasonsNotGiven", "申请人说明的理由合理的，才可以确定延迟答复的期限", article.volume);
      }
      if (past) refuse("delayedReplySetLate", "答复期限已经届满", article.volume);
      return { reasons, cautions, ...(reading.effectiveDue ? { until: reading.effectiveDue } : {}) };
    case "abandoned": {
      const byCorrection = reading.state === "awaitingCorrection" ? correction : undefined;
      const byFee = reading.state === "awaitingFee" ? fee : undefined;
      const from = byCorrection?.abandonmentLetterFrom ?? byFee?.deemedAbandonedFrom;
      const source = byFee ? article.fee : article.correction;
      if (!byCorrection && !byFee) refuse("nothingAwaited", "没有逾期未办的补正或者缴费", source);
      else if (from === undefined) refuse("serviceUnknown", "尚未登记告知书或者收费通知的送达日期", source);
      else if (asOf < from) refuse("limitNotOver", "补正或者缴费的期限尚未届满", source);
      return { reasons, cautions };
    }
    case "withdrawn":
      return { reasons, cautions };
    case "redirected":
      cautions.push(
        reason("tellTheApplicant", "应当告知申请人不作为政府信息公开申请处理", article.petition),
        ...(past ? [reason("repliedLate", "答复期限已经届满", article.reply)] : []),
      );
      return { reasons, cautions, ...(reading.effectiveDue ? { until: reading.effectiveDue } : {}) };
    default:
      if (reading.state === "awaitingCorrection") {
        cautions.push(reason("awaitingCorrection", "正在等待申请人补正", article.correction));
      }
      if (reading.state === "awaitingFee") {
        cautions.push(reason("awaitingFee", "正在等待申请人缴费", article.fee));
      }
      if (openConsultation) {
        cautions.push(reason("consultationOpen", "征求意见尚未收到答复", article.consultation));
      }
      if (past && reading.state === "overdue") {
        cautions.push(reason("repliedLate", "答复期限已经届满", article.reply));
      }
      return { reasons, cautions, ...(reading.effectiveDue ? { until: reading.effectiveDue } : {}) };
  }
}

/** Acts that make no sense before the receipt date is fixed. */
const beforeReceipt: readonly RecordableEvent[] = ["arrived", "received", "receiptConfirmed", "withdrawn"];

/**
 * Which acts may be recorded on `today`, each with its reasons when not, so that a screen never keeps a list of its
 * own. A refusal means the act would be void or already done; a caution means it is possible at a price.
 *
 * Source: 条例 Arts 30–35; 国办函〔2020〕109号 Art 6.
 */
export function allowedClockEvents(
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
  today: CalendarDay,
): readonly AllowedEvent[] {
  const reading = readClock(events, calendar, today);
  return recordableEvents.map((type) => {
    if (reading.closing) {
      return {
        type,
        allowed: false,
        reasons: [reason("caseClosed", "申请已经办结", article.reply)],
        cautions: [],
      };
    }
    if (reading.receiptDate === undefined && !beforeReceipt.includes(type)) {
      return {
        type,
        allowed: false,
        reasons: [reason("notReceived", "收到申请之日尚未确定", article.receipt)],
        cautions: [],
      };
    }
    const { reasons, cautions, until } = judge(type, reading);
    return { type, allowed: reasons.length === 0, reasons, cautions, ...(until ? { until } : {}) };
  });
}
