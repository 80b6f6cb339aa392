import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { chooseFromFacts, chooseInTable, documentsByAnswer } from "./case-facts.ts";
import { letterIds } from "./letter-id.ts";

interface ChoiceCase {
  readonly id: string;
  readonly source: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly expected: {
    readonly letter: string | null;
    readonly missing?: string;
    readonly contradiction?: true;
  };
}

const cases = readFileSync(
  new URL("../../../tests/fixtures/letters/choice-cases.jsonl", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as ChoiceCase);

function outcomeOf(facts: unknown): ChoiceCase["expected"] {
  const read = chooseFromFacts(facts);
  if (!read.ok) throw new Error(read.error.type);
  const { choice, contradiction } = read.value;
  if ("letter" in choice) return { letter: choice.letter };
  return { letter: null, missing: choice.missing.id, ...(contradiction ? { contradiction: true } : {}) };
}

/** Written from the articles before the program was asked (`make-choice-cases.py`). */
describe("the document that the facts of a case call for", () => {
  it("has two different sets of facts for each of the fifty documents", () => {
    const sets = (id: string): number =>
      new Set(cases.filter((one) => one.expected.letter === id).map((one) => JSON.stringify(one.facts))).size;
    expect(letterIds.filter((id) => sets(id) < 2)).toEqual([]);
    expect(cases.filter((one) => one.expected.missing).length).toBeGreaterThan(25);
    expect(cases.filter((one) => one.expected.contradiction).length).toBeGreaterThan(12);
  });

  it.each(cases)("$id $source", ({ facts, expected }) => {
    expect(outcomeOf(facts)).toMatchObject(expected);
  });

  it("names both facts of a contradiction, its article and the question that settles it", () => {
    expect(chooseFromFacts({ responsible: false, originType: "made", held: true })).toMatchObject({
      ok: true,
      value: {
        choice: { missing: { id: "responsible" } },
        contradiction: { facts: ["responsible", "originType"], settle: "responsible" },
      },
    });
  });

  it("asks for the exceptions of 条例15 and 16, and tells what each answer leads to", () => {
    const facts = { internalAffairs: true, separable: false };
    expect(outcomeOf(facts)).toEqual({ letter: null, missing: "disclosurePrescribed" });
    expect(documentsByAnswer(facts, "disclosurePrescribed")).toEqual({
      yes: "disclosure-granted",
      no: "refusal-internal-affairs",
    });
  });

  it("tells a table which exceptions of 条例15 and 16 it took not to be there", () => {
    expect(chooseInTable({ internalAffairs: true, separable: false })).toMatchObject({
      choice: { letter: "refusal-internal-affairs" },
      assumed: expect.arrayContaining(["disclosurePrescribed"]) as unknown,
    });
  });

  /** 条例30: the applicant is asked once; letters and dates of that notice say that it went out. */
  it.each([
    [{ correctionDocNumber: "云建公开补〔2026〕1号" }, "correctionResult"],
    [{ correctionIssueDate: "2026-03-06" }, "correctionResult"],
    [{ correctionNoticeIssuedOn: "2026-03-06" }, "correctionResult"],
    [{ correctionReceivedOn: "2026-03-09", correctionDue: "2026-03-30" }, "correctionResult"],
    [{ correctionNoticeSent: true }, "correctionResult"],
    [
      { correctionReceivedOn: "2026-03-09", correctionDue: "2026-03-30", asOf: "2026-03-30" },
      "correctionResult",
    ],
    [
      { correctionReceivedOn: "2026-03-09", correctionDue: "2026-03-30", asOf: "2026-03-31" },
      "application-deemed-abandoned-correction",
    ],
    [{ correctionNoticeSent: true, correctedInTime: false }, "application-deemed-abandoned-correction"],
    [{ correctionNoticeSent: true, correctedInTime: true }, "unable-unclear-after-correction"],
    [
      { correctionNoticeIssuedOn: "2026-03-06", correctedReceivedOn: "2026-03-13" },
      "unable-unclear-after-correction",
    ],
    [
      { correctionIssueDate: "2026-03-06", correctedReceiptDate: "2026-03-13", stillUnclear: "没有年份" },
      "unable-unclear-after-correction",
    ],
    [{}, "correction-notice"],
    [{ correctionNoticeSent: false }, "correction-notice"],
    [{ correctionDocNumber: "" }, "correction-notice"],
  ])("asks for a correction once: %j", (facts, expected) => {
    const read = chooseInTable({ contentClear: false, ...facts })?.choice;
    expect(read && ("letter" in read ? read.letter : read.missing.id)).toBe(expected);
  });

  /** 收费办法6: unpaid after the last day of payment, the application counts as given up. */
  it.each([
    [{ asOf: "2026-04-10" }, "application-deemed-abandoned-fee"],
    [{ asOf: "2026-04-09" }, "abnormalStep"],
    [{}, "abnormalStep"],
    [{ asOf: "2026-04-10", paidOn: "2026-04-01", restriction: "none" }, "disclosure-granted"],
    [{ feePaidOn: "2026-04-01", restriction: "none" }, "disclosure-granted"],
    [{ feeUnpaid: true, feePaidOn: "2026-04-01" }, "contradiction"],
  ])("knows whether the fee was paid: %j", (facts, expected) => {
    const read = chooseInTable({
      feeDocNumber: "云建公开费〔2026〕1号",
      feeNoticeReceivedOn: "2026-03-11",
      payDue: "2026-04-09",
      ...facts,
    });
    const { choice, contradiction } = read ?? {};
    const found = contradiction
      ? "contradiction"
      : choice && ("letter" in choice ? choice.letter : choice.missing.id);
    expect(found).toBe(expected);
    expect(read?.unread ?? []).not.toContain("paidOn");
  });

  it("does not count a corrected application that is clear as unclear", () => {
    expect(
      chooseInTable({
        contentClear: true,
        correctionNoticeIssuedOn: "2026-03-06",
        correctedReceivedOn: "2026-03-13",
        restriction: "none",
      })?.choice,
    ).toMatchObject({ letter: "disclosure-granted" });
  });

  it.each([
    [{ restriction: "none", held: "perhaps" }, "held"],
    [{ restriction: "none", publication: "云州日报" }, "requestNature"],
    [{ restriction: "none", alreadyPublic: "2026-03-02" }, "alreadyPublic"],
    [{ restriction: "stateSecret", separable: "no", classificationState: "?" }, "classificationState"],
  ])("asks where a fact is told in words nobody understands: %j", (facts, missing) => {
    const read = chooseInTable(facts);
    expect(read?.choice).toMatchObject({ missing: { id: missing } });
    expect(read?.unread).toEqual(
      Object.keys(facts).filter((name) => !["restriction", "separable"].includes(name)),
    );
  });

  it.each([
    ["declassified", "restriction"],
    ["已解密", "restriction"],
    ["valid", "refusal-state-secret"],
    ["保密期限内", "refusal-state-secret"],
  ])("reads the state of a secret: %s", (classificationState, expected) => {
    const read = chooseInTable({ restriction: "stateSecret", separable: "no", classificationState })?.choice;
    const found = read && ("letter" in read ? read.letter : read.missing.id);
    if (expected === "restriction") expect(found).not.toBe("refusal-state-secret");
    else expect(found).toBe(expected);
  });

  it.each([
    [{ extensionDays: 20 }, "extension-notice"],
    [{ extensionDays: 21 }, undefined],
    [{ extensionDays: 10, previousExtensions: 1 }, undefined],
  ])("extends once by at most twenty working days (条例33②): %j", (facts, letter) => {
    const read = chooseInTable({ task: "delay", delayKind: "ordinary", ...facts })?.choice;
    expect(read && "letter" in read ? read.letter : undefined).toBe(letter);
  });

  it.each([
    ["云州市教育局", "other-organ-consultation-letter"],
    ["云州市财政局", "unable-not-responsible"],
  ])("knows the organ itself as the lead of a joint paper (条例10①): %s", (leadOrgan, letter) => {
    expect(
      chooseInTable({ originType: "joint", leadOrgan, organName: "云州市教育局" })?.choice,
    ).toMatchObject({ letter });
  });

  it("refuses an answer that no reading knows", () => {
    expect(chooseFromFacts({ restriction: "weather" })).toMatchObject({ ok: false });
    expect(chooseFromFacts({ colour: "red" })).toMatchObject({ ok: false });
  });
});
