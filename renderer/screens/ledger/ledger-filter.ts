import { ledgerStates, type LedgerState } from "../../../shared/domain/ledger/ledger-task.ts";
import type { CallInput } from "../../core-client/core-client.ts";
import { idIn } from "../../shell/filter-in-address.ts";

export type LedgerShow = "all" | LedgerState;

/** What the person wants to see of the ledger, as the address has it. */
export interface LedgerFilter {
  readonly show: LedgerShow;
  readonly unit: string | undefined;
  /** This task alone, where a link leads to it. */
  readonly taskId: string | undefined;
}

export const wholeLedger: LedgerFilter = { show: "all", unit: undefined, taskId: undefined };

/** What is unknown in an address is ignored. */
export function readLedgerFilter(query: URLSearchParams): LedgerFilter {
  const state = query.get("state") ?? "";
  const unit = query.get("unit")?.trim().slice(0, 400) ?? "";
  return {
    show: Object.hasOwn(ledgerStates, state) ? (state as LedgerState) : "all",
    unit: unit === "" ? undefined : unit,
    taskId: idIn(query, "task"),
  };
}

export function writeLedgerFilter({ show, unit, taskId }: LedgerFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (show !== "all") query.set("state", show);
  if (unit !== undefined) query.set("unit", unit);
  if (taskId !== undefined) query.set("task", taskId);
  return query;
}

/** The part of the ledger that is shown; it is what goes into the file, too. */
export function shownPart({ show, unit, taskId }: LedgerFilter): CallInput<"ledger.export"> {
  return {
    ...(show === "all" ? {} : { state: show }),
    ...(unit === undefined ? {} : { unit }),
    ...(taskId === undefined ? {} : { taskId }),
  };
}
