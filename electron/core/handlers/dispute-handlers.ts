import type { disputeOperations } from "../../../shared/contract/disputes.ts";
import {
  listDisputes,
  readLessons,
  recordDisputeStep,
  registerDispute,
} from "../services/applications/disputes.ts";
import type { HandlersOf } from "./handler.ts";

export const disputeHandlers: HandlersOf<typeof disputeOperations> = {
  registerDispute,
  recordDisputeStep,
  listDisputes,
  readLessons,
};
