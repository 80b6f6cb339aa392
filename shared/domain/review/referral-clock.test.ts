import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { officialCalendar } from "../clock/index.ts";
import { referralClock } from "./referral-clock.ts";

const read = (referral: {
  question: "stateSecret" | "disclosure";
  state?: "drafted" | "sent" | "answered" | "stale";
  protectedOn: string;
  sentOn?: string;
  receivedOn?: string;
  followUpOn?: string;
}) => {
  const day = (text: string | undefined) => (text === undefined ? undefined : calendarDay(text));
  return referralClock(
    {
      question: referral.question,
      state: referral.state ?? (referral.sentOn ? "sent" : "drafted"),
      protectedOn: calendarDay(referral.protectedOn),
      sentOn: day(referral.sentOn),
      receivedOn: day(referral.receivedOn),
      followUpOn: day(referral.followUpOn),
    },
    officialCalendar,
  );
};

describe("the clock of a referral (保密法实施条例25)", () => {
  /** The worked example of the handbook: provisional classification on 2026-04-28 → report by 2026-05-14. */
  it("reports within ten working days after the provisional protection, over the May holidays", () => {
    const clock = read({ question: "stateSecret", protectedOn: "2026-04-28" });
    expect(clock.sendBy).toMatchObject({ day: "2026-05-14", convention: false });
    expect(clock.next).toMatchObject({ what: "send", day: "2026-05-14" });
  });
  it("gives the organ ten working days from its receipt, over a make-up Sunday and two holidays", () => {
    // 09-15 → 16, 17, 18, Sunday 20 (make-up), 21, 22, 23, 24, 28, 29; 09-25…27 are 中秋.
    const clock = read({
      question: "stateSecret",
      protectedOn: "2026-09-10",
      sentOn: "2026-09-14",
      receivedOn: "2026-09-15",
    });
    expect(clock.answerBy).toMatchObject({ day: "2026-09-29", convention: false });
    expect(clock.next).toMatchObject({ what: "followUp", day: "2026-09-29" });
  });
  it("asks ten working days after sending while the day of receipt is not known, and says nothing of a duty", () => {
    const clock = read({ question: "stateSecret", protectedOn: "2026-09-10", sentOn: "2026-09-14" });
    expect(clock.answerBy).toBeUndefined();
    expect(clock.next).toMatchObject({ what: "followUp", day: "2026-09-28", article: "本机关掌握" });
  });
  it("invents no period of law for a question under 条例17", () => {
    const clock = read({
      question: "disclosure",
      protectedOn: "2026-09-10",
      sentOn: "2026-09-14",
      receivedOn: "2026-09-15",
    });
    expect(clock.sendBy.convention).toBe(true);
    expect(clock.answerBy).toBeUndefined();
  });
  it("follows the day the office set last", () => {
    const clock = read({
      question: "disclosure",
      protectedOn: "2026-09-10",
      sentOn: "2026-09-14",
      followUpOn: "2026-10-20",
    });
    expect(clock.followUpOn).toBe("2026-10-20");
  });
  it.each(["answered", "stale"] as const)("has nothing due once %s", (state) => {
    expect(
      read({ question: "disclosure", state, protectedOn: "2026-09-10", sentOn: "2026-09-14" }).next,
    ).toBeUndefined();
    expect(read({ question: "disclosure", state, protectedOn: "2026-09-10" }).next).toBeUndefined();
  });
});
