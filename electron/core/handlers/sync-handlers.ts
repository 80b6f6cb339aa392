import type { syncOperations } from "../../../shared/contract/sync.ts";
import { mergeConflict, readConflict } from "../services/sync/conflict.ts";
import { checkEnrolment, enrolDevice, enrolMe, readEnrolments } from "../services/sync/enrol.ts";
import {
  configureSync,
  exportPublicKeys,
  exportReceipt,
  importReceipt,
  readSyncStatus,
  retryPackage,
  sendNow,
} from "../services/sync/sync-settings.ts";
import { takeOver } from "../services/sync/take-over.ts";
import type { HandlersOf } from "./handler.ts";

export const syncHandlers: HandlersOf<typeof syncOperations> = {
  readSyncStatus,
  configureSync,
  enrolDevice,
  enrolMe,
  checkEnrolment,
  readEnrolments,
  readConflict,
  mergeConflict,
  takeOver,
  sendNow,
  retryPackage,
  exportPublicKeys,
  exportReceipt,
  importReceipt,
};
