import { collectBags } from "./replay-bags.ts";
import { repairLog } from "./repair.ts";
import type { RestoredOperators } from "./operators-file.ts";
import type { RepairReport } from "./repair.ts";
import type { ServerCore } from "./server-core.ts";

/**
 * A database that is gone is written anew from what stands beside it: the signed log says what was decided and who was
 * registered, the bags say what of, the operators' file says who runs it. What none holds is lost and asked for again:
 * packages that were not decided, open enrolments, certificates (issued anew at the next session).
 */

export interface RebuildReport extends RepairReport {
  readonly operators?: RestoredOperators;
  readonly bags: number;
  /** Files in the store of bags that belong to no decided package. */
  readonly bagsLeftOver: number;
  readonly bagsDamaged: number;
}

/**
 * Fills a store that is empty, or older than its log, from log and bags, after proving that the log's files give
 * exactly the signed head and that the store is a prefix of it.
 */
export async function refillStore(core: ServerCore): Promise<RebuildReport> {
  const { store } = core;
  const { bags, damaged } = await collectBags(core, store);
  const used = new Set<string>();
  const repaired = await repairLog(core, (leaf) => {
    const bag = leaf.type === "decided" ? bags.get(leaf.packageId) : undefined;
    if (bag && leaf.type === "decided") used.add(leaf.packageId);
    return bag;
  });
  const operators = repaired.repaired ? await core.restoreOperators() : undefined;
  return {
    ...repaired,
    ...(operators ? { operators } : {}),
    bags: used.size,
    bagsLeftOver: bags.size - used.size,
    bagsDamaged: damaged,
  };
}
