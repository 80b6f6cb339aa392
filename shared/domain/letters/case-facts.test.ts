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

  it("refuses an answer that no reading knows", () => {
    expect(chooseFromFacts({ restriction: "weather" })).toMatchObject({ ok: false });
    expect(chooseFromFacts({ colour: "red" })).toMatchObject({ ok: false });
  });
});
