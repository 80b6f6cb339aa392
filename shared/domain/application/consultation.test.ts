import { describe, expect, it } from "vitest";

import { calendarDay as day } from "../../kernel/calendar-day.ts";
import type { ClockEvent } from "../clock/clock-events.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { readClock } from "../clock/read-clock.ts";
import {
  checkAnswer,
  disclosureObstacle,
  readConsultationLife,
  type ConsultationBasis,
  type ConsultationFile,
} from "./consultation.ts";

const received: ClockEvent = { type: "received", channel: "inPerson", onDay: day("2026-03-02") };

/** The life of one consultation on a day, from its events on the clock. */
function life(
  basis: ConsultationBasis,
  events: readonly (readonly [
    "consultationIssued" | "consultationReceivedByThem" | "consultationReturned" | "consultationClosed",
    string,
  ])[],
  today: string,
  more: Partial<ConsultationFile> = {},
) {
  const party = basis === "thirdPartyRights" ? "thirdParty" : "otherOrgan";
  const clock: readonly ClockEvent[] = [
    received,
    ...events.map(([type, onDay]): ClockEvent =>
      type === "consultationIssued"
        ? {
            type,
            onDay: day(onDay),
            consultationId: "c",
            party,
            ...(basis === "thirdPartyRights" ? {} : { basis }),
          }
        : { type, onDay: day(onDay), consultationId: "c" },
    ),
  ];
  const reading = readClock(clock, officialCalendar, day(today)).consultations[0];
  return readConsultationLife(
    { party, basis, followUps: [], ...more },
    reading,
    officialCalendar,
    day(today),
  );
}

const sent = [
  ["consultationIssued", "2026-03-03"],
  ["consultationReceivedByThem", "2026-03-05"],
] as const;
const said = (
  opinion: "consent" | "partial" | "objection",
  reasons = "报价清单是商业秘密",
): Partial<ConsultationFile> => ({
  answer: {
    opinion,
    passages: opinion === "partial" ? "报价清单" : "",
    reasons,
    arrivedOn: day("2026-03-16"),
  },
});
const answered = [...sent, ["consultationReturned", "2026-03-16"]] as const;

describe("the life of a consultation (条例32, 34)", () => {
  it.each([
    [undefined, "toWrite"],
    [{ letterId: "l", signed: false }, "drafting"],
    [{ letterId: "l", signed: true }, "toServe"],
  ] as const)("before it is sent, with letter %o, stands at %s", (letter, stage) => {
    expect(life("thirdPartyRights", [], "2026-03-03", letter ? { letter } : {}).stage).toBe(stage);
  });

  it("asks whether the letter arrived five working days after it went out", () => {
    const waiting = life("thirdPartyRights", sent.slice(0, 1), "2026-03-04");
    expect(waiting).toMatchObject({ stage: "awaitingReceipt", task: { due: "2026-03-10" } });
    expect(waiting.opinionDue).toBeUndefined();
  });

  it("has 15 working days from their receipt, and is followed up five before they end", () => {
    // 5 March and 15 WD: 6, 9–13, 16–20, 23–26.
    const waiting = life("thirdPartyRights", sent, "2026-03-09");
    expect(waiting).toMatchObject({
      stage: "awaitingOpinion",
      opinionDue: "2026-03-26",
      remainingWorkdays: 13,
      // In the year of the day it is read on a date stands without it, as in every other line of the desk.
      task: { todo: "催办", due: "2026-03-19", why: "意见期到3月26日" },
    });
  });

  it.each([
    [[{ onDay: day("2026-03-19"), nextOn: day("2026-03-24") }], "2026-03-24"],
    [[{ onDay: day("2026-03-18") }], "2026-03-25"],
    [[{ onDay: day("2026-03-17"), nextOn: day("2026-03-18") }, { onDay: day("2026-03-18") }], "2026-03-25"],
  ] as const)("after the follow-ups %o asks again on %s", (followUps, due) => {
    expect(life("thirdPartyRights", sent, "2026-03-19", { followUps }).task?.due).toBe(due);
  });

  it.each([
    // Silence of a third party is no consent: the organ decides (条例32).
    ["thirdPartyRights", "toDecide", /不视为同意/, "undecided"],
    // Silence of a joint producer is consent (条例34).
    ["jointInformation", "settled", /视为同意公开/, undefined],
  ] as const)("silence of %s ends at %s", (basis, stage, meaning, obstacle) => {
    const silent = life(basis, sent, "2026-03-27");
    expect(silent).toMatchObject({ stage, silent: true });
    expect(silent.meaning?.text).toMatch(meaning);
    expect(disclosureObstacle(basis === "thirdPartyRights" ? "thirdParty" : "otherOrgan", silent)).toBe(
      obstacle,
    );
  });

  it("a letter of 条例11 has no period, so silence never ends it", () => {
    const waiting = life("consistency", sent, "2026-06-01");
    expect(waiting).toMatchObject({ stage: "awaitingOpinion", silent: false });
    expect(waiting.opinionDue).toBeUndefined();
    expect(waiting.task?.due).toBe("2026-03-19");
  });

  it.each([
    ["consent", undefined, undefined, "settled", false, undefined],
    ["partial", undefined, undefined, "toDecide", false, "undecided"],
    ["objection", undefined, undefined, "toDecide", false, "undecided"],
    ["objection", "withhold", undefined, "settled", false, undefined],
    ["objection", "disclose", undefined, "noticeMissing", true, "noticeMissing"],
    ["objection", "disclose", { letterId: "n", signed: false }, "noticeMissing", true, "noticeMissing"],
    ["objection", "disclose", { letterId: "n", signed: true }, "settled", true, undefined],
  ] as const)(
    "a third party that says %s, decided %s, told by %o stands at %s",
    (opinion, outcome, notice, stage, noticeNeeded, obstacle) => {
      const now = life("thirdPartyRights", answered, "2026-03-17", {
        ...said(opinion),
        ...(outcome ? { decision: { outcome } } : {}),
        ...(notice ? { notice } : {}),
      });
      expect(now).toMatchObject({ stage, noticeNeeded, silent: false });
      expect(disclosureObstacle("thirdParty", now)).toBe(obstacle);
    },
  );

  it("an organ's objection is decided too, but nobody has to be told by a notice", () => {
    const now = life("jointInformation", answered, "2026-03-17", {
      ...said("objection"),
      decision: { outcome: "disclose" },
    });
    expect(now).toMatchObject({ stage: "settled", noticeNeeded: false });
    expect(disclosureObstacle("otherOrgan", { stage: "toDecide" })).toBeUndefined();
  });

  it("an objection without reasons says so; one with reasons names both ways of 条例32", () => {
    const meaning = (reasons: string) =>
      life("thirdPartyRights", answered, "2026-03-17", said("objection", reasons)).meaning?.text;
    expect(meaning("")).toMatch(/没有说明理由/);
    expect(meaning("商业秘密")).toMatch(/合理理由.*公共利益/);
  });

  it("an answer on the clock that nobody wrote down still waits", () => {
    expect(life("thirdPartyRights", answered, "2026-03-17").stage).toBe("answerToRecord");
  });

  it("holds a disclosure up while the third party may still object", () => {
    expect(disclosureObstacle("thirdParty", life("thirdPartyRights", sent, "2026-03-09"))).toBe("waiting");
    const stopped = [...sent, ["consultationClosed", "2026-03-10"]] as const;
    expect(disclosureObstacle("thirdParty", life("thirdPartyRights", stopped, "2026-03-11"))).toBe(
      "undecided",
    );
  });
});

describe("an answer that can be understood", () => {
  it.each([
    ["consent", "", "", undefined, undefined],
    ["consent", "报价清单", "", "passages-not-meant", "passages-not-meant"],
    ["partial", " ", "商业秘密", "passages-missing", "passages-missing"],
    ["partial", "报价清单", "", undefined, "reasons-missing"],
    ["objection", "", "", undefined, "reasons-missing"],
    ["objection", "", "商业秘密", undefined, undefined],
  ] as const)("%s with passages “%s” and reasons “%s”", (opinion, passages, reasons, typed, onForm) => {
    expect(checkAnswer({ opinion, passages, reasons }, false)).toBe(typed);
    expect(checkAnswer({ opinion, passages, reasons }, true)).toBe(onForm);
  });
});
