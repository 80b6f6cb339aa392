import type { Audience, PublicationPeriod } from "../../../../shared/domain/item/item-kinds.ts";
import { addNaturalDays, addWorkdays, type WorkCalendar } from "../../../../shared/domain/clock/index.ts";
import {
  formatChineseDate,
  parseCalendarDay,
  type CalendarDay,
} from "../../../../shared/kernel/calendar-day.ts";

/** Last day an item stays public (存续期), from the day it was released; undefined when it has no end by itself. */
export function publicUntil(
  period: PublicationPeriod | undefined,
  releasedOn: CalendarDay,
  calendar: WorkCalendar,
): CalendarDay | undefined {
  switch (period?.kind) {
    case "until":
      return parseCalendarDay(period.day);
    case "naturalDays":
      return addNaturalDays(releasedOn, period.days, calendar).day;
    case "workdays":
      return addWorkdays(releasedOn, period.days, calendar).day;
    default:
      return undefined;
  }
}

/** The term in a person's words. */
export function termLabel(period: PublicationPeriod | undefined): string {
  switch (period?.kind) {
    case "permanent":
      return "长期公开";
    case "until": {
      const day = parseCalendarDay(period.day);
      return day ? `公开至${formatChineseDate(day)}` : "公开至指定日期";
    }
    case "naturalDays":
      return `公开 ${period.days} 日`;
    case "workdays":
      return `公示 ${period.days} 个工作日`;
    case "untilSuperseded":
      return "公开至被新文件替代";
    default:
      return "未设定";
  }
}

export function audienceLabel(audience: Audience): string {
  return audience.kind === "public" ? "社会公众" : `定向公开：${audience.recipients.join("、")}`;
}
