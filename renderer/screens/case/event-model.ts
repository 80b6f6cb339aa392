import {
  allowedClockEvents,
  recordableEvents,
  type AllowedEvent,
  type RecordableEvent,
} from "../../../shared/domain/clock/allowed-events.ts";
import { eventGroups, eventWords, type EventGroup } from "../../../shared/domain/clock/event-wording.ts";
import { proofOf } from "../../../shared/domain/clock/event-proof.ts";
import type { WorkCalendar } from "../../../shared/domain/clock/calendar.ts";
import type { ClockEvent, RedirectedMatter } from "../../../shared/domain/clock/clock-events.ts";
import { periodRules } from "../../../shared/domain/clock/clock-rules.ts";
import { readClock, type ClockReading } from "../../../shared/domain/clock/read-clock.ts";
import { parseCalendarDay, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";

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
  readonly matter: RedirectedMatter;
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
    matter: "petition",
    note: "",
  };
}

export type EventProblem = "day" | "day-in-future" | "days" | "consultation" | "replyBy" | "proof";

export const eventProblemWords: Readonly<Record<EventProblem, string>> = {
  day: "写明日期",
  "day-in-future": "日期不能晚于今天",
  days: "写明工作日数",
  consultation: "选定是哪一件征求意见",
  replyBy: "写明延迟到哪一天答复",
  proof: "写明依据，以后要用它证明",
};

/** The draft as it will be once its proof is written, so that its effect is shown before. */
function withProof(draft: EventDraft): EventDraft {
  return { ...draft, note: "待填写" };
}

/** The clock event a draft means, or what is still wrong with it. */
export function eventOf(
  draft: EventDraft,
  today: CalendarDay,
): { readonly event?: ClockEvent; readonly problem?: EventProblem } {
  const onDay = parseCalendarDay(draft.onDay);
  if (!onDay) return { problem: "day" };
  if (onDay > today) return { problem: "day-in-future" };
  const { type, days, consultationId } = draft;
  if (proofOf(type).required && draft.note.trim() === "") {
    const made = eventOf(withProof(draft), today);
    return made.problem ? made : { ...made, problem: "proof" };
  }
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
  if (type === "redirected") return { event: { type, onDay, matter: draft.matter } };
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
