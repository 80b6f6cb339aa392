import { createHash } from "node:crypto";

import { readNewestRuleSet } from "../../../../db/readers/screening-rules.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { ruleSetBody } from "../../../../shared/contract/screening-rules.ts";
import { checklistVersion } from "../../../../shared/domain/review/checklist.ts";
import {
  noDepartmentRules,
  type DepartmentRuleSet,
} from "../../../../shared/domain/screening/department-rule-set.ts";
import { rulesVersion as screeningVersion } from "../../../../shared/domain/screening/rules/index.ts";

/**
 * Which rules applied: recorded with every revision and decision (design.md §5). `targets` counts signed rule
 * releases received from the centre; 0 is the set the program came with.
 */
export interface RulesInForce {
  readonly label: string;
  readonly statement: { readonly targets: number; readonly sha256: string };
  /** The department's own. */
  readonly department: DepartmentRuleSet;
}

function inForce(department: DepartmentRuleSet, digest: string): RulesInForce {
  const own = department.version === 0 ? "" : `; department ${department.version}`;
  const label = `screening ${screeningVersion}; checklist ${checklistVersion}${own}`;
  const named = digest === "" ? label : `${label} ${digest}`;
  return {
    label,
    statement: { targets: 0, sha256: createHash("sha256").update(named).digest("hex") },
    department,
  };
}

/** The rules of this edition, before a department changed anything. */
export const deliveredRules: RulesInForce = inForce(noDepartmentRules, "");

/** The rules of this edition with the newest version of the department's own. */
export async function rulesInForce(db: ReadDb): Promise<RulesInForce> {
  const newest = await readNewestRuleSet(db);
  if (!newest) return deliveredRules;
  // What was put in force had passed this parser.
  const body = ruleSetBody.parse(newest.body);
  return inForce({ version: newest.version, ...body }, newest.bodyDigest);
}
