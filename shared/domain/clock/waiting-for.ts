import { formatShortDate, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "./calendar.ts";
import { signedWorkdays, standingOf } from "./due-reading.ts";
import type { ClockReading } from "./read-clock.ts";

/** What an open case waits for, by when, and how many working days are left of exactly that term. */
export interface CaseWait {
  readonly todo: string;
  readonly words: string;
  readonly remainingWorkdays?: number;
  /** Working days of the whole term, where it is one of working days. */
  readonly limitWorkdays?: number;
}

/**
 * Only a period that runs has a last day for the reply: before the receipt is confirmed none has begun (条例31), while a
 * correction or a fee is awaited it begins anew with them (条例30, 国办函〔2020〕109号第六条).
 */
export function waitingFor(reading: ClockReading, calendar: WorkCalendar): CaseWait {
  const { asOf, state, effectiveDue } = reading;
  const said = (day: CalendarDay): string =>
    `${formatShortDate(day, asOf)}${reading.provisional ? "（暂定）" : ""}`;
  const left = (day: CalendarDay) => ({
    remainingWorkdays: signedWorkdays(standingOf(day, asOf, calendar)),
  });
  /** The term is the applicant's; when it is over the organ looks into it. */
  const awaited = (todo: string, what: string, notice: string, due: CalendarDay | undefined): CaseWait =>
    due === undefined
      ? { todo, words: `${notice}还没有送达申请人` }
      : {
          todo,
          words: asOf > due ? `${what}期限${said(due)}已过，须核实` : `申请人${what}到${said(due)}`,
          ...left(due),
        };
  if (state === "awaitingCorrection") return awaited("等待补正", "补正", "补正通知", reading.correction?.due);
  if (state === "awaitingFee") return awaited("等待缴费", "缴费", "收费通知", reading.fee?.payDue);
  if (!effectiveDue) {
    const todo = "确认收到申请之日";
    return reading.confirmBy
      ? {
          todo,
          words: `${said(reading.confirmBy)}前与申请人确认，期限尚未开始`,
          ...left(reading.confirmBy),
        }
      : { todo, words: "收到申请之日尚未确定" };
  }
  return {
    ...(state === "paused"
      ? { todo: "征求意见中", words: `暂停计算，答复期限预计${said(effectiveDue)}` }
      : { todo: "答复", words: `答复期限${said(effectiveDue)}` }),
    remainingWorkdays: signedWorkdays(reading),
    limitWorkdays: reading.allowance,
  };
}
