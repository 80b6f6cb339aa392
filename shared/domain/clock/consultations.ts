import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import type { ConsultedParty, OrganConsultationBasis } from "./clock-events.ts";
import { periodRules } from "./clock-rules.ts";
import { addWorkdays, countWorkdays, type Interval, uniteIntervals } from "./counting.ts";

/** The dates of one consultation letter. */
export interface ConsultationFacts {
  readonly id: string;
  readonly party: ConsultedParty;
  readonly basis: OrganConsultationBasis;
  readonly issuedOn: CalendarDay;
  readonly receivedByThemOn?: CalendarDay;
  readonly returnedOn?: CalendarDay;
  /** The organ stopped waiting and decided. */
  readonly closedOn?: CalendarDay;
}

export interface ConsultationReading extends ConsultationFacts {
  /** Last day for their opinion: 15 WD after they received the letter; absent where no text sets a limit. */
  readonly opinionDue?: CalendarDay;
  readonly opinionDueProvisional: boolean;
  /** Last day that is not counted; with `projected` it is what would hold if the answer came on the last day. */
  readonly through: CalendarDay;
  readonly projected: boolean;
  readonly endedBy: "returned" | "organDecided" | "silence" | "notYet";
  /** Still waiting for the answer on the day of the reading. */
  readonly open: boolean;
  readonly outcomeIfSilent: "organDecides" | "deemedConsent" | "none";
  readonly article: string;
}

function outcomeIfSilent(facts: ConsultationFacts): ConsultationReading["outcomeIfSilent"] {
  if (facts.party === "thirdParty") return "organDecides";
  return facts.basis === "jointInformation" ? "deemedConsent" : "none";
}

function articleOf(facts: ConsultationFacts): string {
  if (facts.party === "thirdParty") return "条例第三十二条";
  return facts.basis === "jointInformation" ? "条例第三十四条" : "条例第十一条";
}

/**
 * Reads one consultation. Not counted are the days after the letter went out up to the day the opinion arrived, the
 * organ decided, or the 15 working days of the consulted ended, whichever came first: who has not answered by then is
 * silent, and a later answer gives no more time. Silence of a third party is no consent (条例32), silence of a joint
 * producer is (条例34).
 *
 * `asOf` undefined reads the consultation as finished: an unanswered one ends on its last day.
 * Source: 条例 Arts 32, 33③, 34; law.md §4.1 rules 5–8.
 */
export function readConsultation(
  facts: ConsultationFacts,
  calendar: WorkCalendar,
  asOf: CalendarDay | undefined,
): ConsultationReading {
  const limited = facts.party === "thirdParty" || facts.basis === "jointInformation";
  const length = periodRules[facts.party === "thirdParty" ? "thirdPartyOpinion" : "otherOrganOpinion"].length;
  const due =
    limited && facts.receivedByThemOn ? addWorkdays(facts.receivedByThemOn, length, calendar) : undefined;
  const common = {
    ...facts,
    ...(due ? { opinionDue: due.day } : {}),
    opinionDueProvisional: due?.provisional ?? false,
    outcomeIfSilent: outcomeIfSilent(facts),
    article: articleOf(facts),
  };

  const answers: { day: CalendarDay; by: ConsultationReading["endedBy"] }[] = [];
  if (facts.returnedOn) answers.push({ day: facts.returnedOn, by: "returned" });
  if (facts.closedOn) answers.push({ day: facts.closedOn, by: "organDecided" });
  const first = answers.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))[0];
  if (first && (!due || first.day <= due.day)) {
    return { ...common, through: first.day, projected: false, endedBy: first.by, open: false };
  }
  if (due) {
    const over = first !== undefined || asOf === undefined || asOf > due.day;
    return {
      ...common,
      through: due.day,
      projected: !over,
      endedBy: over ? "silence" : "notYet",
      open: !over,
    };
  }
  const guess = addWorkdays(facts.issuedOn, length, calendar).day;
  const through = asOf !== undefined && asOf > guess ? asOf : guess;
  return { ...common, through, projected: true, endedBy: "notYet", open: true };
}

/** A stretch of days that is not counted, with every consultation that causes it. */
export interface SuspensionReading extends Interval {
  readonly workdays: number;
  readonly causes: readonly ConsultationReading[];
  readonly projected: boolean;
  readonly open: boolean;
}

/**
 * The suspensions of a period: the union of the consultations issued on or after its anchor, never their sum.
 * Source: 条例33③; law.md §4.1 rules 6 and 9.
 */
export function unitedSuspensions(
  consultations: readonly ConsultationReading[],
  anchor: CalendarDay,
  calendar: WorkCalendar,
): readonly SuspensionReading[] {
  const effective = consultations.filter((consultation) => consultation.issuedOn >= anchor);
  const intervals = effective.map((consultation) => ({
    after: consultation.issuedOn,
    through: consultation.through,
  }));
  return uniteIntervals(intervals).map((interval) => {
    const causes = effective.filter(
      (consultation) => consultation.issuedOn >= interval.after && consultation.through <= interval.through,
    );
    const last = causes.filter((cause) => cause.through === interval.through);
    return {
      ...interval,
      workdays: countWorkdays(interval.after, interval.through, calendar),
      causes,
      projected: last.some((cause) => cause.projected),
      open: causes.some((cause) => cause.open),
    };
  });
}
