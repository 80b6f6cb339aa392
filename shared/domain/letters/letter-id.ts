/** The fifty standard documents, in the order of the handbook. The id names the template and never changes. */
export const letterIds = [
  "application-form",
  "application-registration-form",
  "receipt-acknowledgement",
  "receipt-confirmation-record",
  "oral-application-transcript",
  "correction-notice",
  "extension-notice",
  "reason-request-notice",
  "delayed-reply-notice",
  "third-party-consultation-letter",
  "third-party-opinion-receipt",
  "third-party-consultation-applicant-notice",
  "other-organ-consultation-letter",
  "other-organ-opinion-receipt",
  "third-party-decision-notice",
  "fee-notice",
  "disclosure-granted",
  "disclosure-granted-proactive",
  "disclosure-granted-future",
  "disclosure-partial",
  "refusal-state-secret",
  "refusal-legal-prohibition",
  "refusal-security-stability",
  "refusal-third-party",
  "refusal-internal-affairs",
  "refusal-process-information",
  "refusal-enforcement-file",
  "special-query",
  "unable-not-held",
  "unable-not-responsible",
  "unable-processing-required",
  "unable-unclear-after-correction",
  "not-processed-repeat",
  "not-processed-petition",
  "not-processed-publication",
  "not-processed-abnormal-volume",
  "not-processed-reconfirm",
  "not-government-information",
  "application-deemed-abandoned-correction",
  "application-deemed-abandoned-fee",
  "application-withdrawn",
  "record-correction-decision",
  "record-correction-transfer",
  "inspection-arrangement-notice",
  "proactive-conversion-reply",
  "on-the-spot-reply-record",
  "letter-rectification",
  "service-receipt",
  "search-record",
  "handling-sheet",
] as const;

export type StandardLetterId = (typeof letterIds)[number];

/**
 * One letter that answers several units of one application. It is no document of its own: its passages are the answers
 * of the units, each one of the fifty.
 */
export const jointAnswerId = "joint-answer";

export type LetterId = StandardLetterId | typeof jointAnswerId;

const known: ReadonlySet<string> = new Set(letterIds);

/** Is it one of the fifty? */
export function isLetterId(value: unknown): value is StandardLetterId {
  return typeof value === "string" && known.has(value);
}

/** The refusals of 条例 Art. 14, 15 and 16; `special-query` is not one of them. */
export const refusalLetterIds = [
  "refusal-state-secret",
  "refusal-legal-prohibition",
  "refusal-security-stability",
  "refusal-third-party",
  "refusal-internal-affairs",
  "refusal-process-information",
  "refusal-enforcement-file",
] as const satisfies readonly LetterId[];

export type RefusalLetterId = (typeof refusalLetterIds)[number];

/** Whether the letter is a 不予公开 of 条例14 to 16, after which reconsideration comes before a suit (复议法23). */
export function isRefusal(id: LetterId): id is RefusalLetterId {
  return (refusalLetterIds as readonly LetterId[]).includes(id);
}
