import type { leakOperations } from "../../../shared/contract/leaks.ts";
import { exportLeakDocument } from "../services/leaks/leak-documents.ts";
import { addLeakRelease, openLeak, recordLeakStep } from "../services/leaks/handle-leak.ts";
import { readLeakView } from "../services/leaks/read-leak.ts";
import type { HandlersOf } from "./handler.ts";

export const leakHandlers: HandlersOf<typeof leakOperations> = {
  openLeak,
  readLeak: readLeakView,
  addLeakRelease,
  recordLeakStep,
  exportLeakDocument,
};
