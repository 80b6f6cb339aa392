import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type ClockWarning, clockWarning } from "./clock-notice.ts";
import { addWorkdays } from "./counting.ts";

/** 申请渠道. */
export const submissionChannels = [
  "inPerson",
  "registeredMail",
  "ordinaryMail",
  "internet",
  "fax",
  "oral",
] as const;
export type SubmissionChannel = (typeof submissionChannels)[number];

/** What the form must hold for a channel, so that the receipt date can be defended. */
export type ReceiptEvidence =
  | "signedReceipt"
  | "trackingNumber"
  | "mailSigner"
  | "mailSignedOn"
  | "confirmationDate"
  | "confirmationTime"
  | "confirmationMethod"
  | "confirmationPerson"
  | "signedTranscript";

interface ChannelRule {
  readonly label: string;
  readonly article: string;
  readonly needsConfirmation: boolean;
  readonly evidence: readonly ReceiptEvidence[];
  readonly explanation: string;
}

const confirmationRecord = [
  "confirmationDate",
  "confirmationTime",
  "confirmationMethod",
  "confirmationPerson",
] as const satisfies readonly ReceiptEvidence[];

/** 条例 Art 31, one row a channel; oral applications follow Art 29②. */
export const channelRules: Readonly<Record<SubmissionChannel, ChannelRule>> = {
  inPerson: {
    label: "当面提交",
    article: "条例第三十一条第（一）项",
    needsConfirmation: false,
    evidence: ["signedReceipt"],
    explanation: "当面提交的，以提交之日为收到申请之日",
  },
  registeredMail: {
    label: "需签收的邮寄",
    article: "条例第三十一条第（二）项",
    needsConfirmation: false,
    evidence: ["trackingNumber", "mailSigner", "mailSignedOn"],
    explanation: "以需签收的邮寄方式提交的，以行政机关签收之日为收到申请之日，收发室签收即为签收",
  },
  ordinaryMail: {
    label: "平常信函",
    article: "条例第三十一条第（二）项",
    needsConfirmation: true,
    evidence: confirmationRecord,
    explanation: "以平常信函提交的，应当于收到当日与申请人确认，以确认之日为收到申请之日",
  },
  internet: {
    label: "互联网渠道",
    article: "条例第三十一条第（三）项",
    needsConfirmation: true,
    evidence: confirmationRecord,
    explanation: "通过互联网渠道提交的，以双方确认之日为收到申请之日",
  },
  fax: {
    label: "传真",
    article: "条例第三十一条第（三）项",
    needsConfirmation: true,
    evidence: confirmationRecord,
    explanation: "通过工作机构的传真提交的，以双方确认之日为收到申请之日",
  },
  oral: {
    label: "口头",
    article: "条例第二十九条、第三十一条第（一）项",
    needsConfirmation: false,
    evidence: ["signedTranscript"],
    explanation: "口头提出的，以填写申请表并签字之日为收到申请之日",
  },
};

/** What is known about the arrival of one application or of its corrected text. */
export interface ReceiptFacts {
  readonly channel: SubmissionChannel;
  /** Handed in, uploaded, or the form filled and signed. */
  readonly submittedOn?: CalendarDay;
  /** The organ (mail room included) signed for the letter. */
  readonly signedByOrganOn?: CalendarDay;
  /** Physical or technical arrival; never the anchor by itself. */
  readonly arrivedOn?: CalendarDay;
  /** Both sides confirmed. */
  readonly confirmedOn?: CalendarDay;
  readonly evidence?: readonly ReceiptEvidence[];
}

/** The day the clock starts from, or that a confirmation is still owed, with the reason in words. */
export interface ReceiptReading {
  readonly status: "fixed" | "awaitingConfirmation";
  readonly receiptDate?: CalendarDay;
  /** Last day to confirm without a warning. */
  readonly confirmBy?: CalendarDay;
  readonly reason: { readonly text: string; readonly article: string };
  readonly evidenceMissing: readonly ReceiptEvidence[];
  readonly warnings: readonly ClockWarning[];
}

export type ReceiptError =
  | { readonly type: "fact-missing"; readonly field: "submittedOn" | "signedByOrganOn" | "arrivedOn" }
  | { readonly type: "confirmed-before-arrival" };

/**
 * Fixes 收到申请之日 by channel. Ordinary mail must be confirmed on the day it arrives; for internet and fax 条例 sets no
 * limit, so the next working day is the alert [convention]. The receipt date may be a rest day.
 *
 * Errors: the day the channel turns on is missing; a confirmation earlier than the arrival.
 * Source: 条例 Art 31; 国办公开办函〔2015〕207号 for what Art 31 leaves open.
 */
export function resolveReceiptDate(
  facts: ReceiptFacts,
  calendar: WorkCalendar,
): Result<ReceiptReading, ReceiptError> {
  const rule = channelRules[facts.channel];
  const reason = { text: rule.explanation, article: rule.article };
  const evidenceMissing = rule.evidence.filter((kind) => !facts.evidence?.includes(kind));
  if (!rule.needsConfirmation) {
    const day =
      facts.channel === "registeredMail"
        ? (facts.signedByOrganOn ?? facts.arrivedOn)
        : (facts.submittedOn ?? facts.arrivedOn);
    if (!day) {
      return err({
        type: "fact-missing",
        field: facts.channel === "registeredMail" ? "signedByOrganOn" : "submittedOn",
      });
    }
    return ok({ status: "fixed", receiptDate: day, reason, evidenceMissing, warnings: [] });
  }

  const arrived = facts.arrivedOn ?? facts.signedByOrganOn ?? facts.submittedOn;
  const confirmed = facts.confirmedOn;
  if (!arrived && !confirmed) return err({ type: "fact-missing", field: "arrivedOn" });
  if (arrived && confirmed && confirmed < arrived) return err({ type: "confirmed-before-arrival" });
  const sameDay = facts.channel === "ordinaryMail";
  const confirmBy = arrived && (sameDay ? arrived : addWorkdays(arrived, 1, calendar).day);
  const warnings: ClockWarning[] = [];
  if (confirmed && confirmBy && confirmed > confirmBy) {
    warnings.push(clockWarning(sameDay ? "confirmationNotSameDay" : "confirmationDelayed", confirmed));
  }
  return ok({
    status: confirmed ? "fixed" : "awaitingConfirmation",
    ...(confirmed ? { receiptDate: confirmed } : {}),
    ...(confirmBy ? { confirmBy } : {}),
    reason,
    evidenceMissing,
    warnings,
  });
}
