import { readRuleList } from "../../../../db/readers/aggregation-rules.ts";
import {
  combinationRules,
  combinationRulesVersion,
  type CombinationRule,
} from "../../../../shared/domain/aggregation/rules.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";

export interface RulesInForce {
  readonly version: string;
  readonly rules: readonly CombinationRule[];
  /** Whether the department set them itself. */
  readonly own: boolean;
}

/** The combinations that are asked about: the department's newest list, or the one the program brings. */
export async function combinationsInForce(db: ReadDb): Promise<RulesInForce> {
  const own = await readRuleList(db);
  return own
    ? { version: own.version, rules: own.rules, own: true }
    : { version: combinationRulesVersion, rules: combinationRules, own: false };
}
