import { daysBetween, parseCalendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";

/** From how many days on the delivered rules are said to be old: words, organs and wordings change with the months. */
export const oldRulesDays = 60;

/** Days since the delivered rules were made, by their version "2026.11.28"; undefined where a version tells no day. */
export function ageOfRules(version: string, today: CalendarDay): number | undefined {
  const parts = /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/.exec(version);
  const made = parts
    ? parseCalendarDay(`${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`)
    : undefined;
  return made ? Math.max(0, daysBetween(made, today)) : undefined;
}

/** Whether rules of this version have gone without news for so long that a person should be told. */
export function rulesAreOld(version: string, today: CalendarDay): boolean {
  return (ageOfRules(version, today) ?? 0) >= oldRulesDays;
}
