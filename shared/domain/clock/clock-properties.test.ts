import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addDays, calendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { isWorkday } from "./calendar.ts";
import type { ClockEvent } from "./clock-events.ts";
import { addWorkdays, countWorkdays, type Interval, isSuspended, uniteIntervals } from "./counting.ts";
import { officialCalendar } from "./official-calendar.ts";
import { readClock, readFinishedClock } from "./read-clock.ts";

const calendar = officialCalendar;
const start = calendarDay("2024-01-02");

const someDay = fc.integer({ min: 0, max: 900 }).map((offset) => addDays(start, offset));

interface Asked {
  readonly party: "thirdParty" | "otherOrgan";
  readonly issuedAfter: number;
  readonly receivedAfter: number | undefined;
  readonly returnedAfter: number | undefined;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  party: fc.constantFrom("thirdParty", "otherOrgan"),
  issuedAfter: fc.integer({ min: 0, max: 30 }),
  receivedAfter: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  returnedAfter: fc.option(fc.integer({ min: 5, max: 40 }), { nil: undefined }),
});

function consultationEvents(anchor: CalendarDay, consultations: readonly Asked[]): ClockEvent[] {
  return consultations.flatMap((entry, index) => {
    const consultationId = `c${index}`;
    const issuedOn = addDays(anchor, entry.issuedAfter);
    const events: ClockEvent[] = [
      { type: "consultationIssued", onDay: issuedOn, consultationId, party: entry.party },
    ];
    if (entry.receivedAfter !== undefined) {
      events.push({
        type: "consultationReceivedByThem",
        onDay: addDays(issuedOn, entry.receivedAfter),
        consultationId,
      });
    }
    if (entry.returnedAfter !== undefined) {
      events.push({
        type: "consultationReturned",
        onDay: addDays(issuedOn, entry.returnedAfter),
        consultationId,
      });
    }
    return events;
  });
}

const story = fc
  .record({
    anchor: someDay,
    consultations: fc.array(asked, { maxLength: 3 }),
    extension: fc.option(
      fc.record({ after: fc.integer({ min: 1, max: 40 }), days: fc.integer({ min: 1, max: 20 }) }),
      {
        nil: undefined,
      },
    ),
    correction: fc.option(
      fc.record({
        noticeAfter: fc.integer({ min: 0, max: 14 }),
        correctedAfter: fc.integer({ min: 0, max: 20 }),
      }),
      { nil: undefined },
    ),
    fee: fc.option(
      fc.record({ noticeAfter: fc.integer({ min: 0, max: 30 }), paidAfter: fc.integer({ min: 0, max: 40 }) }),
      { nil: undefined },
    ),
    reply: fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
  })
  .map(({ anchor, consultations, extension, correction, fee, reply }) => {
    const events: ClockEvent[] = [
      { type: "received", onDay: anchor },
      ...consultationEvents(anchor, consultations),
    ];
    if (correction) {
      const issued = addDays(anchor, correction.noticeAfter);
      events.push(
        { type: "correctionNoticeIssued", onDay: issued },
        { type: "correctedReceived", onDay: addDays(issued, correction.correctedAfter) },
      );
    }
    if (fee) {
      const issued = addDays(anchor, fee.noticeAfter);
      events.push(
        { type: "feeNoticeIssued", onDay: issued },
        { type: "feeNoticeReceived", onDay: addDays(issued, 2) },
        { type: "feePaid", onDay: addDays(issued, 2 + fee.paidAfter) },
      );
    }
    if (extension) {
      events.push({
        type: "extensionNoticeIssued",
        onDay: addDays(anchor, extension.after),
        days: extension.days,
      });
    }
    if (reply !== undefined) events.push({ type: "replied", onDay: addDays(anchor, reply) });
    return { anchor, events };
  });

describe("counting", () => {
  it("the last counted day is an unsuspended working day and the count returns the length", () => {
    const interval = fc
      .tuple(someDay, fc.integer({ min: 1, max: 40 }))
      .map(([after, length]) => ({ after, through: addDays(after, length) }));
    fc.assert(
      fc.property(
        someDay,
        fc.integer({ min: 1, max: 40 }),
        fc.array(interval, { maxLength: 4 }),
        (anchor, length, suspensions) => {
          const { day } = addWorkdays(anchor, length, calendar, suspensions);
          expect(isWorkday(day, calendar) && !isSuspended(day, suspensions)).toBe(true);
          expect(countWorkdays(anchor, day, calendar, suspensions)).toBe(length);
          expect(addWorkdays(anchor, length, calendar, uniteIntervals(suspensions)).day).toBe(day);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a suspension never shortens a period", () => {
    fc.assert(
      fc.property(
        someDay,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -10, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (anchor, length, offset, days) => {
          const after = addDays(anchor, offset);
          const suspended = addWorkdays(anchor, length, calendar, [
            { after, through: addDays(after, days) },
          ]).day;
          expect(suspended >= addWorkdays(anchor, length, calendar).day).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("numbered working days", () => {
  /** The plain walk of the handbook's pseudocode (law.md §4.3). */
  function walk(anchor: CalendarDay, length: number, suspensions: readonly Interval[]): CalendarDay {
    let day = anchor;
    for (let counted = 0; counted < length;) {
      day = addDays(day, 1);
      if (isWorkday(day, calendar) && !isSuspended(day, suspensions)) counted += 1;
    }
    return day;
  }

  const interval = fc
    .tuple(someDay, fc.integer({ min: -3, max: 40 }))
    .map(([after, length]) => ({ after, through: addDays(after, length) }));

  it("give what the walk gives, also for years outside the table", () => {
    const anyDay = fc.integer({ min: -1200, max: 3600 }).map((offset) => addDays(start, offset));
    fc.assert(
      fc.property(
        fc.oneof(someDay, anyDay),
        fc.integer({ min: 1, max: 60 }),
        fc.array(interval, { maxLength: 4 }),
        (anchor, length, suspensions) => {
          const { day, provisional } = addWorkdays(anchor, length, calendar, suspensions);
          expect(day).toBe(walk(anchor, length, suspensions));
          const years = new Set([addDays(anchor, 1).slice(0, 4), day.slice(0, 4)]);
          expect(provisional).toBe([...years].some((year) => calendar.years[Number(year)] === undefined));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("clock", () => {
  it("does not care in which order events are given", () => {
    fc.assert(
      fc.property(story, fc.array(fc.nat(), { maxLength: 12 }), someDay, ({ events }, keys, asOf) => {
        const shuffled = events
          .map((event, index) => ({ event, key: keys[index % Math.max(keys.length, 1)] ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ event }) => event)
          .toReversed();
        expect(readFinishedClock(shuffled, calendar)).toEqual(readFinishedClock(events, calendar));
        expect(readClock(shuffled, calendar, asOf)).toEqual(readClock(events, calendar, asOf));
      }),
      { numRuns: 150 },
    );
  });

  it("replays: events recorded later do not change what was known on a day", () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 60 }), ({ anchor, events }, offset) => {
        const asOf = addDays(anchor, offset);
        const known = events.filter((event) => event.onDay <= asOf);
        expect(readClock(events, calendar, asOf)).toEqual(readClock(known, calendar, asOf));
      }),
      { numRuns: 150 },
    );
  });

  it("a consultation never brings the due date forward, and suspended days are at most the sum of each", () => {
    fc.assert(
      fc.property(someDay, fc.array(asked, { minLength: 1, maxLength: 3 }), (anchor, consultations) => {
        const received: ClockEvent = { type: "received", onDay: anchor };
        const without = readFinishedClock([received], calendar);
        const all = readFinishedClock([received, ...consultationEvents(anchor, consultations)], calendar);
        expect((all.effectiveDue ?? "") >= (without.effectiveDue ?? "9")).toBe(true);
        const sum = all.consultations.reduce(
          (total, entry) => total + countWorkdays(entry.issuedOn, entry.through, calendar),
          0,
        );
        expect(all.suspendedWorkdays).toBeLessThanOrEqual(sum);
        const due = all.effectiveDue ?? anchor;
        expect(countWorkdays(anchor, due, calendar)).toBe(20 + all.suspendedWorkdays);
      }),
      { numRuns: 200 },
    );
  });

  it("a valid extension gives 20 + N days of one count from the same anchor", () => {
    fc.assert(
      fc.property(story, ({ events }) => {
        const reading = readFinishedClock(events, calendar);
        if (!reading.extension?.valid || reading.anchor === undefined || reading.extendedDue === undefined)
          return;
        expect(countWorkdays(reading.anchor, reading.extendedDue, calendar, reading.suspensions)).toBe(
          20 + reading.extension.days,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("used and remaining days make the allowance until the due day", () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 60 }), ({ anchor, events }, offset) => {
        const reading = readClock(events, calendar, addDays(anchor, offset));
        fc.pre(reading.state === "running" || reading.state === "paused");
        expect(reading.usedWorkdays + reading.remainingWorkdays).toBe(reading.allowance);
      }),
      { numRuns: 300 },
    );
  });
});
