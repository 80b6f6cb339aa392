import {
  dueAfter,
  secretDoubtDecision,
  secretDoubtReport,
  type DueReading,
  type WorkCalendar,
} from "../clock/index.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { ReferralQuestion, ReferralState } from "./referral.ts";

/** Working days after which a referral without a period of law is sent and asked about; the organ may set its own [convention]. */
const ownWorkdays = 10;

const ownPeriod = { length: ownWorkdays, unit: "workdays", article: "本机关掌握", convention: true } as const;

export interface ReferralClock {
  /** The last day for sending it. */
  readonly sendBy: DueReading;
  /** The last day of the organ for its answer, where the law gives one and the day of receipt is known. */
  readonly answerBy?: DueReading;
  /** When to ask what became of it. */
  readonly followUpOn?: CalendarDay;
  /** What is due next: sending it, or asking about it. */
  readonly next?: { readonly what: "send" | "followUp"; readonly day: CalendarDay; readonly article: string };
}

/**
 * The clock of a referral. Doubt whether something is a state secret: reported within 10 working days after the
 * provisional protection, decided within 10 working days of receipt (保密法实施条例25). For a question under 条例17 no text
 * gives a length: the organ sets its own, shown as such.
 *
 * Nothing else stops meanwhile. The time of a review is not excluded from the 20 working days of 条例26 and 33; only
 * consulting third parties and other organs is (review.md §6). What waits may not be released.
 */
export function referralClock(
  referral: {
    readonly question: ReferralQuestion;
    readonly state: ReferralState;
    readonly protectedOn: CalendarDay;
    readonly sentOn?: CalendarDay | undefined;
    readonly receivedOn?: CalendarDay | undefined;
    /** The day last set for asking about it. */
    readonly followUpOn?: CalendarDay | undefined;
  },
  calendar: WorkCalendar,
): ReferralClock {
  const lawful = referral.question === "stateSecret";
  const sendBy = lawful
    ? secretDoubtReport(referral.protectedOn, calendar)
    : dueAfter(referral.protectedOn, ownPeriod, calendar);
  if (referral.sentOn === undefined)
    return referral.state === "drafted"
      ? { sendBy, next: { what: "send", day: sendBy.day, article: sendBy.article } }
      : { sendBy };
  const answerBy =
    lawful && referral.receivedOn !== undefined
      ? secretDoubtDecision(referral.receivedOn, calendar)
      : undefined;
  const waited = answerBy ?? dueAfter(referral.sentOn, ownPeriod, calendar);
  const followUpOn = referral.followUpOn ?? waited.day;
  return {
    sendBy,
    ...(answerBy ? { answerBy } : {}),
    followUpOn,
    ...(referral.state === "sent"
      ? { next: { what: "followUp", day: followUpOn, article: waited.article } }
      : {}),
  };
}
