/**
 * A department's own screening rules, as one set with a version: words and patterns to find, and which delivered rules
 * are switched off. A set is replaced as a whole; which version applied is recorded with every revision and decision.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import { compileDepartmentRules, type DepartmentRules } from "./department-rules.ts";
import { textFindingTypes, type Severity, type TextFindingType } from "./finding-types.ts";
import { screeningRules } from "./rules/index.ts";
import type { ScreenOptions } from "./screen-text.ts";

export interface DepartmentRule {
  /** Unique in the set and no id of a delivered rule; stays the same from version to version. */
  readonly id: string;
  readonly kind: "word" | "pattern";
  /** The word, or a regular expression that `unsafeBecause` lets pass. */
  readonly text: string;
  readonly type: TextFindingType;
  readonly severity: Severity;
  /** What the reviewer reads. */
  readonly explanation: string;
  /** The law, order or letter it rests on. */
  readonly source: string;
  readonly enabled: boolean;
  /** 部门 or person that keeps it. */
  readonly owner: string;
}

export interface DepartmentRuleSet {
  /** 0: nothing was ever changed. */
  readonly version: number;
  readonly rules: readonly DepartmentRule[];
  /** Ids of delivered rules that do not speak. */
  readonly switchedOff: readonly string[];
}

export const noDepartmentRules: DepartmentRuleSet = { version: 0, rules: [], switchedOff: [] };

export interface RuleProblem {
  readonly ruleId: string;
  /** For the person who wrote it, in Chinese. */
  readonly reason: string;
}

/**
 * Marks of state secrets and of internal papers cannot be silenced: a file with the first is refused before anything
 * is stored (保密法 2024 第31条; V7), and the second must be lifted by who set it.
 */
export function maySwitchOff(ruleId: string): boolean {
  const rule = screeningRules.find((one) => one.id === ruleId);
  return rule !== undefined && rule.class !== "secret" && rule.class !== "internal";
}

const deliveredIds = new Set<string>(screeningRules.map(({ id }) => id));

/** Found by a rule the department wrote itself, one that lets nothing pass unanswered. */
export function isDepartmentMustFix(finding: {
  readonly ruleId: string;
  readonly severity: Severity;
}): boolean {
  return finding.severity === "must-fix" && !deliveredIds.has(finding.ruleId);
}

/** What the engine needs of a set, or everything that is wrong with the set. Rules that are off are checked as well. */
export function screenOptionsOf(set: DepartmentRuleSet): Result<ScreenOptions, readonly RuleProblem[]> {
  const problems: RuleProblem[] = [];
  const seen = new Set<string>();
  for (const { id } of set.rules) {
    if (deliveredIds.has(id)) problems.push({ ruleId: id, reason: "编号与内置规则相同" });
    if (seen.has(id)) problems.push({ ruleId: id, reason: "编号重复" });
    seen.add(id);
  }
  for (const id of set.switchedOff) {
    if (!deliveredIds.has(id)) problems.push({ ruleId: id, reason: "没有这条内置规则" });
    else if (!maySwitchOff(id)) problems.push({ ruleId: id, reason: "密级和内部标识的规则不能停用" });
  }
  const all = compile(set.rules);
  if (!all.ok) problems.push(...all.error);
  if (problems.length > 0) return err(problems);
  const running = set.rules.filter(({ enabled }) => enabled);
  const compiled = compile(running);
  return ok({
    ...(compiled.ok && running.length > 0 ? { department: compiled.value } : {}),
    ...(set.switchedOff.length > 0 ? { disabledRules: new Set(set.switchedOff) } : {}),
  });
}

function compile(rules: readonly DepartmentRule[]): Result<DepartmentRules, readonly RuleProblem[]> {
  const shared = ({ id, type, severity, explanation }: DepartmentRule) => ({
    id,
    type,
    severity,
    explanation,
  });
  const compiled = compileDepartmentRules(
    rules.filter(({ kind }) => kind === "word").map((rule) => ({ ...shared(rule), word: rule.text })),
    rules.filter(({ kind }) => kind === "pattern").map((rule) => ({ ...shared(rule), pattern: rule.text })),
  );
  return compiled.ok ? compiled : err(compiled.error.map(({ id, reason }) => ({ ruleId: id, reason })));
}

/** The types a department's rule may give its finding: secrecy marks are the engine's alone (V7). */
export const departmentRuleTypes = (Object.keys(textFindingTypes) as TextFindingType[]).filter(
  (type) => textFindingTypes[type].class !== "secret",
);
