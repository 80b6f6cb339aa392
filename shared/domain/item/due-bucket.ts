import { addWorkdays, dueAfter, type WorkCalendar } from "../clock/index.ts";
import { addDays, type CalendarDay } from "../../kernel/calendar-day.ts";

/** 条例26: what is published on the organ's own motion is out within 20 working days of its forming. */
export const disclosurePeriod = { length: 20, unit: "workdays", article: "条例第二十六条" } as const;

/** How near the end of the 20 working days is; each holds what is not over yet, but for the first. */
export const dueBuckets = { overdue: "已超期", within3: "3 个工作日内", within10: "10 个工作日内" } as const;
export type DueBucket = keyof typeof dueBuckets;

const workdaysAhead: Readonly<Record<Exclude<DueBucket, "overdue">, number>> = { within3: 3, within10: 10 };

/** The days of forming of a bucket: later than `after`, no later than `until`. */
export interface FormedRange {
  readonly after?: CalendarDay;
  readonly until: CalendarDay;
}

/** The last day of forming whose period ends on `day` or before. The end moves with the day of forming, never back. */
function lastFormedDueBy(day: CalendarDay, calendar: WorkCalendar): CalendarDay {
  let formed = addDays(day, -disclosurePeriod.length);
  while (dueAfter(formed, disclosurePeriod, calendar).day > day) formed = addDays(formed, -1);
  return formed;
}

/**
 * The days of forming whose period of 条例26 ends in the bucket: the due day itself is not stored, so a list asks for
 * these.
 */
export function formedRange(bucket: DueBucket, today: CalendarDay, calendar: WorkCalendar): FormedRange {
  const over = lastFormedDueBy(addDays(today, -1), calendar);
  if (bucket === "overdue") return { until: over };
  const last = addWorkdays(today, workdaysAhead[bucket], calendar).day;
  return { after: over, until: lastFormedDueBy(last, calendar) };
}

/** The days of forming of several buckets together; they lie side by side, so one range holds them. */
export function formedRangeOf(
  buckets: readonly DueBucket[],
  today: CalendarDay,
  calendar: WorkCalendar,
): FormedRange | undefined {
  if (buckets.length === 0) return undefined;
  const ranges = buckets.map((bucket) => formedRange(bucket, today, calendar));
  const until = ranges.map((range) => range.until).reduce((a, b) => (a > b ? a : b));
  const open = ranges.some((range) => range.after === undefined);
  const after = ranges[0]?.after;
  return { ...(open || after === undefined ? {} : { after }), until };
}
