import type { afterReleaseOperations } from "../../../shared/contract/after-release.ts";
import { readReleaseView, recordPostCheck } from "../services/publications/after-release.ts";
import { decideWithdrawal, requestWithdrawal } from "../services/publications/withdraw.ts";
import type { HandlersOf } from "./handler.ts";

export const afterReleaseHandlers: HandlersOf<typeof afterReleaseOperations> = {
  readRelease: readReleaseView,
  requestWithdrawal,
  decideWithdrawal,
  recordPostCheck,
};
