import type { syncOperations } from "../../../shared/contract/sync.ts";
import {
  configureSync,
  exportPublicKeys,
  exportReceipt,
  readSyncStatus,
  retryPackage,
  sendNow,
} from "../services/sync/sync-settings.ts";
import type { HandlersOf } from "./handler.ts";

export const syncHandlers: HandlersOf<typeof syncOperations> = {
  readSyncStatus,
  configureSync,
  sendNow,
  retryPackage,
  exportPublicKeys,
  exportReceipt,
};
