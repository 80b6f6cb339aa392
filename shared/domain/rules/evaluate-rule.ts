import { err, type Result } from "../../kernel/result.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { evaluateDeadline } from "./deadline.ts";
import { evaluateFee } from "./fee.ts";
import { evaluateLetter } from "./letter.ts";
import { evaluateRelief } from "./relief.ts";
import { nameFacts } from "./question-names.ts";
import { evaluateReview } from "./review.ts";
import type { RuleError, RuleOutput } from "./rule-error.ts";
import { isInputRecord } from "./rule-input.ts";

const ruleKinds = ["deadline", "fee", "letter", "relief", "review"] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** Whether a text names a kind of question the rules answer. */
function isRuleKind(value: unknown): value is RuleKind {
  return ruleKinds.some((kind) => kind === value);
}

/**
 * Answers one question of the public `rules` command from its facts alone. Stateless: the same question and calendar
 * give the same answer. The output holds at least the keys the question kind documents; later versions only add.
 */
export function evaluateRule(
  kind: unknown,
  input: unknown,
  calendar: WorkCalendar = officialCalendar,
): Result<RuleOutput, RuleError> {
  if (!isRuleKind(kind)) return err({ type: "unknown-kind" });
  const facts = isInputRecord(input) ? nameFacts(kind, input) : input;
  switch (kind) {
    case "deadline":
      return evaluateDeadline(facts, calendar);
    case "fee":
      return evaluateFee(facts, calendar);
    case "letter":
      return evaluateLetter(facts);
    case "relief":
      return evaluateRelief(facts);
    default:
      return evaluateReview(facts, calendar);
  }
}
