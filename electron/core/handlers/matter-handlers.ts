import type { matterOperations } from "../../../shared/contract/matters.ts";
import { findSameMatter } from "../services/applications/same-matter.ts";
import type { HandlersOf } from "./handler.ts";

export const matterHandlers: HandlersOf<typeof matterOperations> = {
  findSameMatter,
};
