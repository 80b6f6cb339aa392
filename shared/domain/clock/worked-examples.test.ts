import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import type { ClockEvent } from "./clock-events.ts";
import { reconsiderationResponse } from "./dispute-clock.ts";
import { addNaturalDays } from "./counting.ts";
import { officialCalendar } from "./official-calendar.ts";
import { disclosureDeadline } from "./publication-rule.ts";
import { type ClockReading, readClock, readFinishedClock } from "./read-clock.ts";
import { resolveReceiptDate } from "./receipt-date.ts";
import { litigationAfterReconsideration, reliefPeriods } from "./relief-clock.ts";
import { secretDoubtReport } from "./secrecy-clock.ts";
import { readServiceDate } from "./service-date.ts";

const calendar = officialCalendar;
const day = calendarDay;

function received(on: string): ClockEvent {
  return { type: "received", onDay: day(on) };
}

function consultation(
  id: string,
  party: "thirdParty" | "otherOrgan",
  days: readonly [string, (string | undefined)?, string?],
): ClockEvent[] {
  const events: ClockEvent[] = [
    { type: "consultationIssued", onDay: day(days[0]), consultationId: id, party },
  ];
  if (days[1]) events.push({ type: "consultationReceivedByThem", onDay: day(days[1]), consultationId: id });
  if (days[2]) events.push({ type: "consultationReturned", onDay: day(days[2]), consultationId: id });
  return events;
}

function finished(...events: readonly ClockEvent[]): ClockReading {
  return readFinishedClock(events, calendar);
}

/** The numbered examples of law.md §4.4; each was recomputed there by an independent script. */
describe("worked examples", () => {
  it("1: a make-up Saturday counts", () => {
    expect(finished(received("2024-05-06"))).toMatchObject({
      correctionNoticeDue: "2024-05-14",
      effectiveDue: "2024-05-31",
    });
  });

  it("2: a letter signed for on a Saturday keeps its anchor", () => {
    const receipt = resolveReceiptDate(
      { channel: "registeredMail", signedByOrganOn: day("2024-03-16") },
      calendar,
    );
    expect(receipt).toMatchObject({ ok: true, value: { receiptDate: "2024-03-16" } });
    expect(finished(received("2024-03-16")).effectiveDue).toBe("2024-04-15");
  });

  it("3: a 7-working-day period may end on a make-up Sunday", () => {
    expect(finished(received("2024-01-25"))).toMatchObject({
      correctionNoticeDue: "2024-02-04",
      effectiveDue: "2024-02-27",
    });
  });

  it("4: two make-up days of 春节 2025", () => {
    expect(finished(received("2025-01-22"))).toMatchObject({
      correctionNoticeDue: "2025-02-07",
      effectiveDue: "2025-02-25",
    });
  });

  it("5: a correction restarts the count", () => {
    const reading = finished(
      received("2025-04-21"),
      { type: "correctionNoticeIssued", onDay: day("2025-04-25") },
      { type: "correctedReceived", onDay: day("2025-05-12") },
    );
    expect(reading).toMatchObject({
      correctionNoticeDue: "2025-04-29",
      effectiveDue: "2025-06-10",
      anchorCause: "correction",
      correction: { inTime: true, restarted: true },
    });
    expect(reading.periods[0]?.effectiveDue).toBe("2025-05-21");
  });

  it.each([
    [6, 20, "2025-10-31"],
    [7, 10, "2025-10-17"],
  ])("%s: an extension of %s adds to the same count", (_number, days, extendedDue) => {
    expect(
      finished(received("2025-09-01"), { type: "extensionNoticeIssued", onDay: day("2025-09-26"), days }),
    ).toMatchObject({
      baseDue: "2025-09-28",
      extendedDue,
      effectiveDue: extendedDue,
      extension: { valid: true },
    });
  });

  it("8: third party answered", () => {
    expect(
      finished(
        received("2025-06-03"),
        ...consultation("a", "thirdParty", ["2025-06-09", "2025-06-11", "2025-06-25"]),
      ),
    ).toMatchObject({
      baseDueWithoutSuspension: "2025-07-01",
      effectiveDue: "2025-07-17",
      suspendedWorkdays: 12,
      consultations: [{ opinionDue: "2025-07-02", endedBy: "returned" }],
    });
  });

  it("9: third party silent; silence is not consent", () => {
    expect(
      finished(received("2025-06-03"), ...consultation("a", "thirdParty", ["2025-06-09", "2025-06-11"])),
    ).toMatchObject({
      effectiveDue: "2025-07-24",
      suspendedWorkdays: 17,
      consultations: [
        { through: "2025-07-02", endedBy: "silence", outcomeIfSilent: "organDecides", projected: false },
      ],
    });
  });

  it("10: the union of two consultations, not their sum", () => {
    const reading = finished(
      received("2026-03-02"),
      ...consultation("a", "thirdParty", ["2026-03-09", undefined, "2026-03-27"]),
      ...consultation("b", "otherOrgan", ["2026-03-16", undefined, "2026-04-02"]),
    );
    expect(reading).toMatchObject({
      effectiveDue: "2026-04-24",
      suspendedWorkdays: 18,
      baseDueWithoutSuspension: "2026-03-30",
    });
    expect(reading.suspensions).toHaveLength(1);
    expect(reading.suspensions[0]?.causes).toHaveLength(2);
  });

  it("11: a suspension also protects the extension", () => {
    expect(
      finished(
        received("2024-08-30"),
        { type: "extensionNoticeIssued", onDay: day("2024-09-27"), days: 20 },
        ...consultation("a", "thirdParty", ["2024-10-14", undefined, "2024-10-28"]),
      ),
    ).toMatchObject({
      baseDue: "2024-09-29",
      extendedDueWithoutSuspension: "2024-10-31",
      extendedDue: "2024-11-14",
    });
  });

  it("12: payment restarts the count", () => {
    const reading = finished(
      received("2025-11-03"),
      { type: "feeNoticeIssued", onDay: day("2025-11-11") },
      { type: "feeNoticeReceived", onDay: day("2025-11-12") },
      { type: "feePaid", onDay: day("2025-11-28") },
    );
    expect(reading).toMatchObject({
      effectiveDue: "2025-12-26",
      fee: { payDue: "2025-12-10", paidInTime: true },
    });
    expect(reading.periods[0]?.effectiveDue).toBe("2025-12-01");
  });

  it.each([
    [13, "2025-10-03", "2025-10-09", "2025-11-05"],
    [14, "2025-10-12", "2025-10-12", "2025-11-07"],
  ])("%s: an upload of %s confirmed on %s", (_number, arrivedOn, confirmedOn, due) => {
    const receipt = resolveReceiptDate(
      { channel: "internet", arrivedOn: day(arrivedOn), confirmedOn: day(confirmedOn) },
      calendar,
    );
    expect(receipt).toMatchObject({ ok: true, value: { receiptDate: confirmedOn, warnings: [] } });
    expect(
      finished(
        { type: "arrived", onDay: day(arrivedOn), channel: "internet" },
        { type: "receiptConfirmed", onDay: day(confirmedOn) },
      ).effectiveDue,
    ).toBe(due);
  });

  it.each([
    [15, "2026-02-10", "2026-02-26", "2026-03-16"],
    [17, "2026-09-02", "2026-09-11", "2026-09-30"],
    [18, "2026-09-22", "2026-10-09", "2026-10-27"],
  ])("%s: received %s", (_number, on, noticeDue, due) => {
    expect(finished(received(on))).toMatchObject({ effectiveDue: due, correctionNoticeDue: noticeDue });
  });

  it("16: proactive disclosure counts from formation", () => {
    expect(disclosureDeadline(day("2025-12-31"), calendar).day).toBe("2026-01-29");
  });

  it("19: reconsideration period rolls over the holiday", () => {
    expect(
      reliefPeriods({ decisionReceivedOn: day("2025-08-05") }, calendar).reconsiderationApply,
    ).toMatchObject({
      rawLastDay: "2025-10-04",
      day: "2025-10-09",
    });
  });

  it("20: fifteen natural days after reconsideration", () => {
    expect(litigationAfterReconsideration(day("2026-02-05"), calendar)).toMatchObject({
      rawLastDay: "2026-02-20",
      day: "2026-02-24",
    });
  });

  it.each([
    ["2025-03-31", "2025-09-30"],
    ["2024-08-31", "2025-02-28"],
  ])("21: six months from %s end on the last day of the month", (on, due) => {
    expect(reliefPeriods({ decisionReceivedOn: day(on) }, calendar).litigationDirect.day).toBe(due);
  });

  it("22: five and ten days of 复议法 are working days", () => {
    const response = reconsiderationResponse(day("2025-04-28"), calendar);
    expect([response.summary.day, response.normal.day]).toEqual(["2025-05-08", "2025-05-15"]);
  });

  it("23: report of a doubtful matter", () => {
    expect(secretDoubtReport(day("2026-04-28"), calendar).day).toBe("2026-05-14");
  });

  it("24: a due date in 2027 is provisional", () => {
    expect(finished(received("2026-12-10"))).toMatchObject({ effectiveDue: "2027-01-08", provisional: true });
    expect(finished(received("2026-09-22")).provisional).toBe(false);
  });

  it.each([
    ["2024-05-20", "2024-06-19"],
    ["2024-05-18", "2024-06-17"],
  ])("25: thirty natural days from %s", (on, due) => {
    expect(addNaturalDays(day(on), 30, calendar).day).toBe(due);
  });

  it("26: posting decides for mail, signature for direct service", () => {
    const posted = readServiceDate({
      method: "post",
      postedOn: day("2024-05-31"),
      signedOn: day("2024-06-03"),
    });
    const signed = readServiceDate({ method: "direct", signedOn: day("2024-06-03") });
    if (!posted.ok || !signed.ok) throw new Error("expected service dates");
    const replied = (onDay: ClockEvent["onDay"]): ClockReading =>
      finished(received("2024-05-06"), { type: "replied", onDay });
    expect(replied(posted.value.serviceClockDate).answer).toEqual({
      serviceClockDate: "2024-05-31",
      onTime: true,
      lateWorkdays: 0,
    });
    expect(replied(signed.value.serviceClockDate).answer).toMatchObject({ onTime: false, lateWorkdays: 1 });
  });
});

describe("readings of one day", () => {
  const open = [received("2025-06-03"), ...consultation("a", "thirdParty", ["2025-06-09", "2025-06-11"])];

  it.each([
    ["2025-06-03", "running", 0, 20],
    ["2025-06-09", "running", 4, 16],
    ["2025-06-17", "paused", 4, 16],
    ["2025-07-02", "paused", 4, 16],
    ["2025-07-03", "running", 5, 15],
    ["2025-07-24", "running", 20, 0],
    ["2025-07-25", "overdue", 20, 0],
  ])("on %s the clock is %s", (asOf, state, used, remaining) => {
    expect(readClock(open, calendar, day(asOf))).toMatchObject({
      state,
      usedWorkdays: used,
      remainingWorkdays: remaining,
    });
  });

  it("the drawn case of 2026: 14 days done, today is day 15, 15 remain of 30", () => {
    const reading = readClock(
      [
        received("2026-08-10"),
        ...consultation("a", "thirdParty", ["2026-08-19", "2026-08-21", "2026-09-04"]),
        { type: "extensionApproved", onDay: day("2026-09-15"), days: 10 },
        { type: "extensionNoticeIssued", onDay: day("2026-09-15"), days: 10 },
      ],
      calendar,
      day("2026-09-16"),
    );
    expect(reading).toMatchObject({
      state: "running",
      usedWorkdays: 15,
      remainingWorkdays: 15,
      suspendedWorkdays: 12,
      baseDue: "2026-09-22",
      extendedDue: "2026-10-13",
      allowance: 30,
    });
    expect(reading.warnings).toEqual([]);
  });
});
