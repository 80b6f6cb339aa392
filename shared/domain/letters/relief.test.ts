import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { letterIds, type LetterId } from "./letter-id.ts";
import { reliefRules, requiredRelief, strictestRelief, type ReliefFacts } from "./relief.ts";
import type { WithholdingGround } from "./withholding-ground.ts";

/** The matrix of `law.md` §6.4, row by row. */
const matrix: readonly (readonly [row: string, letters: readonly LetterId[], block: string])[] = [
  [
    "予以公开、已主动公开、告知时间",
    ["disclosure-granted", "disclosure-granted-proactive", "disclosure-granted-future"],
    "relief-dual",
  ],
  [
    "不予公开 ×7",
    [
      "refusal-state-secret",
      "refusal-legal-prohibition",
      "refusal-security-stability",
      "refusal-third-party",
      "refusal-internal-affairs",
      "refusal-process-information",
      "refusal-enforcement-file",
    ],
    "relief-reconsideration-first",
  ],
  ["专门查询", ["special-query"], "relief-dual"],
  [
    "信息不存在、非本机关、加工分析、补正后仍不明确",
    [
      "unable-not-held",
      "unable-not-responsible",
      "unable-processing-required",
      "unable-unclear-after-correction",
    ],
    "relief-dual",
  ],
  [
    "重复申请、信访投诉举报、公开出版物、大量反复、重新出具",
    [
      "not-processed-repeat",
      "not-processed-petition",
      "not-processed-publication",
      "not-processed-abnormal-volume",
      "not-processed-reconfirm",
    ],
    "relief-dual",
  ],
  ["非政府信息", ["not-government-information"], "relief-dual"],
  [
    "视为放弃",
    ["application-deemed-abandoned-correction", "application-deemed-abandoned-fee"],
    "relief-dual",
  ],
  ["更正申请答复", ["record-correction-decision"], "relief-dual"],
  ["更正转送", ["record-correction-transfer"], "relief-none"],
  ["告知第三方决定书", ["third-party-decision-notice"], "relief-third-party"],
  [
    "程序性文书",
    [
      "correction-notice",
      "extension-notice",
      "delayed-reply-notice",
      "reason-request-notice",
      "third-party-consultation-letter",
      "other-organ-consultation-letter",
      "third-party-consultation-applicant-notice",
      "fee-notice",
      "receipt-acknowledgement",
      "inspection-arrangement-notice",
      "service-receipt",
    ],
    "relief-none",
  ],
  ["当场答复、撤回、建议答复（letters.md）", ["on-the-spot-reply-record"], "relief-dual"],
];

const row = matrix.flatMap(([name, letters, block]) =>
  letters.map((letter) => [name, letter, block] as const),
);

describe("requiredRelief", () => {
  it.each(row)("%s: %s → %s", (_name, letter, block) => {
    expect(requiredRelief({ letter }).block).toBe(block);
    expect(requiredRelief({ letter }).reasons.length).toBeGreaterThan(0);
  });

  it.each<readonly [readonly WithholdingGround[], string]>([
    [["stateSecret"], "relief-partial"],
    [["thirdPartyRights", "notHeld"], "relief-partial"],
    [["enforcementFile"], "relief-partial"],
    [["notHeld"], "relief-dual"],
    [["notGovernmentInformation", "notResponsible"], "relief-dual"],
  ])("部分公开 with %j → %s", (grounds, block) => {
    expect(requiredRelief({ letter: "disclosure-partial", grounds }).block).toBe(block);
  });

  it("names the online channel exactly when a letter with relief is served online (复议法22②)", () => {
    for (const letter of letterIds) {
      const { block, onlineAddendum } = requiredRelief({ letter, servedOnline: true });
      expect(onlineAddendum).toBe(block !== "relief-none");
      expect(requiredRelief({ letter }).onlineAddendum).toBe(false);
    }
  });

  it("lets the organ decide for 专门查询, and a rectification follow its original", () => {
    expect(
      requiredRelief({ letter: "special-query", specialQueryRelief: "relief-reconsideration-first" }).block,
    ).toBe("relief-reconsideration-first");
    expect(
      requiredRelief({ letter: "letter-rectification", originalLetter: "refusal-third-party" }).block,
    ).toBe("relief-reconsideration-first");
    expect(requiredRelief({ letter: "letter-rectification" }).block).toBe("relief-none");
  });

  it.each([
    ["2023-12-31", false],
    ["2024-01-01", true],
    ["2025-05-31", true],
    ["2025-06-01", false],
  ])("decided on %s → keeps the wording actually used: %s", (day, keeps) => {
    const facts: ReliefFacts = { letter: "unable-not-held", issueDate: calendarDay(day) };
    expect(requiredRelief(facts).keepIssuedWording).toBe(keeps);
  });

  it("has a rule for each of the fifty", () => {
    expect(Object.keys(reliefRules)).toEqual([...letterIds]);
  });
});

describe("strictestRelief", () => {
  it.each<readonly [readonly LetterId[], string]>([
    [["refusal-state-secret", "refusal-internal-affairs"], "relief-reconsideration-first"],
    [["disclosure-granted", "refusal-third-party"], "relief-partial"],
    [["unable-not-held", "disclosure-partial"], "relief-partial"],
    [["disclosure-granted", "unable-not-held"], "relief-dual"],
    [["correction-notice", "disclosure-granted"], "relief-dual"],
    [["correction-notice"], "relief-none"],
  ])("%j → %s", (letters, block) => {
    expect(strictestRelief(letters.map((letter) => ({ letter }))).block).toBe(block);
  });

  it("does not depend on the order of the items", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...letterIds], { minLength: 1, maxLength: 5 }), (letters) => {
        const forwards = strictestRelief(letters.map((letter) => ({ letter })));
        const backwards = strictestRelief([...letters].reverse().map((letter) => ({ letter })));
        expect(forwards.block).toBe(backwards.block);
      }),
      { numRuns: 200 },
    );
  });
});
