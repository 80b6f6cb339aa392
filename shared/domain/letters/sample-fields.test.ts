import { describe, expect, it } from "vitest";

import { parseCalendarDay } from "../../kernel/calendar-day.ts";
import { addWorkdays } from "../clock/counting.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { letterIds } from "./letter-id.ts";
import { sampleFields } from "./sample-fields.ts";

/** A day in a sample and the day it is counted from, in working days (条例30、33, 收费办法6). */
const counted: readonly (readonly [due: string, from: string, days: number])[] = [
  ["payDue", "feeNoticeReceivedOn", 20],
  ["correctionDue", "correctionReceivedOn", 15],
  ["correctionNoticeDue", "receiptDate", 7],
  ["replyDue", "receiptDate", 20],
];

describe("the days in the sample letters", () => {
  it.each(counted)("%s is counted from %s", (due, from, days) => {
    const samples = letterIds
      .map((id) => sampleFields(id))
      .filter((fields) => due in fields && from in fields);
    expect(samples.length).toBeGreaterThan(0);
    for (const fields of samples) {
      const anchor = parseCalendarDay(Reflect.get(fields, from));
      expect(anchor && addWorkdays(anchor, days, officialCalendar).day).toBe(Reflect.get(fields, due));
    }
  });

  it("extends from the day the application was received", () => {
    const fields = sampleFields("extension-notice");
    const anchor = parseCalendarDay(Reflect.get(fields, "receiptDate"));
    const days = 20 + Number(Reflect.get(fields, "extensionDays"));
    expect(anchor && addWorkdays(anchor, days, officialCalendar).day).toBe(
      Reflect.get(fields, "extendedDue"),
    );
  });
});
