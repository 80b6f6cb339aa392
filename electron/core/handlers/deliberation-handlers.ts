import type { deliberationOperations } from "../../../shared/contract/deliberations.ts";
import {
  exportMinutes,
  listDeliberations,
  recordDeliberation,
} from "../services/applications/deliberations.ts";
import type { HandlersOf } from "./handler.ts";

export const deliberationHandlers: HandlersOf<typeof deliberationOperations> = {
  recordDeliberation,
  listDeliberations,
  exportMinutes,
};
