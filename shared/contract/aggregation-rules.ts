import { z } from "zod";

import { attributes, entityKinds, type Attribute, type EntityKind } from "../domain/aggregation/facts.ts";
import type { RuleChanges } from "../domain/aggregation/rule-list.ts";
import type { CombinationRule } from "../domain/aggregation/rules.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const keepers = ["confidentialityReviewer", "disclosureOffice"] as const;
const attribute = z.enum(Object.keys(attributes) as [Attribute, ...Attribute[]]);

const combination = z.object({
  id: z.string().trim().max(20),
  title: z.string().trim().max(60),
  reason: z.string().trim().max(400),
  checks: z.array(z.string().regex(/^CR-[A-J]\d{2}$/)).max(10),
  entityKind: z.enum(Object.keys(entityKinds) as [EntityKind, ...EntityKind[]]),
  measure: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("all-needs"),
      needs: z.array(z.array(attribute).max(12)).max(6),
    }),
    z.object({
      kind: z.literal("complement"),
      attributes: z.array(attribute).max(6),
      openAtMost: z.number().int(),
    }),
    z.object({ kind: z.literal("difference"), smallBelow: z.number().int() }),
  ]),
});
const rules = z.array(combination).max(100);

export interface CombinationsView {
  readonly version: string;
  /** Whether the department set the list itself. */
  readonly own: boolean;
  readonly rules: readonly CombinationRule[];
  readonly register: { readonly compared: number; readonly unregistered: number; readonly outside: number };
  readonly history: readonly {
    readonly version: string;
    readonly note: string;
    readonly by: string;
    readonly at: Instant;
  }[];
  readonly mayEdit: boolean;
}

export interface DryRunView {
  /** How many of the newest papers were laid beside all the others. */
  readonly papers: number;
  readonly changes: RuleChanges;
  readonly counts: readonly { readonly ruleId: string; readonly before: number; readonly after: number }[];
  /** What only the new list asks about. */
  readonly examples: readonly {
    readonly title: string;
    readonly ruleId: string;
    readonly entity: string;
    readonly yields: string;
  }[];
}

export const readCombinations = operation("aggregation.rules", {
  input: z.object({}),
  output: returns<CombinationsView>(),
  callers: keepers,
});

export const dryRunCombinations = operation("aggregation.dryRun", {
  input: z.object({ rules }),
  output: returns<DryRunView>(),
  errors: ["rules-invalid"],
  callers: keepers,
});

export const saveCombinations = operation("aggregation.saveRules", {
  input: z.object({ rules, note: p.requiredLine }),
  output: returns<{ readonly version: string }>(),
  errors: ["rules-invalid", "nothing-changed"],
  callers: ["confidentialityReviewer"],
});

/** Reads a list of other organs' papers (CSV: 机关、标题、文号、公开日期、正文) and takes it in. */
export const importOutsideList = operation("aggregation.importList", {
  input: z.object({ bytes: p.bytes }),
  output: returns<{ readonly added: number; readonly known: number }>(),
  errors: ["list-unreadable", "secret-mark", "disk-full"],
  callers: keepers,
});

export const aggregationRuleOperations = {
  readCombinations,
  dryRunCombinations,
  saveCombinations,
  importOutsideList,
};
