import { describe, expect, it } from "vitest";

import { calendarDay as day } from "../../kernel/calendar-day.ts";
import type { ClockEvent } from "./clock-events.ts";
import { officialCalendar } from "./official-calendar.ts";
import { readClock } from "./read-clock.ts";
import { waitingFor } from "./waiting-for.ts";

const wait = (asOf: string, ...events: readonly ClockEvent[]) =>
  waitingFor(readClock(events, officialCalendar, day(asOf)), officialCalendar);
// Monday 2025-11-03, no holiday near.
const received: ClockEvent = { type: "received", onDay: day("2025-11-03") };

describe("what an open case waits for", () => {
  it("is the reply while the twenty working days run, with what is left of them", () => {
    expect(wait("2025-11-10", received)).toEqual({
      todo: "答复",
      words: "答复期限12月1日",
      remainingWorkdays: 15,
      limitWorkdays: 20,
    });
  });

  it("is the confirmation before the receipt is fixed: nothing of the twenty days runs (条例31)", () => {
    const arrived: ClockEvent = { type: "arrived", onDay: day("2025-11-03"), channel: "internet" };
    expect(wait("2025-11-06", arrived)).toEqual({
      todo: "确认收到申请之日",
      words: "11月4日前与申请人确认，期限尚未开始",
      remainingWorkdays: -2,
    });
  });

  it("is the applicant's correction, by the term of the notice, not by the reply that begins anew (条例30)", () => {
    const noticed: ClockEvent = {
      type: "correctionNoticeIssued",
      onDay: day("2025-11-05"),
      correctionDays: 10,
    };
    expect(wait("2025-11-06", received, noticed).words).toBe("补正通知还没有送达申请人");
    const arrived: ClockEvent = { type: "correctionNoticeReceived", onDay: day("2025-11-07") };
    const reading = readClock([received, noticed, arrived], officialCalendar, day("2025-11-10"));
    expect(reading.correction?.due).toBe("2025-11-21");
    expect(wait("2025-11-10", received, noticed, arrived)).toEqual({
      todo: "等待补正",
      words: "申请人补正到11月21日",
      remainingWorkdays: 9,
    });
    expect(wait("2025-11-24", received, noticed, arrived)).toMatchObject({
      words: "补正期限11月21日已过，须核实",
      remainingWorkdays: -1,
    });
  });

  it("is the fee the applicant owes (国办函〔2020〕109号第六条)", () => {
    const fee: readonly ClockEvent[] = [
      received,
      { type: "feeNoticeIssued", onDay: day("2025-11-05") },
      { type: "feeNoticeReceived", onDay: day("2025-11-06") },
    ];
    expect(wait("2025-11-10", ...fee)).toMatchObject({ todo: "等待缴费" });
    expect(wait("2025-11-10", ...fee).words).toMatch(/^申请人缴费到1[12]月\d+日$/);
  });
});
