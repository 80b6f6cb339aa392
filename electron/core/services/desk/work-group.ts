import type { WorkRow } from "../../../../shared/contract/desk.ts";

/** Which group of the desk something belongs to, by the working days left. */
export function groupOf(remaining: number): WorkRow["group"] {
  if (remaining < 0) return "overdue";
  if (remaining === 0) return "today";
  return remaining <= 3 ? "soon" : "later";
}
