import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { addWorkdays, countWorkdays } from "./counting.ts";
import { allowedClockEvents, type RecordableEvent } from "./allowed-events.ts";
import type { ClockEvent } from "./clock-events.ts";
import { officialCalendar } from "./official-calendar.ts";
import { disclosureDeadline, parsePublicationRule } from "./publication-rule.ts";
import { readClock, readFinishedClock } from "./read-clock.ts";
import { resolveReceiptDate } from "./receipt-date.ts";
import { recomputeDues } from "./recompute-dues.ts";
import { reliefPeriods } from "./relief-clock.ts";
import { leakReportBy } from "./secrecy-clock.ts";
import { readServiceDate } from "./service-date.ts";

const calendar = officialCalendar;
const day = calendarDay;
const received: ClockEvent = { type: "received", onDay: day("2025-09-01") };

function warningCodes(...events: readonly ClockEvent[]): readonly string[] {
  return readFinishedClock([received, ...events], calendar).warnings.map((warning) => warning.code);
}

describe("long periods", () => {
  it("are counted to their last day, as long as the calendar has working days", () => {
    const { day: last } = addWorkdays(day("2026-09-16"), 10_000, calendar);
    expect(countWorkdays(day("2026-09-16"), last, calendar)).toBe(10_000);
  });
  it("end where nothing is counted any more", () => {
    const forever = [{ after: day("2026-09-16"), through: day("2200-01-01") }];
    expect(() => addWorkdays(day("2026-09-16"), 1, calendar, forever)).toThrow("no working days");
  });
});

describe("what cannot count becomes a warning", () => {
  it("a late correction notice does not restart the clock (条例30)", () => {
    // Seven working days from Mon 2025-09-01 end on Wed 09-10; the base due day is Sun 09-28 (make-up day).
    const reading = readFinishedClock(
      [
        received,
        { type: "correctionNoticeIssued", onDay: day("2025-09-11") },
        { type: "correctedReceived", onDay: day("2025-09-15") },
      ],
      calendar,
    );
    expect(reading).toMatchObject({
      effectiveDue: "2025-09-28",
      correction: { inTime: false, restarted: false },
      state: "running",
    });
    expect(reading.warnings.map((warning) => warning.code)).toEqual(["correctionNoticeLate"]);
  });

  it("only the first correction notice counts", () => {
    expect(
      warningCodes(
        { type: "correctionNoticeIssued", onDay: day("2025-09-03") },
        { type: "correctionNoticeIssued", onDay: day("2025-09-05") },
      ),
    ).toEqual(["secondCorrectionNotice"]);
  });

  it.each([
    ["after the due day", "2025-09-29", 10, "extensionNoticeLate"],
    ["longer than 20", "2025-09-26", 21, "extensionTooLong"],
    ["zero days", "2025-09-26", 0, "extensionTooLong"],
  ])("an extension %s is void (条例33②)", (_what, on, days, code) => {
    const reading = readFinishedClock(
      [received, { type: "extensionNoticeIssued", onDay: day(on), days }],
      calendar,
    );
    expect(reading.effectiveDue).toBe("2025-09-28");
    expect(reading.extension?.valid).toBe(false);
    expect(reading.warnings.map((warning) => warning.code)).toContain(code);
  });

  it("an extension notified on the due day itself is in time; a second one is not", () => {
    const first: ClockEvent = { type: "extensionNoticeIssued", onDay: day("2025-09-28"), days: 5 };
    const second: ClockEvent = { type: "extensionNoticeIssued", onDay: day("2025-10-09"), days: 5 };
    const reading = readFinishedClock([received, first, second], calendar);
    // 09-29, 09-30, 10-09, 10-10, Sat 10-11 (make-up).
    expect(reading.extendedDue).toBe("2025-10-11");
    expect(reading.warnings.map((warning) => warning.code)).toContain("secondExtension");
  });

  it("a fee notice after the due day cannot charge any more (收费办法6)", () => {
    const reading = readFinishedClock(
      [
        received,
        { type: "feeNoticeIssued", onDay: day("2025-09-29") },
        { type: "feePaid", onDay: day("2025-10-09") },
      ],
      calendar,
    );
    expect(reading.fee).toMatchObject({ inTime: false, restarted: false });
    expect(reading.effectiveDue).toBe("2025-09-28");
  });

  it("a late payment does not revive the application", () => {
    const reading = readFinishedClock(
      [
        received,
        { type: "feeNoticeIssued", onDay: day("2025-09-04") },
        { type: "feeNoticeReceived", onDay: day("2025-09-05") },
        { type: "feePaid", onDay: day("2025-10-14") },
      ],
      calendar,
    );
    // 20 working days after Fri 2025-09-05 end on Fri 2025-10-10 (Sun 09-28 counts, 10-01…08 do not).
    expect(reading.fee).toMatchObject({
      payDue: "2025-10-10",
      paidInTime: false,
      deemedAbandonedFrom: "2025-10-11",
    });
    expect(reading.warnings.map((warning) => warning.code)).toContain("feePaidLate");
  });

  it("a late opinion gives no more than fifteen working days", () => {
    const consultationId = "a";
    const reading = readFinishedClock(
      [
        { type: "received", onDay: day("2025-06-03") },
        { type: "consultationIssued", onDay: day("2025-06-09"), consultationId, party: "thirdParty" },
        { type: "consultationReceivedByThem", onDay: day("2025-06-11"), consultationId },
        { type: "consultationReturned", onDay: day("2025-07-08"), consultationId },
      ],
      calendar,
    );
    expect(reading.effectiveDue).toBe("2025-07-24");
    expect(reading.warnings.map((warning) => warning.code)).toEqual(["opinionAfterLimit"]);
  });

  it("the organ may stop waiting and decide", () => {
    const consultationId = "a";
    const reading = readFinishedClock(
      [
        { type: "received", onDay: day("2025-06-03") },
        { type: "consultationIssued", onDay: day("2025-06-09"), consultationId, party: "thirdParty" },
        { type: "consultationReceivedByThem", onDay: day("2025-06-11"), consultationId },
        { type: "consultationClosed", onDay: day("2025-06-25"), consultationId },
      ],
      calendar,
    );
    expect(reading).toMatchObject({ suspendedWorkdays: 12, effectiveDue: "2025-07-17" });
  });

  it("a consultation sent before a restart is dropped with the earlier days", () => {
    const consultationId = "a";
    const reading = readFinishedClock(
      [
        { type: "received", onDay: day("2025-11-03") },
        { type: "consultationIssued", onDay: day("2025-11-05"), consultationId, party: "thirdParty" },
        { type: "feeNoticeIssued", onDay: day("2025-11-11") },
        { type: "feeNoticeReceived", onDay: day("2025-11-12") },
        { type: "feePaid", onDay: day("2025-11-28") },
        { type: "consultationReturned", onDay: day("2025-12-03"), consultationId },
      ],
      calendar,
    );
    expect(reading.effectiveDue).toBe("2025-12-26");
    expect(reading.suspendedWorkdays).toBe(0);
    expect(reading.warnings.map((warning) => warning.code)).toContain("consultationDropped");
  });

  it("an Art 35 date set in time replaces the due date, a late one does not", () => {
    const inTime = readFinishedClock(
      [received, { type: "delayedReplySet", onDay: day("2025-09-25"), replyBy: day("2025-12-31") }],
      calendar,
    );
    expect(inTime).toMatchObject({ baseDue: "2025-09-28", effectiveDue: "2025-12-31" });
    const late = readFinishedClock(
      [received, { type: "delayedReplySet", onDay: day("2025-09-29"), replyBy: day("2025-12-31") }],
      calendar,
    );
    expect(late.effectiveDue).toBe("2025-09-28");
  });

  it("asking for reasons does not stop the clock (条例35)", () => {
    const events: ClockEvent[] = [received, { type: "reasonRequested", onDay: day("2025-09-03") }];
    const reading = readClock(events, calendar, day("2025-09-10"));
    expect(reading).toMatchObject({ state: "running", usedWorkdays: 7, reasonDue: "2025-09-17" });
  });

  it("an entry revoked by a later one is as if never made", () => {
    const mistaken: ClockEvent = { type: "feeNoticeIssued", onDay: day("2025-09-04"), id: "e1" };
    const revoked: ClockEvent = { type: "eventRevoked", onDay: day("2025-09-05"), eventId: "e1" };
    expect(readFinishedClock([received, mistaken, revoked], calendar)).toEqual(
      readFinishedClock([received], calendar),
    );
  });
});

describe("states of the clock", () => {
  const until = day("2025-09-10");

  it.each<[string, readonly ClockEvent[], string]>([
    ["nothing known", [], "notStarted"],
    [
      "arrived by e-mail",
      [{ type: "arrived", onDay: day("2025-09-01"), channel: "internet" }],
      "awaitingConfirmation",
    ],
    ["received", [received], "running"],
    [
      "corrected text awaited",
      [received, { type: "correctionNoticeIssued", onDay: day("2025-09-04") }],
      "awaitingCorrection",
    ],
    ["payment awaited", [received, { type: "feeNoticeIssued", onDay: day("2025-09-04") }], "awaitingFee"],
    ["answered", [received, { type: "replied", onDay: day("2025-09-09") }], "answered"],
    ["withdrawn", [received, { type: "withdrawn", onDay: day("2025-09-09") }], "closed"],
    ["abandoned", [received, { type: "abandoned", onDay: day("2025-09-09"), ground: "fee" }], "closed"],
  ])("%s", (_what, events, state) => {
    expect(readClock(events, calendar, until).state).toBe(state);
  });

  it("the count stops with the answer", () => {
    const events: ClockEvent[] = [received, { type: "replied", onDay: day("2025-09-09") }];
    expect(readClock(events, calendar, day("2025-12-01"))).toMatchObject({
      usedWorkdays: 6,
      overdueWorkdays: 0,
    });
  });

  it("overdue days are working days", () => {
    // Base due Sun 2025-09-28; 09-29, 09-30 and 10-09 are working days.
    expect(readClock([received], calendar, day("2025-10-09"))).toMatchObject({
      state: "overdue",
      overdueWorkdays: 3,
    });
  });
});

describe("allowed acts", () => {
  function verdict(events: readonly ClockEvent[], today: string, type: RecordableEvent): readonly string[] {
    const entry = allowedClockEvents(events, calendar, day(today)).find(
      (candidate) => candidate.type === type,
    );
    if (!entry) throw new Error("unknown act");
    expect(entry.allowed).toBe(entry.reasons.length === 0);
    return entry.reasons.map((reason) => reason.code);
  }
  const approved: ClockEvent = { type: "extensionApproved", onDay: day("2025-09-24"), days: 10 };

  it.each<[string, readonly ClockEvent[], string, RecordableEvent, readonly string[]]>([
    [
      "extension without consent",
      [received],
      "2025-09-25",
      "extensionNoticeIssued",
      ["extensionNotApproved"],
    ],
    ["extension with consent", [received, approved], "2025-09-25", "extensionNoticeIssued", []],
    [
      "extension after the due day",
      [received, approved],
      "2025-09-29",
      "extensionNoticeIssued",
      ["extensionNoticeLate"],
    ],
    [
      "extension of 21 days",
      [received, { ...approved, days: 21 }],
      "2025-09-25",
      "extensionNoticeIssued",
      ["extensionTooLong"],
    ],
    [
      "second correction notice",
      [received, { type: "correctionNoticeIssued", onDay: day("2025-09-03") }],
      "2025-09-04",
      "correctionNoticeIssued",
      ["secondCorrectionNotice"],
    ],
    ["fee notice in time", [received], "2025-09-28", "feeNoticeIssued", []],
    ["fee notice late", [received], "2025-09-29", "feeNoticeIssued", ["feeNoticeLate"]],
    ["delayed reply without reasons", [received], "2025-09-10", "delayedReplySet", ["reasonsNotGiven"]],
    ["reply before receipt", [], "2025-09-10", "replied", ["notReceived"]],
    [
      "anything after the answer",
      [received, { type: "replied", onDay: day("2025-09-09") }],
      "2025-09-10",
      "extensionApproved",
      ["caseClosed"],
    ],
    ["abandonment before anything is awaited", [received], "2025-09-10", "abandoned", ["nothingAwaited"]],
    [
      "abandonment before service is known",
      [received, { type: "feeNoticeIssued", onDay: day("2025-09-03") }],
      "2025-12-10",
      "abandoned",
      ["serviceUnknown"],
    ],
  ])("%s", (_what, events, today, type, reasons) => {
    expect(verdict(events, today, type)).toEqual(reasons);
  });

  it("abandonment for want of correction waits for the mail", () => {
    const events: ClockEvent[] = [
      received,
      { type: "correctionNoticeIssued", onDay: day("2025-09-03"), correctionDays: 10 },
      { type: "correctionNoticeReceived", onDay: day("2025-09-05") },
    ];
    // Ten working days after Fri 09-05 end on Fri 09-19; three more for the mail end on Wed 09-24.
    expect(verdict(events, "2025-09-22", "abandoned")).toEqual(["limitNotOver"]);
    expect(verdict(events, "2025-09-25", "abandoned")).toEqual([]);
  });
});

describe("receipt date (条例31)", () => {
  it.each([
    ["inPerson", { submittedOn: day("2024-05-06") }, "2024-05-06", []],
    ["oral", { submittedOn: day("2024-05-06") }, "2024-05-06", []],
    ["registeredMail", { signedByOrganOn: day("2024-05-06") }, "2024-05-06", []],
    ["ordinaryMail", { arrivedOn: day("2024-07-05"), confirmedOn: day("2024-07-05") }, "2024-07-05", []],
    [
      "ordinaryMail",
      { arrivedOn: day("2024-07-05"), confirmedOn: day("2024-07-08") },
      "2024-07-08",
      ["confirmationNotSameDay"],
    ],
    ["internet", { arrivedOn: day("2024-07-05"), confirmedOn: day("2024-07-08") }, "2024-07-08", []],
    [
      "fax",
      { arrivedOn: day("2024-07-05"), confirmedOn: day("2024-07-09") },
      "2024-07-09",
      ["confirmationDelayed"],
    ],
  ] as const)("%s %o", (channel, facts, receiptDate, codes) => {
    const result = resolveReceiptDate({ channel, ...facts }, calendar);
    if (!result.ok) throw new Error("expected a receipt date");
    expect(result.value.receiptDate).toBe(receiptDate);
    expect(result.value.warnings.map((warning) => warning.code)).toEqual(codes);
  });

  it("an upload alone fixes nothing", () => {
    expect(resolveReceiptDate({ channel: "internet", arrivedOn: day("2025-10-03") }, calendar)).toMatchObject(
      {
        ok: true,
        value: { status: "awaitingConfirmation", confirmBy: "2025-10-09" },
      },
    );
  });

  it("refuses a confirmation before the arrival and a missing fact", () => {
    expect(
      resolveReceiptDate(
        { channel: "fax", arrivedOn: day("2025-10-09"), confirmedOn: day("2025-10-08") },
        calendar,
      ),
    ).toEqual({ ok: false, error: { type: "confirmed-before-arrival" } });
    expect(resolveReceiptDate({ channel: "registeredMail" }, calendar)).toEqual({
      ok: false,
      error: { type: "fact-missing", field: "signedByOrganOn" },
    });
  });
});

describe("importing a year", () => {
  it("lists the open applications whose date moves or is no longer provisional", () => {
    // A made-up schedule of 2027 with a rest day on Mon 01-04 and none of the later ones touched.
    const after = {
      ...calendar,
      version: "with-2027",
      years: {
        ...calendar.years,
        2027: {
          notice: "测试通知",
          noticeDate: day("2026-11-10"),
          off: [day("2027-01-01"), day("2027-01-04")],
          makeup: [],
        },
      },
    };
    const of = (applicationId: string, on: string, ...more: readonly ClockEvent[]) => ({
      applicationId,
      events: [{ type: "received", onDay: day(on) }, ...more] as readonly ClockEvent[],
    });
    const applications = [
      of("a", "2026-12-10"),
      of("b", "2026-11-02"),
      of("c", "2026-12-10", { type: "replied", onDay: day("2026-12-14") }),
      of("d", "2026-12-03"),
    ];
    expect(recomputeDues(applications, calendar, after, day("2026-12-15"))).toEqual([
      { applicationId: "a", before: "2027-01-08", after: "2027-01-11", confirmed: true },
    ]);
  });
});

describe("other clocks", () => {
  it.each([
    ["direct", { signedOn: day("2024-06-03") }, "2024-06-03"],
    ["entrusted", { signedOn: day("2024-06-03") }, "2024-06-03"],
    ["post", { postedOn: day("2024-05-31"), signedOn: day("2024-06-03") }, "2024-05-31"],
    ["courier", { postedOn: day("2024-05-31"), signedOn: day("2024-06-03") }, "2024-06-03"],
    ["email", { sentOn: day("2024-05-31") }, "2024-05-31"],
    ["publicNotice", { sentOn: day("2024-05-01") }, "2024-05-31"],
  ] as const)("service by %s", (method, facts, expected) => {
    expect(readServiceDate({ method, ...facts })).toMatchObject({
      ok: true,
      value: { serviceClockDate: expected },
    });
  });

  it("an untold right runs from the day it is learned, for one year at most (复议法20③)", () => {
    const facts = { decisionReceivedOn: day("2024-03-01"), reliefTold: false };
    expect(reliefPeriods(facts, calendar).reconsiderationApply.day).toBe("2025-03-03");
    expect(reliefPeriods({ ...facts, learnedOn: day("2024-05-06") }, calendar).reconsiderationApply.day).toBe(
      "2024-07-05",
    );
    expect(reliefPeriods({ ...facts, learnedOn: day("2025-02-20") }, calendar).reconsiderationApply.day).toBe(
      "2025-03-03",
    );
  });

  it.each([
    ["WD:20 from formed", "2025-06-20", "2025-07-18"],
    ["WD:7 from decided", "2025-06-20", "2025-07-01"],
    ["ND:20 from approved", "2025-06-20", "2025-07-10"],
    ["realTime", "2025-06-20", "2025-06-20"],
    ["fixed:01-31", "2025-06-20", "2026-01-31"],
    ["quarterly+10", "2025-05-08", "2025-07-14"],
    // February and November end before the quarter's last month does.
    ["quarterly+1", "2025-02-10", "2025-04-01"],
    ["quarterly+1", "2025-11-30", "2026-01-04"],
    ["monthly+5", "2025-05-08", "2025-06-09"],
  ])("catalogue rule %s", (text, on, due) => {
    const rule = parsePublicationRule(text);
    if (!rule.ok) throw new Error("expected a rule");
    expect(disclosureDeadline(day(on), calendar, rule.value).day).toBe(due);
  });

  it.each(["", "WD:0 from formed", "WD:20 from later", "fixed:02-30", "yearly+1"])(
    "refuses the rule %j",
    (text) => {
      expect(parsePublicationRule(text).ok).toBe(false);
    },
  );

  it.each([
    ["2026-10-03T16:00:00+08:00", "2026-10-04T16:00:00+08:00"],
    ["2024-02-28T23:30:00Z", "2024-02-29T23:30:00Z"],
    ["2026-12-31 09:05", "2027-01-01 09:05"],
  ])("a leak found at %s is reported by %s (保密法实施条例61)", (found, by) => {
    expect(leakReportBy(found)).toBe(by);
  });

  it.each(["2026-13-03T16:00:00Z", "2026-10-03", "2026-10-03T25:00"])("refuses the moment %s", (text) => {
    expect(leakReportBy(text)).toBeUndefined();
  });
});
