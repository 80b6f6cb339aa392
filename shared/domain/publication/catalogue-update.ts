import { calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import type { DueReading } from "../clock/due-reading.ts";
import { disclosureDeadline, parsePublicationRule } from "../clock/publication-rule.ts";

/**
 * By when something new must be public under an item whose 公开时限 comes again (catalogue.md §2): by its rule, for the period in
 * which the newest paper came out; where nothing is out, for that in which the item began or was listed here: what went out
 * before is not known. A paper that came out within a period cannot hold all of it; one of a year counts for its year
 * [convention]. Undefined where the rule waits for an event or sets no day.
 */
export function catalogueUpdateDue(
  item: {
    readonly deadlineRule: string;
    readonly validFrom: string;
    readonly listedOn: CalendarDay;
    readonly newestOn?: string | undefined;
  },
  calendar: WorkCalendar,
): DueReading | undefined {
  const rule = parsePublicationRule(item.deadlineRule);
  if (!rule.ok) return undefined;
  const { validFrom, listedOn, newestOn } = item;
  const later = (one: string, other: string): CalendarDay => calendarDay(one > other ? one : other);
  const begun = later(validFrom, listedOn);
  switch (rule.value.type) {
    case "afterQuarter":
    case "afterMonth":
      return disclosureDeadline(later(validFrom, newestOn ?? begun), calendar, rule.value, "目录");
    case "fixedDay": {
      const nextYear = newestOn === undefined ? begun : `${Number(newestOn.slice(0, 4)) + 1}-01-01`;
      return disclosureDeadline(later(validFrom, nextYear), calendar, rule.value, "目录");
    }
    default:
      return undefined;
  }
}
