import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { dayFacts, type WorkCalendar } from "./calendar.ts";
import { redirectedMatters } from "./clock-events.ts";
import type { ClosingState } from "./clock-state.ts";
import { isSuspended } from "./counting.ts";
import { overdueWords } from "./due-reading.ts";
import type { ClockReading, ClockStateName } from "./read-clock.ts";

/** 「9月4日」, the short date of marks; the year is shown once by the picture. */
export function shortDate(day: CalendarDay): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

export const clockStateLabels: Readonly<Record<ClockStateName, string>> = {
  notStarted: "未开始",
  awaitingConfirmation: "待确认",
  running: "办理中",
  paused: "已暂停",
  awaitingCorrection: "待补正",
  awaitingFee: "待缴费",
  overdue: "已超期",
  answered: "已答复",
  closed: "已办结",
};

function runningSentence(reading: ClockReading, calendar: WorkCalendar): string {
  const { asOf, anchor, usedWorkdays, remainingWorkdays } = reading;
  if (asOf === anchor) return `今天收到，还剩 ${remainingWorkdays} 个工作日`;
  if (asOf === reading.effectiveDue) return "今天是答复期限的最后一天";
  const counts = dayFacts(asOf, calendar).workday && !isSuspended(asOf, reading.suspensions);
  return counts
    ? `已用 ${usedWorkdays - 1} 个工作日，今天第 ${usedWorkdays} 日，还剩 ${remainingWorkdays} 个工作日`
    : `已用 ${usedWorkdays} 个工作日，今天不计，还剩 ${remainingWorkdays} 个工作日`;
}

function closedSentence(closing: ClosingState | undefined): string {
  if (closing?.type === "withdrawn") return "申请人已撤回申请";
  if (closing?.type === "redirected")
    return `属于${redirectedMatters[closing.matter]}事项，已告知申请人按相应渠道办理`;
  if (closing?.type === "split") return `已拆分为 ${closing.units} 件，分别办理`;
  return "申请人视为放弃申请，已办结";
}

/** The clock of a day in one sentence, the same as the picture says. 暂定 and 预计 are part of it. */
export function clockSentence(reading: ClockReading, calendar: WorkCalendar): string {
  const notes = [reading.provisional ? "暂定" : undefined, reading.projected ? "预计" : undefined].filter(
    (note) => note !== undefined,
  );
  const suffix = notes.length > 0 ? `（${notes.join("，")}）` : "";
  switch (reading.state) {
    case "notStarted":
      return "尚未收到申请";
    case "awaitingConfirmation":
      return "申请已到达，待与申请人确认，期限尚未开始";
    case "awaitingCorrection":
      return "等待申请人补正，收到补正材料的次日起重新计算二十个工作日";
    case "awaitingFee":
      return "等待申请人缴费，缴费完成的次日起重新计算二十个工作日";
    case "paused":
      return `已暂停，剩余 ${reading.remainingWorkdays} 个工作日${suffix}`;
    case "overdue":
      return `${overdueWords(reading.overdueWorkdays, "sentence")}${suffix}`;
    case "answered":
      return reading.answer?.onTime === false
        ? `已答复，超过期限 ${reading.answer.lateWorkdays} 个工作日`
        : `已按期答复，用 ${reading.usedWorkdays} 个工作日`;
    case "closed":
      return closedSentence(reading.closing);
    default:
      return `${runningSentence(reading, calendar)}${suffix}`;
  }
}
