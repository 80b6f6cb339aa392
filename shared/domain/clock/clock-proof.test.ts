import { describe, expect, it } from "vitest";

import { calendarDay as day } from "../../kernel/calendar-day.ts";
import { blockLines, letterText } from "../letters/letter-model.ts";
import { allowedClockEvents, recordableEvents } from "./allowed-events.ts";
import type { ClockEvent } from "./clock-events.ts";
import { clockProofModel } from "./clock-proof.ts";
import { proofOf } from "./event-proof.ts";
import { eventLabel } from "./event-wording.ts";
import { officialCalendar } from "./official-calendar.ts";
import { readClock } from "./read-clock.ts";

function proof(events: readonly ClockEvent[], asOf: string) {
  return clockProofModel({
    organName: "云州市住房和城乡建设局",
    applicationNo: "20250603-001",
    applicantName: "刘长河",
    requestedInformation: "加装电梯项目招标文件",
    receiptBasis: "当面提交",
    events: events.map((event) => ({
      event,
      note: "凭证",
      recordedBy: "何静",
      recordedOn: event.onDay,
      revoked: false,
    })),
    reading: readClock(events, officialCalendar, day(asOf)),
    calendar: officialCalendar,
    madeOn: day(asOf),
  });
}

/** The worked example 8 of the handbook's clock: received 2025-06-03, third party from 06-09 to 06-25, reply by 07-17. */
const example: readonly ClockEvent[] = [
  { type: "received", channel: "inPerson", onDay: day("2025-06-03") },
  { type: "consultationIssued", consultationId: "c", party: "thirdParty", onDay: day("2025-06-09") },
  { type: "consultationReceivedByThem", consultationId: "c", onDay: day("2025-06-11") },
  { type: "consultationReturned", consultationId: "c", onDay: day("2025-06-25") },
];

describe("the sheet that proves the dates", () => {
  const model = proof([...example, { type: "replied", onDay: day("2025-07-17") }], "2025-07-20");
  const lines = (id: string) => {
    const block = model.blocks.find((each) => each.id === id);
    return block ? blockLines(block) : [];
  };

  it("gives every day from the receipt to the reply one row, numbered 1 to 20 without a gap", () => {
    const [, , , , ...cells] = lines("days");
    const numbers = cells.filter((cell) => /^\d+$/.test(cell)).map(Number);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(cells.filter((cell) => /^\d+月\d+日 周/.test(cell))).toHaveLength(45);
    // 12 working days of the consultation do not count.
    expect(cells.filter((cell) => cell.startsWith("征求第三方意见期间"))).toHaveLength(12);
  });
  it("says the base due day, the days taken out and the due day that follows", () => {
    const periods = lines("periods").join("");
    expect(periods).toContain("2025年7月1日届满");
    expect(periods).toContain("扣除征求意见所需时间12个工作日，至2025年7月17日届满");
    expect(letterText(model)).toContain("在法定期限内答复");
  });
  it("says how late a late reply is", () => {
    const late = proof([...example, { type: "replied", onDay: day("2025-07-21") }], "2025-07-22");
    expect(letterText(late)).toContain("超过法定期限2个工作日");
  });
  it("names a year without a schedule as 暂定", () => {
    const open = proof([{ type: "received", channel: "inPerson", onDay: day("2026-12-10") }], "2026-12-11");
    expect(letterText(open)).toContain("2027年放假安排尚未公布");
  });
  it("keeps what was taken back", () => {
    const [taken] = example;
    if (!taken) throw new Error("no event");
    const text = letterText(
      clockProofModel({
        organName: "局",
        applicationNo: "1",
        applicantName: "甲",
        requestedInformation: "乙",
        receiptBasis: "",
        events: [{ event: taken, note: "登错", recordedBy: "何静", recordedOn: taken.onDay, revoked: true }],
        reading: readClock(example, officialCalendar, day("2025-06-30")),
        calendar: officialCalendar,
        madeOn: day("2025-06-30"),
      }),
    );
    expect(text).toContain("（已撤销）");
  });
});

describe("a petition in the form of an application (条例39①)", () => {
  const received = example.slice(0, 1);
  it("ends the case without an answer and says what it was", () => {
    const events: ClockEvent[] = [
      ...received,
      { type: "redirected", matter: "complaint", onDay: day("2025-06-10") },
    ];
    const reading = readClock(events, officialCalendar, day("2025-06-12"));
    expect(reading).toMatchObject({ state: "closed", closing: { type: "redirected", matter: "complaint" } });
    expect(eventLabel(events[1] as ClockEvent)).toBe("转按投诉办理");
    expect(
      allowedClockEvents(events, officialCalendar, day("2025-06-12")).every((each) => !each.allowed),
    ).toBe(true);
  });
  it("is recorded only with how the applicant was told", () => {
    const verdict = allowedClockEvents(received, officialCalendar, day("2025-06-10")).find(
      (each) => each.type === "redirected",
    );
    expect(verdict?.cautions.map((each) => each.article)).toContain("条例第三十九条第一款");
    expect(proofOf("redirected").required).toBe(true);
  });
  it("every event says what proves it", () => {
    for (const type of recordableEvents) expect(proofOf(type).asks).not.toBe("");
  });
});
