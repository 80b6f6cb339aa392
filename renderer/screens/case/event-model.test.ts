import { describe, expect, it } from "vitest";

import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { recordableEvents } from "../../../shared/domain/clock/allowed-events.ts";
import { officialCalendar } from "../../../shared/domain/clock/official-calendar.ts";
import { readClock } from "../../../shared/domain/clock/read-clock.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { eventWords } from "../../../shared/domain/clock/event-wording.ts";
import { draftEvent, effectOf, eventChoices, eventOf, openConsultations } from "./event-model.ts";

const day = calendarDay;
const today = day("2026-09-16");
const received: readonly ClockEvent[] = [{ type: "received", channel: "inPerson", onDay: day("2026-08-31") }];
const consulting: readonly ClockEvent[] = [
  ...received,
  { type: "consultationIssued", consultationId: "c1", party: "thirdParty", onDay: day("2026-09-08") },
];
const reading = (events: readonly ClockEvent[]) => readClock(events, officialCalendar, today);

describe("the acts that may be recorded", () => {
  it("all have words and a group", () => {
    for (const type of recordableEvents) expect(eventWords[type].label).not.toBe("");
    const listed = eventChoices(received, officialCalendar, today).flatMap((group) =>
      group.choices.map((choice) => choice.type),
    );
    expect(listed.toSorted()).toEqual([...recordableEvents].toSorted());
  });

  it("carry their reasons when they are not possible, and those that are stand first", () => {
    const corrections = eventChoices(received, officialCalendar, today).find(
      (group) => group.group === "correction",
    );
    expect(corrections?.choices[0]).toMatchObject({ type: "correctionNoticeIssued", allowed: true });
    for (const choice of corrections?.choices ?? []) expect(choice.allowed).toBe(choice.reasons.length === 0);
  });
});

describe("a draft becomes an event", () => {
  it("starts with today and what the case says", () => {
    expect(draftEvent("extensionApproved", reading(received), "new")).toMatchObject({
      onDay: today,
      days: 20,
    });
    expect(draftEvent("consultationReturned", reading(consulting), "new").consultationId).toBe("c1");
    expect(draftEvent("consultationIssued", reading(consulting), "new").consultationId).toBe("new");
  });
  it("only when its facts are there", () => {
    const draft = draftEvent("extensionApproved", reading(received), "new");
    expect(eventOf({ ...draft, onDay: "" }, today)).toEqual({ problem: "day" });
    expect(eventOf({ ...draft, onDay: "2026-09-17" }, today)).toEqual({ problem: "day-in-future" });
    expect(eventOf({ ...draft, days: undefined }, today)).toEqual({ problem: "days" });
    expect(eventOf(draft, today).event).toEqual({ type: "extensionApproved", onDay: today, days: 20 });
    const nothing = draftEvent("consultationReturned", reading(received), "new");
    expect(eventOf(nothing, today)).toEqual({ problem: "consultation" });
    expect(eventOf(draftEvent("delayedReplySet", reading(received), "n"), today)).toEqual({
      problem: "replyBy",
    });
  });
  it("names the basis only for another organ", () => {
    const draft = draftEvent("consultationIssued", reading(received), "new");
    expect(eventOf(draft, today).event).not.toHaveProperty("basis");
    expect(eventOf({ ...draft, party: "otherOrgan" }, today).event).toMatchObject({
      basis: "jointInformation",
    });
  });
});

describe("consultations an event can be about", () => {
  it("are those that still wait for it", () => {
    expect(openConsultations(reading(consulting), "consultationReturned").map((each) => each.id)).toEqual([
      "c1",
    ]);
    const returned: readonly ClockEvent[] = [
      ...consulting,
      { type: "consultationReturned", consultationId: "c1", onDay: day("2026-09-15") },
    ];
    expect(openConsultations(reading(returned), "consultationReturned")).toEqual([]);
  });
});

describe("the effect, before anything is recorded", () => {
  it("shows the due date move (条例33②)", () => {
    const approved: readonly ClockEvent[] = [
      ...received,
      { type: "extensionApproved", onDay: today, days: 10 },
    ];
    const notice: ClockEvent = { type: "extensionNoticeIssued", onDay: today, days: 10 };
    const effect = effectOf(notice, approved, officialCalendar, today);
    // Day 20 is 2026-09-28 (09-20 works, 09-25 rests); then 09-29, 09-30, 10-08, 10-09, 10-10 (works), 10-12 … 10-16.
    expect(effect.before).toBe("2026-09-28");
    expect(effect.after).toBe("2026-10-16");
  });
  it("names the remarks that the event brings", () => {
    const late: ClockEvent = { type: "correctionNoticeIssued", onDay: today };
    expect(effectOf(late, received, officialCalendar, today).remarks.join()).toContain("七个工作日");
  });
});
