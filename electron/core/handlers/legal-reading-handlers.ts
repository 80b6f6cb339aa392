import type { legalReadingOperations } from "../../../shared/contract/legal-reading.ts";
import { giveLegalOpinion, readLegalReading } from "../services/letters/legal-reading.ts";
import type { HandlersOf } from "./handler.ts";

export const legalReadingHandlers: HandlersOf<typeof legalReadingOperations> = {
  readLegalReading,
  giveLegalOpinion,
};
