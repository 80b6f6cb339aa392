import { describe, expect, it } from "vitest";

import { officialCalendar } from "../clock/official-calendar.ts";
import { calendarDay as day } from "../../kernel/calendar-day.ts";
import {
  checkDisputeStep,
  disputeAnswerDue,
  disputeDecisions,
  lessonsFor,
  readDispute,
  type Dispute,
  type DisputeDecision,
  type Lesson,
} from "./dispute.ts";
import { reportDisputeOf } from "./counted-dispute.ts";

const dispute: Dispute = {
  disputeId: "d1",
  kind: "reconsideration",
  procedure: "normal",
  filedOn: day("2025-04-20"),
  copyReceivedOn: day("2025-04-28"),
  voided: false,
};

describe("the answer to a reconsideration or a suit", () => {
  // law.md worked example 22, and 行诉法67.
  it.each([
    ["reconsideration", "summary", "2025-05-08"],
    ["reconsideration", "normal", "2025-05-15"],
    ["suitDirect", "normal", "2025-05-13"],
    ["suitAfter", "summary", "2025-05-13"],
  ] as const)("%s in the %s procedure is due %s", (kind, procedure, due) => {
    expect(disputeAnswerDue({ ...dispute, kind, procedure }, officialCalendar).day).toBe(due);
  });

  it.each([
    [{}, "2025-05-06", "toAnswer"],
    [{}, "2025-05-16", "answerLate"],
    [{ answeredOn: day("2025-05-12") }, "2025-05-16", "awaitingDecision"],
    [{ decision: "revoked" as const, decidedOn: day("2025-06-20") }, "2025-07-01", "decided"],
    [{ voided: true }, "2025-05-16", "voided"],
  ])("%o on %s is %s", (change, asOf, state) => {
    expect(readDispute({ ...dispute, ...change }, officialCalendar, day(asOf)).state).toBe(state);
  });

  it("is recorded once, and nothing after the decision", () => {
    expect(checkDisputeStep(dispute, "answered", day("2025-04-27"))).toBe("day-before-copy");
    expect(checkDisputeStep(dispute, "answered", day("2025-05-12"))).toBeUndefined();
    const answered = { ...dispute, answeredOn: day("2025-05-12") };
    expect(checkDisputeStep(answered, "answered", day("2025-05-13"))).toBe("dispute-closed");
    const decided = { ...answered, decision: "maintained" as const, decidedOn: day("2025-06-20") };
    for (const step of ["answered", "decided", "voided"] as const)
      expect(checkDisputeStep(decided, step, day("2025-06-21"))).toBe("dispute-closed");
  });
});

describe("table 3 of the annual report", () => {
  it.each([
    ["maintained", "upheld"],
    ["claimRejected", "upheld"],
    ["revoked", "corrected"],
    ["unlawful", "corrected"],
    ["ordered", "corrected"],
    ["mediated", "other"],
    ["withdrawn", "other"],
    ["notAccepted", "other"],
  ] as const)("%s counts as %s", (decision, result) => {
    const counted = reportDisputeOf({ ...dispute, decision, decidedOn: day("2025-06-20") });
    expect(counted).toEqual({
      id: "d1",
      track: "review",
      filed: "2025-04-20",
      closed: "2025-06-20",
      result,
    });
  });
  it("counts what is not decided without a result, and what was entered by mistake not at all", () => {
    expect(reportDisputeOf(dispute)).toEqual({ id: "d1", track: "review", filed: "2025-04-20" });
    expect(reportDisputeOf({ ...dispute, voided: true })).toBeUndefined();
    for (const decision of Object.keys(disputeDecisions) as DisputeDecision[])
      expect(disputeDecisions[decision].label).not.toBe("");
  });
});

describe("the lesson of a lost case", () => {
  const lesson = (template: Lesson["template"], on: string): Lesson => ({
    template,
    docNumber: "云建公开答〔2025〕3号",
    decidedOn: day(on),
    kind: "reconsideration",
    decision: "revoked",
    reason: "searchNotProven",
    text: "没有检索记录",
  });
  it("is shown for the same letter and for letters of the same outcome, newest first", () => {
    const lessons = [
      lesson("unable-not-held", "2025-06-20"),
      lesson("unable-not-held", "2025-09-20"),
      lesson("refusal-process-information", "2025-08-01"),
    ];
    expect(lessonsFor("unable-not-held", lessons).map((one) => one.decidedOn)).toEqual([
      "2025-09-20",
      "2025-06-20",
    ]);
    expect(
      lessonsFor("disclosure-granted-future", [lesson("disclosure-granted", "2025-06-20")]),
    ).toHaveLength(1);
    expect(lessonsFor("extension-notice", lessons)).toEqual([]);
  });
});
