import { describe, expect, it } from "vitest";

import { calendarDay as day } from "../../kernel/calendar-day.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import {
  appealAnswerDue,
  checkAppealStep,
  courtDecisions,
  effectiveOutcome,
  mayAppeal,
  readAppeal,
  type Appeal,
} from "./appeal.ts";
import { reportDisputeOf } from "./counted-dispute.ts";
import type { Dispute } from "./dispute.ts";

const suit: Dispute = {
  disputeId: "d1",
  kind: "suitAfter",
  procedure: "normal",
  filedOn: day("2025-03-03"),
  copyReceivedOn: day("2025-03-10"),
  decision: "claimRejected",
  decidedOn: day("2025-06-20"),
  voided: false,
};
const appeal: Appeal = {
  appellant: "applicant",
  appealedOn: day("2025-07-01"),
  copyReceivedOn: day("2025-07-08"),
};

describe("the second instance", () => {
  it.each([
    [{}, true],
    [{ kind: "suitDirect" as const }, true],
    [{ kind: "reconsideration" as const }, false],
    [{ decision: undefined }, false],
    [{ voided: true }, false],
  ])("of a suit with %o: %s", (change, expected) => {
    expect(mayAppeal({ ...suit, ...change })).toBe(expected);
  });

  // 15 natural days from the copy; where the last one is a rest day, the first working day after it (law.md §4.1.3).
  it.each([
    ["2025-07-08", "2025-07-23"],
    ["2025-07-11", "2025-07-28"],
    ["2025-09-18", "2025-10-09"],
  ] as const)("copy received on %s is answered by %s", (copy, due) => {
    expect(appealAnswerDue({ copyReceivedOn: day(copy) }, officialCalendar)?.day).toBe(due);
  });

  it.each([
    [{}, "2025-07-20", "toAnswer"],
    [{}, "2025-07-24", "answerLate"],
    [{ answeredOn: day("2025-07-20") }, "2025-07-24", "awaitingDecision"],
    [{ decision: "upheld" as const, decidedOn: day("2025-10-10") }, "2025-10-11", "decided"],
    [{ decision: "remanded" as const, decidedOn: day("2025-10-10") }, "2025-10-11", "awaitingRetrial"],
    [
      {
        decision: "remanded" as const,
        decidedOn: day("2025-10-10"),
        newDecision: "revoked" as const,
        retriedOn: day("2026-01-20"),
      },
      "2026-01-21",
      "decided",
    ],
  ])("%o on %s is %s", (change, asOf, state) => {
    expect(readAppeal({ ...appeal, ...change }, officialCalendar, day(asOf)).state).toBe(state);
  });

  it("owes no answer where the organ alone appealed", () => {
    const own: Appeal = { appellant: "organ", appealedOn: day("2025-07-01") };
    expect(readAppeal(own, officialCalendar, day("2025-12-01"))).toEqual({ state: "awaitingDecision" });
    expect(checkAppealStep(own, { kind: "answered", onDay: day("2025-07-09") })).toBe("dispute-closed");
  });

  it.each([
    ["answered", {}, "2025-07-07", "day-before-copy"],
    ["answered", {}, "2025-07-09", undefined],
    ["decided", {}, "2025-10-10", "decision-missing"],
    ["decided", { decision: "changed" }, "2025-10-10", "decision-missing"],
    ["decided", { decision: "upheld", newDecision: "revoked" }, "2025-10-10", "decision-missing"],
    ["decided", { decision: "changed", newDecision: "revoked" }, "2025-10-10", undefined],
    ["retried", { newDecision: "revoked" }, "2025-10-10", "dispute-closed"],
    ["voided", {}, "2025-07-01", undefined],
  ] as const)("%s with %o on %s: %s", (kind, more, on, refusal) => {
    expect(checkAppealStep(appeal, { kind, onDay: day(on), ...more })).toBe(refusal);
  });

  it("takes the new judgment once after the case was sent back, and nothing else after a decision", () => {
    const sentBack: Appeal = { ...appeal, decision: "remanded", decidedOn: day("2025-10-10") };
    expect(checkAppealStep(sentBack, { kind: "retried", onDay: day("2026-01-20") })).toBe("decision-missing");
    const retried = { kind: "retried", newDecision: "claimRejected" } as const;
    expect(checkAppealStep(sentBack, { ...retried, onDay: day("2025-10-09") })).toBe("day-before-copy");
    expect(checkAppealStep(sentBack, { ...retried, onDay: day("2026-01-20") })).toBeUndefined();
    expect(checkAppealStep(sentBack, { kind: "voided", onDay: day("2026-01-20") })).toBe("dispute-closed");
    expect(
      checkAppealStep(
        { ...sentBack, retriedOn: day("2026-01-20") },
        { ...retried, onDay: day("2026-01-21") },
      ),
    ).toBe("dispute-closed");
  });
});

describe("what counts in table 3: no case more, the effective result in the place of the first (annual report §5)", () => {
  const decided = day("2025-11-28");
  it.each([
    ["no appeal", undefined, "2025-06-20", "upheld"],
    ["a running appeal", appeal, undefined, undefined],
    ["驳回上诉", { ...appeal, decision: "upheld" as const, decidedOn: decided }, "2025-11-28", "upheld"],
    [
      "准予撤回上诉",
      { ...appeal, decision: "withdrawn" as const, decidedOn: decided },
      "2025-11-28",
      "upheld",
    ],
    [
      "改判",
      { ...appeal, decision: "changed" as const, decidedOn: decided, newDecision: "revoked" as const },
      "2025-11-28",
      "corrected",
    ],
    ["发回重审", { ...appeal, decision: "remanded" as const, decidedOn: decided }, undefined, undefined],
    [
      "发回重审后改判",
      {
        ...appeal,
        decision: "remanded" as const,
        decidedOn: decided,
        newDecision: "notAccepted" as const,
        retriedOn: day("2026-03-02"),
      },
      "2026-03-02",
      "other",
    ],
  ])("%s", (_name, second, closed, result) => {
    expect(reportDisputeOf(suit, second)).toEqual({
      id: "d1",
      track: "suit_after",
      filed: "2025-03-03",
      ...(closed ? { closed, result } : {}),
    });
  });

  it("has a column for every judgment of a court", () => {
    for (const newDecision of courtDecisions)
      expect(
        effectiveOutcome(
          { decision: "claimRejected", decidedOn: day("2025-06-20") },
          { ...appeal, decision: "changed", decidedOn: decided, newDecision },
        )?.result,
      ).toMatch(/^(upheld|corrected|other)$/u);
  });
});
