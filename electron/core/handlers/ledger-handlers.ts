import type { ledgerOperations } from "../../../shared/contract/ledger.ts";
import { exportLedger } from "../services/ledger/export-ledger.ts";
import { importLedger } from "../services/ledger/import-plan.ts";
import { readEvaluations } from "../services/ledger/policy-evaluations.ts";
import { listLedger } from "../services/ledger/read-ledger.ts";
import { updateLedgerTask } from "../services/ledger/update-task.ts";
import type { HandlersOf } from "./handler.ts";

export const ledgerHandlers: HandlersOf<typeof ledgerOperations> = {
  importLedger,
  listLedger,
  updateLedgerTask,
  exportLedger,
  readEvaluations: (work) => readEvaluations(work),
};
