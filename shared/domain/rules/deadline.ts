import { err, type Result } from "../../kernel/result.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { evaluateApplicationDeadline } from "./deadline-application.ts";
import { evaluateOtherDeadlines } from "./deadline-others.ts";
import type { RuleError, RuleOutput } from "./rule-error.ts";
import { isInputRecord, RuleInputReader } from "./rule-input.ts";

/**
 * Answers a question of kind `deadline`: any clock of the law from the facts given, as many derived dates as follow
 * from them. Days are civil days in Asia/Shanghai; moments are read as their Beijing day.
 *
 * Errors: a wrong value (with its field), or nothing in the input that a clock fits.
 * Source: law.md §§3–4 and the statutes named there.
 */
export function evaluateDeadline(
  input: unknown,
  calendar: WorkCalendar = officialCalendar,
): Result<RuleOutput, RuleError> {
  if (!isInputRecord(input)) return err({ type: "unsupported-input" });
  const reader = new RuleInputReader(input);
  const asOf = reader.day("asOf", "today");
  const application = evaluateApplicationDeadline(reader, calendar, asOf);
  const others = evaluateOtherDeadlines(reader, calendar, asOf);
  const answer = { ...others, ...application };
  // Every day that touches a year without a published schedule is called 暂定, whichever clock it came from.
  return reader.finish(answer["provisional"] === true ? { ...answer, label: "暂定" } : answer);
}
