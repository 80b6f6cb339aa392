import { err, type Result } from "../../kernel/result.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { evaluateChange, evaluateGate } from "./review-change.ts";
import { evaluateChecklist, evaluateConclusion, evaluateDoubt } from "./review-checklist.ts";
import { evaluateIntake, evaluateSecrecyPeriod } from "./review-intake.ts";
import { evaluateMasking } from "./review-masking.ts";
import {
  evaluateAfterPublication,
  evaluateProperty,
  evaluateSmallCell,
  evaluateStageTime,
  evaluateThreeSynchronisations,
} from "./review-publication.ts";
import {
  evaluateDelegation,
  evaluatePowers,
  evaluateStageHolders,
  evaluateStageList,
  evaluateTwoPersons,
} from "./review-separation.ts";
import type { RuleError, RuleOutput } from "./rule-error.ts";
import { isInputRecord, RuleInputReader } from "./rule-input.ts";

/** A refusal of any part is a refusal of the whole; everything else is simply joined. */
function join(answers: readonly Record<string, unknown>[]): Record<string, unknown> {
  const joined: Record<string, unknown> = {};
  for (const answer of answers) {
    for (const [key, value] of Object.entries(answer)) {
      const gate = key === "allowed" || key === "publishAllowed" || key === "accepted";
      joined[key] = gate && joined[key] === false ? false : value;
    }
  }
  return joined;
}

/**
 * Answers a question of kind `review`: intake of marked files, what a change voids, the publication gate, separation of
 * duties, checklist, conclusions, masking, re-review, leak report.
 *
 * Source: review.md §§1–8; 保密法31, 35; 保密法实施条例25, 42, 61.
 */
export function evaluateReview(
  input: unknown,
  calendar: WorkCalendar = officialCalendar,
): Result<RuleOutput, RuleError> {
  if (!isInputRecord(input)) return err({ type: "unsupported-input" });
  const reader = new RuleInputReader(input);
  const asOf = reader.day("asOf", "today");
  return reader.finish(
    join([
      evaluateMasking(reader),
      evaluateIntake(reader),
      evaluateSecrecyPeriod(reader),
      evaluateStageHolders(reader),
      evaluatePowers(reader),
      evaluateDelegation(reader, asOf),
      evaluateStageList(reader),
      evaluateTwoPersons(reader),
      evaluateChecklist(reader),
      evaluateConclusion(reader, calendar),
      evaluateDoubt(reader, calendar),
      evaluateAfterPublication(reader, calendar, asOf),
      evaluateProperty(reader),
      evaluateStageTime(reader, calendar),
      evaluateThreeSynchronisations(reader),
      evaluateSmallCell(reader),
      evaluateGate(reader, calendar, asOf),
      evaluateChange(reader),
    ]),
  );
}
