import type { disputeOperations } from "../../../shared/contract/disputes.ts";
import {
  listDisputes,
  pageDisputes,
  readLessons,
  recordDisputeStep,
  registerDispute,
} from "../services/applications/disputes.ts";
import type { HandlersOf } from "./handler.ts";

import { recordAppealStep, registerAppeal } from "../services/applications/appeals.ts";

export const disputeHandlers: HandlersOf<typeof disputeOperations> = {
  registerAppeal,
  recordAppealStep,
  registerDispute,
  recordDisputeStep,
  listDisputes,
  pageDisputes,
  readLessons,
};
