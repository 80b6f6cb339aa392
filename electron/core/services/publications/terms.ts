import type { ItemMetadata } from "../../../../shared/contract/items.ts";
import { endedMarks } from "../../../../shared/domain/publication/validity.ts";
import type { Audience, PublicationPeriod } from "../../../../shared/domain/item/item-kinds.ts";
import { addNaturalDays, addWorkdays, type WorkCalendar } from "../../../../shared/domain/clock/index.ts";
import {
  dayOfInstant,
  formatChineseDate,
  parseCalendarDay,
  type CalendarDay,
  type Instant,
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

/** The day it is out: the one it is handed over, or the later one that was planned and reviewed with it. */
export function dayOut(handedOver: CalendarDay, notBefore: string | undefined): CalendarDay {
  const planned = notBefore === undefined ? handedOver : dayOfInstant(notBefore as Instant);
  return planned > handedOver ? planned : handedOver;
}

/** When it goes out and whether it still holds, for whoever looks at a release. */
export function timingOf(metadata: Pick<ItemMetadata, "notBefore" | "validity">) {
  return {
    ...(metadata.notBefore ? { notBefore: metadata.notBefore as Instant } : {}),
    ...(metadata.validity ? { validity: metadata.validity } : {}),
  };
}

/** The planned time in a person's words, Beijing time. */
export function momentLabel(at: string): string {
  const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${formatChineseDate(dayOfInstant(at as Instant))} ${local}`;
}

/** The mark in a person's words. */
export function validityLabel(validity: ItemMetadata["validity"]): string {
  return validity
    ? `${formatChineseDate(validity.from)}起${endedMarks[validity.mark]}，依据：${validity.basis}`
    : "";
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
