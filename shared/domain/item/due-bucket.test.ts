import { describe, expect, it } from "vitest";

import { addDays, calendarDay } from "../../kernel/calendar-day.ts";
import { dueAfter, officialCalendar, signedWorkdays, standingOf } from "../clock/index.ts";
import { disclosurePeriod, formedRange, formedRangeOf, type DueBucket } from "./due-bucket.ts";

const left = (formed: string, today: string): number =>
  signedWorkdays(
    standingOf(
      dueAfter(calendarDay(formed), disclosurePeriod, officialCalendar).day,
      calendarDay(today),
      officialCalendar,
    ),
  );

const holds: Readonly<Record<DueBucket, (remaining: number) => boolean>> = {
  overdue: (remaining) => remaining < 0,
  within3: (remaining) => remaining >= 0 && remaining <= 3,
  within10: (remaining) => remaining >= 0 && remaining <= 10,
};

describe("how near the end of the 20 working days is (条例26)", () => {
  // Around a plain week, the National Day holiday and its make-up days, and on a rest day.
  it.each(["2026-09-16", "2026-09-20", "2026-09-30", "2026-10-04", "2026-10-10", "2026-11-28"])(
    "every day of forming is in the buckets its count of days says, on %s",
    (today) => {
      for (const bucket of ["overdue", "within3", "within10"] as const) {
        const range = formedRange(bucket, calendarDay(today), officialCalendar);
        for (let back = 0; back < 80; back += 1) {
          const formed = addDays(calendarDay(today), -back);
          const inside = formed <= range.until && (range.after === undefined || formed > range.after);
          expect([bucket, formed, inside]).toEqual([bucket, formed, holds[bucket](left(formed, today))]);
        }
      }
    },
  );

  it("several buckets are one range", () => {
    const today = calendarDay("2026-09-16");
    const range = (...buckets: DueBucket[]) => formedRangeOf(buckets, today, officialCalendar);
    expect(range()).toBeUndefined();
    expect(range("within3", "within10")).toEqual(formedRange("within10", today, officialCalendar));
    expect(range("within3", "overdue")).toEqual({
      until: formedRange("within3", today, officialCalendar).until,
    });
  });
});
