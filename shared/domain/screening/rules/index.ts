export type { ScreeningRule } from "./rule.ts";
export { screeningRules, type RuleId } from "./rule-set.ts";

/** Raised whenever a rule, a word list or a detector changes what is found; recorded with every screening. */
export const rulesVersion = "2026.12.06";
