import type { feeOperations } from "../../../shared/contract/fees.ts";
import { draftFeeNotice, readCaseFee } from "../services/applications/case-fee.ts";
import type { HandlersOf } from "./handler.ts";

export const feeHandlers: HandlersOf<typeof feeOperations> = {
  readCaseFee,
  draftFeeNotice,
};
