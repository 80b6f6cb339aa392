import type { applicationUnitOperations } from "../../../shared/contract/application-units.ts";
import { splitApplication } from "../services/applications/split-application.ts";
import type { HandlersOf } from "./handler.ts";

export const applicationUnitHandlers: HandlersOf<typeof applicationUnitOperations> = {
  splitApplication,
};
