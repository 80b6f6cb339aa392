import { describe, expect, it } from "vitest";

import { letterIds } from "../letters/letter-id.ts";
import { evaluateLetter } from "./letter.ts";
import { evaluateRelief } from "./relief.ts";

type Case = readonly [input: Record<string, unknown>, expected: Record<string, unknown>];

/** Development cases DL01–DL03, and `law.md` §6.2 and §6.4. */
const relief: readonly Case[] = [
  [{ organs: ["市教育局"] }, { 市教育局: ["市人民政府"] }],
  [
    { organs: ["市人民政府", "市司法局", "市税务局"] },
    {
      市人民政府: ["省人民政府"],
      市司法局: ["市人民政府", "上一级司法行政部门"],
      市税务局: ["上一级主管部门"],
    },
  ],
  [
    { letter: "disclosure-partial", grounds: ["14"], serviceMethod: "internet" },
    { relief: "relief-partial", addendum: "relief-online-addendum" },
  ],
  [
    { letter: "disclosure-partial", grounds: ["36(四)"] },
    { relief: "relief-dual", addendum: null },
  ],
  [{ letter: "disclosure-partial", grounds: ["不存在", "第十六条"] }, { relief: "relief-partial" }],
  [
    { letter: "refusal-third-party", serviceMethod: "邮寄" },
    { relief: "relief-reconsideration-first", addendum: null },
  ],
  [
    { letter: "correction-notice", serviceMethod: "internet" },
    { relief: "relief-none", addendum: null },
  ],
  [
    { letters: ["correction-notice", "unable-not-held"] },
    { "correction-notice": "relief-none", "unable-not-held": "relief-dual" },
  ],
  [{ outcome: "deny_admin_query" }, { letter: "special-query", relief: "relief-dual" }],
  [{ items: [{ decision: "予以公开" }, { decision: "不予公开" }] }, { relief: "relief-partial" }],
  [
    { letter: "unable-not-held", decisionDate: "2025-05-31" },
    { keepIssuedWording: true, regenerate: false },
  ],
];

const letter: readonly Case[] = [
  // letters.md §1: one letter may answer several units, with the relief of the strictest.
  [
    { items: [{ restriction: "none" }, { restriction: "stateSecret", separable: false }] },
    { letters: ["disclosure-granted", "refusal-state-secret"], joinable: true, relief: "relief-partial" },
  ],
  [
    {
      items: [{ held: false, searchRecord: true }, { responsible: false }, { alreadyPublic: true }],
      serviceMethod: "internet",
    },
    {
      letters: ["unable-not-held", "unable-not-responsible", "disclosure-granted-proactive"],
      joinable: true,
      relief: "relief-dual",
      addendum: "relief-online-addendum",
    },
  ],
  [
    {
      parts: [
        { internalAffairs: true, separable: false },
        { processInformation: true, separable: false },
      ],
    },
    { letters: ["refusal-internal-affairs", "refusal-process-information"], reconsiderationFirst: true },
  ],
  [
    { items: ["not-processed-petition", "disclosure-partial"] },
    { letters: ["not-processed-petition", "disclosure-partial"], joinable: true, relief: "relief-partial" },
  ],
  [
    { items: [{ restriction: "none" }, { contentClear: false }] },
    { letters: ["disclosure-granted", "correction-notice"], joinable: false, relief: "relief-dual" },
  ],
  [
    { items: [{ restriction: "none" }, { withdrawn: true }] },
    { letters: ["disclosure-granted", "application-withdrawn"], joinable: false },
  ],
  [
    { items: [{ restriction: "none" }, { tradeSecret: true }] },
    { letters: ["disclosure-granted", null], joinable: false },
  ],
  [{ items: [{ restriction: "none" }] }, { letters: ["disclosure-granted"], joinable: false }],
  [{ docNumber: "云建公开告〔2026〕5号" }, { valid: true, year: 2026, sequence: 5 }],
  [
    { docNumber: "云建公开告〔2026〕05号" },
    { valid: false, problem: "leading-zero", repaired: "云建公开告〔2026〕5号" },
  ],
  [
    { letter: "unable-not-held" },
    {
      basis: ["条例36(四)"],
      series: "公开告",
      reportCategory: "（四）1",
      outcomeCode: "unable_not_exist",
      signAllowed: true,
    },
  ],
  [
    { letter: "unable-not-held", searchRecord: null },
    { blocked: true, rule: "LV-04" },
  ],
  [
    { letter: "extension-notice", extensionDays: 25 },
    { blocked: true, rule: "LV-11" },
  ],
  [
    { letter: "extension-notice", approverName: "" },
    { blocked: true, rule: "LV-01" },
  ],
  [
    { letter: "refusal-legal-prohibition", citedSource: "部门规章" },
    { blocked: true, rule: "LV-06" },
  ],
  [
    { letter: "refusal-internal-affairs", separable: null },
    { blocked: true, rule: "LV-05" },
  ],
  [
    { letter: "correction-notice", previousCorrectionNotices: 1 },
    { blocked: true, rule: "LV-12" },
  ],
  [
    { letter: "third-party-consultation-letter", applicantName: "李秋实", text: "申请人李秋实申请公开" },
    { blocked: true, rule: "LV-07" },
  ],
  [{ text: "机密★10年" }, { blocked: true, rule: "LV-14" }],
  [
    { letter: "disclosure-granted", organShort: "云建", year: 2026, sequence: 3 },
    { docNumber: "云建公开答〔2026〕3号" },
  ],
  [{ outcome: "refuse_duplicate" }, { letter: "not-processed-repeat", reportCategory: "（五）2" }],
  [{ facts: { alreadyPublic: true } }, { letter: "disclosure-granted-proactive", relief: "relief-dual" }],
  [{ facts: { contentClear: false } }, { letter: "correction-notice", series: "公开补" }],
  [{ facts: { exists: false, searchRecord: false } }, { letter: "search-record" }],
  [{ facts: { exists: false, searchRecord: true } }, { letter: "unable-not-held" }],
  [{ facts: { originType: "joint", leadOrgan: false } }, { letter: "unable-not-responsible" }],
  [
    { facts: { ground: "stateSecret" } },
    { letter: null, missing: "separable", ifNotSeparable: "refusal-state-secret" },
  ],
  [{ facts: { ground: "stateSecret", separable: true } }, { letter: "disclosure-partial" }],
  [{ facts: { ground: "processInformation", mustDisclose: true } }, { letter: "disclosure-granted" }],
  [
    { facts: { ground: "legalProhibition", citedSource: "规范性文件" } },
    { letter: null, missing: "restriction" },
  ],
  [{ facts: { ground: "15", thirdPartyOpinion: "silent" } }, { letter: null, missing: "organDecision" }],
  [{ situation: "信访事项" }, { letter: "not-processed-petition" }],
];

describe("rule kind relief", () => {
  it.each(relief)("%j → %j", (input, expected) => {
    expect(evaluateRelief(input)).toMatchObject({ ok: true, value: expected });
  });

  it.each([null, "市教育局", {}, { letter: "no-such-letter" }, { organs: [3] }])("refuses %j", (input) => {
    expect(evaluateRelief(input)).toMatchObject({ ok: false, error: { type: "unsupported-input" } });
  });
});

describe("rule kind letter", () => {
  it.each(letter)("%j → %j", (input, expected) => {
    expect(evaluateLetter(input)).toMatchObject({ ok: true, value: expected });
  });

  it("knows all fifty by id", () => {
    const answer = evaluateLetter({ letters: letterIds });
    expect(answer.ok && Object.keys(answer.value)).toEqual([...letterIds]);
  });

  it.each([null, [], {}, { letter: "no-such-letter" }, { colour: "red" }])("refuses %j", (input) => {
    expect(evaluateLetter(input)).toMatchObject({ ok: false, error: { type: "unsupported-input" } });
  });
});
