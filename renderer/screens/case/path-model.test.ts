import { describe, expect, it } from "vitest";

import type { CaseView, LetterRow, LetterState } from "../../../shared/contract/applications.ts";
import { officialCalendar } from "../../../shared/domain/clock/official-calendar.ts";
import { readClock } from "../../../shared/domain/clock/read-clock.ts";
import type { ClockEvent } from "../../../shared/domain/clock/clock-events.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { decidingLetter, remainingPath, reviewWorkdays } from "./path-model.ts";

const today = calendarDay("2026-09-16");
const letter = (template: LetterRow["template"], state: LetterState): LetterRow => ({
  letterId: template,
  template,
  templateName: template,
  state,
  revNo: 1,
});
function view(receivedOn: string, letters: readonly LetterRow[], more: readonly ClockEvent[] = []): CaseView {
  const events: readonly ClockEvent[] = [
    { type: "received", channel: "inPerson", onDay: calendarDay(receivedOn) },
    ...more,
  ];
  const reading = readClock(events, officialCalendar, today);
  return { letters, today, reading, consultations: [] } as unknown as CaseView;
}

describe("the remaining path", () => {
  it("marks what is done by the state of the deciding letter", () => {
    const done = (state: LetterState): readonly boolean[] =>
      remainingPath(view("2026-09-01", [letter("disclosure-partial", state)]), officialCalendar).steps.map(
        (step) => step.done,
      );
    expect(done("drafting")).toEqual([false, false, false, false]);
    expect(done("underReview")).toEqual([true, false, false, false]);
    expect(done("approved")).toEqual([true, true, false, false]);
    expect(done("signed")).toEqual([true, true, true, false]);
  });

  it("takes no receipt or extension notice for the reply", () => {
    const letters = [letter("receipt-acknowledgement", "served"), letter("extension-notice", "served")];
    expect(decidingLetter(letters)).toBeUndefined();
    expect(decidingLetter([...letters, letter("refusal-state-secret", "void")])).toBeUndefined();
  });

  it("says whether the date can be held when every stage takes its limit", () => {
    expect(reviewWorkdays).toBe(6);
    // Received 2026-09-01: due 2026-09-29 (make-up day 09-20, 中秋 09-25). Six WD from 09-16: 17, 18, 20, 21, 22, 23.
    const early = remainingPath(view("2026-09-01", []), officialCalendar).ready;
    expect(early).toEqual({ day: "2026-09-23", spareWorkdays: 3, inTime: true });
    const late = remainingPath(view("2026-08-20", []), officialCalendar).ready;
    expect(late?.inTime).toBe(false);
  });

  it("tells a third party of the decision when one was asked", () => {
    const consulted: readonly ClockEvent[] = [
      {
        type: "consultationIssued",
        consultationId: "c",
        party: "thirdParty",
        onDay: calendarDay("2026-09-02"),
      },
      { type: "consultationReturned", consultationId: "c", onDay: calendarDay("2026-09-09") },
    ];
    const { steps } = remainingPath(view("2026-09-01", [], consulted), officialCalendar);
    expect(steps.at(-1)?.label).toBe("告知第三方决定");
  });

  it("has the notice to a third party that is overridden before the reply is signed", () => {
    const base = view("2026-09-01", []);
    const overridden = { clockId: "c", name: "云州建工有限公司", life: { noticeNeeded: true } };
    const labels = (consultations: readonly object[]) =>
      remainingPath({ ...base, consultations } as unknown as CaseView, officialCalendar).steps.map(
        ({ label, done }) => `${done ? "done" : "open"} ${label}`,
      );
    expect(labels([overridden])[2]).toBe("open 签发致云州建工有限公司的决定告知书");
    expect(labels([{ ...overridden, notice: { signed: true } }])[2]).toBe(
      "done 签发致云州建工有限公司的决定告知书",
    );
    expect(labels([{ ...overridden, life: { noticeNeeded: false } }])).toHaveLength(4);
  });

  it("ends with the case", () => {
    const closed = view("2026-09-01", [], [{ type: "withdrawn", onDay: today }]);
    expect(remainingPath(closed, officialCalendar)).toEqual({ steps: [] });
  });
});
