import {
  screenOptionsOf,
  type DepartmentRuleSet,
} from "../../../shared/domain/screening/department-rule-set.ts";
import type { ScreenOptions } from "../../../shared/domain/screening/screen-text.ts";
import type { OwnHit } from "../services/work.ts";

let kept: { readonly key: string; readonly options: ScreenOptions } | undefined;

/** The engine's options under a department's rules. Compiled once for as long as the same set comes. */
export function optionsUnder(rules: DepartmentRuleSet | undefined): ScreenOptions {
  if (!rules) return {};
  const key = JSON.stringify(rules);
  if (kept?.key !== key) {
    const options = screenOptionsOf(rules);
    // A set is checked before it is put in force; one that does not compile here is a bug.
    if (!options.ok) throw new Error("department rules do not compile");
    kept = { key, options: options.value };
  }
  return kept.options;
}

const around = 20;

/** What the department's own rules find in each text, counted by rule, with the first passage of each. */
export function findOwn(texts: readonly string[], rules: DepartmentRuleSet): readonly (readonly OwnHit[])[] {
  const { department } = optionsUnder(rules);
  return texts.map((text) => {
    const byRule = new Map<string, { count: number; passage: string }>();
    for (const { ruleId, start, end } of department?.find(text) ?? []) {
      const known = byRule.get(ruleId);
      if (known) known.count += 1;
      else {
        const passage = text.slice(Math.max(0, start - around), end + around).replaceAll(/\s+/gu, " ");
        byRule.set(ruleId, { count: 1, passage });
      }
    }
    return [...byRule].map(([ruleId, hit]) => ({ ruleId, ...hit }));
  });
}
