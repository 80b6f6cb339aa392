import { clockMethodOf, type DeliveryMethod } from "../../../../shared/domain/application/delivery.ts";
import type { ClockEvent } from "../../../../shared/domain/clock/index.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";

/** What serving a letter says to the clock (law.md §3.1, §4.2). */
export function serviceEvents(
  template: LetterId,
  /** The name of the consultation this letter opens, on the clock. */
  consultationId: string,
  fields: Readonly<Record<string, unknown>>,
  service: {
    readonly method: DeliveryMethod;
    readonly clockDate: CalendarDay;
    readonly receivedOn?: CalendarDay | undefined;
  },
): readonly ClockEvent[] {
  const onDay = service.clockDate;
  const received = service.receivedOn;
  const number = (name: string, fallback: number) =>
    typeof fields[name] === "number" ? fields[name] : fallback;
  switch (template) {
    case "correction-notice":
      return [
        { type: "correctionNoticeIssued", onDay, correctionDays: number("correctionDays", 15) },
        ...(received ? [{ type: "correctionNoticeReceived", onDay: received } as const] : []),
      ];
    case "extension-notice": {
      const days = number("extensionDays", 20);
      return [
        { type: "extensionApproved", onDay, days },
        { type: "extensionNoticeIssued", onDay, days },
      ];
    }
    case "third-party-consultation-letter":
      return [
        { type: "consultationIssued", onDay, consultationId, party: "thirdParty" },
        ...(received
          ? [{ type: "consultationReceivedByThem", onDay: received, consultationId } as const]
          : []),
      ];
    case "other-organ-consultation-letter":
      return [
        {
          type: "consultationIssued",
          onDay,
          consultationId,
          party: "otherOrgan",
          basis: "jointInformation",
        },
        ...(received
          ? [{ type: "consultationReceivedByThem", onDay: received, consultationId } as const]
          : []),
      ];
    case "fee-notice":
      return [
        { type: "feeNoticeIssued", onDay },
        ...(received ? [{ type: "feeNoticeReceived", onDay: received } as const] : []),
      ];
    case "reason-request-notice":
      return [{ type: "reasonRequested", onDay, reasonDays: number("reasonDays", 10) }];
    case "delayed-reply-notice":
      return typeof fields["delayedDue"] === "string"
        ? [{ type: "delayedReplySet", onDay, replyBy: fields["delayedDue"] as CalendarDay }]
        : [];
    case "application-withdrawn":
      return [{ type: "withdrawn", onDay }];
    case "application-deemed-abandoned-correction":
      return [{ type: "abandoned", onDay, ground: "correction" }];
    case "application-deemed-abandoned-fee":
      return [{ type: "abandoned", onDay, ground: "fee" }];
    default:
      return letterOutcomes[template]
        ? [{ type: "replied", onDay, serviceMethod: clockMethodOf[service.method] }]
        : [];
  }
}
