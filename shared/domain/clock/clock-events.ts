import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { SubmissionChannel } from "./receipt-date.ts";
import type { ServiceMethod } from "./service-date.ts";

/** Whom a consultation asks. */
export type ConsultedParty = "thirdParty" | "otherOrgan";

/**
 * Why another organ is asked: as joint producer (条例34, 15 WD, silence is consent) or to confirm that what is published
 * agrees (条例11, no statutory limit, silence means nothing).
 */
export type OrganConsultationBasis = "jointInformation" | "consistency";

/** What an application turns out to be (条例39①). */
export const redirectedMatters = { petition: "信访", complaint: "投诉", report: "举报" } as const;
export type RedirectedMatter = keyof typeof redirectedMatters;

interface EventBase {
  /** The civil day the act took effect. For `replied` it is the 期限计算时点 (交邮 or signature). */
  readonly onDay: CalendarDay;
  /** Identity of the stored event; only needed to be able to revoke it. */
  readonly id?: string;
}

/** What happened to one application. The clock reads nothing else. */
export type ClockEvent = EventBase &
  (
    | { readonly type: "arrived"; readonly channel: SubmissionChannel }
    | { readonly type: "received"; readonly channel?: SubmissionChannel }
    | { readonly type: "receiptConfirmed"; readonly channel?: SubmissionChannel }
    | { readonly type: "correctionNoticeIssued"; readonly correctionDays?: number }
    | { readonly type: "correctionNoticeReceived" }
    | { readonly type: "correctedReceived" }
    | { readonly type: "extensionApproved"; readonly days: number }
    | { readonly type: "extensionNoticeIssued"; readonly days: number }
    | {
        readonly type: "consultationIssued";
        readonly consultationId: string;
        readonly party: ConsultedParty;
        readonly basis?: OrganConsultationBasis;
      }
    | { readonly type: "consultationReceivedByThem"; readonly consultationId: string }
    | { readonly type: "consultationReturned"; readonly consultationId: string }
    /** The organ decides without waiting longer for the opinion. */
    | { readonly type: "consultationClosed"; readonly consultationId: string }
    | { readonly type: "feeNoticeIssued" }
    | { readonly type: "feeNoticeReceived" }
    | { readonly type: "feePartlyPaid" }
    | { readonly type: "feePaid" }
    | { readonly type: "reasonRequested"; readonly reasonDays?: number }
    | { readonly type: "reasonGiven" }
    | { readonly type: "delayedReplySet"; readonly replyBy: CalendarDay }
    | { readonly type: "withdrawn" }
    /** What came as an application is really a petition, complaint or report; the applicant was told (条例39①). */
    | { readonly type: "redirected"; readonly matter: RedirectedMatter }
    | { readonly type: "abandoned"; readonly ground: "correction" | "fee" }
    | { readonly type: "replied"; readonly serviceMethod?: ServiceMethod }
    /** Split into units (一事一申请): each is answered for itself, the application as received is at its end. */
    | { readonly type: "split"; readonly units: number }
    /** An entry recorded by mistake. Entries are never deleted: a later one takes them back. */
    | { readonly type: "eventRevoked"; readonly eventId: string }
  );

export type ClockEventType = ClockEvent["type"];

/** Order of events of one day: what starts a period comes before what happens in it, what closes comes last. */
const sameDayOrder: Readonly<Record<ClockEventType, number>> = {
  arrived: 0,
  received: 1,
  receiptConfirmed: 2,
  correctionNoticeIssued: 3,
  correctionNoticeReceived: 4,
  correctedReceived: 5,
  feeNoticeIssued: 6,
  feeNoticeReceived: 7,
  feePartlyPaid: 8,
  feePaid: 9,
  consultationIssued: 10,
  consultationReceivedByThem: 11,
  consultationReturned: 12,
  consultationClosed: 13,
  extensionApproved: 14,
  extensionNoticeIssued: 15,
  reasonRequested: 16,
  reasonGiven: 17,
  delayedReplySet: 18,
  withdrawn: 19,
  abandoned: 20,
  redirected: 21,
  replied: 22,
  split: 23,
  eventRevoked: 24,
};

/** A text that decides between events of the same day and type, so that no storage order matters. */
function tieBreak(event: ClockEvent): string {
  const consultation = "consultationId" in event ? event.consultationId : "";
  const days = "days" in event ? String(event.days).padStart(4, "0") : "";
  const limit =
    event.type === "correctionNoticeIssued" ? String(event.correctionDays ?? 0).padStart(4, "0") : "";
  const replyBy = event.type === "delayedReplySet" ? event.replyBy : "";
  return [consultation, days, limit, replyBy, JSON.stringify(event)].join("|");
}

/** Puts events into the one order the clock reads them in; revoked events and the revocations are left out. */
export function orderClockEvents(events: readonly ClockEvent[]): readonly ClockEvent[] {
  const revoked = new Set<string>();
  for (const event of events) if (event.type === "eventRevoked") revoked.add(event.eventId);
  return events
    .filter((event) => event.type !== "eventRevoked" && !(event.id !== undefined && revoked.has(event.id)))
    .toSorted((a, b) => {
      if (a.onDay !== b.onDay) return a.onDay < b.onDay ? -1 : 1;
      const order = sameDayOrder[a.type] - sameDayOrder[b.type];
      if (order !== 0) return order;
      const left = tieBreak(a);
      const right = tieBreak(b);
      return left < right ? -1 : left > right ? 1 : 0;
    });
}
