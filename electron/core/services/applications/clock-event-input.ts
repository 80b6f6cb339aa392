import { z } from "zod";

import {
  serviceMethods,
  submissionChannels,
  type ClockEvent,
} from "../../../../shared/domain/clock/index.ts";
import { parseCalendarDay, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";

const day = z.custom<CalendarDay>((value) => parseCalendarDay(value) !== undefined);
const channel = z.enum(submissionChannels);
const consultationId = z.string().min(1).max(100);
const days = z.number().int().min(1).max(60);

const plain = <const Type extends string>(type: Type) =>
  z.strictObject({ type: z.literal(type), onDay: day });

/** Clock events as they arrive from a screen or a command; the domain judges them, this only reads them. */
const clockEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("arrived"), onDay: day, channel }),
  z.strictObject({ type: z.literal("received"), onDay: day, channel: channel.exactOptional() }),
  z.strictObject({ type: z.literal("receiptConfirmed"), onDay: day, channel: channel.exactOptional() }),
  z.strictObject({
    type: z.literal("correctionNoticeIssued"),
    onDay: day,
    correctionDays: days.exactOptional(),
  }),
  plain("correctionNoticeReceived"),
  plain("correctedReceived"),
  z.strictObject({ type: z.literal("extensionApproved"), onDay: day, days }),
  z.strictObject({ type: z.literal("extensionNoticeIssued"), onDay: day, days }),
  z.strictObject({
    type: z.literal("consultationIssued"),
    onDay: day,
    consultationId,
    party: z.enum(["thirdParty", "otherOrgan"]),
    basis: z.enum(["jointInformation", "consistency"]).exactOptional(),
  }),
  z.strictObject({ type: z.literal("consultationReceivedByThem"), onDay: day, consultationId }),
  z.strictObject({ type: z.literal("consultationReturned"), onDay: day, consultationId }),
  z.strictObject({ type: z.literal("consultationClosed"), onDay: day, consultationId }),
  plain("feeNoticeIssued"),
  plain("feeNoticeReceived"),
  plain("feePartlyPaid"),
  plain("feePaid"),
  z.strictObject({ type: z.literal("reasonRequested"), onDay: day, reasonDays: days.exactOptional() }),
  plain("reasonGiven"),
  z.strictObject({ type: z.literal("delayedReplySet"), onDay: day, replyBy: day }),
  plain("withdrawn"),
  z.strictObject({ type: z.literal("abandoned"), onDay: day, ground: z.enum(["correction", "fee"]) }),
  z.strictObject({
    type: z.literal("redirected"),
    onDay: day,
    matter: z.enum(["petition", "complaint", "report"]),
  }),
  z.strictObject({
    type: z.literal("replied"),
    onDay: day,
    serviceMethod: z.enum(serviceMethods).exactOptional(),
  }),
  z.strictObject({ type: z.literal("split"), onDay: day, units: z.number().int().min(2).max(99) }),
  z.strictObject({ type: z.literal("eventRevoked"), onDay: day, eventId: z.string().min(1).max(100) }),
]);

export function parseClockEvent(value: unknown): ClockEvent | undefined {
  const parsed = clockEvent.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
