import type { desensitiseOperations } from "../../../shared/contract/desensitise.ts";
import { desensitiseList } from "../services/desensitise/desensitise-list.ts";
import type { HandlersOf } from "./handler.ts";

export const desensitiseHandlers: HandlersOf<typeof desensitiseOperations> = {
  // The one operation of its area.
  desensitiseList,
};
