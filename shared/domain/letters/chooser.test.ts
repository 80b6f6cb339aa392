import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { chooseLetter, parseChooserFacts, type ChooserFacts } from "./chooser.ts";
import { questions, type QuestionId } from "./chooser-questions.ts";
import { isRefusal, letterIds, type LetterId } from "./letter-id.ts";

interface Path {
  readonly facts: ChooserFacts;
  readonly letter: LetterId;
}

/** Every way through the path: answer whatever is asked, each option in turn. */
function allPaths(facts: ChooserFacts = {}): readonly Path[] {
  const choice = chooseLetter(facts);
  if ("letter" in choice) return [{ facts, letter: choice.letter }];
  if (facts[choice.missing.id] !== undefined) return [];
  return choice.missing.options.flatMap((option) =>
    allPaths({ ...facts, [choice.missing.id]: option.value }),
  );
}

const paths = allPaths();

describe("chooseLetter", () => {
  it("reaches each of the fifty documents", () => {
    expect(new Set(paths.map((path) => path.letter))).toEqual(new Set(letterIds));
  });

  it("gives at least one reason with its article for every choice", () => {
    for (const path of paths) {
      const choice = chooseLetter(path.facts);
      expect(choice.reasons.length).toBeGreaterThan(0);
      for (const reason of choice.reasons) expect(reason.text && reason.article).toBeTruthy();
    }
  });

  it("asks whether the information can be separated before every full refusal (条例37)", () => {
    const refused = paths.filter((path) => isRefusal(path.letter));
    expect(refused.length).toBeGreaterThan(6);
    for (const path of refused) expect(path.facts.separable).toBe("no");
  });

  it("never says 不存在 without a search record, and asks responsibility before existence", () => {
    for (const path of paths.filter((one) => one.letter === "unable-not-held")) {
      expect(path.facts).toMatchObject({ searchRecord: "yes", responsible: "yes" });
    }
  });

  it("asks 已主动公开 before any restriction", () => {
    for (const path of paths.filter((one) => one.facts.restriction !== undefined)) {
      expect(path.facts.alreadyPublic).toBe("no");
    }
  });

  it("never refuses by default: dropping any answer of a refusal's path leaves a question open", () => {
    for (const path of paths.filter((one) => isRefusal(one.letter))) {
      for (const id of Object.keys(path.facts) as QuestionId[]) {
        if (id === "task") continue;
        const { [id]: _dropped, ...rest } = path.facts;
        expect(chooseLetter(rest)).toHaveProperty("missing.id", id);
      }
    }
  });

  it("gives one letter for one set of facts, whatever the order they were told in", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.integer(), (path, seed) => {
        const entries = Object.entries(path.facts).sort(
          ([a], [b]) => ((a.length * seed) % 7) - ((b.length * seed) % 7) || (a < b ? -1 : 1),
        );
        expect(chooseLetter(Object.fromEntries(entries))).toEqual(chooseLetter(path.facts));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    // 条例14: only laws and administrative regulations forbid disclosure.
    [{ restriction: "legalProhibition", prohibitingSource: "lower" }, "restriction"],
    [{ restriction: "stateSecret", classificationState: "expired" }, "restriction"],
    [{ restriction: "stateSecret", classificationState: "unclear" }, "classificationState"],
    [{ specialAccess: "yes", specialAccessBasis: "lower" }, "specialAccess"],
  ])("reopens the question when the answer does not carry: %j → %s", (facts, open) => {
    const path = paths.find((one) => one.letter === "refusal-internal-affairs")?.facts ?? {};
    const {
      restriction: _restriction,
      separable: _separable,
      disclosurePrescribed: _prescribed,
      ...gates
    } = path;
    expect(chooseLetter({ ...gates, ...facts })).toHaveProperty("missing.id", open);
  });

  it("asks the first question when nothing is known and sees the task from the facts otherwise", () => {
    expect(chooseLetter({})).toHaveProperty("missing.id", "task");
    expect(chooseLetter({ competentToCorrect: "no" })).toMatchObject({
      letter: "record-correction-transfer",
    });
    expect(chooseLetter({ alreadyPublic: "yes" })).toHaveProperty("missing.id", "withdrawn");
  });

  it("leads nowhere but to questions and letters that exist, each question under its own id", () => {
    for (const [id, question] of Object.entries(questions)) {
      expect(question.id).toBe(id);
      expect(new Set(question.options.map((option) => option.value)).size).toBe(question.options.length);
    }
  });
});

describe("parseChooserFacts", () => {
  it("reads values, labels and yes or no", () => {
    expect(parseChooserFacts({ held: "yes", responsible: true, restriction: "国家秘密", task: "" })).toEqual({
      ok: true,
      value: { held: "yes", responsible: "yes", restriction: "stateSecret" },
    });
  });

  it.each([
    [[], "facts-not-an-object"],
    [{ colour: "red" }, "unknown-question"],
    [{ held: "perhaps" }, "unknown-answer"],
  ])("says what is wrong: %j → %s", (input, type) => {
    expect(parseChooserFacts(input)).toMatchObject({ ok: false, error: { type } });
  });
});
