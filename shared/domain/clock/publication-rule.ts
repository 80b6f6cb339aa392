import { addMonths, type CalendarDay, parseCalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { WorkCalendar } from "./calendar.ts";
import { type DueReading, dueAfter, type OwnPeriod } from "./due-reading.ts";
import { periodRules } from "./clock-rules.ts";

/** Kinds of information whose period of publication is not the ordinary one of 条例26. */
export const publicationPeriods = {
  ordinary: { length: 20, unit: "workdays", article: "条例第二十六条" },
  budgetApproved: { length: 20, unit: "naturalDays", article: "预算法第十四条第一款" },
  departmentBudget: { length: 20, unit: "naturalDays", article: "预算法第十四条第二款" },
  penaltyRevoked: { length: 3, unit: "workdays", article: "行政处罚法第四十八条第二款、第八十五条" },
  permitDecision: { length: 7, unit: "workdays", article: "国办发〔2018〕118号" },
  penaltyDecision: { length: 7, unit: "workdays", article: "国办发〔2018〕118号" },
  otherEnforcementDecision: { length: 20, unit: "workdays", article: "国办发〔2018〕118号" },
} as const satisfies Readonly<Record<string, OwnPeriod>>;

export type PublicationPeriodKind = keyof typeof publicationPeriods;

/** What a publication deadline counts from. */
export type PublicationAnchor = "formed" | "changed" | "decided" | "approved" | "published" | "occurred";

/** 公开时限 of a catalogue item (`disclosureDeadlineRule`, catalogue.md §2). */
export type PublicationRule =
  | {
      readonly type: "afterEvent";
      readonly length: number;
      readonly unit: "workdays" | "naturalDays";
      readonly from: PublicationAnchor;
    }
  | { readonly type: "realTime" }
  | { readonly type: "fixedDay"; readonly monthDay: string }
  | { readonly type: "afterQuarter" | "afterMonth"; readonly workdays: number };

export type PublicationRuleError = { readonly type: "not-a-publication-rule" };

const anchors: readonly PublicationAnchor[] = [
  "formed",
  "changed",
  "decided",
  "approved",
  "published",
  "occurred",
];

/**
 * Reads a rule as the catalogue writes it: `WD:20 from formed`, `ND:20 from approved`, `realTime`, `fixed:MM-DD`,
 * `quarterly+N`, `monthly+N` (N working days after the period ends).
 */
export function parsePublicationRule(text: string): Result<PublicationRule, PublicationRuleError> {
  const rule = text.trim();
  if (rule === "realTime") return ok({ type: "realTime" });
  const event = /^(WD|ND):([1-9]\d{0,2})(?: from ([a-z]+))?$/.exec(rule);
  if (event) {
    const from = anchors.find((anchor) => anchor === (event[3] ?? "formed"));
    return from
      ? ok({
          type: "afterEvent",
          length: Number(event[2]),
          unit: event[1] === "WD" ? "workdays" : "naturalDays",
          from,
        })
      : err({ type: "not-a-publication-rule" });
  }
  const fixed = /^fixed:(\d{2}-\d{2})$/.exec(rule);
  if (fixed?.[1] && parseCalendarDay(`2024-${fixed[1]}`)) return ok({ type: "fixedDay", monthDay: fixed[1] });
  const recurring = /^(quarterly|monthly)\+(\d{1,3})$/.exec(rule);
  if (recurring) {
    return ok({
      type: recurring[1] === "quarterly" ? "afterQuarter" : "afterMonth",
      workdays: Number(recurring[2]),
    });
  }
  return err({ type: "not-a-publication-rule" });
}

function lastDayOfMonth(day: CalendarDay): CalendarDay {
  return addMonths(`${day.slice(0, 7)}-31` as CalendarDay, 0);
}

function lastDayOfQuarter(day: CalendarDay): CalendarDay {
  const month = Number(day.slice(5, 7));
  // By way of the first day: the last of February and of November is not that of a longer month.
  return lastDayOfMonth(addMonths(`${day.slice(0, 7)}-01` as CalendarDay, (3 - (month % 3)) % 3));
}

/**
 * 公开时限: the day by which information must be published. `eventOn` is the day the rule counts from (形成, 变更,
 * 批准 …) or, for recurring rules, any day of the reported period. Default rule: 20 working days from formation or
 * change (条例26). A fixed day already past in its year means the next year's.
 */
export function disclosureDeadline(
  eventOn: CalendarDay,
  calendar: WorkCalendar,
  rule?: PublicationRule,
  basis?: string,
): DueReading {
  const article = basis ?? periodRules.proactive.article;
  if (!rule) return dueAfter(eventOn, periodRules.proactive, calendar);
  switch (rule.type) {
    case "afterEvent":
      return dueAfter(eventOn, { length: rule.length, unit: rule.unit, article }, calendar);
    case "realTime":
      return dueAfter(eventOn, { length: 0, unit: "workdays", article }, calendar);
    case "fixedDay": {
      const year = Number(eventOn.slice(0, 4));
      const inYear = addMonths(`${year}-${rule.monthDay}` as CalendarDay, 0);
      const day = inYear >= eventOn ? inYear : addMonths(`${year + 1}-${rule.monthDay}` as CalendarDay, 0);
      return { ...dueAfter(day, { length: 0, unit: "workdays", article }, calendar), anchor: eventOn };
    }
    default: {
      const end = rule.type === "afterQuarter" ? lastDayOfQuarter(eventOn) : lastDayOfMonth(eventOn);
      return dueAfter(end, { length: rule.workdays, unit: "workdays", article, convention: true }, calendar);
    }
  }
}

/** Days a draft of a major decision stays open for comments at least. Source: 重大行政决策程序暂行条例15. */
const decisionConsultationDays = { length: 30, unit: "naturalDays" } as const;

/**
 * Last day on which comments on a major decision must still be accepted; the organ may give longer. A minimum, so it
 * does not roll over rest days. Source: 重大行政决策程序暂行条例15 (一般不少于30日).
 */
export function decisionConsultationUntil(publishedOn: CalendarDay, calendar: WorkCalendar): DueReading {
  const due = dueAfter(
    publishedOn,
    { ...decisionConsultationDays, article: "重大行政决策程序暂行条例第十五条" },
    calendar,
  );
  return { ...due, day: due.rawLastDay ?? due.day };
}
