import type { caseFileOperations } from "../../../shared/contract/case-files.ts";
import {
  addCaseFile,
  listCaseFiles,
  readCaseFile,
  voidCaseFile,
} from "../services/applications/case-files.ts";
import type { HandlersOf } from "./handler.ts";

export const caseFileHandlers: HandlersOf<typeof caseFileOperations> = {
  addCaseFile,
  listCaseFiles,
  readCaseFile,
  voidCaseFile,
};
