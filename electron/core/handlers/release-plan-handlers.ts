import type { releasePlanOperations } from "../../../shared/contract/release-plan.ts";
import { readDeliveriesView, recordDelivery } from "../services/publications/deliveries.ts";
import { dissolveGroup, formGroup } from "../services/publications/item-groups.ts";
import { planRelease, readReleasePlanView } from "../services/publications/release-plan.ts";
import type { HandlersOf } from "./handler.ts";

export const releasePlanHandlers: HandlersOf<typeof releasePlanOperations> = {
  readReleasePlan: readReleasePlanView,
  planRelease,
  formGroup,
  dissolveGroup,
  readTargetedDeliveries: readDeliveriesView,
  recordTargetedDelivery: recordDelivery,
};
