import type { deliveryOperations } from "../../../shared/contract/deliveries.ts";
import { exportServiceReceipt, recordDelivery } from "../services/letters/delivery.ts";
import type { HandlersOf } from "./handler.ts";

export const deliveryHandlers: HandlersOf<typeof deliveryOperations> = {
  recordDelivery,
  exportServiceReceipt,
};
