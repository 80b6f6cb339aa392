import type { archiveOperations } from "../../../shared/contract/archive.ts";
import { archiveCase, checkCaseArchive } from "../services/archive/archive-case.ts";
import type { HandlersOf } from "./handler.ts";

export const archiveHandlers: HandlersOf<typeof archiveOperations> = {
  checkCaseArchive,
  archiveCase,
};
