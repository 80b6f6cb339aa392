import { describe, expect, it } from "vitest";

import type { ChooserFacts } from "../../../shared/domain/letters/chooser.ts";
import { questions } from "../../../shared/domain/letters/chooser-questions.ts";
import { answerQuestion, blockedAnswer, reopenQuestion, walkPath } from "./chooser-model.ts";

const reply: ChooserFacts = { task: "reply", withdrawn: "no", contentComplete: "yes" };

describe("the question path", () => {
  it("starts with the first question", () => {
    const path = walkPath({});
    expect(path.answered).toEqual([]);
    expect(path.choice).toMatchObject({ missing: { id: "task" } });
  });

  it("shows what was answered and asks the next", () => {
    const path = walkPath(reply);
    expect(path.answered.map((each) => each.question.id)).toEqual(["task", "withdrawn", "contentComplete"]);
    expect(path.choice).toMatchObject({ missing: { id: "requestNature" } });
  });

  it("ends in a letter with its reasons", () => {
    const path = walkPath({ task: "reply", withdrawn: "yes" });
    expect(path.choice).toMatchObject({ letter: "application-withdrawn" });
    expect(path.choice.reasons.length).toBe(path.answered.length);
  });

  it("drops what lay behind an answer that changed", () => {
    expect(answerQuestion(reply, "withdrawn", "yes")).toEqual({ task: "reply", withdrawn: "yes" });
    expect(reopenQuestion(reply, "withdrawn")).toEqual({ task: "reply" });
  });

  it("keeps an answer that does not carry as an open question with its reason", () => {
    const path = walkPath({ task: "delay", delayKind: "ordinary", extensionApproved: "no" });
    expect(blockedAnswer(path)?.question.id).toBe("extensionApproved");
    expect(path.choice).toMatchObject({ missing: { id: "extensionApproved" } });
    expect(blockedAnswer(walkPath(reply))).toBeUndefined();
  });

  it("never walks in a circle, whatever is answered", () => {
    for (const question of Object.values(questions))
      for (const option of question.options) {
        const path = walkPath({
          [question.id]: option.value,
          task: "rectification",
          errorKind: "substantive",
        });
        expect(path.answered.length).toBeLessThanOrEqual(Object.keys(questions).length);
      }
  });
});
