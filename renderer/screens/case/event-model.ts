import {
  allowedClockEvents,
  recordableEvents,
  type AllowedEvent,
  type RecordableEvent,
} from "../../../shared/domain/clock/allowed-events.ts";
import type { WorkCalendar } from "../../../shared/domain/clock/calendar.ts";
import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { periodRules } from "../../../shared/domain/clock/clock-rules.ts";
import { readClock, type ClockReading } from "../../../shared/domain/clock/read-clock.ts";
import { parseCalendarDay, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";

export const eventGroups = {
  receipt: "收到",
  correction: "补正",
  extension: "延期",
  consultation: "征求意见",
  fee: "收费",
  volume: "大量反复申请",
  end: "办结",
} as const;
export type EventGroup = keyof typeof eventGroups;

interface EventWords {
  readonly label: string;
  readonly group: EventGroup;
  /** What the day of the event is. */
  readonly day: string;
}

/** Every act that can be recorded, in the words of the office. */
export const eventWords: Readonly<Record<RecordableEvent, EventWords>> = {
  arrived: { label: "申请到达", group: "receipt", day: "到达日期" },
  received: { label: "收到申请", group: "receipt", day: "收到申请之日" },
  receiptConfirmed: { label: "与申请人确认收到", group: "receipt", day: "双方确认之日" },
  correctionNoticeIssued: { label: "发出补正告知书", group: "correction", day: "发出日期" },
  correctionNoticeReceived: { label: "申请人收到补正告知书", group: "correction", day: "送达日期" },
  correctedReceived: { label: "收到补正材料", group: "correction", day: "收到日期" },
  extensionApproved: { label: "工作机构负责人同意延期", group: "extension", day: "同意日期" },
  extensionNoticeIssued: { label: "告知申请人延期", group: "extension", day: "告知日期" },
  consultationIssued: { label: "发出征求意见函", group: "consultation", day: "发出日期" },
  consultationReceivedByThem: { label: "对方收到征求意见函", group: "consultation", day: "签收日期" },
  consultationReturned: { label: "收回意见", group: "consultation", day: "收到意见日期" },
  consultationClosed: { label: "不再等待意见", group: "consultation", day: "决定日期" },
  feeNoticeIssued: { label: "发出收费通知", group: "fee", day: "发出日期" },
  feeNoticeReceived: { label: "申请人收到收费通知", group: "fee", day: "送达日期" },
  feePartlyPaid: { label: "缴纳部分费用", group: "fee", day: "缴费日期" },
  feePaid: { label: "费用缴清", group: "fee", day: "缴清日期" },
  reasonRequested: { label: "要求申请人说明理由", group: "volume", day: "发出日期" },
  reasonGiven: { label: "收到理由说明", group: "volume", day: "收到日期" },
  delayedReplySet: { label: "确定延迟答复的期限", group: "volume", day: "确定日期" },
  withdrawn: { label: "申请人撤回申请", group: "end", day: "撤回日期" },
  abandoned: { label: "视为放弃申请", group: "end", day: "认定日期" },
  replied: { label: "答复已送达（无文书登记时）", group: "end", day: "交邮或者签收日期" },
};

/** What a recorded event is called; a revocation names itself. */
export function eventLabel(event: ClockEvent): string {
  if (event.type === "eventRevoked") return "撤销一条登记";
  const { label } = eventWords[event.type];
  if (event.type === "extensionApproved" || event.type === "extensionNoticeIssued")
    return `${label} ${event.days} 个工作日`;
  if (event.type === "consultationIssued")
    return `${label}（${event.party === "thirdParty" ? "第三方" : "其他机关"}）`;
  return label;
}

/** What is typed in the dialog; only some fields matter for an event. */
export interface EventDraft {
  readonly type: RecordableEvent;
  readonly onDay: string;
  readonly days: number | undefined;
  readonly party: "thirdParty" | "otherOrgan";
  readonly basis: "jointInformation" | "consistency";
  readonly consultationId: string;
  readonly replyBy: string;
  readonly ground: "correction" | "fee";
  readonly note: string;
}

export function usesDays(type: RecordableEvent): boolean {
  return (
    type === "extensionApproved" ||
    type === "extensionNoticeIssued" ||
    type === "correctionNoticeIssued" ||
    type === "reasonRequested"
  );
}

export function usesConsultation(type: RecordableEvent): boolean {
  return (
    type === "consultationReceivedByThem" || type === "consultationReturned" || type === "consultationClosed"
  );
}

/** Consultations an event can be about: those that still wait for it. */
export function openConsultations(reading: ClockReading, type: RecordableEvent) {
  return reading.consultations.filter((each) =>
    type === "consultationReceivedByThem"
      ? each.receivedByThemOn === undefined
      : each.returnedOn === undefined && each.closedOn === undefined,
  );
}

/** A fresh draft of an event: today, and what the case already says. */
export function draftEvent(type: RecordableEvent, reading: ClockReading, newId: string): EventDraft {
  const open = usesConsultation(type) ? openConsultations(reading, type) : [];
  return {
    type,
    onDay: reading.asOf,
    days:
      type === "extensionNoticeIssued"
        ? (reading.extension?.days ?? periodRules.replyExtensionLimit.length)
        : type === "extensionApproved"
          ? periodRules.replyExtensionLimit.length
          : type === "correctionNoticeIssued"
            ? periodRules.correctionByApplicant.length
            : type === "reasonRequested"
              ? periodRules.reasonAnswer.length
              : undefined,
    party: "thirdParty",
    basis: "jointInformation",
    consultationId: type === "consultationIssued" ? newId : (open[0]?.id ?? ""),
    replyBy: "",
    ground: reading.state === "awaitingFee" ? "fee" : "correction",
    note: "",
  };
}

export type EventProblem = "day" | "day-in-future" | "days" | "consultation" | "replyBy";

export const eventProblemWords: Readonly<Record<EventProblem, string>> = {
  day: "写明日期",
  "day-in-future": "日期不能晚于今天",
  days: "写明工作日数",
  consultation: "选定是哪一件征求意见",
  replyBy: "写明延迟到哪一天答复",
};

/** The clock event a draft means, or what is still wrong with it. */
export function eventOf(
  draft: EventDraft,
  today: CalendarDay,
): { readonly event?: ClockEvent; readonly problem?: EventProblem } {
  const onDay = parseCalendarDay(draft.onDay);
  if (!onDay) return { problem: "day" };
  if (onDay > today) return { problem: "day-in-future" };
  const { type, days, consultationId } = draft;
  if (type === "extensionApproved" || type === "extensionNoticeIssued")
    return days === undefined ? { problem: "days" } : { event: { type, onDay, days } };
  if (type === "correctionNoticeIssued")
    return { event: { type, onDay, ...(days === undefined ? {} : { correctionDays: days }) } };
  if (type === "reasonRequested")
    return { event: { type, onDay, ...(days === undefined ? {} : { reasonDays: days }) } };
  if (type === "consultationIssued")
    return {
      event: {
        type,
        onDay,
        consultationId,
        party: draft.party,
        ...(draft.party === "otherOrgan" ? { basis: draft.basis } : {}),
      },
    };
  if (
    type === "consultationReceivedByThem" ||
    type === "consultationReturned" ||
    type === "consultationClosed"
  )
    return consultationId === "" ? { problem: "consultation" } : { event: { type, onDay, consultationId } };
  if (type === "delayedReplySet") {
    const replyBy = parseCalendarDay(draft.replyBy);
    return replyBy ? { event: { type, onDay, replyBy } } : { problem: "replyBy" };
  }
  if (type === "abandoned") return { event: { type, onDay, ground: draft.ground } };
  if (type === "arrived") return { event: { type, onDay, channel: "internet" } };
  return { event: { type, onDay } };
}

export interface EventChoice extends AllowedEvent {
  readonly type: RecordableEvent;
}

/** What may be recorded today, by group, each with its reasons when not; what is possible stands first. */
export function eventChoices(
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
  today: CalendarDay,
): readonly { readonly group: EventGroup; readonly choices: readonly EventChoice[] }[] {
  const verdicts = new Map(
    allowedClockEvents(events, calendar, today).map((verdict) => [verdict.type, verdict]),
  );
  return (Object.keys(eventGroups) as EventGroup[]).map((group) => ({
    group,
    choices: recordableEvents
      .filter((type) => eventWords[type].group === group)
      .flatMap((type) => {
        const verdict = verdicts.get(type);
        return verdict ? [{ ...verdict, type }] : [];
      })
      .toSorted((a, b) => Number(b.allowed) - Number(a.allowed)),
  }));
}

export interface EventEffect {
  readonly before: CalendarDay | undefined;
  readonly after: CalendarDay | undefined;
  readonly state: ClockReading["state"];
  /** Remarks of the clock that this event brings. */
  readonly remarks: readonly string[];
}

/** What recording the event would do to the due date, before it is recorded. */
export function effectOf(
  event: ClockEvent,
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
  today: CalendarDay,
): EventEffect {
  const before = readClock(events, calendar, today);
  const after = readClock([...events, event], calendar, today);
  const known = new Set(before.warnings.map((warning) => `${warning.code}${warning.onDay ?? ""}`));
  return {
    before: before.effectiveDue,
    after: after.effectiveDue,
    state: after.state,
    remarks: after.warnings
      .filter((warning) => !known.has(`${warning.code}${warning.onDay ?? ""}`))
      .map((warning) => `${warning.text}（${warning.article}）`),
  };
}
