import type { oralApplicationOperations } from "../../../shared/contract/oral-applications.ts";
import { exportTranscript } from "../services/applications/oral-transcript.ts";
import type { HandlersOf } from "./handler.ts";

export const oralApplicationHandlers: HandlersOf<typeof oralApplicationOperations> = {
  exportTranscript,
};
