import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  advance,
  allowedConclusions,
  invalidatedStages,
  stageConcludes,
  stageMayRefer,
  transitions,
  type ReviewEventKind,
  type ReviewPosition,
} from "./review-machine.ts";
import {
  reviewConclusions,
  reviewStages,
  reviewStates,
  stagePath,
  type ReviewConclusion,
  type ReviewStage,
  type ReviewState,
} from "./review-stages.ts";

const path = stagePath({ officeCheck: true });
const short = stagePath({ officeCheck: false });
const at = (currentStage: ReviewStage, stages = path): ReviewPosition => ({
  state: "open",
  stagePath: stages,
  currentStage,
});
const outcome = (result: ReturnType<typeof advance>) =>
  result.ok
    ? [result.value.state, result.value.currentStage].filter(Boolean).join(" ")
    : `refused: ${result.error.type}`;

describe("the review machine", () => {
  /** Every state with every event (domain/review.md §1, §6; V1–V3). */
  const table: Readonly<Record<ReviewState, Readonly<Record<ReviewEventKind, string>>>> = {
    open: {
      agree: "open officeCheck",
      return: "returned",
      refer: "referred",
      resume: "refused: review-closed",
      determine: "refused: review-closed",
      change: "stale",
      release: "refused: not-approved",
    },
    referred: {
      agree: "refused: review-closed",
      return: "refused: review-closed",
      refer: "refused: review-closed",
      resume: "open confidentialityCheck",
      determine: "concluded",
      change: "stale",
      release: "refused: not-approved",
    },
    approved: {
      agree: "refused: review-closed",
      return: "refused: review-closed",
      refer: "refused: review-closed",
      resume: "refused: review-closed",
      determine: "refused: review-closed",
      change: "stale",
      release: "used",
    },
    returned: closed(),
    concluded: closed(),
    stale: closed(),
    used: closed(),
  };
  function closed(): Readonly<Record<ReviewEventKind, string>> {
    return {
      agree: "refused: review-closed",
      return: "refused: review-closed",
      refer: "refused: review-closed",
      resume: "refused: review-closed",
      determine: "refused: review-closed",
      change: "refused: review-closed",
      release: "refused: not-approved",
    };
  }
  const cases = Object.entries(table).flatMap(([state, row]) =>
    Object.entries(row).map(([kind, expected]) => [state, kind, expected] as const),
  );
  it("knows every state", () => {
    expect(Object.keys(table).toSorted()).toEqual(Object.keys(reviewStates).toSorted());
  });
  it.each(cases)("%s + %s → %s", (state, kind, expected) => {
    const position: ReviewPosition = {
      state: state as ReviewState,
      stagePath: path,
      ...(state === "open" ? { currentStage: "confidentialityCheck" as const } : {}),
    };
    expect(outcome(advance(position, { kind: kind as ReviewEventKind, conclusion: "disclose" }))).toBe(
      expected,
    );
  });

  it.each([
    [path, "selfCheck", "open unitHeadReview"],
    [path, "unitHeadReview", "open confidentialityCheck"],
    [path, "confidentialityCheck", "open officeCheck"],
    [path, "officeCheck", "open leaderApproval"],
    [path, "leaderApproval", "approved"],
    [short, "confidentialityCheck", "open leaderApproval"],
    [short, "leaderApproval", "approved"],
  ] as const)("agreement goes on in %j from %s to %s", (stages, stage, expected) => {
    expect(outcome(advance(at(stage, stages), { kind: "agree", conclusion: "disclose" }))).toBe(expected);
  });

  it.each(Object.entries(reviewConclusions).map(([key, value]) => [key, value.releases] as const))(
    "the last stage with %s approves: %s",
    (conclusion, releases) => {
      const result = advance(at("leaderApproval"), {
        kind: "agree",
        conclusion: conclusion as ReviewConclusion,
      });
      const expected =
        conclusion === "returned" || conclusion === "referred"
          ? "refused: conclusion-not-allowed"
          : releases
            ? "approved"
            : "concluded";
      expect(outcome(result)).toBe(expected);
    },
  );

  it.each(Object.keys(reviewStages) as ReviewStage[])("%s: conclusions and referral", (stage) => {
    const concludes = stage === "confidentialityCheck" || stage === "leaderApproval";
    const refers = concludes || stage === "officeCheck";
    expect([stageConcludes(stage), stageMayRefer(stage)]).toEqual([concludes, refers]);
    expect(outcome(advance(at(stage), { kind: "refer" }))).toBe(
      refers ? "referred" : "refused: stage-cannot-refer",
    );
    if (concludes) expect(outcome(advance(at(stage), { kind: "agree" }))).toBe("refused: conclusion-missing");
    else expect(allowedConclusions(stage, { masked: false, targeted: false })).toEqual([]);
  });

  it.each([
    [{ masked: false, targeted: false }, ["disclose", "disclosePartial"]],
    [{ masked: true, targeted: false }, ["discloseRedacted", "disclosePartial"]],
    [{ masked: false, targeted: true }, ["discloseTargeted"]],
    [{ masked: true, targeted: true }, ["discloseTargeted"]],
  ])("%o releases only as %j (domain/review.md §6)", (revision, expected) => {
    const releasing = allowedConclusions("leaderApproval", revision).filter(
      (conclusion) => reviewConclusions[conclusion].releases,
    );
    expect(releasing).toEqual(expected);
  });

  it("a change makes everything from the confidentiality check on void (SD-03)", () => {
    expect(invalidatedStages(path)).toEqual(["confidentialityCheck", "officeCheck", "leaderApproval"]);
  });

  it("reaches approval only through every stage, whatever happens in which order", () => {
    const event = fc.record({
      kind: fc.constantFrom<ReviewEventKind>(
        "agree",
        "agree",
        "agree",
        "return",
        "refer",
        "resume",
        "determine",
        "change",
        "release",
      ),
      conclusion: fc.constantFrom(...(Object.keys(reviewConclusions) as ReviewConclusion[])),
    });
    fc.assert(
      fc.property(fc.boolean(), fc.array(event, { maxLength: 12 }), (officeCheck, events) => {
        const stages = stagePath({ officeCheck });
        let position: ReviewPosition = { state: "open", stagePath: stages, currentStage: "selfCheck" };
        let agreed: readonly ReviewStage[] = [];
        let wasApproved = false;
        for (const happening of events) {
          const before = position;
          const result = advance(position, happening);
          if (!result.ok) continue;
          expect(Object.keys(transitions[before.state])).not.toEqual([]);
          if (happening.kind === "agree" && before.currentStage) agreed = [...agreed, before.currentStage];
          // An answer makes what was decided from 专门审查 on void: every later stage agrees anew.
          if (happening.kind === "resume") {
            expect(before.state).toBe("referred");
            agreed = agreed.slice(0, stages.indexOf("confidentialityCheck"));
          }
          position = { stagePath: stages, ...result.value };
          if (position.state === "approved") {
            wasApproved = true;
            expect(agreed).toEqual(stages);
          }
          if (position.state === "used") expect([wasApproved, before.state]).toEqual([true, "approved"]);
          // Open is exactly what has a stage.
          expect(position.state === "open").toBe(position.currentStage !== undefined);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
