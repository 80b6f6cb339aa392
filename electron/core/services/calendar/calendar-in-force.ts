import { readCalendarImports, type CalendarImportRecord } from "../../../../db/readers/calendar.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import {
  calendarWith,
  officialCalendar,
  type CalendarYear,
  type ConfirmedYear,
  type WorkCalendar,
} from "../../../../shared/domain/clock/index.ts";

/** What was confirmed, in the order of the decisions; a stored year was validated when it was imported. */
export function confirmedYears(records: readonly CalendarImportRecord[]): readonly ConfirmedYear[] {
  return records
    .flatMap((record) =>
      record.decision === "confirm" && record.version && record.decidedAt
        ? [
            {
              year: record.year,
              data: record.body as CalendarYear,
              version: record.version,
              at: record.decidedAt,
            },
          ]
        : [],
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The calendar of the edition with every confirmed import of this store. */
export async function calendarInForce(db: ReadDb): Promise<WorkCalendar> {
  return calendarWith(officialCalendar, confirmedYears(await readCalendarImports(db)));
}
