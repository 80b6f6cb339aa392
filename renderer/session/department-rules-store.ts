import { useEffect } from "react";

import type { DepartmentRule } from "../../shared/domain/screening/department-rule-set.ts";
import { call } from "../core-client/core-client.ts";
import { useCoreChanges } from "../shell/core-changes.ts";
import { createPersonalStore } from "./personal-store.ts";

interface DepartmentRulesState {
  readonly rules: ReadonlyMap<string, DepartmentRule>;
  readonly read: () => Promise<void>;
}

const useDepartmentRulesStore = createPersonalStore<DepartmentRulesState>((set) => ({
  rules: new Map(),
  // Administrators are refused and see no findings either.
  read: async () => {
    const answer = await call("rules.read", {});
    if (answer.ok) set({ rules: new Map(answer.value.body.rules.map((rule) => [rule.id, rule])) });
  },
}));

/** Keeps the department's own screening rules as the core has them, for the words beside a finding. */
export function useDepartmentRulesKeeper(): void {
  const read = useDepartmentRulesStore((state) => state.read);
  useEffect(() => void read(), [read]);
  useCoreChanges(["rules"], () => void read());
}

/** A rule of the department by its id; undefined for delivered rules and for one that was removed since. */
export function useDepartmentRule(ruleId: string): DepartmentRule | undefined {
  return useDepartmentRulesStore((state) => state.rules.get(ruleId));
}
