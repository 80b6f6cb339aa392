import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { reviewConclusions, type ReviewConclusion } from "./review-stages.ts";
import {
  answerProblem,
  answersFor,
  conclusionsAfterAnswer,
  organsFor,
  referralAnswers,
  referralProblem,
  referralState,
  stepProblem,
  type GivenAnswer,
  type ReferralAnswer,
  type ReferralForm,
  type ReferralOrganKind,
  type ReferralQuestion,
  type ReferralStep,
} from "./referral.ts";

const today = calendarDay("2026-09-16");
const matters = { positions: [1, 3], attachmentIds: [], checks: ["CR-A06"], joinIds: ["j1"] };
const doubtful = { checks: ["CR-A06"], joinIds: ["j1"] };
const whole = {
  question: "stateSecret" as ReferralQuestion,
  organKind: "provincialSecrecyAuthority" as ReferralOrganKind,
  organ: "某省国家保密局",
  form: "letter" as ReferralForm,
  signer: "",
  matters,
  protectedOn: today,
};

describe("what a referral must say", () => {
  it.each([
    ["as it should be", {}, undefined],
    ["no passage", { matters: { ...matters, positions: [] } }, "nothing-in-question"],
    ["an attachment instead", { matters: { ...matters, positions: [], attachmentIds: ["a1"] } }, undefined],
    // review.md §4: any "unsure" forces the referral; none of them may be left out of it.
    ["a check in doubt left out", { matters: { ...matters, checks: [] } }, "doubt-left-out"],
    ["a join in doubt left out", { matters: { ...matters, joinIds: [] } }, "doubt-left-out"],
    ["protected from tomorrow", { protectedOn: calendarDay("2026-09-17") }, "protected-in-future"],
  ])("%s", (_name, change, expected) => {
    expect(referralProblem({ ...whole, ...change }, doubtful, today)).toBe(expected);
  });

  /** 保密法25, 实施条例25: a municipal administration does not decide whether something is a secret; 条例17 names both kinds. */
  it.each([
    ["stateSecret", "nationalSecrecyAuthority", true],
    ["stateSecret", "provincialSecrecyAuthority", true],
    ["stateSecret", "localSecrecyAuthority", false],
    ["stateSecret", "competentOrgan", false],
    ["disclosure", "competentOrgan", true],
    ["disclosure", "localSecrecyAuthority", true],
    ["disclosure", "provincialSecrecyAuthority", true],
    ["disclosure", "nationalSecrecyAuthority", true],
  ] as const)("%s to %s: %s", (question, organKind, may) => {
    expect(organsFor(question).includes(organKind)).toBe(may);
    expect(referralProblem({ ...whole, question, organKind }, doubtful, today)).toBe(
      may ? undefined : "organ-does-not-decide-this",
    );
  });
});

/** 党政机关公文处理工作条例9(五), 15: a 请示 goes to one superior and names its 签发人. */
describe("a 请示 to the own superior", () => {
  const request = {
    ...whole,
    question: "disclosure" as const,
    organKind: "competentOrgan" as ReferralOrganKind,
    organ: "某市人民政府",
    form: "request" as ReferralForm,
    signer: "郑克",
  };
  it.each([
    ["as it should be", {}, undefined],
    ["no 签发人", { signer: " " }, "signer-missing"],
    ["two addressees", { organ: "某市人民政府、某省住房和城乡建设厅" }, "one-addressee"],
    ["to a secrecy administration", { organKind: "localSecrecyAuthority" as const }, "not-to-superior"],
    ["a letter may name several", { form: "letter" as const, organ: "甲局、乙局", signer: "" }, undefined],
  ])("%s", (_name, change, expected) => {
    expect(referralProblem({ ...request, ...change }, doubtful, today)).toBe(expected);
  });
});

describe("what an answer does", () => {
  it.each([
    ["open", "confidentialityCheck", true],
    ["partly", "confidentialityCheck", false],
    ["closed", "confidentialityCheck", false],
    ["secret", "concluded", false],
    ["noAuthority", "referred", false],
  ] as const)("%s → %s, this revision may go out: %s", (answer, review, mayRelease) => {
    expect(referralAnswers[answer]).toMatchObject({ review, mayRelease });
    const all = Object.keys(reviewConclusions) as ReviewConclusion[];
    const left = conclusionsAfterAnswer(answer, all, (each) => reviewConclusions[each].releases);
    const releasing = left.filter((each) => reviewConclusions[each].releases);
    // Whom it sends on to another organ has decided nothing; the review waits all the same.
    expect(releasing.length > 0).toBe(mayRelease || answer === "noAuthority");
    expect(left).toContain("withhold");
  });
  it("no answer takes no conclusion away", () => {
    expect(conclusionsAfterAnswer(undefined, ["disclose"], () => true)).toEqual(["disclose"]);
  });
  it("says state secret only where that was asked", () => {
    expect(answersFor("stateSecret")).toContain("secret");
    expect(answersFor("disclosure")).not.toContain("secret");
  });
});

describe("what an answer must say", () => {
  const put = { question: "stateSecret" as const, matters, sentOn: calendarDay("2026-09-01") };
  const given = (change: Partial<GivenAnswer>): GivenAnswer => ({
    answer: "open",
    answeredOn: calendarDay("2026-09-10"),
    positions: [],
    attachmentIds: [],
    hasScan: true,
    keptAt: "",
    ...change,
  });
  const secret = (level: GivenAnswer["level"], years: number) =>
    given({ answer: "secret", level, period: { kind: "years", years } });
  it.each<[string, GivenAnswer, ReturnType<typeof answerProblem>]>([
    ["open with its scan", given({}), undefined],
    ["open, original kept elsewhere", given({ hasScan: false, keptAt: "保密室3号柜" }), undefined],
    ["open without either", given({ hasScan: false, keptAt: " " }), "original-missing"],
    ["of before it was sent", given({ answeredOn: calendarDay("2026-08-31") }), "answer-before-sending"],
    ["of tomorrow", given({ answeredOn: calendarDay("2026-09-17") }), "answer-in-future"],
    ["partly, no passage", given({ answer: "partly" }), "passages-missing"],
    ["partly, one of those put", given({ answer: "partly", positions: [3] }), undefined],
    ["partly, one not put", given({ answer: "partly", positions: [2] }), "passages-not-put"],
    ["a level where none was decided", given({ level: "secret" }), "level-not-asked"],
    ["secret without a level", given({ answer: "secret" }), "level-missing"],
    // 保密法20: 绝密 at most 30 years, 机密 20, 秘密 10.
    ["秘密 10 years", secret("secret", 10), undefined],
    ["秘密 11 years", secret("secret", 11), "period-too-long"],
    ["机密 20 years", secret("highlySecret", 20), undefined],
    ["机密 21 years", secret("highlySecret", 21), "period-too-long"],
    ["绝密 30 years", secret("topSecret", 30), undefined],
    ["绝密 31 years", secret("topSecret", 31), "period-too-long"],
    [
      "秘密 until a day within ten years",
      given({ answer: "secret", level: "secret", period: { kind: "until", day: calendarDay("2036-09-10") } }),
      undefined,
    ],
    [
      "秘密 until a day after ten years",
      given({ answer: "secret", level: "secret", period: { kind: "until", day: calendarDay("2036-09-11") } }),
      "period-too-long",
    ],
    [
      "秘密 until something happens",
      given({ answer: "secret", level: "secret", period: { kind: "condition", condition: "公布前" } }),
      undefined,
    ],
  ])("%s", (_name, answer, expected) => {
    expect(answerProblem(answer, put, today)).toBe(expected);
  });
  it("an organ asked under 条例17 cannot answer that something is a state secret", () => {
    expect(answerProblem(secret("secret", 5), { ...put, question: "disclosure" }, today)).toBe(
      "answer-does-not-fit",
    );
  });
});

describe("the life of a referral", () => {
  it.each<[readonly ReferralStep[], boolean, boolean, string]>([
    [[], false, true, "drafted"],
    [["sent"], false, true, "sent"],
    [["sent", "received", "reminded"], false, true, "sent"],
    [["sent"], true, false, "answered"],
    [["withdrawn"], false, false, "withdrawn"],
    [["sent", "withdrawn"], false, false, "withdrawn"],
    // V3: the item changed, the review no longer waits for this answer.
    [[], false, false, "stale"],
    [["sent"], false, false, "stale"],
  ])("%j, answered %s, awaited %s: %s", (steps, answered, reviewWaits, expected) => {
    expect(referralState({ steps, answered, reviewWaits })).toBe(expected);
  });

  const draftedOn = calendarDay("2026-09-01");
  const sent = [{ step: "sent" as const, onDay: calendarDay("2026-09-03") }];
  it.each<[string, Parameters<typeof stepProblem>[0], ReferralStep, string, string | undefined]>([
    ["sent", { state: "drafted", draftedOn, steps: [] }, "sent", "2026-09-03", undefined],
    ["sent twice", { state: "sent", draftedOn, steps: sent }, "sent", "2026-09-04", "step-done"],
    [
      "received before it was sent",
      { state: "drafted", draftedOn, steps: [] },
      "received",
      "2026-09-03",
      "not-sent",
    ],
    [
      "received a day before",
      { state: "sent", draftedOn, steps: sent },
      "received",
      "2026-09-02",
      "day-out-of-order",
    ],
    ["received", { state: "sent", draftedOn, steps: sent }, "received", "2026-09-04", undefined],
    [
      "reminded twice",
      { state: "sent", draftedOn, steps: [...sent, { step: "reminded", onDay: today }] },
      "reminded",
      "2026-09-16",
      undefined,
    ],
    ["tomorrow", { state: "drafted", draftedOn, steps: [] }, "sent", "2026-09-17", "day-in-future"],
    ["taken back unsent", { state: "drafted", draftedOn, steps: [] }, "withdrawn", "2026-09-02", undefined],
    [
      "taken back after the answer",
      { state: "answered", draftedOn, steps: sent },
      "withdrawn",
      "2026-09-16",
      "referral-ended",
    ],
    ["sent though stale", { state: "stale", draftedOn, steps: [] }, "sent", "2026-09-16", "referral-ended"],
  ])("%s", (_name, referral, step, onDay, expected) => {
    expect(stepProblem(referral, step, calendarDay(onDay), today)).toBe(expected);
  });

  it("every answer has its own words", () => {
    const labels = (Object.keys(referralAnswers) as ReferralAnswer[]).map(
      (each) => referralAnswers[each].label,
    );
    expect(new Set(labels).size).toBe(labels.length);
  });
});
