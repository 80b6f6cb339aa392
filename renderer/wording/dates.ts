import {
  dayOfInstant,
  daysBetween,
  formatChineseDate,
  formatShortDate,
  weekday,
  type CalendarDay,
  type Instant,
} from "../../shared/kernel/calendar-day.ts";

const weekdayNames = ["日", "一", "二", "三", "四", "五", "六"] as const;

/** 「星期三」 */
export function weekdayName(day: CalendarDay): string {
  return `星期${weekdayNames[weekday(day)]}`;
}

/** 「2026年9月16日」 */
export const fullDate = formatChineseDate;

/** 「9月16日」 in the year of `today`, with the year otherwise. */
export const shortDate = formatShortDate;

/** 「09:40」, Beijing time. */
export function clockTime(instant: Instant): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
}

/** 「2026年9月16日 09:40」, Beijing time. */
export function fullTime(instant: Instant): string {
  return `${formatChineseDate(dayOfInstant(instant))} ${clockTime(instant)}`;
}

/** The moment as a list shows it: 「09:40」 today, 「昨天」, 「9月14日」, with the year when it is another one. */
export function listTime(instant: Instant, today: CalendarDay): string {
  const day = dayOfInstant(instant);
  const ago = daysBetween(day, today);
  if (ago === 0) return clockTime(instant);
  if (ago === 1) return "昨天";
  return shortDate(day, today);
}

/** How long ago: 「刚才」, 「12 分钟前」, 「3 小时前」, 「昨天 09:40」, then the date. */
export function howLongAgo(instant: Instant, now: Instant): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(instant)) / 60_000);
  if (minutes < 1) return "刚才";
  if (minutes < 60) return `${minutes} 分钟前`;
  const today = dayOfInstant(now);
  const ago = daysBetween(dayOfInstant(instant), today);
  if (ago === 0) return `${Math.floor(minutes / 60)} 小时前`;
  if (ago === 1) return `昨天 ${clockTime(instant)}`;
  return shortDate(dayOfInstant(instant), today);
}

/** The present moment of this machine, for showing how long ago something was; never for a decision. */
export function presentInstant(): Instant {
  return new Date().toISOString() as Instant;
}
