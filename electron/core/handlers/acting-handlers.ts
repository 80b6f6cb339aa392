import type { actingForOthersOperations } from "../../../shared/contract/acting-for-others.ts";
import { assignReviews, handOverQueue, listHandovers } from "../services/acting/assign-reviews.ts";
import {
  exportDelegations,
  readRemoteDelegations,
  registerRemoteDelegation,
} from "../services/acting/delegation-statements.ts";
import * as delegations from "../services/acting/delegations.ts";
import { deleteQueueFilter, listQueueFilters, saveQueueFilter } from "../services/acting/queue-filters.ts";
import { returnReviews } from "../services/acting/return-reviews.ts";
import type { HandlersOf } from "./handler.ts";

export const actingHandlers: HandlersOf<typeof actingForOthersOperations> = {
  listDelegations: delegations.listDelegations,
  proposeDelegation: delegations.proposeDelegation,
  proposeEmergency: delegations.proposeEmergency,
  confirmDelegation: delegations.confirmDelegation,
  endDelegation: delegations.endDelegation,
  exportDelegations,
  readRemoteDelegations,
  registerRemoteDelegation,
  acknowledgeEmergency: delegations.acknowledgeEmergency,
  assignReviews,
  returnReviews,
  handOverQueue,
  listHandovers,
  listQueueFilters,
  saveQueueFilter,
  deleteQueueFilter,
};
