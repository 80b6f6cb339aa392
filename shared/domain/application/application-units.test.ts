import { describe, expect, it } from "vitest";

import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { readClock, type ClockEvent } from "../clock/index.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { checkUnits, proposeUnits, splitObstacle, unitNumber, type SplitFacts } from "./application-units.ts";

const day = (text: string) => text as CalendarDay;
const received: ClockEvent = { type: "received", onDay: day("2026-03-02"), channel: "inPerson" };
const facts = (
  events: readonly ClockEvent[],
  letters: SplitFacts["letters"] = [],
  isUnit = false,
): SplitFacts => ({
  isUnit,
  consultedParties: 0,
  letters,
  reading: readClock(events, officialCalendar, day("2026-03-20")),
});

describe("matters of one application", () => {
  it.each([
    ["申请公开：1.锦绣小区改造项目的施工合同；2.该项目的竣工验收报告", 2, "锦绣小区改造项目的施工合同"],
    ["（一）2025年部门预算 （二）2025年部门决算", 0, ""],
    ["一、2025年部门预算；二、2025年部门决算；三、“三公”经费明细", 3, "2025年部门预算"],
    ["锦绣小区改造项目：①立项批复；②环评批复", 2, "锦绣小区改造项目：立项批复"],
    ["2025年部门预算\n2025年部门决算", 2, "2025年部门预算"],
    ["2025年部门预算；2025年部门决算", 2, "2025年部门预算"],
    ["锦绣小区3.5公里道路改造的施工合同", 0, ""],
    ["锦绣小区改造项目的施工合同、验收报告", 0, ""],
  ])("%s: %i", (text, count, first) => {
    const units = proposeUnits(text);
    expect(units).toHaveLength(count);
    expect(units[0] ?? "").toBe(first);
  });

  it.each([
    [["施工合同"], "too-few"],
    [["施工合同", " "], "unit-empty"],
    [["申请公开施工合同", "施工合同。"], "unit-twice"],
    [Array.from({ length: 100 }, (_, index) => `第${index}号文件`), "too-many"],
    [["施工合同", "验收报告"], undefined],
  ] as const)("%j: %s", (units, problem) => {
    expect(checkUnits(units)).toBe(problem);
  });

  it("are numbered after the application", () => {
    expect(unitNumber("20260302-005", 2)).toBe("20260302-005-2");
  });
});

describe("splitting", () => {
  const on = day("2026-03-04");
  const correction: readonly ClockEvent[] = [
    { type: "correctionNoticeIssued", onDay: on },
    { type: "correctionNoticeReceived", onDay: on },
  ];
  it.each([
    ["after receipt", facts([received]), undefined],
    [
      "before the receipt is confirmed",
      facts([{ type: "arrived", onDay: on, channel: "fax" }]),
      "not-received",
    ],
    ["of a unit", facts([received], [], true), "is-unit"],
    ["twice", facts([received, { type: "split", onDay: on, units: 2 }]), "split-already"],
    ["after the answer was served", facts([received, { type: "replied", onDay: on }]), "decided"],
    [
      "after a decision was signed",
      facts([received], [{ template: "unable-not-held", state: "signed" }]),
      "decided",
    ],
    [
      "beside a decision with a void number",
      facts([received], [{ template: "unable-not-held", state: "void" }]),
      undefined,
    ],
    ["after a withdrawal", facts([received, { type: "withdrawn", onDay: on }]), "closed"],
    ["while a correction is awaited", facts([received, ...correction]), "awaiting-correction"],
    [
      "after the correction",
      facts([received, ...correction, { type: "correctedReceived", onDay: day("2026-03-10") }]),
      undefined,
    ],
    [
      "after a third party was asked",
      facts([received, { type: "consultationIssued", onDay: on, consultationId: "c", party: "thirdParty" }]),
      "consulted",
    ],
    ["with a consulted party on record", { ...facts([received]), consultedParties: 1 }, "party-recorded"],
    ["after a fee notice", facts([received, { type: "feeNoticeIssued", onDay: on }]), "charged"],
    [
      "after reasons were asked for",
      facts([received, { type: "reasonRequested", onDay: on }]),
      "volume-asked",
    ],
    [
      "with a served receipt",
      facts([received], [{ template: "receipt-acknowledgement", state: "served" }]),
      undefined,
    ],
    [
      "with a receipt not yet served",
      facts([received], [{ template: "receipt-acknowledgement", state: "signed" }]),
      "letter-not-served",
    ],
    [
      "with another letter out",
      facts([received], [{ template: "search-record", state: "served" }]),
      "other-letter-issued",
    ],
    [
      "with a letter under review",
      facts([received], [{ template: "unable-not-held", state: "underReview" }]),
      "letter-under-review",
    ],
    ["beside a draft", facts([received], [{ template: "unable-not-held", state: "drafting" }]), undefined],
  ] as const)("%s: %o", (_when, given, obstacle) => {
    expect(splitObstacle(given)).toBe(obstacle);
  });

  it("ends the clock of the application", () => {
    const { reading } = facts([received, { type: "split", onDay: on, units: 3 }]);
    expect(reading).toMatchObject({ state: "closed", closing: { type: "split", units: 3 } });
  });
});
