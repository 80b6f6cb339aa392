import type { cleanUpOperations } from "../../../shared/contract/clean-up.ts";
import { decideCleanUp } from "../services/clean-up/decide-entry.ts";
import { openCleanUp } from "../services/clean-up/open-batch.ts";
import { readCleanUp } from "../services/clean-up/read-clean-up.ts";
import type { HandlersOf } from "./handler.ts";

export const cleanUpHandlers: HandlersOf<typeof cleanUpOperations> = {
  readCleanUp,
  openCleanUp,
  decideCleanUp,
};
