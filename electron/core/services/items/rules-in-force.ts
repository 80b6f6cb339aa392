import { createHash } from "node:crypto";

import { checklistVersion } from "../../../../shared/domain/review/checklist.ts";
import { rulesVersion as screeningVersion } from "../../../../shared/domain/screening/rules/index.ts";

/**
 * Which rules applied: recorded with every revision and decision (design.md §5). `targets` counts signed rule
 * releases received from the centre; 0 is the set the program came with.
 */
export const rulesInForce: {
  readonly label: string;
  readonly statement: { readonly targets: number; readonly sha256: string };
} = (() => {
  const label = `screening ${screeningVersion}; checklist ${checklistVersion}`;
  return { label, statement: { targets: 0, sha256: createHash("sha256").update(label).digest("hex") } };
})();
