import { addMonths, formatChineseDate, type CalendarDay } from "../../kernel/calendar-day.ts";

/** 密级, with the longest 保密期限 each may have. Source: 保密法14, 20. */
export const classificationLevels = {
  topSecret: { label: "绝密", maxYears: 30 },
  highlySecret: { label: "机密", maxYears: 20 },
  secret: { label: "秘密", maxYears: 10 },
} as const;
export type ClassificationLevel = keyof typeof classificationLevels;

/** How long something stays classified: whole years, to a day, or until something happens. */
export type SecrecyPeriod =
  | { readonly kind: "years"; readonly years: number }
  | { readonly kind: "until"; readonly day: CalendarDay }
  | { readonly kind: "condition"; readonly condition: string };

/** Whether a period fits its level: 绝密 at most 30 years, 机密 20, 秘密 10. Source: 保密法20. */
export function secrecyPeriodFits(
  level: ClassificationLevel,
  period: SecrecyPeriod,
  classifiedOn: CalendarDay,
): boolean {
  const { maxYears } = classificationLevels[level];
  switch (period.kind) {
    case "years":
      return Number.isInteger(period.years) && period.years >= 1 && period.years <= maxYears;
    case "until":
      return period.day > classifiedOn && period.day <= addMonths(classifiedOn, 12 * maxYears);
    default:
      return period.condition.trim() !== "";
  }
}

/** The period in words: "10年", "至2031年6月30日", "公布前". */
export function secrecyPeriodWords(period: SecrecyPeriod): string {
  if (period.kind === "years") return `${period.years}年`;
  return period.kind === "until" ? `至${formatChineseDate(period.day)}` : period.condition.trim();
}
