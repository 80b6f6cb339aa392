import { describe, expect, it } from "vitest";

import type { DisputeView } from "../../../shared/contract/disputes.ts";
import { readAppeal, type Appeal } from "../../../shared/domain/application/appeal.ts";
import { readDispute, type Dispute } from "../../../shared/domain/application/dispute.ts";
import { officialCalendar } from "../../../shared/domain/clock/official-calendar.ts";
import { calendarDay as day } from "../../../shared/kernel/calendar-day.ts";
import { disputeStage, disputeTag } from "../case/dispute-words.ts";
import { countByShow, leftOf, shownDisputes } from "./dispute-list.ts";

const today = day("2026-06-10");

function view(disputeId: string, change: Partial<Dispute>, more: Partial<DisputeView> = {}): DisputeView {
  const dispute: Dispute = {
    disputeId,
    kind: "reconsideration",
    procedure: "normal",
    filedOn: day("2026-05-20"),
    copyReceivedOn: day("2026-06-03"),
    voided: false,
    ...change,
  };
  return {
    ...dispute,
    applicationId: "x1",
    applicationNo: "20260302-001",
    applicantName: "刘长河",
    caseNo: "",
    organ: "云州市人民政府",
    note: "",
    lesson: "",
    reading: readDispute(dispute, officialCalendar, today),
    ...more,
  };
}

const second: Appeal = {
  appellant: "applicant",
  appealedOn: day("2026-05-20"),
  copyReceivedOn: day("2026-05-28"),
};
const appeal = {
  ...second,
  appealId: "p1",
  court: "云州市中级人民法院",
  caseNo: "",
  note: "",
  lesson: "",
  reading: readAppeal(second, officialCalendar, today),
};
const disputes = [
  view(
    "lost",
    { decision: "revoked", decidedOn: day("2026-04-01") },
    {
      outcome: { decision: "revoked", on: day("2026-04-01"), result: "corrected" },
      applicantName: "宋明",
    },
  ),
  view("waiting", { answeredOn: day("2026-06-08") }),
  view("toAnswer", {}),
  view(
    "appealed",
    { kind: "suitAfter", decision: "claimRejected", decidedOn: day("2026-05-10") },
    { appeal },
  ),
  view("late", { copyReceivedOn: day("2026-05-20") }),
  view("voided", { voided: true }),
];
const shown = (show: Parameters<typeof shownDisputes>[1], words = "") =>
  shownDisputes(disputes, show, words).map((dispute) => dispute.disputeId);

describe("the list of disputes", () => {
  it("begins with what must be answered first and ends with what ended", () => {
    expect(shown("all")).toEqual(["late", "appealed", "toAnswer", "waiting", "voided", "lost"]);
  });

  it.each([
    ["toAnswer", ["late", "appealed", "toAnswer"]],
    ["waiting", ["waiting"]],
    ["lost", ["lost"]],
    ["decided", ["lost"]],
  ] as const)("%s", (show, ids) => {
    expect(shown(show)).toEqual(ids);
    expect(countByShow(disputes)[show]).toBe(ids.length);
  });

  it("finds by applicant and by the court of the second instance", () => {
    expect(shown("all", "宋明")).toEqual(["lost"]);
    expect(shown("all", "中级")).toEqual(["appealed"]);
  });

  it("says the stage, what it waits for and how many working days are left", () => {
    const byId = new Map(disputes.map((dispute) => [dispute.disputeId, dispute]));
    const get = (id: string) => byId.get(id) ?? view(id, {});
    expect(disputeStage(get("appealed"))).toBe("复议后起诉，二审");
    expect(disputeTag(get("appealed"))).toEqual({ kind: "soon", text: "二审待答辩" });
    expect(disputeTag(get("late")).kind).toBe("law");
    // 20 May to 3 June 2026: ten working days; five more have gone by.
    expect(leftOf(get("late"))).toBe(-5);
    expect(leftOf(get("waiting"))).toBeUndefined();
  });
});
