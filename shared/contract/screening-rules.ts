import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { departmentRuleTypes, type DepartmentRule } from "../domain/screening/department-rule-set.ts";
import type { FindingClass, Severity, TextFindingType } from "../domain/screening/finding-types.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** A department keeps at most this many rules of its own. */
const mostRules = 2000;

const departmentRule = z.object({
  id: z.string().regex(/^own-[0-9a-z-]{1,60}$/),
  kind: z.enum(["word", "pattern"]),
  text: z.string().trim().min(1).max(200),
  type: z.enum(departmentRuleTypes as [TextFindingType, ...TextFindingType[]]),
  severity: z.enum(["must-fix", "look-at"]),
  explanation: p.requiredLine,
  source: p.requiredLine,
  enabled: z.boolean(),
  owner: p.requiredLine,
}) satisfies z.ZodType<DepartmentRule>;

/** The part of a set that a person writes. */
export const ruleSetBody = z.object({
  rules: z.array(departmentRule).max(mostRules),
  switchedOff: z.array(z.string().max(80)).max(500),
});
export type RuleSetBody = z.output<typeof ruleSetBody>;

export interface DeliveredRule {
  readonly id: string;
  readonly type: TextFindingType;
  readonly typeLabel: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  readonly source: string;
  readonly explanation: string;
  /** False: marks always speak. */
  readonly maySwitchOff: boolean;
}

export interface ScreeningRulesView {
  /** 0 before the first version of the department's own. */
  readonly version: number;
  readonly body: RuleSetBody;
  readonly delivered: readonly DeliveredRule[];
  readonly deliveredVersion: string;
  readonly versions: readonly {
    readonly version: number;
    readonly reason: string;
    readonly putBy: string;
    readonly putAt: Instant;
  }[];
}

export const readScreeningRules = operation("rules.read", {
  input: z.object({}),
  output: returns<ScreeningRulesView>(),
  callers: businessRoles,
});

export interface ReplayHit {
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly releasedOn: CalendarDay;
  readonly ruleId: string;
  readonly count: number;
  /** The first passage, with what stands around it. */
  readonly passage: string;
}

export interface ReplayView {
  readonly looked: number;
  /** One row a paper and rule, oldest paper first; cut at the first few hundred. */
  readonly hits: readonly ReplayHit[];
  readonly papersHit: number;
}

/** 规则试运行: what the department's rules would find in everything that is out. Changes nothing. */
export const replayRules = operation("rules.replay", {
  input: z.object({ body: ruleSetBody }),
  output: returns<ReplayView>(),
  errors: ["screening-rules-invalid"],
  callers: ["confidentialityReviewer"],
});

/** Replaces the department's rules; `baseVersion` is the version the change was made from. */
export const putRulesInForce = operation("rules.putInForce", {
  input: z.object({
    baseVersion: z.number().int().min(0),
    body: ruleSetBody,
    reason: p.requiredLine,
  }),
  output: returns<{ readonly version: number }>(),
  errors: ["screening-rules-invalid", "rules-moved-on", "disk-full"],
  callers: ["confidentialityReviewer"],
});

export const screeningRuleOperations = { readScreeningRules, replayRules, putRulesInForce };
