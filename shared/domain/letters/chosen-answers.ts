import { questions, type QuestionId } from "./chooser-questions.ts";
import type { LintContext } from "./lint-context.ts";
import type { Reason } from "./relief.ts";

/** The answer a letter's reasons give to one question of the path; undefined when they do not pass it. */
function answered(reasons: readonly Reason[], id: QuestionId): string | undefined {
  return questions[id].options.find((option) => reasons.some((reason) => reason.text === option.because))
    ?.value;
}

/**
 * What the person answered on the way to a letter, read back from the reasons kept with it: whether the information can
 * be separated (条例37) and whether a law, regulation or rule prescribes its disclosure (条例16). LV-05 asks for both.
 */
export function answersOfChoice(
  reasons: readonly Reason[],
): Required<Pick<LintContext, "separability" | "disclosureRequired">> {
  const separable = answered(reasons, "separable");
  const prescribed = answered(reasons, "disclosurePrescribed");
  return {
    separability:
      separable === "yes" ? "separable" : separable === "no" ? "notSeparable" : ("unanswered" as const),
    disclosureRequired:
      prescribed === "yes" ? "required" : prescribed === "no" ? "notRequired" : ("unanswered" as const),
  };
}
