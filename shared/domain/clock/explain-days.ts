import { addDays, type CalendarDay, weekday } from "../../kernel/calendar-day.ts";
import { dayFacts, type WorkCalendar } from "./calendar.ts";
import type { ConsultationReading } from "./consultations.ts";
import { isSuspended } from "./counting.ts";
import type { ClockReading, PeriodReading } from "./read-clock.ts";

export type DayKind =
  | "beforeReceipt"
  | "anchor"
  | "counted"
  | "suspended"
  | "rest"
  | "beforeRestart"
  | "waiting"
  | "afterDue"
  | "afterClose";

/** What one calendar day is on the clock, in words a person can check. */
export interface DayExplanation {
  readonly day: CalendarDay;
  /** 周一 … 周日. */
  readonly weekday: string;
  readonly kind: DayKind;
  readonly counted: boolean;
  /** Number on the current period's count; after the due day, working days past it. */
  readonly number?: number;
  readonly restDay: boolean;
  readonly makeup: boolean;
  readonly holiday?: string;
  readonly provisional: boolean;
  readonly why: string;
  readonly article: string;
}

const weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"] as const;
const countingArticle = "民事诉讼法第八十五条";
const holidayArticle = "全国年节及纪念日放假办法";

const partyWords = { thirdParty: "征求第三方意见", otherOrgan: "征求其他机关意见" } as const;

/** 「征求第三方意见、征求其他机关意见」: each kind once. */
export function describeCauses(causes: readonly ConsultationReading[]): string {
  return [...new Set(causes.map((cause) => partyWords[cause.party]))].join("、");
}

/** The articles behind a suspension, each once. */
export function causeArticles(causes: readonly ConsultationReading[]): string {
  return [...new Set(causes.map((cause) => cause.article))].join("、");
}

const anchorWords = {
  receipt: "收到申请之日，不计入期限",
  correction: "收到补正材料之日，期限自次日重新计算",
  feePayment: "缴费完成之日，期限自次日重新计算",
} as const;

interface Verdict {
  readonly kind: DayKind;
  readonly why: string;
  readonly article: string;
  readonly number?: number;
}

/** From which day on the clock waits for the applicant, and for what. */
function waitingSince(
  reading: ClockReading,
): { readonly day: CalendarDay; readonly why: string; readonly article: string } | undefined {
  if (reading.state === "awaitingCorrection" && reading.correction) {
    return { day: reading.correction.issuedOn, why: "等待申请人补正，不计入", article: "条例第三十条" };
  }
  if (reading.state === "awaitingFee" && reading.fee) {
    return { day: reading.fee.issuedOn, why: "等待申请人缴费，不计入", article: "国办函〔2020〕109号第六条" };
  }
  return undefined;
}

function restWhy(day: CalendarDay, holiday: string | undefined): string {
  return holiday ? `${holiday}放假，不计入` : `${weekdays[weekday(day)]}，休息日，不计入`;
}

function lastDay(reading: ClockReading): CalendarDay | undefined {
  const ends = [
    reading.effectiveDue,
    reading.closing?.onDay,
    reading.closing ? undefined : reading.asOf,
  ].filter((day) => day !== undefined);
  return ends.toSorted().at(-1);
}

function firstDay(reading: ClockReading): CalendarDay | undefined {
  return reading.periods[0]?.anchor ?? reading.receiptDate;
}

/**
 * Explains the clock day by day, from the first receipt to the due day, today or the close, whichever is last: what each
 * day is, whether it counts and as which number, why, and by which article. It is the plain-text form of the picture.
 *
 * Source: law.md §4.1; 条例30–35.
 */
export function explainDays(
  reading: ClockReading,
  calendar: WorkCalendar,
  from?: CalendarDay,
  to?: CalendarDay,
): readonly DayExplanation[] {
  const start = from ?? firstDay(reading);
  const end = to ?? lastDay(reading);
  const current: PeriodReading | undefined = reading.periods.at(-1);
  if (!start || !end || !current) return [];
  const waiting = waitingSince(reading);
  const closedOn = reading.closing?.onDay;
  const due = current.effectiveDue;
  const rows: DayExplanation[] = [];
  let counted = 0;
  let past = 0;

  const judge = (day: CalendarDay): Verdict => {
    const facts = dayFacts(day, calendar);
    const earlier = reading.periods.find((period) => period.anchor === day);
    if (earlier) return { kind: "anchor", why: anchorWords[earlier.cause], article: earlier.article };
    if (reading.receiptDate && day < reading.receiptDate) {
      return { kind: "beforeReceipt", why: "收到申请之日尚未确定，期限尚未开始", article: "条例第三十一条" };
    }
    if (!facts.workday) return { kind: "rest", why: restWhy(day, facts.holiday), article: holidayArticle };
    if (day < current.anchor) {
      return {
        kind: "beforeRestart",
        why: "期限已重新计算，此前已过的工作日不再计入",
        article: current.article,
      };
    }
    if (closedOn && day > closedOn) {
      return { kind: "afterClose", why: "已经办结，不再计算", article: "条例第三十三条" };
    }
    if (waiting && day > waiting.day) return { kind: "waiting", why: waiting.why, article: waiting.article };
    const cause = current.suspensions.find((entry) => isSuspended(day, [entry]));
    if (cause) {
      return {
        kind: "suspended",
        why: `${describeCauses(cause.causes)}期间，不计入${cause.projected && day > reading.asOf ? "（预计）" : ""}`,
        article: `条例第三十三条第三款；${causeArticles(cause.causes)}`,
      };
    }
    if (day > due) {
      past += 1;
      return {
        kind: "afterDue",
        number: past,
        why: `超过答复期限第 ${past} 个工作日`,
        article: "条例第三十三条",
      };
    }
    counted += 1;
    const extended = counted > 20 ? "（延长期内）" : "";
    const makeup = facts.kind === "makeup" ? "调休上班，照常计算，" : "";
    return {
      kind: "counted",
      number: counted,
      why: `${makeup}第 ${counted} 个工作日${extended}`,
      article: counted > 20 ? "条例第三十三条第二款" : countingArticle,
    };
  };

  for (let day = start; day <= end; day = addDays(day, 1)) {
    const facts = dayFacts(day, calendar);
    const verdict = judge(day);
    rows.push({
      day,
      weekday: weekdays[weekday(day)],
      ...verdict,
      counted: verdict.kind === "counted",
      restDay: !facts.workday,
      makeup: facts.kind === "makeup",
      ...(facts.holiday ? { holiday: facts.holiday } : {}),
      provisional: !facts.official,
    });
  }
  return rows;
}
